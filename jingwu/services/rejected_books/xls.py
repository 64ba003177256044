"""A table as .xls (BIFF8), by xlwt."""

from datetime import date, datetime
from io import BytesIO

from jingwu.services.rejected_books.cells import DAY, MINUTE, Table


def write_xls(table: Table, *, by_old_macs: bool) -> bytes:
    """A workbook of one sheet."""
    from xlwt import Workbook, easyxf

    book = Workbook(encoding="utf-8")
    book.dates_1904 = by_old_macs
    sheet = book.add_sheet("Sheet1")
    plain, day, minute = easyxf(), easyxf(num_format_str=DAY), easyxf(num_format_str=MINUTE)
    for row, cells in enumerate(table):
        for column, cell in enumerate(cells):
            if cell == "":
                continue
            style = minute if isinstance(cell, datetime) else day if isinstance(cell, date) else plain
            sheet.write(row, column, cell, style)
    data = BytesIO()
    book.save(data)
    return data.getvalue()
