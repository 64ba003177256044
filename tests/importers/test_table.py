"""Finding the table among what people put around it."""

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from tools.corpus.workbooks import book

from jingwu.errors import BadInput
from jingwu.importers import Row, Source
from jingwu.importers.opening import open_source
from jingwu.importers.rows import Asked, Note
from jingwu.importers.table import Line, read_table

HEAD = ["登记时间", "摘要", "类别", "甲方姓名", "甲方电话"]
FIRST = ["2026-10-03", "漏水", "邻里", "张三", "13900000000"]
LAST = ["2026-10-04", "噪声", "邻里", "李四", "13900000001"]
EMPTY = [""] * 5


def one(text: str, at: int = 0) -> list[str]:
    return [text if place == at else "" for place in range(5)]


def read(*rows: list[str], headings: Iterable[str] = ()) -> tuple[list[Row], list[str]]:
    notes: list[Note] = []
    lines = [Line(number, cells) for number, cells in enumerate(rows, 1)]
    found = list(read_table(lines, Asked(headings=frozenset(headings)), notes, file="a.csv"))
    return found, [note.words for note in notes]


@pytest.mark.parametrize(
    "above", [[one("青石镇派出所矛盾纠纷台账")], [one("台账", 2), EMPTY, one("单位：青石镇派出所")]]
)
def test_titles_above_the_headings_are_skipped_and_said(above: list[list[str]]) -> None:
    rows, notes = read(*above, HEAD, FIRST)
    assert [(row.number, row.names, row.cells) for row in rows] == [(len(above) + 2, tuple(HEAD), FIRST)]
    assert len(notes) == 1


def test_groups_above_the_headings_are_part_of_them() -> None:
    upper = ["登记时间", "摘要", "类别", "甲方", "", "乙方", "", "备注"]
    lower = ["", "", "", "姓名", "电话", "姓名", "联系电话", ""]
    first = [*FIRST, "李四", "13900000001", "无"]
    rows, notes = read([*one("台账"), "", "", ""], upper, lower, first)
    names = ("登记时间", "摘要", "类别", "甲方姓名", "甲方电话", "乙方姓名", "乙方联系电话", "备注")
    assert [(row.number, row.names) for row in rows] == [(4, names)]
    assert any("2" in note and "3" in note for note in notes)


def test_a_sub_heading_that_stands_for_itself_keeps_its_name() -> None:
    rows, _ = read(
        ["登记时间", "摘要", "调解情况", "", ""], ["", "", "调解日期", "调解结果", "协议金额"], ["2026-10-03", *"abcd"]
    )
    assert rows[0].names == ("登记时间", "摘要", "调解日期", "调解结果", "协议金额")


def test_headings_that_are_merged_over_two_lines_stand_in_both() -> None:
    upper = ["登记时间", "摘要", "类别", "当事人情况", ""]
    lower = ["登记时间", "摘要", "类别", "甲方姓名", "甲方电话"]
    rows, notes = read(one("台账"), upper, lower, FIRST)
    assert [(row.number, row.names) for row in rows] == [(4, tuple(HEAD))]
    assert any("2" in note and "3" in note for note in notes)


def test_units_below_the_headings_are_part_of_them() -> None:
    rows, _ = read(
        ["登记时间", "摘要", "涉及金额", "", ""], ["", "", "（万元）", "", ""], ["2026-10-03", "漏水", "2", "", ""]
    )
    assert [(row.number, row.names[2]) for row in rows] == [(3, "涉及金额（万元）")]


def test_a_total_above_the_headings_is_no_record() -> None:
    rows, notes = read(one("台账"), ["总计", "2", "", "起", "1300元"], HEAD, FIRST)
    assert [row.number for row in rows] == [4]
    assert "1-2" in notes[0]


def test_rows_of_data_are_never_taken_for_headings() -> None:
    rows, notes = read(HEAD, ["2026-10-03", "漏水", "邻里", "姓名", "电话"], FIRST)
    assert len(rows) == 2
    assert notes == []


@pytest.mark.parametrize(
    "total",
    [
        "合计", "总计", "小计：", "合 计", "本页合计", "共计2起", "Total", "合计（起）", "本月合计", "10月份合计",
        "2026年10月合计", "柳树村小计", "截至10月31日累计", "邻里 汇总",
    ],
)  # fmt: skip
def test_totals_are_skipped_wherever_they_stand_and_said(total: str) -> None:
    rows, notes = read(HEAD, FIRST, one(total), LAST, ["", total, "2", "", ""])
    assert [row.number for row in rows] == [2, 4]
    assert len(notes) == 1
    assert "3" in notes[0]
    assert "5" in notes[0]


@pytest.mark.parametrize("text", ["共计三人打架", "合计工程队讨薪", "小计较起争执", "total loss"])
def test_a_text_that_only_begins_like_a_total_is_a_row(text: str) -> None:
    rows, notes = read(["摘要", "登记时间"], [text, "2026-10-03"])
    assert (len(rows), notes) == (1, [])


def test_notes_below_the_table_are_skipped_and_said() -> None:
    signed = ["填表人：王建国", "", "审核人：李红", "", ""]
    rows, notes = read(HEAD, FIRST, LAST, EMPTY, one("本表一式两份"), signed, one("注：不含移交的。"))
    assert [row.number for row in rows] == [2, 3]
    assert any("5-7" in note for note in notes)


@pytest.mark.parametrize(
    "text",
    [
        "打印店内争吵：张三与李四互骂",
        "单位门口停车争执：互骂",
        "日期不详：张三与李四",
        "Note: noise at night",
        "本月多次无故敲门",
        "以下为空地归属引发的争吵",
        "第3页合同被撕",
        "--两家争吵",
        "Page 3 of the contract torn",
        "打印",
        "审核",
        "审批：许可",
        "统计：人口",
        "数据汇总",
        "柳树村小计",
        "负责人",
        "第3页",
    ],
)
@pytest.mark.parametrize(
    "day", ["2026-10-07", "2026.10.7 09:30", "20261007", "2026年10月7日", "10/7/2026", "2026-13-01"]
)
@pytest.mark.parametrize("after", [[], [EMPTY]])
def test_a_row_that_tells_a_day_is_a_row_whatever_it_begins_with(text: str, day: str, after: list[list[str]]) -> None:
    rows, _ = read(["摘要", "登记时间", "类别", "甲方", "备注"], ["两家", "2026-10-03", "邻里", "", ""],
                   *after, [text, day, "", "", ""])  # fmt: skip
    assert [row.cells[0] for row in rows] == ["两家", text]


@pytest.mark.parametrize(
    "signed",
    [
        ["填表人", "王建国", "审核人", "李红", ""], ["填表人", "王建国", "", "", ""],
        ["填表人：", "王建国", "审核人：", "李红", ""],
        ["制表", "王建国", "填表日期", "2026-10-31", ""], ["填报单位：青石镇派出所", "", "负责人", "李红", ""],
        ["审核人（签字）", "", "填表人（签字）", "", ""], ["", "填表人", "王建国", "联系电话", "0571-1234567"],
        ["备注", "含移交的2起", "", "", ""], ["单位负责人：", "李红", "填表人：", "王建国", "2026年10月31日"],
    ],
)  # fmt: skip
def test_who_filled_a_table_in_and_who_checked_it_is_no_record(signed: list[str]) -> None:
    for rows in ([HEAD, FIRST, signed], [signed, HEAD, FIRST], [HEAD, FIRST, EMPTY, signed, one("合计")]):
        assert [row.cells for row in read(*rows)[0]] == [FIRST]


def test_a_matter_of_words_like_those_of_a_note_is_a_row_where_it_tells_its_day() -> None:
    head = ["摘要", "甲方", "类别", "登记时间", "备注"]
    first = ["漏水", "张三", "邻里", "2026-10-03", ""]
    last = ["说明", "负责人", "单位", "2026年10月4日", "日期"]
    assert [row.cells for row in read(head, first, last)[0]] == [first, last]


def test_what_looks_like_a_note_above_a_row_is_a_row() -> None:
    rows, _ = read(HEAD, FIRST, one("注：移交"), LAST)
    assert [row.number for row in rows] == [2, 3, 4]


def test_a_last_row_with_a_single_cell_is_no_note_where_nothing_says_so() -> None:
    rows, _ = read(HEAD, FIRST, one("孩子打架", 1))
    assert [row.number for row in rows] == [2, 3]


def test_blank_rows_and_columns_within_are_skipped_and_said() -> None:
    head = ["", *HEAD[:2], "", *HEAD[2:], "", ""]
    row = ["", *FIRST[:2], "", *FIRST[2:], "", ""]
    blank = [""] * 9
    rows, notes = read(blank, head, row, blank, blank, row, blank)
    assert [row.number for row in rows] == [3, 6]
    assert rows[0].names == ("", "登记时间", "摘要", "", "类别", "甲方姓名", "甲方电话")
    assert len(notes) == 2


def test_another_table_below_the_first_is_told_as_what_it_is() -> None:
    rows, _ = read(
        HEAD, FIRST, EMPTY, ["立案时间", "案件类别", "损失价值", "", ""], ["2026-10-04", "盗窃", "200", "", ""]
    )
    assert [bool(row.trouble) for row in rows] == [False, True, True]
    assert "4" in rows[1].trouble


SECOND = ["立案时间", "案件类别", "损失价值", "", ""]
STRANGER = ["2026-10-04", "盗窃", "200", "", ""]


@pytest.mark.parametrize("above", [[], [EMPTY], [EMPTY, one("小案件")], [EMPTY, one("小案件"), EMPTY]])
@pytest.mark.parametrize("second", [SECOND, ["摘要", "登记时间", "类别", "甲方姓名", "甲方电话"]])
def test_no_row_below_other_headings_is_read_under_the_first(above: list[list[str]], second: list[str]) -> None:
    rows, _ = read(HEAD, FIRST, *above, second, STRANGER, LAST)
    assert [row.cells for row in rows if not row.trouble] == [FIRST]
    assert [row.cells for row in rows][-3:] == [second, STRANGER, LAST]


def test_a_narrow_table_above_the_headings_is_no_title() -> None:
    rows, _ = read(one("小案件"), SECOND[:2] + [""] * 3, STRANGER[:2] + [""] * 3, EMPTY, HEAD, FIRST)
    assert [(row.number, bool(row.trouble)) for row in rows] == [(2, True), (3, True), (6, False)]


NUMBERED = ["序号", "摘要", "登记时间", "甲方", "乙方", "涉及金额"]
DISPUTE = ["1", "两家争吵", "2026-10-03", "张三", "李四", "100"]


@pytest.mark.parametrize(
    "foot",
    [
        ["", "总计", "2026-10-31", "", "", "300"], ["本月合计", "", "2026-10-31", "", "", "300"],
        ["", "", "2026-10-31", "柳树村小计", "", "3"], ["", "审核：张三", "2026-10-04", "", "", ""],
        ["", "填表人", "2026-10-04", "", "", ""], ["制表人：仝某", "", "2026年10月31日", "", "", ""],
        ["", "填表人", "2026-10-04", "王建国", "", ""], ["", "审核：", "2026-10-04", "李红", "", ""],
        ["", "", "2026-10-04", "负责人：仝某", "", ""], ["", "审核人（签字）：", "2026-10-04", "", "", ""],
        ["", "审核：张三", "2026-10-31", "制表：李四", "", ""], ["", "填表日期", "2026-10-31", "", "", ""],
        ["", "填报单位：青石镇派出所", "2026-10-31", "", "", ""],
        ["", "制表人：仝某 审核人：李四", "2026-10-31", "", "", ""],
    ],
)  # fmt: skip
def test_a_total_or_a_signature_that_tells_a_day_is_skipped_and_said_where_it_can_be_nothing_else(
    foot: list[str],
) -> None:
    for above, below in (([], []), ([DISPUTE], []), ([DISPUTE], [["2", *DISPUTE[1:]]]), ([], [DISPUTE])):
        rows, notes = read(NUMBERED, *above, foot, *below)
        assert [(row.cells, row.trouble) for row in rows] == [(cells, "") for cells in (*above, *below)]
        assert str(len(above) + 2) in notes[-1]
    reasons = [["未导入原因", *NUMBERED], ["此行像是合计", *foot]]
    assert read(*reasons)[0] == []


@pytest.mark.parametrize(
    "foot",
    [
        ["", "柳树村小计", "2026-10-31", "", "", "300"], ["", "审核：材料", "2026-10-04", "", "", ""],
        ["", "审批：许可", "2026-10-04", "", "", ""], ["", "打印", "2026-10-04", "", "", ""],
        ["", "打印：张三", "2026-10-04", "", "", ""], ["", "青石镇派出所", "2026年10月31日", "", "", ""],
    ],
)  # fmt: skip
def test_what_may_be_a_total_or_a_signature_and_tells_a_day_is_refused(foot: list[str]) -> None:
    for rows in ([foot], [["2", *DISPUTE[1:]], foot], [foot, ["2", *DISPUTE[1:]]]):
        found = {tuple(row.cells): bool(row.trouble) for row in read(NUMBERED, DISPUTE, *rows)[0]}
        assert found[tuple(foot)]
        assert sum(found.values()) == 1
    reasons = [["未导入原因", *NUMBERED], ["此行像是合计", *foot]]
    assert [bool(row.trouble) for row in read(*reasons)[0]] == [True]


def test_a_signature_where_rows_are_numbered_is_a_note_below_the_table() -> None:
    rows, notes = read(NUMBERED, DISPUTE, ["制表人", "王建国", "2026-10-31", "", "", ""])
    assert [row.cells for row in rows] == [DISPUTE]
    assert "制表人" in notes[0]
    rows, _ = read(NUMBERED, ["经办人", "王建国", "2026-10-31", "", "", ""], DISPUTE)
    assert [(row.number, bool(row.trouble)) for row in rows] == [(2, True), (3, False)]


def test_a_row_with_words_of_its_own_is_a_row_whatever_label_it_begins_with() -> None:
    for row in (["审核：张三", "与李四争吵"], ["合计", "三人打架"], ["制表人：张三", "被打"]):
        rows, _ = read(NUMBERED, DISPUTE, [*row, "2026-10-04", "", "", ""])
        assert len(rows) == 2
    for text, count in (("打印", 2), ("青石镇派出所", 2), ("审核：张三", 1), ("合计", 1)):
        rows, _ = read(["登记时间", "摘要"], ["2026-10-03", "漏水"], ["2026-10-04", text])
        assert [row.trouble for row in rows] == [""] * count
    rows, _ = read(["登记时间", "what", "who"], ["2026-10-03", "a", "b"], ["2026-10-04", "审核人：张三", ""])
    assert len(rows) == 2


@pytest.mark.parametrize("again", [["日期", "车牌", "司机"], ["日 期", "车 牌", "司机"]])
def test_headings_of_which_few_are_known_are_skipped_where_they_stand_again(again: list[str]) -> None:
    rows, notes = read(["日期", "车牌", "司机"], ["2026-10-03", "浙A1", "张三"], again, ["2026-10-04", "浙A2", "李四"])
    assert [row.number for row in rows] == [2, 4]
    assert "3" in notes[-1]


def test_the_headings_of_another_table_are_known_by_a_day_among_them() -> None:
    rows, _ = read(HEAD, FIRST, ["日期", "车牌号", "司机", "里程数", ""], ["2026-10-03", "浙A1", "张三", "", ""])
    assert [bool(row.trouble) for row in rows] == [False, True, True]
    for row in (["", "耽误时间", "邻里", "张三", ""], ["日期不详", "漏水", "邻里", "", ""]):
        assert [bool(found.trouble) for found in read(HEAD, FIRST, row, LAST)[0]] == [False, False, False]


@pytest.mark.parametrize(
    "text", ["共2起", "青石镇派出所 2026年10月31日", "（本页无正文）", "平均", "最大值", "10月无其他纠纷"]
)
def test_what_stands_alone_below_a_table_is_no_record(text: str) -> None:
    for signed in ([], [one("填表人：王建国")]):
        rows, notes = read(HEAD, FIRST, *signed, one(text))
        assert ([row.cells for row in rows], len(notes) > 0) == ([FIRST], True)


def test_a_row_below_a_note_is_no_note_where_nothing_says_so_and_the_words_of_notes_are_told() -> None:
    rows, _ = read(HEAD, FIRST, one("联系人：张三"), one("张三与李四吵架", 1))
    assert [row.number for row in rows] == [2, 3, 4]
    _, notes = read(HEAD, FIRST, one("联系人：张三，电话13900000001"), one("2、含移交的"), one("2026年10月31日"))
    assert "联系人：…" in notes[0]
    assert "139" not in notes[0]
    assert "2、含移…" in notes[0]


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        (["审核：佘三"], "审核：…"),
        (["填表人", "佘大力", "审核人", "仝小明"], "填表人 … 审核人 …"),
        (["制表人：佘三、仝四"], "制表人：…"),
        (["审核人：佘大力副所长"], "审核人：…"),
        (["填表人佘三"], "填表人…"),
        (["Prepared by: Ann Lee"], "Prepared by:…"),
        (["备注：第3起由佘三丰补报"], "备注：…"),
        (["如有疑问请联系佘三丰"], "如有疑问…"),
        (["王三丰家的纠纷已移交佘四"], "（…）"),
        (["王三丰补充说明：见另页"], "（…）"),
        (["2026年10月31日"], "2026年10月31日"),
        (["青石镇派出所"], "青石镇派出所"),
    ],
)
def test_who_signed_a_table_is_not_told(signed: list[str], told: str) -> None:
    note = read(HEAD, FIRST, [], signed)[1][-1]
    assert told in note
    assert not any(name in note for name in ("佘", "仝", "王", "Ann"))


def test_a_table_goes_on_below_a_title_of_its_own_and_its_headings() -> None:
    rows, notes = read(one("表一 石桥村"), HEAD, FIRST, [], one("表二 柳树村"), HEAD, FIRST)
    assert [(row.number, row.trouble) for row in rows] == [(3, ""), (7, "")]
    assert any("标题已跳过：第 5 行（表二 柳…）" in note for note in notes)
    upper, lower = ["登记时间", "摘要", "甲方", "", ""], ["", "", "姓名", "电话", "地址"]
    filled = ["2026-10-03", "漏水", "张三", "13900000001", "柳树村"]
    rows, _ = read(one("表一 石桥村"), upper, lower, filled, [], one("表二 柳树村"), upper, lower, filled)
    assert [(row.number, row.trouble) for row in rows] == [(4, ""), (9, "")]


@pytest.mark.parametrize(
    ("title", "matter", "below"),
    [
        ([], one("表二 柳树村"), HEAD),
        (one("表一 石桥村"), one("表二 柳树村"), FIRST),
        (one("表一 石桥村"), one("王五家被打伤，日期待补"), HEAD),
        (one("表一 石桥村"), one("王五家被打伤", 1), HEAD),
        (one("表一 石桥村"), ["备注:", "", "李四被打", "", ""], HEAD),
        (one("表一 石桥村"), one("表二 柳树村"), one("第 2 页 共 3 页")),
    ],
    ids=["no title", "no headings", "a sentence", "elsewhere", "a note", "a page"],
)
def test_what_may_be_a_matter_is_no_title_further_down(title: list[str], matter: list[str], below: list[str]) -> None:
    above = [title] if title else []
    rows, _ = read(*above, HEAD, FIRST, [], matter, below, FIRST)
    assert len(above) + 4 in [row.number for row in rows]


def test_rows_that_are_numbered_and_not_filled_in_are_blank() -> None:
    rows, notes = read(["序号", *HEAD], ["1", *FIRST], ["2", *EMPTY], ["3", *EMPTY])
    assert [row.number for row in rows] == [2]
    assert any("2" in note for note in notes)


def test_two_lines_of_headings_that_a_printout_repeats_are_skipped() -> None:
    upper, lower = ["登记时间", "摘要", "类别", "甲方", ""], ["", "", "", "姓名", "电话"]
    rows, notes = read(upper, lower, FIRST, EMPTY, upper, lower, LAST)
    assert [row.number for row in rows if not row.trouble] == [3, 7]
    assert any("5-6" in note for note in notes)


def test_headings_that_a_printout_repeats_are_skipped_and_said() -> None:
    rows, notes = read(HEAD, FIRST, HEAD, LAST)
    assert [row.number for row in rows] == [2, 4]
    assert "3" in notes[0]


def test_headings_that_stand_there_again_written_in_another_way_are_skipped_and_said() -> None:
    rows, notes = read(HEAD, FIRST, ["登记 时间", "摘 要", "类别*", "甲方姓名：", "甲方电话"], LAST)
    assert [row.cells for row in rows] == [FIRST, LAST]
    assert "3" in notes[0]


def test_a_row_as_wide_as_the_table_above_its_headings_is_not_lost_in_silence() -> None:
    above, row = read(FIRST, HEAD, LAST)[0]
    assert above.trouble
    assert not row.trouble


def test_headings_that_nobody_knows_are_the_first_row_as_wide_as_the_table() -> None:
    rows, _ = read(["Export"], ["when", "what", "who"], ["1", "2", "3"])
    assert rows[0].names == ("when", "what", "who")


def test_headings_that_a_mapping_knows_are_found() -> None:
    rows, _ = read(["a", "b", "c", "d"], ["Opened", "Complaint", ""], ["1", "2", "3"], headings={"opened", "complaint"})
    assert rows[-1].names == ("Opened", "Complaint")


def test_remarks_that_begin_with_labels_make_no_form_of_a_table() -> None:
    remarks = ("电话：13900000000", "住址：柳树村3号", "身份证号：11010119900307707X", "姓名：张三")
    head = ["BJSJ", "BJNR", "BZ"]
    rows, _ = read(head, *(["2026-10-03", "漏水", remark] for remark in remarks))
    assert [row.cells[2] for row in rows] == list(remarks)
    with pytest.raises(BadInput):
        read(*([remark, ""] for remark in remarks))


def source_of(folder: Path, text: str, name: str = "dispute.csv") -> Source:
    path = folder / name
    path.write_bytes(text.encode())
    return open_source(path)


@pytest.mark.parametrize("sign", [",", ";", "\t", "，"])
def test_the_sign_between_cells_is_found_and_said_unless_it_is_a_comma(tmp_path: Path, sign: str) -> None:
    text = "".join(sign.join(row) + "\n" for row in (HEAD, ["2026-10-03", '"吵架，动手；,\t"', "邻里", "张三", "139"]))
    source = source_of(tmp_path, text)
    (row,) = source.rows
    assert row.cells == ["2026-10-03", "吵架，动手；,", "邻里", "张三", "139"]
    assert bool(source.notes) == (sign != ",")


def test_where_no_heading_is_known_the_whole_file_tells_the_sign(tmp_path: Path) -> None:
    text = "when;what, who\n" + "1,5;a\n" * 3 + "2;b\n" * 400
    rows = list(source_of(tmp_path, text).rows)
    assert rows[0].cells == ["1,5", "a"]


def test_a_first_line_that_tells_the_sign_is_no_row(tmp_path: Path) -> None:
    (row,) = source_of(tmp_path, "sep=;\r\n摘要;登记时间\r\na,b;2026-10-03\r\n").rows
    assert (row.number, row.cells) == (2, ["a,b", "2026-10-03"])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('="007"', "007"),
        ('"=""007"""', "007"),
        ("'=1+1", "=1+1"),
        ("'-5", "-5"),
        ("''=x", "'=x"),
        ("'n", "'n"),
        ("'100", "100"),
        ('"\'1,280.50"', "1,280.50"),
        ("'", "'"),
        ("''7", "'7"),
    ],
)
def test_guards_around_a_cell_are_no_part_of_it(tmp_path: Path, cell: str, text: str) -> None:
    (row,) = source_of(tmp_path, f"摘要,登记时间\n{cell},2026-10-03\n").rows
    assert row.cells[0] == text


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book({"一": ()}))
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(BadInput) as refused:
        open_source(path)
    assert "jingwu[office]" in refused.value.problems[0].message
