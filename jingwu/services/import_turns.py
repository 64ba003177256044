"""In which order the records are taken on that rows of an import name, which stand in any order and are many."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from typing import TypeVar

from jingwu.store.roll import Roll

Value = TypeVar("Value")

NO_RECORD = -1
_MANY = 500
"""So many are done under one look at the ledger, as each has its price; others wait meanwhile."""


def by_record(records: "array[int]", roll: Roll) -> Iterator[tuple[int, list[int]]]:
    """Each record of a roll with the places of its rows; `records` has the record of each row, or NO_RECORD.

    Records of one month come together, so that its file is read once; else those come first that are named first.
    """
    ranks = _ranks(roll)
    named = filter(lambda place: records[place] != NO_RECORD, range(len(records)))
    places = sorted(named, key=lambda place: ranks[records[place]])
    for record, rows in groupby(places, key=records.__getitem__):
        yield record, list(rows)


def by_many(values: Iterable[Value]) -> Iterator[list[Value]]:
    """Some values at a time."""
    rest = iter(values)
    while some := list(islice(rest, _MANY)):
        yield some


def _ranks(roll: Roll) -> "array[int]":
    """When the turn of each record is."""
    ranks = array("q", bytes(8 * len(roll)))
    months = roll.by_month()
    for rank, record in enumerate(chain.from_iterable(months[month] for month in sorted(months))):
        ranks[record] = rank
    return ranks
