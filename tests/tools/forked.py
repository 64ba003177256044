"""A command on copies of a ledger, over and over, with a fault at one call to the C library each time.

It runs in processes forked from one that has everything loaded, so that each point costs little; the shim beneath it
(shim.c, LD_PRELOAD) makes real faults: the process is killed at a call, the call fails, a write takes only half.
"""

import ctypes
import errno
import functools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

FAULTS = {"kill": (1, 0), "EIO": (2, errno.EIO), "ENOSPC": (2, errno.ENOSPC), "short write": (3, 0)}
"""Fault to what the shim calls it, and to the error with which a call fails."""
ENDS = {0: "stored", 9: "refused", -9: "cut off"}
OF_INDEX = 8
"""Of the calls of an import to files of the index, which are many and alike, so many are tried for each fault."""
FULLY = 8
"""After each of so many points of an import the whole ledger is looked at; after the others its records and journal."""


class Tried(NamedTuple):
    """What was tried of one fault."""

    tried: int
    there: int


@functools.cache
def shim() -> Path | None:
    """The compiled shim; None where there is no compiler."""
    if shutil.which("gcc") is None:
        return None
    made = Path(tempfile.mkdtemp()) / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run(["gcc", "-O1", "-Wall", "-shared", "-fPIC", "-o", str(made), str(source), "-ldl"], check=True)
    return made


def try_faults(name: str, folder: Path) -> dict[str, Tried]:
    """Try all faults at all calls of a command, of an import at a sample. AssertionError names the first wrong end."""
    root = Path(__file__).parents[2]
    environment = {
        "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LD_PRELOAD": str(shim()), "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": f"{root}:{root / 'tests'}",
    }  # fmt: skip
    words = [sys.executable, str(Path(__file__)), name, str(folder)]
    ended = subprocess.run(words, check=False, env=environment, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr[-4000:]
    told: dict[str, list[int]] = json.loads((folder / "tried.json").read_text("utf-8"))
    return {how: Tried(*counts) for how, counts in told.items()}


class Driver:
    """Runs one command, over and over."""

    def __init__(self, name: str, folder: Path) -> None:
        from tools.commands import make_case

        self.case = make_case(folder, name)
        self.place = folder / "now"
        """Where the ledger is that the command works on."""
        self.output = folder / "output"
        self.calls = ""
        self.tried: dict[str, tuple[int, int]] = {}
        self._shim = ctypes.CDLL(os.environ["LD_PRELOAD"])
        self._shim.shim_calls.restype = ctypes.c_char_p

    def run(self) -> None:
        """Try everything, and write down what was tried."""
        if self.case.name == "import":
            self._run_after_the_rows_are_read()
        else:
            self._try_all()
        (self.output.parent / "tried.json").write_text(json.dumps(self.tried), "utf-8")

    def _run_after_the_rows_are_read(self) -> None:
        """The same, from where an import takes the lock to store what it has read."""
        from jingwu.store.transaction import FolderTransaction

        real = FolderTransaction.settle

        def settle(transaction: FolderTransaction) -> None:
            FolderTransaction.settle = real  # type: ignore[method-assign] # a fork of this process goes on from here
            try:
                goes_on = self._try_all(goes_on=True)
            except BaseException:  # noqa: BLE001 - the command that this is within would turn it into words
                traceback.print_exc()
                os._exit(1)
            if goes_on:
                real(transaction)

        FolderTransaction.settle = settle  # type: ignore[method-assign, assignment] # the moment to fork at
        self._copy()
        self._command()

    def _try_all(self, *, goes_on: bool = False) -> bool:
        """Try each fault at its points. True in a process that is to go on with the command (`goes_on`) and end."""
        if self._fork(0, 0, 0, goes_on=goes_on):
            return True
        self.calls = (self.output.with_suffix(".calls")).read_text("ascii")
        count = 0
        for how, (mode, error) in FAULTS.items():
            points, there = self._points(how)
            for point in points:
                if self._fork(point, mode, error, goes_on=goes_on):
                    return True
                count += 1
                self._look(how, point, fully=self.case.name != "import" or count % FULLY == 0)
            self.tried[how] = (len(points), there)
        if goes_on:
            self._end()
        return False

    def _points(self, how: str) -> tuple[list[int], int]:
        """The calls to strike at, from 1, and how many there are."""
        all_points = [point for point, call in enumerate(self.calls, 1) if how != "short write" or call in "wWpP"]
        if self.case.name != "import":
            return all_points, len(all_points)
        of_index = [point for point in all_points if self.calls[point - 1].isupper()]
        chosen = random.Random(how).sample(of_index, OF_INDEX)
        others = [point for point in all_points if point not in set(of_index)]
        return sorted([*others, *chosen]), len(all_points)

    def _fork(self, point: int, mode: int, error: int, *, goes_on: bool) -> bool:
        """Run the command in a process of its own with a fault; its end is in `ended`. True as _try_all says."""
        self._copy()
        child = os.fork()
        if child:
            self.ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            return False
        descriptor = os.open(self.output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        self._shim.shim_arm(os.fsencode(self.place), point, mode, error)
        if goes_on:
            return True
        self._command()
        return True

    def _command(self) -> None:
        """The command; this process ends with it."""
        from jingwu.cli import main

        sys.argv = ["jingwu", "--ledger", str(self.place), *self.case.words]
        code = main()
        sys.stdout.flush()
        calls = self._shim.shim_calls()
        self._shim.shim_arm(b"", 0, 0, 0)
        self.output.with_suffix(".calls").write_bytes(calls)
        os._exit(code)

    def _end(self) -> None:
        (self.output.parent / "tried.json").write_text(json.dumps(self.tried), "utf-8")
        os._exit(0)

    def _copy(self) -> None:
        shutil.rmtree(self.place, ignore_errors=True)
        self.case.copy(self.place)

    def _look(self, how: str, point: int, *, fully: bool) -> None:
        where = (self.case.name, how, point, self.calls[point - 1 : point], self.output.read_text("utf-8"))
        assert self.ended in ENDS, (self.ended, where)
        assert (self.ended == -9) == (how == "kill"), where
        assert how != "short write" or self.ended == 0, where  # the rest is written after it
        end = ENDS[self.ended]
        if fully:
            self.case.assert_whole(self.place, end, where)
            return
        from jingwu.store import open_ledger

        open_ledger(self.place).live_cards()  # mends what was cut off
        changed = self.case.ledger.with_name("changed")
        allowed = {"stored": [changed], "refused": [self.case.ledger], "cut off": [changed, self.case.ledger]}[end]
        assert content_of(self.place) in [content_of(folder) for folder in allowed], where


def content_of(folder: Path) -> dict[str, Any]:
    """The volumes, and how many lines each file of the journal has."""
    return {
        **{path.name: path.read_bytes() for path in _files(folder / "records")},
        **{path.name: path.read_bytes().count(b"\n") for path in _files(folder / "journal")},
    }


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.endswith(".new"))


if __name__ == "__main__":
    Driver(sys.argv[1], Path(sys.argv[2])).run()
