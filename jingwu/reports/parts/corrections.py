"""What frozen months would print otherwise now: each figure with its difference, and the records behind it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jingwu.dates import Period, read_when
from jingwu.language import pick, t
from jingwu.records.codes import PATROL_MEANS
from jingwu.reports.parts.changes import Amount
from jingwu.reports.table import Cell, Figure, Heading, Named, Private, Rate, Sheet, Table, code_of, figures_in
from jingwu.rules.cohorts import COHORT_PARTS
from jingwu.rules.counting import Figures

MOST_NAMED = 20
"""So many records of a month are named."""


class Correction(NamedTuple):
    """A frozen month (2026-09) whose figures are others now."""

    month: str
    frozen: Figures
    """What was last reported of it."""
    now: Figures


class Touched(NamedTuple):
    """A record that was entered (补录) or changed (更正) for a frozen month."""

    month: str
    number: str
    is_new: bool
    at: str
    """When it was typed: 2026-11-22T09:30:05."""
    by: str


def correction_tables(
    found: Sequence[Correction], touched: Sequence[Touched], sheet_of: Callable[[str, Figures], Sheet]
) -> tuple[Table, ...]:
    """The differences, figure by figure, and the records; `sheet_of` makes the sheet of a month from figures.

    No tables where nothing was corrected.
    """
    if not found:
        return ()
    rows = tuple(row for correction in found for row in _differences(correction, sheet_of))
    headings = (
        Heading("month", pick("Month", "月份")),
        Heading("figure", pick("Figure", "项目"), whole=True),
        Heading("frozen", pick("printed", "原报")),
        Heading("now", pick("now", "现为")),
        Heading("difference", pick("difference", "差额")),
    )
    note = t("Frozen months stay as they were printed; what has changed of them since is said here, once.")
    differences = Table("corrections", t("Late entries and corrections"), headings, rows, (note,), listing=True)
    return (differences, _records(touched)) if touched else (differences,)


def _differences(correction: Correction, sheet_of: Callable[[str, Figures], Sheet]) -> Iterator[tuple[Cell, ...]]:
    before, after = (
        {figure.id: figure for figure in _own(sheet_of(correction.month, figures))}
        for figures in (correction.frozen, correction.now)
    )
    month = Named(Period(correction.month, correction.month).words, correction.month)
    for name, figure in {**before, **after}.items():
        old, new = (_value(figures.get(name), figure) for figures in (before, after))
        if old != new:
            yield month, Named(_words(figure), name), old, new, _difference(old, new)


def _own(sheet: Sheet) -> Iterator[Figure]:
    """The figures that are counted, each once: no sums of rows, no shares of what is, nothing that compares."""
    for figure in figures_in(sheet):
        derived = figure.heading.derived or isinstance(figure.row[0], Private) or _is_repeated(figure)
        if not derived and figure.id.split(".")[-2] != "total" and _is_counted(figure):
            yield figure


def _is_counted(figure: Figure) -> bool:
    """Whether it is counted by itself; of shares, one whose n and N stand nowhere else."""
    return isinstance(figure.cell, int | Decimal) or (isinstance(figure.cell, Rate) and figure.heading.name == _SHARE)


_SHARE = "answered"


def _is_repeated(figure: Figure) -> bool:
    """Whether it stands in another table already: what compares repeats the totals of the tables before it."""
    name, row = figure.table.name, code_of(figure.row[0])
    if figure.heading.name != "month":
        return name in _COMPARING
    return row not in _OWN[name] if name in _OWN else name in _COMPARING or row in _TOTALS.get(name, ())


_COMPARING = frozenset({"compared", "busiest"})
_OWN = {
    "work": frozenset({"lead_persons"}),
    "contact": frozenset({"patrols", *(f"patrol_{code}" for code in PATROL_MEANS)}),
}
"""Tables that compare to those of their rows that stand nowhere else."""
_TOTALS = {
    "mediation": frozenset({"found", *COHORT_PARTS}),
    "solving": frozenset(
        {"filed", "preventable", "solved", "solved_48h", "caught", "told", "loss", "recovered", "returned"}
    ),
}


def _words(figure: Figure) -> str:
    return pick(" / ", "·").join((figure.table.title, str(figure.row[0]), figure.heading.label))


def _value(figure: Figure | None, like: Figure) -> Amount:
    """A row that stands in one of the sheets only counts nothing in the other."""
    if figure is not None and isinstance(figure.cell, Amount):
        return figure.cell
    return Rate(0, 0) if isinstance(like.cell, Rate) else 0


def _difference(old: Amount, new: Amount) -> str:
    """What must be added to the old figure; of a share, to its n and its N: +1/+1."""
    if isinstance(old, Rate) and isinstance(new, Rate):
        return f"{new.part - old.part:+}/{new.whole - old.whole:+}"
    return "" if isinstance(old, Rate) or isinstance(new, Rate) else f"{new - old:+}"


def _records(touched: Iterable[Touched]) -> Table:
    months: dict[str, list[Touched]] = {}
    for record in touched:
        months.setdefault(record.month, []).append(record)
    headings = (
        Heading("month", pick("Month", "月份")),
        Heading("number", t("Number")),
        Heading("what", pick("What", "事由")),
        Heading("entered_at", t("Entered")),
        Heading("by", pick("By", "录入人")),
    )
    rows = tuple(_record(record) for records in months.values() for record in records[:MOST_NAMED])
    notes = tuple(
        t("{month}: {count} more records.", month=month, count=len(records) - MOST_NAMED)
        for month, records in months.items()
        if len(records) > MOST_NAMED
    )
    return Table("corrected_records", t("The records behind it"), headings, rows, notes, listing=True)


def _record(record: Touched) -> tuple[Cell, ...]:
    what = Named(pick("entered", "补录"), "entered") if record.is_new else Named(pick("corrected", "更正"), "corrected")
    month = Named(Period(record.month, record.month).words, record.month)
    return month, record.number, what, read_when(record.at[: len("2026-11-22T09:30")]), record.by
