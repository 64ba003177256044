"""What holds of every clock, whatever the dates: found by hypothesis, and a naive loop beside the working days."""

from datetime import date, timedelta

from chinese_calendar.constants import holidays, workdays
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwu.records import record_class
from jingwu.records.record import Event
from jingwu.rules.clocks import Clock
from jingwu.rules.courses import clocks_of
from jingwu.rules.limit import Limit
from jingwu.rules.workdays import PLAIN, Calendar
from jingwu.settings import StationDay

DAY = timedelta(days=1)
DAYS = st.dates(date(2016, 1, 1), date(2027, 6, 30))
UNITS = st.sampled_from(["calendar_days", "working_days", "months"])
RULES = st.tuples(UNITS, st.booleans())
AMOUNTS = st.integers(1, 90)
last_day, working_days_between = PLAIN.last_day, PLAIN.working_days_between
QUICK = settings(max_examples=150, deadline=None)


@QUICK
@given(DAYS, st.integers(0, 40), AMOUNTS, RULES, st.integers(0, 90))
def test_a_later_start_never_gives_an_earlier_due(
    start: date, later: int, amount: int, rule: tuple[str, bool], extra: int
) -> None:
    unit, roll = rule
    first = last_day(start, amount, unit, extra, roll)
    second = last_day(start + later * DAY, amount, unit, extra, roll)
    assert first.day <= second.day


def clock_of(start: date, limit: Limit, *events: tuple[date, str, dict[str, object]]) -> Clock:
    logged = tuple(Event(at, "王建国", action, fields=fields) for at, action, fields in events)
    record = record_class("request")(summary="某事", reported_at=start, events=logged)
    return clocks_of(record, {"request": (limit,)})[0]


def limit_of(unit: str, amount: int, *, roll: bool = False) -> Limit:
    return Limit("request.own", "practice", "本所承诺", amount, unit, roll, since=("reported_at",))


@QUICK
@given(DAYS, AMOUNTS, st.sampled_from(["calendar_days", "working_days"]), st.integers(0, 30), st.integers(0, 60))
def test_a_pause_of_n_counted_days_moves_the_due_by_n_counted_days(
    start: date, amount: int, unit: str, after: int, length: int
) -> None:
    limit = limit_of(unit, amount)
    free = clock_of(start, limit)
    at = min(start + after * DAY, date.fromordinal(free.due.toordinal()))
    end = at + length * DAY
    paused = clock_of(start, limit, (at, "pause", {"reason": "appraisal"}), (end, "resume", {}))
    if unit == "working_days":
        assert working_days_between(free.due, paused.due) == working_days_between(at, end)
    else:
        assert (paused.due - free.due).days == length


@QUICK
@given(DAYS, AMOUNTS, RULES, st.integers(1, 60), st.integers(0, 90))
def test_an_extension_never_shortens(start: date, amount: int, rule: tuple[str, bool], days: int, after: int) -> None:
    unit, roll = rule
    limit = limit_of(unit, amount, roll=roll)
    free = clock_of(start, limit)
    extended = clock_of(start, limit, (start + after * DAY, "extend", {"clock": "own", "days": days}))
    assert extended.due >= free.due
    if start + after * DAY <= free.due:
        assert extended.due > free.due or roll


@QUICK
@given(DAYS, st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), min_size=1, max_size=4))
def test_overlapping_pauses_count_once(start: date, given_pauses: list[tuple[int, int]]) -> None:
    limit = limit_of("calendar_days", 60)
    stretches = [(start + first * DAY, start + (first + length) * DAY) for first, length in sorted(given_pauses)]
    events = [(first, "pause", {"reason": "appraisal", "until": last}) for first, last in stretches]
    skipped = {first + step * DAY for first, last in stretches for step in range(1, (last - first).days + 1)}
    due = clock_of(start, limit, *[(at, action, dict(fields)) for at, action, fields in events]).due
    assert (due - start).days == 60 + len(skipped)


def test_the_working_days_of_ten_years_agree_with_a_loop_day_by_day() -> None:
    first, last = date(2017, 1, 1), date(2026, 12, 31)
    on = [
        day
        for day in (first + step * DAY for step in range((last - first).days + 1))
        if day in workdays or (day.weekday() < 5 and day not in holidays)
    ]
    place = {day: index for index, day in enumerate(on)}
    before = -1
    for step in range((last - first).days - 200):
        start = first + step * DAY
        before = place.get(start, before)
        for amount in (1, 2, 3, 5, 7, 30, 61):
            assert last_day(start, amount, "working_days", 0, roll=False).day == on[before + amount], (start, amount)
        assert working_days_between(start, start + 90 * DAY) == sum(
            start < day <= start + 90 * DAY for day in on[before + 1 : before + 95]
        )


@QUICK
@given(DAYS, st.integers(1, 14), st.integers(1, 6), st.integers(0, 400))
def test_an_extension_by_months_is_the_same_as_a_longer_limit_and_never_shortens(
    start: date, amount: int, months: int, after: int
) -> None:
    limit = limit_of("months", amount)
    free, longer = clock_of(start, limit), clock_of(start, limit_of("months", amount + months))
    at = min(start + after * DAY, date.fromordinal(free.due.toordinal()))
    extended = clock_of(start, limit, (at, "extend", {"clock": "own", "months": months}))
    assert extended.due == longer.due > free.due


@QUICK
@given(DAYS, st.dictionaries(st.integers(-3, 40), st.booleans(), max_size=20), st.integers(1, 15))
def test_the_stations_own_days_agree_with_a_loop_day_by_day(start: date, own: dict[int, bool], amount: int) -> None:
    days = {start + step * DAY: StationDay(works) for step, works in own.items()}
    calendar = Calendar(days)
    day, counted = start, 0
    while counted < amount:
        day += DAY
        named = days.get(day)
        counted += named.works if named else day in workdays or (day.weekday() < 5 and day not in holidays)
    assert calendar.last_day(start, amount, "working_days", 0, roll=False).day == day
