"""The files of a ledger as they were at one moment, held open: others write on while they are read, however long.

Files are replaced whole, so that an open one stays what it was; the journal only grows, and is read up to where it
ended.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader, RawIOBase
from pathlib import Path
from stat import S_ISREG
from typing import Any, BinaryIO, Self, cast

from jingwu.store.files import Access, plain_failures
from jingwu.store.journal import FOLDER, Journal

_HELD = ("journal", "records", "index", "sheets", ".")
"""Folders whose files others may change; what lies in quarantine stays as it is."""
_BUFFER = 1 << 20
_SPARE = 200
"""Descriptors that the program needs for other things."""


class Snapshot:
    """What lies in a ledger's folder. Make it while the lock is held; `close` it, or use it in a `with` block."""

    def __init__(self, folder: Path) -> None:
        """StorageFailure when the folder cannot be read."""
        self.folder = folder
        self.stats: dict[Path, os.stat_result] = {}
        """All files and folders, links as links, by path."""
        self._held: dict[Path, tuple[int, int]] = {}
        """File to its descriptor and its size."""
        with plain_failures(folder):
            for path in (folder, *sorted(folder.rglob("*"))):
                with suppress(FileNotFoundError):
                    self.stats[path] = path.lstat()
        _allow_open(len(self.stats))
        for path in self.stats:
            if str(path.relative_to(folder).parent).partition("/")[0] in _HELD:
                self._hold(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        for descriptor, _ in self._held.values():
            os.close(descriptor)
        self._held.clear()

    def files(self, folder: str = "") -> Iterator[Path]:
        """The files in the ledger's folder or, at any depth, in a folder of it; in order."""
        above = self.folder / folder
        for path, status in self.stats.items():
            is_in = path.is_relative_to(above) if folder else path.parent == above
            if is_in and (path in self._held or S_ISREG(status.st_mode)):
                yield path

    def open(self, path: Path) -> BinaryIO:
        """A file as it was, to be read. OSError."""
        if path not in self._held:
            return path.open("rb")
        return cast("BinaryIO", BufferedReader(_Then(*self._held[path]), _BUFFER))

    def read(self, path: Path) -> bytes:
        """The content of a file as it was. OSError."""
        if path not in self._held:
            return path.read_bytes()
        descriptor, size = self._held[path]
        data = os.pread(descriptor, size, 0)
        while len(data) < size and (more := os.pread(descriptor, size - len(data), len(data))):
            data += more  # the system gives less at a time of what is vast
        return data

    def _hold(self, path: Path) -> None:
        with suppress(OSError):  # what cannot be opened is said when it is read
            if S_ISREG(path.stat().st_mode):
                descriptor = os.open(path, os.O_RDONLY)
                self._held[path] = (descriptor, os.fstat(descriptor).st_size)


class JournalThen(Journal):
    """The journal of a snapshot."""

    def __init__(self, snapshot: Snapshot, access: Access) -> None:
        super().__init__(snapshot.folder, access)
        self._snapshot = snapshot

    def open(self, name: str) -> BinaryIO:
        return self._snapshot.open(self.folder / name)

    def files(self) -> list[str]:
        names = {path.name for path in self._snapshot.files(FOLDER)}
        return [name for name in super().files() if name in names]

    def _size(self, name: str) -> int:
        with self.open(name) as file:
            return file.seek(0, os.SEEK_END)


class _Then(RawIOBase):
    """The first bytes of an open file, read without moving anybody else's place in it."""

    def __init__(self, descriptor: int, size: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._size = size
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._place = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        left = max(self._size - self._place, 0)
        count = os.preadv(self._descriptor, [memoryview(buffer)[:left]], self._place) if left else 0
        self._place += count
        return count


def _allow_open(count: int) -> None:
    """A ledger of many years has more files than a process may usually have open; it may ask for more."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + _SPARE
    if soft < wanted and soft != resource.RLIM_INFINITY:
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
        )
