"""A sheet as an Excel workbook with native charts. The only module that imports xlsxwriter (extra `office`).

One worksheet a section. Figures are numbers, texts are texts: nothing in a record becomes a formula or a link.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from jingwu.errors import UsageError
from jingwu.language import pick, t
from jingwu.output.cells import percent_of
from jingwu.output.layout import text_of
from jingwu.output.printed import Paper, Part, date_of, paper_of
from jingwu.output.text import width_of
from jingwu.output.views import Details, Frame, View
from jingwu.reports.table import Cell, Change, Missing, Rate, Sheet, Table

if TYPE_CHECKING:  # it comes with an extra, and most runs write no workbook
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_NAME = 31
_WIDEST = 50
"""Cells of the widest column."""
_UPRIGHT = 110
"""Cells of the widest table that is printed upright."""
_HEADINGS = 2
"""Rows above the first row of a table: its title and the headings."""
_A4 = 9
_LINE, _SIGNED = 18, 28
"""Points of a row, and of one to sign in."""


class _Book(NamedTuple):
    workbook: "Workbook"
    formats: dict[str, "Format"]

    def style(self, number: str = "", **more: Any) -> "Format":
        """The format of a bordered cell; `number` is Excel's own for numbers."""
        key = f"{number}{more}"
        if key not in self.formats:
            every = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter", "num_format": number}
            self.formats[key] = self.workbook.add_format({**every, **more})
        return self.formats[key]


def write(view: View, _frame: Frame) -> bytes:
    """A sheet or a table. UsageError when the extra is not installed; TypeError for details."""
    if isinstance(view, Details):
        raise TypeError(type(view).__name__)
    out = BytesIO()
    book = _Book(_open(out), {})
    made = datetime.combine(date_of(view), datetime.min.time())
    paper = paper_of(view)
    book.workbook.set_properties({"title": paper.title, "created": made})
    tables = view.tables if isinstance(view, Sheet) else (view,)
    names = _names(paper, tables)
    if isinstance(view, Sheet):
        _cover(book, paper, names)
    for part, table, name in zip(paper.parts, tables, names, strict=True):
        _section(book, part, table, name)
    book.workbook.close()
    return out.getvalue()


def _open(out: BytesIO) -> "Workbook":
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise UsageError(
            t("This format needs a package that is not installed."),
            hint=t("Install it with: pip install {extra}", extra="'jingwu[office]'"),
        ) from None
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    return Workbook(out, texts)


def _names(paper: Paper, tables: Sequence[Table]) -> list[str]:
    """Names of worksheets: no longer than Excel has them, without what it forbids, no two alike."""
    names: list[str] = []
    for part, table in zip(paper.parts, tables, strict=True):
        plain = re.sub(r"[\[\]:*?/\\']", " ", part.title or paper.title).strip() or table.name
        name, number = plain[:_LONGEST_NAME], 2
        while name.casefold() in {pick("summary", "概要"), *map(str.casefold, names)}:
            name, number = f"{plain[: _LONGEST_NAME - 4]} {number}", number + 1
        names.append(name)
    return names


def _cover(book: _Book, paper: Paper, names: Sequence[str]) -> None:
    """The first worksheet: title, sentences, what there is, who signs."""
    sheet = book.workbook.add_worksheet(pick("Summary", "概要"))
    _page(sheet)
    widths = (18, 66)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _across(_title(book), sheet, 0, widths, paper.title, height=30)
    plain = book.style(text_wrap=True, border=0)
    row = 1
    for text in filter(None, (paper.about, *paper.sentences)):
        row = _across(plain, sheet, row, widths, text)
    row += 1
    for name in names:
        row = _across(book.style(), sheet, row, widths, name)
    row += 1
    for label, text in paper.footer:
        sheet.set_row(row, _SIGNED)
        sheet.write_string(row, 0, label, book.style())
        sheet.write_string(row, 1, text, book.style())
        row += 1
    for text in filter(None, (*paper.notes, paper.head)):
        row = _across(plain, sheet, row, widths, text)


def _across(
    style: "Format", sheet: "Worksheet", row: int, widths: Sequence[int], text: str, *, height: float = 0
) -> int:
    """A text over all columns, in as many lines as it needs; the next row."""
    if len(widths) > 1:
        sheet.merge_range(row, 0, row, len(widths) - 1, "", style)
    sheet.write_string(row, 0, text, style)
    sheet.set_row(row, height or _LINE * -(-width_of(text) // sum(widths)))
    return row + 1


def _section(book: _Book, part: Part, table: Table, name: str) -> None:
    sheet = book.workbook.add_worksheet(name)
    _page(sheet)
    sheet.repeat_rows(_HEADINGS - 1)
    sheet.freeze_panes(_HEADINGS, 1)
    sheet.write_string(0, 0, part.title, _title(book, align="left"))
    widths = [min(width, _WIDEST) + 2 for width in part.widths]
    for column, (label, width) in enumerate(zip(part.labels, widths, strict=True)):
        sheet.write_string(1, column, label, book.style(bold=True, align="center", bg_color="#EEEEEE", text_wrap=True))
        sheet.set_column(column, column, width)
    for number, (cells, texts) in enumerate(zip(table.rows, part.rows, strict=True), _HEADINGS):
        lines = max(-(-width_of(text) // width) for text, width in zip(texts, widths, strict=True))
        sheet.set_row(number, _LINE * max(lines, 1))
        for column, cell in enumerate(cells):
            _cell(book, sheet, number, column, cell)
    if sum(widths) > _UPRIGHT:
        sheet.set_landscape()
    plain = book.style(text_wrap=True, border=0)
    row = _HEADINGS + len(table.rows)
    for note in part.notes if table.rows else (t("(none)"), *part.notes):
        row = _across(plain, sheet, row, widths, note)
    if part.chart:
        _chart(book, sheet, part, name, row + 1)


def _cell(book: _Book, sheet: "Worksheet", row: int, column: int, cell: Cell) -> None:
    """A number as a number, a date as a date, a rate as a share that shows its n/N, all else as a text."""
    if isinstance(cell, Rate) and cell.whole:
        places = "0." + "0" * cell.places if cell.places else "0"
        share = (percent_of(cell) or Decimal(0)) / 100
        sheet.write_number(row, column, float(share), book.style(f'"{cell.part}/{cell.whole} "{places}%'))
    elif isinstance(cell, Change) and cell.amount is not None:
        unit = pick(" pp", "百分点") if cell.points else "%"
        shown = f'+0.0"{unit}";-0.0"{unit}";+0.0"{unit}"'
        sheet.write_number(row, column, float(cell.amount), book.style(shown))
    elif isinstance(cell, Decimal):
        sheet.write_number(row, column, float(cell), book.style("#,##0.00"))
    elif isinstance(cell, int) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell, book.style("0"))
    elif isinstance(cell, date):
        shown = "yyyy-mm-dd hh:mm" if isinstance(cell, datetime) else "yyyy-mm-dd"
        sheet.write_datetime(row, column, cell, book.style(shown, align="left"))
    else:
        aside = {"align": "right"} if isinstance(cell, Rate | Change | Missing) else {}
        sheet.write_string(row, column, text_of(cell, ""), book.style(text_wrap=True, **aside))


def _chart(book: _Book, sheet: "Worksheet", part: Part, name: str, row: int) -> None:
    """A native chart under the table, over the table's own cells; of a grid of hours, its cells in shades."""
    chart = part.chart
    if chart is None:
        return
    first, last = _HEADINGS + chart.rows[0], _HEADINGS + chart.rows[-1]
    if chart.kind == "hours":
        columns = [series.column for series in chart.series]
        shades = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#7F9FCF"}
        sheet.conditional_format(first, columns[0], last, columns[-1], shades)
        return
    drawn: Any = book.workbook.add_chart({"type": "line" if chart.kind == "trend" else "bar"})
    for series in chart.series:
        drawn.add_series(
            {
                "name": [name, 1, series.column],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, series.column, last, series.column],
                "data_labels": {"value": chart.kind == "bars"},
                "marker": {"type": "automatic"},
            }
        )
    drawn.set_title({"name": part.title, "name_font": {"size": 12}})
    if chart.kind == "bars":
        drawn.set_legend({"none": True})
        drawn.set_y_axis({"reverse": True})
        drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    drawn.set_size({"width": 640, "height": max(280, 24 * len(chart.labels) + 80) if chart.kind == "bars" else 320})
    sheet.insert_chart(row, 0, drawn)


def _page(sheet: "Worksheet") -> None:
    sheet.set_default_row(_LINE)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.set_footer(pick("&CPage &P of &N", "&C第 &P 页，共 &N 页"))


def _title(book: _Book, align: str = "center") -> "Format":
    return book.style(bold=True, font_size=14, align=align, border=0)
