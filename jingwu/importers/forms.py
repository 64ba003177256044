"""Tells a form of one record, or a table that lies on its side, from a table: its headings stand down a column."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from jingwu.importers.headings import known_headings, plain
from jingwu.records.fields import columns_of
from jingwu.records.record import Party

_LEAST = 3
"""So many different headings below each other: a table has one row of them, or two."""
_LONGEST = 30
_LABELLED = re.compile("([^:：=＝]{1,12})[:：=＝]")


def is_form(lines: Sequence[Sequence[str]], known: int, headings: Collection[str] = ()) -> bool:
    """Whether known headings stand down a column of these rows, one label a line, and not along a row.

    `known` is how many of them the best row of headings has.
    """
    words = _labels() | frozenset(headings)
    down: dict[int, Counter[str]] = {}
    for cells in lines:
        for place, cell in enumerate(cells):
            if cell and (word := _label(cell, words)):
                labels = down.setdefault(place, Counter())
                labels[word] = 1 if _LABELLED.match(cell) and not known else labels[word] + 1
    # What repeats is data that looks like a heading; the labels of a form do not.
    found = [len(labels) for labels in down.values() if len(labels) == labels.total()]
    return max(found, default=0) >= _LEAST and sum(found) > known


def _label(cell: str, words: frozenset[str]) -> str:
    """The label that a cell is, or begins with (电话：139…); '' when it is none."""
    told = _LABELLED.match(cell)
    word = plain(told[1] if told else cell) if told or len(cell) <= _LONGEST else ""
    return word if word in words else ""


def _labels() -> frozenset[str]:
    of_people = {plain(name) for column in columns_of(Party) for name in (column.label, *column.aliases)}
    return known_headings() | of_people
