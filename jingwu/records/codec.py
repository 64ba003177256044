"""Records to JSON documents and back. A document holds what is set, and nothing that can be derived."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from jingwu.dates import read_when, write_when
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS, ROW_ID
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Event, Party, Record

Document = dict[str, Any]
_Writers = tuple[tuple[str, Callable[[Any], Any] | None], ...]
"""Name of a column to what writes its values; None where they stand as they are."""


def to_document(record: Record) -> Document:
    """The JSON document of a record: dates as text, amounts as text with two decimals, unset columns left out."""
    document: Document = {"number": record.number, "revision": record.revision, "entered_by": record.entered_by}
    if record.entered_at is not None:
        document["entered_at"] = write_when(record.entered_at)
    value_of = vars(record).get  # what is not there is unset
    for name, write in _record_writers(record.kind):
        value = value_of(name)
        # An amount or a count of 0 equals False and is a value.
        if value is not None and (value or not (value is False or value in _EMPTY)):
            document[name] = value if write is None else write(value)
    if record.events:
        document["events"] = [_event_document(event) for event in record.events]
    return document


def from_document(kind: str, document: Mapping[str, Any]) -> Record:
    """The record of a document. ValueError, KeyError or TypeError when it is not the document of a record."""
    readers = _record_readers(kind)
    values: dict[str, Any] = {name: readers[name](value) for name, value in document.items()}
    return record_class(kind)(**values)


def event_value(column: Column, value: Any) -> Any:
    """A column's value as it stands in a document."""
    return _WRITERS.get(column.type, _same)(value)


# Unset, beside None and False.
_EMPTY: tuple[object, ...] = ((), "")


def _same(value: Any) -> Any:
    return value


def _party_document(party: Party) -> Document:
    document: Document = {}
    value_of = vars(party).get
    for name, write in _party_writers():
        value = value_of(name)
        if value is not None:
            document[name] = value if write is None else write(value)
    return document


def _event_document(event: Event) -> Document:
    document: Document = {"at": write_when(event.at), "by": event.by, "action": event.action}
    if event.note:
        document["note"] = event.note
    writers = _event_writers(event.action)
    for name, value in event.fields.items():
        write = writers[name]
        document[name] = value if write is None else write(value)
    return document


def _event_of(document: Mapping[str, Any]) -> Event:
    readers = _event_readers(document["action"])
    values = {name: readers[name](value) for name, value in document.items() if name in readers}
    return Event(read_when(document["at"]), document["by"], document["action"], document.get("note", ""), values)


def _party_of(document: Mapping[str, Any]) -> Party:
    return Party(**{name: _party_readers()[name](value) for name, value in document.items()})


_WRITERS: dict[str, Callable[[Any], Any]] = {
    "when": write_when,
    "date": write_when,
    "money": lambda amount: f"{amount:.2f}",
    "choices": list,
    "numbers": list,
    "parties": lambda parties: [_party_document(party) for party in parties],
}
_READERS: dict[str, Callable[[Any], Any]] = {
    "when": read_when,
    "date": date.fromisoformat,
    "money": Decimal,
    "choices": tuple,
    "numbers": tuple,
    "parties": lambda parties: tuple(_party_of(party) for party in parties),
}


@cache
def _record_writers(kind: str) -> _Writers:
    return tuple((column.name, _WRITERS.get(column.type)) for column in columns_of(record_class(kind)))


@cache
def _record_readers(kind: str) -> dict[str, Callable[[Any], Any]]:
    readers: dict[str, Callable[[Any], Any]] = {entry.name: _same for entry in fields(record_class(kind))}
    readers |= {column.name: _READERS.get(column.type, _same) for column in columns_of(record_class(kind))}
    readers["entered_at"] = read_when
    readers["events"] = lambda events: tuple(_event_of(event) for event in events)
    return readers


@cache
def _party_writers() -> _Writers:
    return tuple((column.name, _WRITERS.get(column.type)) for column in columns_of(Party))


@cache
def _party_readers() -> dict[str, Callable[[Any], Any]]:
    return {column.name: _READERS.get(column.type, _same) for column in columns_of(Party)}


@cache
def _event_writers(action: str) -> dict[str, Callable[[Any], Any] | None]:
    return {column.name: _WRITERS.get(column.type) for column in (*ACTIONS[action].kept, ROW_ID)}


@cache
def _event_readers(action: str) -> dict[str, Callable[[Any], Any]]:
    return {column.name: _READERS.get(column.type, _same) for column in (*ACTIONS[action].kept, ROW_ID)}
