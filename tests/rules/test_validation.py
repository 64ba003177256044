"""Values by column: what is taken, what is refused and how it is said."""

from datetime import datetime
from decimal import Decimal

import pytest

from jingwu import language
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.fields import columns_of
from jingwu.records.record import Party
from jingwu.rules.suggestions import nearest, suggested
from jingwu.rules.validation import Context, read_values
from jingwu.settings import Settings

NOW = datetime(2026, 10, 31, 18)  # noqa: DTZ001 - times are Asia/Shanghai
STATION = Settings(
    officers=("王建国", "李红"),
    areas={"柳树村": ("柳树村一网格",), "杨家庄": ()},
    categories={"dispute": ("邻里", "物业"), "case": ("盗窃",)},
)


def one(column: str, given: object, kind: str = "dispute", settings: Settings = STATION) -> tuple[object, list[str]]:
    """The value of a column, and the messages with their hints."""
    described = [entry for entry in columns_of(record_class(kind)) if entry.name == column]
    values, problems = read_values(described, {column: given}, Context(settings, NOW, kind))
    return values.get(column), [f"{problem.message} {problem.hint}" for problem in problems]


@pytest.mark.parametrize(
    ("column", "given", "value"),
    [
        ("summary", "  两家争一堵墙\n动了手 ", "两家争一堵墙\n动了手"),
        ("category", "邻里纠纷", "邻里"),
        ("place", "柳树村１２号（Ａ座）", "柳树村12号（A座）"),
        ("source_key", "１１０－１", "110-1"),
        ("officer", " 王建国 ", "王建国"),
        ("risk", "高风险", "高"),
        ("people", "３", 3),
        ("people", 3.0, 3),
        ("people", "3人", 3),
        ("amount", "1,280.5元", Decimal("1280.50")),
        ("amount", "1.2万", Decimal(12000)),
        ("amount", 800, Decimal(800)),
        ("confidential", "是", True),
        ("confidential", "No", False),
        ("source", "申请", "application"),
        ("source", "Application", "application"),
        ("venue", "炕头", "kang"),
        ("flags", "家暴、涉未成年人", ("domestic_violence", "minor")),
        ("flags", ["minor", "minor"], ("minor",)),
    ],
)
def test_values_are_taken_as_people_and_programs_write_them(column: str, given: object, value: object) -> None:
    assert one(column, given) == (value, [])


@pytest.mark.parametrize(
    ("column", "given", "said"),
    [
        ("officer", "王建", "王建国"),
        ("area", "柳村", "柳树村"),
        ("category", "领里", "邻里"),
        ("grid", "柳树村二网格", "柳树村一网格"),
        ("risk", "极高", "高"),
        ("source", "电话", "known"),
        ("summary", "坏\x00字", "u+0000"),
        ("summary", "半个\ud800字", "u+d800"),
        ("summary", "长" * 4001, "4000"),
        ("reported_at", "2026-02-30", "no such day"),
        ("reported_at", "0026-02-03", "1900"),
        ("amount", "-1", "negative"),
        ("amount", "1.005", "two decimals"),
        ("amount", "许多", "1280"),
        ("people", "两三个", "whole number"),
        ("confidential", "也许", "yes"),
        ("summary", {"a": 1}, "text or a number is expected"),
        ("parties", 7, "role="),
    ],
)
def test_what_is_wrong_is_said_with_what_would_do(column: str, given: object, said: str) -> None:
    language.use("en")
    value, messages = one(column, given)
    assert value is None
    assert len(messages) == 1
    assert said in messages[0].lower()


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("11010119900307123x".replace("123x", "8515"), "110101199003078515"),
        ("99010119900101001X", None),
        ("110101900307851", "110101900307851"),
        ("110101199013078510", None),
        ("12345", None),
        ("EA1234567", "EA1234567"),
    ],
)
def test_an_id_number_is_taken_only_with_its_check_digit_and_a_real_birth_date(given: str, number: str | None) -> None:
    context = Context(STATION, NOW)
    values, problems = read_values(columns_of(Party), {"name": "张三", "role": "甲方", "id_number": given}, context)
    assert values.get("id_number") == number
    assert bool(problems) == (number is None)


@pytest.mark.parametrize("given", [{"电话": ""}, {"电话": "", "性别": "男"}, {"姓名": None, "性别": "男"}])
def test_an_empty_value_under_another_heading_takes_nothing_away(given: dict[str, object]) -> None:
    value, messages = one("parties", [{"name": "张三", "phone": "13900000000", **given}])
    gender = "male" if "性别" in given else None
    assert (value, messages) == ((Party(role="当事人", name="张三", phone="13900000000", gender=gender),), [])


def test_a_party_is_read_from_one_line_with_a_comma_in_the_address() -> None:
    value, messages = one("parties", ["role=甲方,name=张三,phone=139 0000 0000,address=柳树村3组,5号", "李四"])
    assert messages == []
    assert value == (
        Party(role="甲方", name="张三", phone="13900000000", address="柳树村3组，5号"),
        Party(role="当事人", name="李四"),
    )


def test_the_problems_of_a_party_name_the_party_and_the_column() -> None:
    language.use("en")
    columns = columns_of(record_class("dispute"))
    raw: dict[str, object] = {
        "summary": "争吵",
        "reported_at": "2026-10-03",
        "parties": [{"role": "甲方", "phone": "x"}],
    }
    _, problems = read_values(columns, raw, Context(STATION, NOW, "dispute"))
    assert [problem.column for problem in problems] == ["Parties / Phone"]
    assert problems[0].mask == "phone"


def test_every_problem_of_a_record_is_said_at_once() -> None:
    columns = columns_of(record_class("dispute"))
    raw: dict[str, object] = {"amount": "x", "people": "y", "area": "z", "surprise": 1}
    _, problems = read_values(columns, raw, Context(STATION, NOW, "dispute"))
    assert len(problems) == 6  # the three, the unknown column, and the two required ones


def test_an_empty_list_in_the_settings_accepts_any_name() -> None:
    assert one("officer", "赵某", settings=Settings()) == ("赵某", [])
    assert one("area", "某村", settings=Settings()) == ("某村", [])
    assert one("category", "任意", kind="hazard", settings=Settings()) == ("任意", [])


@pytest.mark.parametrize("given", ["陈 静", "陈静", "陈\u3000静"])
def test_an_officer_whose_name_the_station_lists_with_a_space_is_found_either_way(given: str) -> None:
    assert one("officer", given, settings=Settings(officers=("欧阳建国", "陈\u3000静"))) == ("陈\u3000静", [])


def test_where_no_name_is_like_it_those_that_there_are_are_told() -> None:
    assert suggested("王健国", ["李红", "王建国"]) == "是否指：王建国？"
    assert suggested("无此人", ["李红", "王建国"]) == "可用：李红、王建国。"
    assert suggested("x", map(str, range(10))).endswith("7 …。")


def test_the_nearest_names_come_first() -> None:
    assert nearest("王健国", ["李红", "王建国", "王建军"]).startswith("王建国")


@pytest.mark.parametrize("given", ["无", "/", "—", "N/A"])
def test_who_types_a_word_for_nothing_is_told_to_leave_it_out(given: str) -> None:
    (words,) = one("amount", given)[1]
    assert "没有的就空着，不填。" in words


@pytest.mark.parametrize(
    ("given", "code"),
    [("成功", "reached"), ("调解成功", "reached"), ("达成协议", "reached"),
     ("未成功", "failed"), ("调解不成", "failed"), ("失败", "failed"), ("未达成协议", "failed")],
)  # fmt: skip
def test_what_came_of_a_mediation_is_read_as_people_write_it(given: str, code: str) -> None:
    values, problems = read_values(ACTIONS["mediate"].columns, {"outcome": given}, Context(STATION, NOW, "dispute"))
    assert (values, problems) == ({"outcome": code}, [])


@pytest.mark.parametrize(
    ("given", "yuan"),
    [
        ("一千元", 1000), ("壹仟元整", 1000), ("贰万伍仟元", 25000), ("3千元", 3000), ("两百元", 200),
        ("1.2万元整", 12000), ("人民币叁佰元伍角贰分", "300.52"), ("五元五角", "5.5"), ("拾万元正", 100000),
        ("一千零五", 1005), ("十五万", 150000), ("三万零五百元", 30500), ("1万2千元", 12000), ("1万2000元", 12000),
        ("300块钱", 300), ("一亿二千万零三百", 120000300), ("2.5千元", 2500), ("２千 元", 2000), ("零元", 0),
    ],
)  # fmt: skip
def test_amounts_are_read_in_chinese_numerals(given: str, yuan: object) -> None:
    assert one("amount", given) == (Decimal(str(yuan)), [])


@pytest.mark.parametrize("given", ["一千五", "三万五元", "1万5", "2千5"])
def test_an_amount_of_two_meanings_is_refused(given: str) -> None:
    value, (said,) = one("amount", given)
    assert value is None
    assert "两种" in said


@pytest.mark.parametrize("given", ["几百元", "约500元", "500余元", "5-6千元", "上千元", "1000元左右", "不足百元"])
def test_a_rough_amount_is_refused_as_such(given: str) -> None:
    value, (said,) = one("amount", given)
    assert value is None
    assert "大概" in said


@pytest.mark.parametrize(
    "given", ["千元", "万元", "二〇二六", "一千一千", "1.2万3千", "借来1000元", "元", "来", "100分", "三三"]
)
def test_what_is_no_numeral_is_no_amount(given: str) -> None:
    value, (said,) = one("amount", given)
    assert value is None
    assert "不是金额" in said or "金额" in said
