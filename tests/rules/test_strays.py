"""Wrong values in a column that they do not belong to: what is a person's is told from what can be mended."""

import pytest

from jingwu.errors import Problem
from jingwu.output.masks import Masks, mask_name
from jingwu.rules.strays import FIGURE, PEOPLE, WORD, all_words, is_name, judged, like_names


@pytest.mark.parametrize(
    "name", ["张三", "李四光", "王小二", "欧阳娜娜", "司马光", "王建业", "李和平", "阿依古丽·买买提"]
)
def test_these_read_like_a_persons_name(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "word",
    ["邻里矛盾", "高空抛物", "金融借贷", "马路占道", "黄赌毒", "安全隐患", "水费", "张", "110指令", "柳树村", "Smith"],
)  # fmt: skip
def test_these_do_not(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("张 三", "张**"),
        ("张三、邻里矛盾", "张*、邻里矛盾"),
        ("张三，男，汉族", "张*，男，汉族"),
        ("邻里矛盾", "邻里矛盾"),
        ('{"x": "李四光"}', '{"x": "李**"}'),
    ],
)
def test_of_a_wrong_value_only_what_reads_like_a_name_is_masked(text: str, shown: str) -> None:
    assert like_names(text, mask_name) == shown


def test_of_people_every_word_is_masked() -> None:
    assert all_words('["Ada Smith", "阿布都", 5]', mask_name) == '["A** S****", "阿**", 5]'
    assert Masks().value('["阿布都", "13900001234"]', PEOPLE) == '["阿**", "139****1234"]'


def wrong(row: int | None, value: str, mask: str) -> Problem:
    return Problem("wrong", value=value, mask=mask, file="a.csv", row=row)


@pytest.mark.parametrize(
    "stray", [("张三", WORD), ("13900001234", WORD), ("李四", FIGURE), ("2026-10-03", WORD), ("吵架", "phone")]
)
def test_where_one_value_of_a_row_stands_elsewhere_all_others_may_be_a_persons(stray: tuple[str, str]) -> None:
    problems = [wrong(2, *stray), wrong(2, "阿布都", WORD), wrong(3, "阿布都", WORD)]
    masks = [problem.mask for problem in judged(problems)]
    assert masks[1:] == [PEOPLE, WORD]


@pytest.mark.parametrize(
    "mended", [("邻里矛盾", WORD), ("下月初", FIGURE), ("2026-13-45", FIGURE), ("1390000", "phone")]
)
def test_a_word_that_is_only_wrong_says_nothing_of_its_row(mended: tuple[str, str]) -> None:
    problems = [wrong(2, *mended), wrong(2, "阿布都", WORD)]
    assert judged(problems) == problems


def test_what_is_typed_has_no_row_that_could_be_shifted() -> None:
    problems = [wrong(None, "张三", WORD), wrong(None, "街头", WORD)]
    assert judged(problems) == problems
