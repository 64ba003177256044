"""How a clock came to its due date, stretch by stretch, read from the Course that the due date itself came from."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from jingwu.dates import When, day_of
from jingwu.records.record import Event
from jingwu.rules.timing import Change, Course
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
    """A holiday's name, 'weekend', 'made_up' (a weekend on which people work), or why it was paused."""


class Pause(NamedTuple):
    """From when until when a clock stood still; `last` is None while it does."""

    first: When
    last: When | None
    event: Event
    length: int
    """What it moved the due date by: hours, working days or days."""


def pauses_of(course: Course) -> list[Pause]:
    """The pauses that a clock had; those that overlap are one."""
    return [Pause(stop.since, stop.until, stop.event, course.length_of(stop)) for stop in course.stops()]


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
    return ((add_months(start, course.amount) - start).days if months else course.amount) + granted(course)


def _days(course: Course) -> Iterator[Stretch]:
    """Each day after the start, up to the day it is due."""
    pauses = [(day_of(pause.first), day_of(pause.last), pause) for pause in pauses_of(course) if pause.last]
    goal, counted = to_count(course), 0
    working = course.limit.unit == "working_days"
    is_workday, name_of_day = course.limit.calendar.is_workday, course.limit.calendar.name_of_day
    day, due = day_of(course.started), day_of(course.due)
    while day < due:
        day += _DAY
        pause = next((pause for first, last, pause in pauses if first < day <= last), None)
        if pause is not None:
            yield Stretch("paused", day, day, counted, str(pause.event.fields.get("reason") or "other"))
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
        yield Stretch("paused", pause.first, pause.last, counted, str(pause.event.fields.get("reason") or "other"))
        at = pause.last
    yield Stretch("counted", at, course.due, course.amount + granted(course))


def _whole_hours(first: date, last: date) -> int:
    if isinstance(first, datetime) and isinstance(last, datetime):
        return max(0, int((last - first).total_seconds()) // 3600)
    return max(0, (day_of(last) - day_of(first)).days) * 24
