"""Values in a column that they do not belong to: which of them may be a person's, as where a row is shifted by a cell.

What stands where a word of a list, or a date or a number, is expected can be mended only if it can be read: 邻里矛盾
is shown. So it is shown unless it reads like a person's name, or something else in its row stands in a wrong column.
"""

import re
from collections.abc import Callable, Sequence

from jingwu.errors import Problem
from jingwu.records.fields import Column
from jingwu.rules.suggestions import Unlisted

WORD, FIGURE, PEOPLE = "word", "figure", "people"
"""Masks of a wrong value where a word of a list is expected; where a date or number is; and where people are."""

_FIGURES = {"when", "date", "money", "integer", "yes", "numbers"}
_LISTED = {"choice", "choices"}
COMMON_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何罗高林郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "廖石韦贾夏付傅白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""Those of nine people in ten."""
_SURNAMES = COMMON_SURNAMES | frozenset(
    "金方常温康文牛樊葛邢齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿兰焦俞左柳甘宁尚舒阮柯纪梅童凌毕裴霍涂苗谷盛曲翁冉骆蓝辛靳阎卜"
    "佟娄闵冀谌仇"
)
_LONG_SURNAMES = (
    "欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "尉迟", "慕容", "令狐", "宇文", "长孙", "端木",
)  # fmt: skip
_OF_MATTERS = frozenset(
    "案件类型纷费款贷债欠租薪赔偿赌毒盗窃骗诈抢劫殴架斗噪污染扰隐患拆迁占抛坠漏堵屋宅楼院村区站所局厂店铺校医诉讼务事物空未不无非"
)
"""Signs that stand in words for matters, and hardly in anybody's name."""
_CHINESE = re.compile(r"[\u3400-\u9fff·•]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[·•][^\W\d_]+)*")
_LONGEST_NAME = 4
_DIGITS_OF_A_PERSON = 7
"""A telephone has at least as many, and so has a date."""


def mask_of(column: Column, error: ValueError) -> str:
    """How a value is masked that the parser of a column refused."""
    if column.mask:
        return column.mask
    if column.type == "parties":
        return PEOPLE
    if column.type in _FIGURES:
        return FIGURE
    is_meant = isinstance(error, Unlisted) and error.is_near
    return WORD if (column.listed or column.type in _LISTED) and not is_meant else "text"


def like_names(text: str, mask: Callable[[str], str]) -> str:
    """`text` with what reads like a person's name masked, also within a list and with spaces inside (张 三)."""
    if is_name("".join(text.split())):
        return mask(text)
    return _CHINESE.sub(lambda found: mask(found[0]) if is_name(found[0]) else found[0], text)


def all_words(text: str, mask: Callable[[str], str]) -> str:
    """`text` with each word in it masked."""
    return _WORDS.sub(lambda found: mask(found[0]), text)


def is_name(text: str) -> bool:
    """Whether a text reads like a person's name: 张三, 欧阳娜娜, 阿依古丽·买买提; not 邻里矛盾, 高空抛物."""
    if not _CHINESE.fullmatch(text):
        return False
    if "·" in text or "•" in text:
        return len(text) > 2  # noqa: PLR2004 - a sign on both sides
    begins = text[0] in _SURNAMES or text.startswith(_LONG_SURNAMES)
    return begins and 1 < len(text) <= _LONGEST_NAME and _OF_MATTERS.isdisjoint(text[1:])


def judged(problems: Sequence[Problem]) -> list[Problem]:
    """The problems; of a row in which something stands in a wrong column, each such value is taken for a person's."""
    shifted = {(each.file, each.row) for each in problems if each.row is not None and _is_elsewhere(each)}
    if not shifted:
        return list(problems)
    return [_as_person(each) if (each.file, each.row) in shifted else each for each in problems]


def _is_elsewhere(problem: Problem) -> bool:
    """Whether a wrong value belongs to another column: a name or a telephone where a word of a list is expected."""
    text, mask = problem.value, problem.mask
    if mask in {"phone", "id_number"}:
        return bool(text) and not any(map(str.isdigit, text))
    if mask not in {WORD, FIGURE}:
        return False
    if like_names(text, lambda _: "") != text:
        return True
    return mask == WORD and sum(map(str.isdigit, text)) >= _DIGITS_OF_A_PERSON


def _as_person(problem: Problem) -> Problem:
    return problem._replace(mask=PEOPLE) if problem.mask in {WORD, FIGURE} else problem
