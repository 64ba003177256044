"""How a clock runs through a record's life: what starts, lengthens, pauses and stops it.

The due date and its explanation (explaining.py) come from the same Course.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from jingwu.dates import When, day_of, moment
from jingwu.records.record import Event, Record
from jingwu.rules.clocks import Clock, is_over
from jingwu.rules.life import Life, Move
from jingwu.rules.limit import Limit
from jingwu.rules.status import DONE

_ADJUSTING = frozenset({"extend", "pause", "resume"})


class Change(NamedTuple):
    """What an extension or a pause did to a clock."""

    event: Event
    length: int = 0
    """By how much it was extended, in the limit's own measure: hours, working days or days."""
    months: int = 0
    """By how many months it was extended."""
    ignored: str = ""
    """Why it changed nothing: 'over' (the clock had run out), 'dated' (a day agreed on waits for nothing), 'excess'
    (one more than the law knows), 'reason' (the law does not stop it for that)."""


class Stop(NamedTuple):
    """A stretch that is not counted; `until` is None while its end is not known."""

    since: When
    until: When | None
    parts: "tuple[Part, ...]"
    """The pauses in it, in order; where they overlap, each day counts once."""

    @property
    def reason(self) -> str:
        """Why it is not counted: the reasons of its pauses, joined by '+'."""
        return joined(part.event for part in self.parts)


class Part(NamedTuple):
    """A pause as it was logged; pauses may overlap."""

    since: When
    until: When | None
    event: Event


def joined(events: Iterable[Event]) -> str:
    """The reasons of pauses, each once, joined by '+': appraisal+hearing."""
    return "+".join(dict.fromkeys(str(event.fields.get("reason") or "other") for event in events))


def follow(record: Record, life: Life, limit: Limit, found: "list[Course]") -> None:
    """Read a record's life by one limit, and add the courses of the clocks that it makes to `found`."""
    start = _start_of(record, limit)
    running = Course(limit, *start) if start is not None else None
    if limit.met_by:
        if running is not None:
            found.append(running.met_at(_met_at(record, limit)))
        return
    begun = False
    starts, stops, outlasts = limit.starts, limit.stops, limit.outlasts
    for move in life.moves:
        event, step, _, status = move
        if running is not None and (
            step in stops or step == "reopen" or status == "void" or (status in DONE and not outlasts)
        ):  # what is due is done, or the matter is over
            found.append(running.end(event, cancelled=not _meets(limit, move)))
            running = None
        elif running is not None and step in _ADJUSTING:
            running.adjust(event)
        if step == "reopen":
            begun = False
            running = _started(record, limit, event, None) if limit.since else None
        elif step in starts and _may_start(limit, status, begun=begun, runs=running is not None):
            begun = True
            running = _followed(running, _started(record, limit, event, running), event, found)
    if running is not None:
        found.append(running.end(None))


def clock_at_first(record: Record, limit: Limit) -> Clock | None:
    """What `follow` comes to for a record to which nothing has happened, as nearly all of an import."""
    start = _start_of(record, limit)
    if start is None:
        return None
    due, is_estimated = _due_of(limit, *start)
    return Clock(limit.name, start[0], due, _met_at(record, limit) if limit.met_by else None, is_estimated)


def _followed(
    running: "Course | None", following: "Course | None", event: Event, found: "list[Course]"
) -> "Course | None":
    """The clock that runs after a starting step; one that gives way to another is cancelled."""
    if running is not None and following is not running:
        found.append(running.end(event, cancelled=True))
    return following


def is_of(clock: object, limit: Limit) -> bool:
    """Whether an event that names `clock` (case.handle, or handle) means this limit."""
    return clock in {limit.name, limit.name.partition(".")[2]}


def _meets(limit: Limit, move: Move) -> bool:
    """Whether a move that stops the clock does what is due: where nothing is named, the matter's end does.

    A breach stops clocks because what is due will not be done.
    """
    return (move.step in limit.stops and move.step != "breach") or (
        not limit.stops and move.status in DONE and move.status != "void"
    )


def _may_start(limit: Limit, status: str, *, begun: bool, runs: bool) -> bool:
    """Whether a starting step starts one: not again where it starts `once`, nor beside one that `keeps` running."""
    if (limit.once and begun) or (limit.keeps and runs):
        return False
    return not limit.starts_in or status in limit.starts_in


class _Pause:
    """A pause as it was logged; pauses may overlap."""

    __slots__ = ("event", "until")

    def __init__(self, event: Event, until: When | None) -> None:
        self.event = event
        self.until = until


class Course:
    """A clock while the events are read, and how it came to its due once they are."""

    __slots__ = (
        "_pauses", "amount", "begun", "changes", "clock", "dated", "due", "ended", "estimated", "extended", "extra",
        "limit", "months", "started",
    )  # fmt: skip

    clock: Clock
    """What it came to."""

    def __init__(
        self, limit: Limit, started: When, dated: date | None, amount: int, begun: Event | None = None
    ) -> None:
        self.limit = limit
        self.started = started
        self.begun = begun
        """The event that started it; None where registration did."""
        self.ended: Event | None = None
        self.changes: list[Change] = []
        self.dated = dated
        self.amount = amount
        self.extra = 0
        self.months = 0
        """What extensions added, besides `extra`: of a limit in months."""
        self.extended = 0
        """How often it was extended."""
        self._pauses: list[_Pause] = []
        self._reckon()

    def _reckon(self) -> None:
        """Set `due` from the start, what was granted and what was paused."""
        extra = self.extra
        if self._pauses:
            extra += sum(self.length_of(stop) for stop in self.stops())
        amount = self.amount if self._by_the_hour else self.amount + self.months
        self.due, self.estimated = _due_of(self.limit, self.started, self.dated, amount, extra)

    @property
    def paused(self) -> When | None:
        """Since when it stands still; None while it counts."""
        stops = self.stops() if self._pauses else ()
        return stops[-1].since if stops and stops[-1].until is None else None

    def stops(self) -> list[Stop]:
        """The stretches that are not counted, in order: pauses that overlap are one."""
        merged: list[Stop] = []
        for pause in sorted(self._pauses, key=lambda pause: moment(pause.event.at)):
            last = merged[-1] if merged else None
            part = Part(pause.event.at, pause.until, pause.event)
            if last is None or (last.until is not None and moment(part.since) > moment(last.until)):
                merged.append(Stop(part.since, part.until, (part,)))
                continue
            longer = last.until is not None and (part.until is None or moment(part.until) > moment(last.until))
            merged[-1] = Stop(last.since, part.until if longer else last.until, (*last.parts, part))
        return merged

    def length_of(self, stop: Stop) -> int:
        """A stretch in the limit's own measure: hours, working days or days; 0 while it has no end."""
        since, until = stop.since, stop.until
        if until is None:
            return 0
        if self._by_the_hour:
            return int((moment(until) - moment(since)).total_seconds()) // 3600
        if self.limit.unit == "working_days":
            return self.limit.calendar.working_days_between(day_of(since), day_of(until))
        return (day_of(until) - day_of(since)).days

    @property
    def _by_the_hour(self) -> bool:
        return self.limit.unit == "hours" and self.dated is None

    def adjust(self, event: Event) -> None:
        """Follow an extension, a pause or a resumption; what was missed stays missed."""
        named = event.fields.get("clock")
        if named and not is_of(named, self.limit):
            return
        paused = self.paused
        if is_over(self.due, event.at if paused is None else paused):
            self.changes.append(Change(event, ignored="over"))
        elif event.action == "extend":
            if named:
                self._extend(event)
        elif self.dated is not None:
            self.changes.append(Change(event, ignored="dated"))
        elif event.action == "pause":
            self._pause(event)
        else:
            self._resume(event)

    def _extend(self, event: Event) -> None:
        """Grant an extension, as far as the law knows one."""
        limit = self.limit
        if limit.extensions is not None and self.extended >= limit.extensions:
            self.changes.append(Change(event, ignored="excess"))
            return
        days = _granted(event.fields.get("days"), limit.extension_days)
        months = _granted(event.fields.get("months"), limit.extension_months)
        length = days * (24 if self._by_the_hour else 1)
        self.changes.append(Change(event, length, months))
        self.extended += 1
        self.extra += length
        self.months += months
        self._reckon()

    def _pause(self, event: Event) -> None:
        reason, until = event.fields.get("reason"), event.fields.get("until")
        if not self.limit.allows_pause(reason):
            self.changes.append(Change(event, ignored="reason"))
            return
        if self.waits_for(reason):
            return
        self.changes.append(Change(event))
        self._pauses.append(_Pause(event, until if isinstance(until, date) and is_over(event.at, until) else None))
        self._reckon()

    def waits_for(self, reason: object) -> bool:
        """Whether it was paused for this reason, and not resumed since."""
        return any(pause.until is None and pause.event.fields.get("reason") == reason for pause in self._pauses)

    def can_resume(self, at: When, reason: object) -> bool:
        """Whether a pause lasts at a time: one for this reason, or any for None."""
        return bool(self._lasting(at, reason))

    def _lasting(self, at: When, reason: object) -> list[_Pause]:
        return [
            pause
            for pause in self._pauses
            if reason in {None, pause.event.fields.get("reason")} and (pause.until is None or is_over(at, pause.until))
        ]

    def _resume(self, event: Event) -> None:
        """End the pauses that last: those for the reason that is named, or all."""
        ended = self._lasting(event.at, event.fields.get("reason"))
        if not ended:
            return
        for pause in ended:
            pause.until = event.at
        if any(pause.event.fields.get("reason") in self.limit.anew_after for pause in ended):
            self.started, self.begun = event.at, event
            self.extra, self.months, self.extended, self._pauses, self.changes = 0, 0, 0, [], []
        self._reckon()

    def end(self, event: Event | None, *, cancelled: bool = False) -> "Course":
        """Itself, with the clock it has come to; one that is stopped while it stands still was not missed meanwhile."""
        if event is None:
            self.clock = Clock(self.limit.name, self.started, self.due, None, self.estimated, self.paused)
            return self
        self.ended = event
        if self._pauses:
            for pause in self._pauses:
                if pause.until is None:
                    pause.until = event.at
            self._reckon()
        self.clock = Clock(self.limit.name, self.started, self.due, event.at, self.estimated, None, cancelled)
        return self

    def met_at(self, stopped: When) -> "Course":
        """Itself, met by what the record says and by no event."""
        self.clock = Clock(self.limit.name, self.started, self.due, stopped, self.estimated)
        return self


def _met_at(record: Record, limit: Limit) -> When:
    found: When | None = next((at for name in limit.met_by if (at := getattr(record, name)) is not None), None)
    return record.reported_at if found is None else found


def _start_of(record: Record, limit: Limit) -> "_Start | None":
    """The start of the clock that registration starts."""
    for name in limit.since:
        start = getattr(record, name)
        if start is not None:
            dated = getattr(record, limit.date_field) if limit.date_field else None
            return _from(record, limit, start, dated and day_of(dated))
    return None


def _from(record: Record, limit: Limit, start: When, dated: date | None) -> "_Start | None":
    """A clock's start, if the limit is in force then and anything makes it due."""
    if (limit.first_day or limit.last_day) and not limit.in_force(day_of(start)):
        return None
    amount = limit.amount_for(record, record.risk, record.category)
    return (start, dated, amount) if amount or dated is not None else None


_Start = tuple[When, date | None, int]
"""From when a clock runs, the day that was set for it, and the limit's amount for the record."""


def _due_of(limit: Limit, start: When, dated: date | None, amount: int, extra: int = 0) -> tuple[When, bool]:
    """When a clock is due, and whether that is estimated; `extra` lengthens it, in the limit's own measure."""
    if dated is not None:
        return dated + timedelta(days=extra), False
    if limit.unit == "hours":
        return _after_hours(start, amount + extra), False
    return limit.calendar.last_day(day_of(start), amount, limit.unit, extra, limit.roll)


def _made(record: Record, limit: Limit, dated: date | None, event: Event) -> "Course | None":
    """The clock that an event starts, if the limit is in force then and anything makes it due."""
    start = _from(record, limit, event.at, dated)
    return Course(limit, *start, event) if start is not None else None


def _started(record: Record, limit: Limit, event: Event, running: Course | None) -> Course | None:
    """The clock that an event starts; the running one goes on where the event brings no date of its own."""
    if limit.date_field:
        dated = event.fields.get(limit.date_field)
        if isinstance(dated, date):
            return _made(record, limit, day_of(dated), event)
        if running is not None:
            return running
        known = getattr(record, limit.date_field, None)
        if known is not None and day_of(known) >= day_of(event.at):
            return _made(record, limit, day_of(known), event)
    return _made(record, limit, None, event)


def _granted(asked: object, most: int) -> int:
    """How much of an extension counts; `most` is what the law knows, 0 for no end."""
    if not isinstance(asked, int) or asked < 0:
        return 0
    return min(asked, most) if most else asked


def _after_hours(start: When, hours: int) -> When:
    """`hours` after a time; after a mere day, the last day that they can reach into."""
    if isinstance(start, datetime):
        return start + timedelta(hours=hours)
    return start + timedelta(days=-(-hours // 24))
