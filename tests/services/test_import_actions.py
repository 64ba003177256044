"""Importing what was done to records: a row is a number, an action, a date and what the action says."""

import json
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwu.errors import BadInput, Problem
from jingwu.importers.action_rows import ACTION_HEADINGS
from jingwu.importers.headings import plain, targets
from jingwu.records import KINDS
from jingwu.rules import parsing
from jingwu.rules.status import status_of
from jingwu.rules.validation import Context
from jingwu.services.act import act
from jingwu.services.import_records import ImportResult, import_files
from jingwu.services.register import register
from jingwu.services.undo import undo
from jingwu.settings import Settings
from jingwu.store import create_ledger, open_ledger
from jingwu.store.check import check
from jingwu.store.memory_ledger import MemoryLedger
from jingwu.store.volume import Volume, parse_volume

HEAD = "编号,事项,日期,调解结果,协议金额,满意度,经办人,备注"


@pytest.fixture
def ledger(ledger: MemoryLedger, now: datetime) -> MemoryLedger:
    for key in ("A1", "A2"):
        raw = {"summary": "漏水", "reported_at": "2026-10-03", "officer": "王建国", "source_key": key}
        register(ledger, "dispute", raw, by="李红", now=now)
    register(ledger, "case", {"summary": "失窃", "reported_at": "2026-10-03", "source_key": "A2"}, by="李红", now=now)
    return ledger


def bring(
    ledger: MemoryLedger, now: datetime, folder: Path, *lines: str, kind: str = "", partial: bool = False
) -> ImportResult:
    path = folder / "actions.csv"
    path.write_text("\n".join(lines), "utf-8")
    return import_files(ledger, [path], by="李红", now=now, kind=kind, partial=partial)


def refused(ledger: MemoryLedger, now: datetime, folder: Path, *lines: str) -> list[Problem]:
    before = dict(ledger.records)
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, folder, *lines)
    assert ledger.records == before
    return refusal.value.problems


def test_rows_become_actions_once(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    rows = (
        HEAD, "JF2610-0001,调解,2026-10-05 15:00,达成协议,800,,,", "jf2610-1,履行,2026-10-12,,,,李红,当场付清",
        "A1,回访,2026-10-14,,,满意,,", "jf2610-2,mediate,2026-10-06,未达成,,,,",
    )  # fmt: skip
    result = bring(ledger, now, tmp_path, *rows)
    assert (result.added, result.updated, result.skipped) == (0, 4, 0)
    record = ledger.get("JF2610-0001")
    assert [(event.action, event.by) for event in record.events] == [
        ("mediate", "王建国"), ("perform", "李红"), ("callback", "王建国"),
    ]  # fmt: skip
    assert record.events[0].fields == {"outcome": "reached", "amount": Decimal(800)}
    assert record.events[1].note == "当场付清"
    again = bring(ledger, now, tmp_path, *rows)
    assert (again.updated, again.skipped, again.batch) == (0, 4, None)


def test_what_is_odd_in_an_action_is_a_warning(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    result = bring(ledger, now, tmp_path, "编号,事项,日期,返还金额", "aj2610-1,返还,2026-10-05,200")
    assert (result.updated, [(problem.row, problem.column) for problem in result.warnings]) == (1, [(2, "退赃")])


def test_a_batch_of_actions_is_taken_back_whole(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    rows = (HEAD, "jf2610-1,调解,2026-10-05,达成协议,,,,", "jf2610-1,履行,2026-10-06,,,,,")
    result = bring(ledger, now, tmp_path, *rows)
    assert status_of(ledger.get("JF2610-0001")) == "settled"
    undo(ledger, result.batch, by="李红", now=now)
    assert status_of(ledger.get("JF2610-0001")) == "open"
    assert bring(ledger, now, tmp_path, *rows).updated == 2
    assert status_of(ledger.get("JF2610-0001")) == "settled"


def test_two_equal_rows_are_two_actions(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    call = "jf2610-1,答复,2026-10-06,,,,,"
    assert bring(ledger, now, tmp_path, HEAD, call, call).updated == 2
    assert bring(ledger, now, tmp_path, HEAD, call, call, call).updated == 1


def test_each_problem_is_said_with_its_row_and_column(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    problems = refused(
        ledger, now, tmp_path, HEAD,
        "jf2610-1,调姐,2026-10-05,达成协议,,,,", "jf2610-9,回访,2026-10-05,,,满意,,", "jf2610-1,回访,,,,很好,,",
        "jf2610-1,履行,2026-10-05,,,,,", "jf2610-1,回访,2026-10-05,达成协议,,满意,,",
        "aj2610-1,调解,2026-10-05,已履行,,,,",
        ",回访,2026-10-05,,,满意,,", "A2,回访,2026-10-05,,,满意,,", "X,回访,2026-10-05,,,满意,,",
        "jf2610-1,回访,2026-10-05,,,满意,无此人,", "jf2610-1,调解,2027-10-05,达成协议,,,,",
    )  # fmt: skip
    assert [(problem.row, problem.column) for problem in sorted(problems, key=lambda problem: problem.row or 0)] == [
        (2, "事项"), (3, ""), (4, "满意度"), (4, "日期"), (5, ""), (6, "调解结果"), (7, ""), (8, ""), (9, ""), (10, ""),
        (11, "经办人"), (12, "日期"),
    ]  # fmt: skip


def test_the_kind_tells_records_of_one_source_key_apart(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    assert bring(ledger, now, tmp_path, HEAD, "A2,答复,2026-10-05,,,,,", kind="case").updated == 1
    bring(ledger, now, tmp_path, f"种类,{HEAD}", "小纠纷,A2,答复,2026-10-05,,,,,")
    assert all(len(ledger.get(number).events) == 1 for number in ("AJ2610-0001", "JF2610-0002"))


def test_with_partial_the_good_actions_are_done(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    rows = ("aj2610-1,link,2026-10-05,jf2610-99", "aj2610-1,关联,2026-10-05,jf2610-1")
    result = bring(ledger, now, tmp_path, "编号,事项,日期,关联编号", *rows, partial=True)
    assert (result.updated, result.rejected) == (1, 1)
    assert [len(ledger.get(number).events) for number in ("AJ2610-0001", "JF2610-0001")] == [1, 1]


def test_actions_follow_the_records_of_the_same_import(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    records, actions = tmp_path / "hazard.csv", tmp_path / "done.jsonl"
    records.write_text("来源编号,登记时间,摘要\nH1,2026-10-03,通道堵塞\n", "utf-8")
    rows: list[dict[str, object]] = [
        {"来源编号": "H1", "动作": "责任落实", "日期": "2026-10-04", "落实单位": "物业"},
        {"来源编号": "H1", "动作": "整改", "日期": "2026-10-05", "整改措施": "清理"},
    ]
    actions.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    for _ in range(2):
        import_files(ledger, [records, actions], by="李红", now=now)
    assert [event.action for event in ledger.get("YH2610-0001").events] == ["assign", "rectify"]
    dry = import_files(MemoryLedger(), [records, actions], by="李红", now=now, dry_run=True)
    assert (dry.added, dry.updated, dry.batch) == (1, 2, None)


def test_progress_counts_actions_when_they_are_done(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    path, told = tmp_path / "actions.csv", list[int]()
    rows = (f"jf2610-{number},答复,2026-10-0{day},,,,," for number in (1, 2) for day in (4, 5, 6))
    path.write_text("\n".join((HEAD, *rows)), "utf-8")
    import_files(ledger, [path], by="李红", now=now, progress=lambda done, _: told.append(done))
    assert told == [0, 6, 6]


def test_no_table_of_records_is_taken_for_one_of_actions() -> None:
    words = {plain(heading) for heading in ACTION_HEADINGS}
    assert all(not words & targets(kind).keys() for kind in KINDS)


def test_rows_of_a_record_are_done_in_the_order_of_their_dates(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    result = bring(
        ledger, now, tmp_path, HEAD, "jf2610-1,回访,2026-10-15,,,满意,,", "A2,调解,2026-10-07,未达成,,,,",
        "A1,履行,2026-10-09 16:00,,,,,", "jf2610-1,调解,2026-10-05,达成协议,800,,,",
        "JF2610-0002,调解,2026-10-06,未达成,,,,", "jf2610-1,答复,2026-10-09,,,,,",
        "jf2610-1,答复,2026-10-09 09:00,,,,,", kind="dispute",
    )  # fmt: skip
    assert (result.updated, result.rejected) == (7, 0)
    assert [(event.action, event.at.day) for event in ledger.get("JF2610-0001").events] == [
        ("mediate", 5), ("reply", 9), ("reply", 9), ("perform", 9), ("callback", 15),
    ]  # fmt: skip
    assert [event.at.day for event in ledger.get("JF2610-0002").events] == [6, 7]


LIFE = (
    "A1,调解,2026-10-04,未达成,,,,", "jf2610-1,答复,2026-10-05 08:00,,,,,", "A1,调解,2026-10-05 09:00,达成协议,800,,,",
    "jf2610-1,履行,2026-10-06,,,,,", "A1,回访,2026-10-08,,,满意,,", "JF2610-0001,结案,2026-10-09,,,,,",
    "A2,调解,2026-10-05,未达成,,,,", "jf2610-2,稳控,2026-10-07,,,,,",
)  # fmt: skip


@settings(max_examples=20)
@given(rows=st.permutations(LIFE))
def test_the_order_of_rows_of_different_days_does_not_matter(
    rows: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    ledger, now = MemoryLedger(), datetime(2026, 10, 20, 18)  # noqa: DTZ001 - Asia/Shanghai
    for key in ("A1", "A2"):
        raw = {"summary": "漏水", "reported_at": "2026-10-03", "source_key": key}
        register(ledger, "dispute", raw, by="李红", now=now)
    assert bring(ledger, now, tmp_path_factory.mktemp("rows"), HEAD, *rows).updated == len(LIFE)
    assert [status_of(ledger.get(f"JF2610-000{number}")) for number in (1, 2)] == ["closed", "steady"]
    assert bring(ledger, now, tmp_path_factory.mktemp("rows"), HEAD, *reversed(rows)).skipped == len(LIFE)


def test_rows_of_one_day_without_times_stay_in_the_order_of_the_file(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    rows = ("jf2610-1,调解,2026-10-05,达成协议,,,,", "jf2610-1,履行,2026-10-05,,,,,", "jf2610-1,结案,2026-10-05,,,,,")
    assert bring(ledger, now, tmp_path, HEAD, *rows).updated == 3
    problems = refused(ledger, now, tmp_path, HEAD, *(row.replace("jf2610-1", "jf2610-2") for row in reversed(rows)))
    assert {problem.row for problem in problems} == {2, 3}


def test_problems_of_rows_are_listed_in_the_order_of_the_file(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    problems = refused(
        ledger, now, tmp_path, HEAD, "jf2610-1,履行,2026-10-09,,,,,", "jf2610-2,履行,2026-10-06,,,,,",
        "jf2610-1,履行,2026-10-05,,,,,", "jf2610-1,调姐,2026-10-05,,,,,", "jf2610-7,履行,2026-10-05,,,,,",
    )  # fmt: skip
    assert [problem.row for problem in problems] == [2, 3, 4, 5, 6]


def test_an_answer_may_be_entered_after_what_was_done_later(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    bring(ledger, now, tmp_path, HEAD, "jf2610-1,调解,2026-10-09,未达成,,,,")
    assert (
        bring(ledger, now, tmp_path, HEAD, "jf2610-1,答复,2026-10-05,,,,,", "A1,备注,2026-10-04,,,,,说过").updated == 2
    )
    problems = refused(ledger, now, tmp_path, HEAD, "jf2610-1,答复,2026-10-01,,,,,")
    assert [problem.column for problem in problems] == ["日期"]


def test_what_lies_before_what_was_done_says_what_to_do(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    bring(ledger, now, tmp_path, HEAD, "jf2610-1,调解,2026-10-09,未达成,,,,")
    (problem,) = refused(ledger, now, tmp_path, HEAD, "jf2610-1,调解,2026-10-05,未达成,,,,")
    assert problem.column == "日期"
    assert "undo" in problem.hint


def test_actions_may_stand_before_the_records_in_an_import(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("来源编号,事项,日期\nH1,整改,2026-10-05\nH1,责任落实,2026-10-04\n", "utf-8")
    (tmp_path / "hazard.csv").write_text("来源编号,登记时间,摘要\nH1,2026-10-03,通道堵塞\n", "utf-8")
    for _ in range(2):
        import_files(ledger, [tmp_path / "a.csv", tmp_path / "hazard.csv"], by="李红", now=now)
    assert [event.action for event in ledger.get("YH2610-0001").events] == ["assign", "rectify"]


def test_a_record_that_an_import_converts_names_the_one_it_became_though_others_write_meanwhile(
    tmp_path: Path, now: datetime
) -> None:
    ledger = create_ledger(tmp_path / "ledger", Settings())
    register(ledger, "dispute", {"summary": "漏水", "reported_at": "2026-10-03"}, by="李红", now=now)
    path = tmp_path / "actions.csv"
    path.write_text("编号,事项,日期,转为\nJF2610-0001,转办,2026-10-05,小事情\n", "utf-8")

    def another(_rows: int, _total: int) -> None:
        values = {"summary": "另一件事", "reported_at": "2026-10-04"}
        register(open_ledger(tmp_path / "ledger"), "request", values, by="王建国", now=now)

    result = import_files(ledger, [path], by="李红", now=now, progress=another)
    assert (result.added, result.updated, result.skipped) == (1, 1, 0)
    became = str(ledger.get("JF2610-0001").events[-1].fields["number"])
    assert ledger.get(became).summary == "漏水"
    assert ledger.get(became).events[-1].fields["number"] == ("JF2610-0001",)
    assert check(ledger) == []


def test_in_whatever_order_rows_stand_the_file_of_a_month_is_read_once_for_their_records(
    now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    months = ("2026-07", "2026-08", "2026-09")
    folder = tmp_path / "ledger"
    ledger = create_ledger(folder, Settings())
    for month in months:
        for place in range(3):
            raw = {"summary": "漏水", "reported_at": f"{month}-0{place + 1}", "source_key": f"{month}-{place}"}
            register(ledger, "dispute", raw, by="李红", now=now)
    rows = [f"{month}-{place},备注,2026-10-05,{place}" for place in range(3) for month in months]
    read: list[str] = []

    def counted(data: bytes, path: Path) -> Volume:
        read.append(path.stem)
        return parse_volume(data, path)

    monkeypatch.setattr("jingwu.store.shelf.parse_volume", counted)
    monkeypatch.setattr("jingwu.store.shelf._MOST_KEPT", 0)
    path = tmp_path / "actions.csv"
    path.write_text("\n".join(("原编号,事项,日期,内容", *rows)), "utf-8")
    assert import_files(open_ledger(folder), [path], by="李红", now=now).updated == len(rows)
    assert {month: read.count(month) for month in months} == dict.fromkeys(months, 2)  # to look, and to write


def test_a_pause_and_its_end_tell_the_reason_in_one_column(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    rows = ("编号,事项,日期,原因", "aj2610-1,中止计时,2026-10-05,鉴定", "aj2610-1,恢复计时,2026-10-08,鉴定")
    assert bring(ledger, now, tmp_path, *rows).updated == 2
    assert [event.fields["reason"] for event in ledger.get("AJ2610-0001").events] == ["appraisal", "appraisal"]


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ("备注\njf2610-1,移交,2026-10-05,x", "“接办民警”"),
        ("时限,原因,批准单位\naj2610-1,延长时限,2026-10-05,办案期限,难,分局", "“天数”"),
        ("更正项目,原因\njf2610-1,更正,2026-10-05,摘要,写错", "“更正为”"),
    ],
)
def test_what_a_row_of_an_action_lacks_is_named_by_its_column(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, table: str, named: str
) -> None:
    (problem,) = refused(ledger, now, tmp_path, f"编号,事项,日期,{table}")
    assert named in problem.hint
    assert "--" not in problem.hint


def test_what_is_known_of_columns_does_not_grow_with_the_rows(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contexts: list[Context] = []

    def noted(*values: Any, **named: Any) -> Context:
        contexts.append(Context(*values, **named))
        return contexts[-1]

    monkeypatch.setattr(parsing, "Context", noted)
    known = []
    for days in (4, 15):
        contexts.clear()
        rows = [f"jf2610-1,备注,2026-10-{day:02d},,,,王建国,已联系" for day in range(4, days + 1)]
        bring(ledger, now, tmp_path, HEAD, *rows, kind="dispute")
        known.append([len(context.readers) for context in contexts])
    assert known[0] == known[1] != []


def test_a_sum_that_was_changed_since_is_not_counted_beside_the_first(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = "编号,事项,日期,金额,物品"
    first = ("aj2610-1,追回,2026-10-05,300,手机", "aj2610-1,返还,2026-10-06,200,")
    assert bring(ledger, now, tmp_path, head, *first).updated == 2
    (problem,) = refused(ledger, now, tmp_path, head, "aj2610-1,追回,2026-10-05,500,手机")
    assert "AJ2610-0001" in problem.message
    assert "追赃" in problem.message
    more = ("aj2610-1,追回,2026-10-07,100,", "aj2610-1,追回,2026-10-05,,充电器")
    result = bring(ledger, now, tmp_path, head, *more, *first)
    assert (result.updated, result.skipped) == (2, 2)


def test_what_can_be_done_once_and_is_said_otherwise_is_said_to_be_there(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    rows = ("jf2610-1,调解,2026-10-05,成功,800,,,", "jf2610-1,履行,2026-10-06,,,,,")
    assert bring(ledger, now, tmp_path, HEAD, *rows).updated == 2
    (problem,) = refused(ledger, now, tmp_path, HEAD, rows[0].replace("成功", "失败"))
    assert "JF2610-0001 已有此事项" in problem.message


def test_in_an_action_too_a_word_for_nothing_is_nothing(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    rows = (f"{HEAD},天气", "jf2610-1,调解,2026-10-05,调解不成,/,无,——,无,/")
    assert bring(ledger, now, tmp_path, *rows).updated == 1
    (event,) = ledger.get("JF2610-0001").events
    assert (event.by, event.note, event.fields) == ("王建国", "无", {"outcome": "failed"})


def test_headings_and_words_of_officers_own_sheets_are_known(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = "记录编号,办理事项,办理时间,经办民警,结果"
    rows = ("jf2610-1,调处,2026-10-05,李红,已履行", "jf2610-1,电话回访,2026-10-06,李红,非常满意")
    assert bring(ledger, now, tmp_path, head, *rows, "jf2610-2,答复,2026-10-07,李红,/").updated == 3
    mediated, called = ledger.get("JF2610-0001").events
    assert (mediated.action, called.action, called.by) == ("mediate", "callback", "李红")
    assert called.fields == {"satisfaction": "satisfied"}


def test_a_correction_that_comes_in_again_adds_nothing_and_another_value_is_another_one(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = "编号,事项,日期,更正项目,更正为,原因"
    row = "JF2610-0001,更正,2026-10-05,责任民警,李红,写错"
    assert bring(ledger, now, tmp_path, head, row).updated == 1
    assert bring(ledger, now, tmp_path, head, row).skipped == 1
    assert bring(ledger, now, tmp_path, head, row.replace("责任民警", "officer")).skipped == 1
    assert bring(ledger, now, tmp_path, head, row.replace("李红", "王建国")).updated == 1
    assert ledger.get("JF2610-0001").officer == "王建国"


def test_one_unknown_thing_in_a_row_hides_nothing_else_of_it(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = "来源编号,事项,日期,调解结果,协议金额,甲方"
    wrong = "调解,10/20/2026,没结果,-5"
    problems = refused(
        ledger,
        now,
        tmp_path,
        head,
        f"A1,{wrong},张三",
        f"K9,{wrong},",
        f"JF2610-0099,{wrong},",
        "A1,回访,2027-10-20,,,",
    )
    fields = ["日期", "调解结果", "协议金额"]
    told = {row: [problem.column for problem in problems if problem.row == row] for row in (2, 3, 4, 5)}
    assert told == {2: ["甲方", *fields], 3: ["", *fields], 4: ["", *fields], 5: ["满意度", "日期"]}
    assert [problem.value for problem in problems if problem.row == 5] == ["", "2027-10-20"]
    (problem,) = refused(ledger, now, tmp_path, "来源编号,事项,回复日期,答复内容", "K9,答复,2026-10-05,已办")
    assert problem.code == "no_such_record"


def test_an_action_on_a_record_of_another_kind_is_said_to_be_impossible_not_the_record_unknown(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    (problem,) = refused(ledger, now, tmp_path, "来源编号,事项,日期,金额", "A1,返还,2026-10-20,5")
    assert problem.code == "not_allowed"
    assert "JF2610-0001" in problem.message


def test_that_a_record_is_void_is_told_beside_what_is_wrong_in_the_cells(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    act(ledger, "JF2610-0001", "void", {"reason": "错登"}, by="李红", now=now)
    problems = refused(ledger, now, tmp_path, "来源编号,事项,日期,调解结果", "A1,调解,2026-13-01,达成协议")
    assert [problem.code for problem in problems] == ["wrong_date", "not_allowed"]


def test_an_unknown_action_or_a_missing_number_hides_nothing_that_can_be_known(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = "来源编号,事项,日期,调解结果"
    problems = refused(ledger, now, tmp_path, head, "K9,乱事,2026-10-05,", ",调解,2026-13-05,没结果", "A1,,2026-10-05,")
    told = {row: [problem.code for problem in problems if problem.row == row] for row in (2, 3, 4)}
    assert told == {
        2: ["not_listed", "no_such_record"], 3: ["missing", "wrong_date", "not_listed"], 4: ["missing"],
    }  # fmt: skip


def test_what_the_state_forbids_is_told_beside_what_is_wrong_in_the_cells(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    head = "来源编号,事项,日期,备注"
    problems = refused(ledger, now, tmp_path, head, "A1,履行,2026-13-05,")
    assert [problem.code for problem in problems] == ["wrong_date", "not_allowed"]
