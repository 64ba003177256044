"""The figures of a table that a chart shows, whoever draws it."""

from decimal import Decimal
from typing import NamedTuple

from jingwu.output.cells import cell_words, percent_of
from jingwu.output.text import flat
from jingwu.reports.table import Cell, Missing, Named, Rate, Table

_TOTAL = "total"
_BARS = {"bars": slice(1), "sums": slice(-1, None)}
"""A table's chart to which of its columns the bars are drawn by."""
_MOST_LINES = 4
"""More lines in one chart can be told apart by nobody on a black and white print."""


class Series(NamedTuple):
    """The figures of one column, a place in it and a label each; its name is the column's."""

    name: str
    column: int
    values: tuple[float, ...]


class Chart(NamedTuple):
    """What is drawn: `kind` is bars, trend or hours (see reports.table.Table.chart)."""

    kind: str
    labels: tuple[str, ...]
    rows: tuple[int, ...]
    """The rows of the table that it shows: all but those of sums, and those of which there is no data."""
    series: tuple[Series, ...]

    @property
    def most(self) -> float:
        """The largest figure, above zero."""
        return max(max(each.values) for each in self.series)


def chart_of(table: Table) -> Chart | None:
    """The chart of a table; None where it asks for none, or there is nothing to be seen in it."""
    rows = tuple(
        index for index, row in enumerate(table.rows) if not _is_sum(row[0]) and Missing not in map(type, row[1:2])
    )
    if not table.chart or not rows:
        return None
    columns = [index for index, heading in enumerate(table.headings) if index and heading.name != _TOTAL]
    if table.chart in _BARS:
        columns = columns[_BARS[table.chart]]
    found = [_series(table, column, rows) for column in columns]
    series = [each for each in found if each is not None]
    if table.chart == "trend":
        series = series[:_MOST_LINES]
    if not any(any(each.values) for each in series):
        return None
    labels = tuple(flat(cell_words(table.rows[index][0])) for index in rows)
    return Chart("bars" if table.chart in _BARS else table.chart, labels, rows, tuple(series))


def _series(table: Table, column: int, rows: tuple[int, ...]) -> Series | None:
    values = [_value(table.rows[index][column]) for index in rows]
    numbers = tuple(value for value in values if value is not None)
    return Series(flat(table.headings[column].label), column, numbers) if len(numbers) == len(values) else None


def _value(cell: Cell) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, Rate):
        return float(percent_of(cell) or 0)
    return float(cell) if isinstance(cell, int | Decimal) else None


def _is_sum(cell: Cell) -> bool:
    return isinstance(cell, Named) and cell.code == _TOTAL
