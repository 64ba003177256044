"""Importing a row again with --update: people are added to, and only what was put right by hand is held."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from jingwu.errors import BadInput
from jingwu.records.record import FLAGS, Party
from jingwu.services.act import act
from jingwu.services.import_changes import change_of
from jingwu.services.import_records import ImportResult, import_files
from jingwu.services.undo import undo
from jingwu.store.memory_ledger import MemoryLedger

NUMBER = "JF2610-0001"
KEYED = "原编号,摘要,登记时间"
ROW = "A1,两家争吵,2026-10-03 09:30"
HEAD = f"{KEYED},甲方,甲方电话,甲方身份证号,甲方住址,乙方"
FULL = f"{ROW},张三,13900000001,110101199003070513,柳树村3号,李四"
ZHANG = ("甲方", "张三", "13900000001", "柳树村3号")
LI = ("乙方", "李四", None, None)


def bring(
    ledger: MemoryLedger, now: datetime, folder: Path, text: str, *, head: str = HEAD, update: bool = True
) -> ImportResult:
    path = folder / "dispute.csv"
    path.write_text(f"{head}\n{text}\n", "utf-8")
    return import_files(ledger, [path], by="李红", now=now, update=update)


def correct(ledger: MemoryLedger, now: datetime, field: str, value: str) -> None:
    act(ledger, NUMBER, "correct", {"field": field, "value": value, "reason": "核实"}, by="李红", now=now)


def people(ledger: MemoryLedger) -> list[tuple[str | None, ...]]:
    return [(party.role, party.name, party.phone, party.address) for party in ledger.get(NUMBER).parties]


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (f"{KEYED},甲方,乙方", "张三,李四"),
        (HEAD, "张三,,,,李四"),
        (f"{KEYED},乙方,甲方", "李四,张三"),
        (f"{KEYED},甲方", "张三"),
        (f"{KEYED},当事人", "李四、张三"),
        (f"{KEYED},甲方,甲方电话", "张三,13900000001"),
    ],
)
def test_a_row_that_says_less_of_people_changes_nothing(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, head: str, cells: str
) -> None:
    bring(ledger, now, tmp_path, FULL)
    assert bring(ledger, now, tmp_path, f"{ROW},{cells}", head=head, update=False).skipped == 1
    assert people(ledger) == [ZHANG, LI]
    assert ledger.get(NUMBER).parties[0].id_number == "110101199003070513"


@pytest.mark.parametrize(
    ("told", "after"),
    [
        (("甲方,甲方电话", "张三,13900000002"), [(*ZHANG[:2], "13900000002", ZHANG[3]), LI]),
        (("乙方,乙方电话", "李四,13900000003"), [ZHANG, ("乙方", "李四", "13900000003", None)]),
        (("甲方,乙方", "王五,李四"), [("甲方", "王五", None, None), LI]),
        (("甲方,乙方", "张三、王五,李四"), [ZHANG, LI, ("甲方", "王五", None, None)]),
        (("甲方,乙方", "李四,张三"), [("乙方", *ZHANG[1:]), ("甲方", *LI[1:])]),
        (("当事人", "王五"), [ZHANG, LI, ("当事人", "王五", None, None)]),
    ],
)
def test_what_a_row_says_of_people_is_added_to_what_is_known(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, told: tuple[str, str], after: Sequence[object]
) -> None:
    bring(ledger, now, tmp_path, FULL)
    head, row = f"{KEYED},{told[0]}", f"{ROW},{told[1]}"
    with pytest.raises(BadInput, match="1"):
        bring(ledger, now, tmp_path, row, head=head, update=False)
    assert people(ledger) == [ZHANG, LI]
    assert bring(ledger, now, tmp_path, row, head=head).updated == 1
    assert people(ledger) == after
    assert bring(ledger, now, tmp_path, row, head=head, update=False).skipped == 1


def test_a_part_told_later_is_taken_over(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    bring(ledger, now, tmp_path, f"{ROW},张三", head=f"{KEYED},当事人")
    assert bring(ledger, now, tmp_path, f"{ROW},张三", head=f"{KEYED},甲方").updated == 1
    assert people(ledger) == [("甲方", "张三", None, None)]


def test_two_people_of_one_name_are_told_apart_by_what_is_said_of_them(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = f"{KEYED},甲方,甲方电话,乙方,乙方电话"
    bring(ledger, now, tmp_path, f"{ROW},张伟,13900000001,张伟,13900000002", head=head)
    assert bring(ledger, now, tmp_path, f"{ROW},张伟,13900000002", head=f"{KEYED},当事人,当事人电话").skipped == 1


def test_what_was_put_right_by_hand_of_one_person_is_held_and_the_rest_of_the_row_is_taken(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, FULL)
    correct(ledger, now, "parties", '[{"role": "甲方", "name": "张三", "phone": "13911111111"}]')
    assert bring(ledger, now, tmp_path, FULL).skipped == 1  # neither the phone nor 李四 nor the address comes back
    row = FULL.replace("李四", "王五").replace("柳树村3号", "柳树村5号")
    assert bring(ledger, now, tmp_path, row).updated == 1
    assert people(ledger) == [("甲方", "张三", "13911111111", "柳树村5号"), ("乙方", "王五", None, None)]


def test_a_name_put_right_by_hand_is_not_taken_back(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    bring(ledger, now, tmp_path, FULL)
    correct(ledger, now, "parties", '[{"role": "甲方", "name": "张珊"}, {"role": "乙方", "name": "李四"}]')
    assert bring(ledger, now, tmp_path, FULL).skipped == 1
    assert [name for _, name, *_ in people(ledger)] == ["张珊", "李四"]


CATEGORY = f"{KEYED},类别,甲方,甲方电话"


@pytest.mark.parametrize(
    ("first", "then"),
    [("邻里,张三,13900000001", "物业,张三,13900000001"), ("邻里,张三,13900000001", "邻里,张三,13900000002")],
)
def test_what_an_import_changed_an_import_changes_back(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, first: str, then: str
) -> None:
    for cells, updated in ((first, 0), (then, 1), (first, 1), (then, 1), (then, 0)):
        assert bring(ledger, now, tmp_path, f"{ROW},{cells}", head=CATEGORY).updated == updated
    category, name, phone = then.split(",")
    assert ledger.get(NUMBER).category == category
    assert ledger.get(NUMBER).parties == (Party(role="甲方", name=name, phone=phone),)


def test_what_stood_before_a_correction_by_hand_stays_so_whatever_imports_did(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = f"{KEYED},备注"
    for remark in ("甲", "乙"):
        bring(ledger, now, tmp_path, f"{ROW},{remark}", head=head)
    correct(ledger, now, "remark", "丙")
    for remark, updated in (("甲", 0), ("乙", 0), ("丁", 1), ("丙", 1), ("甲", 0)):
        assert bring(ledger, now, tmp_path, f"{ROW},{remark}", head=head).updated == updated


def test_a_correction_by_hand_that_was_taken_back_holds_nothing(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, f"{ROW},邻里,,", head=CATEGORY)
    correct(ledger, now, "category", "物业")
    undo(ledger, None, by="李红", now=now)
    assert bring(ledger, now, tmp_path, f"{ROW},物业,,", head=CATEGORY).updated == 1
    assert bring(ledger, now, tmp_path, f"{ROW},邻里,,", head=CATEGORY).updated == 1


def test_a_list_that_lacks_some_is_a_change_and_another_order_is_none(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = f"{KEYED},标记"
    bring(ledger, now, tmp_path, f"{ROW},涉网、家暴", head=head)
    assert bring(ledger, now, tmp_path, f"{ROW},家暴、涉网", head=head).skipped == 1
    with pytest.raises(BadInput, match="1"):
        bring(ledger, now, tmp_path, f"{ROW},涉网", head=head, update=False)
    assert bring(ledger, now, tmp_path, f"{ROW},涉网", head=head).updated == 1
    assert ledger.get(NUMBER).flags == ("online",)
    assert bring(ledger, now, tmp_path, f"{ROW},", head=head).skipped == 1


@pytest.mark.parametrize(
    "column",
    [
        ("涉网", "是", "涉网、家暴"), ("家暴", "是", "涉网、家暴"), ("涉未成年人", "是", "涉未成年人、涉网、家暴"),
        ("涉网", "否", "家暴"), ("涉未成年人", "否", "涉网、家暴"), ("涉网", "", "涉网、家暴"),
        ("标记,涉网", ",否", "家暴"), ("家暴,涉网", "否,否", ""), ("标记,涉网", "涉网,", "涉网"),
    ],
)  # fmt: skip
def test_a_flag_in_a_column_of_its_own_says_nothing_of_the_others(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, column: tuple[str, str, str]
) -> None:
    head, cell, flags = column
    bring(ledger, now, tmp_path, f"{ROW},涉网、家暴", head=f"{KEYED},标记")
    result = bring(ledger, now, tmp_path, f"{ROW},{cell}", head=f"{KEYED},{head}")
    assert {FLAGS[code] for code in ledger.get(NUMBER).flags} == set(filter(None, flags.split("、")))
    assert result.updated == (flags != "涉网、家暴")


def test_a_flag_that_was_taken_away_here_by_hand_does_not_come_back(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = f"{KEYED},涉网,家暴"
    bring(ledger, now, tmp_path, f"{ROW},是,", head=head)
    act(ledger, NUMBER, "correct", {"field": "flags", "clear": "yes", "reason": "核实"}, by="李红", now=now)
    assert bring(ledger, now, tmp_path, f"{ROW},是,", head=head).skipped == 1
    assert bring(ledger, now, tmp_path, f"{ROW},是,是", head=head).updated == 1
    assert ledger.get(NUMBER).flags == ("domestic_violence",)


def test_another_date_of_what_cannot_be_done_twice_is_not_offered_as_an_update(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head, row = f"{KEYED},调解日期,调解结果,协议金额", f"{ROW},2026-10-05,达成协议,800"
    bring(ledger, now, tmp_path, row, head=head)
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, tmp_path, row.replace("10-05", "10-06"), head=head, update=False)
    (problem,) = refusal.value.problems
    assert "调解" in problem.message
    assert "--update" not in problem.hint


@pytest.mark.parametrize("update", [False, True])
def test_what_the_state_of_a_record_forbids_is_not_offered_as_an_update(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, *, update: bool
) -> None:
    bring(ledger, now, tmp_path, ROW, head=KEYED)
    act(ledger, NUMBER, "transfer", {"unit": "司法所"}, by="李红", now=now)
    head, row = f"{KEYED},调解日期,调解结果,协议金额", f"{ROW},2026-10-05,达成协议,800"
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, tmp_path, row, head=head, update=update)
    (problem,) = refusal.value.problems
    assert "已移交" in problem.message
    assert "--update" not in problem.hint


def test_what_a_foreign_ledger_kept_of_people_in_another_form_holds_nothing(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, FULL)
    stored = ledger.get(NUMBER)
    correct(ledger, now, "parties", '[{"role": "甲方", "name": "张三"}]')
    (event,) = ledger.get(NUMBER).events
    for old in ("张三", "{}", "[1]", "[" * 100_000):
        foreign = stored.changed(events=(event._replace(fields={**event.fields, "old": old}),))
        assert change_of(stored.changed(events=()), foreign) is None


def test_an_explicit_no_takes_a_yes_back_and_an_empty_cell_does_not(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head, row = "登记时间,摘要,类别,可防性案件", "2026-10-03,失窃,盗窃,"
    path = tmp_path / "case.csv"

    def import_said(said: str, *, update: bool) -> ImportResult:
        path.write_text(f"{head}\n{row}{said}\n", "utf-8")
        return import_files(ledger, [path], by="李红", now=now, kind="case", update=update)

    import_said("是", update=False)
    assert import_said("", update=True).skipped == 1
    with pytest.raises(BadInput) as refusal:
        import_said("否", update=False)
    assert "可防性案件" in refusal.value.problems[0].message
    assert import_said("否", update=True).updated == 1
    (record,) = ledger.records.values()
    assert vars(record)["preventable"] is False
    assert import_said("否", update=True).skipped == 1
    assert import_said("是", update=True).updated == 1
