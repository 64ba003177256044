"""What extending and pausing a clock refuses in words, the law that a case is under, and the station's calendar."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from jingwu.errors import BadInput, NotAllowed
from jingwu.rules.courses import clocks_of
from jingwu.rules.limits import limits_for
from jingwu.services.act import act
from jingwu.services.calendar import import_days, stored_days
from jingwu.services.register import register
from jingwu.settings import Settings, read_settings
from jingwu.store import create_ledger, open_ledger
from jingwu.store.memory_ledger import MemoryLedger

NOW = datetime(2026, 3, 1, 9, 0)  # noqa: DTZ001 - times are Asia/Shanghai
GRANTED = {"clock": "handle", "days": 30, "reason": "案情复杂", "approver": "县公安局", "document": "延字1号"}


def ledger() -> MemoryLedger:
    return MemoryLedger(Settings(name="青石镇派出所"))


def case(store: MemoryLedger, reported_at: str, **values: object) -> str:
    raw = {"summary": "电动车被盗", "reported_at": reported_at, **values}
    return register(store, "case", raw, by="王建国", now=NOW).number


def extend(store: MemoryLedger, number: str, **changed: object) -> Any:
    return act(store, number, "extend", {**GRANTED, **changed}, by="王建国", now=NOW)[0]


def due(store: MemoryLedger, number: str) -> date:
    clocks = clocks_of(store.get(number), limits_for(store.settings))
    return next(clock.due for clock in clocks if clock.name == "case.handle")


@pytest.mark.parametrize(("reported_at", "times"), [("2026-02-20", 2), ("2025-12-30", 1)])
def test_the_law_knows_so_many_extensions_and_no_more(reported_at: str, times: int) -> None:
    store = ledger()
    number = case(store, reported_at)
    for at in ("2026-01-20", "2026-02-25")[2 - times :] if times == 2 else ["2026-01-20"]:
        extend(store, number, at=at if at >= reported_at else "2026-02-21")
    with pytest.raises(NotAllowed, match=f"至多延长 {times} 次"):
        extend(store, number, at="2026-02-28")


@pytest.mark.parametrize("approver", ["青石镇派出所", "青石镇派出所所长", "本所", "县公安局城关派出所"])
def test_no_station_approves_an_extension(approver: str) -> None:
    store = ledger()
    number = case(store, "2026-02-20")
    with pytest.raises(NotAllowed) as raised:
        extend(store, number, approver=approver)
    assert raised.value.hint == "批准机关：所属公安机关负责人。"


def test_after_the_end_an_extension_is_recorded_only_by_force_and_moves_nothing() -> None:
    store = ledger()
    number = case(store, "2026-01-05")
    with pytest.raises(NotAllowed, match="已经超期"):
        extend(store, number)
    assert extend(store, number, force=True).events[-1].fields["force"] is True
    assert due(store, number) == date(2026, 2, 4)


def test_an_extension_granted_in_time_counts_however_late_it_is_typed() -> None:
    store = ledger()
    number = case(store, "2026-01-05")
    assert "force" not in extend(store, number, at="2026-02-04", force=True).events[-1].fields
    assert due(store, number) == date(2026, 3, 6)


def test_a_pause_is_refused_for_a_reason_that_the_law_does_not_know() -> None:
    store = ledger()
    number = case(store, "2025-12-30")
    with pytest.raises(NotAllowed) as raised:
        act(store, number, "pause", {"reason": "hearing", "at": "2026-01-05"}, by="王建国", now=NOW)
    assert "鉴定" in raised.value.hint
    raw = {"reason": "appraisal", "at": "2026-01-05", "until": "2026-01-04"}
    with pytest.raises(BadInput):
        act(store, number, "pause", raw, by="王建国", now=NOW)


def test_the_version_of_the_law_is_stored_and_another_wants_a_reason() -> None:
    store = ledger()
    number = case(store, "2026-01-02", filed_at="2026-01-02")
    assert getattr(store.get(number), "law", "") == "2025"
    with pytest.raises(BadInput):
        case(store, "2026-01-02", law="2012")
    wanted = {"field": "law", "value": "2012"}
    with pytest.raises(BadInput):
        act(store, number, "correct", wanted, by="王建国", now=NOW)
    changed = act(store, number, "correct", {**wanted, "reason": "行为发生在新法施行前"}, by="王建国", now=NOW)[0]
    assert getattr(changed, "law", "") == "2012"


NOTICE = [("2027-01-01", "元旦", True), ("2027-02-05", "春节", True), ("2027-02-20", "春节", False),
          ("2027-10-01", "国庆节", True)]  # fmt: skip


@pytest.mark.parametrize("suffix", [".json", ".csv"])
def test_the_yearly_notice_makes_due_dates_of_its_year_certain(tmp_path: Path, suffix: str) -> None:
    folder = tmp_path / "station"
    store = create_ledger(folder, Settings(name="某所"))
    register(store, "case", {"summary": "某事", "reported_at": "2026-12-10"}, by="王", now=datetime(2026, 12, 10, 9))  # noqa: DTZ001 - the same
    assert [clock.estimated for clock in store.live_cards()[0].clocks if clock.name == "case.handle"] == [True]
    file = tmp_path / f"notice{suffix}"
    if suffix == ".json":
        days = [{"date": on, "name": name, "isOffDay": off} for on, name, off in NOTICE]
        file.write_text(json.dumps({"year": 2027, "days": days}), "utf-8")
    else:
        rows = [f"{on},{name},{'放假' if off else '上班'}" for on, name, off in NOTICE]
        file.write_bytes("\n".join(["日期,名称,类型", *rows]).encode("gb18030"))
    assert import_days(store, folder, file, by="王", now=NOW) == (4, 0, [2027], [])
    assert [day.is_off for day in stored_days(folder)] == [True, True, False, True]
    again = open_ledger(folder, read_settings(folder))
    assert [clock.estimated for clock in again.live_cards()[0].clocks if clock.name == "case.handle"] == [False]


def test_a_notice_with_a_row_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    store = create_ledger(tmp_path / "station", Settings(name="某所"))
    file = tmp_path / "notice.csv"
    file.write_text("date,name,isOffDay\n2027-01-01,元旦,true\n2027-13-01,元旦,true\n2027-01-03,元旦,maybe\n", "utf-8")
    with pytest.raises(BadInput) as raised:
        import_days(store, tmp_path / "station", file, by="王", now=NOW)
    assert [problem.row for problem in raised.value.problems] == [3, 4]
    assert stored_days(tmp_path / "station") == []


def test_a_notice_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        import_days(ledger(), tmp_path, tmp_path / "none.csv", by="王建国", now=NOW)
    assert refusal.value.problems[0].message == "文件无法读取：没有这个文件或文件夹"
