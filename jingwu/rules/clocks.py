"""Clocks (时限) and how they stand; `courses` finds those of a record."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jingwu.dates import When, day_of
from jingwu.language import pick
from jingwu.rules.clock_names import label_of

if TYPE_CHECKING:  # the list of what is overdue reads clocks from the index and starts without records
    from jingwu.records.record import Record


OF_THE_REPORT = frozenset({"case.pursuit"})
"""Clocks that say how a report came in: they flag it, and are no limit on the work."""


class Clock(NamedTuple):
    """One limit that runs, or ran, on a record."""

    name: str
    """kind.what: request.reply"""
    started: When
    due: When
    """A date is over when the day has ended, a time at that minute."""
    stopped: When | None
    """When what was due was done (or no longer had to be); None while it runs."""
    estimated: bool = False
    """The due date falls into a year whose working days are not published: counted by weekends only."""
    paused: When | None = None
    """Since when it stands still; None while it counts, and when it has stopped."""
    cancelled: bool = False
    """It was stopped by something that is not what was due: the matter ended another way, or a new clock took over."""


def law_of(record: "Record") -> str:
    """The version of the public-security law that governs a record: the one stored on it, else by its filing."""
    return getattr(record, "law", None) or law_by_filing(getattr(record, "filed", None) or record.reported_at)


def law_by_filing(filed: When) -> str:
    """The version of the public-security law that governs what was filed then: 2025 from 1 January 2026 on."""
    return "2025" if filed.year >= 2026 else "2012"  # noqa: PLR2004 - when the revised law came into force


def clock_name(name: str) -> str:
    """A clock as people read it; the station's own by the label that it gave."""
    label = label_of(name)
    return pick(*label) if label else name


def names_of_clock(name: str) -> tuple[str, ...]:
    """What may be typed for a clock: its full code, the code without the kind, the name that people read."""
    return (name, name.partition(".")[2], clock_name(name))


def is_over(due: When, at: When) -> bool:
    """Whether `due` has passed at `at`: a date when its day has ended, a time at its minute."""
    if isinstance(due, datetime) and isinstance(at, datetime):
        return at > due
    return day_of(at) > day_of(due)


def is_missed(clock: Clock, now: When) -> bool:
    """Whether what was due was not done in time, as things stand at `now`."""
    return is_over(clock.due, _reckoned(clock, now))


def is_overdue(clock: Clock, now: When) -> bool:
    """Whether a clock that still runs is past its due."""
    return clock.stopped is None and is_missed(clock, now)


def was_overdue(clock: Clock, month: str) -> bool:
    """Whether the clock ran past its due when a month (2026-10) ended; those of the report itself never count."""
    end, due, started, stopped = _number(month), clock.due, clock.started, clock.stopped
    if due.year * 12 + due.month > end or started.year * 12 + started.month > end:
        return False
    if stopped is not None:
        return stopped.year * 12 + stopped.month > end and clock.name not in OF_THE_REPORT
    return clock.paused is None or is_over(due, clock.paused)


def state_of(clock: Clock, now: When, warning_days: int) -> str:
    """running, due_soon (`warning_days` or fewer are left), overdue, paused, met, met_late, cancelled or missed.

    cancelled ended without being met; missed did so late.
    """
    missed = is_missed(clock, now)
    if clock.stopped is not None:
        if missed:
            return "missed" if clock.cancelled else "met_late"
        return "cancelled" if clock.cancelled else "met"
    if missed:
        return "overdue"
    if clock.paused is not None:
        return "paused"
    return "due_soon" if -days_over(clock, now) <= warning_days else "running"


def next_due(clocks: Iterable[Clock]) -> Clock | None:
    """Of the clocks that run and do not stand still, the one that is due first."""
    counting = (clock for clock in clocks if clock.stopped is None and clock.paused is None)
    return min(counting, key=lambda clock: (end_of(clock.due), clock.name), default=None)


def end_of(due: When) -> datetime:
    """The last minute of a due date, or the due time itself."""
    return due if isinstance(due, datetime) else datetime(due.year, due.month, due.day, 23, 59)  # noqa: DTZ001 - Shanghai


def days_over(clock: Clock, now: When) -> int:
    """How many days past its due the clock is, or was when it stopped; below zero, how many are left."""
    return (day_of(_reckoned(clock, now)) - day_of(clock.due)).days


@lru_cache
def _number(month: str) -> int:
    """A month as a number that grows by one each month: this is asked for every clock of a sheet."""
    return int(month[:4]) * 12 + int(month[5:])


def _reckoned(clock: Clock, now: When) -> When:
    if clock.stopped is not None:
        return clock.stopped
    return now if clock.paused is None else clock.paused
