"""Records for tests, written as one line a life: 'reported_at field=value | at step field=value | …'."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jingwu.dates import When, read_when
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS, column_of
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Event, Record


def record_of(kind: str, life: str, *, number: str = "", **values: Any) -> Record:
    """The record of a life: 'dispute', '2026-10-03T09:30 category=邻里 | 10-05 mediate:failed | 10-08 perform'."""
    first, *rest = (part.split() for part in life.split("|"))
    columns = {column.name: column for column in columns_of(record_class(kind))}
    fields = {name: _value(columns[name], text) for name, text in (word.split("=") for word in first[1:])}
    events = tuple(_event(words) for words in rest)
    return record_class(kind)(
        summary="某事", number=number, reported_at=when(first[0]), events=events, **{**fields, **values}
    )


def when(text: str) -> When:
    """2026-10-03, 10-03 (of 2026), either with T09:30."""
    return read_when(text if text[4] == "-" else f"2026-{text}")


def _event(words: list[str]) -> Event:
    at, step, *given = words
    action, _, variant = step.partition(":")
    fields: dict[str, object] = {ACTIONS[action].variant: variant} if variant else {}
    for word in given:
        name, _, text = word.partition("=")
        column = column_of(action, name)
        assert column is not None, name
        fields[name] = _value(column, text)
    return Event(when(at), "王建国", action, fields=_complete(action, fields))


def _complete(action: str, fields: Mapping[str, object]) -> Mapping[str, object]:
    return {"satisfaction": "satisfied", **fields} if action == "callback" else fields


def _value(column: Column, text: str) -> object:
    if column.type in {"when", "date"}:
        found = when(text)
        return found if column.type == "when" or type(found) is date else read_when(text[:10])
    if column.type == "money":
        return Decimal(text)
    if column.type == "integer":
        return int(text)
    if column.type == "choices":
        return tuple(text.split(","))
    return text == "yes" if column.type == "yes" else text
