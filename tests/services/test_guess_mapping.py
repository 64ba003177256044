"""`import --guess`: a mapping file for an unknown file, to be looked over."""

import json
import stat
from datetime import datetime
from pathlib import Path

import pytest

from jingwu.errors import BadInput
from jingwu.importers import Asked
from jingwu.importers.mapping_file import read_layout
from jingwu.output.masks import Masks
from jingwu.reports.table import Private, code_of
from jingwu.rules.status import status_of
from jingwu.services.demo import SETTINGS
from jingwu.services.guess_mapping import Proposal, propose_mapping
from jingwu.services.import_records import import_files
from jingwu.store.memory_ledger import MemoryLedger

HEAD = "Case No,Date Opened,Request Details,Colour,PoliceArea,Caller,Mobile,经办警官"
ROWS = (
    "7,12/31/2025,Loud music at night,red,柳树村,Dana,13900000001,王建国",
    "8,01/05/2026,Backpack lost on the bus,blue,石桥村,Robin,13900000002,李红",
)


def propose(folder: Path, now: datetime, *lines: str, kind: str = "", name: str = "export.csv") -> Proposal:
    path = folder / name
    path.write_text("\n".join(lines), "utf-8")
    return propose_mapping(path, SETTINGS, kind=kind, asked=Asked(), now=now)


def guessed(proposal: Proposal) -> dict[str, str]:
    return {str(row[0]): str(code_of(row[1])) for row in proposal.table.rows}


def test_columns_are_told_by_their_headings_and_by_what_stands_below(tmp_path: Path, now: datetime) -> None:
    proposal = propose(tmp_path, now, HEAD, *ROWS, kind="request")
    assert guessed(proposal) == {
        "Case No": "source_key", "Date Opened": "reported_at", "Request Details": "summary", "Colour": "?",
        "PoliceArea": "area", "Caller": "party name", "Mobile": "party phone", "经办警官": "officer",
    }  # fmt: skip


def test_what_is_written_is_a_mapping_that_imports_once_it_is_looked_over(tmp_path: Path, now: datetime) -> None:
    proposal = propose(tmp_path, now, HEAD, *ROWS, kind="request")
    output = proposal.output
    assert output == tmp_path / "export.map.toml"
    assert stat.S_IMODE(output.stat().st_mode) == 0o600
    layout = read_layout(output, "", SETTINGS, now=now)
    assert layout is not None
    assert layout.dates == {"dateopened": ("%m/%d/%Y",)}
    ledger = MemoryLedger(SETTINGS)
    with pytest.raises(BadInput) as refusal:
        import_files(ledger, [tmp_path / "export.csv"], mapping=output, by="李红", now=now)
    assert {problem.column for problem in refusal.value.problems} == {"Colour"}
    output.write_text(output.read_text("utf-8").replace('# "Colour"', '"Colour"'), "utf-8")
    assert import_files(ledger, [tmp_path / "export.csv"], mapping=output, by="李红", now=now).added == 2
    record = ledger.get("SX2601-0001")
    assert (record.summary, record.area, record.officer) == ("Backpack lost on the bus", "石桥村", "李红")


def test_known_headings_need_no_guess_and_values_are_masked(tmp_path: Path, now: datetime) -> None:
    proposal = propose(
        tmp_path, now, "登记时间,摘要,甲方姓名,甲方身份证号", "2026-10-03,张三漏水,张三,990101199001010011"
    )
    assert {row[2] for row in proposal.table.rows} == {"100 %"}
    samples = {row[0]: row[4] for row in proposal.table.rows}
    assert samples["甲方姓名"] == Private("张三", "name")
    assert isinstance(samples["甲方身份证号"], Private)
    assert "张三" not in proposal.output.read_text("utf-8")


def test_days_that_may_be_months_are_left_to_a_person(tmp_path: Path, now: datetime) -> None:
    output = propose(tmp_path, now, HEAD, ROWS[1], kind="request").output
    layout = read_layout(output, "", SETTINGS, now=now)
    assert layout is not None
    assert layout.dates == {}
    assert '"%m/%d/%Y", "%d/%m/%Y"' in output.read_text("utf-8").replace("、", ", ")


def test_values_that_the_station_does_not_know_are_listed_to_be_filled_in(tmp_path: Path, now: datetime) -> None:
    output = propose(tmp_path, now, "登记时间,摘要,类别", "2026-10-03,漏水,噪声扰民", name="纠纷.csv").output
    assert '[values."类别"]' in output.read_text("utf-8")
    assert '# "噪声扰民" = ""' in output.read_text("utf-8")


def test_nothing_is_written_over_and_an_empty_file_is_refused(tmp_path: Path, now: datetime) -> None:
    propose(tmp_path, now, HEAD, *ROWS)
    with pytest.raises(BadInput):
        propose(tmp_path, now, HEAD, *ROWS)
    with pytest.raises(BadInput):
        propose(tmp_path, now, HEAD, name="empty.csv")


def test_a_table_of_actions_needs_no_mapping(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(BadInput) as refusal:
        propose(tmp_path, now, "编号,事项,日期", "jf2610-1,答复,2026-10-03")
    assert "事项表" in refusal.value.problems[0].message


def test_a_sheet_of_110_calls_is_understood_and_its_id_numbers_are_nobodys_reference(
    tmp_path: Path, now: datetime
) -> None:
    head = "报警时间,案件类别,案发地点,简要案情,报警人,联系电话,身份证号码,损失金额（元）,处警民警"
    rows = (
        "2026-01-05,盗窃,车站,钱包被偷,张三,13800138001,110101199003077715,800,王建国",
        "2026-01-06,盗窃,车站,手机被偷,李四,13800138002,4.40981E+17,2000,王建国",
    )
    proposal = propose(tmp_path, now, head, *rows, kind="case")
    found = guessed(proposal)
    assert "source_key" not in found.values()
    assert (found["联系电话"], found["身份证号码"]) == ("报案人电话", "报案人身份证号")
    assert all(
        found[heading] == heading for heading in ("报警时间", "案发地点", "报警人", "损失金额（元）", "处警民警")
    )
    assert all(isinstance(row[4], Private) for row in proposal.table.rows if row[0] == "身份证号码")


def test_a_field_is_only_proposed_where_the_kind_has_it(tmp_path: Path, now: datetime) -> None:
    proposal = propose(tmp_path, now, "登记日期,摘要,赔了多少金额", "2026-01-05,钱包被偷,80", kind="lead")
    assert guessed(proposal)["赔了多少金额"] == "?"


def test_numbers_of_persons_are_no_references_whatever_their_heading(tmp_path: Path, now: datetime) -> None:
    rows = ("2026-01-05,钱包被偷,110101199003077715", "2026-01-06,手机被偷,11010119900307002X")
    proposal = propose(tmp_path, now, "登记日期,摘要,号", *rows, kind="case")
    assert guessed(proposal)["号"] == "当事人身份证号"
    assert isinstance(proposal.table.rows[2][4], Private)
    rows = ("2026-01-05,钱包被偷,13900000000", "2026-01-06,手机被偷,13900000001")
    proposal = propose(tmp_path, now, "登记日期,摘要,来电号码", *rows, kind="case", name="calls.csv")
    assert guessed(proposal)["来电号码"] == "当事人电话"
    assert isinstance(proposal.table.rows[2][4], Private)


def test_no_two_columns_are_proposed_for_one_field_whatever_it_is_called(tmp_path: Path, now: datetime) -> None:
    row = "20261003143015,漏水,20261003152000"
    table = propose(tmp_path, now, "接警时间,摘要,反馈时间", row, kind="dispute").table
    assert [code_of(cells[1]) for cells in table.rows] == ["接警时间", "摘要", "?"]


def test_a_state_is_not_proposed_for_it_cannot_be_imported(tmp_path: Path, now: datetime) -> None:
    proposal = propose(tmp_path, now, "登记日期,摘要,状态", "2026-01-05,钱包被偷,已结案", kind="case")
    assert guessed(proposal)["状态"] == "?"


def test_what_only_looks_like_something_is_not_proposed_for_it(tmp_path: Path, now: datetime) -> None:
    head = "接警日,摘要,化解时限,协办民警,带班民警,调解结果,处置民警电话,经过,出警时间,车牌号,报警方式"
    rows = ("20261003,漏水,2026-10-20,李红,王建国,已调解,13900000001,劝开,2026-10-03 09:40,浙A1,电话",
            "20261004,噪声,2026-10-21,王建国,李红,未成功,13900000002,劝开,2026-10-04 09:40,浙A2,网络")  # fmt: skip
    proposal = propose(tmp_path, now, head, *rows, kind="dispute")
    found = guessed(proposal)
    assert found.pop("接警日") == "接警日期"
    assert {heading for heading, field in found.items() if field != "?"} == {"摘要", "协办民警", "调解结果"}
    sure = {str(row[0]): str(row[2]) for row in proposal.table.rows}
    assert sure["协办民警"] == "55 %"
    assert '# "已调解" = ""' in proposal.output.read_text("utf-8")


def test_of_rejected_rows_the_reason_and_the_id_are_known(tmp_path: Path, now: datetime) -> None:
    row = "没有这一天,92fb2b13-3,1,2026-10-03,漏水"
    proposal = propose(tmp_path, now, "未导入原因,未导入编号,序号,登记日期,摘要", row, kind="dispute")
    assert "?" not in guessed(proposal).values()


def test_an_example_does_not_tell_who_the_people_of_its_row_are(tmp_path: Path, now: datetime) -> None:
    head = "报警内容,警情类别,接警时间,报警人姓名"
    proposal = propose(tmp_path, now, head, "张三丰报警称被李四打伤,张三丰家盗窃,2026-10-03,张三丰、李四", kind="case")
    shown = json.dumps(Masks().table(proposal.table).rows, ensure_ascii=False)
    assert "张**报警称被李*打伤" in shown
    assert "张三丰" not in shown + proposal.output.read_text("utf-8")
    assert "李四" not in shown


def test_an_example_that_is_cut_short_tells_no_part_of_a_name(tmp_path: Path, now: datetime) -> None:
    told = "早上八点在门前的大路边上和一个不认识的人吵架张三丰说"
    proposal = propose(tmp_path, now, "报警内容,接警时间,报警人姓名", f"{told},2026-10-03,张三丰", kind="case")
    assert "张" not in str(Masks().cell(proposal.table.rows[0][4]))


def test_a_file_whose_rows_name_their_kinds_gets_no_kind(tmp_path: Path, now: datetime) -> None:
    head = "种类,摘要,类别,登记日期,地点"
    rows = (
        "小纠纷,漏水,邻里,2026-10-03,柳树村5号",
        "小事情,丢包,寻物,2026-10-03,车站",
        "小隐患,插线,消防,2026-10-03,仓库",
    )
    proposal = propose(tmp_path, now, head, *rows, name="n.csv")
    assert not any(line.startswith("kind") for line in proposal.output.read_text("utf-8").splitlines())
    ledger = MemoryLedger(SETTINGS)
    result = import_files(ledger, [tmp_path / "n.csv"], mapping=proposal.output, by="李红", now=now, dry_run=True)
    assert result.added == 3


def test_a_day_of_closing_is_of_the_step_that_does_the_matter(tmp_path: Path, now: datetime) -> None:
    head, row = "Opened,Request Details,Closed Date", "2026-10-03,Loud music,2026-10-04"
    proposal = propose(tmp_path, now, head, row, kind="request")
    assert guessed(proposal)["Closed Date"] == "resolve.at"
    ledger = MemoryLedger(SETTINGS)
    import_files(ledger, [tmp_path / "export.csv"], mapping=proposal.output, by="李红", now=now)
    assert status_of(ledger.get("SX2610-0001")) == "resolved"
    for kind, field in (("case", "close.at"), ("hazard", "?"), ("dispute", "?")):
        proposal = propose(tmp_path, now, head, row, kind=kind, name=f"{kind}.csv")
        assert guessed(proposal)["Closed Date"] == field


def test_a_day_of_closing_stands_where_the_file_tells_the_step_before_it(tmp_path: Path, now: datetime) -> None:
    head = "登记日期,摘要,解决日期,Closed Date"
    proposal = propose(tmp_path, now, head, "2026-10-03,漏水,2026-10-04,2026-10-05", kind="request")
    assert guessed(proposal)["Closed Date"] == "close.at"
    head = "登记日期,摘要,整改日期,复查日期,复查结果,Closed Date"
    row = "2026-10-03,插线,2026-10-04,2026-10-05,合格,2026-10-06"
    assert guessed(propose(tmp_path, now, head, row, kind="hazard", name="h.csv"))["Closed Date"] == "close.at"


def test_dates_that_contradict_each_other_are_named_with_their_rows(tmp_path: Path, now: datetime) -> None:
    rows = ("10/12/2026,a", "10/13/2026 12:05:00 AM,b", "10/13/2026,b", "13/4/2026,c")
    lines = propose(tmp_path, now, "Date Opened,Details", *rows, kind="request").output.read_text("utf-8").splitlines()
    said = lines[lines.index("[dates]") + 1]
    assert said.startswith('# "Date Opened"')
    assert "第2行为10/12/2026，第3行为10/13/2026 12:05:00 AM" in said
    others = ("10/13/2026,a", "13/4/2026,c")
    output = propose(tmp_path, now, "Date Opened,Details", *others, kind="request", name="b.csv").output
    assert "第2行为10/13/2026，第3行为13/4/2026" in output.read_text("utf-8")


def test_the_code_of_a_field_has_its_chinese_word_beside_it(tmp_path: Path, now: datetime) -> None:
    head, row = "Case No,Date Opened,Details,Caller,Closed Date", "7,2026-10-03,Noise,Dana,2026-10-04"
    rows = propose(tmp_path, now, head, row, kind="request").table.rows
    assert [str(row[1]) for row in rows] == [
        "source_key 来源编号", "reported_at 登记时间", "summary 摘要", "party name 求助人", "resolve.at 解决日期",
    ]  # fmt: skip
