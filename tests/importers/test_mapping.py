"""Headings to fields, parties, flags and steps."""

from typing import cast

import pytest

from jingwu.importers.headings import find_target, plain, targets
from jingwu.importers.kinds import guess_kind, kind_of_word
from jingwu.importers.mapping import Mapped
from jingwu.importers.planning import compile_plan
from jingwu.records import KINDS, record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.fields import columns_of


def mapped(kind: str, row: dict[str, object]) -> Mapped:
    plan = compile_plan(tuple(row), kind)
    assert not plan.unknown
    assert not plan.twice
    return plan.read(list(row.values()))


@pytest.mark.parametrize("kind", KINDS)
def test_every_heading_of_a_column_finds_it(kind: str) -> None:
    for column in columns_of(record_class(kind)):
        for heading in (column.name, column.label, *column.aliases):
            target, _ = find_target(kind, heading)
            assert target is not None
            if column.type != "parties":
                assert (target.part, target.field) == ("column", column.name)


@pytest.mark.parametrize("kind", KINDS)
def test_every_heading_of_a_step_finds_it(kind: str) -> None:
    for step in record_class(kind).steps:
        for field, headings in {"at": step.at, **step.fields}.items():
            for heading in (f"{step.action}.{field}", *headings):
                target = targets(kind)[plain(heading)]
                assert (target.part, target.owner, target.field) == ("step", step.action, field)
        for column in ACTIONS[step.action].columns:
            assert targets(kind)[plain(f"{step.action}.{column.name}")].field == column.name


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("手机", "甲方手机"), ("登计时间", "登记时间"), ("责任民惊", "责任民警"), ("Officer Name", "officer"),
        ("天气", ""), ("街道", ""), ("车牌号", ""), ("Weather", ""),
    ],
)  # fmt: skip
def test_for_an_unknown_heading_only_those_that_are_like_it_are_named(name: str, near: str) -> None:
    hint = compile_plan((name,), "dispute").unknown_heading(0).hint
    assert (near in hint and "是否指" in hint) if near else ("是否指" not in hint and "--guess" in hint)


def test_a_sum_in_a_unit_that_is_not_known_is_never_to_be_renamed_into_yuan() -> None:
    problem = compile_plan(("涉及金额(千元)",), "dispute").unknown_heading(0)
    assert "单位" in problem.message
    assert "是否指" not in problem.hint


def test_a_line_that_no_known_sign_parts_says_which_signs_do() -> None:
    for name in ("登记时间|摘要|类别", "登记时间  摘要  类别"):
        assert "逗号" in compile_plan((name,), "dispute").unknown_heading(0).hint


@pytest.mark.parametrize("kind", KINDS)
def test_every_role_has_headings_for_what_is_known_of_a_person(kind: str) -> None:
    for english, chinese in record_class(kind).roles.items():
        for heading in (f"{chinese}姓名", f"{english} name", chinese, english.upper()):
            assert targets(kind)[plain(heading)][:3] == ("party", chinese, "name")
        for heading, field in (
            ("身份证号", "id_number"),
            ("联系电话", "phone"),
            ("住址", "address"),
            ("出生日期", "born"),
        ):
            assert targets(kind)[plain(chinese + heading)][:3] == ("party", chinese, field)
            assert targets(kind)[plain(f"{english} {field}")][:3] == ("party", chinese, field)


@pytest.mark.parametrize(
    "heading",
    [
        "reported_at",
        "Reported At",
        "REPORTED-AT",
        "登记时间",
        " 登 记 时 间 ",
        "登记时间（必填）",
        "登记时间*：",
        "ｒｅｐｏｒｔｅｄ＿ａｔ",
    ],
)
def test_case_width_spaces_and_notes_in_brackets_do_not_matter(heading: str) -> None:
    assert mapped("dispute", {heading: "2026-10-03"}).raw == {"reported_at": "2026-10-03"}


@pytest.mark.parametrize(
    ("kind", "heading", "field"),
    [
        ("visit", "走访日期", "reported_at"), ("visit", "走访内容", "summary"), ("visit", "村（社区）", "area"),
        ("patrol", "巡逻时间", "reported_at"), ("patrol", "路线", "place"), ("hazard", "存在隐患", "summary"),
        ("hazard", "检查日期", "reported_at"), ("hazard", "地址", "place"), ("dispute", "案发日期", "occurred_at"),
        ("case", "是否可防性案件", "preventable"), ("dispute", "是否涉家暴", "domestic_violence"),
        ("dispute", "办结时间", "at"), ("case", "受害人", "name"), ("dispute", "报警电话", "phone"),
        ("request", "求助内容", "summary"), ("dispute", "当前状态", "status"), ("case", "案由", "category"),
        ("case", "损失（元）", "loss"), ("dispute", "纠纷地点", "place"), ("visit", "走访对象", "name"),
    ],
)  # fmt: skip
def test_headings_of_officers_own_sheets_are_known(kind: str, heading: str, field: str) -> None:
    target, _ = find_target(kind, heading)
    assert target is not None
    assert target.field == field


def test_what_stands_beside_the_only_person_is_of_that_person() -> None:
    plan = compile_plan(("摘要", "当事人", "性别", "联系电话", "住址", "地址"), "dispute")
    people = [{"role": "当事人", "name": "张三", "gender": "男", "phone": "13900000000", "address": "甲村"}]
    assert plan.read(["漏水", "张三", "男", "13900000000", "甲村", ""]).raw["parties"] == people
    assert plan.unknown == [5]
    plan = compile_plan(("姓名", "电话", "事由"), "request")
    assert plan.read(["张三", "139", "开证明"]).raw == {
        "summary": "开证明",
        "parties": [{"role": "当事人", "name": "张三", "phone": "139"}],
    }
    plan = compile_plan(("走访对象", "走访内容", "家庭住址", "电话", "联系方式"), "visit")
    assert plan.parties == {"受访人": [(0, "name"), (2, "address"), (4, "phone")]}
    assert plan.unknown == [3]
    assert compile_plan(("姓名", "甲方"), "dispute").unknown == [0]
    assert compile_plan(("甲方", "乙方", "摘要", "联系方式"), "dispute").unknown == [3]
    assert compile_plan(("甲方", "乙方", "电话"), "dispute").unknown == [2]
    assert compile_plan(("户主", "走访内容", "电话"), "visit").unknown == [2]


def test_an_amount_with_a_unit_of_its_own_keeps_it() -> None:
    assert mapped("dispute", {"涉及金额（万元）": "1.2万"}).raw == {"amount": "1.2万"}
    assert mapped("dispute", {"涉及金额（万元）": "5000元"}).raw == {"amount": "5000元"}


def test_amounts_in_units_of_ten_thousand_keep_their_value() -> None:
    assert mapped("dispute", {"涉及金额（元）": "300"}).raw == {"amount": "300"}
    assert mapped("dispute", {"涉及金额（万元）": "1.5"}).raw == {"amount": "1.5万"}
    assert mapped("dispute", {"调解日期": "2026-10-03", "协议金额(万元)": "2"}).steps[0].raw["amount"] == "2万"


def test_an_amount_in_a_unit_that_is_not_known_is_not_taken_for_yuan() -> None:
    assert compile_plan(("涉及金额（千元）",), "dispute").unknown == [0]


@pytest.mark.parametrize("word", ["/", "-", "—", "——", "\\", "／", "？", "无", "暂无", "N/A", "n/a", "null", "NULL"])
def test_a_cell_that_says_that_nothing_is_there_is_as_good_as_empty(word: str) -> None:
    row: dict[str, object] = dict.fromkeys(
        ("甲方", "甲方电话", "乙方姓名", "乙方身份证号", "类别", "村居", "地点", "涉及金额(万元)", "发生时间", "来源",
         "警情编号", "家暴", "调解日期", "调解结果", "协议金额", "录入时间"),
        word,
    )  # fmt: skip
    found = mapped("dispute", {"登记时间": "2026-10-03", "摘要": "漏水", **row})
    assert found.raw == {"reported_at": "2026-10-03", "summary": "漏水"}
    assert not any((found.flags, found.steps, found.kept, found.problems))


def test_under_a_heading_that_nobody_knows_nothing_is_lost_where_nothing_is_said() -> None:
    plan = compile_plan(("天气", "摘要"), "dispute")
    assert plan.read(["/", "漏水"]).lost == []
    assert plan.read(["晴", "漏水"]).lost == [0]


def test_of_a_person_without_a_name_the_telephone_is_not_dropped() -> None:
    row: dict[str, object] = {"甲方": "/", "甲方电话": "13900000000", "乙方": "李四", "乙方电话": "无"}
    assert mapped("dispute", row).raw["parties"] == [
        {"role": "甲方", "phone": "13900000000"},
        {"role": "乙方", "name": "李四"},
    ]


def test_somebody_who_is_not_known_is_a_person() -> None:
    row: dict[str, object] = {"嫌疑人": "不详", "嫌疑人电话": "不详"}
    assert mapped("case", row).raw["parties"] == [{"role": "嫌疑人", "name": "不详"}]


def test_a_text_says_what_it_says() -> None:
    assert mapped("dispute", {"摘要": "无", "备注": "/"}).raw == {"summary": "无", "remark": "/"}
    row: dict[str, object] = {"稳控日期": "2026-10-05", "稳控措施": "无"}
    assert mapped("dispute", row).steps[0].raw == {"at": "2026-10-05", "measures": "无"}
    assert mapped("dispute", row | {"稳控日期": "/"}).steps == []


def test_a_record_of_a_ledger_is_taken_as_it_was_exported() -> None:
    row: dict[str, object] = {"number": "JF2610-0001", "地点": "/", "甲方": "无"}
    assert mapped("dispute", row).raw == {"place": "/", "parties": [{"role": "甲方", "name": "无"}]}


def test_persons_are_gathered_by_role() -> None:
    row: dict[str, object] = {
        "甲方": "张三",
        "甲方电话": "13900000000",
        "party_b name": "李四",
        "乙方住址": "东街1号,2号",
    }
    assert mapped("dispute", row).raw["parties"] == [
        {"role": "甲方", "name": "张三", "phone": "13900000000"},
        {"role": "乙方", "name": "李四", "address": "东街1号,2号"},
    ]


@pytest.mark.parametrize("names", ["张三、李四、王五", "张三，李四；王五", "张三, 李四;王五、", "张三\n李四\n王五"])
def test_several_names_in_one_cell_are_several_persons(names: str) -> None:
    people = mapped("dispute", {"当事人": names}).raw["parties"]
    assert people == [{"role": "当事人", "name": name} for name in ("张三", "李四", "王五")]


def test_several_names_with_as_many_phones_belong_together() -> None:
    row: dict[str, object] = {"当事人": "张三、李四", "当事人电话": "13900000001、13900000002"}
    people = mapped("dispute", row).raw["parties"]
    assert people == [
        {"role": "当事人", "name": "张三", "phone": "13900000001"},
        {"role": "当事人", "name": "李四", "phone": "13900000002"},
    ]


def test_a_phone_that_may_be_of_either_of_two_persons_is_a_problem() -> None:
    (problem,) = mapped("dispute", {"当事人": "张三、李四", "当事人电话": "13900000001"}).problems
    assert problem.column == "当事人"


def test_persons_may_be_written_out_or_given_as_json() -> None:
    written = mapped("case", {"parties": "role=报案人,name=张三；role=嫌疑人,name=李四"}).raw["parties"]
    assert written == ["role=报案人,name=张三", "role=嫌疑人,name=李四"]
    given = [{"role": "报案人", "name": "张三"}]
    assert mapped("case", {"parties": given}).raw["parties"] == given


def test_persons_written_out_under_the_heading_of_a_role_have_that_role() -> None:
    assert mapped("dispute", {"甲方": "姓名=张三，电话=13900000001"}).raw["parties"] == [
        "role=甲方,姓名=张三，电话=13900000001"
    ]
    said = "姓名=李四，角色=乙方"
    assert mapped("dispute", {"甲方": said}).raw["parties"] == [said]


@pytest.mark.parametrize("given", [{"姓名": "张三"}, "张三", "姓名=张三"])
def test_a_person_of_json_has_the_role_of_the_heading_unless_another_is_said(given: object) -> None:
    for cell in ([given], *([given] if isinstance(given, dict) else [])):
        (person,) = cast("list[object]", mapped("dispute", {"甲方": cell}).raw["parties"])
        assert "甲方" in (person.values() if isinstance(person, dict) else str(person))
    named = {"角色": "见证人", "姓名": "张三"}
    assert mapped("dispute", {"甲方": named}).raw["parties"] == [named]
    assert mapped("dispute", {"甲方": named, "甲方电话": "139"}).problems


def test_what_is_said_of_a_person_twice_is_a_problem_and_not_dropped() -> None:
    (problem,) = mapped("dispute", {"甲方": "姓名=张三", "甲方电话": "13900000001"}).problems
    assert (problem.column, bool(problem.hint)) == ("甲方", True)


def test_a_formula_is_no_name() -> None:
    (problem,) = mapped("dispute", {"甲方": "=张三"}).problems
    assert (problem.column, problem.message) == ("甲方", "这是公式，不是姓名。")


def test_flags_have_headings_of_their_own() -> None:
    row: dict[str, object] = {"涉未成年人": "是", "家暴": "否", "domestic violence": ""}
    plan = compile_plan(tuple(row), "dispute")
    assert [problem.column for problem in plan.twice] == ["domestic violence"]
    assert mapped("dispute", {"涉未成年人": "是", "家暴": "否"}).flags == {"minor": "是", "domestic_violence": "否"}


def test_a_step_is_given_by_its_date_and_its_fields() -> None:
    row: dict[str, object] = {"mediate.outcome": "reached", "mediate.at": "2026-10-05", "回访日期": "", "评价": ""}
    (step,) = mapped("dispute", row).steps
    assert (step.action, step.raw) == ("mediate", {"outcome": "reached", "at": "2026-10-05"})


def test_two_headings_of_one_meaning_are_refused() -> None:
    (problem,) = compile_plan(("登记时间", "摘要", "受理时间"), "dispute").twice
    assert problem.column == "受理时间"
    assert "登记时间" in problem.message


def test_an_unknown_heading_matters_only_where_it_has_data() -> None:
    plan = compile_plan(("摘要", "责任单元"), "dispute")
    assert plan.read(["漏水", ""]).lost == []
    assert plan.read(["漏水", "二队"]).lost == [1]
    assert "责任单位" in plan.unknown_heading(1).hint


def test_zero_and_no_are_values() -> None:
    assert mapped("case", {"loss": 0, "preventable": False, "goods": None}).raw == {"loss": 0, "preventable": False}


@pytest.mark.parametrize(
    ("stem", "kind"),
    [("dispute-2026-10", "dispute"), ("2026年10月小案件", "case"), ("Visits", "visit"), ("巡逻登记", "patrol")],
)
def test_a_file_s_name_tells_its_kind(stem: str, kind: str) -> None:
    assert guess_kind(stem, ("摘要",))[0] == kind


def test_headings_tell_the_kind_when_the_name_does_not() -> None:
    assert guess_kind("export", ("摘要", "登记时间", "甲方姓名", "调解日期"))[0] == "dispute"
    assert guess_kind("走访中发现的隐患", ("摘要", "整改期限", "责任人姓名"))[0] == "hazard"


def test_a_kind_that_nothing_tells_is_not_guessed() -> None:
    assert guess_kind("export", ("摘要", "登记时间")) == ("", "")


@pytest.mark.parametrize("word", ["dispute", "Disputes", "小纠纷", "纠纷", " DISPUTE "])
def test_a_cell_may_name_the_kind(word: str) -> None:
    assert kind_of_word(word) == "dispute"
    assert kind_of_word("小烦恼") == ""


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("dispute", "排查时间 纠纷类型 所属村居 当事人姓名 联系电话 纠纷简要情况 化解措施 责任民警 化解时间 化解结果"),
        ("dispute", "受理日期 申请人 被申请人 纠纷类别 纠纷起因 调解情况 调解时间 调解结果 协议内容 承办民警"),
        ("request", "接警编号 接收时间 报警人 报警电话 警情类别 事发地址 简要警情 接警人 处警民警 处警结果"),
        ("request", "求助时间 求助人 性别 身份证号 联系电话 住址 求助事项 接待民警 处理情况 办结时间 办理结果"),
        ("visit", "走访日期 走访人员 走访村居 户主姓名 联系电话 家庭住址 走访记录 群众反映问题 收集意见 发放联系卡"),
        (
            "hazard",
            "检查日期 被检查单位 单位地址 单位负责人 隐患类别 存在问题 隐患等级 整改要求 整改时限 复查时间 复查人",
        ),
        ("hazard", "检查时间 出租屋地址 房东姓名 房东电话 租户 承租人电话 存在隐患 整改意见 检查人员 所属社区"),
        ("case", "案件编号 报案时间 立案时间 发案地点 案件类别 受害人 嫌疑人 简要案情 损失物品 结案时间 处理结果"),
        ("lead", "收集日期 线索来源 提供人 线索类别 线索内容 涉及人员 收集民警 核查时间 核查民警 核查情况 核查结果"),
        ("patrol", "出发时间 返回时间 巡逻路线 巡逻方式 带队民警 参加人员 出动警力 巡逻情况 发现问题 处置情况"),
        ("conduct", "检查日期 涉及民警 问题描述 问题类别 整改时限 整改完成时间 复查时间 复查结果 反映人 反映人电话"),
    ],
)
def test_the_headings_of_a_stations_own_sheets_are_known(kind: str, headings: str) -> None:
    plan = compile_plan(tuple(headings.split()), kind)
    assert [plan.names[index] for index in plan.unknown] == []
    assert plan.twice == []
    assert ("column", "", "summary") in {target[:3] for target in plan.indexes}


def test_what_may_be_the_summary_is_not_where_another_column_is_it() -> None:
    plan = compile_plan(("登记时间", "求助内容", "求助事项"), "request")
    assert [plan.names[index] for index in plan.unknown] == ["求助事项"]
    assert len(compile_plan(("登记时间", "纠纷起因", "纠纷原因"), "dispute").unknown) == 2


def test_two_headings_of_one_field_are_refused_whichever_list_knows_them() -> None:
    assert [problem.column for problem in compile_plan(("登记时间", "日期", "摘要"), "dispute").twice] == ["日期"]
