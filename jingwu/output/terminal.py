"""Views on a terminal, through rich: as Text objects only, because markup in a record's text would be obeyed."""

from collections.abc import Iterable
from io import StringIO
from typing import Any

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from jingwu.language import t
from jingwu.output.cells import cell_words
from jingwu.output.layout import Grid, Room, dates_left_out, grids_of
from jingwu.output.text import fit, visible, wrap
from jingwu.output.views import Details, Frame, Section, View
from jingwu.reports.table import Cell, Change, Sheet, Table

_STYLES = {"overdue": "bold red", "": ""}
_LATE = frozenset({"overdue", "days_over"})
"""Columns in which a figure above zero says that something is late."""


def write(view: View, frame: Frame) -> str:
    """The view as rich draws it, with escape sequences for colours when `frame.colour`."""
    out = StringIO()
    console = Console(
        file=out,
        width=frame.width,
        height=100,  # rich would otherwise ask the terminal, and fall back to 80 columns
        force_terminal=frame.colour,
        color_system="standard" if frame.colour else None,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(_drawn(view, frame))
    return out.getvalue()


def _drawn(view: View, frame: Frame) -> RenderableType:
    if isinstance(view, Table):
        return Group(*_table(view, frame))
    return Group(*(_sheet(view, frame) if isinstance(view, Sheet) else _details(view, frame)))


def _sheet(sheet: Sheet, frame: Frame) -> Iterable[RenderableType]:
    from jingwu.output.heads import foot_lines, head_lines, numbered

    yield Text("\n".join(head_lines(sheet, frame.width)), style="bold")
    for table in numbered(sheet):
        yield Text("")
        yield from _table(table, frame, nothing="-")
    yield from _notes(sheet.notes, frame)
    if foot := foot_lines(sheet, frame.width):
        yield Text("\n".join(["", *foot]), style="dim")


def _table(table: Table, frame: Frame, *, nothing: str = "") -> Iterable[RenderableType]:
    if table.title:
        yield _title(table.title, frame)
    if not table.rows:
        yield Text(t("(none)"))
    late = [index for index, heading in enumerate(table.headings) if heading.name in _LATE]
    marks = [_mark(row[index] for index in late) for row in table.rows]
    rooms = Room(frame.width, _GAP), Room(frame.width, 1)
    words = _marked if frame.utf8 else cell_words
    grids = list(grids_of(table, *rooms, nothing=nothing, words=words)) if table.rows else []
    bars = _bars(table, grids[0], frame) if len(grids) == 1 else []
    for grid in grids:
        yield _grid(grid, marks, bars, frame)
    yield from _notes((*dates_left_out(table, grids), *table.notes), frame)


def _marked(cell: Cell) -> str:
    """A cell in words, a change with a mark that the eye finds before it reads."""
    words = cell_words(cell)
    if isinstance(cell, Change) and cell.amount:
        return f"{'▲' if cell.amount > 0 else '▼'} {words}"
    return words


def _bars(table: Table, grid: Grid, frame: Frame) -> list[str]:
    """A bar for each row of a table that may be drawn, where the line has room for it."""
    if not table.chart:
        return []
    from jingwu.output.charts import chart_of

    chart = chart_of(table)
    room = frame.width - sum(grid.widths) - grid.gap * len(grid.widths)
    if chart is None or chart.kind == "hours" or room < _SHORTEST:
        return []
    values = chart.series[0].values
    bars = [""] * len(table.rows)
    for row, value in zip(chart.rows, values, strict=True):
        cells = max(value, 0) / (max(values) or 1) * min(room, _LONGEST)
        bars[row] = _bar(cells) if frame.utf8 else "#" * round(cells)
    return bars


def _bar(cells: float) -> str:
    """Full cells, and an eighth part of one or more behind them."""
    whole, part = divmod(round(cells * 8), 8)
    return "█" * whole + ("▏▎▍▌▋▊▉"[part - 1] if part else "")


_SHORTEST, _LONGEST = 8, 40
"""Cells of the room for bars, and of the longest bar."""


def _grid(grid: Grid, marks: list[str], bars: list[str], frame: Frame) -> RichTable:
    drawn = RichTable(
        box=box.SIMPLE_HEAD if frame.utf8 else box.ASCII,
        show_edge=False,
        pad_edge=False,
        padding=(0, grid.gap - 1, 0, 0),
        header_style="bold",
    )
    for label, width, right in zip(grid.labels, grid.widths, grid.right, strict=True):
        drawn.add_column(Text(fit(label, width)), width=width, no_wrap=True, justify="right" if right else "left")
    if bars:
        drawn.add_column("", no_wrap=True)
    for place, (cells, mark) in enumerate(zip(grid.rows, marks, strict=True)):
        bar = bars[place : place + 1]
        for line in grid.lines_of(cells):
            drawn.add_row(*map(Text, line), *map(Text, bar), style=_STYLES[mark])
            bar = []
    return drawn


_GAP = 2
"""Cells between two columns: the padding and the box's."""


def _mark(cells: Iterable[Any]) -> str:
    late = (isinstance(cell, int) and cell > 0 for cell in cells)
    return "overdue" if any(late) else ""


def _details(details: Details, frame: Frame) -> Iterable[RenderableType]:
    yield _title(details.title, frame)
    for section in details.sections:
        yield Text("")
        if section.title:
            yield _title(section.title, frame)
        yield Padding(_section(section, frame), (0, 0, 0, 2))


def _section(section: Section, frame: Frame) -> RichTable:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    grid.add_column(max_width=frame.width // 2, style="dim", no_wrap=True, overflow="ellipsis")
    grid.add_column(overflow="fold")
    for line in section.lines:
        grid.add_row(Text(visible(line.label)), Text(visible(line.text, lines=True), style=_STYLES[line.mark]))
    return grid


def _title(text: str, frame: Frame) -> Text:
    return Text("\n".join(wrap(visible(text), frame.width)), style="bold")


def _notes(notes: tuple[str, ...], frame: Frame) -> Iterable[Text]:
    return (Text("\n".join(wrap(visible(note, lines=True), frame.width)), style="dim") for note in notes)
