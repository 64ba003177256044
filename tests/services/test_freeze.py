"""A month that is frozen prints the same for ever; what comes later stands in the next month's sheet, once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tools.ledgers import BY, added, dispute, noted

from jingwu import language
from jingwu.dates import Period
from jingwu.errors import LedgerDamaged, NotAllowed
from jingwu.records.patrol import Patrol
from jingwu.records.record import Event, Record
from jingwu.records.request import Request
from jingwu.reports.table import Private, Sheet, Table
from jingwu.services.freeze import freeze, thaw
from jingwu.services.summarise import summarise
from jingwu.services.undo import undo
from jingwu.settings import Settings
from jingwu.store.memory_ledger import MemoryLedger

OCTOBER = datetime(2026, 10, 5, 9)  # noqa: DTZ001 - times are Asia/Shanghai
NOVEMBER = datetime(2026, 11, 5, 9)  # noqa: DTZ001 - the same
DECEMBER = datetime(2026, 12, 5, 9)  # noqa: DTZ001 - the same
NEW_YEAR = datetime(2027, 1, 5, 9)  # noqa: DTZ001 - the same


@pytest.fixture
def ledger() -> MemoryLedger:
    """Two disputes of September, one of October, all open."""
    ledger = MemoryLedger(Settings(name="青石镇派出所", officers=(BY,)))
    added(ledger, dispute(3, month=9, category="邻里"), dispute(9, month=9, category="物业"), dispute(4))
    return ledger


def table_of(sheet: Sheet, name: str) -> Table | None:
    return next((table for table in sheet.tables if table.name == name), None)


def corrected(sheet: Sheet) -> dict[tuple[str, str], str]:
    """Month and figure to the difference that a sheet reports."""
    table = table_of(sheet, "corrections")
    return {(row[0].code, row[1].code): row[4] for row in table.rows} if table else {}  # type: ignore[union-attr, misc] # named cells


def records_behind(sheet: Sheet) -> list[tuple[object, ...]]:
    table = table_of(sheet, "corrected_records")
    return [(str(row[0].code), row[1], str(row[2].code)) for row in table.rows] if table else []  # type: ignore[union-attr] # named cells


@contextmanager
def speaking(spoken: str) -> Iterator[None]:
    language.use(spoken)
    yield
    language.use("zh")


def change(ledger: MemoryLedger, number: str, event: Event) -> Record:
    with ledger.begin(event.action, by=BY, at=NOVEMBER) as transaction:
        record = transaction.get(number)
        return transaction.replace(replace(record, events=(*record.events, event)))


def test_a_frozen_sheet_stays_as_it_was_in_both_languages(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    sheets = {}
    for spoken in language.LANGUAGES:
        with speaking(spoken):
            sheets[spoken] = summarise(ledger, Period("2026-09", "2026-09"), now=OCTOBER)
    added(ledger, dispute(12, month=9, category="邻里"))
    change(ledger, "JF2609-0001", Event(OCTOBER, BY, "void", fields={"reason": "重复"}))
    for spoken in language.LANGUAGES:
        with speaking(spoken):
            assert summarise(ledger, Period("2026-09", "2026-09"), now=DECEMBER + timedelta(days=999)) == sheets[spoken]
    assert sheets["zh"] != sheets["en"]


def test_its_title_says_that_it_is_frozen_when_and_by_whom(ledger: MemoryLedger) -> None:
    assert "定稿" not in summarise(ledger, Period("2026-09", "2026-09"), now=OCTOBER).title
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    assert summarise(ledger, Period("2026-09", "2026-09"), now=DECEMBER).title.endswith(
        "月报（2026-10-05 09:00 王建国 定稿）"
    )


def test_what_it_lists_is_kept_whole_and_masked_only_when_it_is_printed(ledger: MemoryLedger) -> None:
    live = summarise(ledger, Period("2026-09", "2026-09"), now=OCTOBER)
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    kept = summarise(ledger, Period("2026-09", "2026-09"), now=OCTOBER)
    cells = [cell for table in kept.tables for row in table.rows for cell in row if isinstance(cell, Private)]
    assert cells
    assert kept.tables == live.tables


@pytest.mark.parametrize("month", ["2026-10", "2026-11"])
def test_a_month_that_has_not_ended_is_not_frozen(ledger: MemoryLedger, month: str) -> None:
    with pytest.raises(NotAllowed, match=month):
        freeze(ledger, month, by=BY, now=OCTOBER)
    assert ledger.frozen() == {}


def test_a_month_is_frozen_once_and_the_refusal_says_by_whom(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    with pytest.raises(NotAllowed, match="2026-10-05 09:00") as refusal:
        freeze(ledger, "2026-09", by="李红", now=DECEMBER)
    assert BY in str(refusal.value)
    assert len(list(ledger.history())) == 4


def test_months_are_frozen_one_after_the_other(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-08", by=BY, now=DECEMBER)
    with pytest.raises(NotAllowed, match="2026-09"):
        freeze(ledger, "2026-10", by=BY, now=DECEMBER)
    with pytest.raises(NotAllowed, match="2026-08"):
        freeze(ledger, "2026-07", by=BY, now=DECEMBER)
    freeze(ledger, "2026-09", by=BY, now=DECEMBER)
    assert list(ledger.frozen()) == ["2026-08", "2026-09"]


def test_a_freeze_is_taken_back_with_a_reason_that_the_journal_keeps_the_last_one_first(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=DECEMBER)
    freeze(ledger, "2026-10", by=BY, now=DECEMBER)
    with pytest.raises(NotAllowed, match="2026-10"):
        thaw(ledger, "2026-09", "漏报", by=BY, now=DECEMBER)
    thaw(ledger, "2026-10", "漏报", by=BY, now=DECEMBER)
    assert list(ledger.frozen()) == ["2026-09"]
    *_, frozen, thawed = ledger.history()
    assert (thawed.sheet, thawed.details["reason"], thawed.by) == ("2026-10", "漏报", BY)
    assert frozen.after["zh"]["title"].endswith("定稿）")
    with pytest.raises(NotAllowed, match="2026-10"):
        thaw(ledger, "2026-10", "漏报", by=BY, now=DECEMBER)


def test_undo_leaves_frozen_months_alone_and_says_how_to_thaw_them(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    batch = next(entry.transaction for entry in ledger.history() if entry.sheet)
    with pytest.raises(NotAllowed) as refusal:
        undo(ledger, batch, by=BY, now=OCTOBER)
    assert "freeze 2026-09 --undo" in refusal.value.hint


def test_a_late_entry_stands_with_its_figures_and_its_number_in_the_next_months_sheet(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    assert corrected(summarise(ledger, Period("2026-10", "2026-10"), now=OCTOBER)) == {}
    (number,) = added(ledger, dispute(12, month=9, category="邻里"))
    sheet = summarise(ledger, Period("2026-10", "2026-10"), now=OCTOBER)
    differences = corrected(sheet)
    assert differences["2026-09", "kinds.dispute.registered"] == "+1"
    assert differences["2026-09", "kinds.dispute.open"] == "+1"
    assert differences["2026-09", "disputes.邻里.found"] == "+1"
    assert not any(".物业." in figure for _, figure in differences)
    assert records_behind(sheet) == [("2026-09", number, "entered")]


def test_a_correction_stands_with_its_figures_and_its_number_in_the_next_months_sheet(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    change(ledger, "JF2609-0001", Event(OCTOBER, BY, "void", fields={"reason": "重复"}))
    noted(ledger, "JF2609-0002")
    sheet = summarise(ledger, Period("2026-10", "2026-10"), now=OCTOBER)
    assert corrected(sheet)["2026-09", "kinds.dispute.registered"] == "-1"
    assert records_behind(sheet) == [("2026-09", "JF2609-0001", "corrected")]


def test_the_work_of_the_next_month_is_no_correction(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    mediated = Event(OCTOBER, BY, "mediate", fields={"outcome": "performed"})
    change(ledger, "JF2609-0001", mediated)
    change(ledger, "JF2609-0001", Event(OCTOBER, BY, "close"))
    assert corrected(summarise(ledger, Period("2026-10", "2026-10"), now=OCTOBER)) == {}


def test_a_closing_that_is_entered_late_corrects_every_frozen_month_since(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=NOVEMBER)
    freeze(ledger, "2026-10", by=BY, now=NOVEMBER)
    closed = datetime(2026, 9, 28, 9)  # noqa: DTZ001 - times are Asia/Shanghai
    change(ledger, "JF2609-0001", Event(closed, BY, "mediate", fields={"outcome": "performed"}))
    change(ledger, "JF2609-0001", Event(closed, BY, "close"))
    sheet = summarise(ledger, Period("2026-11", "2026-11"), now=NOVEMBER)
    differences = corrected(sheet)
    assert differences["2026-09", "kinds.dispute.closed"] == "+1"
    assert differences["2026-09", "kinds.dispute.open"] == differences["2026-10", "kinds.dispute.open"] == "-1"
    assert {number for _, number, _ in records_behind(sheet)} == {"JF2609-0001"}
    assert {month for month, _, _ in records_behind(sheet)} == {"2026-09", "2026-10"}


def test_what_one_sheet_has_said_when_it_was_frozen_the_next_does_not_say_again(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    added(ledger, dispute(12, month=9, category="邻里"))
    freeze(ledger, "2026-10", by=BY, now=NOVEMBER)
    assert (
        corrected(summarise(ledger, Period("2026-10", "2026-10"), now=DECEMBER))["2026-09", "kinds.dispute.registered"]
        == "+1"
    )
    assert corrected(summarise(ledger, Period("2026-11", "2026-11"), now=NOVEMBER)) == {}
    (number,) = added(ledger, dispute(13, month=9, category="物业"))
    sheet = summarise(ledger, Period("2026-11", "2026-11"), now=NOVEMBER)
    assert corrected(sheet)["2026-09", "kinds.dispute.registered"] == "+1"
    assert ("2026-09", "disputes.邻里.found") not in corrected(sheet)
    assert number in {found for _, found, _ in records_behind(sheet)}
    freeze(ledger, "2026-11", by=BY, now=DECEMBER)
    assert corrected(summarise(ledger, Period("2026-12", "2026-12"), now=DECEMBER)) == {}


def test_late_patrols_and_corrected_risks_and_areas_are_reported_too(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    reported = datetime(2026, 9, 12, 20)  # noqa: DTZ001 - the same
    added(ledger, Patrol(summary="夜巡", reported_at=reported, entered_at=NOVEMBER, means="foot"))
    with ledger.begin("correct", by=BY, at=NOVEMBER) as transaction:
        transaction.replace(replace(transaction.get("JF2609-0001"), risk="高", area="柳树村"))
    told = corrected(summarise(ledger, Period("2026-10", "2026-10"), now=NOVEMBER))
    assert {name: difference for (_, name), difference in told.items()} == {
        "contact.patrols.month": "+1",
        "contact.patrol_foot.month": "+1",
        "risks.高.found": "+1",
        "risks.高.pending": "+1",
        "risks.-.found": "-1",
        "risks.-.pending": "-1",
        "areas.柳树村.disputes": "+1",
        "areas.-.disputes": "-1",
        "officers.-.patrols": "+1",
    }


def test_a_late_request_is_reported_in_the_share_that_was_answered_too(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    reported = datetime(2026, 9, 2, 9)  # noqa: DTZ001 - the same
    added(ledger, Request(summary="开证明", reported_at=reported, entered_at=NOVEMBER, category="开具证明"))
    sheet = summarise(ledger, Period("2026-10", "2026-10"), now=NOVEMBER)
    assert corrected(sheet)["2026-09", "requests.开具证明.answered"] == "+0/+1"


def test_the_note_of_how_columns_add_up_names_the_columns_that_are_there(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    notes = {}
    for first in ("2026-09", "2026-10"):
        kinds = table_of(summarise(ledger, Period(first, "2026-10"), now=OCTOBER), "kinds")
        assert kinds is not None
        notes[first] = kinds.notes[-1].partition("。")[0]
    assert notes == {"2026-09": "期初结转＋新增＋重办－办结＝在办", "2026-10": "上月结转＋新增＋重办－办结＝在办"}
    added(ledger, dispute(12, month=9))
    kinds = table_of(summarise(ledger, Period("2026-10", "2026-10"), now=OCTOBER), "kinds")
    assert kinds is not None
    assert kinds.notes[-1].startswith("上月结转＋结转更正＋新增＋重办－办结＝在办")


def test_only_the_first_month_that_is_open_reports_corrections(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=NOVEMBER)
    added(ledger, dispute(12, month=9, category="邻里"))
    assert corrected(summarise(ledger, Period("2026-10", "2026-10"), now=NOVEMBER))
    assert corrected(summarise(ledger, Period("2026-11", "2026-11"), now=NOVEMBER)) == {}


def test_a_thawed_month_counts_as_it_is_now(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    added(ledger, dispute(12, month=9, category="邻里"))
    thaw(ledger, "2026-09", "漏报", by=BY, now=OCTOBER)
    assert corrected(summarise(ledger, Period("2026-10", "2026-10"), now=OCTOBER)) == {}
    kinds = table_of(summarise(ledger, Period("2026-09", "2026-09"), now=OCTOBER), "kinds")
    assert kinds is not None
    assert dict(zip([heading.name for heading in kinds.headings], kinds.rows[1], strict=True))["registered"] == 3


def test_comparisons_take_what_was_printed_and_the_sum_still_agrees(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    added(ledger, dispute(12, month=9, category="邻里"))
    sheet = summarise(ledger, Period("2026-10", "2026-10"), now=OCTOBER)
    assert table_of(sheet, "warnings") is None
    kinds = table_of(sheet, "kinds")
    compared = table_of(sheet, "mediation")
    assert kinds is not None
    assert compared is not None
    row = dict(zip([heading.name for heading in kinds.headings], kinds.rows[1], strict=True))
    assert (row["carried"], row["corrected"], row["registered"], row["open"]) == (2, 1, 1, 4)
    found = next(row for row in compared.rows if row[0].code == "found")  # type: ignore[union-attr] # a named cell
    assert found[2] == 2


def test_a_period_over_frozen_and_open_months_adds_up_after_a_late_entry(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    added(ledger, dispute(12, month=9, category="邻里"))
    freeze(ledger, "2026-10", by=BY, now=NOVEMBER)
    added(ledger, dispute(13, month=9, category="邻里"))
    assert table_of(summarise(ledger, Period("2026-01", "2026-11"), now=NOVEMBER), "warnings") is None
    sheet = summarise(ledger, Period("2026-09", "2026-11"), now=NOVEMBER)
    kinds = table_of(sheet, "kinds")
    assert kinds is not None
    row = dict(zip([heading.name for heading in kinds.headings], kinds.rows[1], strict=True))
    assert (row["carried"], row["corrected"], row["registered"], row["open"]) == (0, 2, 3, 5)


@pytest.mark.parametrize(
    ("last", "found", "settled"),
    [("", 4, 2), ("2026-08", 4, 2), ("2026-10", 3, 1), ("2026-11", 3, 1), ("2026-12", 3, 1)],
)
def test_a_year_counts_its_frozen_months_as_they_were_frozen(
    ledger: MemoryLedger, last: str, found: int, settled: int
) -> None:
    performed = Event(datetime(2026, 11, 3, 9), BY, "mediate", fields={"outcome": "performed"})  # noqa: DTZ001 - Asia/Shanghai
    change(ledger, "JF2609-0001", performed)
    for month in Period("2026-01", last).months() if last else ():
        freeze(ledger, month, by=BY, now=NEW_YEAR)
    added(ledger, replace(dispute(12, month=9), events=(performed._replace(at=OCTOBER),)))
    sheet = summarise(ledger, Period("2026-01", "2026-12"), now=NEW_YEAR)
    disputes = table_of(sheet, "disputes")
    assert disputes is not None
    row = dict(zip([heading.name for heading in disputes.headings], disputes.rows[-1], strict=True))
    assert (row["found"], row["settled"], table_of(sheet, "warnings")) == (found, settled, None)


def test_a_years_figures_are_kept_with_the_last_of_its_months(ledger: MemoryLedger) -> None:
    for month in Period("2026-01", "2026-12").months():
        freeze(ledger, month, by=BY, now=NEW_YEAR)
    assert "year" not in (ledger.sheet("2026-11") or {})
    assert (ledger.sheet("2026-12") or {})["year"]["registered"] == {"dispute": 3}
    thaw(ledger, "2026-12", "有误", by=BY, now=NEW_YEAR)
    thaw(ledger, "2026-11", "有误", by=BY, now=NEW_YEAR)
    assert summarise(ledger, Period("2026-01", "2026-12"), now=NEW_YEAR).period == Period("2026-01", "2026-12")


def test_figures_of_another_programs_kind_are_not_compared(
    ledger: MemoryLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    freeze(ledger, "2026-09", by=BY, now=OCTOBER)
    added(ledger, dispute(12, month=9))
    monkeypatch.setattr("jingwu.services.corrections.COUNTING", 99)
    assert corrected(summarise(ledger, Period("2026-10", "2026-10"), now=OCTOBER)) == {}


def test_a_sheet_of_a_later_program_is_refused_in_words(ledger: MemoryLedger) -> None:
    ledger.freeze("2026-09", lambda: {"zh": {"is": "Hologram"}}, command="freeze", by=BY, at=OCTOBER, details={})
    with pytest.raises(LedgerDamaged):
        summarise(ledger, Period("2026-09", "2026-09"), now=OCTOBER)
