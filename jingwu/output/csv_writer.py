"""Tables and sheets as CSV for other programs and spreadsheets, whose formulas a text of a record must not become."""

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

from jingwu.language import pick
from jingwu.output.cells import cell_words, percent_of
from jingwu.output.text import visible
from jingwu.output.views import Details, Frame, View
from jingwu.reports.table import Cell, Change, Figure, Missing, Private, Rate, Sheet, Table, figures_in

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FIGURE = ("period", "id", "table", "row", "column", "value", "unit", "part", "whole", "counted_by")


def write(view: View, _frame: Frame) -> str:
    """A table as it is; of a sheet, one figure a row. TypeError for details."""
    if isinstance(view, Details):
        raise TypeError(type(view).__name__)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(_figures(view) if isinstance(view, Sheet) else _table(view))
    return out.getvalue()


def _table(table: Table) -> Iterable[list[str]]:
    yield [_text(heading.name) for heading in table.headings]
    for row in table.rows:
        yield [_cell(cell) for cell in row]


def _figures(sheet: Sheet) -> Iterable[list[str]]:
    """A rate's value is its per cent, with n and N in columns of their own.

    A change without a base has no value, nor has what there is no data of: its unit says so.
    """
    period = "" if sheet.period is None else "/".join(dict.fromkeys(sheet.period))
    yield list(_FIGURE)
    for figure in figures_in(sheet):
        names = (figure.id, figure.table.title, _cell(figure.row[0]), figure.heading.label)
        yield [period, *map(_text, names), *_value(figure), _text(_counted_by(figure))]


def _value(figure: Figure) -> list[str]:
    """Value, unit, n and N."""
    cell = figure.cell
    if isinstance(cell, Rate):
        percent = percent_of(cell)
        return ["" if percent is None else str(percent), "%", str(cell.part), str(cell.whole)]
    if isinstance(cell, Missing):
        return ["", cell_words(cell), "", ""]
    if isinstance(cell, Change):
        unit = pick("pp", "百分点") if cell.points else "%"
        return ["" if cell.amount is None else str(cell.amount), unit, "", ""]
    if isinstance(cell, Decimal):
        return [f"{cell:.2f}", pick("yuan", "元"), "", ""]
    named = re.search(r"[(（](\w+)[)）]$", str(figure.row[0])) or re.search(r"[(（](\w+)[)）]$", figure.heading.label)
    return [str(cell), named[1] if named else "", "", ""]


def _counted_by(figure: Figure) -> str:
    """What its column says, else what its row does."""
    if figure.heading.by:
        return figure.heading.by
    told = (cell for heading, cell in zip(figure.table.headings, figure.row, strict=True) if heading.name == "by")
    return cell_words(next(told, None))


def _cell(cell: Cell) -> str:
    if isinstance(cell, Private):
        raise TypeError(cell.mask)  # a cell that nobody masked is never printed
    return _text(cell) if isinstance(cell, str) else cell_words(cell)


def _text(text: str) -> str:
    text = visible(text, lines=True)
    return "'" + text if text.startswith(_FORMULA) else text
