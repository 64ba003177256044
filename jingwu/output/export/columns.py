"""The columns of an exported table: what each is called, so that import knows it, and what it holds for a record."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from jingwu.dates import When, read_when, show_when
from jingwu.importers.headings import KEPT_HEADINGS, KIND_HEADINGS, TOLD_HEADINGS
from jingwu.language import pick
from jingwu.output.export.people import people_headings, people_values
from jingwu.output.export.rows import Exported, Rows
from jingwu.output.text import width_of
from jingwu.records import KINDS, NAMES, record_class
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Record
from jingwu.rules.status import status_name

Value = str | int | Decimal | When
"""What a cell holds; a date may be a datetime."""

_WIDEST = 60
_LEAD = ("number", "kind", "status")
_TAIL = ("entered_at", "entered_by", "events", "masked")
_HEADINGS = {"kind": KIND_HEADINGS[:2], **KEPT_HEADINGS, **TOLD_HEADINGS}
"""What is no column of its own in a record, with its headings in English and Chinese."""


def measure(rows: Rows) -> dict[str, int]:
    """The headings of the columns in which one of the records has something, in their order, with the widest cell."""
    found: dict[str, int] = dict.fromkeys(map(_heading, _LEAD), 0)
    kinds: set[str] = set()
    for row in rows:
        kinds.add(row.kind)
        for heading, value in values_of(row, masked=rows.masked).items():
            found[heading] = max(found.get(heading, 0), _width(value))
    return {heading: found[heading] for heading in headings_of(filter(kinds.__contains__, KINDS)) if heading in found}


def headings_of(kinds: Iterable[str]) -> list[str]:
    """All headings that records of these kinds may have, in their order."""
    named = list(kinds)
    common = [column.heading for column in _columns(Record)]
    own = [column.heading for kind in named for column in _columns(record_class(kind))]
    headings = [*map(_heading, _LEAD), *common, *own, *people_headings(named), *map(_heading, _TAIL)]
    return list(dict.fromkeys(headings))


def values_of(row: Exported, *, masked: bool) -> dict[str, Value]:
    """Heading to value, for all that a record has."""
    kind, status, document = row
    found: dict[str, Value] = {
        _heading("number"): document["number"],
        _heading("kind"): pick(*NAMES[kind]),
        _heading("status"): status_name(status),
    }
    for column in _columns(record_class(kind)):
        if column.name in document:
            found[column.heading] = _value(column, document[column.name])
    if "parties" in document:
        found |= people_values(kind, document["parties"])
    if "entered_at" in document:
        found[_heading("entered_at")] = _when(document["entered_at"])
    if document["entered_by"]:
        found[_heading("entered_by")] = document["entered_by"]
    if "events" in document:
        found[_heading("events")] = json.dumps(document["events"], ensure_ascii=False)
    if masked:
        found[_heading("masked")] = pick("yes", "是")
    return found


def _columns(described: type) -> list[Column]:
    return [column for column in columns_of(described) if column.type != "parties"]


def _heading(name: str) -> str:
    return pick(*_HEADINGS[name])


def _value(column: Column, value: Any) -> Value:
    if column.type in {"when", "date"}:
        return _when(value)
    if column.type == "choices":  # import parts codes at spaces
        return "、".join(pick(code, column.choices[code]) for code in value)
    if column.type == "choice":
        return column.choice_name(value)
    if column.type == "yes":
        return pick("yes", "是")
    return Decimal(value) if column.type == "money" else value  # else a text or a number


def _width(value: Value) -> int:
    """Cells of a spreadsheet's column; a longer text is wrapped or cut there anyway."""
    if not isinstance(value, str):
        return len(show_when(value)) if isinstance(value, date) else len(f"{value:,}") + 1
    return max(map(width_of, value[:_WIDEST].split("\n")))


def _when(text: str) -> Value:
    """The date of a document; a masked one stays text."""
    try:
        return read_when(text)
    except ValueError:
        return text
