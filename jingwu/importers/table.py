"""Finds the table among the rows of a file, for titles stand above it and notes below it.

Nothing is left out in silence: what was skipped is said in the notes of the file's `Source`.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice, pairwise, zip_longest
from typing import NamedTuple

from jingwu.importers.forms import is_form
from jingwu.importers.headings import is_counted, known_headings, plain
from jingwu.importers.rows import Asked, Row
from jingwu.importers.table_words import no_table, refuse_values, tell_of_headings, tell_of_skipped
from jingwu.language import pick, t

WINDOW = 40
"""So many rows that are not blank may lie above the headings, and are looked at to find them."""
_MOST_HELD = 20
"""So many rows at the end may be notes."""
_LONGEST_HEADING = 60
"""Characters, with what stands in brackets."""
_SURE = 2
"""So many known headings make a row the row of headings."""
_SHOWN = 8
_TOTAL = re.compile(
    r"(?:本[页月季年期])?[合总小累共]\s*计\s*(?:[(（].*[)）])?\s*[:：]?\s*(?:[\d,.]+\s*[起件条户人次元宗个]?)?[。.]?"
    r"|(?:grand |sub)?-?totals?\s*:?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:备?注|说明|附注|填[表报]|制表|审[核批]|复核|签发|负责人|统计|经办|打印|导出|数据来源|单位|联系|日期"
    r"|notes?|remarks?|source|prepared|printed|exported)[^:：]{0,12}[:：]"
    r"|[-—=*※]{2,}|第\s*\d+\s*页|共\s*\d+\s*页|page \d+"
    r"|[(（]?(?:本页|此页|此行)?以下(?:空白|无|为空)|[(（]?(?:本[月周季期]|当月)\w{0,4}无",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"[-—\s(（]*第\s*\d+\s*页[-—\s,，、/()（）]*(?:共\s*\d+\s*页)?[-—\s)）]*|page \d+( of \d+)?", re.IGNORECASE
)
_DAY = re.compile(
    r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}.*|(?:19|20)\d{6}(?:\d{4}|\d{6})?"
    r"|\d{1,2}\s*月\s*\d{1,2}.*|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?:\s.*)?"
)
"""A cell that tells a day, perhaps one that does not exist."""


class Line(NamedTuple):
    """A row of a file before anybody knows what it is."""

    number: int
    cells: list[str]
    trouble: str = ""
    """In words, why the line cannot be read."""


class Headings(NamedTuple):
    """Where the headings of a table stand."""

    at: int
    """The index of their first line."""
    lines: int
    """1, or 2 where groups stand above."""
    names: tuple[str, ...]
    known: int
    """How many of them are known."""

    @property
    def are_sure(self) -> bool:
        """Whether several are known, and all of them: no row of labels and values is so."""
        return _SURE <= self.known == _count(list(self.names))


def read_table(lines: Iterable[Line], asked: Asked, notes: list[str], *, file: str, sheet: str = "") -> Iterator[Row]:
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
    skipped = [line for line in readable[: found.at] if not _is_wide(line.cells, found.names)]
    tell_of_headings(notes, [line.number for line in skipped], found.names, (first.number, last.number))
    trouble = t("The row stands above the headings.")
    for line in window:
        if line.number < first.number and line not in skipped:
            yield Row(line.number, found.names, line.cells, line.trouble or trouble, sheet)
    below = [line for line in window if line.number > last.number]
    titles = [line.cells for line in skipped]
    yield from _rows(chain(below, rest), found.names, last, notes, sheet, titles)


def find_headings(lines: list[list[str]], headings: Collection[str] = ()) -> Headings:
    """The headings among the first rows, none of them blank, of a file.

    Known headings decide; where fewer than two are known, the first row that is about as wide as the table.
    """
    known = known_headings() | frozenset(headings)
    best = Headings(0, 1, (), 0)
    widest = max(map(_count, lines))
    for at, cells in enumerate(lines):
        count = _count_known(cells, known)
        if count > best.known:
            best = Headings(at, 1, _trimmed(cells), count)
            if count == widest:  # no other row can have more
                break
    for at, (upper, lower) in enumerate(pairwise(lines)):
        # Where every cell of the best row is known, two rows have no more than it, unless one of them is wider.
        if best.at - 1 <= at <= best.at and best.known < max(len(upper), len(lower)):
            names = _joined(upper, lower, known)
            count = _count_known(names, known)
            if count > best.known:
                best = Headings(at, 2, names, count)
    if best.known >= _SURE:
        return best
    at = next(index for index, cells in enumerate(lines) if _count(cells) * 2 >= widest)
    return Headings(at, 1, _trimmed(lines[at]), best.known if best.at == at else 0)


def _rows(  # noqa: PLR0917 - what is known of the table
    lines: Iterator[Line], names: tuple[str, ...], last: Line, notes: list[str], sheet: str, titles: list[list[str]]
) -> Iterator[Row]:
    """The rows of the table; rows at the end that may be notes are held back until it is known that they are.

    On paper, `titles` and headings stand on every page.
    """
    width = len(names)
    repeated: list[int] = []
    totals: list[int] = []
    held: list[Row] = []
    blank, before = 0, last.number
    counted = [index for index, name in enumerate(names) if name and is_counted(name)]
    for line in lines:
        number, cells, trouble = line
        if not trouble and not any(cells):
            continue
        gap, before = max(number - before - 1, 0), number
        blank += gap
        if not trouble:
            if counted and _is_only(cells, counted[0]):  # a form whose rows are numbered before they are filled in
                blank += 1
                continue
            if cells == last.cells or cells in titles or _is_page(cells):
                repeated.append(number)
                continue
            if _is_total(cells) and not _tells_day(cells):
                totals.append(number)
                continue
            if _may_be_note(cells, width, apart=bool(gap or held)) and len(held) < _MOST_HELD:
                held.append(_row(line, names, sheet))
                continue
        if held:
            yield from held
            held.clear()
        yield _row(line, names, sheet)
    tell_of_skipped(notes, blank, repeated, totals, [row.number for row in held])


def _is_wide(cells: list[str], names: tuple[str, ...]) -> bool:
    """Whether a row above the headings has so many cells that it may be a record."""
    count = _count(cells)
    return count > 2 and count * 2 > len(names) and not _NOTE.match(next(filter(None, cells)))  # noqa: PLR2004 - no title


def _row(line: Line, names: tuple[str, ...], sheet: str) -> Row:
    number, cells, trouble = line
    count, width = len(cells), len(names)
    if trouble:
        return Row(number, names, cells, trouble, sheet)
    if count < width or (count > width and any(cells[width:])):
        message = t("The row has {cells} cells, the heading has {names}.", cells=count, names=width)
        if count > width and not sheet:
            message += pick(" ", "") + t("A cell that holds the separator stands in quotation marks.")
        return Row(number, names, cells, message, sheet)
    return Row(number, names, cells, "", sheet)


def _not_blank(lines: Iterator[Line]) -> Iterator[Line]:
    return (line for line in lines if line.trouble or any(line.cells))


def _count(cells: list[str]) -> int:
    return len(cells) - cells.count("")


def _count_known(cells: Collection[str], known: frozenset[str]) -> int:
    return len({word for cell in cells if cell and len(cell) <= _LONGEST_HEADING and (word := plain(cell)) in known})


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return tuple(cells)


def _joined(upper: list[str], lower: list[str], known: frozenset[str]) -> tuple[str, ...]:
    """Headings of two lines as one: 甲方 above 姓名 and 电话 makes 甲方姓名 and 甲方电话."""
    names = []
    group = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        group = above or (group if below else "")
        if not below or below == above:
            names.append(above)
        elif plain(group + below) in known or plain(below) not in known:
            names.append(group + below)
        else:
            names.append(below)
    return _trimmed(names)


def _is_total(cells: list[str]) -> bool:
    first = cells[0] or next(filter(None, cells))
    return bool(_TOTAL.fullmatch(first))


def _is_page(cells: list[str]) -> bool:
    return _count(cells) == 1 and bool(_PAGE.fullmatch(next(filter(None, cells))))


def _tells_day(cells: list[str]) -> bool:
    """Whether a cell is a day, as every record has one: the row is no note then, whatever words it begins with."""
    return any(map(_DAY.fullmatch, cells))


def _is_only(cells: list[str], index: int) -> bool:
    """Whether a row has a number here, and nothing else."""
    return index < len(cells) and cells[index].isdecimal() and not any(cells[index + 1 :]) and not any(cells[:index])


def _may_be_note(cells: list[str], width: int, *, apart: bool) -> bool:
    """Whether a row at the end would be no record: a line of its own after a gap, or one that begins like a note."""
    count = _count(cells)
    if width == 1:
        return False
    if count > 1 and count * 2 > width:
        return all(map(_NOTE.match, filter(None, cells)))  # who filled it in, who checked it, and their telephone
    if count == 1 and apart:
        return True
    return bool(_NOTE.match(cells[0] or next(filter(None, cells)))) and (count == 1 or not _tells_day(cells))
