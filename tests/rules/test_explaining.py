"""The explanation of a clock: always of the clock's own due, in words of the calendar."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from tools.lives import record_of

from jingwu.dates import day_of, write_when
from jingwu.records.record import Record
from jingwu.rules.courses import clocks_of, courses_of
from jingwu.rules.explaining import extensions_of, pauses_of, stretches_of, to_count
from jingwu.rules.limits import limits_for
from jingwu.rules.timing import Course
from jingwu.settings import Settings

LIMITS = limits_for(Settings())
IN_HOURS = limits_for(Settings(limits={"request.reply": {"amount": 24, "unit": "hours"}}))


def only(kind: str, life: str, clock: str) -> Course:
    (course,) = [course for course in courses_of(record_of(kind, life), LIMITS) if course.clock.name == clock]
    return course


def told(course: Course) -> list[str]:
    return [
        f"{stretch.what} {stretch.first:%m-%d}..{stretch.last:%m-%d} {stretch.counted} {stretch.reason}".strip()
        for stretch in stretches_of(course)
    ]


def test_working_days_name_the_holiday_and_the_make_up_day() -> None:
    assert told(only("dispute", "2026-02-12", "dispute.mediate")) == [
        "counted 02-13..02-13 1",
        "counted 02-14..02-14 2 made_up",
        "off 02-15..02-23 2 Spring Festival",
        "counted 02-24..02-24 3",
    ]


def test_a_last_day_off_is_moved_on_over_the_holiday() -> None:
    assert told(only("case", "2026-08-31 filed_at=09-01", "case.handle")) == [
        "counted 09-02..10-01 30",
        "moved 10-02..10-07 30 National Day",
        "moved 10-08..10-08 30",
    ]


def test_a_pause_and_an_extension_are_shown_where_they_lie() -> None:
    life = "2026-01-05 | 01-10 pause reason=appraisal | 01-20 resume | 02-10 extend clock=handle days=30 reason=难"
    course = only("case", life, "case.handle")
    assert told(course) == [
        "counted 01-06..01-10 5",
        "paused 01-11..01-20 5 appraisal",
        "counted 01-21..03-16 60",
    ]
    assert [(pause.first, pause.last, pause.length) for pause in pauses_of(course)] == [
        (date(2026, 1, 10), date(2026, 1, 20), 10)
    ]
    assert [change.length for change in extensions_of(course)] == [30]


def test_hours_are_told_from_minute_to_minute() -> None:
    life = "2026-10-08T22:00 | 10-08T23:00 pause reason=other | 10-09T02:00 resume"
    (course,) = [
        course for course in courses_of(record_of("request", life), IN_HOURS) if course.clock.name == "request.reply"
    ]
    assert [(stretch.what, write_when(stretch.last), stretch.counted) for stretch in stretches_of(course)] == [
        ("counted", "2026-10-08T23:00", 1),
        ("paused", "2026-10-09T02:00", 1),
        ("counted", "2026-10-10T01:00", 24),
    ]


def test_a_date_that_was_set_has_nothing_to_count() -> None:
    assert stretches_of(only("lead", "2026-10-08 verify_by=10-31", "lead.verify")) == []


STEPS = {
    "case": ("solve", "extend clock=handle days=30 reason=难", "reply", "close", "reopen"),
    "dispute": (
        "mediate:failed", "mediate:reached", "breach reason=overdue", "perform", "steady", "callback", "reopen",
        "extend clock=handle days=10 reason=难",
    ),
    "hazard": ("assign", "rectify", "recheck:failed", "recheck:passed", "extend clock=rectify days=7 reason=难"),
    "request": ("reply", "resolve", "callback", "reopen", "extend clock=reply days=2 reason=难"),
    "lead": ("verify:confirmed", "verify:dismissed", "extend clock=verify days=5 reason=难"),
    "conduct": ("rectify", "recheck:failed", "explain", "extend clock=rectify days=5 reason=难"),
}  # fmt: skip
PAUSES = ("pause reason=appraisal", "pause reason=hearing", "pause reason=other", "resume", "resume")


def lives(seed: int, count: int) -> Iterator[Record]:
    chance = random.Random(seed)
    for _ in range(count):
        kind = chance.choice(list(STEPS))
        at = datetime(2024, 1, 1) + timedelta(days=chance.randrange(1100), minutes=chance.randrange(1440))  # noqa: DTZ001 - Asia/Shanghai
        parts = [write_when(at if chance.random() < 0.5 else at.date())]
        for _ in range(chance.randrange(7)):
            at += timedelta(days=chance.choice((0, 1, 2, 3, 10, 30)), hours=chance.randrange(24))
            step = chance.choice((*STEPS[kind], *PAUSES))
            parts.append(f"{write_when(at if chance.random() < 0.5 else at.date())} {step}")
        yield record_of(kind, " | ".join(parts))


@pytest.mark.parametrize("seed", range(4))
def test_what_is_told_ends_at_the_due_and_counts_the_whole_limit(seed: int) -> None:
    explained = 0
    for record in lives(seed, 1000):
        courses = courses_of(record, LIMITS)
        assert tuple(course.clock for course in courses) == clocks_of(record, LIMITS)
        for course in courses:
            stretches = stretches_of(course)
            assert course.due == course.clock.due
            if course.dated is not None or course.limit.unit == "hours":
                continue
            explained += 1
            assert stretches[-1].last == course.clock.due
            assert stretches[-1].counted == to_count(course)
            day = day_of(course.clock.started)
            for stretch in stretches:
                assert stretch.first == day + timedelta(days=1)
                day = day_of(stretch.last)
    assert explained > 500
