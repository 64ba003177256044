"""Working days (工作日), and the last day of a limit: pure date arithmetic, and the only user of chinese_calendar.

A year whose notice of days off is not in the table is counted by weekends, and what was counted so is marked.
"""

from collections.abc import Container, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from jingwu.settings import StationDay

_DAY = timedelta(days=1)
_SATURDAY = 5
_SHORTEST_MONTH = 28
_NONE: Mapping[date, StationDay] = MappingProxyType({})


class LastDay(NamedTuple):
    """The last day of a limit."""

    day: date
    estimated: bool
    """The working days of its year are not published: counted by weekends."""


class Calendar:
    """The days off and on that count at a station: what the yearly notices say, with the station's own days over it.

    A year is known when the table has it, or when its 1 January and its 1 October are among the station's own days:
    then its notice was read in.
    """

    def __init__(self, own: Mapping[date, StationDay] = _NONE) -> None:
        self._own = own
        self._years = {day.year for day in own if (day.month, day.day) == (1, 1) and date(day.year, 10, 1) in own}
        self.last_day = lru_cache(maxsize=1 << 15)(self._last_day)
        """`_last_day`, remembered: an import asks for the same days again and again."""

    def is_published(self, year: int) -> bool:
        """Whether the days off of a year are known."""
        return year in self._years or year in _tables()[2]

    def is_workday(self, day: date) -> bool:
        """Whether people work that day: a weekend made up for (调休) is a working day, a holiday is none."""
        own = self._own.get(day) if self._own else None
        if own is not None:
            return own.works
        holidays, made_up, _ = _tables()
        return day in made_up or (day.weekday() < _SATURDAY and day not in holidays)

    def next_workday(self, day: date) -> date:
        """The day itself, or the first working day after it (程序规定 35)."""
        while not self.is_workday(day):
            day += _DAY
        return day

    def add_working_days(self, day: date, days: int) -> date:
        """The `days`th working day after `day`, which itself is not counted."""
        while days > 0:
            day += _DAY
            days -= self.is_workday(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many of the days after `first`, up to and including `last`, are working days."""
        return sum(self.is_workday(first + step * _DAY) for step in range(1, (last - first).days + 1))

    def name_of_day(self, day: date) -> str:
        """Why a day is off, or on although it lies on a weekend: a holiday's name, 'weekend', 'made_up'; '' else.

        A day of the station's own has the name that its notice gives it, 'off' without one.
        """
        own = self._own.get(day)
        weekend = day.weekday() >= _SATURDAY
        if own is not None:
            if own.works:
                return "made_up" if weekend else ""
            return own.name or ("weekend" if weekend else "off")
        holidays, made_up, _ = _tables()
        if day in made_up:
            return "made_up" if weekend else ""
        if day in holidays:
            from chinese_calendar.constants import holidays as names

            return str(names[day])
        return "weekend" if weekend else ""

    def version(self) -> str:
        """What changes when the days off do; what is computed with them may be kept as long."""
        from importlib.util import find_spec
        from pathlib import Path

        found = find_spec("chinese_calendar")
        if found is None or found.origin is None:
            return ""
        size = Path(found.origin).with_name("constants.py").stat().st_size
        own = sorted((day, entry.works) for day, entry in self._own.items())
        return f"{size} {own}" if own else str(size)

    def _last_day(self, start: date, amount: int, unit: str, extra: int, roll: bool) -> LastDay:  # noqa: FBT001 - the key of a cache
        """The last day of a limit of `amount` calendar_days, working_days or months after `start`.

        `extra` days (working days where the unit is working days) lengthen it: an extension is counted from the
        start, and only the final day is rolled.
        """
        if unit == "working_days":
            day = self.add_working_days(start, amount + extra)
            return LastDay(day, self._is_estimated(start, day))
        day = add_months(start, amount) if unit == "months" else start + timedelta(days=amount)
        day += timedelta(days=extra)
        if not roll:
            return LastDay(day, estimated=False)
        rolled = self.next_workday(day)
        return LastDay(rolled, self._is_estimated(day, rolled))

    def _is_estimated(self, first: date, last: date) -> bool:
        """Whether days were asked for that no notice tells of."""
        return not all(map(self.is_published, range(first.year, last.year + 1)))


PLAIN = Calendar()
"""Of the published notices alone."""


def add_months(day: date, months: int) -> date:
    """The same day `months` later; where that month is shorter, its last day (31 August + 6 months: 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= _SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


@cache
def _tables() -> tuple[Container[date], Container[date], Container[int]]:
    from chinese_calendar.constants import holidays, workdays

    return holidays, workdays, range(min(holidays).year, max(holidays).year + 1)
