"""One figure of the monthly sheet, month by month."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from jingwu.language import pick, t
from jingwu.reports.parts.changes import change_of
from jingwu.reports.table import Cell, Figure, Heading, Missing, Private, Rate, Sheet, Table, figures_in

_WIDTH = 40
"""Characters of the longest bar."""


class Point(NamedTuple):
    """A figure in a month (2026-10); None where the month's sheet has no such row, or the ledger had not begun."""

    month: str
    figure: Figure | None
    missing: Missing | None = None
    """Set where the ledger had not begun."""


def find_figure(sheet: Sheet, name: str) -> Figure | None:
    """The figure of a sheet with this id; places and people have none."""
    return next(
        (found for found in figures_in(sheet) if found.id == name and not isinstance(found.row[0], Private)), None
    )


def trend_table(name: str, points: Sequence[Point]) -> Table:
    """A row a month, the oldest first: the figure, and its change against the month before."""
    found = next(point.figure for point in points if point.figure is not None)
    words = pick(" / ", "·").join((found.table.title, str(found.row[0]), found.heading.label))
    headings = (
        Heading("month", pick("Month", "月份")),
        Heading("value", found.heading.label),
        Heading("change", pick("change", "环比"), derived=True),
    )
    rows: list[tuple[Cell, ...]] = []
    before: Cell = None
    for month, figure, missing in points:
        value = figure.cell if figure is not None else missing
        rows.append((month, value, missing or _change(value, before)))
        before = value
    return Table("trend", t("{words} ({name})", words=words, name=name), headings, tuple(rows), chart="trend")


def with_bars(table: Table) -> Table:
    """The table with a bar of text in each row, for what cannot draw."""
    sizes = [_size(row[1]) for row in table.rows]
    most = max((abs(size) for size in sizes), default=0) or 1
    bars = ["#" * round(max(size, 0) / most * _WIDTH) for size in sizes]
    heading = Heading("bar", "")
    rows = tuple((*row, bar) for row, bar in zip(table.rows, bars, strict=True))
    return table._replace(headings=(*table.headings, heading), rows=rows)


def _change(value: Cell, before: Cell) -> Cell:
    known = (int, Decimal, Rate)
    if isinstance(before, Missing):
        return before
    return change_of(value, before) if isinstance(value, known) and isinstance(before, known) else None


def _size(cell: Cell) -> float:
    if isinstance(cell, Rate):
        return float(cell.part / cell.whole) if cell.whole else 0.0
    return float(cell) if isinstance(cell, int | Decimal) else 0.0
