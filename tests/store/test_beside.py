"""Work that two processes share, and a transaction of so many records that its volumes are written that way."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.ledgers import BY, NOW, dispute, files_in, new_ledger, state_in

from jingwu.errors import StorageFailure
from jingwu.store import beside, open_ledger
from jingwu.store.beside import Beside
from jingwu.store.check import check
from jingwu.store.files import Replacement

HERE = os.getpid()


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """On one core nothing is shared. Nobody is left behind, whatever a test does."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_all_pieces_are_done_by_one_process_or_the_other(tmp_path: Path) -> None:
    def work(piece: int) -> None:
        with (tmp_path / f"{piece}").open("x", encoding="utf-8") as file:
            file.write("here" if os.getpid() == HERE else "there")
        time.sleep(0.002)

    shared = Beside(work, 50)
    shared.begin()
    while not (tmp_path / "3").exists():
        time.sleep(0.001)
    shared.finish()
    shared.finish()
    assert {path.name for path in tmp_path.iterdir()} == {str(piece) for piece in range(50)}
    assert {path.read_text("utf-8") for path in tmp_path.iterdir()} == {"here", "there"}


@pytest.mark.parametrize("end", ["killed", "failed"])
def test_what_the_other_process_leaves_undone_is_done_here(tmp_path: Path, end: str) -> None:
    def work(piece: int) -> None:
        if os.getpid() != HERE and end == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if os.getpid() != HERE:
            raise OSError(errno.ENOSPC, "")
        (tmp_path / f"{piece}").touch()

    shared = Beside(work, 5)
    shared.begin()
    time.sleep(0.05)
    shared.finish()
    assert len(list(tmp_path.iterdir())) == 5


def test_what_cannot_be_done_is_raised_and_nobody_goes_on(tmp_path: Path) -> None:
    def work(piece: int) -> None:
        if os.getpid() == HERE:
            raise OSError(errno.ENOSPC, "")
        (tmp_path / f"{piece}").touch()
        time.sleep(60)

    shared = Beside(work, 5)
    shared.begin()
    with pytest.raises(OSError, match=str(errno.ENOSPC)):
        shared.finish()
    shared.end()
    shared.end()


def test_a_process_whose_other_half_was_killed_ends_and_holds_the_lock_no_longer(tmp_path: Path) -> None:
    program = """
import fcntl, os, time
from jingwu.store.beside import Beside
os.cpu_count = lambda: 2
held = open("lock", "w")
fcntl.flock(held, fcntl.LOCK_EX)
beside = Beside(lambda piece: (open(str(piece), "x"), time.sleep(0.1)), 600)
beside.begin()
print(flush=True)
time.sleep(60)
"""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None
        first.stdout.readline()
        first.kill()
        first.wait()
        assert first.stdout.read() == b""  # the other half, which had it too, has ended
    subprocess.run(["flock", "--nonblock", "lock", "true"], cwd=tmp_path, check=True)
    assert len(list(tmp_path.iterdir())) < 20


def stored(folder: Path) -> None:
    """Store new records of three months in one transaction, and change one of them and another."""
    ledger = open_ledger(folder)
    with ledger.prepare("import", by=BY, at=NOW) as prepared:
        for month in (8, 9, 10):
            for day in range(1, 20):
                prepared.add(dispute(day, month=month, source_key=f"{month}-{day}"))
        for number in ("JF2609-0002", "JF2610-0001"):
            prepared.replace(prepared.get(number).changed(remark="改"))
    assert len(ledger.source_keys("dispute", ["8-1", "10-19", "10-20"])) == 2


@pytest.fixture
def ledgers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A ledger in which that was stored by one process, and one in which it is to be stored by two."""
    one, two = tmp_path / "one", tmp_path / "two"
    ledger = new_ledger(one)
    with ledger.begin("add", by=BY, at=NOW) as begun:
        begun.add(dispute(3))
    shutil.copytree(one, two)
    stored(one)
    monkeypatch.setattr(beside, "MANY", 1)
    return one, two


def test_two_processes_store_just_what_one_does(ledgers: tuple[Path, Path]) -> None:
    one, two = ledgers
    stored(two)
    for part in ("records", "index/cards", "index/keys", "index/figures"):
        names = sorted(path.name for path in (one / part).iterdir())
        assert names == sorted(path.name for path in (two / part).iterdir())
        assert all((one / part / name).read_bytes() == (two / part / name).read_bytes() for name in names)
    assert state_in(one) == state_in(two)
    assert check(open_ledger(two)) == []


def test_a_full_disk_in_either_process_leaves_nothing(
    ledgers: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, two = ledgers
    before = files_in(two)

    def full(path: Path, data: bytes | None, *values: object) -> object:
        if data is not None and path.stem == "2026-09":
            raise StorageFailure("full")
        return Replacement(path, data, *values)  # type: ignore[arg-type]

    monkeypatch.setattr("jingwu.store.shelf.Replacement", full)
    with pytest.raises(StorageFailure, match="full"):
        stored(two)
    monkeypatch.undo()
    assert files_in(two) == before
    assert check(open_ledger(two)) == []
