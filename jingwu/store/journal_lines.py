"""The lines of the journal: their form, their hashes, their chain.

{"seq":…,"tx":…,"part":…,"parts":…,"at":…,"by":…,"command":…,"number":…,"before":…,"after":…,"details":…,"prev":…,"hash":…}
A line that froze or thawed a month's sheet has "sheet":"2026-10","frozen":true before its number, which is empty, and
the sheet's document as what is after it. Where "at" was typed (--now), "clock" after "command" is when it really was.
The first line of a file begins with "format". The hash is over the line up to it, the hash of the line before (`prev`)
included.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from jingwu import dates
from jingwu.store.digest import sha256, sha256_maker
from jingwu.store.encoding import decode, encode_names
from jingwu.store.migrations import current_format

if TYPE_CHECKING:
    from jingwu.store.ledger import Entry

_FORMAT = rb'\{"format":(\d+),'
_ANOTHER_TIME = timedelta(minutes=1)
"""A time that is as far from the machine's clock was typed, or the command took long: the journal keeps both."""
_HASH = b',"hash":"'
_HASH_LENGTH = 64
_END = b'"}\n'
_CHUNK = 1 << 20
"""Bytes of lines that are written at a time."""


class Tip(NamedTuple):
    """Where the journal's committed part ends."""

    file: str = ""
    size: int = 0
    """Bytes of that file up to there."""
    line: int = 0
    """Where its last line begins."""
    sequence: int = -1
    transaction: int = -1
    hash: str = ""


START = Tip()
"""Before the first line, which `init` writes as number 0: a journal without it has been lost."""
Change = tuple[str, bytes | None, bytes]
"""A record's number, and its JSON before and after."""


class Header(NamedTuple):
    """What all lines of a transaction share."""

    at: datetime
    by: str
    command: str
    details: Mapping[str, Any]
    sheet: str = ""
    """The month whose sheet the transaction, a single line, freezes or thaws."""
    frozen: bool = True


class Lines:
    """Makes the lines of a transaction and remembers where the chain is."""

    def __init__(self, tip: Tip, parts: int, header: Header, *, is_first: bool) -> None:
        """`is_first`: they begin a file, whose first line says which format it has."""
        self._opening = b'"format":%d,' % current_format() if is_first else b""
        self.sequence = tip.sequence
        self.hash = tip.hash
        self.last_length = 0
        shared: dict[str, Any] = {
            "at": header.at.isoformat(timespec="seconds"),
            "by": header.by,
            "command": header.command,
        }
        if abs(dates.now() - header.at) > _ANOTHER_TIME:
            shared["clock"] = dates.now().isoformat(timespec="seconds")
        if header.sheet:
            shared |= {"sheet": header.sheet, "frozen": header.frozen}
        self._shared = b'"parts":%d,%b' % (parts, encode_names(shared)[1:-1])
        self._transaction = tip.transaction + 1
        self._details = b',"details":' + encode_names(dict(header.details)) if header.details else b""

    def make(self, changes: Iterable[Change]) -> Iterator[bytes]:
        """Whole lines, as many at a time as make a chunk."""
        make_hash, transaction, shared = sha256_maker(), self._transaction, self._shared
        opening, details, previous = self._opening, self._details, self.hash.encode()
        held: list[bytes] = []
        size = 0
        for part, (number, before, after) in enumerate(changes, 1):
            if size >= _CHUNK:
                yield b"".join(held)
                held, size = [], 0
            self.sequence += 1
            text = b'{%b"seq":%d,"tx":%d,"part":%d,%b,"number":"%b","before":%b,"after":%b%b,"prev":"%b"' % (
                opening, self.sequence, transaction, part, shared,
                number.encode(), before or b"null", after, details, previous,
            )  # fmt: skip
            opening = details = b""  # they stand in the first only
            previous = make_hash(text).hexdigest().encode()
            held += (text, _HASH, previous, _END)
            size += len(text)
        self.hash = previous.decode()
        self.last_length = sum(map(len, held[-4:]))
        yield b"".join(held)


def hash_of(line: bytes) -> str:
    """The hash that a line should carry. ValueError when it is no whole line."""
    if not line.endswith(_END):
        raise ValueError(line[-3:])
    return sha256(line[: line.rindex(_HASH)]).hexdigest()


def format_of(line: bytes) -> int:
    """The format that the first line of a file names; ledgers of the first days, of format 1, name none."""
    found = re.match(_FORMAT, line)
    return int(found[1]) if found else 1


def line_hash(line: bytes) -> str:
    """The hash that a line carries."""
    return line[-_HASH_LENGTH - len(_END) : -len(_END)].decode("ascii", "replace")


def heading_of(line: bytes) -> dict[str, Any]:
    """What stands before the documents in a line. ValueError when it is no line of a journal."""
    heading: dict[str, Any] = decode(line[: line.index(b',"before":')] + b"}")
    return heading


def entry_of(line: bytes) -> "Entry":
    """The entry of a line. ValueError, KeyError or TypeError when it is none."""
    from jingwu.store.ledger import Entry

    data = decode(line)
    return Entry(
        data["seq"], data["tx"], data["at"], data["by"], data["command"], data["number"],
        data["before"], data["after"], data.get("details", {}), data.get("sheet", ""), data.get("clock", ""),
    )  # fmt: skip


def month_in(number: str) -> str:
    """The month of registration in a number."""
    return f"20{number[2:4]}-{number[4:6]}"


def next_heading(line: bytes, reached: Tip, part: int, tip: Tip) -> dict[str, Any] | None:
    """The heading of a line that goes on from `reached` as it should, else None."""
    try:
        if hash_of(line) != line_hash(line):
            return None
        heading = heading_of(line)
        previous = b',"prev":"%b"' % reached.hash.encode()
        follows = heading["seq"] == reached.sequence + 1 and heading["part"] == part + 1
        if not follows or heading["tx"] != tip.transaction + 1:
            return None
        return heading if line[: line.rindex(_HASH)].endswith(previous) else None
    except (ValueError, KeyError):
        return None
