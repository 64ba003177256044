"""Interruptions: what they leave, and when they come."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tools.ledgers import added, dispute, files_in, new_ledger

from jingwu.store import files
from jingwu.store.signals import signals_held


def test_a_request_to_end_waits_too_and_then_ends_the_process(tmp_path: Path) -> None:
    program = (
        "import os, signal; from pathlib import Path; from jingwu.store.signals import signals_held\n"
        "with signals_held():\n    os.kill(os.getpid(), signal.SIGTERM)\n    Path('done').touch()\nPath('late').touch()"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    ended = subprocess.run([sys.executable, "-c", program], check=False, cwd=tmp_path, env=environment)
    assert ended.returncode == -signal.SIGTERM
    assert [path.name for path in tmp_path.iterdir()] == ["done"]


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """As at a terminal: what a shell starts in the background ignores SIGINT from the beginning."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
def test_interruptions_wait_until_the_block_ends() -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupt_within()


def interrupt_within() -> None:
    with signals_held() as caught:
        os.kill(os.getpid(), signal.SIGINT)
        while not caught:  # another thread of the test runner may take it first
            time.sleep(0.001)
    pytest.fail("the interruption was lost")


@pytest.mark.usefixtures("_interruptible")
def test_an_interruption_during_the_commit_comes_after_it_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = new_ledger(tmp_path)
    real = files.append

    def interrupted(*values: Any) -> int:
        size = real(*values)
        os.kill(os.getpid(), signal.SIGINT)
        return size

    monkeypatch.setattr("jingwu.store.journal.append", interrupted)
    with pytest.raises(KeyboardInterrupt):
        added(ledger, dispute(3))
    assert ledger.get("JF2610-0001").revision == 1
    assert any("JF2610-0001" in warning for warning in ledger.warnings)


@pytest.mark.usefixtures("_interruptible")
def test_an_interruption_before_the_last_line_is_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = new_ledger(tmp_path)
    before = files_in(tmp_path)
    real = files.append

    def interrupted(*values: Any) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return real(*values)

    monkeypatch.setattr("jingwu.store.journal.append", interrupted)
    with pytest.raises(KeyboardInterrupt):
        added(ledger, dispute(3))
    assert files_in(tmp_path) == before
    assert ledger.months() == []


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as under nohup
    try:
        with signals_held() as caught:
            os.kill(os.getpid(), signal.SIGHUP)
            time.sleep(0.01)
        assert (caught, signal.getsignal(signal.SIGHUP)) == ([], signal.SIG_IGN)
    finally:
        signal.signal(signal.SIGHUP, before)
