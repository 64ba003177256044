"""The list of what is overdue, and of what soon will be."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from jingwu.dates import When, day_of, last_day, moment, month_of
from jingwu.language import t
from jingwu.reports.table import Cell, Heading, Named, Private, Table
from jingwu.rules.cards import Card
from jingwu.rules.clocks import Clock, clock_name, days_over, is_over, is_overdue, state_of, was_overdue


class Due(NamedTuple):
    """A clock of a record."""

    card: Card
    clock: Clock


def overdue_table(cards: Sequence[Card], *, now: datetime, warning_days: int, within: int = 0) -> Table:
    """What is overdue at `now`, the longest first; behind it what falls due `within` so many days, if asked for."""
    running = [Due(card, clock) for card in cards for clock in card.clocks if clock.stopped is None]
    states = [(due, state_of(due.clock, now, max(within, warning_days))) for due in running]
    late = sorted((due for due, state in states if state == "overdue"), key=_order)
    soon = sorted(
        (due for due, state in states if within and state == "due_soon" and -days_over(due.clock, now) <= within),
        key=_order,
    )
    title = t("Overdue: {count}", count=len(late))
    if within:
        title = t("Overdue: {count}; due within {days} days: {soon}", count=len(late), days=within, soon=len(soon))
    return _table(title, (*late, *soon), now)


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
    table = _table(title, sorted(late, key=_order), now if lasting else last_day(month))
    if not missing:
        return table
    note = t("{count} more were overdue then and are done now; they are not listed.", count=missing)
    return Table(table.name, table.title, table.headings, table.rows, (*table.notes, note))


def _order(due: Due) -> tuple[datetime, str, str]:
    return moment(due.clock.due), due.card.number, due.clock.name


def _table(title: str, dues: Iterable[Due], at: When) -> Table:
    headings = (
        Heading("number", t("Number")),
        Heading("clock", t("Limit")),
        Heading("due", t("Due")),
        Heading("days_over", t("Days")),
        Heading("officer", t("Officer")),
        Heading("area", t("Area")),
        Heading("summary", t("Summary"), wide=True),
    )
    dues = list(dues)
    years = sorted({due.clock.due.year for due in dues if due.clock.estimated})
    notes = tuple(
        t("* The days off of {year} are not published yet: counted by weekends.", year=year) for year in years
    )
    return Table("overdue", title, headings, tuple(_row(due, at) for due in dues), notes)


def _row(due: Due, at: When) -> tuple[Cell, ...]:
    card, clock = due
    days = (day_of(at) - day_of(clock.due)).days
    words = _days_words(days, late=is_over(clock.due, at)) + ("*" if clock.estimated else "")
    hidden = card.confidential or "minor" in card.flags
    return (
        card.number,
        Named(clock_name(clock.name), clock.name),
        clock.due,
        Named(words, days),
        card.officer,
        card.area,
        Private(card.summary, "text", card.names, hidden),
    )


def _days_words(days: int, *, late: bool) -> str:
    if late:
        return t("{days} over", days=days) if days else t("over today")
    return t("{days} left", days=-days) if days else t("today")
