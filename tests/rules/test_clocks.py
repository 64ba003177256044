"""Clocks worked out by hand: what a life makes of each limit, and where a clock stands at a given time."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from tools.lives import record_of, when

from jingwu.dates import show_when
from jingwu.rules.clocks import Clock, clock_name, days_over, is_over, is_overdue, state_of, was_overdue
from jingwu.rules.courses import clocks_of
from jingwu.rules.limits import LIMITS, limits_for
from jingwu.settings import Settings

# kind, life, limit, its clocks: 'started > due (stopped)', a due with ? is estimated, with ~ stands still
CASES = [
    # a case: 30 days from filing, the last day rolled over the October holidays; closing stops it, solving does not
    ("case", "2026-08-31 filed_at=09-01", "handle", "09-01 > 10-08"),
    ("case", "2026-01-20", "handle", "01-20 > 02-24"),
    ("case", "2026-01-05 nature=security | 01-10 solve | 02-05 close", "handle", "01-05 > 02-04 (02-05)"),
    ("case", "2026-01-05 nature=criminal", "handle", ""),
    ("case", "2026-12-10", "handle", "12-10 > 2027-01-11?"),
    ("case", "2026-01-20 | 02-20 extend clock=case.handle days=30", "handle", "01-20 > 03-23"),
    ("case", "2026-01-20 | 02-20 extend clock=handle days=30 | 03-20 extend clock=handle days=30", "handle",
     "01-20 > 04-20"),
    ("case", "2026-01-20 | 02-25 extend clock=case.handle days=30", "handle", "01-20 > 02-24"),
    ("case", "2026-01-05 | 01-10 pause reason=appraisal | 01-20 resume", "handle", "01-05 > 02-14"),
    ("case", "2026-01-05 | 01-10 pause reason=appraisal", "handle", "01-05 > 02-04~"),
    ("case", "2026-01-05 | 02-05 pause reason=appraisal | 02-20 resume", "handle", "01-05 > 02-04"),
    ("case", "2026-01-05 | 01-10 pause reason=appraisal | 03-02 close", "handle", "01-05 > 03-27 (03-02)"),
    ("case", "2026-01-05 | 01-08 transfer unit=刑警队", "handle", "01-05 > 02-04 (01-08)"),
    ("case", "2026-01-05 | 02-10 close | 03-02 reopen", "handle", "01-05 > 02-04 (02-10), 03-02 > 04-01"),
    ("case", "2026-01-05 | 01-10 close | 01-11 undo", "handle", "01-05 > 02-04"),
    ("case", "2026-01-05 | 01-10 void", "handle", "01-05 > 02-04 (01-10)"),
    ("case", "2026-03-02 | 03-05 solve | 03-10 close", "tell", "03-05 > 03-08"),
    ("case", "2026-03-02 | 03-05 solve | 03-07 reply", "tell", "03-05 > 03-08 (03-07)"),
    # a dispute: 3 working days to the first mediation, 7 more to the second, 30 days after it failed
    ("dispute", "2026-09-30T16:00", "mediate", "09-30T16:00 > 10-10"),
    ("dispute", "2026-02-12 | 02-25 mediate:failed", "mediate", "02-12 > 02-24 (02-25)"),
    ("dispute", "2026-02-12 way=people", "mediate", ""),
    ("dispute", "2026-02-12 way=people", "people", "02-12 > 03-12"),
    ("dispute", "2026-01-31 way=people | 02-10 mediate:reached", "people", "01-31 > 02-28 (02-10)"),
    ("dispute", "2026-02-09 | 02-12 mediate:failed | 02-28 mediate:reached", "second", "02-12 > 02-28 (02-28)"),
    ("dispute", "2026-02-09 | 02-12 mediate:failed | 02-13 mediate:failed | 02-14 mediate:failed", "second",
     "02-12 > 02-28 (02-13)"),
    ("dispute", "2026-02-09 | 02-12 mediate:failed | 02-20 mediate:failed", "handle",
     "02-12 > 03-16 (02-20), 02-20 > 03-23"),
    ("dispute", "2026-02-09 | 02-12 mediate:reached | 03-02 breach reason=overdue", "handle", "03-02 > 04-01"),
    ("dispute", "2026-10-03 | 10-08 mediate:reached perform_by=10-20", "perform", "10-08 > 10-20"),
    ("dispute", "2026-10-03 | 10-08 mediate:reached perform_by=10-20 | 10-21 perform", "perform",
     "10-08 > 10-20 (10-21)"),
    ("dispute", "2026-10-08 | 10-08 mediate:reached", "perform", "10-08 > 11-07"),
    ("dispute", "2026-10-08 | 10-08 mediate:reached perform_by=10-20 | 10-19 extend clock=perform days=10", "perform",
     "10-08 > 10-30"),
    ("dispute", "2026-10-08 | 10-09 mediate:steady", "steady", "10-09 > 11-08"),
    ("dispute", "2026-10-08 risk=高 | 10-09 steady | 10-14 reply", "steady",
     "10-09 > 10-16 (10-14), 10-14 > 10-21"),
    ("dispute", "2026-10-08 | 10-09 steady next_visit=10-16 | 10-16 steady next_visit=10-23", "steady",
     "10-09 > 10-16 (10-16), 10-16 > 10-23"),
    ("dispute", "2026-10-08 | 10-09 mediate:performed", "callback", "10-09 > 11-08"),
    ("dispute", "2026-10-08 risk=高 | 10-09 mediate:performed | 10-12 close | 10-15 callback", "callback",
     "10-09 > 10-16 (10-15)"),
    ("dispute", "2026-10-08 | 10-09 mediate:performed | 10-20 reopen", "callback", "10-09 > 11-08 (10-20)"),
    # an appraisal starts it anew, and nothing else stops it
    ("dispute", "2026-10-08 | 10-09 pause reason=appraisal | 10-12 resume", "mediate", "10-12 > 10-15"),
    ("dispute", "2026-10-08 | 10-09 pause reason=other | 10-12 resume", "mediate", "10-08 > 10-12"),
    # a hazard: whose it is in 3 days, put right by the date set or in 30 days, looked at again in 7
    ("hazard", "2026-10-08 deadline=10-20", "rectify", "10-08 > 10-20"),
    ("hazard", "2026-10-08 deadline=10-20 | 10-09 assign", "rectify", "10-08 > 10-20"),
    ("hazard", "2026-10-08 deadline=10-20 | 10-09 assign deadline=10-25", "rectify",
     "10-08 > 10-20 (10-09), 10-09 > 10-25"),
    ("hazard", "2026-10-08 | 10-09 assign | 10-12 rectify", "assign", "10-08 > 10-11 (10-09)"),
    ("hazard", "2026-10-08 deadline=10-20 | 10-12 rectify | 10-22 recheck:failed | 10-30 rectify", "rectify",
     "10-08 > 10-20 (10-12), 10-22 > 11-21 (10-30)"),
    ("hazard", "2026-10-08 deadline=10-20 | 10-12 rectify | 10-14 recheck:failed deadline=10-18", "recheck",
     "10-12 > 10-19 (10-14)"),
    ("hazard", "2026-10-08 deadline=10-20 | 10-12 rectify | 10-14 recheck:failed", "rectify",
     "10-08 > 10-20 (10-12), 10-14 > 10-20"),
    # a request: three calendar days, holidays counted; a promise only where one was made
    ("request", "2026-10-03T09:30", "reply", "10-03T09:30 > 10-06"),
    ("request", "2026-10-03 | 10-05 resolve", "reply", "10-03 > 10-06 (10-05)"),
    ("request", "2026-10-03 | 10-05 reply", "promise", ""),
    ("request", "2026-10-03 promised_by=10-20 | 10-05 reply | 10-21 resolve", "promise", "10-03 > 10-20 (10-21)"),
    ("request", "2026-10-03 promised_by=10-20 | 10-05 pause reason=other | 10-09 resume", "promise", "10-03 > 10-20"),
    ("request", "2026-10-03 promised_by=10-20 | 10-21 resolve | 10-25 reopen", "promise", "10-03 > 10-20 (10-21)"),
    ("request", "2026-10-03 | 10-05 resolve | 10-12 callback", "callback", "10-05 > 10-12 (10-12)"),
    # the others
    ("lead", "2026-10-08", "verify", "10-08 > 10-15"),
    ("lead", "2026-10-08 verify_by=10-31 | 11-01 verify:dismissed", "verify", "10-08 > 10-31 (11-01)"),
    ("conduct", "2026-10-08 | 10-10 rectify | 10-15 recheck:failed", "rectify", "10-08 > 10-23 (10-10), 10-15 > 10-30"),
    ("conduct", "2026-10-08 | 10-10 rectify | 10-15 recheck:passed", "recheck", "10-10 > 10-17 (10-15)"),
    ("visit", "2026-10-08 promised_by=10-12 | 10-11 reply", "reply", "10-08 > 10-12 (10-11)"),
    ("visit", "2026-10-08", "reply", ""),
]  # fmt: skip


def in_words(clock: Clock) -> str:
    def short(at: date) -> str:
        return show_when(at).removeprefix("2026-").replace(" ", "T")

    due = short(clock.due) + ("?" if clock.estimated else "") + ("~" if clock.paused else "")
    return f"{short(clock.started)} > {due}" + (f" ({short(clock.stopped)})" if clock.stopped else "")


@pytest.mark.parametrize(("kind", "life", "limit", "expected"), CASES)
def test_a_life_makes_these_clocks(kind: str, life: str, limit: str, expected: str) -> None:
    clocks = clocks_of(record_of(kind, life), limits_for(Settings()))
    assert ", ".join(in_words(clock) for clock in clocks if clock.name == f"{kind}.{limit}") == expected


def test_hours_need_a_time_and_a_mere_day_has_all_the_days_they_reach_into() -> None:
    limits = limits_for(Settings(limits={"request.reply": {"amount": 24, "unit": "hours"}}))

    def due(life: str) -> date:
        return next(clock.due for clock in clocks_of(record_of("request", life), limits))

    assert due("2026-10-08T16:20") == datetime(2026, 10, 9, 16, 20)  # noqa: DTZ001 - times are Asia/Shanghai
    assert due("2026-10-08") == date(2026, 10, 9)
    assert due("2026-10-08T16:00 | 10-08T18:00 extend clock=reply days=1") == when("10-10T16:00")
    assert due("2026-10-08T16:00 | 10-08T18:00 pause reason=other | 10-08T20:00 resume") == when("10-09T18:00")


def test_a_pause_of_another_clock_leaves_this_one_running() -> None:
    life = "2026-10-08 | 10-08 pause reason=other clock=handle | 10-10 resume"
    clock = clocks_of(record_of("dispute", life), limits_for(Settings()))[0]
    assert (clock.name, clock.due, clock.paused) == ("dispute.mediate", date(2026, 10, 12), None)


def test_every_clock_that_a_record_makes_is_in_the_order_of_the_table() -> None:
    record = record_of("dispute", "2026-10-08 | 10-09 mediate:failed | 10-10 mediate:performed")
    names = [clock.name for clock in clocks_of(record, limits_for(Settings()))]
    assert names == ["dispute.mediate", "dispute.second", "dispute.handle", "dispute.callback"]
    assert [name for name in LIMITS if name in names] == names


def test_patrols_have_no_clocks() -> None:
    assert clocks_of(record_of("patrol", "2026-10-08"), limits_for(Settings())) == ()


CLOCK = Clock("request.reply", when("10-03"), when("10-06"), None)


@pytest.mark.parametrize(
    ("now", "state", "days"),
    [
        ("10-03T09:00", "running", -3),
        ("10-04T09:00", "due_soon", -2),
        ("10-06T23:59", "due_soon", 0),
        ("10-07T00:00", "overdue", 1),
        ("10-16T12:00", "overdue", 10),
    ],
)
def test_a_day_is_over_when_it_has_ended(now: str, state: str, days: int) -> None:
    assert state_of(CLOCK, when(now), 2) == state
    assert days_over(CLOCK, when(now)) == days
    assert is_overdue(CLOCK, when(now)) == (state == "overdue")


def test_a_time_is_over_at_its_minute_and_a_mere_day_is_taken_at_its_best() -> None:
    due = when("10-06T09:30")
    assert not is_over(due, when("10-06T09:30"))
    assert is_over(due, when("10-06T09:31"))
    assert not is_over(due, when("10-06"))
    assert is_over(due, when("10-07"))


def test_once_missed_stays_missed() -> None:
    met, late = CLOCK._replace(stopped=when("10-06")), CLOCK._replace(stopped=when("10-08"))
    assert (state_of(met, when("10-20"), 3), days_over(met, when("10-20"))) == ("met", 0)
    assert (state_of(late, when("10-20"), 3), days_over(late, when("10-20"))) == ("met_late", 2)


def test_a_clock_that_stands_still_is_not_overdue_however_long() -> None:
    paused = CLOCK._replace(paused=when("10-05"))
    assert state_of(paused, when("11-20"), 3) == "paused"
    assert not is_overdue(paused, when("11-20"))
    assert not was_overdue(paused, "2026-10")


def test_what_was_overdue_at_a_months_end_is_told_from_its_dates_alone() -> None:
    assert was_overdue(CLOCK, "2026-10")
    assert not was_overdue(CLOCK, "2026-09")
    assert not was_overdue(CLOCK._replace(stopped=when("10-31")), "2026-10")
    assert was_overdue(CLOCK._replace(stopped=when("11-01")), "2026-10")
    assert not was_overdue(CLOCK._replace(due=when("11-01")), "2026-10")
    assert was_overdue(CLOCK._replace(due=when("10-31")), "2026-10")
    assert not was_overdue(Clock("hazard.rectify", when("11-03"), when("10-20"), None), "2026-10")


def test_a_clock_is_called_by_its_label() -> None:
    assert clock_name("request.reply") == "答复"
    assert clock_name("request.gone") == "request.gone"


def test_clocks_do_not_depend_on_the_number_or_the_officer() -> None:
    record = record_of("dispute", "2026-10-08 | 10-09 mediate:failed")
    other = replace(record, number="JF2610-0001", officer="李四")
    assert clocks_of(record, limits_for(Settings())) == clocks_of(other, limits_for(Settings()))
