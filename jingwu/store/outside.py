"""A file outside the ledger, written piece by piece: it appears whole or not at all, for its owner alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from jingwu.store.files import TEMPORARY, open_new, plain_failures, sync_folder


@contextmanager
def new_file(path: Path, *, as_before: bool = False) -> Iterator[BinaryIO]:
    """A file to write into, which is at `path` once the block has ended; a device or a pipe is written into as it is.

    With `as_before` it can be read by whoever could read the one that it replaces.
    StorageFailure; then, and when the block raises, what was at `path` is there still.
    """
    with plain_failures(path):
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                yield device
            return
        target = Path(os.path.realpath(path))
        temporary = target.with_name(target.name + TEMPORARY)
        with os.fdopen(open_new(temporary), "wb") as file:
            try:
                yield file
                file.flush()
                if as_before and target.exists():
                    os.fchmod(file.fileno(), target.stat().st_mode & 0o777)
                os.fsync(file.fileno())
                temporary.rename(target)
            except BaseException:
                with suppress(OSError):
                    temporary.unlink()
                raise
    sync_folder(target.parent)
