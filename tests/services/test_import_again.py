"""Importing a row again: nothing new, more of its life, other content; and what is perhaps registered twice."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from jingwu.errors import BadInput, NotAllowed, Problem
from jingwu.records.codec import to_document
from jingwu.records.record import Record
from jingwu.rules.status import status_of
from jingwu.services.act import act
from jingwu.services.import_records import ImportResult, import_files
from jingwu.services.register import register
from jingwu.services.undo import undo
from jingwu.store.memory_ledger import MemoryLedger

HEAD = "原编号,登记时间,摘要,类别,村居,责任民警,甲方姓名,调解日期,调解结果,协议金额"
ROW = "A1,2026-10-03 09:30,张三家院墙出水,邻里,柳树村,王建国,张三,,,"
MEDIATED = ROW.removesuffix(",,,") + ",2026-10-05 10:00,达成协议,800"


def bring(
    ledger: MemoryLedger, now: datetime, folder: Path, *rows: str, head: str = HEAD, update: bool = False
) -> ImportResult:
    path = folder / "dispute.csv"
    path.write_text("\n".join((head, *rows)), "utf-8")
    return import_files(ledger, [path], by="李红", now=now, update=update)


def refused(
    ledger: MemoryLedger, now: datetime, folder: Path, *rows: str, head: str = HEAD, update: bool = False
) -> Problem:
    before = dict(ledger.records)
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, folder, *rows, head=head, update=update)
    assert ledger.records == before
    (problem,) = refusal.value.problems
    return problem


def only(ledger: MemoryLedger) -> Record:
    (record,) = ledger.records.values()
    return record


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (ROW.replace("院墙", "屋檐"), "摘要"),
        (ROW.replace("2026-10-03 09:30", "2026-10-03 10:30"), "登记时间"),
        (ROW.replace("张三,,", "李四,,"), "当事人"),
        (MEDIATED, "调解"),
    ],
)
def test_a_row_that_says_more_or_otherwise_is_refused(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, row: str, what: str
) -> None:
    bring(ledger, now, tmp_path, ROW)
    problem = refused(ledger, now, tmp_path, row)
    assert problem.row == 2
    assert "JF2610-0001" in problem.message
    assert what in problem.message
    assert "--update" in problem.hint


def test_with_update_it_becomes_a_correction_that_keeps_the_old_value(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW)
    row = ROW.replace("院墙", "屋檐").replace("邻里", "物业").replace("张三,,", "李四,,")
    result = bring(ledger, now, tmp_path, row, update=True)
    assert (result.added, result.updated, result.skipped) == (0, 1, 0)
    record = only(ledger)
    assert (record.summary, record.category, record.parties[0].name) == ("张三家屋檐出水", "物业", "李四")
    old = {event.fields["field"]: event.fields["old"] for event in record.events}
    assert (old["summary"], old["category"]) == ("张三家院墙出水", "邻里")
    assert bring(ledger, now, tmp_path, row).skipped == 1


def test_with_update_new_steps_are_done(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    for rows, updated in (([ROW], 0), ([MEDIATED], 1), ([MEDIATED], 0), ([ROW], 0)):
        assert bring(ledger, now, tmp_path, *rows, update=True).updated == updated
    assert status_of(only(ledger)) == "agreed"


def test_what_was_done_is_never_changed_by_an_import(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    bring(ledger, now, tmp_path, MEDIATED)
    problem = refused(ledger, now, tmp_path, MEDIATED.replace("800", "900"), update=True)
    assert "调解" in problem.message


def test_what_the_ledger_does_not_allow_is_refused_with_update_too(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW)
    refused(ledger, now, tmp_path, ROW.replace("2026-10-03", "2026-09-03"), update=True)


def void(ledger: MemoryLedger, now: datetime, number: str = "JF2610-0001") -> None:
    act(ledger, number, "void", {"reason": "错登"}, by="李红", now=now)


@pytest.mark.parametrize("row", [ROW, ROW.removeprefix("A1")])
def test_what_was_made_void_by_hand_is_not_registered_again(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, row: str
) -> None:
    bring(ledger, now, tmp_path, row, row.replace("院墙", "屋檐").replace("A1", "A2"))
    void(ledger, now)
    result = bring(ledger, now, tmp_path, row, row.replace("院墙", "屋檐").replace("A1", "A2"))
    assert (result.added, result.skipped, result.void, result.void_count) == (0, 2, ["JF2610-0001"], 1)
    assert len(ledger.records) == 2


def test_of_equal_rows_of_which_one_was_made_void_each_is_there(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    row = ROW.removeprefix("A1")
    bring(ledger, now, tmp_path, row, row)
    void(ledger, now)
    assert bring(ledger, now, tmp_path, row, row).skipped == 2
    result = bring(ledger, now, tmp_path, row, row, row)
    assert (result.added, result.skipped) == (1, 2)
    assert bring(ledger, now, tmp_path, row, row, row).skipped == 3


@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize("row", [ROW, ROW.removeprefix("A1")])
def test_a_changed_row_of_a_void_record_is_refused_with_the_way_out(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, row: str, *, update: bool
) -> None:
    bring(ledger, now, tmp_path, row)
    void(ledger, now)
    changed = row.replace("邻里", "物业")
    problem = refused(ledger, now, tmp_path, changed, update=update)
    assert (problem.code, problem.row) == ("void", 2)
    assert "JF2610-0001" in problem.message
    assert "类别" in problem.message
    assert "jingwu undo" in problem.hint
    undo(ledger, None, by="李红", now=now)
    assert bring(ledger, now, tmp_path, changed, update=True).updated == 1


def test_what_was_made_void_by_hand_may_be_registered_anew_by_hand(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW)
    void(ledger, now)
    raw = {"summary": "张三家院墙出水", "reported_at": "2026-10-03 09:30", "source_key": "A1", "category": "邻里",
           "area": "柳树村", "officer": "王建国", "parties": ["role=甲方,name=张三"]}  # fmt: skip
    again = register(ledger, "dispute", raw, by="李红", now=now)
    assert again.number == "JF2610-0002"
    result = bring(ledger, now, tmp_path, ROW)
    assert (result.added, result.skipped, result.void_count) == (0, 1, 0)


def test_a_row_comes_in_again_after_an_undo_of_its_registration(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    for row in ROW, ROW.removeprefix("A1"):
        result = bring(ledger, now, tmp_path, row)
        undo(ledger, result.batch, by="李红", now=now)
        again = bring(ledger, now, tmp_path, row)
        assert (again.added, again.void_count) == (1, 0)


def test_what_was_done_with_a_record_before_it_was_made_void_is_known(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW)
    head = "来源编号,事项,日期,调解结果,原因"
    rows = ("A1,调解,2026-10-05,达成协议,", "A1,作废,2026-10-06,,错登")
    assert bring(ledger, now, tmp_path, *rows, head=head).updated == 2
    assert status_of(only(ledger)) == "void"
    again = bring(ledger, now, tmp_path, *rows, head=head)
    assert (again.updated, again.skipped) == (0, 2)


def test_a_rejected_change_comes_in_from_its_file_of_rejected_rows(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    row = ROW.removeprefix("A1")
    bring(ledger, now, tmp_path, row)
    path = tmp_path / "dispute.csv"
    path.write_text(f"{HEAD}\n{row.replace('邻里', '物业')}\n", "utf-8")
    (rejects,) = import_files(ledger, [path], by="李红", now=now, partial=True).rejects
    assert "JF2610-0001," in rejects.read_text("utf-8")
    with pytest.raises(BadInput) as refusal:
        import_files(ledger, [rejects], by="李红", now=now)
    assert "--update" in refusal.value.problems[0].hint
    assert import_files(ledger, [rejects], by="李红", now=now, update=True).updated == 1
    assert import_files(ledger, [rejects], by="李红", now=now, update=True).skipped == 1
    assert only(ledger).category == "物业"


def test_a_row_that_names_its_record_is_a_change_of_it_whatever_was_mended(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    row = ROW.removeprefix("A1")
    head = f"未导入编号,{HEAD}"
    bring(ledger, now, tmp_path, row)
    mended = "JF2610-0001," + row.replace("院墙", "屋檐")
    assert refused(ledger, now, tmp_path, mended, head=head).code == "changed"
    result = bring(ledger, now, tmp_path, mended, head=head, update=True)
    assert (result.added, result.updated) == (0, 1)
    other = mended.replace("屋檐", "屋顶").replace("10-03 09:30", "10-04 09:30")
    assert refused(ledger, now, tmp_path, other, head=head, update=True).code == "changed"
    assert bring(ledger, now, tmp_path, other.replace("0001", "0009"), head=head).added == 1


def test_a_row_that_names_its_record_leaves_it_to_none_that_has_an_id(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    row = ROW.removeprefix("A1")
    bring(ledger, now, tmp_path, row)
    path = tmp_path / "dispute.csv"
    path.write_text("\n".join((HEAD, row.replace("邻里", "错错"), row.replace("邻里", "物业"))), "utf-8")
    (rejects,) = import_files(ledger, [path], by="李红", now=now, partial=True).rejects
    rejects.write_text(rejects.read_text("utf-8").replace("错错", "物业"), "utf-8")
    result = import_files(ledger, [rejects], by="李红", now=now, update=True)
    assert (result.added, result.updated) == (1, 1)


def test_the_number_of_its_record_stays_with_a_row_that_is_rejected_again(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    row = ROW.removeprefix("A1")
    bring(ledger, now, tmp_path, row)
    path = tmp_path / "dispute.csv"
    path.write_text(f"未导入编号,{HEAD}\nJF2610-0001,{row.replace('10-03', '10-33')}\n", "utf-8")
    (rejects,) = import_files(ledger, [path], by="李红", now=now, partial=True).rejects
    assert ",JF2610-0001," in rejects.read_text("utf-8")


def test_a_row_with_a_former_key_that_says_more_is_a_change_of_its_record(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW)
    raw = {"field": "source_key", "value": "B1", "reason": "补录"}
    act(ledger, "JF2610-0001", "correct", raw, by="李红", now=now)
    assert bring(ledger, now, tmp_path, MEDIATED, update=True).updated == 1
    void(ledger, now)
    assert bring(ledger, now, tmp_path, ROW.replace("院墙", "屋檐")).added == 1


def test_of_several_records_that_had_a_key_the_one_of_the_row_s_words_is_meant(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    rows = ROW, ROW.replace("院墙", "屋檐"), ROW.replace("院墙", "水管")
    for number, row in enumerate(rows, 1):
        assert bring(ledger, now, tmp_path, row).added == 1
        raw = {"field": "source_key", "value": f"B{number}", "reason": "补录"}
        act(ledger, f"JF2610-000{number}", "correct", raw, by="李红", now=now)
    void(ledger, now)
    for row in rows:
        assert bring(ledger, now, tmp_path, row).skipped == 1
    assert bring(ledger, now, tmp_path, rows[2].replace("邻里", "物业"), update=True).updated == 1
    assert ledger.get("JF2610-0003").category == "物业"


def test_no_correction_gives_two_records_one_source_key(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    bring(ledger, now, tmp_path, ROW, ROW.replace("A1", "A2"))
    raw = {"field": "source_key", "value": "A1", "reason": "补录"}
    with pytest.raises(BadInput) as refusal:
        act(ledger, "JF2610-0002", "correct", raw, by="李红", now=now)
    assert "JF2610-0001" in refusal.value.problems[0].message
    act(ledger, "JF2610-0001", "correct", {**raw, "value": "B1"}, by="李红", now=now)
    act(ledger, "JF2610-0002", "correct", raw, by="李红", now=now)
    with pytest.raises(NotAllowed, match="JF2610-0002"):
        undo(ledger, 2, by="李红", now=now)


def test_of_two_rows_that_name_one_record_the_second_is_refused(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    row = ROW.removeprefix("A1")
    bring(ledger, now, tmp_path, row)
    rows = [f"JF2610-0001,{row.replace('邻里', name)}" for name in ("物业", "邻里")]
    problem = refused(ledger, now, tmp_path, *rows, head=f"未导入编号,{HEAD}", update=True)
    assert (problem.row, problem.code) == (3, "changed")


def test_an_exported_row_that_was_edited_is_refused_or_with_update_a_correction(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    for key in "A1", "":
        bring(ledger, now, tmp_path, key + ROW.removeprefix("A1"))
    lines = []
    for record in ledger.records.values():
        document = to_document(record.changed(summary=f"{record.summary}，已核实"))
        del document["revision"]
        lines.append(json.dumps(document))
    exported = tmp_path / "dispute.jsonl"
    exported.write_text("\n".join(lines), "utf-8")
    with pytest.raises(BadInput) as refusal:
        import_files(ledger, [exported], by="李红", now=now)
    assert [problem.code for problem in refusal.value.problems] == ["changed", "changed"]
    assert import_files(ledger, [exported], by="李红", now=now, update=True).updated == 2
    assert {record.summary for record in ledger.records.values()} == {"张三家院墙出水，已核实"}
    assert import_files(ledger, [exported], by="李红", now=now, update=True).skipped == 2


def test_what_was_taken_back_is_never_called_void_by_hand(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    row = ROW.removeprefix("A1")
    batch = bring(ledger, now, tmp_path, row).batch
    document = to_document(only(ledger))
    del document["revision"]
    exported = tmp_path / "dispute.jsonl"
    exported.write_text(json.dumps(document), "utf-8")
    undo(ledger, batch, by="李红", now=now)
    with pytest.raises(BadInput) as refusal:
        import_files(ledger, [exported], by="李红", now=now)
    assert [problem.code for problem in refusal.value.problems] == ["same_key"]
    named = f"JF2610-0001,{row.replace('邻里', '物业')}"
    assert bring(ledger, now, tmp_path, named, head=f"未导入编号,{HEAD}").added == 1


def test_an_older_export_says_nothing_new_of_what_was_done_since(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW)
    document = to_document(only(ledger))
    del document["revision"]
    exported = tmp_path / "dispute.jsonl"
    exported.write_text(json.dumps(document), "utf-8")
    act(ledger, "JF2610-0001", "note", {"content": "已走访"}, by="李红", now=now)
    assert import_files(ledger, [exported], by="李红", now=now).skipped == 1
    void(ledger, now)
    assert import_files(ledger, [exported], by="李红", now=now).void == ["JF2610-0001"]


def test_what_an_import_itself_made_void_comes_in_again_after_its_undo(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    (tmp_path / "dispute.csv").write_text(f"{HEAD}\n{ROW}\n", "utf-8")
    (tmp_path / "actions.csv").write_text("来源编号,事项,日期,原因\nA1,作废,2026-10-06,错登\n", "utf-8")
    files = [tmp_path / "dispute.csv", tmp_path / "actions.csv"]
    for _ in range(2):
        result = import_files(ledger, files, by="李红", now=now)
        assert (result.added, result.updated) == (1, 1)
        undo(ledger, result.batch, by="李红", now=now)


def test_of_equal_records_a_void_one_stands_behind_those_that_are_live(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    row = ROW.removeprefix("A1")
    bring(ledger, now, tmp_path, row, row)
    void(ledger, now)
    result = bring(ledger, now, tmp_path, row)
    assert (result.skipped, result.void_count) == (1, 0)
    assert bring(ledger, now, tmp_path, row.replace("邻里", "物业"), update=True).updated == 1
    assert ledger.get("JF2610-0002").category == "物业"


def test_no_file_says_which_batch_took_a_registration_back(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    bring(ledger, now, tmp_path, ROW)
    problem = refused(ledger, now, tmp_path, "A1,作废,2026-10-06,错登,3", head="来源编号,事项,日期,原因,批次")
    assert (problem.column, problem.code) == ("批次", "unknown_column")


def test_a_row_whose_record_has_another_source_key_since_is_known_while_it_says_the_same(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW, ROW.removeprefix("A1").replace("张三", "李四"))
    for number in "JF2610-0001", "JF2610-0002":
        raw = {"field": "source_key", "value": f"B{number[-1]}", "reason": "补录"}
        act(ledger, number, "correct", raw, by="李红", now=now)
    assert bring(ledger, now, tmp_path, ROW, ROW.removeprefix("A1").replace("张三", "李四")).skipped == 2
    other = bring(ledger, now, tmp_path, ROW.replace("张三家院墙出水", "邻居养鸡"))  # the key was that of this matter
    assert (other.added, other.rejected) == (1, 0)
    assert bring(ledger, now, tmp_path, ROW.replace("张三家院墙出水", "邻居养鸡")).skipped == 1


def test_a_void_record_of_another_ledger_is_as_if_it_had_been_made_void_here(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW)
    void(ledger, now)
    exported = tmp_path / "dispute.jsonl"
    document = to_document(only(ledger))
    del document["revision"]
    exported.write_text(json.dumps(document), "utf-8")
    other = MemoryLedger(ledger.settings)
    assert import_files(other, [exported], by="李红", now=now).added == 1
    assert import_files(other, [exported], by="李红", now=now).skipped == 1
    assert bring(other, now, tmp_path, ROW).void == ["JF2610-0001"]


def test_what_was_corrected_or_handed_on_here_is_not_taken_back(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW)
    raw = {"field": "summary", "value": "张三家屋檐出水", "reason": "核实"}
    act(ledger, "JF2610-0001", "correct", raw, by="李红", now=now)
    act(ledger, "JF2610-0001", "transfer", {"officer": "李红"}, by="李红", now=now)
    assert bring(ledger, now, tmp_path, ROW, update=True).skipped == 1


def test_what_a_row_leaves_out_changes_nothing(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    bring(ledger, now, tmp_path, MEDIATED)
    assert bring(ledger, now, tmp_path, "A1,2026-10-03 09:30,张三家院墙出水", head="原编号,登记时间,摘要").skipped == 1


def test_a_row_without_a_key_goes_on_too(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    bring(ledger, now, tmp_path, ROW.removeprefix("A1"))
    assert bring(ledger, now, tmp_path, MEDIATED.removeprefix("A1"), update=True).updated == 1


@pytest.mark.parametrize("numbers", [("JF2610-0005", ""), ("", "JF2610-0005"), ("JF2610-0005", "JF2610-0006")])
def test_two_rows_of_one_file_with_a_source_key_are_never_two_records_though_one_has_its_number(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, numbers: tuple[str, str]
) -> None:
    rows = [f"{number},A1,2026-10-03,{summary}" for number, summary in zip(numbers, ("漏水", "争吵"), strict=True)]
    head = "台账编号,来源编号,登记时间,摘要"
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, tmp_path, *rows, head=head)
    (problem,) = refusal.value.problems
    assert (problem.row, problem.value) == (3, "A1")
    assert ledger.records == {}
    assert bring(ledger, now, tmp_path, rows[0], head=head).added == 1


def test_an_update_is_taken_back_with_its_batch(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    bring(ledger, now, tmp_path, ROW)
    result = bring(ledger, now, tmp_path, MEDIATED.replace("院墙", "屋檐"), "A2" + ROW[2:], update=True)
    assert (result.added, result.updated) == (1, 1)
    undo(ledger, result.batch, by="李红", now=now)
    record = ledger.get("JF2610-0001")
    assert (record.summary, status_of(record)) == ("张三家院墙出水", "open")
    assert status_of(ledger.get("JF2610-0002")) == "void"


def test_matters_with_the_same_people_place_and_day_are_listed_and_never_merged(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, ROW)
    like = ROW.replace("A1", "B1").replace("院墙出水", "墙漏水").replace("09:30", "15:00")
    other = ROW.replace("A1", "B2").replace("张三,,", "王五,,")
    result = bring(ledger, now, tmp_path, like, other, like.replace("B1", "B3"))
    assert result.added == 3
    assert [(problem.row, problem.mask) for problem in result.duplicates] == [(4, "people"), (2, "people")]
    assert "第 2 行" in result.duplicates[0].message
    assert "JF2610-0001" in result.duplicates[1].message


PLACELESS = "原编号,摘要,登记时间,甲方,乙方,地点"


def test_matters_without_a_place_are_listed_where_people_and_day_agree(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, "A1,院墙出水,2026-10-03 09:30,张三,李四,", head=PLACELESS)
    rows = [
        "B1,墙漏水,2026-10-03,李四,张三,",  # like A1
        "B2,墙漏水,2026-10-04,李四,张三,",  # another day
        "B3,墙漏水,2026-10-03,李四,王五,",  # other people
        "B4,噪音,2026-10-05,不详,,",
        "B5,扰民,2026-10-05,不详,,",  # nobody is known: no likeness
        "B6,停车,2026-10-06,张三,李四,柳树村",
        "B7,停车,2026-10-06,张三,李四,杨家庄",  # another place
        "B8,占道停车,2026-10-06,张三,李四,",  # may be either's
        "B9,车占道,2026-10-06,张三,李四,杨家庄",  # like B7
    ]
    result = bring(ledger, now, tmp_path, *rows, head=PLACELESS)
    assert result.added == len(rows)
    told = {problem.row: problem.message for problem in result.duplicates}
    assert set(told) == {2, 9, 10}
    assert "JF2610-0001" in told[2]
    assert "姓名、日期均相同" in told[2]
    assert "第 7 行" in told[9]
    assert "第 8 行" in told[10]
    assert "姓名、地点、日期" in told[10]


def test_a_matter_with_a_place_is_listed_beside_one_of_the_ledger_without(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, "A1,院墙出水,2026-10-03,张三,李四,", head=PLACELESS)
    like = "B2,墙漏水,2026-10-03,张三,李四,柳树村"
    result = bring(ledger, now, tmp_path, like.replace("B2", "B1"), like, head=PLACELESS)
    assert [problem.row for problem in result.duplicates] == [3, 2]


UNKEYED = ROW.removeprefix("A1")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (UNKEYED.replace("邻里", "物业"), "类别"),
        (UNKEYED.replace("王建国", "李红"), "责任民警"),
        (MEDIATED.removeprefix("A1"), "调解"),
    ],
)
def test_a_changed_row_without_a_key_is_refused_and_with_update_a_correction(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, row: str, what: str
) -> None:
    bring(ledger, now, tmp_path, UNKEYED)
    problem = refused(ledger, now, tmp_path, row)
    assert "JF2610-0001" in problem.message
    assert what in problem.message
    assert "--update" in problem.hint
    result = bring(ledger, now, tmp_path, row, update=True)
    assert (result.added, result.updated) == (0, 1)
    assert bring(ledger, now, tmp_path, row).skipped == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [("院墙", "屋檐"), ("09:30", "10:30"), ("张三,", "李四,"), ("柳树村", "")],
    ids=["what", "when", "who", "where"],
)
def test_a_row_of_other_words_time_people_or_place_is_another_record(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, before: str, after: str
) -> None:
    bring(ledger, now, tmp_path, UNKEYED)
    assert bring(ledger, now, tmp_path, UNKEYED.replace(before, after), update=True).added == 1


def test_records_alike_are_found_again_in_any_order(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    alike = [UNKEYED, UNKEYED.replace("邻里", "物业"), UNKEYED.replace("王建国", "李红")]
    assert bring(ledger, now, tmp_path, *alike).added == 3
    assert bring(ledger, now, tmp_path, *alike[::-1]).skipped == 3
    assert bring(ledger, now, tmp_path, alike[2]).skipped == 1


def test_which_of_records_alike_a_row_changes_is_not_guessed(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, UNKEYED, UNKEYED.replace("邻里", "物业"))
    problem = refused(ledger, now, tmp_path, UNKEYED.replace("王建国", "李红"), update=True)
    assert problem.row == 2
    assert "JF2610-0001" in problem.hint


@pytest.mark.parametrize("changed", [0, 1])
def test_of_records_alike_a_changed_row_means_the_one_that_no_other_row_says(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, changed: int
) -> None:
    rows = [UNKEYED, UNKEYED.replace("邻里", "物业")]
    bring(ledger, now, tmp_path, *rows)
    rows[changed] = rows[changed].replace("王建国", "李红")
    for order in (rows, rows[::-1]):
        result = bring(ledger, now, tmp_path, *order, update=True)
        assert (result.added, result.updated + result.skipped) == (0, 2)
    record = ledger.get(f"JF2610-000{changed + 1}")
    assert (record.officer, record.category) == ("李红", ("邻里", "物业")[changed])


@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize("new_is_first", [False, True])
def test_a_new_row_like_a_record_that_another_row_says_is_a_record_of_its_own(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, *, new_is_first: bool, update: bool
) -> None:
    bring(ledger, now, tmp_path, UNKEYED)
    rows = [UNKEYED, UNKEYED.replace("邻里", "物业")]
    order = rows[::-1] if new_is_first else rows
    result = bring(ledger, now, tmp_path, *order, update=update)
    assert (result.added, result.skipped) == (1, 1)
    assert [record.category for record in ledger.records.values()] == ["邻里", "物业"]
    assert bring(ledger, now, tmp_path, *order).skipped == 2


def test_of_rows_alike_those_are_found_again_that_are_left_when_the_first_was_taken_back(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    rows = [UNKEYED, UNKEYED.replace("邻里", "物业")]
    first = bring(ledger, now, tmp_path, rows[0])
    bring(ledger, now, tmp_path, *rows)
    undo(ledger, first.batch, by="李红", now=now)
    assert bring(ledger, now, tmp_path, rows[1]).skipped == 1
    result = bring(ledger, now, tmp_path, *rows)
    assert (result.added, result.skipped) == (1, 1)


def test_one_matter_in_two_files_of_a_run_with_other_details_names_both_rows(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    for month, row in ("9", UNKEYED), ("10", UNKEYED.replace("邻里", "物业")):
        (tmp_path / f"dispute-{month}.csv").write_text(f"{HEAD}\n{row}\n", "utf-8")
    files = [tmp_path / "dispute-9.csv", tmp_path / "dispute-10.csv"]
    with pytest.raises(BadInput) as refusal:
        import_files(ledger, files, by="李红", now=now)
    (problem,) = refusal.value.problems
    assert (problem.file, problem.row) == ("dispute-10.csv", 2)
    assert "dispute-9.csv" in problem.message
    assert ledger.records == {}


def test_rows_that_say_otherwise_are_one_problem_in_the_summary_though_each_names_its_record(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    rows = [UNKEYED.replace("院墙", f"院墙{place}") for place in range(7)]
    bring(ledger, now, tmp_path, *rows)
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, tmp_path, *(row.replace("邻里", "物业") for row in rows))
    _, sort, *_ = refusal.value.hint.split("\n")
    assert sort.strip().startswith("7 × ")
    assert "类别" in sort
    assert "JF2610" not in sort


def test_what_is_odd_in_a_row_is_told_when_it_adds_or_changes_something(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    odd = MEDIATED.replace(",张三,", ",张三等3人,")
    for row, update, rows in ((odd, False, [2]), (odd, False, []), (odd.replace("院墙", "屋檐"), True, [2])):
        result = bring(ledger, now, tmp_path, row, update=update)
        assert ([warning.row for warning in result.warnings], result.warning_count) == (rows, len(rows))


MENDED = "未导入原因," + HEAD


def test_a_mended_row_that_says_the_same_as_a_record_is_told(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, UNKEYED)
    result = bring(ledger, now, tmp_path, "金额有误," + UNKEYED, head=MENDED)
    assert (result.added, result.skipped, result.duplicate_count) == (0, 1, 1)
    (told,) = result.duplicates
    assert told.row == 2
    assert "JF2610-0001" in told.message
    assert "来源编号" in told.hint


def test_a_mended_row_never_changes_a_record_that_it_is_like(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, UNKEYED)
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, tmp_path, "金额有误," + UNKEYED.replace("邻里", "物业"), head=MENDED, update=True)
    (problem,) = refusal.value.problems
    assert "--update" not in problem.hint
    assert "来源编号" in problem.hint
    row = "金额有误,A9" + UNKEYED.replace("邻里", "物业")
    assert bring(ledger, now, tmp_path, row, head=MENDED).added == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [("2026-10-03 09:30", "2026-10-03"), ("院墙", "３号（东）院墙")],
    ids=["when", "what"],
)
def test_other_writings_of_the_same_row_are_one_record(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, before: str, after: str
) -> None:
    row = UNKEYED.replace(before, after)
    bring(ledger, now, tmp_path, row)
    other = row.replace("2026-10-03,", "2026-10-03 00:00:00,").replace("３号（东）", "3号(东)")
    assert other != row
    result = bring(ledger, now, tmp_path, other, update=True)
    assert result.added == 0


def test_matters_in_which_nobody_is_named_are_listed_where_the_spot_and_the_day_or_the_words_and_the_day_agree(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = "原编号,摘要,登记时间,村居,地点"
    bring(ledger, now, tmp_path, "A1,反映路灯不亮影响夜间出行,2026-10-08,柳树村,柳树村5号", head=head)
    rows = [
        "B1,路灯不亮，夜间群众出行不便,2026-10-08,柳树村,柳树村5号",  # like A1
        "B2,路灯不亮,2026-10-09,柳树村,柳树村5号",  # another day
        "B3,路灯不亮,2026-10-08,柳树村,柳树村6号",  # another spot
        "B4,深夜装修噪音扰民,2026-10-10,柳树村,",
        "B5,深夜装修，噪音扰民。,2026-10-10,柳树村,",  # like B4
        "B6,占道停车,2026-10-10,柳树村,柳树村",
        "B7,犬只扰民,2026-10-10,柳树村,柳树村",  # a village is no spot
    ]
    result = bring(ledger, now, tmp_path, *rows, head=head)
    assert result.added == len(rows)
    told = {problem.row: (problem.message, problem.value, problem.mask) for problem in result.duplicates}
    assert set(told) == {2, 6}
    assert told[2] == ("可能与 JF2610-0001 重复：地点、日期均相同。", "柳树村5号", "address")
    assert told[6][0].endswith("第 5 行 重复：内容、日期均相同。")


def test_patrols_of_one_day_are_no_duplicates(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    rows = [f"A{number},校园周边巡逻,2026-10-08 0{number}:00,镇小学门口" for number in (7, 8)]
    path = tmp_path / "patrol.csv"
    path.write_text("\n".join(("原编号,摘要,登记时间,地点", *rows)), "utf-8")
    result = import_files(ledger, [path], kind="patrol", by="李红", now=now)
    assert (result.added, result.duplicates) == (2, [])
