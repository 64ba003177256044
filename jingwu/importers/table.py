"""Finds the table among the rows of a file, for titles stand above it and notes below it.

Nothing is left out in silence: what was skipped is said in the notes of the file's `Source`.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Literal, NamedTuple

from jingwu.errors import Problem
from jingwu.importers.dated_footers import Footer, footer_of
from jingwu.importers.forms import is_form
from jingwu.importers.heading_rows import Headings, are_headings, find_headings, trimmed
from jingwu.importers.headings import is_counted, is_of_rejects, is_summary, plain
from jingwu.importers.rows import Asked, Names, Note, Row
from jingwu.importers.surroundings import (
    columns_of_days,
    continues_note,
    is_page,
    is_title,
    is_total,
    may_be_note,
    tells_day,
)
from jingwu.importers.table_words import no_table, refuse_values, tell_of_headings, tell_of_skipped
from jingwu.language import pick, t
from jingwu.rules.cell_text import NOT_CALCULATED, no_result, shows_error

WINDOW = 40
"""So many rows that are not blank may lie above the headings, and are looked at to find them."""
_MOST_HELD = 20
"""So many rows at the end may be notes."""


class Line(NamedTuple):
    """A row of a file before anybody knows what it is."""

    number: int
    cells: list[str]
    trouble: str = ""
    """In words, why the line cannot be read."""


def read_table(lines: Iterable[Line], asked: Asked, notes: list[Note], *, file: str, sheet: str = "") -> Iterator[Row]:
    """The rows below the headings; `notes` is told what was skipped, the last of it at the end.

    BadInput, which names `file`, for a form of one record, or a table that lies on its side.
    """
    rest = iter(lines)
    window = list(islice(_not_blank(rest), WINDOW))
    readable = [line for line in window if not line.trouble]
    if not readable:
        empty = Line(1, [], t("The file is empty: it has not even headings."))
        yield from (Row(line.number, (), line.cells, line.trouble, sheet) for line in window or [empty])
        return
    found = find_headings([line.cells for line in readable], asked.headings)
    if not found.are_sure and is_form([line.cells for line in readable], found.at, found.known, asked.headings):
        raise no_table(f"{file}[{sheet}]" if sheet else file)
    first, last = readable[found.at], readable[found.at + found.lines - 1]
    if not found.known and last is window[-1] and len(window) < WINDOW:  # a row, and a script forgot the headings
        trouble = t("There are no headings: nothing in this row is one, and no row follows.")
        yield Row(first.number, found.names, first.cells, trouble, sheet)
        return
    if not found.known and not asked.headless:
        refuse_values(first.number, found.names, f"{file}[{sheet}]" if sheet else file)
    # Another table may stand above: its headings and its rows are no titles.
    other = next((at for at in range(found.at - 1) if are_headings(readable[at].cells)), found.at)
    skipped = [line for line in readable[:other] if is_title(line.cells, len(found.names))]
    tell_of_headings(notes, [line.number for line in skipped], found.names, (first.number, last.number))
    trouble = t("The row stands above the headings.") + pick(" ", "") + t("If it is no record, take the row out.")
    for line in window:
        if line.number < first.number and line not in skipped:
            yield Row(line.number, found.names, line.cells, line.trouble or trouble, sheet)
    below = [line for line in window if line.number > last.number]
    titles = [line.cells for line in skipped]
    headings = [line.cells for line in readable[found.at : found.at + found.lines]]
    names = Names.at(found.names, _rows_of(found, first, last))
    yield from _rows(chain(below, rest), names, last.number, notes, sheet, headings, titles)


def _rows(  # noqa: PLR0917 - what is known of the table
    lines: Iterator[Line],
    names: tuple[str, ...],
    before: int,
    notes: list[Note],
    sheet: str,
    headings: list[list[str]],
    titles: list[list[str]],
) -> Iterator[Row]:
    """The rows of the table; rows at the end that may be notes are held back until it is known that they are.

    The last row `before` them is that of the `headings`. On paper, `titles` and headings stand on every page.
    """
    width = max(map(len, headings))
    judge = _Judge(names, columns_of_days(names), [list(names), *headings], titles)
    skipped: dict[str, list[int]] = {"blank": [], "repeated": [], "total": []}
    signed: dict[int, list[str]] = {}
    titled: dict[int, list[str]] = {}
    held: list[Line] = []
    blank = 0
    for line in lines:
        number, cells, trouble = line
        if not trouble and not any(cells):
            continue
        gap, before = max(number - before - 1, 0), number
        blank += gap
        sort = "" if trouble else judge.sort(cells, is_apart=gap > 0, follows_note=bool(held))
        if sort in skipped:
            skipped[sort].append(number)
            if held and judge.goes_on(held[-1], cells):
                title = held.pop()
                titled[title.number] = title.cells
        elif sort == "headings":
            yield from _strangers(chain(held, (line,), lines), names, sheet, number)
            held.clear()
        elif sort == "doubt":
            yield Row(number, names, cells, _no_matter(), sheet)
        elif sort == "signature":
            signed[number] = cells if len(signed) < _MOST_HELD else []
        elif sort in {"note", "label"} and len(held) < _MOST_HELD:
            held.append(line._replace(trouble=_no_matter()) if sort == "label" else line)
        else:
            yield from (_row(note, names, sheet, width) for note in held)
            held.clear()
            yield _row(line, names, sheet, width)
    blank += len(skipped["blank"])
    below = signed | {note.number: note.cells for note in held}
    tell_of_skipped(notes, blank, skipped, titled, dict(sorted(below.items())))


class _Judge:
    """Says of the rows below the headings which are no records."""

    def __init__(
        self, names: tuple[str, ...], days: list[int], headings: list[list[str]], titles: list[list[str]]
    ) -> None:
        """`days` are the columns in which a record tells its days; a printout repeats `headings` and `titles`."""
        self._width = len(names)
        self._days = days
        self._headings = headings
        self._title_places = {place for row in titles if (place := _place_of_only(row)) >= 0}
        again = self._again = headings + titles
        counted = [index for index, name in enumerate(names) if name and is_counted(name)]
        self._reasons = [index for index in counted if is_of_rejects(names[index])]
        self._counted = next((index for index in counted if index not in self._reasons), None)
        self._told = [index for index, name in enumerate(names) if name and is_summary(name)]
        self._begins = {plain(cell) for row in again if (cell := next(filter(None, row), ""))}

    def sort(self, cells: list[str], *, is_apart: bool, follows_note: bool) -> str:
        """blank, repeated, total, signature, headings (of another table), doubt; if none follows, note or label; ''."""
        counted = self._counted
        if counted is not None and _is_only(cells, counted):  # a form is numbered before it is filled in
            return "blank"
        is_single = len(cells) - cells.count("") == 1
        is_again = cells in self._again or (not cells[-1] and list(trimmed(cells)) in self._again)
        if (is_again and not any(map(shows_error, cells))) or (is_single and is_page(cells)):
            return "repeated"
        if not is_single and tells_day(cells, self._days):
            return self._sort_of_dated(cells)
        return self._sort_of_undated(cells, is_apart=is_apart, follows_note=follows_note)

    def goes_on(self, above: Line, cells: list[str]) -> bool:
        """Whether these are the headings once more, below another title that stands where the first one does."""
        place = _place_of_only(above.cells)
        if above.trouble or place not in self._title_places or _SENTENCE.search(above.cells[place]):
            return False
        return any(trimmed(cells) == trimmed(row) for row in self._headings)

    def _sort_of_undated(self, cells: list[str], *, is_apart: bool, follows_note: bool) -> str:
        if self._repeats(cells):
            return "repeated"
        if are_headings(cells):
            return "headings"
        if is_total(cells, self._days):
            return "total"
        is_apart = is_apart or (follows_note and continues_note(cells))
        return "note" if may_be_note(cells, self._width, self._days, apart=is_apart) else ""

    def _sort_of_dated(self, cells: list[str]) -> Footer | Literal["label"]:
        """'label', where one stands among the numbers of the rows, or as `footer_of`: '' for nearly all."""
        if self._reasons:
            cells = ["" if index in self._reasons else cell for index, cell in enumerate(cells)]
        sort = footer_of(cells, self._told)
        if sort != "doubt" or self._counted is None:
            return sort
        number = "".join(cells[self._counted : self._counted + 1])
        return "label" if number and not number.isdecimal() else "doubt"

    def _repeats(self, cells: list[str]) -> bool:
        """Whether these are the table's own headings, written in another way."""
        if plain(next(filter(None, cells))) not in self._begins:
            return False
        words = [plain(cell) for cell in trimmed(cells)]
        if any(map(shows_error, cells)):  # which may stand for anything
            return False
        return any(words == list(map(plain, trimmed(again))) for again in self._again)


_SENTENCE = re.compile("[,，;；。]")


def _place_of_only(cells: list[str]) -> int:
    """The place of the only cell of a row that holds something; -1 where there are more."""
    return next(place for place, cell in enumerate(cells) if cell) if len(cells) - cells.count("") == 1 else -1


def _rows_of(found: Headings, first: Line, last: Line) -> Iterator[int]:
    """The row in which each heading stands: the lower one, unless it has nothing there."""
    lower = [*last.cells, *[""] * len(found.names)]
    return (last.number if cell else first.number for cell, _ in zip(lower, found.names, strict=False))


def _no_matter() -> str:
    message = t("This looks like a total or a signature, not like a matter.")
    return message + pick(" ", "") + t("Take the row out, or say more in it.")


def _row(line: Line, names: tuple[str, ...], sheet: str, width: int) -> Row:
    """A row as it stands; `width` is that of the line of headings, also where the last of them are blank."""
    number, cells, trouble = line
    count, named = len(cells), len(names)
    if trouble:
        return Row(number, names, cells, trouble, sheet)
    if count < named:
        trouble = _other_width(count, named) + t("If it is no record, take the row out.")
    elif count > width and not sheet and any(cells[named:]):
        trouble = _other_width(count, named) + t("A cell that holds the separator stands in quotation marks.")
    return Row(number, names, cells, trouble, sheet)


def unnamed(row: Row) -> list[Problem]:
    """What is wrong with a row that has more than there are headings: the first of its cells beside them."""
    cells, at = row.cells, len(row.names)
    while at < len(cells) and not cells[at]:
        at += 1
    if at == len(cells):
        return []
    message = t("Column {number} has data but no heading.", number=at + 1)
    if cells[at] == NOT_CALCULATED:
        return [Problem(message + pick(" ", "") + no_result(), code="unknown_column")]
    return [Problem(message, hint=t("Give it a heading, or empty its cells."), code="unknown_column")]


def _other_width(cells: int, names: int) -> str:
    return t("The row has {cells} cells, the heading has {names}.", cells=cells, names=names) + pick(" ", "")


def _not_blank(lines: Iterator[Line]) -> Iterator[Line]:
    return (line for line in lines if line.trouble or any(line.cells))


def _strangers(lines: Iterator[Line], names: tuple[str, ...], sheet: str, row: int) -> Iterator[Row]:
    """The rows from the headings of another table on, which stand in this row: none of them is one of this table."""
    trouble = t("Another table begins in row {row}: each needs a file or a sheet of its own.", row=row)
    return (Row(line.number, names, line.cells, line.trouble or trouble, sheet) for line in _not_blank(lines))


def _is_only(cells: list[str], index: int) -> bool:
    """Whether a row has a number here, and nothing else."""
    return index < len(cells) and cells[index].isdecimal() and not any(cells[index + 1 :]) and not any(cells[:index])
