"""Finds the table among the rows of a file, for titles stand above it and notes below it.

Nothing is left out in silence: what was skipped is said in the notes of the file's `Source`.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice, pairwise, zip_longest
from typing import NamedTuple

from jingwu.importers.forms import is_form
from jingwu.importers.headings import is_counted, known_headings, plain
from jingwu.importers.rows import Asked, Note, Row
from jingwu.importers.surroundings import columns_of_days, is_page, is_title, is_total, may_be_note, tells_day
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
    skipped = [line for line in readable[: found.at] if is_title(line.cells, len(found.names))]
    tell_of_headings(notes, [line.number for line in skipped], found.names, (first.number, last.number))
    trouble = t("The row stands above the headings.")
    for line in window:
        if line.number < first.number and line not in skipped:
            yield Row(line.number, found.names, line.cells, line.trouble or trouble, sheet)
    below = [line for line in window if line.number > last.number]
    titles = [line.cells for line in skipped] + [first.cells] * (found.lines - 1)
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
        is_merged = (at + 1 == best.at and _share(upper, lower)) or (at == best.at and _are_units(lower))
        # Where every cell of the best row is known, two rows have no more than it, unless one of them is wider.
        if is_merged or (best.at - 1 <= at <= best.at and best.known < max(len(upper), len(lower))):
            names = _joined(upper, lower, known)
            count = _count_known(names, known)
            if count > best.known - is_merged:
                best = Headings(at, 2, names, count)
    if best.known >= _SURE:
        return best
    at = next(index for index, cells in enumerate(lines) if _count(cells) * 2 >= widest)
    return Headings(at, 1, _trimmed(lines[at]), best.known if best.at == at else 0)


def _rows(  # noqa: PLR0917 - what is known of the table
    lines: Iterator[Line], names: tuple[str, ...], last: Line, notes: list[Note], sheet: str, titles: list[list[str]]
) -> Iterator[Row]:
    """The rows of the table; rows at the end that may be notes are held back until it is known that they are.

    On paper, `titles` and headings stand on every page.
    """
    width = len(names)
    repeated: list[int] = []
    totals: list[int] = []
    held: list[Row] = []
    blank, before = 0, last.number
    days = columns_of_days(names)
    others = known_headings() - set(map(plain, (*names, *last.cells, *chain(*titles))))
    counted = [index for index, name in enumerate(names) if name and is_counted(name)]
    for line in lines:
        number, cells, trouble = line
        if not trouble and not any(cells):
            continue
        gap, before = max(number - before - 1, 0), number
        blank += gap
        if gap and not trouble and _are_headings(cells, others, days):
            yield from _strangers(chain((line,), lines), names, sheet, number)
            break
        if not trouble:
            if counted and _is_only(cells, counted[0]):  # a form whose rows are numbered before they are filled in
                blank += 1
                continue
            if cells == last.cells or cells in titles or is_page(cells):
                repeated.append(number)
                continue
            if is_total(cells, days):
                totals.append(number)
                continue
            if may_be_note(cells, width, days, apart=bool(gap or held)) and len(held) < _MOST_HELD:
                held.append(_row(line, names, sheet))
                continue
        if held:
            yield from held
            held.clear()
        yield _row(line, names, sheet)
    tell_of_skipped(notes, blank, repeated, totals, [row.number for row in held])


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


def _share(upper: list[str], lower: list[str]) -> bool:
    """Whether a heading stands in both lines, as one that is merged over them does."""
    return any(above and above == below for above, below in zip(upper, lower, strict=False))


def _strangers(lines: Iterator[Line], names: tuple[str, ...], sheet: str, row: int) -> Iterator[Row]:
    """The rows from the headings of another table on, which stand in this row: none of them is one of this table."""
    trouble = t("Another table begins in row {row}: each needs a file or a sheet of its own.", row=row)
    return (Row(line.number, names, line.cells, line.trouble or trouble, sheet) for line in _not_blank(lines))


def _are_headings(cells: list[str], others: frozenset[str], days: list[int]) -> bool:
    """Whether a row holds headings, one of them at least among those of which this table has none."""
    known = _count_known(cells, known_headings())
    return (
        known >= _SURE
        and known * 2 > _count(cells)
        and bool(_count_known(cells, others))
        and not tells_day(cells, days)
    )


def _are_units(cells: list[str]) -> bool:
    """Whether a line below the headings has only what belongs to them: （元）."""
    return all(cell[0] in "(（" and cell[-1] in ")）" for cell in cells if cell)


def _is_only(cells: list[str], index: int) -> bool:
    """Whether a row has a number here, and nothing else."""
    return index < len(cells) and cells[index].isdecimal() and not any(cells[index + 1 :]) and not any(cells[:index])
