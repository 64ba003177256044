"""What falls due, by day and as a calendar."""

from datetime import datetime

from tools.lives import record_of

from jingwu.reports.due import Due, calendar_sheet, due_table
from jingwu.rules.briefs import card_of
from jingwu.rules.courses import clocks_of
from jingwu.rules.limits import limits_for
from jingwu.rules.workdays import PLAIN
from jingwu.settings import Settings

LIMITS = limits_for(Settings())
NOW = datetime(2026, 10, 5, 9)  # noqa: DTZ001 - times are Asia/Shanghai


def dues() -> list[Due]:
    records = (
        record_of("request", "2026-10-05", number="SX2610-0001"),
        record_of("dispute", "2026-09-30", number="JF2609-0001"),
        record_of("lead", "2026-10-03", number="XS2610-0001"),
    )
    found = []
    for record in records:
        card = card_of(record, clocks_of(record, LIMITS))
        assert card is not None
        found += [Due(card, clock) for clock in card.clocks]
    return sorted(found, key=Due.order)


def test_a_list_tells_the_weekday_and_the_days_left() -> None:
    rows = due_table(dues(), now=NOW).rows
    assert [(str(row[0]), str(row[1]), row[2], str(row[4])) for row in rows] == [
        ("2026-10-08", "周四", "SX2610-0001", "剩3天"),
        ("2026-10-10", "周六", "JF2609-0001", "剩5天"),
        ("2026-10-10", "周六", "XS2610-0001", "剩5天"),
    ]


def test_a_calendar_begins_on_monday_and_marks_days_off_and_what_falls_due() -> None:
    weeks, days = calendar_sheet(dues(), "2026-10", PLAIN).tables
    assert [heading.label for heading in weeks.headings] == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    assert weeks.rows[0] == ("", "", "", " 1 休", " 2 休", " 3 休", " 4 休")
    assert weeks.rows[1] == (" 5 休", " 6 休", " 7 休", " 8 (1)", " 9", "10 班 (2)", "11 休")
    assert len(weeks.rows) == 5
    assert [(str(row[0]), row[2], row[3]) for row in days.rows] == [
        ("2026-10-08", 1, "SX2610-0001 答复"),
        ("2026-10-10", 2, "JF2609-0001 首次调解、XS2610-0001 核查"),
    ]


def test_a_leap_february_has_five_weeks_and_29_days() -> None:
    weeks, days = calendar_sheet([], "2028-02", PLAIN).tables
    assert [cell.strip()[:2] for row in weeks.rows for cell in map(str, row) if cell][-1] == "29"
    assert days.rows == ()
