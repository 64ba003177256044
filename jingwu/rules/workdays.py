"""Working days (工作日), and the last day of a limit: pure date arithmetic, and the only user of chinese_calendar.

A year whose notice of days off is not in the table is counted by weekends, and what was counted so is marked.
"""

from collections.abc import Container, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

_DAY = timedelta(days=1)
_SATURDAY = 5
_SHORTEST_MONTH = 28


class LastDay(NamedTuple):
    """The last day of a limit."""

    day: date
    estimated: bool
    """The working days of its year are not published: counted by weekends."""


def is_published(year: int) -> bool:
    """Whether the days off of a year are in the table."""
    return year in _own_years or year in _tables()[2]


def is_workday(day: date) -> bool:
    """Whether people work that day: a weekend made up for (调休) is a working day, a holiday is none."""
    own = _own_days.get(day) if _own_days else None
    if own is not None:
        return own
    holidays, made_up, _ = _tables()
    return day in made_up or (day.weekday() < _SATURDAY and day not in holidays)


def next_workday(day: date) -> date:
    """The day itself, or the first working day after it (程序规定 35)."""
    while not is_workday(day):
        day += _DAY
    return day


def add_working_days(day: date, days: int) -> date:
    """The `days`th working day after `day`, which itself is not counted."""
    while days > 0:
        day += _DAY
        days -= is_workday(day)
    return day


def add_calendar_days(day: date, days: int, *, roll: bool = False) -> date:
    """The `days`th day after `day`; with `roll`, a last day that is no working day moves to the next one."""
    last = day + timedelta(days=days)
    return next_workday(last) if roll else last


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= _SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def working_days_between(first: date, last: date) -> int:
    """How many of the days after `first`, up to and including `last`, are working days."""
    return sum(is_workday(first + step * _DAY) for step in range(1, (last - first).days + 1))


@lru_cache(maxsize=1 << 15)
def last_day(start: date, amount: int, unit: str, extra: int, roll: bool) -> LastDay:  # noqa: FBT001 - a hot cached key
    """The last day of a limit of `amount` calendar_days, working_days or months after `start`.

    `extra` days (working days where the unit is working days) lengthen it: an extension is counted from the
    start, and only the final day is rolled.
    """
    if unit == "working_days":
        day = add_working_days(start, amount + extra)
        return LastDay(day, _is_estimated(start, day))
    day = add_months(start, amount) if unit == "months" else start + timedelta(days=amount)
    day += timedelta(days=extra)
    if not roll:
        return LastDay(day, estimated=False)
    rolled = next_workday(day)
    return LastDay(rolled, _is_estimated(day, rolled))


def use_days(days: Mapping[date, bool]) -> None:
    """Count by a station's own days from now on: day to whether people work, over what the package's table says.

    A year is known when its 1 January and its 1 October are among them: then its notice is.
    """
    global _own_days, _own_years  # noqa: PLW0603 - one station a run; every clock counts by its calendar
    if days == _own_days:
        return
    _own_days = dict(days)
    _own_years = frozenset(day.year for day in days if (day.month, day.day) == (1, 1) and date(day.year, 10, 1) in days)
    last_day.cache_clear()


_own_days: dict[date, bool] = {}
_own_years: frozenset[int] = frozenset()


def _is_estimated(first: date, last: date) -> bool:
    """Whether days were asked for that no table knows."""
    return not all(map(is_published, range(first.year, last.year + 1)))


def table_version() -> str:
    """What changes when the table of days off does; what is computed with it may be kept as long."""
    from importlib.util import find_spec
    from pathlib import Path

    found = find_spec("chinese_calendar")
    if found is None or found.origin is None:
        return ""
    size = Path(found.origin).with_name("constants.py").stat().st_size
    return f"{size} {sorted(_own_days.items())}" if _own_days else str(size)


@cache
def _tables() -> tuple[Container[date], Container[date], Container[int]]:
    from chinese_calendar.constants import holidays, workdays

    return holidays, workdays, range(min(holidays).year, max(holidays).year + 1)


def name_of_day(day: date) -> str:
    """Why a day is off, or on although it lies on a weekend: 'holiday's name', 'weekend', 'made_up'; '' else."""
    holidays, made_up, _ = _tables()
    if day in made_up:
        return "made_up" if day.weekday() >= _SATURDAY else ""
    if day in holidays:
        from chinese_calendar.constants import holidays as names

        return str(names[day])
    return "weekend" if day.weekday() >= _SATURDAY else ""
