"""Dates as cells of other people's files hold them: more forms than officers type, and nothing guessed."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from jingwu.dates import When, parse_when, plain_when
from jingwu.language import t


class Numeric(str):
    """A cell that a spreadsheet keeps as a number: its text, which under a heading of dates counts days."""

    __slots__ = ()
    epoch = date(1899, 12, 30)
    """The day 0: in truth that of 1900 is one later, but Excel knows a 29 February 1900."""


class Numeric1904(Numeric):
    """The same in a workbook that counts days as old Macs did."""

    __slots__ = ()
    epoch = date(1904, 1, 1)


class Dated(str):
    """A cell that a spreadsheet keeps as a date: its text, as 2026-10-03 or 2026-10-03 09:30."""

    __slots__ = ()


_EARLIEST, _LATEST = 1990, 2100
_THREE = r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,4}(?!\d)"
_DAY_FIRST = r"(\d{1,2})(?:st|nd|rd|th)?[-\s]([a-z]{3,9})\.?[-\s,]+(\d{4})"
_MONTH_FIRST = r"([a-z]{3,9})\.?[-\s](\d{1,2})(?:st|nd|rd|th)?[-\s,]+(\d{4})"
_NO_YEAR = r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?!\s*[-/.\d])"
_RELATIVE = r"(今|昨|前|大前)天|today|yesterday|\d+\s*(天前|days? ago)|(上上|上|这|本)?(周|星期|礼拜)[一二三四五六日天]"
_DAY_SPOKEN = re.compile(r"(月\s*[\d一二三四五六七八九十]{1,3}\s*)号")
_WEEKDAY = r"[(\[]?(?:周|星期)[一二三四五六日天][)\]]?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s"
_NUMERAL = r"[〇○零一二两三四五六七八九十廿]+"
_DIGITS = MappingProxyType(dict(zip("两〇○零一二三四五六七八九", (2, 0, 0, *range(10)), strict=True)))
_QUARTER = re.compile("([点时])([13])刻")
_ABOUT = re.compile(
    r"(?:(?<=[点时分半刻])|(?<=:\d\d)|(?<=[点时]\d\d))\s*(?:许|左右)$|(?<=日)\s*大?约(?=\s*[^\d\s]{0,2}\d)"
)
"""That a time is not exact; a day that is not has nothing else to say."""
_ENGLISH_TIME = r"\b(\d{1,2})(?::(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*([ap])\.?m\b\.?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOON = 12


def parse_cell(text: str, *, today: date, relative: bool = True) -> When:
    """A date, or a date with a time, as a file has it.

    Beside the forms of `dates.parse_when`: 二〇二六年十月三日九时三十分, 2026年10月3号（星期六）, 3 Oct 2026, 9:30 PM,
    8时许 (taken for 8时; see `is_about`), and a `Numeric` as its file counts days. Refused are 3/4/2026 and 3-4-26,
    which may mean two days or three, and with `relative` off what depends on the day of reading: 昨天, 10-03 without a
    year.
    ValueError, in words, for anything else; a hint may stand behind a line break.
    """
    if (written := plain_when(text)) is not None:
        return written
    if text[4:5] == "-" and (text[:4] + text[-2:]).isdigit() and text.isascii():  # with seconds
        return parse_when(text, today=today)
    if isinstance(text, Numeric) and (counted := _counted(text)) is not None:
        return counted
    plain = _DAY_SPOKEN.sub(r"\1日", unicodedata.normalize("NFKC", text).strip().rstrip("。."))
    if not re.match(_RELATIVE, plain, re.IGNORECASE):  # 周一 is no day of a week beside a date
        plain = re.sub(_NUMERAL, _digits, re.sub(_WEEKDAY, " ", plain, flags=re.IGNORECASE)).strip()
    plain = _QUARTER.sub(lambda found: f"{found[1]}{int(found[2]) * 15}分", _ABOUT.sub("", plain))
    if re.match(_RELATIVE, plain, re.IGNORECASE):
        if not relative:
            raise ValueError(_refusal(t("A date in a file must not depend on the day on which it is read.")))
        return parse_when(plain, today=today)
    if not relative and re.match(_NO_YEAR, plain):
        raise ValueError(_refusal(t("The year is missing.")))
    return parse_when(_as_hours_of_a_day(_year_first(plain)), today=today)


def is_about(text: str) -> bool:
    """Whether what stands behind a time says that it is not exact: 8时许."""
    return ("许" in text or "左右" in text or "约" in text) and _ABOUT.search(text) is not None


def _counted(text: Numeric) -> When | None:
    """The day that a number counts to, and its time; None when that is no day of our time, as of 20261003."""
    days, rest = divmod(float(text), 1)
    if not 0 <= days < date.max.toordinal() // 2:
        return None
    day = text.epoch + timedelta(days=int(days))
    minutes = round(rest * 24 * 60)
    if not _EARLIEST <= day.year < _LATEST:
        return None
    return datetime.combine(day, time()) + timedelta(minutes=minutes) if minutes else day


def _year_first(text: str) -> str:
    """The text with its date as 2026-10-03, where it had an English month. ValueError where no year stands first."""
    if re.match(_THREE, text):
        raise ValueError(_refusal(t("It cannot be told which of these numbers is the day, month or year.")))
    for pattern, month_at, day_at in ((_DAY_FIRST, 2, 1), (_MONTH_FIRST, 1, 2)):
        found = re.match(pattern, text, re.IGNORECASE)
        if found and found[month_at][:3].lower() in _MONTHS:
            month = _MONTHS.index(found[month_at][:3].lower()) + 1
            return f"{found[3]}-{month:02d}-{int(found[day_at]):02d} {text[found.end() :]}"
    return text


def _as_hours_of_a_day(text: str) -> str:
    """9:30 PM as 21:30."""
    found = re.search(_ENGLISH_TIME, text, re.IGNORECASE)
    if found is None:
        return text
    hour = int(found[1])
    if not 1 <= hour <= _NOON:
        raise ValueError(t("There is no such time of day."))
    hour = hour % _NOON + (_NOON if found[3] in "pP" else 0)
    return f"{text[: found.start()]}{hour:02d}:{found[2] or '00'}{text[found.end() :]}"


def _digits(numeral: re.Match[str]) -> str:
    """二〇二六 as 2026, 二十三 as 23, 十 as 10."""
    text = numeral[0].replace("廿", "二十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return "".join(str(_DIGITS[letter]) for letter in text)
    return f"{_DIGITS.get(tens, 1)}{_DIGITS.get(ones, 0)}"


def _refusal(message: str) -> str:
    return message + "\n" + t("Write it as 2026-10-03.")
