"""Counting time: every test vector of domain.md, and a naive loop beside the arithmetic."""

import random
from datetime import date, timedelta

import pytest
from chinese_calendar.constants import holidays, workdays

from jingwu.rules.workdays import PLAIN, Calendar, add_months
from jingwu.settings import StationDay

is_published, is_workday, last_day = PLAIN.is_published, PLAIN.is_workday, PLAIN.last_day
working_days_between = PLAIN.working_days_between
OFF = {1: (1, 3), 2: (15, 23), 4: (4, 6), 5: (1, 5), 6: (19, 21), 9: (25, 27), 10: (1, 7)}
OFF_2026 = [f"{month:02d}-{day:02d}" for month, (first, last) in OFF.items() for day in range(first, last + 1)]
MADE_UP_2026 = ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]


def on(text: str) -> date:
    return date.fromisoformat(text if len(text) == len("2026-10-03") else f"2026-{text}")


@pytest.mark.parametrize("day", OFF_2026)
def test_a_published_day_off_is_no_working_day(day: str) -> None:
    assert not is_workday(on(day))


@pytest.mark.parametrize("day", MADE_UP_2026)
def test_a_weekend_that_is_worked_for_a_holiday_is_a_working_day(day: str) -> None:
    assert on(day).weekday() >= 5
    assert is_workday(on(day))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("01-05", 30, "02-04"),
        ("01-20", 30, "02-24"),
        ("01-15", 30, "02-14"),
        ("09-01", 30, "10-08"),
        ("01-20", 60, "03-23"),
        ("01-20", 90, "04-20"),
    ],
)
def test_calendar_days_end_on_a_working_day(start: str, days: int, due: str) -> None:
    assert last_day(on(start), days, "calendar_days", 0, roll=True) == (on(due), False)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("02-12", 7, "02-28"),
        ("02-12", 3, "02-24"),
        ("09-30", 3, "10-10"),
        ("04-30", 2, "05-07"),
        ("04-30", 7, "05-13"),
        ("01-01", 3, "01-06"),
    ],
)
def test_working_days_leave_out_holidays_and_count_worked_weekends(start: str, days: int, due: str) -> None:
    assert last_day(on(start), days, "working_days", 0, roll=False) == (on(due), False)


@pytest.mark.parametrize(("extra", "due"), [(0, "02-24"), (30, "03-23"), (60, "04-20")])
def test_an_extension_counts_from_the_start_and_only_the_final_day_is_rolled(extra: int, due: str) -> None:
    assert last_day(on("01-20"), 30, "calendar_days", extra, roll=True).day == on(due)


def test_without_rolling_a_limit_may_end_on_a_holiday() -> None:
    assert last_day(on("10-03"), 3, "calendar_days", 0, roll=False) == (on("10-06"), False)


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-10-31", 6, "2027-04-30"),
        ("2026-11-30", 13, "2027-12-30"),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_of_a_shorter_month(start: str, months: int, due: str) -> None:
    assert add_months(on(start), months) == on(due)


def test_a_year_without_published_days_off_is_counted_by_weekends_and_marked() -> None:
    assert is_published(2026)
    assert not is_published(2027)
    assert last_day(date(2026, 12, 30), 3, "working_days", 0, roll=False) == (date(2027, 1, 4), True)
    assert last_day(date(2026, 12, 10), 30, "calendar_days", 0, roll=True) == (date(2027, 1, 11), True)
    assert last_day(date(2026, 12, 10), 30, "calendar_days", 0, roll=False) == (date(2027, 1, 9), False)


def naive_is_workday(day: date) -> bool:
    return day in workdays or (day not in holidays and day.isoweekday() <= 5)


def naive_last_day(start: date, amount: int, *, working: bool, roll: bool) -> date:
    day, counted = start, 0
    while counted < amount:
        day += timedelta(days=1)
        if not working or naive_is_workday(day):
            counted += 1
    while roll and not naive_is_workday(day):
        day += timedelta(days=1)
    return day


@pytest.mark.parametrize("seed", range(20))
def test_the_arithmetic_agrees_with_a_naive_loop(seed: int) -> None:
    chosen = random.Random(seed)
    for _ in range(100):
        start = date(2019, 1, 1) + timedelta(days=chosen.randrange(365 * 9))
        amount, roll, working = chosen.randrange(1, 95), chosen.random() < 0.5, chosen.random() < 0.5
        unit = "working_days" if working else "calendar_days"
        expected = naive_last_day(start, amount, working=working, roll=roll and not working)
        assert last_day(start, amount, unit, 0, roll=roll).day == expected, (start, amount, unit, roll)


def test_working_days_between_two_days_count_the_last_and_not_the_first() -> None:
    assert working_days_between(on("09-30"), on("10-10")) == 3
    assert working_days_between(on("10-01"), on("10-07")) == 0
    assert working_days_between(on("10-08"), on("10-08")) == 0


def test_the_stations_own_days_count_and_are_told_by_their_names() -> None:
    own = Calendar({
        on("10-09"): StationDay(works=False, name="停电"),
        on("10-10"): StationDay(works=False),
        on("10-11"): StationDay(works=True, name="补班"),
        on("10-12"): StationDay(works=False),
    })  # fmt: skip
    assert own.last_day(on("09-30"), 3, "working_days", 0, roll=False) == (on("10-13"), False)
    names = [own.name_of_day(on(day)) for day in ("10-08", "10-09", "10-10", "10-11", "10-12", "10-18")]
    assert names == ["", "停电", "weekend", "made_up", "off", "weekend"]


def test_two_stations_calendars_do_not_touch_each_other() -> None:
    other = Calendar({on("10-09"): StationDay(works=False)})
    assert not other.is_workday(on("10-09"))
    assert PLAIN.is_workday(on("10-09"))
