"""A row whose record is there already: what it says otherwise, and how that becomes corrections and actions."""

from collections.abc import Mapping
from typing import NamedTuple

from jingwu.dates import When, day_of, is_time, write_when
from jingwu.language import listed
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS, action_heading
from jingwu.records.codec import event_value
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Event, Record
from jingwu.rules.status import effective_events
from jingwu.rules.validation import Context
from jingwu.services.act import apply_action, as_text

_UNSAID: tuple[object, ...] = (None, "", ())
# Who received it first never changes, and the law follows from the date of filing.
_NOT_COMPARED = frozenset({"source_key", "first_officer", "law"})
_SET_BY = {"officer": "transfer", "series": "series"}
"""Columns that an action sets, too."""
_COUNTS = 3
"""Digits of a number by which people count the rows of a sheet."""
_REWRITTEN = frozenset({"value", "old", "clear"})
"""Fields of a correction that are kept in another form than they were given."""


class Change(NamedTuple):
    """What a row says beyond its record, or otherwise."""

    columns: list[Column]
    """Whose values differ, and were not corrected here since."""
    steps: list[Event]
    """That are new."""
    otherwise: list[Event]
    """That are there with other details: an action is never changed."""


def change_of(said: Record, stored: Record) -> Change | None:
    """What a row says that its record does not; None when that is nothing. What a row leaves out changes nothing."""
    columns = [column for column in columns_of(record_class(said.kind)) if _differs(column, said, stored)]
    steps: list[Event] = []
    otherwise: list[Event] = []
    standing = effective_events(stored) if said.events else []  # what was taken back may be done again
    for event in said.events:
        if not any(is_same(event, there) for there in standing):
            alike = any(there.action == event.action and _same_time(there.at, event.at) for there in standing)
            (otherwise if alike else steps).append(event)
    return Change(columns, steps, otherwise) if columns or steps or otherwise else None


def is_other_matter(said: Record, change: Change) -> bool:
    """Whether the row is of something else: its key only counts rows, as does that of the next month's file."""
    key = said.source_key or ""
    told = {column.name for column in change.columns}
    return key.isdecimal() and len(key) <= _COUNTS and {"summary", "reported_at"} <= told


def changed(stored: Record, said: Record, change: Change, context: Context, *, by: str, reason: str) -> Record:
    """The record with a correction a column and an event a step. BadInput, NotAllowed."""
    record = stored
    for column in change.columns:
        raw = {"field": column.name, "value": as_text(column, vars(said)[column.name]), "reason": reason}
        record = apply_action(record, "correct", raw, context, by=by)
    for event in change.steps:
        record = apply_action(record, event.action, raw_of(event), context, by=event.by)
    return record


def in_words(change: Change) -> str:
    """What differs, as people read it."""
    told = [column.heading for column in change.columns]
    return listed([*told, *(action_heading(event.action) for event in (*change.steps, *change.otherwise))])


def is_same(said: Event, there: Event) -> bool:
    """Whether an event is what somebody says once more, perhaps with fewer details."""
    return (
        said.action == there.action
        and _same_time(said.at, there.at)
        and all(
            _same_value(value, there.fields.get(name))
            for name, value in said.fields.items()
            if not (said.action == "correct" and name in _REWRITTEN)
        )
    )


def raw_of(event: Event) -> Mapping[str, object]:
    """The event as a command would be given it."""
    types = {column.name: column for column in ACTIONS[event.action].columns}
    raw = {name: event_value(types[name], value) for name, value in event.fields.items()}
    return {"at": write_when(event.at), "note": event.note, **raw}


def _differs(column: Column, said: Record, stored: Record) -> bool:
    value, there = vars(said)[column.name], vars(stored)[column.name]
    if value == there or value is False or value in _UNSAID or column.name in _NOT_COMPARED:
        return False
    if column.type == "choices" and set(value) <= set(there):
        return False
    if any(event.action == _SET_BY.get(column.name) for event in stored.events):
        return False
    return as_text(column, value) not in _former(column, stored)


def _former(column: Column, stored: Record) -> set[object]:
    """What a column said before it was corrected here."""
    corrections = (event.fields for event in stored.events if event.action == "correct")
    return {fields.get("old", "") for fields in corrections if fields.get("field") == column.name}


def _same_time(first: When, second: When) -> bool:
    if is_time(first) and is_time(second):
        return first == second
    return day_of(first) == day_of(second)


def _same_value(said: object, there: object) -> bool:
    # A clock is kept with its kind: case.handle for 'handle'.
    return said == there or (isinstance(said, str) and isinstance(there, str) and there.endswith(f".{said}"))
