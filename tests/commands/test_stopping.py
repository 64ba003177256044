"""Commands that are stopped while they wait say what became of them."""

import fcntl
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from typer.testing import CliRunner

from jingwu.cli import app

PAUSE = 0.05


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    options = ["--ledger", str(folder), "--now", "2026-10-31"]
    assert CliRunner().invoke(app, [*options, "init", "--yes"]).exit_code == 0
    words = ["dispute", "add", "--summary", "漏水", "--category", "邻里", "--area", "甲"]
    assert CliRunner().invoke(app, [*options, *words]).exit_code == 0
    return folder


@contextmanager
def stopped(number: signal.Signals, ledger: Path) -> Iterator[None]:
    """The ledger is somebody else's meanwhile, and who waits for it gets this signal."""

    def stop(_number: int, frame: FrameType | None) -> None:
        while frame is not None and frame.f_code.co_name != "_wait":
            frame = frame.f_back
        if frame is None:  # it does not wait yet
            signal.setitimer(signal.ITIMER_REAL, PAUSE)
        else:
            signal.raise_signal(number)

    before = {
        signal.SIGALRM: signal.signal(signal.SIGALRM, stop),
        signal.SIGINT: signal.signal(signal.SIGINT, signal.default_int_handler),
    }
    with (ledger / "lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        signal.setitimer(signal.ITIMER_REAL, PAUSE)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for each, handler in before.items():
                signal.signal(each, handler)


@pytest.mark.parametrize(
    ("words", "number", "code", "says"),
    [
        (["undo"], signal.SIGINT, 130, "已中断，未写入任何内容。"),
        (["undo"], signal.SIGTERM, 143, "已中断，未写入任何内容。"),
        (["note", "jf1", "--content", "x"], signal.SIGINT, 130, "已中断，未再做任何操作。"),
    ],
)
def test_a_command_that_is_stopped_says_so(
    ledger: Path, words: list[str], number: signal.Signals, code: int, says: str
) -> None:
    with stopped(number, ledger):
        result = CliRunner().invoke(app, ["--ledger", str(ledger), "--now", "2026-10-31", *words])
    assert (result.exit_code, result.stderr.strip()) == (code, says)
