"""The sheet of several stations: each figure of their monthly sheets with a column a station, and the sum."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from jingwu.language import listed, pick, t
from jingwu.reports.parts.changes import changed
from jingwu.reports.parts.places import per_residents
from jingwu.reports.table import (
    Cell,
    Change,
    Figure,
    Heading,
    Missing,
    Named,
    Private,
    Rate,
    Sheet,
    Table,
    code_of,
    figures_in,
)

_THEIRS = frozenset({"officers", "busiest"})
"""Tables whose rows are a station's own, people or the first of its places: they have nothing to be added to."""
_SHARES = frozenset({"quiet"})
"""Tables of shares without records of their own, whose n and N are added all the same."""
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
    tables = (*(_table(rows, figures, headings) for rows in names.values()), *_residents(stations, headings))
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
        heading = figure.table.headings[1] if figure.heading.name in _BASES else figure.heading
        if not own and (not heading.derived or figure.table.name in _SHARES):
            yield figure


def _table(rows: Mapping[str, Figure], figures: Sequence[Mapping[str, Figure]], headings: tuple[Heading, ...]) -> Table:
    first = next(iter(rows.values())).table
    return Table(first.name, first.title, headings, tuple(_rows(rows, figures)), first.notes)


def _residents(stations: Sequence[Station], headings: tuple[Heading, ...]) -> tuple[Table, ...]:
    """Cases per 10,000 residents, of all from the sums; nothing where no station says how many live where."""
    known = [_known_residents(station.sheet) for station in stations]
    columns = [_shared(places) for places in (*known, [place for places in known for place in places])]
    if not any(known):
        return ()
    labels = (
        Named(pick("cases there", "其中立案"), "cases"),
        Named(pick("residents", "人口"), "residents"),
        Named(pick("cases per 10,000", "每万人立案"), "per_10000"),
    )
    rows = tuple((label, *cells) for label, *cells in zip(labels, *columns, strict=True))
    note = t("Only areas whose residents the station's settings say.")
    return (Table("residents", t("Cases per 10,000 residents"), headings, rows, (note,)),)


def _known_residents(sheet: Sheet) -> list[tuple[int, int]]:
    """Cases and residents of each area of which both are told."""
    rows = (row for table in sheet.tables if table.name == "areas" for row in table.rows if code_of(row[0]) != _TOTAL)
    found = ((row[1], row[3]) for row in rows if len(row) > _WITH_RESIDENTS)
    return [(cases, residents) for cases, residents in found if isinstance(cases, int) and isinstance(residents, int)]


_WITH_RESIDENTS = 3
"""Cells of a row of areas without them."""


def _shared(places: Sequence[tuple[int, int]]) -> tuple[Cell, ...]:
    """Nothing of a station that does not say how many live where."""
    if not places:
        return None, None, None
    return sum(cases for cases, _ in places), *per_residents(places)


def _rows(rows: Mapping[str, Figure], figures: Sequence[Mapping[str, Figure]]) -> Iterator[tuple[Cell, ...]]:
    totals: dict[str, Amount | Missing] = {}
    for name, figure in rows.items():
        words = Named(pick(" / ", "·").join((str(figure.row[0]), figure.heading.label)), name.partition(".")[2])
        if figure.heading.name in _BASES:
            yield words, *(_change(found, figure) for found in figures), _change_of_all(figure, totals)
        else:
            cells = [_amount(found, figure) for found in figures]
            totals[name] = _sum(cells)
            yield words, *cells, totals[name]


_BASES = {"change": "previous", "year_change": "last_year"}
"""A change's heading to that of what it is a change against; it stands before it."""


def _change(found: Mapping[str, Figure], like: Figure) -> Cell:
    """A station without such a row has nothing to compare with."""
    figure = found.get(like.id)
    return figure.cell if figure is not None else _missing(found, like) or Change(None)


def _change_of_all(figure: Figure, totals: Mapping[str, Amount | Missing]) -> Change | Missing:
    """Of the sums of all stations: no mean of the stations' own changes."""
    row = figure.id.rpartition(".")[0]
    this, then = (totals[f"{row}.{name}"] for name in (figure.table.headings[1].name, _BASES[figure.heading.name]))
    return this if isinstance(this, Missing) else changed(this, then)


def _amount(found: Mapping[str, Figure], like: Figure) -> Amount | Missing:
    """A station without such a row has nothing of it, or its ledger began later."""
    figure = found.get(like.id)
    if figure is not None and isinstance(figure.cell, Amount | Missing):
        return figure.cell
    nothing = like.cell._replace(part=0, whole=0) if isinstance(like.cell, Rate) else 0
    return _missing(found, like) or nothing


def _missing(found: Mapping[str, Figure], like: Figure) -> Missing | None:
    """That a station has no data in the column of a figure, if so."""
    column = f".{like.heading.name}"
    cells = (figure.cell for name, figure in found.items() if name.endswith(column))
    return next((cell for cell in cells if isinstance(cell, Missing)), None)


def _sum(cells: Sequence[Amount | Missing]) -> Amount | Missing:
    """Without the data of one station there is no sum of all."""
    if missing := [cell for cell in cells if isinstance(cell, Missing)]:
        return max(missing)
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
