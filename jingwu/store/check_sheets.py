"""Frozen sheets compared with the journal."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jingwu.errors import LedgerDamaged
from jingwu.language import t
from jingwu.store.damage import NewerFormat
from jingwu.store.ledger import Entry
from jingwu.store.sheets import FOLDER, Kept, compose_sheet
from jingwu.store.snapshot import Snapshot


class Difference(NamedTuple):
    """A file that is not what the journal says."""

    month: str
    path: Path
    message: str
    is_late: bool
    """A crash kept a change from it: the next command puts it in."""
    newer: NewerFormat | None = None


def compare_sheets(snapshot: Snapshot, entries: Sequence[Entry], since: int) -> Iterator[Difference]:
    """The differences, oldest month first.

    `entries` are all that froze or thawed a month, `since` is the change up to which files must be as they say.
    """
    there = {path.stem: path for path in snapshot.files(FOLDER) if path.suffix == ".json"}
    months = there.keys() | {entry.sheet for entry in entries}
    for month in sorted(months):
        theirs = [entry for entry in entries if entry.sheet == month]
        path = snapshot.folder / FOLDER / f"{month}.json"
        has = snapshot.read(path) if month in there else b""
        if has == content_of(month, theirs):
            continue
        if has == content_of(month, [entry for entry in theirs if entry.sequence <= since]):
            yield Difference(month, path, late(), is_late=True)
        else:
            yield _difference(month, path, has)


def late() -> str:
    """What is said of a file that a crash kept a change from."""
    return t("A command was cut off: its change is stored in the journal, and the next one puts it in here.")


def content_of(month: str, entries: Sequence[Entry]) -> bytes:
    """What these entries made of a month's file; nothing where there is to be none."""
    last = entries[-1] if entries else None
    return compose_sheet(month, last.after, last.sequence) if last is not None and last.after else b""


def _difference(month: str, path: Path, has: bytes) -> Difference:
    if not has and not path.exists():
        return Difference(month, path, t("{file} is missing.", file=path), is_late=False)
    try:
        tuple(Kept(has, path).values())
    except NewerFormat as error:
        return Difference(month, path, str(error), is_late=False, newer=error)
    except LedgerDamaged as error:
        return Difference(month, path, str(error), is_late=False)
    message = t("{file} and the journal are not of the same time.", file=path)
    return Difference(month, path, message, is_late=False)
