"""Records as a sheet of a workbook. Needs XlsxWriter, which the extra `office` brings.

Every text is a constant and never a formula, also when its cell is edited; dates and amounts are real ones.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from jingwu.dates import day_of, show_when
from jingwu.errors import UsageError
from jingwu.importers.guards import guarded, unguarded
from jingwu.language import pick, t
from jingwu.output.export.columns import Value, measure, values_of
from jingwu.output.export.rows import Rows
from jingwu.output.export.workbook import Formats, open_workbook
from jingwu.output.text import width_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767
"""Characters that a cell holds."""
_MOST_ROWS = 1_048_576
_FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets count a 29 February 1900 that never was."""
_WIDEST = 48
_NO_XML = re.compile("[\ufffe\uffff]")


def write(rows: Rows, file: BinaryIO) -> None:
    """Write one sheet. UsageError when the extra is not installed, or when a sheet cannot hold all."""
    widths = measure(rows)
    places = {heading: place for place, heading in enumerate(widths)}
    with open_workbook(file, rows_in_order=True) as (book, formats):
        sheet = book.add_worksheet(pick("Records", "台账"))
        _begin(sheet, widths, formats)
        number = 0
        for number, row in enumerate(rows, 1):
            for heading, value in values_of(row, masked=rows.masked).items():
                _write_cell(sheet, number, places[heading], value, formats)
        sheet.autofilter(0, 0, number, len(widths) - 1)


def _begin(sheet: "Worksheet", widths: Mapping[str, int], formats: Formats) -> None:
    sheet.freeze_panes(1, 1)
    for place, (heading, width) in enumerate(widths.items()):
        sheet.set_column(place, place, min(max(width, width_of(heading) + 2) + 2, _WIDEST))
        sheet.write_string(0, place, heading, formats.heading)


def _write_cell(sheet: "Worksheet", row: int, place: int, value: Value, formats: Formats) -> None:
    if isinstance(value, date) and _is_exact(value):
        sheet.write_datetime(row, place, value, formats.time if isinstance(value, datetime) else formats.date)
    elif isinstance(value, date):
        sheet.write_string(row, place, show_when(value), formats.text)
    elif isinstance(value, Decimal | int):
        sheet.write_number(row, place, float(value), formats.money if isinstance(value, Decimal) else formats.number)
    else:
        _write_text(sheet, row, place, value, formats)


def _write_text(sheet: "Worksheet", row: int, place: int, text: str, formats: Formats) -> None:
    kept = text if unguarded(text) == text else guarded(text)
    if len(kept) > _LONGEST or row >= _MOST_ROWS:
        raise UsageError(
            t("A sheet holds {rows} rows, a cell {count} characters at most.", rows=_MOST_ROWS, count=_LONGEST),
            hint=t("Write csv or jsonl, or one month at a time: --month."),
        )
    if _NO_XML.search(text):
        raise UsageError(
            t("A record holds a character that no spreadsheet can hold."), hint=t("Write csv or jsonl instead.")
        )
    sheet.write_string(row, place, kept, formats.text if guarded(text) == text else formats.guarded)


def _is_exact(when: date) -> bool:
    """Whether a spreadsheet gives this date back: it does not tell midnight from a day without a time."""
    is_midnight = isinstance(when, datetime) and when.time() == time.min
    return not is_midnight and day_of(when) >= _FIRST_DAY
