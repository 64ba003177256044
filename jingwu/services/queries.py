"""Look records up: one, a list, those that hold a text, their history."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jingwu.records.record import Record
from jingwu.rules.status import DONE, status_of
from jingwu.store.ledger import Entry, Ledger


class Filter(NamedTuple):
    """What a list is narrowed to; an empty field does not narrow."""

    kind: str = ""
    month: str = ""
    status: str = ""
    """A state, or 'open' for all that is not done."""
    officer: str = ""
    area: str = ""
    category: str = ""
    limit: int = 0
    """The most records, the newest; 0 for all."""


def list_records(ledger: Ledger, wanted: Filter) -> tuple[list[Record], bool]:
    """The records that pass, oldest first, and whether older ones were left out for the limit."""
    blocks: list[list[Record]] = []
    room = wanted.limit
    with ledger.reading():  # all months of one state
        for month in reversed([wanted.month] if wanted.month else ledger.months()):
            block = [record for record in ledger.read_month(month, wanted.kind) if _passes(record, wanted)]
            blocks.append(block)
            room -= len(block)
            if wanted.limit and room < 0:
                break
    records = [record for block in reversed(blocks) for record in block]
    if wanted.limit and len(records) > wanted.limit:
        return records[-wanted.limit :], True
    return records, False


def find_records(ledger: Ledger, text: str, wanted: Filter) -> tuple[list[Record], bool]:
    """The records that hold `text` in a value, newest month first, and whether some were left out for the limit."""
    found: list[Record] = []
    for record in ledger.read_matching(text):
        if _passes(record, wanted) and _holds(record, text):
            if wanted.limit and len(found) == wanted.limit:
                return found, True
            found.append(record)
    return found, False


def read_history(ledger: Ledger, number: str, limit: int, *, batch: int = 0) -> tuple[list[Entry], bool]:
    """The newest `limit` entries (0: all), oldest first; whether older ones were left out.

    Of one record or all, of one command or all.
    """
    from collections import deque

    entries: Iterator[Entry] = ledger.history(number, batch)
    if not limit:
        return list(entries), False
    kept = deque(entries, maxlen=limit + 1)
    return list(kept)[-limit:], len(kept) > limit


def _passes(record: Record, wanted: Filter) -> bool:
    return all(check(record, wanted) for check in _CHECKS)


_CHECKS: tuple[Callable[[Record, Filter], bool], ...] = (
    lambda record, wanted: not wanted.kind or record.kind == wanted.kind,
    lambda record, wanted: not wanted.month or record.number[2:6] == wanted.month[2:4] + wanted.month[5:],
    lambda record, wanted: not wanted.officer or record.officer == wanted.officer,
    lambda record, wanted: not wanted.area or record.area == wanted.area,
    lambda record, wanted: not wanted.category or record.category == wanted.category,
    lambda record, wanted: not wanted.status or _has_status(record, wanted.status),
)


def _has_status(record: Record, wanted: str) -> bool:
    status = status_of(record)
    return status not in DONE if wanted == "open" else status == wanted


def _holds(record: Record, text: str) -> bool:
    """Whether a value holds the text: the document's own words (column names, codes) do not count."""
    words = re.escape(text)
    return re.search(words, _values_text(record), re.IGNORECASE) is not None


def _values_text(record: Record) -> str:
    from jingwu.records.codec import to_document

    return "\n".join(_values(to_document(record.changed(revision=0))))


def _values(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for entry in value.values():
            yield from _values(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _values(entry)
    else:
        yield str(value)
