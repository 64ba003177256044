"""Dates as other people's files hold them."""

from datetime import date

import pytest

from jingwu.dates import write_when
from jingwu.rules.cell_dates import Numeric, Numeric1904, parse_cell

TODAY = date(2026, 11, 4)


def read(text: str) -> str:
    return write_when(parse_cell(text, today=TODAY, relative=False))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("2026-10-03", "2026-10-03"),
        ("2026-10-03 09:30:59", "2026-10-03T09:30"),
        ("2026-10-03T01:30:00.000Z", "2026-10-03T09:30"),
        ("２０２６－１０－０３", "2026-10-03"),
        ("二〇二六年十月三日", "2026-10-03"),
        ("二○二六年十月二十三日", "2026-10-23"),
        ("二零二六年十二月三十一日下午三点半", "2026-12-31T15:30"),
        ("二〇二六年十月廿三日九时零五分", "2026-10-23T09:05"),
        ("2026年10月3日（星期六）", "2026-10-03"),
        ("2026年10月3日 星期六 上午9时30分", "2026-10-03T09:30"),
        ("2026-10-03 周六 09:30", "2026-10-03T09:30"),
        ("2026年10月3日9时30分15秒", "2026-10-03T09:30"),
        ("2026.10.3", "2026-10-03"),
        ("20261003", "2026-10-03"),
        ("20261003143000", "2026-10-03T14:30"),
        (Numeric("20261003143000"), "2026-10-03T14:30"),
        ("2026/10/3 9:30 PM", "2026-10-03T21:30"),
        ("2026-10-03 12:05 a.m.", "2026-10-03T00:05"),
        ("3 Oct 2026", "2026-10-03"),
        ("03-Oct-2026 08:15", "2026-10-03T08:15"),
        ("Sat, October 3rd, 2026", "2026-10-03"),
        ("2026年10月3日中午1点", "2026-10-03T13:00"),
        ("2026年10月3日中午11点半", "2026-10-03T11:30"),
        ("2026年10月3日下午12点", "2026-10-03T12:00"),
        ("2026年10月3日夜里11点", "2026-10-03T23:00"),
        ("2026年10月3日凌晨2时", "2026-10-03T02:00"),
        ("2026年10月3日晚8点", "2026-10-03T20:00"),
        ("2026年10月3日早7点半", "2026-10-03T07:30"),
    ],
)
def test_a_date_is_read_in_the_forms_that_files_have(cell: str, written: str) -> None:
    assert read(cell) == written


@pytest.mark.parametrize(
    "cell",
    [
        "3/4/2026", "10/3/2026", "25/12/2026", "10-3-26", "26.10.3", "3-4-26", "10/3",
        "10-03", "10月3日", "十月三日", "昨天", "上周五", "3天前", "三天前", "yesterday", "星期三",
        "2026年10月3日晚上12点", "2026年10月3日晚上1点", "2026年10月3日上午3点", "2026-10-03 13:00 PM",
        "2026年2月30日", "2026年13月1日", "46298", "2026", "26年10月3日", "九点半", "Foo 3, 2026", "两", "十",
        "2026年10月3日9点30分半",
    ],
)  # fmt: skip
def test_what_could_mean_two_days_or_none_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(cell)


def test_a_number_of_a_spreadsheet_counts_days_from_its_epoch() -> None:
    assert read(Numeric("46298")) == "2026-10-03"
    assert read(Numeric("46298.395833333336")) == "2026-10-03T09:30"
    assert read(Numeric1904("44836")) == "2026-10-03"
    assert read(Numeric("20261003")) == "2026-10-03"
    with pytest.raises(ValueError, match=r"."):
        read(Numeric("2026"))


def test_what_officers_type_may_depend_on_the_day() -> None:
    assert parse_cell("昨天", today=TODAY) == date(2026, 11, 3)
    assert parse_cell("上周五 9点", today=TODAY).isoformat() == "2026-10-30T09:00:00"
    assert parse_cell("十月三日", today=TODAY) == date(2026, 10, 3)
