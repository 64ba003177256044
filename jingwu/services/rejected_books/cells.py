"""The cells of rejected rows as workbooks keep them."""

from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite

from jingwu.importers.guards import unguarded
from jingwu.rules.cell_dates import Dated, Numeric

Cell = str | float | date
"""A time is a datetime, which is a date."""
Table = Sequence[Sequence[Cell]]
DAY, MINUTE, SECOND = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "yyyy-mm-dd hh:mm:ss"
"""How Excel is told to show days and times."""
_DAY = len("2026-10-03")
_FIRST_YEAR = 1905
"""Days from here on are counted alike by all programs, from 1900 or from 1904."""


def kept_cell(text: str) -> Cell:
    """A cell that a spreadsheet's reader gave: a number and a day as such, all else as a text that is read as it is."""
    if isinstance(text, Numeric) and isfinite(number := float(text)):  # it may count days
        return number
    if isinstance(text, Dated) and int(text[:4]) >= _FIRST_YEAR:
        return date.fromisoformat(text) if len(text) == _DAY else datetime.fromisoformat(text)
    return text if unguarded(text) == text else f"'{text}"


def form_of(cell: date) -> str:
    """How a day or a time is shown: DAY, MINUTE or SECOND."""
    return (SECOND if cell.second else MINUTE) if isinstance(cell, datetime) else DAY


def units(text: str) -> int:
    """How many characters a text has where those beyond U+FFFF count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
