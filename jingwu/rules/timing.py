"""How a clock runs through a record's life: what starts, lengthens, pauses and stops it."""

from datetime import date, datetime, timedelta

from jingwu.dates import When, day_of, moment
from jingwu.records.record import Event, Record
from jingwu.rules.clocks import Clock, is_over
from jingwu.rules.life import life_of
from jingwu.rules.limits import Limit
from jingwu.rules.status import DONE
from jingwu.rules.workdays import last_day, working_days_between

_ADJUSTING = frozenset({"extend", "pause", "resume"})


def follow(record: Record, limit: Limit, found: list[Clock]) -> None:
    """Read a record's life by one limit, and add the clocks that it makes to `found`."""
    running = _first(record, limit) if limit.since else None
    begun = False
    for event, step, _, status in life_of(record).moves:
        if running is not None:
            if step in limit.stops or step == "reopen" or status == "void" or (status in DONE and not limit.outlasts):
                found.append(running.clock(event.at))
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
                found.append(running.clock(event.at))
            running = following
    if running is not None:
        found.append(running.clock(None))


class _Running:
    """A clock that has not stopped yet, while the events are read."""

    __slots__ = ("amount", "dated", "due", "estimated", "extra", "limit", "paused", "started")

    def __init__(self, limit: Limit, started: When, dated: date | None, risk: str | None) -> None:
        self.limit = limit
        self.started = started
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
            return
        if event.action == "extend":
            days = event.fields.get("days")
            if named and isinstance(days, int):
                self._lengthen(days * (24 if self._by_the_hour else 1))
        elif self.dated is not None:
            return  # a day that people agreed on stands, whatever is being waited for
        elif event.action == "pause":
            self.paused = self.paused or event.at
        else:
            self._resume(event.at)

    def _resume(self, at: When) -> None:
        if self.paused is not None:
            self._lengthen(self._length(self.paused, at))
            self.paused = None

    @property
    def _by_the_hour(self) -> bool:
        return self.limit.unit == "hours" and self.dated is None

    def _lengthen(self, extra: int) -> None:
        self.extra += max(extra, 0)
        self._reckon()

    def _length(self, paused: When, resumed: When) -> int:
        """A pause in the limit's own measure: hours, working days or days."""
        if self._by_the_hour:
            return int((moment(resumed) - moment(paused)).total_seconds()) // 3600
        if self.limit.unit == "working_days":
            return working_days_between(day_of(paused), day_of(resumed))
        return (day_of(resumed) - day_of(paused)).days

    def clock(self, stopped: When | None) -> Clock:
        """What it has come to; a clock that is stopped while it stands still was not missed meanwhile."""
        if stopped is not None:
            self._resume(stopped)
        return Clock(self.limit.name, self.started, self.due, stopped, self.estimated, self.paused)


def _first(record: Record, limit: Limit) -> _Running | None:
    """The clock that registration starts."""
    dated = getattr(record, limit.date_field) if limit.date_field else None
    if dated is None and not limit.amount:
        return None
    for name in limit.since:
        start = getattr(record, name)
        if start is not None:
            return _Running(limit, start, dated and day_of(dated), record.risk)
    return None


def _started(record: Record, limit: Limit, event: Event, running: _Running | None) -> _Running | None:
    """The clock that an event starts; the running one goes on where the event brings no date of its own."""
    if limit.date_field:
        dated = event.fields.get(limit.date_field)
        if isinstance(dated, date):
            return _Running(limit, event.at, day_of(dated), record.risk)
        if running is not None:
            return running
        known = getattr(record, limit.date_field, None)
        if known is not None and day_of(known) >= day_of(event.at):
            return _Running(limit, event.at, day_of(known), record.risk)
    return _Running(limit, event.at, None, record.risk) if limit.amount else None


def _after_hours(start: When, hours: int) -> When:
    """`hours` after a time; after a mere day, the last day that they can reach into."""
    if isinstance(start, datetime):
        return start + timedelta(hours=hours)
    return start + timedelta(days=-(-hours // 24))
