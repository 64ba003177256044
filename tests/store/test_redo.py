"""What a crash leaves between the commit and the end is redone by whoever opens the ledger next."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tools.ledgers import BY, NOW, added, dispute, files_in, new_ledger, noted, state_in

from jingwu.store import open_ledger
from jingwu.store.head import read_head


class Crash:
    """A ledger before and after one transaction, and the mixtures of both that a crash could leave."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "ledger"
        ledger = new_ledger(self.folder)
        added(ledger, dispute(3, source_key="A"), dispute(4), dispute(3, month=9))
        shutil.copytree(self.folder, folder / "before")
        self._before = folder / "before"
        self.before = state_in(self.folder)
        with ledger.begin("convert", by=BY, at=NOW) as transaction:
            transaction.replace(replace(transaction.get("JF2610-0002"), remark="改", source_key="B"))
            transaction.replace(replace(transaction.get("JF2609-0001"), category="邻里"))
            transaction.add(dispute(9, month=11))
        self.after = state_in(self.folder)
        self._after = folder / "after"
        shutil.copytree(self.folder, self._after)

    def leave(self, *parts: str) -> None:
        """Put the files that begin with `parts` back to what they were before."""
        for path in self.folder.rglob("*"):
            name = str(path.relative_to(self.folder))
            if path.is_file() and name.startswith(parts):
                path.unlink()
        for path in self._before.rglob("*"):
            name = str(path.relative_to(self._before))
            if path.is_file() and name.startswith(parts):
                shutil.copy2(path, self.folder / name)

    @property
    def journal(self) -> Path:
        (path,) = (self.folder / "journal").iterdir()
        return path

    def journal_before(self) -> bytes:
        return (self._before / "journal" / self.journal.name).read_bytes()


@pytest.fixture
def crash(tmp_path: Path) -> Crash:
    return Crash(tmp_path)


LEFT = {
    "journal only": ("records", "index"),
    "one volume of three": ("records/2026-10", "records/2026-11", "index"),
    "volumes, not the index": ("index",),
    "volumes and cards": ("index/figures", "index/keys", "index/head"),
    "volumes and figures": ("index/cards", "index/keys", "index/head"),
    "all but the head": ("index/head",),
    "all but a volume's name": ("records/2026-09", "index/head"),
}


@pytest.mark.parametrize("parts", LEFT.values(), ids=LEFT)
@pytest.mark.parametrize("by", ["reader", "writer"])
def test_a_committed_change_is_seen_by_the_next_one(crash: Crash, parts: tuple[str, ...], by: str) -> None:
    crash.leave(*parts)
    if by == "writer":
        noted(open_ledger(crash.folder), "JF2610-0001")
        assert open_ledger(crash.folder).get("JF2610-0002").remark == "改"
        assert open_ledger(crash.folder).source_keys("dispute", ["B"]) == {"B": "JF2610-0002"}
    else:
        assert state_in(crash.folder) == crash.after


@pytest.mark.parametrize("parts", LEFT.values(), ids=LEFT)
def test_the_redo_is_written_down(crash: Crash, parts: tuple[str, ...]) -> None:
    crash.leave(*parts)
    open_ledger(crash.folder).months()
    whole = crash._after  # noqa: SLF001 - the fixture's own copy
    for path in (crash.folder / "records").iterdir():
        assert path.read_bytes() == (whole / "records" / path.name).read_bytes()
    heads = [read_head(folder) for folder in (crash.folder, whole)]
    first, second = [head._replace(marks={}) for head in heads if head is not None]
    assert first == second


@pytest.mark.parametrize("parts", LEFT.values(), ids=LEFT)
def test_without_a_head_the_journal_says_what_is_missing(crash: Crash, parts: tuple[str, ...]) -> None:
    crash.leave(*parts)
    (crash.folder / "index" / "head").unlink()
    assert state_in(crash.folder) == crash.after


def test_a_redo_that_crashes_is_redone(crash: Crash, monkeypatch: pytest.MonkeyPatch) -> None:
    crash.leave("records", "index")
    renamed = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if "2026-10" in str(target):
            raise KeyboardInterrupt
        return renamed(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(KeyboardInterrupt):
        open_ledger(crash.folder).months()
    monkeypatch.undo()
    assert state_in(crash.folder) == crash.after


@pytest.mark.parametrize("cut", [1, 2, 70, 300, 1000])
def test_an_incomplete_line_was_never_committed_and_is_set_aside(crash: Crash, cut: int) -> None:
    crash.leave("records", "index")
    content = crash.journal.read_bytes()[:-cut]
    crash.journal.write_bytes(content)
    ledger = open_ledger(crash.folder)
    assert {**state_in(crash.folder)} == crash.before
    added(ledger, dispute(20))
    assert crash.journal.read_bytes().startswith(crash.journal_before())
    (kept,) = (crash.folder / "quarantine").iterdir()
    assert kept.read_bytes() == content[len(crash.journal_before()) :]


def test_what_is_set_aside_is_said(crash: Crash) -> None:
    crash.leave("records", "index")
    crash.journal.write_bytes(crash.journal.read_bytes()[:-1])
    ledger = open_ledger(crash.folder)
    ledger.months()
    (warning,) = ledger.warnings
    assert "quarantine" in warning


@pytest.mark.parametrize("missing", [1, 2])
def test_whole_lines_of_an_incomplete_transaction_were_never_committed(crash: Crash, missing: int) -> None:
    crash.leave("records", "index")
    lines = crash.journal.read_bytes().splitlines(keepends=True)
    crash.journal.write_bytes(b"".join(lines[:-missing]))
    assert state_in(crash.folder) == crash.before
    assert added(open_ledger(crash.folder), dispute(20)) == ["JF2610-0003"]


def test_lines_that_reached_the_disk_in_another_order_were_never_committed(crash: Crash) -> None:
    crash.leave("records", "index")
    start = len(crash.journal_before())
    content = bytearray(crash.journal.read_bytes())
    content[start : start + 50] = bytes(50)
    crash.journal.write_bytes(content)
    assert state_in(crash.folder) == crash.before


def test_the_same_end_set_aside_twice_is_kept_once(crash: Crash) -> None:
    for _ in range(2):
        crash.leave("records", "index", "journal")
        with crash.journal.open("ab") as file:
            file.write(b'{"seq":')
        assert state_in(crash.folder) == crash.before
    assert len(list((crash.folder / "quarantine").iterdir())) == 1


@contextmanager
def read_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The folder as if on a read-only mount: every attempt to write is refused, and noted."""
    import errno
    import os

    attempts: list[str] = []
    real_open = os.open

    def refusing(path: Any, flags: int, *rest: Any, **more: Any) -> int:
        if str(path).startswith(str(folder)) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            attempts.append(str(path))
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return real_open(path, flags, *rest, **more)

    monkeypatch.setattr(os, "open", refusing)
    yield attempts
    monkeypatch.undo()


@pytest.mark.parametrize("parts", [(), *LEFT.values()], ids=["nothing", *LEFT])
def test_a_read_only_folder_shows_what_the_journal_says(
    crash: Crash, parts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    if parts:
        crash.leave(*parts)
    before = files_in(crash.folder)
    with read_only(crash.folder, monkeypatch) as attempts:
        assert state_in(crash.folder) == crash.after
        assert {Path(name).name for name in attempts} == {"lock"}
    assert files_in(crash.folder) == before


def test_a_read_only_folder_without_a_lock_is_read_all_the_same(crash: Crash, monkeypatch: pytest.MonkeyPatch) -> None:
    (crash.folder / "lock").unlink()
    with read_only(crash.folder, monkeypatch):
        assert state_in(crash.folder) == crash.after
    assert not (crash.folder / "lock").exists()


def test_a_change_in_a_read_only_folder_is_refused_in_words(crash: Crash, monkeypatch: pytest.MonkeyPatch) -> None:
    from jingwu.errors import StorageFailure

    with read_only(crash.folder, monkeypatch), pytest.raises(StorageFailure):
        added(open_ledger(crash.folder), dispute())
