"""Importing files, on the ledger in memory."""

import csv
import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwu.dates import write_when
from jingwu.errors import BadInput, Problem, UsageError
from jingwu.importers.guards import guarded
from jingwu.records import KINDS, record_class
from jingwu.records.dispute import Dispute
from jingwu.records.fields import columns_of
from jingwu.records.record import Party, Record
from jingwu.rules.status import status_of
from jingwu.rules.validation import is_nothing
from jingwu.services import import_records
from jingwu.services.demo import SETTINGS, write_month
from jingwu.services.import_records import SHOWN, ImportResult, import_files
from jingwu.services.register import register
from jingwu.settings import Settings
from jingwu.store import create_ledger, open_ledger
from jingwu.store.check import check
from jingwu.store.ledger import Ledger
from jingwu.store.memory_ledger import MemoryLedger

FOREIGN = Path(__file__).parents[2] / "data" / "foreign"
HEAD = "登记时间,摘要,类别,村居,责任民警,甲方姓名,甲方电话"
GOOD = "2026-10-03 09:30,张三家院墙出水,邻里,柳树村,王建国,张三,13900000000"
OTHER = "2026-10-04,李四楼上漏水,物业,柳树村,李红,李四,13900000001"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def write(folder: Path, *lines: str, name: str = "dispute.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return path


def bring(
    ledger: MemoryLedger, now: datetime, *files: Path, partial: bool = False, update: bool = False, kind: str = ""
) -> ImportResult:
    return import_files(ledger, files, kind=kind, by="李红", now=now, partial=partial, update=update)


def refused(ledger: MemoryLedger, now: datetime, *files: Path, kind: str = "") -> list[Problem]:
    before = len(list(ledger.history()))
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, *files, kind=kind)
    assert len(list(ledger.history())) == before
    return refusal.value.problems


def amount_of(record: Record) -> Decimal | None:
    assert isinstance(record, Dispute)
    return record.amount


def only(ledger: MemoryLedger) -> Record:
    (record,) = ledger.records.values()
    return record


def numbers_of(ledger: Ledger, result: ImportResult) -> list[str]:
    """The numbers of the records of a batch."""
    return [entry.number for entry in ledger.history(transaction=result.batch or -1)]


def test_rows_become_records_of_one_batch(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, HEAD, GOOD, OTHER)
    result = bring(ledger, now, path)
    assert (result.added, result.skipped, result.rejected, result.rows) == (2, 0, 0, 2)
    assert numbers_of(ledger, result) == ["JF2610-0001", "JF2610-0002"]
    entries = list(ledger.last_transaction("李红"))
    assert {entry.transaction for entry in entries} == {result.batch}
    assert entries[0].command == "import"
    (file,) = entries[0].details["files"]
    assert file["name"] == "dispute.csv"
    assert len(file["sha256"]) == 64
    record = ledger.get("JF2610-0001")
    assert (record.reported_at, record.officer, record.entered_at) == (datetime(2026, 10, 3, 9, 30), "王建国", now)  # noqa: DTZ001 - Asia/Shanghai
    assert record.parties == (Party(role="甲方", name="张三", phone="13900000000"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_the_same_in_every_encoding_and_order_of_columns(
    ledger: MemoryLedger, now: datetime, folder: Path, encoding: str
) -> None:
    bring(ledger, now, write(folder, HEAD, GOOD, OTHER))
    rows = [line.split(",")[::-1] for line in (HEAD, GOOD, OTHER)]
    again = write(folder, *map(",".join, rows), name="dispute-again.csv", encoding=encoding)
    result = bring(ledger, now, again)
    assert (result.added, result.skipped) == (0, 2)
    assert result.batch is None
    assert list(result.encodings) == [again.name]


def test_other_writings_of_the_same_date_are_the_same_row(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    bring(ledger, now, write(folder, HEAD, GOOD))
    result = bring(ledger, now, write(folder, HEAD, GOOD.replace("2026-10-03 09:30", "2026/10/3 9:30")))
    assert (result.added, result.skipped) == (0, 1)


def test_english_headings_do_as_well(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    head = "Reported at,summary,Category,area,officer,party_a,party_a phone"
    bring(ledger, now, write(folder, HEAD, GOOD))
    assert bring(ledger, now, write(folder, head, GOOD, name="d.csv")).skipped == 1


def test_all_bad_rows_are_reported_at_once_and_nothing_is_written(
    ledger: MemoryLedger, now: datetime, folder: Path
) -> None:
    first = write(
        folder, HEAD, GOOD,
        "2026-02-30,漏水,邻里,柳树村,王建国,张三,13900000000",
        ",漏水,邻理,柳树村,王建国,张三,xyz",
        "2026-10-05,只有三格,邻里",
    )  # fmt: skip
    second = write(folder, "立案时间,登记日期,简要案情,案值", "2026-10-01,2026-10-01,失窃,-5", name="case.csv")
    problems = refused(ledger, now, first, second)
    found = {(problem.file, problem.row, problem.column) for problem in problems}
    assert found == {
        ("dispute.csv", 3, "登记时间"), ("dispute.csv", 4, "登记时间"), ("dispute.csv", 4, "类别"),
        ("dispute.csv", 4, "甲方电话"), ("dispute.csv", 5, ""), ("case.csv", 2, "案值"),
    }  # fmt: skip
    assert {problem.mask for problem in problems if problem.column == "甲方电话"} == {"phone"}


def test_with_partial_the_good_rows_are_stored(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, HEAD, GOOD, "2026-02-30,漏水,,,,,", OTHER)
    result = bring(ledger, now, path, partial=True)
    assert (result.added, result.rejected, result.problem_count) == (2, 1, 1)
    mended = write(folder, HEAD, GOOD, "2026-02-28,漏水,,,,,", OTHER)
    result = bring(ledger, now, mended, partial=True)
    assert (result.added, result.skipped) == (1, 2)


def test_a_dry_run_counts_and_writes_nothing(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, HEAD, GOOD, OTHER)
    before = list(ledger.history())
    result = import_files(ledger, [path], by="李红", now=now, dry_run=True)
    assert (result.added, result.batch) == (2, None)
    assert list(ledger.history()) == before
    write(folder, HEAD, "2026-02-30,漏水,,,,,")
    with pytest.raises(BadInput):
        import_files(ledger, [path], by="李红", now=now, dry_run=True)


def test_the_same_file_twice_in_one_run_adds_its_rows_once(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, HEAD, GOOD, OTHER)
    result = bring(ledger, now, path, path)
    assert (result.added, result.skipped) == (2, 2)


def test_identical_true_rows_are_as_many_records(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, HEAD, GOOD, GOOD, GOOD)
    assert bring(ledger, now, path).added == 3
    assert bring(ledger, now, path).skipped == 3
    more = write(folder, HEAD, GOOD, GOOD, GOOD, GOOD)
    assert bring(ledger, now, more).added == 1


def test_the_other_system_s_key_is_kept_and_found_again(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    bring(ledger, now, write(folder, f"{HEAD},警情编号", f"{GOOD},A1"))
    assert only(ledger).source_key == "A1"
    assert bring(ledger, now, write(folder, f"{HEAD},原编号", f"{GOOD},A1")).skipped == 1


def test_a_row_may_say_when_and_by_whom_it_was_typed_where_it_comes_from(
    ledger: MemoryLedger, now: datetime, folder: Path
) -> None:
    head = f"{HEAD},录入时间,录入人"
    bring(ledger, now, write(folder, head, f"{GOOD},2026-10-04 10:00,内勤小陈"))
    stored = only(ledger)
    assert stored.entered_at is not None
    assert (write_when(stored.entered_at), stored.entered_by) == ("2026-10-04T10:00", "内勤小陈")
    (problem,) = refused(ledger, now, write(folder, head, f"{OTHER},2099-10-04 10:00,内勤小陈"))
    assert (problem.row, problem.column) == (2, "录入时间")


def test_one_key_with_two_contents_names_both_rows(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, f"{HEAD},警情编号", f"{GOOD},A1", f"{OTHER},A2", f"{OTHER},A1")
    (problem,) = refused(ledger, now, path)
    assert (problem.row, problem.column, problem.value) == (4, "警情编号", "A1")
    assert "2" in problem.message
    path = write(folder, f"{HEAD},警情编号", f"{GOOD},A1", f"{GOOD},A1")
    assert bring(ledger, now, path).skipped == 1


def test_steps_are_done_through_the_status_machine(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    head = f"{HEAD},调解日期,调解结果,协议金额,履行期限,履行日期,回访日期,评价,办结日期"
    path = write(folder, head, f"{GOOD},2026-10-05 15:00,达成协议,800,2026-10-15,2026-10-12,2026-10-14,满意,2026-10-13")
    bring(ledger, now, path)
    record = only(ledger)
    assert [event.action for event in record.events] == ["mediate", "perform", "close", "callback"]
    assert record.events[0].fields["amount"] == Decimal(800)
    assert record.events[0].by == "王建国"
    assert status_of(record) == "closed"


def test_steps_are_done_in_the_order_of_their_dates(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    head = f"{HEAD},调解日期,调解结果,稳控日期,稳控措施"
    bring(ledger, now, write(folder, head, f"{GOOD},2026-10-10,已履行,2026-10-05,每周走访"))
    assert [event.action for event in only(ledger).events] == ["steady", "mediate"]


@pytest.mark.parametrize(
    ("given", "column"),
    [
        ("2026-10-05,达成协议,2026-10-04,", "履行日期"),
        ("2026-10-05,未达成,2026-10-06,", "履行日期"),
        ("2026-10-01,达成协议,,", "调解日期"),
        (",达成协议,,", "调解日期"),
        ("2026-10-05,,,", "调解结果"),
        ("2026-10-05,和好,,", "调解结果"),
        ("2026-10-05,达成协议,2026-10-06,-3", "履行金额"),
        ("2026-10-05,达成协议,2027-01-01,3", "履行日期"),
    ],
)
def test_a_step_that_cannot_be_is_a_problem_of_its_row(
    ledger: MemoryLedger, now: datetime, folder: Path, given: str, column: str
) -> None:
    path = write(folder, f"{HEAD},调解日期,调解结果,履行日期,履行金额", f"{GOOD},{given}")
    assert (2, column) in {(problem.row, problem.column) for problem in refused(ledger, now, path)}


def test_steps_are_checked_even_where_the_record_is_bad(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    bad = GOOD.replace("邻里", "邻理")
    path = write(folder, f"{HEAD},调解日期,调解结果", f"{bad},2026-13-05,和好")
    assert {problem.column for problem in refused(ledger, now, path)} == {"类别", "调解日期", "调解结果"}


def test_flags_in_columns_of_their_own(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    bring(ledger, now, write(folder, f"{HEAD},标记,涉未成年人,家暴", f"{GOOD},涉网,是,否"))
    assert set(only(ledger).flags) == {"online", "minor"}
    (problem,) = refused(ledger, now, write(folder, f"{HEAD},家暴", f"{OTHER},也许"))
    assert problem.column == "家暴"


def test_data_under_an_unknown_heading_is_not_lost_in_silence(
    ledger: MemoryLedger, now: datetime, folder: Path
) -> None:
    path = write(folder, f"{HEAD},责任民井", f"{GOOD},", f"{OTHER},李红", f"{GOOD},李红")
    (problem,) = refused(ledger, now, path)
    assert (problem.row, problem.column) == (1, "责任民井")
    assert "责任民警" in problem.hint
    result = bring(ledger, now, path, partial=True)
    assert (result.added, result.rejected) == (1, 2)
    assert bring(ledger, now, write(folder, f"{HEAD},责任民井", f"{GOOD},")).skipped == 1


def test_two_headings_of_one_meaning_are_said_once(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, f"{HEAD},受理时间", f"{GOOD},2026-10-01", f"{OTHER},2026-10-01")
    (problem,) = refused(ledger, now, path)
    assert problem.column == "受理时间"


def test_a_quoted_line_break_is_part_of_its_cell(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, HEAD, GOOD.replace("张三家院墙出水", '"张三家\n""院墙""出水"'), "2026-02-30,漏水,,,,,")
    assert refused(ledger, now, path)[0].row == 3
    bring(ledger, now, path, partial=True)
    assert only(ledger).summary == '张三家\n"院墙"出水'


def test_a_character_that_cannot_be_kept_is_said_with_its_column(
    ledger: MemoryLedger, now: datetime, folder: Path
) -> None:
    (problem,) = refused(ledger, now, write(folder, HEAD, GOOD.replace("院墙", "院\x00墙")))
    assert (problem.row, problem.column) == (2, "摘要")


def test_rows_of_several_kinds_stand_in_one_file(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(
        folder, "种类,登记时间,摘要,责任民警,立案时间,甲方姓名",
        "小纠纷,2026-10-03,漏水,王建国,,张三", "case,2026-10-03,失窃,李红,2026-10-03,", "走访,2026-10-03,走访,李红,,",
        name="all.csv",
    )  # fmt: skip
    assert numbers_of(ledger, bring(ledger, now, path)) == ["JF2610-0001", "AJ2610-0001", "ZF2610-0001"]
    path.write_text("种类,登记时间,摘要\n小烦恼,2026-10-03,漏水\n,2026-10-03,漏水\n", "utf-8")
    first, second = refused(ledger, now, path)
    assert (first.row, first.column, second.row) == (2, "种类", 3)


def test_the_kind_is_given_or_told_by_name_or_headings(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    plain = ("登记时间,摘要", "2026-10-03,漏水")
    (problem,) = refused(ledger, now, write(folder, *plain, name="export.csv"))
    assert "--kind" in problem.hint
    result = bring(ledger, now, write(folder, *plain, name="export.csv"), kind="hazard")
    assert numbers_of(ledger, result) == ["YH2610-0001"]
    result = bring(ledger, now, write(folder, *plain, name="小事情.csv"))
    assert numbers_of(ledger, result) == ["SX2610-0001"]
    assert "小事情" in result.notes()[0]
    with pytest.raises(UsageError):
        bring(ledger, now, folder / "export.csv", kind="quarrel")


def test_a_row_of_another_kind_than_given_is_refused(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, "种类,登记时间,摘要", "案件,2026-10-03,失窃")
    (problem,) = refused(ledger, now, path, kind="dispute")
    assert problem.column == "种类"


def test_files_that_cannot_be_read_are_all_named(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    unknown = write(folder, HEAD, name="a.pdf")
    problems = refused(ledger, now, folder / "none.csv", unknown, folder)
    assert {problem.file for problem in problems} >= {"none.csv", "a.pdf", str(folder)}


def test_all_problems_are_counted_and_the_first_are_kept(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, HEAD, *["2026-02-30,漏水,,,,,"] * (SHOWN + 50))
    result = bring(ledger, now, path, partial=True)
    assert (result.problem_count, len(result.problems)) == (SHOWN + 50, SHOWN)
    with pytest.raises(BadInput, match=str(SHOWN + 50)) as refusal:
        bring(ledger, now, path)
    first, _, *sorts, note = refusal.value.hint.splitlines()
    assert "50" in first
    assert [line.split()[0] for line in sorts] == [str(SHOWN + 50)]
    assert "UTF-8" in note


@pytest.mark.parametrize("nothing", ["无", "/", "—", "NULL", "nan"])
def test_a_word_for_nothing_is_nothing(ledger: MemoryLedger, now: datetime, folder: Path, nothing: str) -> None:
    head = "登记时间,摘要,涉及金额,甲方姓名,甲方电话,乙方姓名,乙方电话"
    result = bring(ledger, now, write(folder, head, f"2026-10-03,漏水,{nothing},张三,{nothing},{nothing},{nothing}"))
    (record,) = ledger.records.values()
    assert (record.parties, amount_of(record)) == ((Party(role="甲方", name="张三"),), None)
    assert not result.warnings


def test_a_row_without_its_day_is_told_that_alone(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(folder, "摘要,登记时间,整改期限", "通道堵塞,,2026-10-10", name="hazard.csv")
    assert [(problem.column, problem.message) for problem in refused(ledger, now, path)] == [
        ("登记时间", "必填项未填。")
    ]


def test_a_file_whose_rows_are_all_wrong_is_not_called_empty(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    empty, wrong = write(folder, HEAD, name="a.csv"), write(folder, HEAD, "2026-10-03", name="b.csv")
    notes = bring(ledger, now, empty, wrong, partial=True).notes()
    assert notes[:2] == ["a.csv：UTF-8；没有数据行", "b.csv：UTF-8"]


def test_what_a_narrow_column_hid_is_refused_and_not_stored(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    problems = refused(ledger, now, write(folder, HEAD, "########,####,邻里,,,,"))
    assert [(problem.column, "###" in problem.message) for problem in problems] == [("登记时间", True), ("摘要", True)]


def test_files_of_one_name_are_told_apart(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    (folder / "b").mkdir()
    files = write(folder, HEAD, GOOD), write(folder / "b", HEAD, OTHER), write(folder, HEAD, GOOD)
    result = bring(ledger, now, *files)
    assert (result.added, result.skipped) == (2, 1)
    assert not any("没有数据行" in note for note in result.notes())


def test_what_is_wrong_with_whole_files_hides_nothing_of_the_others(
    ledger: MemoryLedger, now: datetime, folder: Path
) -> None:
    good = write(folder, "登记时间,摘要", "2026-10-03,漏水", "2026-13-01,噪声")
    form = folder / "form.csv"
    form.write_text("摘要,漏水\n登记时间,2026-10-03\n甲方姓名,张三\n甲方电话,13900000001\n", "utf-8")
    for partial in (False, True):
        with pytest.raises(BadInput) as refusal:
            bring(ledger, now, folder / "nowhere.csv", good, form, kind="dispute", partial=partial)
        found = [(problem.file, problem.row) for problem in refusal.value.problems]
        assert found == [("nowhere.csv", None), ("form.csv", None), (good.name, 3)]
        assert not ledger.records
    assert not list(folder.glob("*.rejected*"))


def test_two_columns_of_one_meaning_hide_nothing_of_the_rows(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    path = write(
        folder, "登记时间,发现时间,报告时间,摘要,甲方", "2026-10-03,x,2026-10-03,漏水,张三", "2026-13-01,,,,张三"
    )
    problems = refused(ledger, now, path)
    assert {(problem.row, problem.column) for problem in problems} >= {(1, "报告时间"), (3, "登记时间"), (3, "摘要")}


def test_in_an_array_what_is_no_object_is_one_bad_row(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    rows = '{"登记时间": "2026-10-03", "摘要": "漏水"}, 3, {"登记时间": "2026-13-03", "摘要": "噪声"}'
    path = write(folder, f"[{rows}]", name="dispute.json")
    assert [problem.row for problem in refused(ledger, now, path)] == [2, 3]


def test_a_number_is_shown_as_the_file_has_it_and_what_is_nested_is_not(
    ledger: MemoryLedger, now: datetime, folder: Path
) -> None:
    path = write(
        folder, '{"登记时间": "2026-10-03", "摘要": {"姓名": "张三"}, "涉及金额": 12.345}', name="dispute.jsonl"
    )
    assert [problem.value for problem in refused(ledger, now, path)] == ["", "12.345"]


@pytest.mark.parametrize(
    "cell",
    [
        "张三（男，35岁）",
        "李四(女,1990年生,柳树村人)",
        "张三，男，35岁",
        "张三 男 35岁",
        "张三（电话13900000001，柳树村）",
    ],
)
def test_more_than_names_in_a_cell_of_names_is_refused(
    ledger: MemoryLedger, now: datetime, folder: Path, cell: str
) -> None:
    problems = refused(ledger, now, write(folder, "登记时间,摘要,甲方,乙方", f'2026-10-03,吵,"{cell}","王五、赵六"'))
    assert [(problem.column, problem.code, problem.value) for problem in problems] == [("甲方", "wrong_people", "")]


def test_lines_of_json_become_records_too(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    lines: list[dict[str, object]] = [
        {"summary": "漏水", "reported_at": "2026-10-03", "parties": [{"role": "甲方", "姓名": "张三"}], "amount": 12.5},
        {"摘要": "失窃", "登记时间": "2026-10-04", "mediate.at": "2026-10-05", "mediate.outcome": "settled"},
        {"摘要": "失窃", "登记时间": "2026-10-04", "whatever": 1},
    ]
    path = folder / "dispute.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + '\n{"a": NaN}\n', "utf-8")
    problems = refused(ledger, now, path)
    assert [(problem.row, problem.column) for problem in problems] == [(2, "mediate.outcome"), (3, "whatever"), (4, "")]
    bring(ledger, now, path, partial=True)
    record = only(ledger)
    assert (record.parties[0].name, amount_of(record)) == ("张三", Decimal("12.50"))


def test_progress_is_told(ledger: MemoryLedger, now: datetime, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    path = write(folder, "登记时间,摘要,来源编号", *(f"2026-02-30,漏水,{number}" for number in range(2500)))
    import_files(
        ledger, [path], by="李红", now=now, partial=True, progress=lambda rows, total: told.append((rows, total))
    )
    assert told == [(2000, 2501), (2500, 2501), (2500, 2500)]


def test_an_import_whose_rows_all_come_in_by_another_one_meanwhile_adds_nothing(tmp_path: Path, now: datetime) -> None:
    ledger = create_ledger(tmp_path / "ledger", Settings())
    path = write(tmp_path, "登记时间,摘要,来源编号", "2026-10-03,漏水,1", "2026-10-03,漏水,2")

    def another(_rows: int, _total: int) -> None:
        import_files(open_ledger(tmp_path / "ledger"), [path], kind="dispute", by="王建国", now=now)

    result = import_files(ledger, [path], kind="dispute", by="李红", now=now, progress=another)
    assert (result.added, result.skipped, result.batch) == (0, 2, None)
    assert len(list(ledger.history())) == 2


def test_a_month_of_the_fictional_station_comes_in_whole_and_once(folder: Path) -> None:
    ledger = MemoryLedger(SETTINGS)
    until = date(2026, 10, 31)
    now = datetime(2026, 10, 31, 23, 59)  # noqa: DTZ001 - Asia/Shanghai
    files = write_month(folder, "2026-10", until=until, scale=0.1)
    first = bring(ledger, now, *files)
    assert first.added == first.rows > 0
    assert {record.kind for record in ledger.records.values()} == set(KINDS)
    assert bring(ledger, now, *files).skipped == first.rows


def test_a_foreign_city_s_export_comes_in_by_its_mapping_file_alone(now: datetime) -> None:
    ledger = MemoryLedger(SETTINGS)
    file = FOREIGN / "lakeport-311.csv"
    for added in (4, 0):
        result = import_files(ledger, [file], mapping=FOREIGN / "lakeport-311.map.toml", by="李红", now=now)
        assert (result.added, result.skipped) == (added, 4 - added)
    record = ledger.get("SX2610-0001")
    assert record.reported_at == datetime(2026, 10, 2, 8, 41)  # noqa: DTZ001 - Asia/Shanghai
    assert (record.category, record.area, record.officer, record.source_key) == (
        "求助",
        "青石社区",
        "王建国",
        "25-000413",
    )
    assert [(event.action, event.fields) for event in record.events] == [("resolve", {"manner": "on_spot"})]
    assert status_of(ledger.get("SX2610-0003")) == "open"


def test_what_a_mapping_file_makes_of_a_row_is_checked_like_any_other(
    ledger: MemoryLedger, now: datetime, folder: Path
) -> None:
    mapping = write(
        folder,
        'dates = "%d.%m.%Y"',
        "ignore = '*'",
        "[columns]",
        'Day = "reported_at"',
        'What = "summary"',
        name="m.toml",
    )
    path = write(folder, "Day,What,Ward", "31.02.2026,Leak,9", "1.10.2026,Leak,9")
    with pytest.raises(BadInput) as refusal:
        import_files(ledger, [path], mapping=mapping, by="李红", now=now)
    (problem,) = refusal.value.problems
    assert (problem.row, problem.column, problem.value) == (2, "Day", "31.02.2026")


TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=30)
LINES = st.builds("\n".join, st.lists(TEXTS, min_size=1, max_size=3)).filter(lambda text: text[0] != "#")
ROWS = st.fixed_dictionaries(
    {
        "summary": LINES,
        "reported_at": st.dates(date(2020, 1, 1), date(2026, 10, 1)).map(date.isoformat)
        | st.datetimes(datetime(2020, 1, 1), datetime(2026, 10, 1)).map(lambda at: f"{at:%Y-%m-%d %H:%M}"),  # noqa: DTZ001 - Asia/Shanghai
    },
    optional={
        "place": TEXTS.filter(lambda text: not is_nothing(text) and text[0] != "#"),  # #DIV/0! and ### are refused
        "remark": LINES,
        "amount": st.decimals(0, 10**9, places=2).map(str),
        "people": st.integers(0, 10**6).map(str),
        "source": st.sampled_from(["110指令", "报案", "found"]),
        "confidential": st.sampled_from(["是", "否"]),
    },
)


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(rows=st.lists(ROWS, min_size=1, max_size=5), encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_what_is_exported_as_csv_comes_back_equal(
    rows: list[dict[str, str]], encoding: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    now = datetime(2026, 10, 20, 18)  # noqa: DTZ001 - Asia/Shanghai
    headings = {column.name: column.heading for column in columns_of(record_class("dispute"))}
    text = StringIO(newline="")
    writer = csv.DictWriter(text, sorted({name for row in rows for name in row}))
    writer.writerow({name: headings[name] for name in writer.fieldnames})
    writer.writerows({name: guarded(cell) for name, cell in row.items()} for row in rows)
    path = folder / "dispute.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    as_csv, as_json = MemoryLedger(), MemoryLedger()
    bring(as_csv, now, path)
    lines = folder / "dispute.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    bring(as_json, now, lines)
    assert as_csv.records == as_json.records
    for row, record in zip(rows, as_csv.records.values(), strict=True):
        assert (record.summary, record.place, record.remark) == (row["summary"], row.get("place"), row.get("remark"))
        assert write_when(record.reported_at).replace("T", " ") == row["reported_at"]
        assert amount_of(record) == (Decimal(row["amount"]) if "amount" in row else None)


def test_others_write_while_an_import_reads_and_checks_its_rows(tmp_path: Path, now: datetime) -> None:
    ledger = create_ledger(tmp_path / "ledger", Settings())
    hasty = open_ledger(tmp_path / "ledger", Settings(lock_seconds=0))
    path = write(tmp_path, "登记时间,摘要,来源编号", *(f"2026-10-03,漏水,{number}" for number in range(2500)))
    theirs: list[str] = []

    def others_write(rows: int, _total: int) -> None:
        if rows % 2000:  # rows wait until there are two thousand, and what is there by then was there before
            return
        theirs.append(str(len(theirs)))
        values = {"summary": "同一天的另一起", "reported_at": "2026-10-03", "source_key": theirs[-1]}
        register(hasty, "dispute", values, by="王建国", now=now)

    result = import_files(ledger, [path], kind="dispute", by="李红", now=now, progress=others_write)
    assert len(theirs) == 1
    assert (result.added, result.skipped) == (2500 - len(theirs), len(theirs))
    commands = [entry.command for entry in ledger.history()]
    assert commands == ["dispute add"] * len(theirs) + ["import"] * result.added
    stored = list(ledger.read_month("2026-10"))
    assert [record.number for record in stored] == [f"JF2610-{place:04d}" for place in range(1, 2501)]
    assert len({record.source_key for record in stored}) == 2500
    assert check(ledger) == []


def test_a_state_by_itself_is_refused_with_the_columns_that_say_it(
    ledger: MemoryLedger, now: datetime, folder: Path
) -> None:
    rows = ("摘要,类别,登记日期,状态", "失窃,盗窃,2026-10-01,已结案")
    (problem,) = refused(ledger, now, write(folder, *rows), kind="case")
    assert problem.column == "状态"
    assert "结案日期" in problem.hint


def test_files_say_the_same_in_other_processes_as_in_this_one(
    now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titled = write(tmp_path, "十月纠纷", HEAD, GOOD, "合计,1,,,,,", name="titled.csv", encoding="gb18030")
    wrong = write(tmp_path, HEAD + ",心情", GOOD + ",好", OTHER + ",坏", "2026-02-30,x,邻里,,,,,", name="wrong.csv")
    lines = tmp_path / "dispute.jsonl"
    lines.write_text(json.dumps({"登记时间": "2026-10-05", "摘要": "楼道堆物"}) + "\n{\n", "utf-8")
    again = write(tmp_path, HEAD, GOOD, OTHER, OTHER, name="again.csv")
    mapping = tmp_path / "map.toml"
    mapping.write_text('kind = "dispute"\n[columns]\n"没有的列" = "remark"\n', "utf-8")
    told: list[tuple[object, ...]] = []
    for worth in (10**9, 0):
        monkeypatch.setattr(import_records, "_WORTH_PROCESSES", worth)
        monkeypatch.setattr("os.cpu_count", lambda: 2)
        for layout in (None, mapping):
            store = MemoryLedger(SETTINGS)
            files = [titled, wrong, lines, again]
            result = import_files(store, files, kind="dispute", mapping=layout, by="李红", now=now, partial=True)
            for path in result.rejects:
                path.unlink()
            found = (result.added, result.skipped, result.rows, result.problems, result.remarks, result.kinds)
            told.append((*found, result.encodings, list(store.records.values())))
    assert told[:2] == told[2:]
    assert told[0][0] == 4


def test_a_time_that_is_not_exact_is_kept_and_said_once_a_file(
    ledger: MemoryLedger, now: datetime, folder: Path
) -> None:
    rows = [f"2026年10月{day}日晚8时许,漏水{day},2026年10月{day}日21点左右,达成协议" for day in (3, 4, 5)]
    result = bring(ledger, now, write(folder, "登记时间,摘要,调解时间,调解结果", *rows))
    assert [(warning.row, warning.column) for warning in result.warnings] == [(2, "登记时间")]
    told = {write_when(record.reported_at) for record in ledger.records.values()}
    assert told == {f"2026-10-0{day}T20:00" for day in (3, 4, 5)}
    action = write(folder, "编号,事项,日期", "JF2610-0001,履行,2026年10月6日晚8时许", name="a.csv")
    assert [warning.row for warning in bring(ledger, now, action).warnings] == [2]


def test_two_files_of_one_name_are_told_by_their_paths(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    files = []
    for month, row in ("9", "2026-10-03,漏水"), ("10", "2026-13-03,漏水"):
        (tmp_path / month).mkdir()
        files.append(write(tmp_path / month, "登记时间,摘要", row))
    with pytest.raises(BadInput) as refusal:
        import_files(ledger, files, by="李红", now=now)
    (problem,) = refusal.value.problems
    assert (problem.file, problem.row) == (str(files[1]), 2)
    files[1].write_bytes(b"\x00\x01")
    with pytest.raises(BadInput) as refusal:
        import_files(ledger, files, by="李红", now=now)
    assert [problem.file for problem in refusal.value.problems] == [str(files[1])]


def test_a_doubt_about_a_person_stands_under_the_file_s_heading(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    result = bring(ledger, now, write(tmp_path, "登记时间,摘要,甲方,乙方", "2026-10-03,漏水,张三,李四(13900000001)"))
    assert [(doubt.column, doubt.value) for doubt in result.warnings] == [("乙方", "李四(13900000001)")]


def test_a_date_that_lies_ahead_is_shown(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    (problem,) = refused(ledger, now, write(tmp_path, "登记时间,摘要", "2027-01-01 08:30,漏水"))
    assert (problem.column, problem.value) == ("登记时间", "2027-01-01 08:30")
