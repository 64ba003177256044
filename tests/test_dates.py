"""Dates as people type them."""

from datetime import date, datetime, timedelta

import pytest

from jingwu.dates import (
    _WRITTEN,
    Period,
    last_day,
    lies_before,
    month_before,
    parse_month,
    parse_period,
    parse_when,
    read_when,
    show_when,
    write_when,
)

TODAY = date(2026, 11, 4)  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2026-W40-6T09:30", "2026-10-03T09:30"),
        ("2026-10-03", "2026-10-03"),
        ("2026-10-03 09:30", "2026-10-03T09:30"),
        ("2026-10-03T09:30:59", "2026-10-03T09:30"),
        ("2026-10-03T01:30:00Z", "2026-10-03T09:30"),
        ("20261003", "2026-10-03"),
        ("20261003143059", "2026-10-03T14:30"),
        ("202610030005", "2026-10-03T00:05"),
        ("20261003 143000", "2026-10-03T14:30"),
        ("20261003T1430", "2026-10-03T14:30"),
        ("２０２６１００３１４３０００", "2026-10-03T14:30"),
        ("2026-10-03 01:30:00.000 +0000", "2026-10-03T09:30"),
        ("2026年10月3日午后3时", "2026-10-03T15:00"),
        ("2026年10月3日正午12点", "2026-10-03T12:00"),
        ("2026-10-03 晚间8点半", "2026-10-03T20:30"),
        ("2026-10-03 夜间11点", "2026-10-03T23:00"),
        ("2026年10月3日", "2026-10-03"),
        ("2026年10月3日9时5分", "2026-10-03T09:05"),
        ("２０２６年１０月３日", "2026-10-03"),
        ("2026/10/3", "2026-10-03"),
        ("2026.10.3 21:05", "2026-10-03T21:05"),
        ("10-03", "2026-10-03"),
        ("12-03", "2025-12-03"),
        ("10月3日下午3点半", "2026-10-03T15:30"),
        ("今天", "2026-11-04"),
        ("昨天 09:30", "2026-11-03T09:30"),
        ("yesterday", "2026-11-03"),
        ("3天前", "2026-11-01"),
        ("3 days ago", "2026-11-01"),
        ("上周五", "2026-10-30"),
        ("周一", "2026-11-02"),
    ],
)
def test_a_date_is_read_in_the_forms_that_officers_and_systems_write(typed: str, written: str) -> None:
    assert write_when(parse_when(typed, today=TODAY)) == written


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "2026-02-30",
        "2026-13-01",
        "20260230",
        "2026-10-03+08:00",
        "2026-10-03 +08:00",
        "20260230143000",
        "20261303143000",
        "20261003240000",
        "20261003146000",
        "20261003143060",
        "202610031460",
        "2026100314300",
        "20261003143",
        "2026100314",
        "202610031430001",
        "2026/10/3 09:30:60",
        "2026年10月3日9时30分60秒",
        "10/3/2026",
        "soon",
        "2026-10-03 25:00",
        "2026-10-03 9",
        "32",
        "2026-10-03 09:30-10:00",
        "2026-10-03 09-10:00",
        "2026-10-03 0930-1000",
    ],
)
def test_what_is_no_date_is_refused_and_never_guessed(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the class is the contract; the words are the catalogue's
        parse_when(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2026-10", "2026-10"),
        ("202610", "2026-10"),
        ("2026年10月", "2026-10"),
        ("9月", "2026-09"),
        ("last", "2026-10"),
        ("上月", "2026-10"),
        ("本月", "2026-11"),
    ],
)
def test_a_month_is_read_in_the_usual_forms(typed: str, month: str) -> None:
    assert parse_month(typed, today=TODAY) == month


@pytest.mark.parametrize("typed", ["2026-13", "0", "October", "2026-10-03", ""])
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - as above
        parse_month(typed, today=TODAY)


def test_months_are_counted_over_the_year_and_know_their_last_day() -> None:
    assert month_before("2026-01") == "2025-12"
    assert month_before("2025-12", -1) == "2026-01"
    assert last_day("2028-02") == date(2028, 2, 29)


def test_on_one_day_only_two_known_times_tell_which_came_first() -> None:
    morning, evening = datetime(2026, 10, 3, 9), datetime(2026, 10, 3, 21)  # noqa: DTZ001 - times are Asia/Shanghai
    assert lies_before(morning, evening)
    assert not lies_before(date(2026, 10, 3), evening)
    assert not lies_before(evening, date(2026, 10, 3))
    assert lies_before(evening, date(2026, 10, 4))


def test_what_is_written_is_read_back_with_or_without_a_time() -> None:
    for when in (date(2026, 10, 3), datetime(2026, 10, 3, 9, 30)):  # noqa: DTZ001 - as above
        assert read_when(write_when(when)) == when
    assert show_when(datetime(2026, 10, 3, 9, 30)) == "2026-10-03 09:30"  # noqa: DTZ001 - as above


def test_however_many_times_are_read_each_is_written_as_it_is_and_few_are_kept() -> None:
    first = datetime(2026, 10, 3)  # noqa: DTZ001 - as above
    for minute in range(5000):
        when = first + timedelta(minutes=minute)
        text = f"{when:%Y-%m-%d %H:%M}"
        assert write_when(parse_when(text, today=TODAY)) == text.replace(" ", "T")
    assert len(_WRITTEN) <= 1000


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-10", "2026-10", "2026-10"),
        ("上月", "2026-10", "2026-10"),
        ("2026-Q3", "2026-07", "2026-09"),
        ("2026q3", "2026-07", "2026-09"),
        ("2026年三季度", "2026-07", "2026-09"),
        ("2026年第3季度", "2026-07", "2026-09"),
        ("上季度", "2026-07", "2026-09"),
        ("本季度", "2026-10", "2026-12"),
        ("2025", "2025-01", "2025-12"),
        ("2025年", "2025-01", "2025-12"),
        ("去年", "2025-01", "2025-12"),
        ("今年", "2026-01", "2026-11"),
        ("ytd", "2026-01", "2026-11"),
    ],
)
def test_a_period_is_read_as_it_is_said(text: str, first: str, last: str) -> None:
    assert parse_period(text, today=date(2026, 11, 22)) == Period(first, last)


@pytest.mark.parametrize("text", ["", "2026-Q5", "五季度", "2026-13", "某时"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="时期"):
        parse_period(text, today=date(2026, 11, 22))


def test_a_period_has_its_usual_name() -> None:
    names = [Period(*each).words for each in (
        ("2026-10", "2026-10"), ("2026-07", "2026-09"), ("2026-01", "2026-12"), ("2026-01", "2026-11"),
        ("2025-11", "2026-02"),
    )]  # fmt: skip
    assert names == ["2026年10月", "2026年三季度", "2026年", "2026年1月至11月", "2025年11月至2026年2月"]
