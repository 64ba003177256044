"""Dice that fall alike on every Python, and the inhabitants of the fictional town."""

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = {
    "男": (
        "大山", "小军", "建华", "志明", "国强", "文斌", "永康", "德胜", "海峰", "立新", "春生", "长林", "保田", "金柱",
        "玉林", "东升", "学文", "庆丰", "来福", "铁柱", "少华", "俊杰", "浩然", "宇轩", "家旺", "明亮", "兴旺", "守信",
    ),
    "女": (
        "桂英", "秀兰", "玉梅", "春花", "丽娟", "小燕", "凤霞", "红霞", "淑珍", "金凤", "美玲", "晓云", "桂芳", "爱华",
        "素芬", "雪梅", "冬梅", "彩霞", "月娥", "巧云", "思雨", "佳怡", "欣然", "雅琴", "翠花", "兰香", "惠敏", "银环",
    ),
}  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_HOMES = 320
"""Inhabitants of each area who come into contact with the station; few enough that the same people turn up again."""


class Dice:
    """Choices drawn from `random()` alone, the one method whose sequence Python promises to keep."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed).random  # noqa: S311 - sample data, no secrets

    def chance(self, share: float) -> bool:
        """True in `share` (0 to 1) of all throws."""
        return self._random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, values: Sequence[T]) -> T:
        """One of the values, all alike."""
        return values[int(self._random() * len(values))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, by its weight."""
        left = self._random() * sum(weights.values())
        for value, weight in weights.items():
            if left < weight:
                return value
            left -= weight
        return next(reversed(list(weights)))


class Person(NamedTuple):
    """An inhabitant, who keeps name, number and phone in whatever record he turns up."""

    name: str
    gender: str
    id_number: str
    phone: str
    born: str
    home: str


@cache
def person(area: int, number: int, *, minor: bool = False) -> Person:
    """The inhabitant `number` of the `area`th area; the ID number's area code 9901xx means no place."""
    dice = Dice(f"person-{area}-{number}-{minor}")
    gender = dice.pick(("男", "女"))
    year = dice.between(2010, 2013) if minor else dice.between(1946, 1999)
    born = f"{year}-{dice.between(1, 12):02d}-{dice.between(1, 28):02d}"
    sequence = dice.between(0, 498) * 2 + (gender == "男")
    body = f"9901{area + 1:02d}{born.replace('-', '')}{sequence:03d}"
    return Person(
        name=dice.pick(_SURNAMES) + dice.pick(_GIVEN[gender]),
        gender=gender,
        id_number=body + check_digit(body),
        phone=f"{dice.pick(('139000', '138000'))}{dice.between(0, 99_999):05d}",
        born=born,
        home=f"{dice.between(1, 160)}号",
    )


def someone(dice: Dice, area: int, *, minor: bool = False) -> Person:
    """An inhabitant of the `area`th area."""
    return person(area, dice.between(1, _HOMES), minor=minor)


def check_digit(body: str) -> str:
    """The last character of an ID number (GB 11643) whose first 17 digits are `body`."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True)) % 11]
