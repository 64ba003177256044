"""What a disk may hold after the power failed: rebuilt from a recording of a command's calls.

Of a file, what was written before its last sync is there; of what came later, each write is there, missing, or there in
part, whatever its order. Of a folder, the names that were synced are there; each later creation, rename and removal
happened or did not. Nothing else is assumed of a file system.
"""

import random
import re
from pathlib import Path
from typing import NamedTuple

_LINE = re.compile(r"\d+ +(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR = re.compile(r"^(\d+)<")
_CREATES = "O_CREAT"


class Step(NamedTuple):
    """One call: what it did to a file's content (`inode`) or to a name in a folder (`name`)."""

    call: str
    inode: int = -1
    offset: int = 0
    data: bytes = b""
    name: Path = Path()
    """For a name: the one that is set or, with `inode` -1, removed. For a sync of a folder: the folder."""


class Recording:
    """A command's calls inside a ledger, in order, and where it told what was stored."""

    def __init__(self, folder: Path, lines: list[str]) -> None:
        """`folder` as it was before; `lines` as `tools.calls.record` gives them, whole."""
        self.folder = folder
        self.files = {path: place for place, path in enumerate(sorted(folder.rglob("*"))) if path.is_file()}
        self.contents = {inode: path.read_bytes() for path, inode in self.files.items()}
        self.steps: list[Step] = []
        self.acknowledged = 0
        self._names = dict(self.files)
        self._sizes = {inode: len(content) for inode, content in self.contents.items()}
        self._open: dict[int, tuple[int, bool] | Path] = {}
        for line in lines:
            match = _LINE.match(line)
            if match and int(match[3]) >= 0:
                self._note(match[1], match[2], int(match[3]))

    def state(self, end: int, chance: random.Random) -> dict[Path, bytes]:
        """The files that may be on the disk when the power fails after `end` steps; their names are relative."""
        kept = {"all": 1.0, "none": 0.0, "some": 0.5}[chance.choice(["all", "none", "some", "some", "some"])]
        safe = self._safe(end)
        contents = {inode: bytearray(content) for inode, content in self.contents.items()}
        names = dict(self.files)
        for place, step in enumerate(self.steps[:end]):
            is_there = place < safe.get(_of(step), 0) or chance.random() < kept
            if step.call in {"write", "ftruncate"}:
                content = contents.setdefault(step.inode, bytearray())
                if is_there:
                    _put(content, step, step.data)
                elif kept and chance.random() < 0.5:
                    _put(content, step, step.data[: chance.randrange(len(step.data) + 1)])
            elif step.call == "rename" and is_there:
                self._rename(names, step)
            elif step.call in {"create", "unlink"} and is_there:
                _name(names, step)
        return {path.relative_to(self.folder): bytes(contents.get(inode, b"")) for path, inode in names.items()}

    def _safe(self, end: int) -> dict[int | Path, int]:
        """File or folder to the number of steps of which all that concerned it is safe."""
        safe: dict[int | Path, int] = {}
        for place, step in enumerate(self.steps[:end]):
            if step.call == "fsync":
                safe[step.inode if step.inode >= 0 else step.name] = place
        return safe

    def _rename(self, names: dict[Path, int], step: Step) -> None:
        names[step.name] = step.inode
        for path in [path for path, inode in names.items() if inode == step.inode and path != step.name]:
            del names[path]

    def _note(self, call: str, arguments: str, result: int) -> None:
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(re.sub(r"<[^<>]*>", "", arguments))]
        described = _DESCRIPTOR.match(arguments)
        number = int(described[1]) if described else -1
        if call == "openat":
            self._note_open(Path(texts[0].decode("utf-8", "surrogateescape")), arguments, result)
        elif call in {"write", "pwrite64"}:
            self._note_write(call, number, texts[0], arguments)
        elif call == "ftruncate":
            opened = self._open.get(number)
            if isinstance(opened, tuple):
                self.steps.append(Step("ftruncate", opened[0], int(arguments.rpartition(" ")[2])))
        elif call in {"fsync", "fdatasync"}:
            opened = self._open.get(number)
            if isinstance(opened, tuple):
                self.steps.append(Step("fsync", opened[0]))
            elif opened is not None:
                self.steps.append(Step("fsync", name=opened))
        elif call == "rename" and Path(texts[0].decode()) in self._names:
            old, new = (Path(text.decode()) for text in texts)
            self._names[new] = self._names.pop(old)
            self.steps.append(Step("rename", self._names[new], name=new))
        elif call == "unlink" and (path := Path(texts[0].decode())) in self._names:
            del self._names[path]
            self.steps.append(Step("unlink", name=path))

    def _note_open(self, path: Path, arguments: str, number: int) -> None:
        self._open.pop(number, None)
        if not path.is_relative_to(self.folder):
            return
        if "O_DIRECTORY" in arguments or path.is_dir():
            self._open[number] = path
            return
        if path not in self._names:
            if _CREATES not in arguments:
                return
            self._names[path] = 1000 + len(self.steps)
            self.steps.append(Step("create", self._names[path], name=path))
        self._open[number] = (self._names[path], "O_APPEND" in arguments)

    def _note_write(self, call: str, number: int, data: bytes, arguments: str) -> None:
        opened = self._open.get(number)
        if not isinstance(opened, tuple):
            if number in {1, 2}:
                self.acknowledged = len(self.steps)
            return
        inode = opened[0]
        offset = int(arguments.rpartition(" ")[2]) if call == "pwrite64" else self._sizes.get(inode, 0)
        self._sizes[inode] = max(self._sizes.get(inode, 0), offset + len(data))
        self.steps.append(Step("write", inode, offset, data))


def _of(step: Step) -> int | Path:
    """What has to be synced for a step to be safe."""
    return step.name.parent if step.call in {"create", "rename", "unlink"} else step.inode


def _put(content: bytearray, step: Step, data: bytes) -> None:
    """Write into a content; what lies between its end and the place reads as zeros."""
    if step.call == "ftruncate":
        del content[step.offset :]
        return
    content.extend(b"\0" * (step.offset + len(step.data) - len(content)))
    content[step.offset : step.offset + len(data)] = data


def _name(names: dict[Path, int], step: Step) -> None:
    if step.inode >= 0:
        names[step.name] = step.inode
    else:
        names.pop(step.name, None)
