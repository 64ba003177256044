"""Makes the spreadsheets of the corpus."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

Rows = Sequence[Sequence[object]]


def book(
    sheets: Mapping[str, Rows],
    *,
    hidden: str = "",
    merged: Sequence[tuple[int, int, int, int]] = (),
    epoch_1904: bool = False,
) -> bytes:
    """An .xlsx; None is an empty cell, a text after = a formula. `merged` areas keep the value of their first cell."""
    made = BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True, "date_1904": epoch_1904})
    days = workbook.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    times = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for area in merged:
            sheet.merge_range(*area, "")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, times if isinstance(cell, datetime) else days)
        if name == hidden:
            sheet.hide()
        elif hidden:
            sheet.activate()
            sheet.set_first_sheet()
    workbook.close()
    return made.getvalue()


def open_document(*rows: Sequence[str | tuple[str, int, int] | int]) -> bytes:
    """An .ods with one sheet, 一; a cell is a text, an error, a text merged over rows and columns, or covered ones.

    A text that begins with = is a formula without a result.
    """
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _PARTS)
    table = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="零"><table:table-row>{_cell(("x", 9, 9))}</table:table-row></table:table>'
        f'<table:table table:name="一">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return made.getvalue()


_PARTS = ("office", "table", "text", "calcext")


def _cell(cell: str | tuple[str, int, int] | int) -> str:
    if isinstance(cell, int):
        return f'<table:covered-table-cell table:number-columns-repeated="{cell}"/>'
    text, rows, columns = cell if isinstance(cell, tuple) else (cell, 1, 1)
    if text.startswith("="):
        return f'<table:table-cell table:formula="of:{text}"/>'
    if text.startswith("#"):
        return '<table:table-cell office:value-type="string" calcext:value-type="error"/>'
    spans = f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
    return f'<table:table-cell office:value-type="string" {spans}><text:p>{text}</text:p></table:table-cell>'


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object, form: object) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, form)
    elif isinstance(cell, str) and cell.startswith("="):
        sheet.write_formula(row, column, cell, None, "#N/A" if "NA()" in cell else cell.strip('="'))
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


def replaced(member: str, content: bytes | None) -> bytes:
    """A workbook of one sheet with another content for one of its members, or without it."""
    made = BytesIO()
    whole = book({"一": (("登记时间", "摘要"), ("2026-10-03", "漏水"))})
    with ZipFile(BytesIO(whole)) as before, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in before.namelist():
            if name != member:
                archive.writestr(name, before.read(name))
            elif content is not None:
                archive.writestr(name, content)
    return made.getvalue()


def sheet_xml(rows: bytes) -> bytes:
    """A sheet with these rows, written by hand."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (space, rows)
