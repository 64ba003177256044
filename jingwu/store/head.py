"""The head of the index: of which state the index and the volumes are, and which files there are."""

import os
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from jingwu import __version__
from jingwu.settings import Settings
from jingwu.store.encoding import decode, encode
from jingwu.store.files import Access
from jingwu.store.index_files import Read, Stale, read_lines, write_lines
from jingwu.store.journal_lines import Tip
from jingwu.store.migrations import current_format

FOLDER = "index"
VOLUMES = "records"
"""The folder of the volumes: named here, where it is needed without what reads them."""
_HEAD = "head"
Mark = list[int]
"""A file's size in bytes, and when it was last changed, in nanoseconds."""


class Head(NamedTuple):
    """The state that the index and the volumes are of."""

    tip: Tip
    stamp: str
    volumes: dict[str, int]
    """Month to the last change in its volume."""
    sheets: dict[str, int]
    """Month to the entry that froze its sheet."""
    marks: dict[str, Mark]
    """File of a volume or a sheet to the mark that it had when it was written, or last read."""
    files: dict[str, int]
    """File of the index to the change up to which it holds."""


def read_head(folder: Path, read: Read = Path.read_bytes) -> Head | None:
    """The head of the ledger in a folder; None when there is none that can be used."""
    try:
        _, lines = read_lines(folder / FOLDER / _HEAD, read)
        state = decode(lines["head"])
        return Head(**{**state, "tip": Tip(*state["tip"])})
    except (Stale, ValueError, KeyError, TypeError):
        return None


def write_head(folder: Path, head: Head, sequence: int, access: Access) -> None:
    """Write the head into the folder of the index, as of the change `sequence`. StorageFailure."""
    write_lines(folder / _HEAD, sequence, {"head": encode(head._asdict()).decode()}, access)


def mark_of(folder: Path, name: str) -> Mark | None:
    """The mark of a file in a ledger's folder; None when it is gone."""
    try:
        status = os.stat(f"{folder}/{name}")  # noqa: PTH116 - of each volume, whenever a ledger is opened
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]


def stamp_of(settings: Settings) -> str:
    """What the index depends on besides the records: another stamp, and it is made anew."""
    from jingwu.rules.clock_names import TABLE
    from jingwu.rules.workdays import Calendar

    parts = (
        __version__, TABLE, current_format(), Calendar(settings.days).version(), settings.limits, settings.risks
    )  # fmt: skip
    return f"{crc32(repr(parts).encode('utf-8', 'replace')):08x}"
