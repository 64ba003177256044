"""Bytes put aside while a command runs: in memory while they are few, else in a file without a name."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from jingwu.store.files import plain_failures

MOST_IN_MEMORY = 1 << 22
"""Bytes."""
_AHEAD, _NEAR = 1 << 18, 1 << 12
"""Bytes that are read at once where what is asked for lies so near behind what was read last."""


class Spool:
    """Grows at its end, and is read anywhere. The file lies in a folder, without a name, and goes with the process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[bytes] | None = None
        self._written = 0
        """So many bytes are in the file; the rest is in memory."""
        self._rest = bytearray()
        self._block, self._from = b"", 0
        """What was read last, and from where."""

    def append(self, data: bytes) -> int:
        """Put bytes at the end; where they begin. StorageFailure."""
        start = self._written + len(self._rest)
        self._rest += data
        if len(self._rest) >= MOST_IN_MEMORY:
            self._write()
        return start

    def read(self, start: int, length: int) -> bytes:
        """Bytes that were put in with one `append`, or a part of them. StorageFailure."""
        return next(self.read_each((start,), (length,)))

    def read_each(self, starts: Iterable[int], lengths: Iterable[int]) -> Iterator[bytes]:
        """`read` from each start; it costs least where they come in the order in which they were put in."""
        block, first = self._block, self._from
        for start, length in zip(starts, lengths, strict=True):
            begin = start - first
            if not 0 <= begin <= begin + length <= len(block):
                goes_on = 0 <= begin - len(block) < _NEAR
                block, first, begin = self._load(start, max(length, _AHEAD if goes_on else 0)), start, 0
                self._block, self._from = block, first
            yield block[begin : begin + length]

    def _load(self, start: int, length: int) -> bytes:
        begin = start - self._written
        if begin >= 0 or self._file is None:
            return bytes(memoryview(self._rest)[begin : begin + length])
        with plain_failures(self._folder):
            return os.pread(self._file.fileno(), length, start)

    def close(self) -> None:
        """Give the file back: nothing can be read any more."""
        if self._file is not None:
            self._file.close()

    def _write(self) -> None:
        with plain_failures(self._folder):
            if self._file is None:
                self._file = TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115 - open until `close`
            rest = memoryview(self._rest)
            while rest:
                rest = rest[self._file.write(rest) :]
        self._written += len(self._rest)
        self._rest = bytearray()
