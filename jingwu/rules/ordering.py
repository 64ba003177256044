"""In which order things of known days were done."""

from collections.abc import Iterable
from itertools import groupby
from typing import TypeVar

from jingwu.dates import When, day_of, is_time, moment

Value = TypeVar("Value")


def in_order(dated: Iterable[tuple[When, Value]]) -> list[Value]:
    """The values by day, those of one day by time; what has no time keeps its place among those of its day."""
    given = list(dated)
    moments = [moment(when) for when, _ in given]
    if moments == sorted(moments):  # as in nearly all rows of an import
        return [value for _, value in given]
    ordered: list[Value] = []
    for _, group in groupby(sorted(given, key=_day), key=_day):
        of_day = list(group)
        timed = iter(sorted((entry for entry in of_day if is_time(entry[0])), key=_moment))
        ordered += [next(timed)[1] if is_time(when) else value for when, value in of_day]
    return ordered


def _day(entry: tuple[When, object]) -> When:
    return day_of(entry[0])


def _moment(entry: tuple[When, object]) -> When:
    return moment(entry[0])
