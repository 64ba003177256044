"""How a clock came to its due date, stretch by stretch, read from the Course that the due date itself came from."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from jingwu.dates import When, day_of, moment
from jingwu.rules.timing import Change, Course, Part, joined
from jingwu.rules.workdays import add_months

_DAY = timedelta(days=1)


class Stretch(NamedTuple):
    """Days one after the other that are treated alike; in a limit of hours, from one time to another."""

    what: str
    """counted, off (no working day), paused, or moved (after the last day, which was no working day)."""
    first: When
    last: When
    counted: int = 0
    """How many days have been counted when it ends."""
    reason: str = ""
    """A holiday's name, 'weekend', 'made_up' (a weekend on which people work), 'off' (a nameless day off), or why it
    was paused: several reasons are joined by '+', and the time counts once."""


class Pause(NamedTuple):
    """From when until when a clock stood still; `last` is None while it does."""

    first: When
    last: When | None
    parts: tuple[Part, ...]
    """The pauses as they were logged; where they overlap, the time counts once."""
    length: int
    """What it moved the due date by: hours, working days or days."""


def pauses_of(course: Course) -> list[Pause]:
    """The pauses that a clock had; those that overlap are one."""
    return [Pause(stop.since, stop.until, stop.parts, course.length_of(stop)) for stop in course.stops()]


def extensions_of(course: Course) -> list[Change]:
    """The extensions that were logged for a clock, those without effect too."""
    return [change for change in course.changes if change.event.action == "extend"]


def granted(course: Course) -> int:
    """By how much a clock was extended: hours, working days or days."""
    return sum(change.length for change in extensions_of(course) if not change.ignored)


def stretches_of(course: Course) -> list[Stretch]:
    """The time from a clock's start to its due, none for a clock that is due on a date that was set."""
    if course.dated is not None:
        return []
    if course.limit.unit == "hours":
        return list(_hours(course))
    found: list[Stretch] = []
    for stretch in _days(course):
        last = found[-1] if found else None
        if last is not None and (last.what, last.reason) == (stretch.what, stretch.reason):
            found[-1] = last._replace(last=stretch.last, counted=stretch.counted)
        else:
            found.append(stretch)
    return found


def to_count(course: Course) -> int:
    """How many days (working days) are to be counted in all: the limit and its extensions."""
    start = day_of(course.started)
    months = course.limit.unit == "months"
    amount = (add_months(start, course.amount + course.months) - start).days if months else course.amount
    return amount + granted(course)


def _days(course: Course) -> Iterator[Stretch]:
    """Each day after the start, up to the day it is due."""
    parts = [part for pause in pauses_of(course) if pause.last for part in pause.parts]
    pauses = [(day_of(part.since), day_of(part.until), part.event) for part in parts if part.until]
    goal, counted = to_count(course), 0
    working = course.limit.unit == "working_days"
    is_workday, name_of_day = course.limit.calendar.is_workday, course.limit.calendar.name_of_day
    day, due = day_of(course.started), day_of(course.due)
    while day < due:
        day += _DAY
        waiting = joined(event for first, last, event in pauses if first < day <= last)
        if waiting:
            yield Stretch("paused", day, day, counted, waiting)
        elif counted == goal:
            yield Stretch("moved", day, day, counted, name_of_day(day))
        elif working and not is_workday(day):
            yield Stretch("off", day, day, counted, name_of_day(day))
        else:
            counted += 1
            yield Stretch("counted", day, day, counted, name_of_day(day) if working else "")


def _hours(course: Course) -> Iterator[Stretch]:
    """From the start to the due, parted by pauses; whole hours are counted."""
    at: When = course.started
    counted = 0
    for pause in pauses_of(course):
        if pause.last is None:
            continue
        counted += _whole_hours(at, pause.first)
        yield Stretch("counted", at, pause.first, counted)
        yield from _stood_still(pause, counted)
        at = pause.last
    yield Stretch("counted", at, course.due, course.amount + granted(course))


def _stood_still(pause: Pause, counted: int) -> Iterator[Stretch]:
    """A pause parted wherever one of the overlapping ones begins or ends."""
    ends = {moment(at): at for part in pause.parts for at in (part.since, part.until) if at is not None}
    times = [ends[at] for at in sorted(ends)]
    for first, last in pairwise(times):
        waiting = joined(
            part.event
            for part in pause.parts
            if part.until and moment(part.since) <= moment(first) and moment(last) <= moment(part.until)
        )
        yield Stretch("paused", first, last, counted, waiting)


def _whole_hours(first: date, last: date) -> int:
    if isinstance(first, datetime) and isinstance(last, datetime):
        return max(0, int((last - first).total_seconds()) // 3600)
    return max(0, (day_of(last) - day_of(first)).days) * 24
