"""Many at once: who waits, who is refused, and that nothing is lost."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tools.ledgers import BY, NOW, added, dispute, new_ledger

from jingwu.errors import LedgerBusy
from jingwu.settings import Settings
from jingwu.store import open_ledger
from jingwu.store.check import check
from jingwu.store.lock import FolderLock

ROOT = Path(__file__).parents[2]
ADDER = """
import sys
from pathlib import Path
from jingwu.settings import Settings
from jingwu.store import open_ledger
from tools.ledgers import added, dispute
patient = Settings(lock_seconds=300)  # nobody is told to try again, however slow the machine is
for count in range(int(sys.argv[2])):
    print(*added(open_ledger(Path(sys.argv[1]), patient), dispute(source_key=f"{sys.argv[3]}-{count}")), flush=True)
"""
HOLDER = """
import sys, time
from pathlib import Path
from jingwu.store import open_ledger
from tools.ledgers import BY, NOW, dispute
ledger = open_ledger(Path(sys.argv[1]), command="dispute add")
with ledger.begin("dispute add", by=BY, at=NOW) if sys.argv[2] == "writer" else ledger.reading():
    print("held", flush=True)
    time.sleep(60)
"""


def start(program: str, *arguments: object) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@contextmanager
def held(folder: Path, who: str) -> Iterator["subprocess.Popen[str]"]:
    """The ledger while another process writes to it, or reads it."""
    with start(HOLDER, folder, who) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_ledger(tmp_path, Settings(name="青石镇派出所"))
    return tmp_path


def impatient() -> Settings:
    return Settings(lock_seconds=0.1)


def test_eight_processes_adding_fifty_records_each_lose_none_and_number_none_twice(folder: Path) -> None:
    processes = [start(ADDER, folder, 50, name) for name in range(8)]
    printed = [number for process in processes for number in process.communicate()[0].split()]
    assert [process.returncode for process in processes] == [0] * 8
    assert sorted(printed) == [f"JF2610-{sequence:04d}" for sequence in range(1, 401)]
    ledger = open_ledger(folder)
    assert [record.number for record in ledger.read_month("2026-10")] == sorted(printed)
    assert ledger.figures("2026-10")["registered"] == {"dispute": 400}
    assert len(ledger.source_keys("dispute", [f"{name}-{count}" for name in range(8) for count in range(50)])) == 400
    assert check(ledger) == []


@pytest.mark.parametrize("who", ["writer", "reader"])
def test_a_writer_is_refused_after_the_waiting_limit(folder: Path, who: str) -> None:
    before = time.monotonic()
    with held(folder, who), pytest.raises(LedgerBusy):
        added(open_ledger(folder, impatient()), dispute())
    assert time.monotonic() - before < 10
    assert open_ledger(folder).months() == []


def test_a_reader_is_refused_while_somebody_writes_for_long(folder: Path) -> None:
    with held(folder, "writer") as process, pytest.raises(LedgerBusy) as refusal:
        open_ledger(folder, impatient()).months()
    assert str(process.pid) in str(refusal.value)
    assert os.uname().nodename in str(refusal.value)
    assert "dispute add" in str(refusal.value)


def test_whoever_holds_the_lock_now_is_named_whatever_stood_there(folder: Path) -> None:
    for before in (b'{"command": "' + b"x" * 900 + b'"}', b"\0" * 5000, b"x" * 5000):
        (folder / "lock").write_bytes(before)
        with held(folder, "writer"), pytest.raises(LedgerBusy, match="dispute add"):
            open_ledger(folder, impatient()).months()


def test_a_writer_is_told_which_reader_it_waits_for(folder: Path) -> None:
    added(open_ledger(folder, command="case add"), dispute())
    with held(folder, "reader") as process:
        with pytest.raises(LedgerBusy) as refusal:
            added(open_ledger(folder, impatient()), dispute())
        assert str(process.pid) in str(refusal.value)
        assert "dispute add" in str(refusal.value)  # what the other process calls its command
        open_ledger(folder, command="list").months()  # another reader, which came later and has gone
        with pytest.raises(LedgerBusy) as refusal:
            added(open_ledger(folder, impatient()), dispute())
        assert str(process.pid) in str(refusal.value)
        assert "list" not in str(refusal.value)


def test_readers_do_not_block_each_other(folder: Path) -> None:
    with held(folder, "reader"):
        assert open_ledger(folder, impatient()).months() == []


def test_the_lock_of_a_process_that_was_killed_is_free(folder: Path) -> None:
    with held(folder, "writer") as process:
        process.kill()
        process.wait()
        assert added(open_ledger(folder), dispute()) == ["JF2610-0001"]


def test_the_lock_is_free_after_each_question_and_each_change(folder: Path) -> None:
    first, second = open_ledger(folder, impatient()), open_ledger(folder, impatient())
    added(first, dispute())
    next(first.read_month("2026-10"))
    assert added(second, dispute()) == ["JF2610-0002"]
    assert added(first, dispute()) == ["JF2610-0003"]


def test_a_block_of_questions_sees_one_state_while_writers_wait(folder: Path) -> None:
    ledger = open_ledger(folder)
    with ledger.reading():
        with pytest.raises(LedgerBusy):
            added(open_ledger(folder, impatient()), dispute())
        assert ledger.months() == []
    assert added(open_ledger(folder), dispute()) == ["JF2610-0001"]


def test_the_file_of_the_lock_is_never_replaced(folder: Path) -> None:
    before = (folder / "lock").stat().st_ino
    added(open_ledger(folder), dispute())
    assert (folder / "lock").stat().st_ino == before


def test_a_lock_that_is_missing_is_made(folder: Path) -> None:
    (folder / "lock").unlink()
    assert added(open_ledger(folder), dispute()) == ["JF2610-0001"]
    assert (folder / "lock").stat().st_mode & 0o777 == 0o600


def test_the_lock_is_not_inherited_by_programs_that_are_started(folder: Path) -> None:
    ledger = open_ledger(folder, impatient())
    with ledger.begin("dispute add", by=BY, at=NOW):
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"], close_fds=False)
    try:
        assert added(open_ledger(folder, impatient()), dispute()) == ["JF2610-0001"]
    finally:
        child.kill()
        child.wait()


def test_a_shared_hold_becomes_the_only_one_only_when_nobody_else_reads(folder: Path) -> None:
    from jingwu.store.files import access_for

    access = access_for(folder, group=False)
    first, second = (FolderLock(folder, 0.1, access, "") for _ in range(2))
    first.share()
    second.share()
    assert not first.try_to_seize()
    second.release()
    assert first.try_to_seize()
    first.release()
