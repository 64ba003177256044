"""What was written is on the disk, its name too, before anybody is told so."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tools.ledgers import BY, NOW, added, dispute, new_ledger
from tools.syncs import name_of, recorded

from jingwu.errors import StorageFailure
from jingwu.store import open_ledger
from jingwu.store.backup import make_backup, restore_backup
from jingwu.store.files import Access, append, cut, make_folder, write_file, write_new
from jingwu.store.outside import new_file
from jingwu.store.quarantine import move_folder
from jingwu.store.repair import repair

ACCESS = Access(0o600, 0o700, None)


def test_a_file_is_synced_before_it_has_its_name_and_its_name_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = recorded(monkeypatch, tmp_path)
    write_file(tmp_path / "a", b"a", ACCESS)
    write_new(tmp_path / "b", b"b")
    with new_file(tmp_path / "c") as file:
        file.write(b"c")
    assert done == [step for name in "abc" for step in (f"sync {name}.new", f"name {name}", "sync .")]


def test_a_new_folder_and_those_above_it_have_their_names_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = recorded(monkeypatch, tmp_path)
    make_folder(tmp_path / "a" / "b" / "c", ACCESS)
    assert sorted(done) == ["sync .", "sync a", "sync a/b"]


def test_what_is_cut_off_or_taken_back_stays_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    done = recorded(monkeypatch, tmp_path)
    cut(tmp_path / "a", 2)
    assert done == ["sync a"]
    write = os.write

    def fail_late(descriptor: int, data: Any) -> int:
        if bytes(data) == b"e" and name_of(descriptor).name == "a":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", fail_late)
    with pytest.raises(StorageFailure):
        append(tmp_path / "a", [b"d", b"e"], 2, ACCESS)
    assert done == ["sync a", "sync a"]
    assert (tmp_path / "a").read_bytes() == b"ab"


def test_a_folder_that_is_set_aside_has_its_new_place_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "quarantine").mkdir()
    done = recorded(monkeypatch, tmp_path)
    move_folder(tmp_path, tmp_path / "index", ACCESS)
    assert done[0] == "name quarantine/index"
    assert sorted(done[1:]) == ["sync .", "sync quarantine"]


def test_a_restored_ledger_is_on_the_disk_whole_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(new_ledger(tmp_path / "ledger"), dispute(3), dispute(3, month=9))
    ledger = open_ledger(tmp_path / "ledger")
    backup = make_backup(ledger, tmp_path / "a.zip", by=BY, now=NOW, seal=None, keep=0).file
    done = recorded(monkeypatch, tmp_path)
    restore_backup(backup.read_bytes(), backup, tmp_path / "restored")
    assert done[-2:] == ["name restored", "sync ."]
    before = {step.partition("/")[2] for step in done[:-2] if step.startswith("sync ")}
    for path in (tmp_path / "restored").rglob("*"):
        name = path.relative_to(tmp_path / "restored")
        assert path.is_dir() or path.name == "lock" or f"{name}.new" in before, name
        assert str(name.parent).strip(".") in before, name


def test_what_a_repair_takes_away_stays_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3))
    (tmp_path / "records" / "2026-09.json.new").write_bytes(b"litter")
    done = recorded(monkeypatch, tmp_path)
    assert repair(ledger, by=BY, now=NOW)
    assert "sync records" in done


def test_a_sheet_that_a_crash_kept_back_is_on_the_disk_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = new_ledger(tmp_path / "ledger")
    added(ledger, dispute(3))
    shutil.copytree(tmp_path / "ledger", tmp_path / "crashed")
    ledger.freeze("2026-10", lambda: {"zh": {"title": "月报"}}, command="freeze", by=BY, at=NOW, details={})
    shutil.copytree(tmp_path / "ledger" / "journal", tmp_path / "crashed" / "journal", dirs_exist_ok=True)
    done = recorded(monkeypatch, tmp_path / "crashed")
    open_ledger(tmp_path / "crashed").months()
    assert "sync sheets" in done[done.index("name sheets/2026-10.json") :]
