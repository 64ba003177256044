"""`jingwu import` as it is run: interrupted, and watched on a terminal."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROWS = 60_000
ENVIRONMENT = {"PATH": os.environ["PATH"], "JINGWU_LANG": "en", "TERM": "xterm"}


def jingwu(*words: str) -> list[str]:
    return [sys.executable, "-m", "jingwu", "--ledger", "ledger", "--now", "2026-10-31", *words]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    subprocess.run(jingwu("init", "--yes"), cwd=tmp_path, env=ENVIRONMENT, check=True, capture_output=True)
    lines = "".join(f"2026-10-03,leak {number}\n" for number in range(ROWS))
    (tmp_path / "many.csv").write_text("登记时间,摘要\n" + lines, "utf-8")
    (tmp_path / "few.csv").write_text("登记时间,摘要\n2026-10-03,leak\n", "utf-8")
    return tmp_path


def start(folder: Path, file: str) -> tuple[subprocess.Popen[bytes], int]:
    """The import on a terminal, and what is read from it."""
    master, slave = pty.openpty()
    words = jingwu("import", file, "--kind", "dispute")
    process = subprocess.Popen(words, cwd=folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    return process, master


def shown(master: int, until: str = "") -> str:
    """What stands on the terminal, up to a word or to its end."""
    text = ""
    while not until or until not in text:
        try:
            text += os.read(master, 10_000).decode()
        except OSError:  # the other side has closed it
            break
    return text


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_import_that_is_stopped_leaves_nothing_and_says_so(folder: Path, number: signal.Signals, code: int) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.json*")}
    # A shell's background ignores interruptions, and so would what is started from it.
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)
    process, master = start(folder, "many.csv")
    signal.signal(signal.SIGINT, ignored)
    assert "rows" in shown(master, "rows")
    process.send_signal(number)
    told = shown(master)
    assert process.wait() == code
    assert told.rpartition("\x1b[K")[2].strip() == "Interrupted; nothing was written."
    assert {path: path.read_bytes() for path in folder.rglob("*.json*")} == before


def test_progress_is_shown_on_a_terminal_only_and_wiped(folder: Path) -> None:
    process, master = start(folder, "few.csv")
    told = shown(master)
    assert process.wait() == 0
    assert "1 rows" in told
    assert "\x1b[K" in told.rpartition("being stored")[2]
    words = jingwu("import", "few.csv", "--kind", "dispute")
    piped = subprocess.run(words, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert "\x1b" not in piped.stderr
