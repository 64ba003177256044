"""Views as plain text in aligned columns, with rules or frames: for pipes, files, cron and simple terminals."""

from collections.abc import Iterable
from typing import NamedTuple

from jingwu.language import t
from jingwu.output.layout import Grid, Room, dates_left_out, grids_of
from jingwu.output.text import fit, flat, pad, placed, visible, width_of, wrap
from jingwu.output.views import Details, Frame, Section, View
from jingwu.reports.table import Sheet, Table

_INDENT = 2
_GAP = "  "


_Rule = tuple[str, str, str, str]
"""A line across a table: its left end, what it is drawn with, where it crosses a gap, its right end."""


class _Lines(NamedTuple):
    """What a table is drawn with: between two cells, at both sides, above and below the headings, below the rows."""

    between: str
    side: str
    above: _Rule | None
    below: _Rule
    end: _Rule | None


_DASHES = ("+", "-", "+", "+")
BORDERS = {
    "none": _Lines(" ", "", None, ("", "-", " ", ""), None),
    "ascii": _Lines("|", "|", _DASHES, _DASHES, _DASHES),
    "box": _Lines("│", "│", ("┌", "─", "┬", "┐"), ("├", "─", "┼", "┤"), ("└", "─", "┴", "┘")),
}
"""The names of what stands around the cells of a table."""


def write(view: View, frame: Frame) -> str:
    """A table, a sheet or details in lines of at most `frame.width` cells."""
    return "\n".join(_lines(view, frame)) + "\n"


def _lines(view: View, frame: Frame) -> Iterable[str]:
    if isinstance(view, Table):
        return _table(view, frame)
    return _sheet(view, frame) if isinstance(view, Sheet) else _details(view, frame.width)


def _sheet(sheet: Sheet, frame: Frame) -> Iterable[str]:
    from jingwu.output.heads import foot_lines, head_lines, numbered

    yield from head_lines(sheet, frame.width)
    for table in numbered(sheet):
        yield ""
        yield from _table(table, frame, nothing="-")
    if sheet.notes:
        yield ""
    yield from _notes(sheet.notes, frame.width)
    if foot := foot_lines(sheet, frame.width):
        yield ""
        yield from foot


def _table(table: Table, frame: Frame, *, nothing: str = "") -> Iterable[str]:
    lines = BORDERS[frame.borders]
    if table.title:
        yield from wrap(visible(table.title), frame.width)
    grids = list(grids_of(table, *_rooms(frame.width, lines), nothing=nothing)) if table.rows else []
    for grid in grids:
        yield from _grid(grid, lines)
    if not table.rows:
        yield t("(none)")
    yield from _notes((*dates_left_out(table, grids), *table.notes), frame.width)


def _rooms(width: int, lines: _Lines) -> tuple[Room, Room]:
    """With a space on both sides of each cell, or none; the sides of a frame take two cells, and their spaces two."""
    return (Room(width - 4, 3), Room(width - 2, 1)) if lines.side else (Room(width, 2), Room(width, 1))


def _grid(grid: Grid, lines: _Lines) -> Iterable[str]:
    space = " " * (grid.gap // 2) if lines.side else ""

    def line(cells: Iterable[str]) -> str:
        columns = zip(cells, grid.widths, grid.right, strict=True)
        texts = [placed(cell, width, right=right) for cell, width, right in columns]
        return (lines.side + space + lines.between.center(grid.gap).join(texts) + space + lines.side).rstrip()

    if lines.above:
        yield _rule(lines.above, grid, len(space))
    yield line(grid.labels)
    yield _rule(lines.below, grid, len(space))
    for row in grid.rows:
        yield from map(line, grid.lines_of(row))
    if lines.end:
        yield _rule(lines.end, grid, len(space))


def _rule(rule: _Rule, grid: Grid, space: int) -> str:
    left, line, crossing, right = rule
    between = crossing.center(grid.gap, line if left else " ")
    ends = line * space
    return left + ends + between.join(line * width for width in grid.widths) + ends + right


def _details(details: Details, width: int) -> Iterable[str]:
    yield from wrap(visible(details.title), width)
    for section in details.sections:
        yield ""
        yield from _section(section, width)


def _section(section: Section, width: int) -> Iterable[str]:
    if section.title:
        yield from wrap(visible(section.title), width)
    labels = [fit(flat(line.label), width // 2) for line in section.lines]
    room = max(map(width_of, labels), default=0)
    for label, line in zip(labels, section.lines, strict=True):
        first, *rest = wrap(visible(line.text, lines=True), width - _INDENT - room - len(_GAP))
        yield (" " * _INDENT + pad(label, room) + _GAP + first).rstrip()
        for more in rest:
            yield (" " * (_INDENT + room) + _GAP + more).rstrip()


def _notes(notes: tuple[str, ...], width: int) -> Iterable[str]:
    for note in notes:
        yield from wrap(visible(note, lines=True), width)
