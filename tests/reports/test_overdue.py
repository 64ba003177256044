"""The list of what is overdue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tools.lives import record_of

from jingwu import language
from jingwu.records.record import Party, Record
from jingwu.reports.overdue import grouped, overdue_at_end, overdue_table
from jingwu.reports.table import Named, Private, Table
from jingwu.rules.briefs import card_of
from jingwu.rules.cards import Card
from jingwu.rules.courses import clocks_of
from jingwu.rules.limits import limits_for
from jingwu.settings import Settings

LIMITS = limits_for(Settings())
NOW = datetime(2026, 10, 20, 9)  # noqa: DTZ001 - times are Asia/Shanghai


def cards_of(*records: Record) -> list[Card]:
    found = [card_of(record, clocks_of(record, LIMITS)) for record in records]
    return [card for card in found if card is not None]


def lines(table: Table) -> list[tuple[str, str, str | int, str]]:
    """Number, clock, days over and their words, of each row."""
    names = [heading.name for heading in table.headings]
    found = []
    for row in table.rows:
        cells = dict(zip(names, row, strict=True))
        days, clock = cells["days_over"], cells["clock"]
        assert isinstance(days, Named)
        assert isinstance(clock, Named)
        found.append((str(cells["number"]), str(clock.code), days.code, str(days)))
    return found


STATION = (
    record_of("request", "2026-10-16", number="SX2610-0002"),
    record_of("request", "2026-10-12T10:00", number="SX2610-0001"),
    record_of("hazard", "2026-10-19 deadline=10-22 | 10-19 assign", number="YH2610-0001"),
    record_of("hazard", "2026-10-19 deadline=11-22 | 10-19 assign", number="YH2610-0002"),
    record_of("lead", "2026-10-01 | 10-12 pause reason=other", number="XS2610-0001"),
    record_of("lead", "2026-10-01 | 10-05 pause reason=other", number="XS2610-0002"),
)


def table(within: int = 0, cards: Sequence[Card] = ()) -> Table:
    return overdue_table(cards or cards_of(*STATION), now=NOW, warning_days=3, within=within)


def test_the_longest_overdue_comes_first() -> None:
    assert lines(table()) == [
        ("XS2610-0001", "lead.verify", 12, "超12天"),
        ("SX2610-0001", "request.reply", 5, "超5天"),
        ("SX2610-0002", "request.reply", 1, "超1天"),
    ]


def test_what_falls_due_soon_follows_when_it_is_asked_for() -> None:
    assert lines(table(within=2))[3:] == [("YH2610-0001", "hazard.rectify", -2, "剩2天")]
    assert lines(table(within=1))[3:] == []
    assert len(table(within=60).rows) == 5
    assert table(within=2).title == "超期 3 项；2 天内到期 1 项"


def test_nothing_overdue_is_an_empty_table() -> None:
    found = table(cards=cards_of(STATION[3]))
    assert found.rows == ()
    assert found.title == "超期 0 项"


def test_names_are_left_to_be_masked_and_secrets_are_hidden() -> None:
    parties = (Party(role="申请人", name="张三"),)
    open_one = replace(STATION[0], parties=parties, summary="张三求助")
    secret, minor = replace(open_one, confidential=True), replace(open_one, flags=("minor",))
    cells = [table(cards=cards_of(record)).rows[0][-1] for record in (open_one, secret, minor)]
    assert cells == [Private("张三求助", "text", ("张三",), hidden) for hidden in (False, True, True)]


def test_a_due_date_that_rests_on_weekends_only_is_marked_and_explained() -> None:
    case = record_of("case", "2026-12-10", number="AJ2612-0001")
    found = overdue_table(cards_of(case), now=datetime(2027, 1, 20, 9), warning_days=3)  # noqa: DTZ001 - Shanghai
    assert lines(found) == [("AJ2612-0001", "case.handle", 9, "超9天*")]
    assert found.notes == ("* 2027年放假安排未录入，按周末推算", "共 1 件、1 项时限超期。")


def test_english_reads_the_same_list() -> None:
    language.use("en")
    found = table()
    assert found.title == "Overdue: 3"
    assert lines(found)[0] == ("XS2610-0001", "lead.verify", 12, "12 over")


def test_a_past_month_lists_what_was_overdue_when_it_ended() -> None:
    late_in_september = record_of("request", "2026-09-26 | 10-02 reply", number="SX2609-0001")
    not_yet_late = record_of("request", "2026-09-29", number="SX2609-0002")
    found = overdue_at_end(cards_of(late_in_september, not_yet_late), "2026-09", now=NOW, missing=2)
    assert lines(found) == [("SX2609-0001", "request.reply", 1, "超1天")]
    assert found.notes == ("另有 2 件当时超期、现已办结，未列入。",)


def test_the_present_month_lists_what_is_overdue_now() -> None:
    found = overdue_at_end(cards_of(*STATION), "2026-10", now=NOW, missing=0)
    assert [line[0] for line in lines(found)] == ["XS2610-0001", "SX2610-0001", "SX2610-0002"]


def test_the_foot_counts_what_is_over_and_what_soon_will_be() -> None:
    assert table().notes == ("共 3 件、3 项时限超期。", "另有 1 项 3 天内到期（--within 3 可列出）。")
    assert table(within=2).notes == ("共 3 件、3 项时限超期。",)
    assert table(cards=cards_of(STATION[3])).notes == ()


def test_one_clock_may_be_asked_for() -> None:
    found = overdue_table(cards_of(*STATION), now=NOW, warning_days=3, clock="request.reply")
    assert [line[1] for line in lines(found)] == ["request.reply", "request.reply"]


def test_the_list_may_be_parted_by_officer() -> None:
    records = [replace(record, officer=officer) for record, officer in zip(STATION, ("B", "A", None) * 2, strict=True)]
    found = overdue_table(cards_of(*records), now=NOW, warning_days=3, sort="officer")
    assert [row[4] for row in found.rows] == ["A", "A", "B"]
    sheet = grouped(found, "officer")
    assert [(part.title, len(part.rows)) for part in sheet.tables] == [("A：2 条", 2), ("B：1 条", 1)]
    assert "officer" not in [heading.name for heading in sheet.tables[0].headings]
    assert sheet.notes == found.notes
