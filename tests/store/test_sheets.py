"""The files of frozen sheets: what they must be, and what is done when they are not."""

import json
from pathlib import Path

import pytest
from tools.ledgers import BY, NOW, added, dispute, freeze, new_ledger, state_in

from jingwu.errors import LedgerDamaged
from jingwu.store import open_ledger
from jingwu.store.backup import make_backup, restore_backup
from jingwu.store.check import ERROR, check
from jingwu.store.repair import repair

DOCUMENT = {"figures": {"registered": {"dispute": 1}}, "zh": {"title": "九月"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with a frozen September."""
    ledger = new_ledger(tmp_path / "ledger")
    added(ledger, dispute(3, month=9))
    freeze(ledger, "2026-09", DOCUMENT)
    return tmp_path / "ledger"


def errors(folder: Path) -> list[str]:
    return [finding.file for finding in check(open_ledger(folder)) if finding.severity == ERROR]


def test_the_file_is_readable_json_with_the_document_in_it(folder: Path) -> None:
    data = json.loads((folder / "sheets" / "2026-09.json").read_text("utf-8"))
    assert {name: data[name] for name in DOCUMENT} == DOCUMENT
    assert (data["format"], data["month"], data["seq"]) == (1, "2026-09", 2)
    assert (folder / "sheets").stat().st_mode & 0o777 == 0o700
    assert (folder / "sheets" / "2026-09.json").stat().st_mode & 0o777 == 0o600


def test_any_flipped_bit_is_found_when_it_is_read_and_mended_from_the_journal(folder: Path) -> None:
    path = folder / "sheets" / "2026-09.json"
    before = path.read_bytes()
    for place in range(len(before)):
        path.write_bytes(before[:place] + bytes([before[place] ^ 1]) + before[place + 1 :])
        with pytest.raises(LedgerDamaged):
            dict(open_ledger(folder).sheet("2026-09") or {})
    assert errors(folder) == ["sheets/2026-09.json"]
    assert any("sheets/2026-09.json" in line for line in repair(open_ledger(folder), by=BY, now=NOW))
    assert (path.read_bytes(), errors(folder)) == (before, [])


@pytest.mark.parametrize("content", [b"", b"{}", b"null", None])
def test_a_lost_file_is_damage_and_comes_back_from_the_journal(folder: Path, content: bytes | None) -> None:
    path = folder / "sheets" / "2026-09.json"
    before = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LedgerDamaged):
        open_ledger(folder).sheet("2026-09")
    assert errors(folder) == ["sheets/2026-09.json"]
    repair(open_ledger(folder), by=BY, now=NOW)
    assert (path.read_bytes(), errors(folder)) == (before, [])


def test_a_file_that_nobody_froze_is_an_error_and_counts_for_nothing(folder: Path) -> None:
    (folder / "sheets" / "2026-08.json").write_bytes((folder / "sheets" / "2026-09.json").read_bytes())
    assert errors(folder) == ["sheets/2026-08.json"]
    assert list(open_ledger(folder).frozen()) == ["2026-09"]
    repair(open_ledger(folder), by=BY, now=NOW)
    assert errors(folder) == []


def test_a_freeze_whose_file_a_crash_kept_back_is_redone_from_the_journal(folder: Path) -> None:
    freeze(open_ledger(folder), "2026-10", {"zh": {}})
    (folder / "sheets" / "2026-10.json").unlink()
    (folder / "index" / "head").unlink()
    assert errors(folder) == []
    assert dict(open_ledger(folder).sheet("2026-10") or {}) == {"zh": {}}
    open_ledger(folder).months()
    assert (folder / "sheets" / "2026-10.json").is_file()


def test_a_thaw_that_a_crash_kept_back_is_redone_from_the_journal(folder: Path) -> None:
    path = folder / "sheets" / "2026-09.json"
    before = path.read_bytes()
    freeze(open_ledger(folder), "2026-09", {}, command="thaw")
    assert not path.exists()
    path.write_bytes(before)
    (folder / "index" / "head").unlink()
    assert open_ledger(folder).sheet("2026-09") is None
    open_ledger(folder).months()
    assert (path.exists(), errors(folder)) == (False, [])


def test_the_months_that_are_frozen_are_known_without_the_index(folder: Path) -> None:
    before = state_in(folder)
    added(open_ledger(folder), dispute(4))
    for path in sorted((folder / "index").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert state_in(folder)["sheets"] == before["sheets"]


def test_a_backup_carries_the_frozen_sheets(folder: Path, tmp_path: Path) -> None:
    made = make_backup(open_ledger(folder), tmp_path / "ledger.zip", by=BY, now=NOW, seal=None)
    restore_backup(made.file.read_bytes(), made.file, tmp_path / "copy")
    assert state_in(tmp_path / "copy") == state_in(folder)
    (folder / "sheets" / "2026-09.json").write_bytes(b"{}")
    with pytest.raises(LedgerDamaged):
        make_backup(open_ledger(folder), tmp_path / "second.zip", by=BY, now=NOW, seal=None)
