"""Cells of tables in words, in the current language."""

from datetime import date
from decimal import Decimal

from jingwu.dates import show_when
from jingwu.language import t
from jingwu.reports.table import Cell, Change, Missing, Rate


def cell_words(cell: Cell) -> str:
    """A masked cell as people read it; None is nothing."""
    if type(cell) is int:  # most of a sheet's cells
        return str(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return yes_or_no(yes=cell)
    if isinstance(cell, Rate | Change | Missing):
        return _compared_words(cell)
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return show_when(cell) if isinstance(cell, date) else str(cell)


def _compared_words(cell: Rate | Change | Missing) -> str:
    if isinstance(cell, Missing):
        return t("no data")
    return rate_words(cell) if isinstance(cell, Rate) else change_words(cell)


def rate_words(rate: Rate) -> str:
    """A share with its per cent: 842/869 96.9%."""
    percent = percent_of(rate)
    return f"{rate.part}/{rate.whole}" + ("" if percent is None else f" {percent}%")


def change_words(change: Change) -> str:
    """A change with its sign: +3.5%, -1.7百分点, 不可比."""
    if change.amount is None:
        return t("no base")
    return t("{difference} pp", difference=f"{change.amount:+}") if change.points else f"{change.amount:+}%"


def percent_of(rate: Rate) -> Decimal | None:
    """A rate in per cent with the decimals that it asks for, halves rounded up; None of nothing."""
    if not rate.whole:
        return None
    halves = 200 * 10**rate.places
    return Decimal(int((rate.part * halves + rate.whole) // (rate.whole * 2))).scaleb(-rate.places)


def yes_or_no(*, yes: bool) -> str:
    """A flag as people read it."""
    return t("yes") if yes else t("no")
