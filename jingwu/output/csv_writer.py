"""A table as CSV for other programs and spreadsheets, whose formulas a text of a record must not become."""

import csv
from io import StringIO

from jingwu.output.cells import cell_words
from jingwu.output.text import visible
from jingwu.output.views import Frame, View
from jingwu.reports.table import Cell, Private, Sheet, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(view: View, _frame: Frame) -> str:
    """A table, or the tables of a sheet with an empty line between them. TypeError for details."""
    if isinstance(view, Sheet):
        return "\n".join(map(_table, view.tables))
    if isinstance(view, Table):
        return _table(view)
    raise TypeError(type(view).__name__)


def _table(table: Table) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_text(heading.name) for heading in table.headings])
    writer.writerows([[_cell(cell) for cell in row] for row in table.rows])
    return out.getvalue()


def _cell(cell: Cell) -> str:
    if isinstance(cell, Private):
        raise TypeError(cell.mask)  # a cell that nobody masked is never printed
    return _text(cell) if isinstance(cell, str) else cell_words(cell)


def _text(text: str) -> str:
    text = visible(text, lines=True)
    return "'" + text if text.startswith(_FORMULA) else text
