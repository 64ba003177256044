"""The list of what is overdue, and of what soon will be."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from jingwu.dates import When, last_day, month_of
from jingwu.language import t
from jingwu.reports.due import Due, days_cell, estimate_notes, with_states
from jingwu.reports.table import Cell, Heading, Named, Sheet, Table
from jingwu.rules.cards import Card
from jingwu.rules.clocks import clock_name, is_overdue, state_of, was_overdue


def overdue_table(
    cards: Sequence[Card],
    *,
    now: datetime,
    warning_days: int,
    within: int = 0,
    clock: str = "",
    sort: str = "due",
    full: bool = False,
) -> Table:
    """What is overdue at `now`, the longest first; behind it what falls due `within` so many days, if asked for.

    `clock` narrows it to one clock by its full name; `sort` is due, officer or area. The notes count both, and
    what falls due within `warning_days` where it is not listed. `full` adds what programs read besides.
    """
    band = within or warning_days
    running = [
        (Due(card, each), state_of(each, now, band))
        for card in cards
        for each in card.clocks
        if each.stopped is None and (not clock or each.name == clock)
    ]
    late = sorted((due for due, state in running if state == "overdue"), key=_SORTS[sort])
    soon = sorted((due for due, state in running if state == "due_soon"), key=_SORTS[sort])
    title = t("Overdue: {count}", count=len(late))
    if within:
        title = t("Overdue: {count}; due within {days} days: {soon}", count=len(late), days=within, soon=len(soon))
    listed_ = [*late, *soon] if within else late
    dues = sorted(listed_, key=_SORTS[sort]) if sort != "due" else listed_
    table = _table(title, dues, now)
    if full:
        table = with_states(table, dues, now=now, warning_days=warning_days)
    return table._replace(notes=(*table.notes, *_footer(late, soon, 0 if within else band)))


def grouped(table: Table, by: str) -> Sheet:
    """The table parted by the column `by` (officer, area), each part with its own count."""
    index = next(index for index, heading in enumerate(table.headings) if heading.name == by)
    parts: dict[str, list[tuple[Cell, ...]]] = {}
    for row in table.rows:
        parts.setdefault(str(row[index] or t("(nobody)")), []).append(row)
    headings = tuple(heading for heading in table.headings if heading.name != by)
    tables = tuple(
        Table(name, t("{name}: {count}", name=name, count=len(rows)), headings, tuple(map(_without(index), rows)))
        for name, rows in parts.items()
    )
    return Sheet(table.name, table.title, tables, table.notes)


def _without(index: int) -> Callable[[tuple[Cell, ...]], tuple[Cell, ...]]:
    return lambda row: (*row[:index], *row[index + 1 :])


def _footer(late: Sequence[Due], soon: Sequence[Due], band: int) -> tuple[str, ...]:
    """How many clocks on how many records, and what falls due within `band` days but is not listed."""
    notes = []
    if late:
        records = len({due.card.number for due in late})
        notes.append(t("{count} time limit(s) of {records} record(s) are overdue.", count=len(late), records=records))
    if soon and band:
        notes.append(t("{count} more fall due within {days} days (--within {days}).", count=len(soon), days=band))
    return tuple(notes)


def overdue_at_end(cards: Sequence[Card], month: str, *, now: datetime, missing: int) -> Table:
    """What was overdue when a month (2026-10) ended, or is now while it lasts, as far as it is not finished yet.

    `missing` is how many records were overdue then and are done now: the note says that they are not listed.
    """
    lasting = month == month_of(now)
    late = [
        Due(card, clock)
        for card in cards
        for clock in card.clocks
        if (is_overdue(clock, now) if lasting else was_overdue(clock, month))
    ]
    title = t("Overdue at the month's end: {count}", count=len(late))
    table = _table(title, sorted(late, key=Due.order), now if lasting else last_day(month), ended=not lasting)
    if not missing:
        return table
    note = t("{count} more were overdue then and are done now; they are not listed.", count=missing)
    return table._replace(notes=(*table.notes, note))


_SORTS: Mapping[str, Callable[[Due], tuple[object, ...]]] = {
    "due": Due.order,
    "officer": lambda due: (due.card.officer or "", *due.order()),
    "area": lambda due: (due.card.area or "", *due.order()),
}
SORTS = tuple(_SORTS)
"""What a list may be sorted by."""


def _table(title: str, dues: Iterable[Due], at: When, *, ended: bool = False) -> Table:
    headings = (
        Heading("number", t("Number")),
        Heading("clock", t("Limit"), whole=True),
        Heading("due", t("Due")),
        Heading("days_over", t("Days"), whole=True),
        Heading("officer", t("Officer")),
        Heading("area", t("Area")),
        Heading("summary", t("Summary"), wide=True),
    )
    dues = list(dues)
    rows = tuple(_row(due, at, ended=ended) for due in dues)
    return Table("overdue", title, headings, rows, estimate_notes(dues), listing=True)


def _row(due: Due, at: When, *, ended: bool) -> tuple[Cell, ...]:
    card, clock = due
    name = Named(clock_name(clock.name), clock.name)
    return card.number, name, clock.due, days_cell(clock, at, ended=ended), card.officer, card.area, due.summary
