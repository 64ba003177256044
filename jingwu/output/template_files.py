"""Writes templates: a workbook with drop-down lists and notes, or a line of headings in CSV."""

import csv
from codecs import BOM_UTF8
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from jingwu.errors import UsageError
from jingwu.language import pick, t
from jingwu.output.export.workbook import Formats, open_workbook
from jingwu.output.template import Blank, blanks
from jingwu.output.text import width_of
from jingwu.records import NAMES
from jingwu.settings import Settings
from jingwu.store.outside import new_file

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LAST_ROW = 1_048_575
_LEAST_WIDTH = 12
_WIDTHS = {"text": 30, "when": 18}


def write_template(kind: str, settings: Settings, output: str) -> None:
    """Write the template of a kind in a station. UsageError for another suffix than xlsx and csv; StorageFailure."""
    write = {".xlsx": _write_xlsx, ".csv": _write_csv}.get(Path(output).suffix.lower())
    if write is None:
        raise UsageError(t("A template is an xlsx or csv file."), hint=t("Name it for example {file}.", file="a.xlsx"))
    if Path(output).exists():
        raise UsageError(t("{file} exists already; a template is never written over anything.", file=Path(output)))
    with new_file(Path(output)) as file:
        write(blanks(kind, settings), pick(*NAMES[kind]), file)


def _write_csv(columns: Sequence[Blank], _title: str, file: BinaryIO) -> None:
    """The headings, those that are required with a star, as Excel opens them."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(map(_shown, columns))
    file.write(BOM_UTF8 + out.getvalue().encode())


def _write_xlsx(columns: Sequence[Blank], title: str, file: BinaryIO) -> None:
    """A sheet to be filled in, and a hidden one with the lists. UsageError when the extra is not installed."""
    with open_workbook(file, rows_in_order=False) as (book, formats):
        sheet = book.add_worksheet(title)
        lists = _Lists(book)
        sheet.freeze_panes(1, 1)
        for place, blank in enumerate(columns):
            width = max(width_of(_shown(blank)) + 3, _WIDTHS.get(blank.column.type, _LEAST_WIDTH))
            sheet.set_column(place, place, width, _format(blank, formats))
            sheet.write_string(0, place, _shown(blank), formats.required if blank.column.required else formats.heading)
            sheet.write_comment(0, place, blank.note, {"x_scale": 1.6})
            if blank.choices:
                sheet.data_validation(1, place, _LAST_ROW, place, lists.rule(blank))


class _Lists:
    """The lists of a workbook: on a sheet of their own, as a cell's own list holds but 255 characters."""

    def __init__(self, book: "Workbook") -> None:
        self._name = pick("lists", "选项")
        self._sheet: Worksheet = book.add_worksheet(self._name)
        self._sheet.hide()
        self._ranges: dict[tuple[str, ...], str] = {}

    def rule(self, blank: Blank) -> dict[str, object]:
        """The validation of a column's cells."""
        from xlsxwriter.utility import xl_range_abs

        if blank.choices not in self._ranges:
            place = len(self._ranges)
            self._sheet.write_column(0, place, blank.choices)
            where = xl_range_abs(0, place, len(blank.choices) - 1, place)
            self._ranges[blank.choices] = f"='{self._name}'!{where}"
        return {
            "validate": "list",
            "source": self._ranges[blank.choices],
            "error_title": blank.heading[:32],
            "error_message": t("This is not one of the list."),
        }


def _shown(blank: Blank) -> str:
    return f"{blank.heading}*" if blank.column.required else blank.heading


def _format(blank: Blank, formats: Formats) -> "Format":
    by_type = {"when": formats.time, "date": formats.date, "money": formats.money, "integer": formats.number}
    return by_type.get(blank.column.type, formats.text)
