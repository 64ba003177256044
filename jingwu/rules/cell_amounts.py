"""Amounts of yuan in Chinese numerals, the financial ones too, as receipts and agreements have them."""

import re
from decimal import Decimal

from jingwu.language import t

_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟〇两萬億圆块毛", "一二三四五六七八九十百千零二万亿元元角")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_NUMERAL = r"[\d.,零一二三四五六七八九十百千万亿]"
_ROUGH = re.compile(
    rf"(?:大?约|近|上|不足|不到|超过?)?(?:{_NUMERAL}|[几数余多来半许])+元?(?:左右|上下|以[上下内]|[多余许])?"
    rf"|{_NUMERAL}+元?[-~—至到]{_NUMERAL}+元?"
)
_NOT_EXACT = re.compile("[几数余多来半许约近上不超左下内~—至到-]")
_SUM = re.compile(
    r"(?:人民币|RMB|CNY|¥)?(?:(?P<yuan>[^元角分整正]+)元)?钱?(?:零?(?P<jiao>[\d一二三四五六七八九])角)?"
    r"(?:零?(?P<fen>[\d一二三四五六七八九])分)?[整正]?",
    re.IGNORECASE,
)
_ONE = "[一二三四五六七八九1-9]"
_BELOW_TEN_THOUSAND = re.compile(rf"(?:({_ONE})千)?(?:零?({_ONE})百)?(?:零?({_ONE}?)(十))?(?:(零)?({_ONE}))?")
_WITH_POINT = re.compile(r"(\d+(?:\.\d+)?)([百千]?)")
_SHORTENED = re.compile(rf"[百千万亿]{_ONE}$")
_FULL = 3
"""Digits behind 万 that are a number of their own: 1万2000, but not 1万2."""


def yuan_of(text: str) -> Decimal | None:
    """The amount that a numeral says, without spaces and in half width: 一千元, 贰万伍仟元整, 3千元, 1万2千, 五元五角.

    None where it is no numeral. ValueError for one that is rough (几百元) or may mean two sums (一千五).
    """
    text = text.translate(_PLAIN)
    if any(unit in text for unit in "元角分"):
        found = _SUM.fullmatch(text)
        whole = found["yuan"] or "" if found else ""
        rest = Decimal(_digit(found["jiao"]) * 10 + _digit(found["fen"])) / 100 if found else Decimal()
    else:
        whole, rest = text.removeprefix("人民币").rstrip("整正"), Decimal()
    amount = _whole(whole) if whole else Decimal() if rest else None
    if amount is not None:
        return amount + rest
    if _SHORTENED.search(whole) and _whole(whole[:-1]) is not None:
        raise ValueError(t("This may mean two amounts.") + "\n" + t("Write it in digits, as 1280 or 1280.50."))
    if _ROUGH.fullmatch(text) and _NOT_EXACT.search(text) and re.search(f"{_NUMERAL}|元", text):
        raise ValueError(t("The amount is only roughly told.") + "\n" + t("Write the sum itself, or leave it empty."))
    return None


def _whole(text: str) -> Decimal | None:
    """一亿二千万零三百 as a number; None for what is none."""
    total = Decimal()
    for unit, value in (("亿", 10**8), ("万", 10**4)):
        upper, found, lower = text.partition(unit)
        if not found:
            continue
        part = _part(upper)
        if part is None or ("." in upper and lower):
            return None
        total += part * value
        if lower in _DIGITS or (lower.isdecimal() and len(lower) < _FULL):  # 三万五
            return None
        text = lower
        if not text:
            return total
    part = _part(text)
    return None if part is None else total + part


def _part(text: str) -> Decimal | None:
    """What stands before 万 or behind it: 二千零五, 3千, 2.5."""
    if text == "零":
        return Decimal()
    if found := _WITH_POINT.fullmatch(text):
        return Decimal(found[1]) * {"": 1, "百": 100, "千": 1000}[found[2]]
    found = _BELOW_TEN_THOUSAND.fullmatch(text)
    if not text or found is None:
        return None
    thousands, hundreds, tens, ten, zero, ones = found.groups()
    if ones and not ten and not zero and (thousands or hundreds):  # 一千五
        return None
    return Decimal(_digit(thousands) * 1000 + _digit(hundreds) * 100 + (_digit(tens) or bool(ten)) * 10 + _digit(ones))


def _digit(text: str | None) -> int:
    return _DIGITS[text] if text in _DIGITS else int(text or 0)
