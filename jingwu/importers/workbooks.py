"""Reads spreadsheets (.xlsx, .xls, .ods) through python-calamine, in a process of its own with limits.

Whatever a file does to the library, to memory or to time happens there, and is said here in plain words.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jingwu.errors import BadInput, Problem
from jingwu.importers.archives import Refused, check_archive, survey
from jingwu.importers.background import Exhausted, Limits, work_ahead
from jingwu.importers.forms import is_form
from jingwu.importers.guards import unguarded
from jingwu.importers.heading_rows import find_headings
from jingwu.importers.hidden import Hidden
from jingwu.importers.rows import Asked, Note, Row, Source
from jingwu.importers.table import WINDOW, Line, read_table
from jingwu.language import listed, pick, t
from jingwu.rules.cell_dates import Dated, Numeric, Numeric1904

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_LIMITS = Limits(memory=1 << 30, seconds=40)
_BATCH = 500
_MOST_CELLS = 10_000_000
"""Of rows that are longer than the table, for an error that stands far right."""
_WIDEST = 256
"""Columns of the longest row to which those below it are filled up; what stands further right is in no table."""
_SURE = 2
_SHOWN = 8
_HALF_A_SECOND = timedelta(milliseconds=500)
_LAST = datetime(9999, 12, 31, 23, 59, 59)  # noqa: DTZ001 - what a cell holds has no offset
# Where it is not told from when days count, a number is no date.
_NUMBERS: dict[int, type[str]] = {1900: Numeric, 1904: Numeric1904, 0: str}

Cells = list[Any]


class _Opened(NamedTuple):
    """The sheet that is read, as the other process says it first."""

    name: str
    notes: list[Note]
    epoch: int
    merged: list[int]
    """The first row of each merged cell of several rows."""
    hidden: Hidden | None


def read_workbook(path: Path, asked: Asked) -> Source:
    """The rows of one sheet. BadInput for what is no spreadsheet, is encrypted, or would be too large."""
    try:
        form = check_archive(path)
        import python_calamine  # noqa: F401 - so that it is here when the other process needs it
    except Refused as refused:
        raise _refusal(path, str(refused)) from None
    except ImportError:
        raise _refusal(path, t("Spreadsheets need the extra 'office': pip install 'jingwu[office]'")) from None
    notes: list[Note] = []
    return Source(form, _rows(path, asked, notes), notes)


def _rows(path: Path, asked: Asked, notes: list[Note]) -> Iterator[Row]:
    try:
        answers = work_ahead(lambda: _read(path, asked), _LIMITS)
        opened = next(answers)
        if isinstance(opened, str):
            raise _refusal(path, opened)
        notes += opened.notes
        lines = _lines(answers, _NUMBERS[opened.epoch])
        hidden, names = opened.hidden, None
        for row in read_table(lines, asked, notes, file=path.name, sheet=opened.name):
            if names is None:
                names, first = row.names, row.number
                notes += _told_of_merged(sum(start >= first for start in opened.merged))
            if hidden is not None:
                hidden.count(row.number)
            yield row
        notes += hidden.notes(names or ()) if hidden is not None else []
    except Exhausted:
        raise _refusal(path, _too_large()) from None


def _told_of_merged(count: int) -> list[Note]:
    words = t("Merged cells count for each of their rows, and each row is a record: {count}.", count=count)
    return [Note(words)] if count else []


def _refusal(path: Path, text: str) -> BadInput:
    message, _, hint = text.partition("\n")
    return BadInput([Problem(message, file=path.name, hint=hint)])


def _read(path: Path, asked: Asked) -> Iterator[Any]:
    """In the other process: a refusal in words, or what was opened and then its rows, some at a time."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            sheet, notes = _choose(book, asked)
            facts = survey(path, sheet.name)
            _refuse_vast(facts.errors)
            if facts.shows_unit:
                words = t("Some cells may show their numbers in 万; sums are read as the numbers that they keep.")
                notes.append(Note(words, is_doubt=True))
            if facts.loses_breaks:
                words = t("Tabs and breaks of lines within cells are lost, and the words around them run together.")
                notes.append(Note(words + pick(" ", "") + t("Save it as .xlsx to keep them."), is_doubt=True))
            merged = [area for area in sheet.merged_cell_ranges or facts.merged if area[1][0] > area[0][0]]
            yield _Opened(sheet.name, notes, facts.epoch, [area[0][0] + 1 for area in merged], facts.hidden or None)
            rows = _filled(_placed(sheet, facts.errors), merged)
            while batch := list(islice(rows, _BATCH)):
                yield batch
    except Refused as refused:
        yield str(refused)
    except PasswordError:
        yield t("The file is locked with a password.") + "\n" + t("Save it without one and try again.")
    except (CalamineError, OSError):
        yield t("The spreadsheet is damaged.") + "\n" + t("Open it in Excel or WPS and save it again.")


def _choose(book: "CalamineWorkbook", asked: Asked) -> tuple["CalamineSheet", list[Note]]:
    """The sheet that was asked for, else the first that shows a table; and what there is beside it, in words."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [entry for entry in book.sheets_metadata if entry.typ == SheetTypeEnum.WorkSheet]
    shown = [entry.name for entry in sheets if entry.visible == SheetVisibleEnum.Visible]
    if asked.sheet:
        return book.get_sheet_by_name(_named(asked.sheet, [entry.name for entry in sheets], shown)), []
    first: CalamineSheet | None = None
    for name in shown or [entry.name for entry in sheets]:
        sheet = book.get_sheet_by_name(name)
        window = [[_text(cell, str) for cell in cells] for _, cells in islice(_placed(sheet, {}), WINDOW)]
        if window and _holds_table(window, asked):
            return sheet, _others(name, [entry.name for entry in sheets])
        if window and first is None:
            first = sheet
    if first is None:
        raise Refused(t("The spreadsheet is empty."))
    return first, _others(first.name, [entry.name for entry in sheets])


def _holds_table(window: list[list[str]], asked: Asked) -> bool:
    found = find_headings(window, asked.headings)
    return found.known >= _SURE and (found.are_sure or not is_form(window, found.at, found.known, asked.headings))


def _named(wanted: str, names: list[str], shown: list[str]) -> str:
    for name in names:
        if name.strip().casefold() == wanted.strip().casefold():
            return name
    if wanted.isdecimal() and 1 <= int(wanted) <= len(shown):
        return shown[int(wanted) - 1]
    words = t("Known: {names}.", names=listed(shown[:_SHOWN]))
    if hidden := [name for name in names if name not in shown]:
        words += pick(" ", "") + t("Hidden, to be called by name: {names}.", names=listed(hidden[:_SHOWN]))
    raise Refused(t("There is no such sheet.") + "\n" + words)


def _others(name: str, names: list[str]) -> list[Note]:
    others = [other for other in names if other != name]
    if not others:
        return []
    words = t("The sheet '{name}' was read; others are not: {others}.", name=name, others=listed(others[:_SHOWN]))
    return [Note(words)]


def _placed(sheet: "CalamineSheet", errors: dict[tuple[int, int], str]) -> Iterator[tuple[int, Cells]]:
    """The rows that are not blank, with their numbers; columns count from A.

    python-calamine knows neither errors nor the rows and columns around the table where nothing else stands.
    """
    wrong: dict[int, dict[int, str]] = {}
    for (number, column), error in errors.items():
        wrong.setdefault(number, {})[column] = error
    start = sheet.start
    before: Cells = [""] * start[1] if start else []
    width = 0
    for number, row in enumerate(sheet.iter_rows() if start else (), 1):
        cells = before + row if before else row
        if number in wrong:
            _put(cells, wrong.pop(number))
        if len(cells) < width:
            cells += [""] * (width - len(cells))
        width = len(cells) if len(cells) <= _WIDEST else width
        if any(cell != "" for cell in cells):
            yield number, cells
    for number in sorted(wrong):
        cells = [""] * width
        _put(cells, wrong[number])
        yield number, cells


def _refuse_vast(errors: Collection[tuple[int, int]]) -> None:
    """Refused where errors stand so far right, in so many rows, that these would fill the memory."""
    furthest = dict(sorted(errors))  # of each row the last column
    if sum(furthest.values()) > _MOST_CELLS:
        raise Refused(_too_large())


def _put(cells: Cells, errors: dict[int, str]) -> None:
    cells += [""] * (max(errors) + 1 - len(cells))
    for column, error in errors.items():
        cells[column] = error


def _too_large() -> str:
    message = t("The spreadsheet is too large to be read, or broken: perhaps a cell far right or far down.")
    return message + "\n" + t("Delete the empty rows and columns around the table, or save it as CSV.")


def _filled(rows: Iterator[tuple[int, Cells]], merged: list[Any]) -> Iterator[tuple[int, Cells]]:
    """The rows with the value of a merged cell in each row that it covers."""
    waiting = sorted(merged, reverse=True)
    active: list[tuple[int, int, Any]] = []
    for number, cells in rows:
        active = [entry for entry in active if entry[0] >= number]
        for _, column, value in active:
            if column < len(cells) and cells[column] == "":
                cells[column] = value
        while waiting and waiting[-1][0][0] < number:
            (first, column), (last, _) = waiting.pop()
            if first + 1 == number and column < len(cells):
                active.append((last + 1, column, cells[column]))
        yield number, cells


def _lines(batches: Iterator[Any], number_class: type[str]) -> Iterator[Line]:
    for batch in batches:
        for number, cells in batch:
            yield Line(number, [_text(cell, number_class) for cell in cells])


def _text(cell: object, number_class: type[str]) -> str:
    """A cell as text: a number with the 15 digits that spreadsheets keep, a date in ISO's form."""
    if type(cell) is str:
        text = unguarded(cell.strip())
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return number_class(f"{cell:.15G}")
    if isinstance(cell, datetime):
        if cell.microsecond:  # which is left of counting in days
            cell = min(cell, _LAST) + _HALF_A_SECOND
        return Dated(cell.isoformat(" ", "seconds" if cell.second else "minutes"))
    return Dated(cell.isoformat()) if isinstance(cell, date) else str(cell)
