"""Which sign stands between the cells of a text file: the headings tell it, else the whole file."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice
from pathlib import Path

from jingwu.importers.encodings import bounded_lines
from jingwu.importers.heading_rows import Headings, find_headings
from jingwu.importers.table import WINDOW

DELIMITERS = (",", ";", "\t", "，")
MOST_TOLD = 16
"""No more of a file's first line is looked at for a sign that it tells."""
_HEAD = 1 << 16
_SURE = 2


def told_delimiter(line: str) -> str:
    """The sign that the first line of a file from Excel tells (sep=;), which is no row of it; '' when it tells none."""
    found = re.fullmatch(r"\ufeff?sep=(.)\r?\n?", line, re.IGNORECASE)
    return found[1] if found else ""


def find_delimiter(path: Path, encoding: str, headings: Collection[str] = ()) -> str:
    """The delimiter of a file; a comma for a file of one column."""
    with path.open(encoding=encoding, newline="") as file:
        if told := told_delimiter(file.readline(MOST_TOLD)):
            return told
        file.seek(0)
        head = file.read(_HEAD)
    possible = [sign for sign in DELIMITERS if sign in head]
    if len(possible) < 2:  # noqa: PLR2004 - nothing to choose between
        return possible[0] if possible else ","
    known: dict[str, int] = {}
    for sign in possible:
        found = _found(head, sign, headings)
        if found.known >= _SURE and found.known == len(found.names):  # every one of them: no other sign parts it so
            return sign
        known[sign] = found.known
    best = max(possible, key=known.__getitem__)
    if known[best] >= _SURE and list(known.values()).count(known[best]) == 1:
        return best
    return max(possible, key=lambda sign: _evenness(path, encoding, sign))


def _found(head: str, sign: str, headings: Collection[str]) -> Headings:
    """The headings of the text when it is parted by `sign`."""
    rows = islice(filter(any, _rows(StringIO(head, newline=""), sign)), WINDOW)
    lines = [[cell.strip() for cell in row] for row in rows]
    return find_headings(lines, headings) if lines else Headings(0, 1, (), 0)


def _evenness(path: Path, encoding: str, sign: str) -> tuple[float, int]:
    """The share of rows that are as wide as most, and that width: rows of one cell count for nothing."""
    with path.open(encoding=encoding, newline="") as file:
        widths = Counter(len(row) for row in _rows(bounded_lines(file), sign) if any(row))
    parted = {width: count for width, count in widths.items() if width > 1}
    if not parted:
        return 0, 0
    width = max(parted, key=parted.__getitem__)
    return parted[width] / widths.total(), width


def _rows(lines: Iterable[str], sign: str) -> Iterator[list[str]]:
    """The rows up to one that cannot be read."""
    with suppress(csv.Error):
        yield from csv.reader(lines, delimiter=sign)
