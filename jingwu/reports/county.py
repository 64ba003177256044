"""The sheet of several stations: each figure of their monthly sheets with a column a station, and the sum."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from jingwu.language import listed, pick, t
from jingwu.reports.parts.changes import change_of
from jingwu.reports.table import Cell, Change, Figure, Heading, Named, Private, Rate, Sheet, Table, code_of, figures_in

_THEIRS = frozenset({"officers"})
"""Tables whose rows are a station's own people: they have nothing to be added to."""
_TOTAL = "total"

Amount = int | Decimal | Rate


class Station(NamedTuple):
    """A station with its sheet of the month."""

    name: str
    sheet: Sheet
    is_frozen: bool


def county_sheet(title: str, stations: Sequence[Station]) -> Sheet:
    """The sheets side by side; all are of one period. A table at the top says where a sum does not agree."""
    figures = [{figure.id: figure for figure in _added(station.sheet)} for station in stations]
    names: dict[str, dict[str, Figure]] = {}
    for found in figures:
        for name, figure in found.items():
            names.setdefault(figure.table.name, {}).setdefault(name, figure)
    headings = (
        Heading("figure", pick("Figure", "项目"), whole=True),
        *(Heading(station.name, station.name) for station in stations),
        Heading(_TOTAL, pick("all", "合计"), derived=True),
    )
    tables = tuple(_table(rows, figures, headings) for rows in names.values())
    period = stations[0].sheet.period
    notes: tuple[str, ...] = (
        t("Rates of all are the sums of each station's n and N; satisfaction by each one's own formula."),
    )
    open_ = [station.name for station in stations if not station.is_frozen]
    if open_:
        notes += (t("Not frozen yet: {names}.", names=listed(open_)),)
    return Sheet("county", title, (*_warnings(tables, stations), *tables), notes, period=period)


def _added(sheet: Sheet) -> Iterator[Figure]:
    """The figures of a sheet that can be added, and the changes of these; nothing of single people."""
    for figure in figures_in(sheet):
        own = figure.table.name in _THEIRS or isinstance(figure.row[0], Private)
        heading = figure.table.headings[1] if isinstance(figure.cell, Change) else figure.heading
        if not own and not heading.derived and isinstance(figure.cell, Amount | Change):
            yield figure


def _table(rows: Mapping[str, Figure], figures: Sequence[Mapping[str, Figure]], headings: tuple[Heading, ...]) -> Table:
    first = next(iter(rows.values())).table
    return Table(first.name, first.title, headings, tuple(_rows(rows, figures)), first.notes)


def _rows(rows: Mapping[str, Figure], figures: Sequence[Mapping[str, Figure]]) -> Iterator[tuple[Cell, ...]]:
    totals: dict[str, Amount] = {}
    for name, figure in rows.items():
        words = Named(pick(" / ", "·").join((str(figure.row[0]), figure.heading.label)), name.partition(".")[2])
        if isinstance(figure.cell, Change):
            yield words, *(_change(found.get(name)) for found in figures), _change_of_all(figure, totals)
        else:
            cells = [_amount(found.get(name), figure) for found in figures]
            totals[name] = _sum(cells)
            yield words, *cells, totals[name]


_BASES = {"change": "previous", "year_change": "last_year"}
"""A change's heading to that of what it is a change against; it stands before it."""


def _change(figure: Figure | None) -> Change:
    """A station without such a row has nothing to compare with."""
    return figure.cell if figure is not None and isinstance(figure.cell, Change) else Change(None)


def _change_of_all(figure: Figure, totals: Mapping[str, Amount]) -> Change:
    """Of the sums of all stations: no mean of the stations' own changes."""
    row = figure.id.rpartition(".")[0]
    return change_of(totals[f"{row}.{figure.table.headings[1].name}"], totals[f"{row}.{_BASES[figure.heading.name]}"])


def _amount(figure: Figure | None, like: Figure) -> Amount:
    """A station without such a row has nothing of it."""
    if figure is not None and isinstance(figure.cell, Amount):
        return figure.cell
    return like.cell._replace(part=0, whole=0) if isinstance(like.cell, Rate) else 0


def _sum(cells: Sequence[Amount]) -> Amount:
    rates = [cell for cell in cells if isinstance(cell, Rate)]
    if rates:
        parts, wholes = sum(rate.part for rate in rates), sum(rate.whole for rate in rates)
        return rates[0]._replace(part=parts, whole=wholes)
    return sum((cell for cell in cells if isinstance(cell, int | Decimal)), start=0)


def _warnings(tables: Sequence[Table], stations: Sequence[Station]) -> tuple[Table, ...]:
    """Sums that do not agree: the rows of a table with their total, in each station's column and in that of all."""
    names = [*(station.name for station in stations), pick("all", "合计")]
    broken = [(table.title, column, names[place]) for table in tables for column, place in _broken(table)]
    if not broken:
        return ()
    headings = (Heading("table", t("Table")), Heading("figure", pick("Figure", "项目")), Heading("where", t("Where")))
    note = t("Run 'jingwu check' on that ledger before you hand this sheet on.")
    title = t("Warning: the parts do not add up to the total")
    return (Table("warnings", title, headings, tuple(broken), (note,), listing=True),)


def _broken(table: Table) -> Iterator[tuple[str, int]]:
    sums: dict[tuple[str, int], int | Decimal] = {}
    totals: dict[tuple[str, int], int | Decimal] = {}
    for row in table.rows:
        label, _, column = code_of(row[0]).rpartition(".")
        for place, cell in enumerate(row[1:]):
            if isinstance(cell, int | Decimal):
                into = totals if label == _TOTAL else sums
                into[column, place] = into.get((column, place), 0) + cell
    for key, total in totals.items():
        if sums.get(key, 0) != total:
            yield key
