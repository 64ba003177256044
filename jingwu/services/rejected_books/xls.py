"""A table as .xls (BIFF8), by xlwt."""

from datetime import date
from io import BytesIO

from jingwu.services.rejected_books.cells import DAY, MINUTE, SECOND, Table, form_of


def write_xls(table: Table, *, by_old_macs: bool) -> bytes:
    """A workbook of one sheet."""
    from xlwt import Workbook, easyxf

    book = Workbook(encoding="utf-8")
    book.dates_1904 = by_old_macs
    sheet = book.add_sheet("Sheet1")
    plain, styles = easyxf(), {form: easyxf(num_format_str=form) for form in (DAY, MINUTE, SECOND)}
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            if cell == "":
                continue
            style = styles[form_of(cell)] if isinstance(cell, date) else plain
            sheet.write(row, column, cell, style)
    data = BytesIO()
    book.save(data)
    return data.getvalue()
