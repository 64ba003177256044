"""Tells totals and signatures that tell a day from records, which tell one as well."""

import re
from collections.abc import Collection
from typing import Literal

from jingwu.importers.surroundings import DAY, MAY_BE_TOTAL, OFFICE, SIGNED, TOTAL
from jingwu.rules.strays import COMMON_SURNAMES

Footer = Literal["", "total", "signature", "doubt"]

_PLAIN_TOTAL = re.compile(
    r"(?:[本全当上下]?半?[页月周季年期次日]|\d{4}年|\d{1,2}月份?|截至.{0,10})*[合总小累共]\s*计\s*[:：]?"
    r"|(?:grand |sub)?-?totals?",
    re.IGNORECASE,
)
_SIGNER = re.compile(
    r"(?:所长|(?:填[表报]|制表|审[核批]|复核|签[发字名章]|统计|经办|打印|导出|报送|(?:单位|部门)?负责)"
    r"(?:人员?|员|单位|部门)?(?:签[字名章])?(?:[(（].{0,8}[)）])?)(?P<name>\s*[:：].{0,4})?"
)
"""Who signs below a table."""
_SIGNING = re.compile(r"(?:填[表报]|制表|审[核批]|复核|签[发字名章]|(?:单位|部门)?负责)")
_ONLY_SIGNS = re.compile(
    r"(?:填[表报]|制表|审[核批]|复核|签发)(?:人员?|员)(?:签[字名章])?(?:[(（].{0,8}[)）])?\s*[:：]?"
)
"""Nobody in a matter, and no matter, is called so."""
_FILLED_IN = re.compile(
    r"(?:填[表报]|制表|报送)(?:单位|部门|日期|时间)\s*(?:[:：].{0,20})?"
    r"|(?:(?:填[表报]|制表|审[核批]|复核|签发|负责)(?:人员?|员)?\s*[:：]\s*[^\s:：]{0,4}[\s,，;；]*){2,}"
)
"""What is said together: 填报单位：青石镇派出所, or 制表人：张三 审核人：李四."""
_WORD = re.compile("[^\\W\\d_]{2}")
_LONGEST_LABEL, _LONGEST_NAME, _NARROW = 30, 4, 3
_MATTERS = frozenset(
    ["许可", "高度", "石料", "钱款", "田地", "白条", "江堤", "程序", "余额", "任务", "石材", "汤药", "钟表", "段落"]
)
"""Words that begin like a name."""


def footer_of(cells: list[str], told: Collection[int]) -> Footer:
    """What a row that tells a day is, where it is no record; 'doubt', where it may be one; '' for a record.

    `told` are the places of the columns that every record fills in besides the day. No doubt is left by what stands
    nowhere in them, or is never registered: 合计, 制表人, 审核：张三.
    """
    first = cells[0] or next(filter(None, cells), "")
    if not (first[-1:].isdigit() and first.isascii()) and first[-1:] != "日":
        return _sort_of(first, cells, told)
    # A key, a number or a day, as most rows begin with: of footers only a day.
    if (len(cells) > _NARROW and cells.count("") * 2 < len(cells)) or not DAY.fullmatch(first):
        return ""
    label = next((cell for cell in cells if cell and not DAY.fullmatch(cell)), "")
    sort = _sort_of(label, cells, told)
    return "" if sort == "doubt" else sort


def _sort_of(first: str, cells: list[str], told: Collection[int]) -> Footer:
    if not 0 < len(first) <= _LONGEST_LABEL:
        return ""
    is_sum = MAY_BE_TOTAL.search(first) and TOTAL.fullmatch(first)
    signer = _SIGNER.fullmatch(first)
    if not is_sum and not signer and not OFFICE.fullmatch(first):
        return "signature" if told and _FILLED_IN.fullmatch(first) and _are_labelled(cells) else ""
    others = [cell for cell in cells if cell and cell != first and not DAY.fullmatch(cell)]
    is_untold = bool(told) and not any(cells[place] for place in told if place < len(cells))
    if is_sum:
        is_sure = is_untold or (told and _PLAIN_TOTAL.fullmatch(first))
        return "" if any(map(_WORD.search, others)) else "total" if is_sure else "doubt"
    values = [cell for cell in others if not SIGNED.fullmatch(cell) and not _SIGNER.fullmatch(cell)]
    names = values + _name_in(signer)
    if len(names) > 1 or (values and not (signer and len(values[0]) <= _LONGEST_NAME)):
        return ""
    return "signature" if signer and told and _surely_signs(signer, names, is_untold=is_untold) else "doubt"


def _are_labelled(cells: list[str]) -> bool:
    """Whether nothing stands in a row but days, and labels of who filled it in, with what they name."""
    labels = (_FILLED_IN, _SIGNER, SIGNED, DAY)
    return all(any(label.fullmatch(cell) for label in labels) for cell in cells if cell)


def _name_in(signer: re.Match[str] | None) -> list[str]:
    name = signer["name"] if signer else None
    return [name.strip(" :：")] if name and name.strip(" :：") else []


def _surely_signs(signer: re.Match[str], names: list[str], *, is_untold: bool) -> bool:
    """Whether nothing else can be meant by a label and the one name behind it, if any, or in another cell."""
    if _ONLY_SIGNS.match(signer[0]):
        return True
    return bool(_SIGNING.match(signer[0]) and signer["name"]) and (is_untold or all(map(_is_name, names)))


def _is_name(text: str) -> bool:
    """Whether a text is a name beyond doubt; one with a rare surname is refused, and a person decides."""
    return text[0] in COMMON_SURNAMES and text.isalpha() and 1 < len(text) <= _LONGEST_NAME and text not in _MATTERS
