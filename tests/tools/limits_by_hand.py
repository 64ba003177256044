"""The limits of the fictional station's rows, by hand: which had run out when a month ended."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

Row = dict[str, str]
DAY = timedelta(days=1)
OFF = {
    "2025-10-01": 8, "2026-01-01": 3, "2026-02-15": 9, "2026-04-04": 3, "2026-05-01": 5, "2026-06-19": 3,
    "2026-09-25": 3, "2026-10-01": 7,
}  # fmt: skip
"""First day off to the number of days."""
HOLIDAYS = {date.fromisoformat(day) + DAY * index for day, count in OFF.items() for index in range(count)}
MADE_UP = frozenset((
    "2025-09-28", "2025-10-11", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
))  # fmt: skip
"""Days of a weekend on which people worked."""

SERVICE_DAYS = {
    "新生儿落户": 15, "户口迁移": 20, "分户": 15, "变更登记": 15, "身份证补领": 60, "身份证换领": 60, "临时身份证": 5,
    "居住登记": 10, "居住证签注": 15, "亲属关系证明": 5, "户籍证明": 5, "无犯罪记录证明": 10, "养犬登记": 20,
}  # fmt: skip


class Clock(NamedTuple):
    """A limit on a row: from when it runs, its last day, and when it was met."""

    started: date
    due: date
    met: date | None


def is_overdue(kind: str, row: Row, month: str) -> bool:
    """Whether a limit had run out and was not met when the month ended."""
    last = date(int(month[:4]), int(month[5:]), monthrange(int(month[:4]), int(month[5:]))[1])
    clocks = _CLOCKS[kind](row)
    return any(max(clock.started, clock.due) <= last < (clock.met or date.max) for clock in clocks)


def day_of(text: str) -> date:
    """The day of a cell."""
    return date.fromisoformat(text[:10])


def _clocks_of_case(row: Row) -> list[Clock]:
    registered, filed = day_of(row["登记时间"]), day_of(row["立案时间"] or row["登记时间"])
    clocks = [Clock(registered, registered + DAY, filed)]
    if row["案件性质"] == "治安":
        clocks.append(Clock(filed, _working(filed + 30 * DAY), _met(row["结案日期"])))
    if row["破案日期"]:
        solved = day_of(row["破案日期"])
        clocks.append(Clock(solved, solved + 3 * DAY, _met(row["告知日期"])))
        clocks.append(Clock(solved, solved + 30 * DAY, _met(row["回访日期"])))
    return clocks


def _clocks_of_dispute(row: Row) -> list[Clock]:
    registered, mediated = day_of(row["登记时间"]), _met(row["调解日期"])
    outcome, steady = row["调解结果"], _met(row["稳控日期"])
    held = steady or (mediated if outcome == "稳控" else None)
    clocks = [Clock(held, held + (7 if row["风险等级"] == "高" else 30) * DAY, None)] if held else []
    if outcome == "达成协议" and mediated:
        met = _met(row["履行日期"]) or _met(row["反悔日期"])
        clocks.append(Clock(mediated, day_of(row["履行期限"]), met))
    if row["受理方式"] == "人民调解":
        clocks.append(Clock(registered, _month_later(registered), steady if outcome == "未达成" else mediated))
        return clocks
    clocks.append(Clock(registered, _after_working(registered, 3), mediated))
    if outcome == "未达成" and mediated:
        clocks.append(Clock(mediated, _after_working(mediated, 7), steady))
        clocks.append(Clock(mediated, _working(mediated + 30 * DAY), steady))
    broken = _met(row["反悔日期"])
    if broken:
        clocks.append(Clock(broken, _working(broken + 30 * DAY), steady))
    return clocks


def _clocks_of_hazard(row: Row) -> list[Clock]:
    registered, deadline = day_of(row["登记时间"]), day_of(row["整改期限"])
    rectified, rechecked = _met(row["整改完成日期"]), _met(row["复查日期"])
    high = row["风险等级"] == "高"
    clocks = [
        Clock(registered, registered + 3 * DAY, _met(row["责任落实日期"])),
        Clock(registered, deadline, rectified),
    ]
    if rectified:
        clocks.append(Clock(rectified, rectified + (3 if high else 7) * DAY, rechecked))
    if rechecked and row["复查结果"] == "不合格":
        again = deadline if deadline >= rechecked else rechecked + (7 if high else 30) * DAY
        clocks.append(Clock(rechecked, again, None))
    elif rechecked:
        clocks.append(Clock(rechecked, rechecked + (7 if high else 30) * DAY, _met(row["回访日期"])))
    return clocks


def _clocks_of_request(row: Row) -> list[Clock]:
    registered = day_of(row["登记时间"])
    clocks = [Clock(registered, registered + 3 * DAY, _met(row["回复日期"]))]
    if row["承诺期限"]:
        clocks.append(Clock(registered, day_of(row["承诺期限"]), None))
    if row["服务事项"] in SERVICE_DAYS:
        clocks.append(Clock(registered, registered + SERVICE_DAYS[row["服务事项"]] * DAY, None))
    return clocks


def _clocks_of_lead(row: Row) -> list[Clock]:
    return [Clock(day_of(row["登记时间"]), day_of(row["核查期限"]), _met(row["核查日期"]))]


def _clocks_of_conduct(row: Row) -> list[Clock]:
    rectified = _met(row["整改日期"])
    clocks = [Clock(day_of(row["登记时间"]), day_of(row["整改期限"]), rectified)]
    return [*clocks, Clock(rectified, rectified + 7 * DAY, _met(row["复查日期"]))] if rectified else clocks


_CLOCKS: dict[str, Callable[[Row], list[Clock]]] = {
    "case": _clocks_of_case,
    "dispute": _clocks_of_dispute,
    "hazard": _clocks_of_hazard,
    "request": _clocks_of_request,
    "lead": _clocks_of_lead,
    "conduct": _clocks_of_conduct,
}


def _met(text: str) -> date | None:
    return day_of(text) if text else None


def _is_working(day: date) -> bool:
    return day.isoformat() in MADE_UP or (day.weekday() < 5 and day not in HOLIDAYS)


def _working(day: date) -> date:
    return day if _is_working(day) else _working(day + DAY)


def _after_working(day: date, count: int) -> date:
    for _ in range(count):
        day = _working(day + DAY)
    return day


def _month_later(day: date) -> date:
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
