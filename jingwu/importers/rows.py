"""What a reader is asked for, and what it gives: rows of cells, each with the number that the user sees."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self


class Names(tuple[str, ...]):  # noqa: SLOT001 - of all classes, one of tuples can have no slots
    """The headings of a table, one a cell, and the number of the row in which each stands."""

    rows: tuple[int, ...] = ()

    @classmethod
    def at(cls, names: Iterable[str], rows: Iterable[int]) -> Self:
        """The headings `names`, each in the row of `rows`."""
        made = cls(names)
        made.rows = tuple(rows)
        return made


class Row(NamedTuple):
    """One row of a file."""

    number: int
    """As a spreadsheet counts: blank rows and those above the headings count too; of a JSONL file, the line; of a
    JSON array, the place in it."""
    names: tuple[str, ...]
    """The headings, one a cell: `Names`, the same object for all rows of a table; of JSON, the keys of the object."""
    cells: Sequence[object]
    """The cells; texts have no outer spaces, '' and None are empty. A spreadsheet's are texts as well; what it keeps as
    a number is a `rules.cell_dates.Numeric`, for it may be a date."""
    trouble: str = ""
    """In words, why the row cannot be read; its cells, if it has any, are then as the file has them."""
    sheet: str = ""
    """The sheet of a spreadsheet that it stands in."""


@lru_cache(maxsize=1000)
def shared(names: tuple[str, ...]) -> tuple[str, ...]:
    """Of equal headings the first: each row of JSON has its own, which would be sent and looked up row by row."""
    return names


class Asked(NamedTuple):
    """What is asked of a reader."""

    sheet: str = ""
    """Name or number (from 1) of the sheet; '' for the first that holds a table."""
    headings: frozenset[str] = frozenset()
    """Headings that the caller knows beside those of the records, as `headings.plain` writes them: they help to find
    the row of headings."""
    keep: bool = False
    """Whether a row that cannot be read keeps its text, as its only cell: it is to be mended."""
    headless: bool = False
    """Whether a table may do without headings: its first row stands for them then."""


class Note(NamedTuple):
    """Something that was found in a file besides its rows."""

    words: str
    sort: str = ""
    """titles, headings, blank, totals or notes, where lines were skipped that are no records; else ''."""
    rows: tuple[int, ...] = ()
    """The numbers of the first of these lines; of blank ones they are not kept."""
    lines: int = 0
    """How many they are in all."""
    is_doubt: bool = False
    """Whether it may be that rows are missing."""


class Source(NamedTuple):
    """An opened file."""

    encoding: str
    """What was found: UTF-8, GB18030…, or xlsx."""
    rows: Iterator[Row]
    """Read as they are asked for: memory does not grow with a file of text."""
    notes: list[Note]
    """What was found and skipped around the table: whole when all rows are read."""


Reader = Callable[[Path, Asked], Source]
