"""Registering and acting, on the ledger in memory."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from jingwu.errors import BadInput, NoSuchRecord, NotAllowed
from jingwu.records.record import Record
from jingwu.rules.status import status_of
from jingwu.services.act import act
from jingwu.services.register import register
from jingwu.store.ledger import Ledger

BASE: dict[str, object] = {
    "summary": "张三与李四为宅基地边界争吵",
    "category": "邻里",
    "area": "柳树村",
    "officer": "王建国",
    "reported_at": "2026-10-03 09:30",
    "parties": ["role=甲方,name=张三,phone=13900000000"],
}


def added(ledger: Ledger, now: datetime, kind: str = "dispute", **more: Any) -> Record:
    raw = {**BASE, **more} if kind == "dispute" else {**BASE, "category": None, **more}
    return register(ledger, kind, raw, by="李红", now=now)


def acted(ledger: Ledger, now: datetime, record: str, action: str, /, **raw: Any) -> Record:
    return act(ledger, record, action, raw, by="李红", now=now)[0]


def refused(ledger: Ledger, now: datetime, record: str, action: str, /, **raw: Any) -> list[str]:
    with pytest.raises(BadInput) as refusal:
        act(ledger, record, action, raw, by="李红", now=now)
    return [problem.column for problem in refusal.value.problems]


def test_a_record_gets_the_next_number_of_its_kind_and_month(ledger: Ledger, now: datetime) -> None:
    assert [added(ledger, now).number for _ in range(2)] == ["JF2610-0001", "JF2610-0002"]
    assert added(ledger, now, reported_at="2026-09-30").number == "JF2609-0001"
    assert added(ledger, now, "case").number == "AJ2610-0001"


def test_a_record_without_a_date_is_registered_now_and_its_officer_is_the_first(ledger: Ledger, now: datetime) -> None:
    record = added(ledger, now, reported_at="")
    assert (record.reported_at, record.first_officer, record.entered_by) == (now, "王建国", "李红")


def test_the_same_source_key_is_one_record_however_often_it_is_sent(ledger: Ledger, now: datetime) -> None:
    first = added(ledger, now, source_key="110-7")
    assert added(ledger, now, source_key="110-7") == first
    assert len(list(ledger.read_month("2026-10"))) == 1


@pytest.mark.parametrize(
    "raw",
    [
        {"reported_at": "2026-10-21"},
        {"occurred_at": "2026-10-04"},
        {"summary": ""},
        {"officer": "赵六"},
        {"amount": "-1"},
        {"surprise": "1"},
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(ledger: Ledger, now: datetime, raw: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        added(ledger, now, **raw)
    assert ledger.months() == []
    assert list(ledger.history()) == []


def test_a_mediation_is_kept_with_all_that_was_said_of_it(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    acted(
        ledger, now, number, "mediate", outcome="达成协议", at="2026-10-05 15:00", amount="800",
        perform_by="2026-10-20", note="双方握手言和",
    )  # fmt: skip
    event = ledger.get(number).events[-1]
    assert (event.by, event.at, event.note) == ("李红", datetime(2026, 10, 5, 15), "双方握手言和")  # noqa: DTZ001 - Asia/Shanghai
    assert event.fields == {"outcome": "reached", "amount": Decimal("800.00"), "perform_by": date(2026, 10, 20)}
    assert status_of(ledger.get(number)) == "agreed"


def test_an_action_cannot_lie_before_the_registration_before_the_last_step_or_in_the_future(
    ledger: Ledger, now: datetime
) -> None:
    number = added(ledger, now).number
    assert refused(ledger, now, number, "mediate", outcome="failed", at="2026-10-02")
    assert refused(ledger, now, number, "mediate", outcome="failed", at="2026-10-21")
    acted(ledger, now, number, "mediate", outcome="performed", at="2026-10-10")
    assert refused(ledger, now, number, "close", at="2026-10-09")
    assert status_of(ledger.get(number)) == "settled"


def test_an_action_that_the_state_does_not_allow_changes_nothing(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    with pytest.raises(NotAllowed):
        acted(ledger, now, number, "close")
    with pytest.raises(NoSuchRecord):
        acted(ledger, now, "JF2610-0099", "note", content="x")
    assert ledger.get(number).revision == 1


def test_an_action_of_another_kind_and_a_missing_field_are_refused(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    with pytest.raises(NotAllowed):
        acted(ledger, now, number, "solve")
    assert refused(ledger, now, number, "mediate")
    assert refused(ledger, now, number, "transfer")
    assert refused(ledger, now, number, "void")


def test_a_transfer_changes_the_officer_and_never_the_first(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    record = acted(ledger, now, number, "transfer", officer="李红", reason="轮休")
    assert (record.officer, record.first_officer, status_of(record)) == ("李红", "王建国", "open")
    handed = acted(ledger, now, number, "transfer", unit="司法所")
    assert status_of(handed) == "transferred"


def test_a_correction_keeps_the_old_value(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    record = acted(ledger, now, number, "correct", field="category", value="物业", reason="登记有误")
    assert record.category == "物业"
    assert record.events[-1].fields == {"field": "category", "old": "邻里", "value": "物业", "reason": "登记有误"}
    cleared = acted(ledger, now, number, "correct", field="村居", clear=True, reason="不详")
    assert cleared.area is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("first_officer", "李红"), ("reported_at", "2026-09-30"), ("summary", ""), ("colour", "x"), ("officer", "赵六")],
)
def test_what_a_correction_may_not_do_is_refused(ledger: Ledger, now: datetime, field: str, value: str) -> None:
    number = added(ledger, now).number
    assert refused(ledger, now, number, "correct", field=field, value=value, reason="试")
    assert ledger.get(number).revision == 1


def test_a_link_stands_on_both_records(ledger: Ledger, now: datetime) -> None:
    first, second = added(ledger, now).number, added(ledger, now, "case").number
    acted(ledger, now, first, "link", number=second.lower(), reason="同一当事人")
    assert ledger.get(first).events[-1].fields["number"] == (second,)
    assert ledger.get(second).events[-1].fields["number"] == (first,)
    assert refused(ledger, now, first, "link", number=first)
    with pytest.raises(NoSuchRecord):
        acted(ledger, now, first, "link", number="AJ2610-0077")


def test_converting_makes_the_new_record_and_links_both_ways(ledger: Ledger, now: datetime) -> None:
    lead = added(ledger, now, "lead").number
    acted(ledger, now, lead, "verify", result="属实", at="2026-10-05")
    old, new = act(ledger, lead, "convert", {"to": "case", "category": "盗窃"}, by="李红", now=now)
    assert (status_of(old), new.kind, new.category, new.parties) == ("converted", "case", "盗窃", old.parties)
    assert old.events[-1].fields["number"] == new.number
    assert new.events[0].fields["number"] == (lead,)
    assert ledger.get(new.number) == new


def test_converting_with_a_category_that_the_new_kind_lacks_changes_nothing(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    assert refused(ledger, now, number, "convert", to="case", category="邻里")
    assert status_of(ledger.get(number)) == "open"


def test_extending_names_a_clock_that_runs_and_is_not_over(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now, "request", category=None, reported_at="2026-10-19").number
    raw = {"days": 2, "reason": "等待材料", "approver": "县局"}
    assert refused(ledger, now, number, "extend", clock="perform", **raw)
    record = acted(ledger, now, number, "extend", clock="reply", **raw)
    assert record.events[-1].fields["clock"] == "request.reply"
    late = added(ledger, now, "request", category=None).number
    with pytest.raises(NotAllowed):
        acted(ledger, now, late, "extend", clock="reply", **raw)


def test_an_event_of_a_day_without_a_time_may_stand_on_the_day_of_registration(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    assert acted(ledger, now, number, "reply", at="2026-10-03").events[-1].at == date(2026, 10, 3)
    assert acted(ledger, now, number, "note", content="x", at=(now - timedelta(hours=1)).isoformat()).revision == 3


def test_what_the_state_forbids_is_said_before_what_is_missing(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    with pytest.raises(NotAllowed):
        acted(ledger, now, number, "breach")
    assert ledger.get(number).revision == 1


def test_an_extension_takes_a_time_limit_by_the_name_that_people_read(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now, "request", category=None, reported_at="2026-10-19").number
    raw = {"days": 2, "reason": "等待材料", "approver": "县局"}
    record = acted(ledger, now, number, "extend", clock="答复", **raw)
    assert record.events[-1].fields["clock"] == "request.reply"
    acted(ledger, now, number, "reply")
    with pytest.raises(NotAllowed, match="没有正在计时"):
        acted(ledger, now, number, "extend", clock="答复", **raw)


def test_a_heading_where_a_code_belongs_is_answered_with_the_code(ledger: Ledger, now: datetime) -> None:
    with pytest.raises(BadInput) as refusal:
        added(ledger, now, 涉及金额=5)
    assert [problem.hint for problem in refusal.value.problems] == ["是否指：amount？"]
