"""What a reader gives: rows of cells, each with the number that the user sees."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One row of a file."""

    number: int
    """As a spreadsheet counts: the heading is row 1, blank rows count too; of a JSONL file, the line."""
    names: tuple[str, ...]
    """The headings, one a cell; the same object for all rows of a table."""
    cells: Sequence[object]
    """The cells; texts have no outer spaces, '' and None are empty."""
    trouble: str = ""
    """In words, why the row cannot be read; it has no cells then."""


class Source(NamedTuple):
    """An opened file."""

    encoding: str
    """The encoding that was found: UTF-8, GB18030…"""
    rows: Iterator[Row]
    """Read as they are asked for: memory does not grow with the file."""
