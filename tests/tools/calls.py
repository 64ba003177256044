"""What a command asks of the system inside a ledger, and faults at those calls: real processes under strace."""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

PROGRAM = str(Path(sys.executable).with_name("jingwu"))
CALLS = (
    "openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat",
    "ftruncate", "fchmod", "mkdir",
)  # fmt: skip
FAULTS = {"kill": "signal=SIGKILL", "EIO": "error=EIO", "ENOSPC": "error=ENOSPC"}
_LINE = re.compile(r"\d+ +(\w+)\(")
_WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT")
_COMPILED = tempfile.mkdtemp()  # of these tests alone: what others compile meanwhile would change the count of calls
atexit.register(shutil.rmtree, _COMPILED, ignore_errors=True)
_ENVIRONMENT = {
    "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPYCACHEPREFIX": _COMPILED, "PYTHONHASHSEED": "0",
}  # fmt: skip


class Point(NamedTuple):
    """A call that changes something inside the ledger: the `nth` of this name that the process makes."""

    call: str
    nth: int
    line: str


def is_strace_there() -> bool:
    """Whether processes may be traced here."""
    try:
        return subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False).returncode == 0
    except FileNotFoundError:
        return False


def command(folder: Path, words: tuple[str, ...]) -> list[str]:
    """The command line of jingwu as installed beside this Python."""
    return [PROGRAM, "--ledger", str(folder), *words]


def run(words: list[str]) -> "subprocess.CompletedProcess[str]":
    """A process, run to its end in an environment that says nothing of the user."""
    return subprocess.run(words, check=False, capture_output=True, text=True, env=_ENVIRONMENT)


def record(folder: Path, words: tuple[str, ...], *, whole: bool = False) -> list[str]:
    """Run a command on a ledger; its calls, a line each, with all bytes in hexadecimal if `whole`."""
    trace = folder.with_name(folder.name + ".calls")
    more = ["-xx", "-s", "100000000"] if whole else []
    warm = folder.with_name(folder.name + ".warm")
    shutil.copytree(folder, warm)
    run(command(warm, words))  # what Python compiles, it has compiled before calls are counted
    ended = run([*_strace(trace), *more, "-e", f"trace={','.join(CALLS)}", *command(folder, words)])
    assert ended.returncode == 0, ended.stderr
    return trace.read_text("utf-8", "replace").splitlines()


def points(folder: Path, words: tuple[str, ...]) -> list[Point]:
    """All calls with which a command changes something inside the ledger in `folder`, or opens it to change it."""
    counts: dict[str, int] = {}
    found: list[Point] = []
    for line in record(folder, words):
        match = _LINE.match(line)
        if match is None:
            continue
        call = match[1]
        counts[call] = counts.get(call, 0) + 1
        if f"{folder}/" in line and (call != "openat" or any(flag in line for flag in _WRITES)):
            found.append(Point(call, counts[call], line))
    return found


def strike(folder: Path, words: tuple[str, ...], point: Point, how: str) -> "subprocess.CompletedProcess[str]":
    """Run a command on a ledger with a fault at one of its calls: killed at it, or the call fails."""
    trace = folder.with_name(folder.name + ".calls")
    inject = f"inject={point.call}:{FAULTS[how]}:when={point.nth}"
    chosen = ["-e", f"trace={point.call}", "-e", inject]
    fast = [] if how == "kill" else ["--seccomp-bpf"]  # with which strace sends no signals
    ended = run([*_strace(trace), *fast, *chosen, *command(folder, words)])
    lines = [line for line in trace.read_text("utf-8", "replace").splitlines() if _LINE.match(line)]
    struck = lines[-1] if how == "kill" else next(line for line in lines if "(INJECTED)" in line)
    assert f"{folder}/" in struck, (point, struck)
    return ended


def _strace(trace: Path) -> list[str]:
    return ["strace", "-f", "-y", "-qq", "-o", str(trace)]
