"""How a clock runs through a record's life: what starts, lengthens, pauses and stops it.

The due date and its explanation (explaining.py) come from the same Course.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from jingwu.dates import When, day_of, moment
from jingwu.records.record import Event, Record
from jingwu.rules.clocks import Clock, is_over
from jingwu.rules.life import life_of
from jingwu.rules.limits import Limit
from jingwu.rules.status import DONE
from jingwu.rules.workdays import last_day, working_days_between

_ADJUSTING = frozenset({"extend", "pause", "resume"})


class Change(NamedTuple):
    """What an extension, a pause or a resumption did to a clock."""

    event: Event
    length: int = 0
    """By how much it was lengthened, in the limit's own measure: hours, working days or days."""
    paused: When | None = None
    """Since when it had stood still, where this ended a pause."""
    ignored: str = ""
    """Why it changed nothing: 'over' (the clock had run out), 'dated' (a day agreed on waits for nothing)."""


def follow(record: Record, limit: Limit, found: "list[Course]") -> None:
    """Read a record's life by one limit, and add the courses of the clocks that it makes to `found`."""
    running = _first(record, limit) if limit.since else None
    begun = False
    for event, step, _, status in life_of(record).moves:
        if running is not None:
            if step in limit.stops or step == "reopen" or status == "void" or (status in DONE and not limit.outlasts):
                found.append(running.end(event))
                running = None
            elif step in _ADJUSTING:
                running.adjust(event)
        if step == "reopen":
            begun = False
            running = _started(record, limit, event, None) if limit.since else None
        elif step in limit.starts and not (limit.once and begun):
            begun = True
            following = _started(record, limit, event, running)
            if running is not None and following is not running:
                found.append(running.end(event))
            running = following
    if running is not None:
        found.append(running.end(None))


class Course:
    """A clock while the events are read, and how it came to its due once they are."""

    __slots__ = (
        "amount", "begun", "changes", "clock", "dated", "due", "ended", "estimated", "extra", "limit", "paused",
        "started",
    )  # fmt: skip

    clock: Clock
    """What it came to."""

    def __init__(
        self, limit: Limit, started: When, dated: date | None, risk: str | None, begun: Event | None = None
    ) -> None:
        self.limit = limit
        self.started = started
        self.begun = begun
        """The event that started it; None where registration did."""
        self.ended: Event | None = None
        self.changes: list[Change] = []
        self.dated = dated
        self.amount = limit.by_risk.get(risk, limit.amount)
        self.extra = 0
        self.paused: When | None = None
        self._reckon()

    def _reckon(self) -> None:
        """Set `due` from the start, what was granted and what was paused."""
        self.estimated = False
        self.due: When
        if self.dated is not None:
            self.due = self.dated + timedelta(days=self.extra)
        elif self.limit.unit == "hours":
            self.due = _after_hours(self.started, self.amount + self.extra)
        else:
            unit, roll = self.limit.unit, self.limit.roll
            self.due, self.estimated = last_day(day_of(self.started), self.amount, unit, self.extra, roll)

    def adjust(self, event: Event) -> None:
        """Follow an extension, a pause or a resumption; what was missed stays missed."""
        named = event.fields.get("clock")
        if named and named not in {self.limit.name, self.limit.name.partition(".")[2]}:
            return
        if is_over(self.due, event.at if self.paused is None else self.paused):
            self.changes.append(Change(event, ignored="over"))
            return
        if event.action == "extend":
            days = event.fields.get("days")
            if named and isinstance(days, int):
                self._lengthen(Change(event, days * (24 if self._by_the_hour else 1)))
        elif self.dated is not None:
            self.changes.append(Change(event, ignored="dated"))
        elif event.action == "pause":
            self.paused = self.paused or event.at
            self.changes.append(Change(event))
        else:
            self._resume(event)

    def _resume(self, event: Event) -> None:
        if self.paused is not None:
            self._lengthen(Change(event, self._length(self.paused, event.at), self.paused))
            self.paused = None

    @property
    def _by_the_hour(self) -> bool:
        return self.limit.unit == "hours" and self.dated is None

    def _lengthen(self, change: Change) -> None:
        self.changes.append(change)
        self.extra += max(change.length, 0)
        self._reckon()

    def _length(self, paused: When, resumed: When) -> int:
        """A pause in the limit's own measure: hours, working days or days."""
        if self._by_the_hour:
            return int((moment(resumed) - moment(paused)).total_seconds()) // 3600
        if self.limit.unit == "working_days":
            return working_days_between(day_of(paused), day_of(resumed))
        return (day_of(resumed) - day_of(paused)).days

    def end(self, event: Event | None) -> "Course":
        """Itself, with the clock it has come to; one that is stopped while it stands still was not missed meanwhile."""
        stopped = None
        if event is not None:
            self._resume(event)
            self.ended, stopped = event, event.at
        self.clock = Clock(self.limit.name, self.started, self.due, stopped, self.estimated, self.paused)
        return self


def _first(record: Record, limit: Limit) -> Course | None:
    """The clock that registration starts."""
    dated = getattr(record, limit.date_field) if limit.date_field else None
    if dated is None and not limit.amount:
        return None
    for name in limit.since:
        start = getattr(record, name)
        if start is not None:
            return Course(limit, start, dated and day_of(dated), record.risk)
    return None


def _started(record: Record, limit: Limit, event: Event, running: Course | None) -> Course | None:
    """The clock that an event starts; the running one goes on where the event brings no date of its own."""
    if limit.date_field:
        dated = event.fields.get(limit.date_field)
        if isinstance(dated, date):
            return Course(limit, event.at, day_of(dated), record.risk, event)
        if running is not None:
            return running
        known = getattr(record, limit.date_field, None)
        if known is not None and day_of(known) >= day_of(event.at):
            return Course(limit, event.at, day_of(known), record.risk, event)
    return Course(limit, event.at, None, record.risk, event) if limit.amount else None


def _after_hours(start: When, hours: int) -> When:
    """`hours` after a time; after a mere day, the last day that they can reach into."""
    if isinstance(start, datetime):
        return start + timedelta(hours=hours)
    return start + timedelta(days=-(-hours // 24))
