"""Writing: whole, in order, synced; and what is said when it fails."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tools.ledgers import added, dispute, new_ledger, noted, state_in, state_of
from tools.syncs import name_of, recorded

from jingwu.errors import StorageFailure
from jingwu.store import open_ledger
from jingwu.store.files import Access, append, sync_folder, write_file

ACCESS = Access(0o600, 0o700, None)


def test_a_commit_syncs_the_volume_then_the_journal_then_the_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3))
    (journal,) = (path.name for path in (tmp_path / "journal").iterdir())
    done = recorded(monkeypatch, tmp_path)
    added(ledger, dispute(4))
    assert done[:4] == [
        "sync records/2026-10.json.new",
        f"sync journal/{journal}",
        "name records/2026-10.json",
        "sync records",
    ]
    assert all(step.startswith("name index/") for step in done[4:])
    assert done[-1] == "name index/head"


def test_the_first_line_of_a_months_journal_syncs_its_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tools.faults import change

    added(new_ledger(tmp_path), dispute(3), dispute(4), dispute(3, month=9))
    done = recorded(monkeypatch, tmp_path)
    change(tmp_path)
    position = done.index("sync journal/2099-11.jsonl")
    assert done[position + 1] == "sync journal"
    assert {step for step in done[:position] if "records" in step} == {
        f"sync records/2026-{month}.json.new" for month in ("09", "10", "11")
    }


def failing(monkeypatch: pytest.MonkeyPatch, call: str, code: int, match: str = "") -> None:
    """From now on a call fails when it is about a file whose name has `match` in it."""
    real: Callable[..., Any] = getattr(os, call)

    def fail(first: Any, *rest: Any) -> Any:
        name = str(name_of(first) if isinstance(first, int) else first)
        if match in name:
            raise OSError(code, os.strerror(code))
        return real(first, *rest)

    monkeypatch.setattr(os, call, fail)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize(("call", "match"), [("write", "json.new"), ("fsync", "json.new"), ("write", "jsonl")])
def test_a_failure_before_the_commit_changes_nothing_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str, match: str
) -> None:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3))
    before = state_of(ledger)
    content = {path: path.read_bytes() for path in tmp_path.rglob("2026-*") if path.is_file()}
    failing(monkeypatch, call, code, match)
    with pytest.raises(StorageFailure) as refusal:
        noted(ledger, "JF2610-0001")
    monkeypatch.undo()
    assert refusal.value.hint
    assert str(tmp_path) in str(refusal.value)
    assert {path: path.read_bytes() for path in tmp_path.rglob("2026-*") if path.is_file()} == content
    assert state_in(tmp_path) == before


def test_a_sync_of_the_journal_that_fails_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3))
    before = state_of(ledger)
    failing(monkeypatch, "fsync", errno.EIO, "jsonl")
    with pytest.raises(StorageFailure):
        added(ledger, dispute(4))
    monkeypatch.undo()
    assert state_in(tmp_path) == before


@pytest.mark.parametrize(("call", "match"), [("rename", "records"), ("rename", "index"), ("write", "index/head")])
def test_a_failure_after_the_commit_is_a_warning_and_the_change_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, match: str
) -> None:
    ledger = new_ledger(tmp_path)
    failing(monkeypatch, call, errno.ENOSPC, match)
    assert added(ledger, dispute(3)) == ["JF2610-0001"]
    assert len(ledger.warnings) == 1
    assert [record.number for record in ledger.read_month("2026-10")] == ["JF2610-0001"]
    monkeypatch.undo()
    assert open_ledger(tmp_path).figures("2026-10")["registered"] == {"dispute": 1}


def test_writing_goes_on_when_the_system_takes_it_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data[:7])))
    write_file(tmp_path / "file", b"x" * 100, ACCESS)
    assert append(tmp_path / "other", [b"y" * 50, b"z" * 50], 0, ACCESS) == 100
    assert (tmp_path / "file").read_bytes() == b"x" * 100
    assert (tmp_path / "other").read_bytes() == b"y" * 50 + b"z" * 50


def test_what_a_crash_left_under_the_temporary_name_is_written_over_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine", "utf-8")
    (tmp_path / "file.new").symlink_to(outside)
    write_file(tmp_path / "file", b"new", ACCESS)
    assert (outside.read_text("utf-8"), (tmp_path / "file").read_bytes()) == ("mine", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "outside"]


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "file").chmod(0o640)
    write_file(tmp_path / "file", b"new", ACCESS)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640


def test_a_file_system_that_cannot_sync_folders_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "fsync", errno.EINVAL)
    sync_folder(tmp_path)
    monkeypatch.undo()
    failing(monkeypatch, "fsync", errno.EIO)
    with pytest.raises(StorageFailure):
        sync_folder(tmp_path)
