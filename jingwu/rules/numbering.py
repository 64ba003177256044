"""Numbers of records (编号): prefix + year and month of registration + sequence, AJ2610-0012."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import NamedTuple

from jingwu.errors import UsageError
from jingwu.language import listed, t
from jingwu.records import KINDS, PREFIXES

_NUMBER = re.compile(r"([A-Za-z]{2})\s*(?:(\d{4})\s*-\s*)?(\d{1,9})")
_MONTHS = frozenset(f"{month:02d}" for month in range(1, 13))
_PREFIX_OF = {kind: prefix for prefix, kind in PREFIXES.items()}


APART = 900_000
"""Sequences from here on are set apart: what a file brings there (999999, as where nobody knew) moves no counter."""


class Place(NamedTuple):
    """Where a record stands: in which month's file, in which table, under which sequence."""

    month: str
    kind: str
    sequence: int


def make_number(kind: str, month: str, sequence: int) -> str:
    """The number of the `sequence`th record of a kind registered in a month (2026-10)."""
    return f"{_series_name(kind, month)}-{sequence:04d}"


def first_free(taken: Collection[int]) -> int:
    """The sequence to be given out next; what is set apart is left behind only where no room is below.

    So what a ledger gives out stays within what an import takes back, whatever number a file brought once.
    """
    highest = max(taken, default=0)
    if highest < APART:
        return highest + 1
    below = 1 + max((sequence for sequence in taken if sequence < APART), default=0)
    return below if below < APART else highest + 1


@cache
def _series_name(kind: str, month: str) -> str:
    return f"{_PREFIX_OF[kind]}{month[2:4]}{month[5:]}"


def place_of(number: str) -> Place:
    """Where the record with this full number stands. ValueError for a text that is no full number."""
    well_formed = number[6:7] == "-" and number[:2] in PREFIXES and number[7:].isdecimal()
    if not well_formed or number[4:6] not in _MONTHS:
        raise ValueError(number)
    return Place(f"20{number[2:4]}-{number[4:6]}", PREFIXES[number[:2]], int(number[7:]))


def parse_number(text: str, *, today: date) -> str:
    """The full number of one typed short ('jf12' is this month's), in any case, in full width.

    UsageError, with the form, for a text that is no number.
    """
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    prefix = found[1].upper() if found else ""
    if found is None or prefix not in PREFIXES or (found[2] and found[2][2:] not in _MONTHS):
        known = listed(_PREFIX_OF[kind] for kind in KINDS)
        raise UsageError(
            t("'{text}' is not a record number.", text=text[:40]),
            hint=t("Write it as JF2610-0012, or jf12 for this month; the letters are one of {known}.", known=known),
        )
    yymm = found[2] or f"{today.year % 100:02d}{today.month:02d}"
    return make_number(PREFIXES[prefix], f"20{yymm[:2]}-{yymm[2:]}", int(found[3]))
