"""`check --repair` makes anew what the journal can tell, keeps what it replaces, and leaves the journal alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from tools.ledgers import BY, NOW, added, dispute, files_in, new_ledger, noted, settled, state_in

from jingwu.errors import LedgerDamaged
from jingwu.store import open_ledger
from jingwu.store.check import ERROR, check
from jingwu.store.memory_ledger import MemoryLedger
from jingwu.store.repair import repair
from jingwu.store.volume import parse_volume

VOLUME = "records/2026-10.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3, source_key="A"), settled(4), dispute(3, month=9))
    noted(ledger, "JF2610-0001", "link", number=("JF2609-0001",), reason="同一当事人")
    noted(ledger, "JF2609-0001", "void", reason="错")
    return tmp_path


def repaired(folder: Path) -> list[str]:
    return repair(open_ledger(folder), by=BY, now=NOW)


def errors(folder: Path) -> list[str]:
    return [finding.file for finding in check(open_ledger(folder)) if finding.severity == ERROR]


def records_in(folder: Path) -> Any:
    """The state but for its history, where the repair itself stands."""
    return {name: value for name, value in state_in(folder).items() if name != "history"}


def kept_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / "quarantine").iterdir() if path.is_file()]


def test_nothing_is_done_to_a_whole_ledger(folder: Path) -> None:
    before = files_in(folder)
    assert repaired(folder) == []
    assert files_in(folder) == before
    assert repair(MemoryLedger(), by=BY, now=NOW) == []


@pytest.mark.parametrize("how", ["empty", "cut", "gone", "changed", "without a record"])
def test_a_volume_is_made_anew_from_the_journal_and_the_old_one_kept(folder: Path, how: str) -> None:
    expected = records_in(folder)
    path = folder / VOLUME
    content = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how in {"empty", "cut"}:
        path.write_bytes(b"" if how == "empty" else content[:-20])
    else:
        volume = parse_volume(content, path)
        rows = volume.read()["dispute"]
        volume.write({"dispute": {"1": rows["1"], **({"2": rows["1"]} if how == "changed" else {})}})
        path.write_bytes(volume.compose(volume.sequence))
    spoilt = None if how == "gone" else path.read_bytes()
    assert any(VOLUME in line for line in repaired(folder))
    assert errors(folder) == []
    assert path.read_bytes() == content
    assert records_in(folder) == expected
    assert spoilt is None or spoilt in kept_in(folder)
    assert [entry.command for entry in open_ledger(folder).history()][-1] == "repair"


def test_what_is_kept_already_is_never_written_over(folder: Path) -> None:
    path = folder / VOLUME
    for spoilt in (b"one", b"two", b"one"):
        path.write_bytes(spoilt)
        repaired(folder)
    assert {b"one", b"two"} <= set(kept_in(folder))
    assert errors(folder) == []


def test_a_volume_of_which_the_journal_knows_nothing_is_moved_away(folder: Path) -> None:
    stray = folder / "records" / "2025-01.json"
    stray.write_bytes((folder / VOLUME).read_bytes().replace(b"2026-10", b"2025-01"))
    content = stray.read_bytes()
    assert errors(folder) == ["records/2025-01.json"]
    repaired(folder)
    assert errors(folder) == []
    assert content in kept_in(folder)
    assert not stray.exists()


def test_an_index_that_is_spoilt_is_made_anew(folder: Path) -> None:
    expected = records_in(folder)
    path = folder / "index" / "figures" / "2026-10"
    path.write_bytes(path.read_bytes()[:-1])
    assert errors(folder) == ["index/figures/2026-10"]
    assert any("quarantine/index" in line for line in repaired(folder))
    assert errors(folder) == []
    assert records_in(folder) == expected


def test_a_tampered_journal_is_left_as_it_is_and_nothing_is_made_from_it(folder: Path) -> None:
    (journal,) = (folder / "journal").iterdir()
    journal.write_bytes(journal.read_bytes().replace("4日".encode(), "8日".encode(), 1))
    (folder / VOLUME).write_bytes(b"")
    before = files_in(folder)
    assert len(repaired(folder)) == 1
    assert files_in(folder) == before
    assert len(errors(folder)) == 2


def test_files_that_others_can_read_are_closed(folder: Path) -> None:
    (folder / VOLUME).chmod(0o644)
    folder.chmod(0o755)
    assert len(repaired(folder)) == 2
    assert check(open_ledger(folder)) == []
    assert ((folder / VOLUME).stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_a_crash_left_is_put_in_or_set_aside(folder: Path) -> None:
    (folder / f"{VOLUME}.new").write_bytes(b"half")
    (journal,) = (folder / "journal").iterdir()
    with journal.open("ab") as file:
        file.write(b'{"seq":')
    repaired(folder)
    assert [finding.file for finding in check(open_ledger(folder))] == ["quarantine"]
    assert {b"half", b'{"seq":'} <= set(kept_in(folder))


def test_a_link_that_leads_nowhere_stays_a_warning(folder: Path) -> None:
    noted(open_ledger(folder), "JF2610-0002", "link", number=("JF2601-0001",), reason="同一当事人")
    assert repaired(folder) == []
    (finding,) = check(open_ledger(folder))
    assert (finding.file, finding.record) == (VOLUME, "JF2610-0002")


@pytest.mark.parametrize("name", [VOLUME, "journal"])
def test_a_file_of_a_newer_format_is_never_repaired(folder: Path, name: str) -> None:
    path = next((folder / "journal").iterdir()) if name == "journal" else folder / VOLUME
    path.write_bytes(re.sub(rb'"format":1,', b'"format":2,', path.read_bytes(), count=1))
    content = path.read_bytes()
    with pytest.raises(LedgerDamaged, match="2"):
        repaired(folder)
    assert path.read_bytes() == content


def test_each_file_of_the_journal_names_its_format(folder: Path) -> None:
    with open_ledger(folder).begin("note", by=BY, at=NOW.replace(month=12)) as transaction:
        transaction.replace(transaction.get("JF2610-0001"))
    files = [path.read_bytes() for path in sorted((folder / "journal").iterdir())]
    assert [content.startswith(b'{"format":1,') for content in files] == [True, True]
    assert [content.count(b'"format"') for content in files] == [1, 1]
    assert check(open_ledger(folder)) == []
