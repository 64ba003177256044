"""What falls due: day by day, and as the calendar of a month."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from jingwu.dates import day_of, first_day, last_day, moment
from jingwu.language import listed, pick, t
from jingwu.reports.table import Cell, Heading, Named, Private, Sheet, Table
from jingwu.rules.cards import Card
from jingwu.rules.clocks import Clock, clock_name, is_over, state_of

if TYPE_CHECKING:  # a list of dues needs no days off
    from jingwu.rules.workdays import Calendar

WEEKDAYS = (
    ("Mon", "周一"), ("Tue", "周二"), ("Wed", "周三"), ("Thu", "周四"), ("Fri", "周五"),
    ("Sat", "周六"), ("Sun", "周日"),
)  # fmt: skip
_WEEK = 7


class Due(NamedTuple):
    """A clock of a record."""

    card: Card
    clock: Clock

    @property
    def day(self) -> date:
        """The day it is due."""
        return day_of(self.clock.due)

    def order(self) -> tuple[datetime, str, str]:
        """What dues are sorted by: when, then the number."""
        return moment(self.clock.due), self.card.number, self.clock.name

    @property
    def summary(self) -> Private:
        """The record's summary, to be masked."""
        card = self.card
        return Private(card.summary, "text", card.names, card.confidential or "minor" in card.flags)


def with_states(table: Table, dues: Sequence[Due], *, now: datetime, warning_days: int) -> Table:
    """A list of dues as programs read it: where each clock stands, and whether its due rests on weekends only."""
    headings = (*table.headings, Heading("state", t("Status")), Heading("estimated", t("Estimated")))
    rows = (
        (*row, state_of(due.clock, now, warning_days), due.clock.estimated)
        for row, due in zip(table.rows, dues, strict=True)
    )
    return table._replace(headings=headings, rows=tuple(rows))


def due_table(dues: Sequence[Due], *, now: datetime) -> Table:
    """Clocks in the order of their dues, with the weekday and the days left or over."""
    headings = (
        Heading("due", t("Due")),
        Heading("weekday", t("Day"), whole=True),
        Heading("number", t("Number")),
        Heading("clock", t("Limit"), whole=True),
        Heading("days_over", t("Days"), whole=True),
        Heading("officer", t("Officer")),
        Heading("summary", t("Summary"), wide=True),
    )
    rows = tuple(_row(due, now) for due in dues)
    return Table("due", t("Due: {count}", count=len(rows)), headings, rows, estimate_notes(dues))


def _row(due: Due, now: datetime) -> tuple[Cell, ...]:
    card, clock = due
    weekday = Named(pick(*WEEKDAYS[due.day.weekday()]), due.day.isoweekday())
    name = Named(clock_name(clock.name), clock.name)
    return clock.due, weekday, card.number, name, days_cell(clock, now), card.officer, due.summary


def days_cell(clock: Clock, at: date, *, ended: bool = False) -> Named:
    """The days over at a time, or left (below zero), in words; estimated dues are marked with *.

    What is paused says so, as its due moves on when it resumes. With `ended`, `at` is a day that is over: what fell
    due on it is, too.
    """
    days = (day_of(at) - day_of(clock.due)).days
    if ended and not days:
        words = t("over that day")
    elif clock.paused is not None and not is_over(clock.due, clock.paused):
        words = t("stands still")
    elif is_over(clock.due, at):
        words = t("{days} over", days=days) if days else t("over today")
    else:
        words = t("{days} left", days=-days) if days else t("today")
    return Named(words + _mark(guessed=clock.estimated), days)


def _mark(*, guessed: bool) -> str:
    """What stands behind all that rests on an estimate."""
    return "*" if guessed else ""


def estimate_notes(dues: Iterable[Due]) -> tuple[str, ...]:
    """A note for each year whose days off are not known."""
    return _notes_on({due.clock.due.year for due in dues if due.clock.estimated})


def _notes_on(years: Iterable[int]) -> tuple[str, ...]:
    return tuple(
        t("* The days off of {year} are not published yet: counted by weekends.", year=year) for year in sorted(years)
    )


def calendar_sheet(dues: Sequence[Due], month: str, calendar: "Calendar") -> Sheet:
    """A month (2026-10) as a calendar, Monday first, with how much falls due on each day, and the numbers by day."""
    title = t("{month}: {count} due", month=month, count=len(dues))
    notes = [t("off: no working day. on: a weekend on which people work. (n): so many fall due.")]
    guessed = {due.clock.due.year for due in dues if due.clock.estimated}
    if not calendar.is_published(int(month[:4])):
        guessed.add(int(month[:4]))
    return Sheet("due", title, (_grid(dues, month, calendar), _by_day(dues)), (*_notes_on(guessed), *notes))


def _grid(dues: Sequence[Due], month: str, calendar: "Calendar") -> Table:
    counts = Counter(due.day for due in dues)
    first, last = first_day(month), last_day(month)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        days = [monday + timedelta(days=index) for index in range(_WEEK)]
        weeks.append(tuple(_day_cell(day, counts[day], calendar) if first <= day <= last else "" for day in days))
        monday += timedelta(days=_WEEK)
    headings = tuple(Heading(name.lower(), pick(name, chinese)) for name, chinese in WEEKDAYS)
    return Table("weeks", "", headings, tuple(weeks))


def _day_cell(day: date, count: int, calendar: "Calendar") -> str:
    mark = "" if calendar.is_workday(day) else t("off") + _mark(guessed=not calendar.is_published(day.year))
    if calendar.name_of_day(day) == "made_up":
        mark = t("on")
    return " ".join(filter(None, (f"{day.day:2}", mark, f"({count})" if count else "")))


def _by_day(dues: Sequence[Due]) -> Table:
    headings = (
        Heading("date", t("Due")),
        Heading("weekday", t("Day"), whole=True),
        Heading("count", t("Count")),
        Heading("due", t("What falls due"), wide=True, whole=True),
    )
    rows = []
    for day, group in groupby(dues, key=lambda due: due.day):
        due_then = list(group)
        words = listed(
            f"{due.card.number} {clock_name(due.clock.name)}{_mark(guessed=due.clock.estimated)}" for due in due_then
        )
        weekday = Named(pick(*WEEKDAYS[day.weekday()]), day.isoweekday())
        rows.append((day, weekday, len(due_then), words))
    return Table("days", "", headings, tuple(rows))
