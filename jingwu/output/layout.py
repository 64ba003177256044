"""How wide each column of a table may be: the wide column gives way first; figures are never cut."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from jingwu.output.cells import cell_words
from jingwu.output.text import fit, flat, width_of, wrap
from jingwu.reports.table import Cell, Change, Heading, Missing, Private, Rate, Table, dates_told

_LEAST_WIDE = 14
_LEAST_WHOLE = 12
_LONGEST_WORD = 20
_LEAST = 6
"""Cells that a cut column keeps at least, unless the line is too short even for that."""


_FIGURES = (int, Decimal, Rate, Change, Missing)


class Grid(NamedTuple):
    """Columns of a table that fit into a line side by side, as texts."""

    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    right: tuple[bool, ...]
    """Which columns are figures, which stand to the right."""
    whole: tuple[bool, ...]
    """Which columns go on in the next line where others are cut."""
    gap: int
    """Cells between two columns."""
    is_cut: bool
    """Whether some column has less room than it asks for."""

    def lines_of(self, cells: Sequence[str]) -> list[tuple[str, ...]]:
        """A row as lines of texts that fit their columns."""
        if not self.is_cut:
            return [tuple(cells)]
        parts = [
            wrap(cell, width) if whole else [fit(cell, width)]
            for cell, width, whole in zip(cells, self.widths, self.whole, strict=True)
        ]
        return list(zip_longest(*parts, fillvalue=""))


class _Column(NamedTuple):
    label: str
    cells: tuple[str, ...]
    figures: bool
    wide: bool
    fixed: bool
    """Never cut: figures and dates."""
    whole: bool
    natural: int
    """How many cells its widest text takes."""
    least: int = 0
    """How many it keeps where not all columns fit; known only then."""


class Room(NamedTuple):
    """How many cells the columns and the gaps between them may take, and how many of these a gap is."""

    width: int
    gap: int


def grids_of(
    table: Table, wanted: Room, tight: Room, *, nothing: str = "", words: Callable[[Cell], str] = cell_words
) -> Iterable[Grid]:
    """The table's texts in columns that fit into the room `wanted`; into the `tight` one where that spares something.

    What does not fit side by side follows below, each time behind the first column; but a last column that says which
    date each row counts by is left out then, see `dates_left_out`. `nothing` stands for None.
    """
    columns = [_column(table, index, nothing, words) for index in range(len(table.headings))]
    at = _dates_at(table)
    if at is not None and sum(column.natural for column in columns) + tight.gap * (len(columns) - 1) > tight.width:
        del columns[at]
    for room in (wanted, tight):
        if sum(column.natural for column in columns) + room.gap * (len(columns) - 1) <= room.width:
            yield _grid(columns, [column.natural for column in columns], room.gap)
            return
    columns = [column._replace(least=_least(column)) for column in columns]
    width, gap = _room(columns, wanted, tight)
    for group in _groups(columns, width, gap):
        yield _grid(group, _widths(group, width - gap * (len(group) - 1)), gap)


def _grid(columns: Sequence[_Column], widths: Sequence[int], gap: int) -> Grid:
    return Grid(
        tuple(column.label for column in columns),
        tuple(zip(*(column.cells for column in columns), strict=True)),
        tuple(widths),
        tuple(column.figures for column in columns),
        tuple(column.whole for column in columns),
        gap,
        is_cut=any(width < column.natural for width, column in zip(widths, columns, strict=True)),
    )


def dates_left_out(table: Table, grids: Iterable[Grid]) -> tuple[str, ...]:
    """A note for the column that `grids_of` had no room for, if so: which rows count by which date."""
    at = _dates_at(table)
    if at is None or any(table.headings[at].label in grid.labels for grid in grids):
        return ()
    return dates_told((cell_words(row[at]), cell_words(row[0])) for row in table.rows)


def _dates_at(table: Table) -> int | None:
    return len(table.headings) - 1 if table.headings[-1].name == "by" else None


def is_figure(cell: Cell) -> bool:
    """Whether a cell is a number."""
    return type(cell) is int or (isinstance(cell, _FIGURES) and not isinstance(cell, bool))


def is_fixed(heading: Heading, cells: Sequence[Cell]) -> bool:
    """Whether a column is never cut or broken: figures, dates, numbers of records. `cells` without those of nothing."""
    if heading.name == "number":
        return True
    return bool(cells) and (all(map(is_figure, cells)) or all(isinstance(cell, date) for cell in cells))


def text_of(cell: Cell, nothing: str, words: Callable[[Cell], str] = cell_words) -> str:
    """A masked cell in words on one line; `nothing` stands for None. TypeError for one that nobody masked."""
    if type(cell) is int:  # most of a sheet's cells
        return str(cell)
    if isinstance(cell, Private):
        raise TypeError(cell.mask)
    return nothing if cell is None else flat(words(cell))


def _column(table: Table, index: int, nothing: str, words: Callable[[Cell], str]) -> _Column:
    heading = table.headings[index]
    cells = [row[index] for row in table.rows]
    known = [cell for cell in cells if cell is not None]
    figures = bool(known) and all(map(is_figure, known))
    texts = tuple(text_of(cell, nothing, words) for cell in cells)
    label = flat(heading.label)
    natural = max(map(len if "".join((label, *texts)).isascii() else width_of, (label, *texts)))
    return _Column(label, texts, figures, heading.wide, is_fixed(heading, known), heading.whole, natural)


def _least(column: _Column) -> int:
    """In a name that goes on in the next line, no Latin word of usual length is broken; no heading is cut."""
    if column.fixed:
        return column.natural
    least = _LEAST_WIDE if column.wide else max(_LEAST, width_of(column.label))
    if column.whole and not column.wide:
        words = (len(word) for text in (column.label, *column.cells) for word in text.split() if word.isascii())
        least = min(max(_LEAST_WHOLE, *words, 0), _LONGEST_WORD)
    return min(column.natural, least)


def _room(columns: Sequence[_Column], *rooms: Room) -> Room:
    """The first in which nothing follows below, else the first."""
    cells = sum(column.least for column in columns)
    fitting = (room for room in rooms if cells + room.gap * (len(columns) - 1) <= room.width)
    return next(fitting, rooms[0])


def _groups(columns: Sequence[_Column], width: int, gap: int) -> Iterable[list[_Column]]:
    """Columns that fit beside each other at their least."""
    group: list[_Column] = []
    for column in columns:
        if group and sum(each.least + gap for each in group) + column.least > width and group != columns[:1]:
            yield group
            group = [columns[0]]
        group.append(column)
    yield group


def _widths(columns: Sequence[_Column], room: int) -> list[int]:
    widths = [column.natural for column in columns]
    least = [column.least for column in columns]
    for giving in (lambda column: column.wide, lambda column: not column.fixed):
        shrink(widths, least, [index for index, column in enumerate(columns) if giving(column)], room)
    # A line that is too short even for the least: whatever is there is cut.
    shrink(widths, [1] * len(widths), range(len(widths)), room)
    return widths


def shrink(widths: list[int], least: Sequence[int], indexes: Iterable[int], room: int) -> None:
    """Take from the widest of the columns named until all fit, or all are at their least."""
    indexes = list(indexes)
    over = sum(widths) - room
    while over > 0 and (able := [index for index in indexes if widths[index] > least[index]]):
        widest = max(able, key=lambda index: widths[index])
        others = [widths[index] for index in able if widths[index] < widths[widest]]
        step = min(over, max(1, widths[widest] - max([*others, least[widest]])))
        widths[widest] -= step
        over -= step
