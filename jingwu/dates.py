"""Dates as people type them, months, and the only clock; all times are Asia/Shanghai, without an offset.

A `date` stands for "some time that day", a `datetime` for a time that is known to the minute: both are a `When`.
"""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import NamedTuple

from jingwu.language import pick, t

When = date

_SHANGHAI = timezone(timedelta(hours=8))
_DAYS = {"今天": 0, "昨天": 1, "前天": 2, "大前天": 3, "today": 0, "yesterday": 1}
_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
# Patterns stay texts: re compiles and keeps one when it is first used, and most runs use none.
_FULL = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_NO_YEAR = r"(\d{1,2})\s*[-月]\s*(\d{1,2})\s*日?"
_AGO = r"(\d{1,3})\s*天前|(\d{1,3})\s*days? ago"
_WEEKDAY = r"(上上|上|这|本)?(?:周|星期|礼拜)([一二三四五六日天])"
_TIME = (
    r"(凌晨|清晨|早晨|早上|上午|午前|中午|正午|下午|午后|午|傍晚|晚上|晚间|夜里|夜间|深夜|早|晚)?\s*"
    r"(\d{1,2})\s*[:点时]\s*(?:(半)|(\d{1,2})?\s*分?(?::(\d{2})(?:\.\d+)?|\s*(\d{1,2})秒)?)"
)
# The hours that each word may mean; 晚上12点 is the end of one day or the start of it, so nothing here.
_PERIODS = {
    "凌晨": range(6), "清晨": range(4, 9), "早晨": range(4, 11), "早上": range(4, 12), "上午": range(5, 12),
    "中午": range(11, 15), "下午": range(12, 19), "傍晚": range(16, 21), "晚上": range(17, 24),
    "夜里": (*range(19, 24), *range(1, 6)), "深夜": (*range(21, 24), *range(1, 5)),
}  # fmt: skip
_PERIODS |= {
    other: _PERIODS[word]
    for other, word in {
        "午前": "上午",
        "正午": "中午",
        "午": "中午",
        "午后": "下午",
        "晚间": "晚上",
        "夜间": "夜里",
        "早": "早上",
        "晚": "晚上",
    }.items()
}
_NIGHTS = {"晚上", "夜里", "深夜", "晚间", "夜间", "晚"}
_MORNINGS = {"上午", "午前"}
_NOON = 12
_BEFORE_TIME = (" ", "T")
"""What stands between day and time; Python's own reading takes the offset of 2026-10-03+08:00 for a time."""
_NO_HOUR = 24
_DAY_LENGTH, _TIME_LENGTH = len("2026-10-03"), len("2026-10-03 09:30")


def now() -> datetime:
    """The present minute in China, whatever TZ says. The only place that reads the clock."""
    return datetime.now(_SHANGHAI).replace(tzinfo=None, second=0, microsecond=0)


def parse_when(text: str, *, today: date) -> When:
    """A date, or a date with a time, as an officer or another system writes it.

    Reads 2026-10-03, 20261003, 2026年10月3日, 2026/10/3, 2026.10.3, 10-03 (the latest such day up to today),
    昨天, 3天前, 上周五; each may be followed by 09:30, 9点30分 or 下午3点, and the second by 0930 or 093000 as well.
    ValueError, in words, for anything else.
    """
    if (plain := plain_when(text)) is not None:
        return plain
    # But 09:30-10:00 is a span of time, not one in the Pacific.
    if text[4:5] == "-" and text[10:11] in _BEFORE_TIME and "-" not in text[11:17]:
        try:
            return _naive(datetime.fromisoformat(text[:16] + text[16:].replace(" +", "+")))
        except ValueError:
            pass
    text = unicodedata.normalize("NFKC", text).strip()
    day, rest = _parse_day(text, today)
    rest = rest.strip().removeprefix("T").strip()
    if rest.isdecimal() and text[:8].isdecimal():
        rest = re.sub(r"^(\d\d)(\d\d)(\d\d)?$", _as_time, rest)
    return datetime.combine(day, _parse_time(rest)) if rest else day


def plain_when(text: str) -> When | None:
    """What programs write, and nearly all of an import: 2026-10-03, or with 09:30 behind a space or T; else None."""
    try:
        if len(text) == _TIME_LENGTH and text[4] == text[7] == "-" and text[10] in " T" and text[13] == ":":
            when = datetime.fromisoformat(text)
            if text[11:13] != "24":  # from Python 3.14 on that is the next day's midnight
                _WRITTEN.keep(when, f"{text[:_DAY_LENGTH]}T{text[11:]}")
            return when
        if len(text) == _DAY_LENGTH and text[4] == "-":
            return date.fromisoformat(text)
    except ValueError:
        pass
    return None


def parse_date(text: str, *, today: date) -> date:
    """A day without a time, in the forms of `parse_when`."""
    return day_of(parse_when(text, today=today))


def day_of(when: When) -> date:
    """The day of a `When`."""
    return when.date() if isinstance(when, datetime) else when


def is_time(when: When) -> bool:
    """Whether the time of day is known."""
    return isinstance(when, datetime)


def moment(when: When) -> datetime:
    """A `When` as a point to sort and compare by: a day without a time starts it."""
    return when if isinstance(when, datetime) else datetime.combine(when, time.min)


def lies_before(when: When, other: When) -> bool:
    """Whether `when` surely lies before `other`; on one day only two known times can tell."""
    if isinstance(when, datetime) and isinstance(other, datetime):
        return when < other
    return day_of(when) < day_of(other)


class _Written(dict[When, str]):
    """Each `When` as it is written: of a record the same ones are several times, and as they were read before."""

    def __missing__(self, when: When) -> str:
        return self.keep(when, when.isoformat()[:_TIME_LENGTH])

    def keep(self, when: When, text: str) -> str:
        if len(self) >= _MOST_WRITTEN:
            self.clear()
        self[when] = text
        return text


_WRITTEN = _Written()
_MOST_WRITTEN = 1000


write_when: Callable[[When], str] = _WRITTEN.__getitem__
"""The form kept in files: 2026-10-03, or 2026-10-03T09:30. No function: an import asks for it ten times a row."""


def show_when(when: When) -> str:
    """The form that people read: 2026-10-03, or 2026-10-03 09:30."""
    return write_when(when).replace("T", " ")


def read_when(text: str) -> When:
    """The `When` that `write_when` wrote. ValueError when it is not of that form."""
    return date.fromisoformat(text) if len(text) == _DAY_LENGTH else datetime.fromisoformat(text)


def month_of(when: When) -> str:
    """The month of a `When`, as 2026-10."""
    return name_of_month(when.year, when.month)


@lru_cache(maxsize=4096)
def name_of_month(year: int, month: int) -> str:
    """A month as 2026-10: the same text each time, as figures and an import keep it many times."""
    return f"{year:04d}-{month:02d}"


def parse_month(text: str, *, today: date) -> str:
    """A month as typed (2026-10, 202610, 2026年10月, 10月, last, 上月, this, 本月) as 2026-10. ValueError else."""
    text = unicodedata.normalize("NFKC", text).strip()
    if text in {"last", "上月", "上个月"}:
        return month_before(month_of(today))
    if text in {"this", "本月", "这个月"}:
        return month_of(today)
    found = re.fullmatch(r"(?:([12]\d{3})\s*[-/.年]?\s*)?(\d{1,2})\s*月?", text)
    if found is None or not 1 <= int(found[2]) <= _NOON:
        raise ValueError(t("This is not a month; write it as 2026-10, 'last' or 'this'."))
    return f"{int(found[1] or today.year):04d}-{int(found[2]):02d}"


def parse_period(text: str, *, today: date) -> "Period":
    """Whole months as typed: a month as parse_month reads it, 2026-Q3, 2026年三季度, 上季度, 2026, 今年, ytd, 去年.

    What lasts ends with the present month. ValueError, in words, for anything else.
    """
    word = unicodedata.normalize("NFKC", text).strip().lower()
    this = month_of(today)
    if word in {"ytd", "今年", "年初至今", "this-year"}:
        return Period(f"{today.year}-01", this)
    if word in {"last-year", "去年", "上年"}:
        return _months_of(today.year - 1, 1, _YEAR)
    quarter = (today.month - 1) // _QUARTER
    if word in {"this-quarter", "本季度", "last-quarter", "上季度"}:
        found = _months_of(today.year, quarter * _QUARTER + 1, _QUARTER)
        return found if word in {"this-quarter", "本季度"} else found.before(_QUARTER)
    with suppress(ValueError):
        month = parse_month(text, today=today)
        return Period(month, month)
    if found_year := re.fullmatch(r"(\d{4})\s*年?", word):
        return _months_of(int(found_year[1]), 1, _YEAR)
    if found_quarter := re.fullmatch(r"(?:(\d{4})\s*[-/.年]?\s*)?(?:q([1-4])|第?([1-4一二三四])季度?)", word):
        number = int(found_quarter[2] or 0) or "一二三四1234".index(found_quarter[3]) % 4 + 1
        return _months_of(int(found_quarter[1] or today.year), number * _QUARTER - 2, _QUARTER)
    raise ValueError(t("This is not a period; write it as 2026-10, 2026-Q3, 2026, ytd, 'last' or 'this'."))


def _months_of(year: int, first: int, length: int) -> "Period":
    """So many months of a year from one on."""
    start = f"{year:04d}-{first:02d}"
    return Period(start, month_before(start, 1 - length))


def month_before(month: str, months: int = 1) -> str:
    """The month `months` before 2026-10; a negative number goes forwards."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 - months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def first_day(month: str) -> date:
    """The first day of 2026-10."""
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """The last day of 2026-10."""
    return first_day(month_before(month, -1)) - timedelta(days=1)


class Period(NamedTuple):
    """Whole months, one after another: a month, a quarter, a year, or a year to date."""

    first: str
    """2026-07"""
    last: str

    def months(self) -> list[str]:
        """Each of its months, the oldest first."""
        return [month_before(self.last, back) for back in reversed(range(self.length))]

    @property
    def length(self) -> int:
        """How many months it has."""
        return int(self.last[:4]) * 12 + int(self.last[5:]) - int(self.first[:4]) * 12 - int(self.first[5:]) + 1

    def before(self, months: int) -> "Period":
        """The period that lies so many months before."""
        return Period(month_before(self.first, months), month_before(self.last, months))

    @property
    def words(self) -> str:
        """As people read it: 2026年10月, 2026年三季度, 2026年, 2026年1月至9月."""
        year, first, last = self.first[:4], int(self.first[5:]), int(self.last[5:])
        if self.length == 1:
            return pick(self.first, f"{year}年{first}月")
        quarter, begins = divmod(first - 1, 3)
        if self.length == _QUARTER and not begins:
            return pick(f"{year}-Q{quarter + 1}", f"{year}年{'一二三四'[quarter]}季度")
        if self.length == _YEAR and first == 1:
            return pick(year, f"{year}年")
        end = f"{self.last[:4]}年{last}月" if self.last[:4] != year else f"{last}月"
        return pick(f"{self.first} to {self.last}", f"{year}年{first}月至{end}")


_QUARTER, _YEAR = 3, 12


def _naive(when: datetime) -> datetime:
    if when.tzinfo is not None:
        when = when.astimezone(_SHANGHAI).replace(tzinfo=None)
    return when.replace(second=0, microsecond=0) if when.second or when.microsecond else when


def _parse_day(text: str, today: date) -> tuple[date, str]:
    for word, days in _DAYS.items():
        if text.startswith(word):
            return today - timedelta(days=days), text[len(word) :]
    try:
        if found := re.match(_FULL, text) or re.match(_COMPACT, text):
            return date(int(found[1]), int(found[2]), int(found[3])), text[found.end() :]
        if found := re.match(_NO_YEAR, text):
            day = date(today.year, int(found[1]), int(found[2]))
            return (day if day <= today else day.replace(year=today.year - 1)), text[found.end() :]
    except ValueError:
        raise ValueError(t("There is no such day.")) from None
    if found := re.match(_AGO, text):
        return today - timedelta(days=int(found[1] or found[2])), text[found.end() :]
    if found := re.match(_WEEKDAY, text):
        monday = today - timedelta(days=today.weekday())
        weeks = {"上上": 2, "上": 1}.get(found[1] or "", 0)
        return monday - timedelta(weeks=weeks) + timedelta(days=_WEEKDAYS[found[2]]), text[found.end() :]
    raise ValueError(t("This is not a date; write it as 2026-10-03 or 2026-10-03 09:30."))


def _as_time(digits: re.Match[str]) -> str:
    """143000 as 14:30:00."""
    return ":".join(filter(None, digits.groups()))


def _parse_time(text: str) -> time:
    found = re.fullmatch(_TIME, text)
    if found is None:
        raise ValueError(t("What stands behind the day is no time; write it as 09:30, or the day alone."))
    hour, minute = int(found[2]), 30 if found[3] else int(found[4] or 0)
    if found[1] in _NIGHTS and hour == _NOON:
        raise ValueError(t("At night, 12 may be the beginning or the end of that day; write it as 00:00 of the day."))
    if found[1] in _MORNINGS and hour == _NOON:  # programs write half past midnight so, and people half past noon
        raise ValueError(t("In the morning, 12 may be midnight or noon; write it as 00:30 or 12:30."))
    if found[1]:
        hour = next((meant for meant in (hour, hour + _NOON) if meant in _PERIODS[found[1]]), _NO_HOUR)
    try:
        return time(hour, minute, int(found[5] or found[6] or 0)).replace(second=0)
    except ValueError:
        raise ValueError(t("There is no such time of day.")) from None
