"""A table as .xlsx, by XlsxWriter."""

from datetime import date
from io import BytesIO

from jingwu.services.rejected_books.cells import DAY, MINUTE, SECOND, Table, form_of


def write_xlsx(table: Table, *, by_old_macs: bool) -> bytes:
    """A workbook of one sheet."""
    from xlsxwriter import Workbook

    data = BytesIO()
    with Workbook(data, {"in_memory": True, "date_1904": by_old_macs}) as book:
        sheet = book.add_worksheet()
        styles = {form: book.add_format({"num_format": form}) for form in (DAY, MINUTE, SECOND)}
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, styles[form_of(cell)])
                else:
                    sheet.write_number(row, column, cell)
    return data.getvalue()
