"""A row in the making: what every kind's row has, and the steps of its life in time."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from jingwu.services.demo.people import Dice, Person, someone
from jingwu.services.demo.station import AREA_NAMES, AREA_OFFICERS, AREAS, OFFICERS

COMMON = ("来源编号", "登记时间", "录入时间", "摘要", "类别", "来源", "村居", "网格", "地点", "责任民警")
PLACES = (
    "村委会东侧", "老槐树下", "小卖部门前", "卫生室旁", "小学路口", "广场北侧", "桥头", "打谷场", "菜市场", "家属院",
)  # fmt: skip
_OPENS, _CLOSES = 8, 18
HOUR = 60
DAY = 24 * HOUR
"""Minutes."""


class Roster:
    """Who does how much in a month: two officers are away, the others are busy in unequal measure."""

    def __init__(self, seed: str) -> None:
        dice = Dice(seed)
        self._away = {dice.pick(OFFICERS), dice.pick(OFFICERS)}
        self._shares = {name: 0.04 if name in self._away else dice.between(5, 30) / 20 for name in OFFICERS}

    def anybody(self, dice: Dice) -> str:
        """An officer by his share of the month's work."""
        return dice.weighted(self._shares)

    def of_area(self, dice: Dice, area: str) -> str:
        """The area's own officer as a rule, another one when he is away or busy."""
        other = self.anybody(dice)
        own = AREA_OFFICERS[area]
        return other if dice.chance(0.25) or own in self._away else own


class Draft:
    """A row: headings to text. `until` hides what happens later, and never changes what happened before."""

    def __init__(self, headings: tuple[str, ...], key: str, at: datetime, until: datetime, roster: Roster) -> None:
        self.values = dict.fromkeys(headings, "")
        self.reported = self.at = at
        self.until = until
        self.roster = roster
        self.values["来源编号"] = key
        self.values["登记时间"] = stamp(at)
        self.typed = _typed(Dice(key), at)
        self.values["录入时间"] = stamp(self.typed)

    def place(self, dice: Dice) -> int:
        """Give the row an area, a grid, a place and an officer; the area's index."""
        index = dice.between(0, len(AREA_NAMES) - 1)
        area = AREA_NAMES[index]
        officer = self.roster.of_area(dice, area)
        self.values |= {
            "村居": area,
            "网格": dice.pick(AREAS[area]),
            "地点": area + dice.pick(PLACES),
            "责任民警": officer,
        }
        if "首接人" in self.values:
            self.values["首接人"] = self.roster.anybody(dice) if dice.chance(0.3) else officer
        return index

    def put(self, values: Mapping[str, str]) -> None:
        """Fill in columns that are known from the start."""
        self.values |= values

    def party(self, role: str, who: Person) -> None:
        """Fill in those of a person's columns that the kind has, under his role."""
        details = {
            "姓名": who.name, "性别": who.gender, "身份证号": who.id_number, "电话": who.phone, "出生日期": who.born,
            "住址": self.values["村居"] + who.home,
        }  # fmt: skip
        self.values |= {role + name: text for name, text in details.items() if role + name in self.values}

    def visitor(self, dice: Dice, role: str, area: int) -> Person:
        """A new person of the area in a role."""
        who = someone(dice, area)
        self.party(role, who)
        return who

    def wait(self, dice: Dice, low: int, high: int) -> None:
        """Let `low` to `high` minutes pass, and then the rest of the night."""
        self.at += timedelta(minutes=dice.between(low, high))
        if not _OPENS <= self.at.hour < _CLOSES:
            day = self.at if self.at.hour < _OPENS else self.at + timedelta(days=1)
            self.at = day.replace(hour=_OPENS + 1, minute=self.at.minute)

    def happen(self, heading: str, values: Mapping[str, str] | None = None) -> None:
        """Something happens at the present moment of the row's life, if that is not after `until`."""
        if self.at <= self.until:
            self.values[heading] = stamp(self.at)
            self.values |= values or {}

    def day(self, days: int) -> str:
        """The day that many days after the present moment of the row's life."""
        return (self.at + timedelta(days=days)).date().isoformat()


def _typed(dice: Dice, at: datetime) -> datetime:
    """When a row was typed: within the hour as a rule, now and then some days later."""
    days = dice.between(2, 6) if dice.chance(0.03) else 0
    return at + timedelta(days=days, minutes=dice.between(3, 50))


def stamp(at: datetime) -> str:
    """A moment as import files write it."""
    return at.isoformat(" ", "minutes")


def call_back(draft: Draft, dice: Dice, days: int) -> None:
    """Call back, as a rule within `days`, now and then much later; most people are satisfied."""
    low, high = dice.weighted({(1, days - 2): 962, (days + 1, days + 20): 32, (days + 30, days + 90): 6})
    answer = dice.weighted({"满意": 88, "基本满意": 7, "不满意": 2, "未接通": 3})
    draft.wait(dice, low * DAY, high * DAY)
    draft.happen("回访日期", {"评价": answer})
