"""Tells a form of one record, or a table that lies on its side, from a table: its headings stand down a column."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from jingwu.importers.headings import known_headings, plain
from jingwu.records.fields import columns_of
from jingwu.records.record import Party

_LEAST = 3
"""So many different headings below each other: a table has one row of them, or two."""
_SURE = 2
"""With so many headings in a row, what stands before a colon is a part of a text."""
_LONGEST = 30
_LABELLED = re.compile("([^:：=＝]{1,12})[:：=＝]")


def is_form(lines: Sequence[Sequence[str]], best: int, known: int, headings: Collection[str] = ()) -> bool:
    """Whether known headings stand down a column of these rows, one label a line, and not along a row.

    `best` is the row that has the most of them, and `known` how many these are.
    """
    words = _labels() | frozenset(headings) if headings else _labels()
    down: dict[int, Counter[str]] = {}
    for cells in lines:
        # In a form every cell of such a line has its label; elsewhere it is a remark: 电话：139…
        is_labelled = known < _SURE and all(map(_LABELLED.match, filter(None, cells)))
        for place, cell in enumerate(cells):
            told = _LABELLED.match(cell) if is_labelled else None
            if cell and (word := _label(told[1] if told else cell, words)):
                labels = down.setdefault(place, Counter())
                labels[word] = 1 if told else labels[word] + 1
    # 电话：139… may stand there once a record. Otherwise labels do not repeat, but data that looks like them does.
    found = {place: len(labels) for place, labels in down.items() if len(labels) == labels.total()}
    long = [place for place, count in found.items() if count >= _LEAST]
    if known >= _SURE:  # of a form every row begins with a label there, the best one too
        first = next((place for place, cell in enumerate(lines[best]) if _label(cell, words)), None)
        long = [place for place in long if place == first]
    return bool(long) and sum(found.values()) > known


def _label(cell: str, words: frozenset[str]) -> str:
    """The label that a cell is; '' when it is none."""
    word = plain(cell) if len(cell) <= _LONGEST else ""
    return word if word in words else ""


@cache
def _labels() -> frozenset[str]:
    of_people = {plain(name) for column in columns_of(Party) for name in (column.label, *column.aliases)}
    return known_headings() | of_people
