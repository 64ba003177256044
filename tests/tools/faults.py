"""Something done to a ledger, over and over on copies of its folder, with a fault at each call to the system.

python faults.py LEDGER COPIES WHAT HOW, where WHAT is change, large (the same by two processes) or redo, and HOW is
  kill          the process ends before the call
  tear          the process ends after half of what a write was to write
  lose-data     the machine stops before the call: of files not yet synced, only the names are on the disk
  lose-names    the same, and names not yet synced are as they were
  lose-volumes  only the names of volumes and sheets that were not yet synced are as they were
  full, broken  the call fails once: no space, input/output error
The copies are numbered by the call; results.json says how each run ended: "stored", "refused", "cut off".
"""

import errno
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tools.ledgers import BY, NOW, dispute

from jingwu.errors import StorageFailure
from jingwu.store import beside, open_ledger

CALLS = ("open", "write", "fsync", "ftruncate", "fchmod", "rename", "unlink", "mkdir")
ENDS = {0: "stored", 9: "refused", 137: "cut off"}
NOT_REACHED = 100
ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO}


def change(folder: Path) -> None:
    """The change: two records of two months, one new one in a third, a new month of the journal, a source key."""
    with open_ledger(folder).begin("convert", by=BY, at=NOW.replace(year=2099)) as begun:
        begun.replace(replace(begun.get("JF2610-0002"), remark="改", source_key="B"))
        begun.replace(replace(begun.get("JF2609-0001"), category="邻里"))
        begun.add(dispute(9, month=11))


def large(folder: Path) -> None:
    """The change as one of very many records is stored: by two processes, each of which meets the fault."""
    beside.MANY = 1  # twenty thousand would take minutes
    os.cpu_count = lambda: 2
    change(folder)


def redo(folder: Path) -> None:
    """What any command does when the last one crashed."""
    open_ledger(folder).months()


class Machine:
    """The calls to the system with a fault at one of them, and what the disk has safely."""

    def __init__(self, how: str, at: int) -> None:
        self._how = how
        self._at = at
        self.count = 0
        self._real: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in CALLS}
        self._names: dict[int, str] = {}
        self._safe_sizes: dict[str, int] = {}
        """File with unsynced writes to how much of it is safe."""
        self._unsafe_names: dict[str, bytes | None] = {}
        """File whose name was not synced to what stood under it before."""

    def install(self) -> None:
        for name in CALLS:
            setattr(os, name, self._replacement(name))

    def _replacement(self, name: str) -> Callable[..., Any]:
        def call(*values: Any, **more: Any) -> Any:
            self.count += 1
            if self.count == self._at:
                self._fault(name, values)
            self._note(name, values)
            result = self._real[name](*values, **more)
            if name == "open":
                self._names[result] = os.fsdecode(values[0])
            return result

        return call

    def _fault(self, name: str, values: tuple[Any, ...]) -> None:
        if self._how in ERRORS:
            raise OSError(ERRORS[self._how], os.strerror(ERRORS[self._how]))
        if self._how == "tear" and name == "write":
            self._real["write"](values[0], values[1][: len(values[1]) // 2])
        if self._how.startswith("lose"):
            self.lose()
        os._exit(137)

    def _note(self, name: str, values: tuple[Any, ...]) -> None:
        """Remember what a stop of the machine would take away."""
        if name == "open" and values[1] & os.O_CREAT and not Path(values[0]).exists():
            self._unsafe_names[os.fsdecode(values[0])] = None
        if name == "write" and (path := self._names.get(values[0])):  # it is not a pipe
            self._safe_sizes.setdefault(path, os.fstat(values[0]).st_size)
        if name == "fsync":
            path = self._names[values[0]]
            self._safe_sizes.pop(path, None)
            for safe in [entry for entry in self._unsafe_names if os.path.dirname(entry) == path]:  # noqa: PTH120 - texts
                del self._unsafe_names[safe]
        if name == "rename":
            old, new = map(os.fsdecode, values)
            target = Path(new)
            self._unsafe_names.setdefault(new, target.read_bytes() if target.exists() else None)
            self._unsafe_names.pop(old, None)
            if old in self._safe_sizes:
                self._safe_sizes[new] = self._safe_sizes.pop(old)

    def lose(self) -> None:
        """Stop the machine: leave what a disk may hold then."""
        for name, size in self._safe_sizes.items():
            path = Path(name)
            if path.exists() and self._how != "lose-volumes":
                content = path.read_bytes()
                path.write_bytes(content[:size] + bytes(len(content) - size))
        for name, content_before in self._unsafe_names.items():
            is_replaced = "/records/" in name or "/sheets/" in name
            if self._how == "lose-names" or (self._how == "lose-volumes" and is_replaced):
                if content_before is None:
                    Path(name).unlink(missing_ok=True)
                else:
                    Path(name).write_bytes(content_before)


def run(folder: Path, what: str, how: str, at: int) -> int:
    """It is done with a fault at the call `at`; the child's exit code."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    machine = Machine(how, at)
    machine.install()
    code = 0
    try:
        {"change": change, "large": large, "redo": redo}[what](folder)
    except StorageFailure:
        code = 9
    except BaseException as error:  # noqa: BLE001 - whatever it is, the parent has to be told
        sys.stderr.write(f"{at}: {error!r}\n")
        code = 70
    reached = machine.count >= at
    if how.startswith("lose") and not reached:
        machine.lose()
    os._exit(code if reached else NOT_REACHED)


def main(ledger: str, copies: str, what: str, how: str) -> None:
    """Run until the fault comes after the last call."""
    results: list[str] = []
    code = 0
    while code != NOT_REACHED:
        folder = Path(copies) / str(len(results) + 1)
        shutil.copytree(ledger, folder)
        code = run(folder, what, how, len(results) + 1)
        results.append("stored" if code == NOT_REACHED else ENDS.get(code, f"failed with {code}"))
    (Path(copies) / "results.json").write_text(json.dumps(results), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
