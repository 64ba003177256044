"""Views as plain text in aligned columns of ASCII rules: for pipes, files, cron and simple terminals."""

from collections.abc import Iterable

from jingwu.language import t
from jingwu.output.layout import Grid, grids_of
from jingwu.output.text import fit, flat, pad, visible, width_of, wrap
from jingwu.output.views import Details, Frame, Section, View
from jingwu.reports.table import Sheet, Table

_INDENT = 2
_GAP = "  "


def write(view: View, frame: Frame) -> str:
    """A table, a sheet or details in lines of at most `frame.width` cells."""
    return "\n".join(_lines(view, frame.width)) + "\n"


def _lines(view: View, width: int) -> Iterable[str]:
    if isinstance(view, Table):
        return _table(view, width)
    return _sheet(view, width) if isinstance(view, Sheet) else _details(view, width)


def _sheet(sheet: Sheet, width: int) -> Iterable[str]:
    yield from wrap(visible(sheet.title), width)
    for table in sheet.tables:
        yield ""
        yield from _table(table, width, nothing="-")
    if sheet.notes:
        yield ""
    yield from _notes(sheet.notes, width)


def _table(table: Table, width: int, *, nothing: str = "") -> Iterable[str]:
    if table.title:
        yield from wrap(visible(table.title), width)
    if table.rows:
        for grid in grids_of(table, width, gap=len(_GAP), nothing=nothing):
            yield from _grid(grid)
    else:
        yield t("(none)")
    yield from _notes(table.notes, width)


def _grid(grid: Grid) -> Iterable[str]:
    def line(cells: Iterable[str]) -> str:
        columns = zip(cells, grid.widths, grid.right, strict=True)
        return _GAP.join(pad(fit(cell, width), width, right=right) for cell, width, right in columns).rstrip()

    yield line(grid.labels)
    yield _GAP.join("-" * width for width in grid.widths)
    for row in grid.rows:
        yield from map(line, grid.lines_of(row))


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
