"""Many processes at once, with the real program: nothing lost, nothing twice, nothing seen in half."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tools.calls import PROGRAM, is_strace_there
from tools.ledgers import added, dispute, new_ledger, noted

from jingwu.settings import Settings
from jingwu.store import open_ledger
from jingwu.store.backup import restore_backup
from jingwu.store.check import check

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
LINKER = """
import sys
from pathlib import Path
from jingwu.records.record import Event
from jingwu.store import open_ledger
from tools.ledgers import BY, NOW, dispute
for count in range(int(sys.argv[2])):
    with open_ledger(Path(sys.argv[1])).begin("link", by=BY, at=NOW) as transaction:
        pair = [transaction.add(dispute(count % 28 + 1, month=month, summary=f"pair {count}")) for month in (8, 9)]
        for record, other in (pair, pair[::-1]):
            event = Event(NOW, BY, "link", fields={"number": (other.number,)})
            transaction.replace(record.changed(events=(event,)))
"""
ADDER = """
import sys
from pathlib import Path
from jingwu.store import open_ledger
from tools.ledgers import added, dispute
for count in range(50):
    print(*added(open_ledger(Path(sys.argv[1])), dispute(source_key=f"{sys.argv[2]}-{count}")), flush=True)
"""
READER = """
import sys
from pathlib import Path
from jingwu.services.queries import Filter, list_records
from jingwu.store import open_ledger
seen = 0
while not (Path(sys.argv[1]).parent / "stop").exists():
    records, _ = list_records(open_ledger(Path(sys.argv[1])), Filter(kind="dispute"))
    ours = {record.number: record for record in records if record.summary.startswith("pair ")}
    for record in ours.values():
        (event,) = record.events
        (other,) = event.fields["number"]
        assert other in ours, record.number
    seen += 1
print(seen)
"""


def start(program: str, *arguments: object) -> "subprocess.Popen[str]":
    command = [str(Path(PROGRAM).with_name("python")), "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT)


def jingwu(folder: Path, *words: str) -> "subprocess.Popen[str]":
    command = [PROGRAM, "--ledger", str(folder), "--now", "2026-11-22 10:00", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_ledger(tmp_path / "ledger", Settings(name="青石镇派出所", lock_seconds=60))
    return tmp_path / "ledger"


def rows(path: Path, count: int) -> Path:
    made = [
        {"kind": "case", "summary": f"第{row}起", "reported_at": "2026-10-05", "source_key": f"{row}"}
        for row in range(count)
    ]
    path.write_text("\n".join(json.dumps(row) for row in made), "utf-8")
    return path


def test_writers_importers_and_readers_at_once_lose_nothing_and_see_no_half(folder: Path, tmp_path: Path) -> None:
    file = rows(tmp_path / "rows.jsonl", 200)
    readers = [start(READER, folder) for _ in range(2)]
    writers = [start(ADDER, folder, name) for name in range(8)] + [start(LINKER, folder, 30)]
    importers = [jingwu(folder, "import", str(file)) for _ in range(3)]
    printed = [number for writer in writers for number in writer.communicate(timeout=100)[0].split()]
    told = [importer.communicate(timeout=100)[0] for importer in importers]
    assert [process.returncode for process in (*writers, *importers)] == [0] * 12
    (tmp_path / "stop").touch()
    for reader in readers:
        assert int(reader.communicate(timeout=100)[0]) > 0
        assert reader.returncode == 0
    ledger = open_ledger(folder)
    assert sorted("新增 200" in text for text in told) == [False, False, True]
    assert sorted(printed) == [f"JF2610-{sequence:04d}" for sequence in range(1, 401)]
    assert len(list(ledger.read_month("2026-10", "case"))) == 200
    assert len(list(ledger.read_month("2026-09"))) == len(list(ledger.read_month("2026-08"))) == 30
    assert check(ledger) == []


DATED = ("--reported-at", "2026-10-03")
traced = pytest.mark.skipif(not is_strace_there(), reason="processes cannot be traced here")


@contextmanager
def stopped_in_its_commit(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A writer that is held up by strace in the sync of the journal, with the lock in its hands."""
    trace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", "inject=fsync:delay_enter=30000000:when=2"]
    words = [PROGRAM, "--ledger", str(folder), "dispute", "add", "--summary", "x", "--reported-at", "2026-10-03"]
    process = subprocess.Popen([*trace, *words], stdout=subprocess.DEVNULL, text=True, start_new_session=True)
    try:
        deadline = time.monotonic() + 20
        while "dispute add" not in (folder / "lock").read_text("utf-8") and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.2)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@traced
@pytest.mark.parametrize("words", [("check",), ("backup", "{}/a.zip")], ids=lambda words: words[0])
def test_a_long_check_or_backup_holds_no_writer_up(folder: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    added(open_ledger(folder), dispute(month=8), dispute(month=9))
    hasty = open_ledger(folder, Settings(lock_seconds=0.2))
    slow = ["strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=pread64", "-e", "inject=pread64:delay_enter=60000"]
    command = [*slow, PROGRAM, "--ledger", str(folder), *(word.format(tmp_path) for word in words)]
    long = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    count = 0
    while long.poll() is None:
        assert added(hasty, dispute()) == [f"JF2610-{(count := count + 1):04d}"]
        time.sleep(0.05)
    printed, _ = long.communicate()
    assert long.returncode == 0, printed
    assert count > 5
    if words[0] == "backup":
        restore_backup((tmp_path / "a.zip").read_bytes(), tmp_path / "a.zip", tmp_path / "b")
        restored = open_ledger(tmp_path / "b")
        assert {record.number for record in restored.read_month("2026-10")} <= {
            record.number for record in hasty.read_month("2026-10")
        }
    assert check(hasty) == []


@traced
def test_a_busy_ledger_names_who_holds_it_and_one_who_is_killed_holds_nothing(folder: Path) -> None:
    settings = (folder / "station.toml").read_text("utf-8")
    (folder / "station.toml").write_text(settings.replace("lock_seconds = 60", "lock_seconds = 0.3"), "utf-8")
    with stopped_in_its_commit(folder):
        for words in (("dispute", "add", "--summary", "y"), ("list",)):
            waiting = jingwu(folder, *words)
            printed, said = waiting.communicate()
            holder = json.loads((folder / "lock").read_text("utf-8"))
            assert (waiting.returncode, printed) == (7, "")
            assert all(str(holder[name]) in said for name in ("process", "command", "since"))
            assert holder["command"] == "dispute add"
    after = jingwu(folder, "dispute", "add", "--summary", "y", "--reported-at", "2026-10-03")
    assert after.communicate()[0] in {"JF2610-0001\n", "JF2610-0002\n"}
    assert after.returncode == 0
    assert [finding.severity for finding in check(open_ledger(folder)) if finding.severity == "error"] == []


@traced
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_in_the_commit_comes_too_late_and_the_number_is_printed(folder: Path, number: int) -> None:
    inject = f"inject=fsync:signal={signal.Signals(number).name}:when=2"
    words = [PROGRAM, "--ledger", str(folder), "--lang", "en", "dispute", "add", "--summary", "x"]
    ended = subprocess.run(  # under nohup, or behind an & of a script, some signals would be ignored
        ["env", "--default-signal", "strace", "-f", "-qq", "-o", os.devnull, "-e", inject, *words, *DATED],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (0, "JF2610-0001\n")
    assert "Interrupted after JF2610-0001 was stored" in ended.stderr
    assert noted(open_ledger(folder), "JF2610-0001").revision == 2


@traced
def test_an_interruption_before_the_commit_stores_nothing(folder: Path) -> None:
    inject = "inject=fsync:signal=SIGINT:when=1"
    words = [PROGRAM, "--ledger", str(folder), "--lang", "en", "dispute", "add", "--summary", "x"]
    ended = subprocess.run(
        ["strace", "-f", "-qq", "-o", os.devnull, "-e", inject, *words], check=False, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stdout) == (130, "")
    assert open_ledger(folder).months() == []
