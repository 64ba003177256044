"""Cells of tables in words, in the current language."""

from datetime import date
from decimal import Decimal

from jingwu.dates import show_when
from jingwu.language import t
from jingwu.reports.table import Cell, Rate


def cell_words(cell: Cell) -> str:
    """A masked cell as people read it; None is nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return yes_or_no(yes=cell)
    if isinstance(cell, Rate):
        percent = percent_of(cell)
        return f"{cell.part}/{cell.whole}" + ("" if percent is None else f" {percent}%")
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    if isinstance(cell, date):
        return show_when(cell)
    return str(cell)


def percent_of(rate: Rate) -> Decimal | None:
    """A rate in per cent with one decimal, halves rounded up; None of nothing."""
    return Decimal((rate.part * 2000 + rate.whole) // (rate.whole * 2)).scaleb(-1) if rate.whole else None


def yes_or_no(*, yes: bool) -> str:
    """A flag as people read it."""
    return t("yes") if yes else t("no")
