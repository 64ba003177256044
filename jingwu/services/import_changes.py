"""A row whose record is there already: what it says otherwise, and how that becomes corrections and actions."""

import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

from jingwu.dates import When, day_of, is_time, write_when
from jingwu.language import listed
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS, action_heading
from jingwu.records.codec import event_value
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import FLAGS, Event, Record
from jingwu.rules.status import effective_events, machine, status_of, step_of
from jingwu.rules.validation import Context
from jingwu.services.act import apply_action, as_text
from jingwu.services.import_batch import Made
from jingwu.services.import_people import Fact, facts_of, merged, people_in

_UNSAID: tuple[object, ...] = (None, "", ())
# Who received it first never changes, and the law follows from the date of filing.
_NOT_COMPARED = frozenset({"source_key", "first_officer", "law"})
_SET_BY = {"officer": "transfer", "series": "series"}
"""Columns that an action sets, too."""
_COUNTS = 3
"""Digits of a number by which people count the rows of a sheet."""


class Change(NamedTuple):
    """What a row says beyond its record, or otherwise."""

    columns: list[Column]
    """Whose values differ, and were not corrected here by hand since."""
    steps: list[Event]
    """That are new."""
    otherwise: list[Event]
    """That are there with other details, or another date: an action is never changed."""


def change_of(said: Record, stored: Record, denied: Collection[str] = ()) -> Change | None:
    """What a row says that its record does not; None when that is nothing. What a row leaves out changes nothing.

    `denied` are the columns to which it says no.
    """
    columns = [column for column in columns_of(record_class(said.kind)) if _differs(column, said, stored, denied)]
    steps, otherwise = _new_events(said, stored) if said.events else ([], [])
    return Change(columns, steps, otherwise) if columns or steps or otherwise else None


def with_flags(made: Made, stored: Record) -> tuple[Record, Collection[str]]:
    """What a row says, and the columns to which it says no.

    Of flags that it tells one by one, the record's others are added; those that were changed here by hand stay as they
    are.
    """
    said = made.draft.record()
    if not made.flags:
        return said, made.denied
    told = set(made.flags) - _flags_by_hand(stored)
    flags = tuple(code for code in FLAGS if code in (said.flags if code in told else stored.flags))
    return said.changed(flags=flags), made.denied if flags else (*made.denied, "flags")


def _flags_by_hand(stored: Record) -> set[str]:
    """The flags that corrections set or took away, but those that came with an import."""
    changed: set[str] = set()
    for event in effective_events(stored) if stored.events else ():
        if event.action == "correct" and event.fields.get("field") == "flags" and not event.fields.get("imported"):
            old, new = (set(json.loads(str(event.fields.get(name) or "[]"))) for name in ("old", "value"))
            changed |= old ^ new
    return changed


def is_other_matter(said: Record, change: Change) -> bool:
    """Whether the row is of something else: its key only counts rows, as does that of the next month's file."""
    key = said.source_key or ""
    told = {column.name for column in change.columns}
    return key.isdecimal() and len(key) <= _COUNTS and {"summary", "reported_at"} <= told


def changed(stored: Record, said: Record, change: Change, context: Context, *, by: str, reason: str) -> Record:
    """The record with a correction a column and an event a step. BadInput, NotAllowed."""
    record = stored
    for column in change.columns:
        text = _text_said(column, said, stored)
        raw = {"field": column.name, **({"value": text} if text else {"clear": "yes"}), "reason": reason}
        record = _as_imported(apply_action(record, "correct", raw, context, by=by))
    for event in change.steps:
        record = apply_action(record, event.action, raw_of(event), context, by=event.by)
    return record


def _as_imported(record: Record) -> Record:
    """The record with the mark of an import on its last event."""
    *before, last = record.events
    return record.changed(events=(*before, last._replace(fields={**last.fields, "imported": True})))


def in_words(change: Change) -> str:
    """What differs, as people read it."""
    told = [column.heading for column in change.columns]
    return listed([*told, *(action_heading(event.action) for event in (*change.steps, *change.otherwise))])


def is_same(said: Event, there: Event) -> bool:
    """Whether an event is what somebody says once more, perhaps with fewer details."""
    return (
        said.action == there.action
        and _same_time(said.at, there.at)
        and all(_same_value(value, there.fields.get(name)) for name, value in said.fields.items())
    )


def raw_of(event: Event) -> Mapping[str, object]:
    """The event as a command would be given it."""
    types = {column.name: column for column in ACTIONS[event.action].columns}
    raw = {name: event_value(types[name], value) for name, value in event.fields.items()}
    return {"at": write_when(event.at), "note": event.note, **raw}


def _new_events(said: Record, stored: Record) -> tuple[list[Event], list[Event]]:
    """What a row says was done, and the record does not: what can be done now, and what is there otherwise."""
    steps: list[Event] = []
    otherwise: list[Event] = []
    standing = effective_events(stored)  # what was taken back may be done again
    table, status = machine(stored.kind), status_of(stored)
    for event in said.events:
        if any(is_same(event, there) for there in standing):
            continue
        alike = [there for there in standing if there.action == event.action]
        after = table.get((status, step_of(event)))
        if any(_same_time(there.at, event.at) for there in alike) or (alike and after is None):
            otherwise.append(event)
        else:
            steps.append(event)
            status = after or status
    return steps, otherwise


def _differs(column: Column, said: Record, stored: Record, denied: Collection[str]) -> bool:
    value, there = getattr(said, column.name), getattr(stored, column.name)
    if there and column.name in denied:
        return Fact("", column.name, "") not in _held(column, stored)
    if value == there or value is False or value in _UNSAID or column.name in _NOT_COMPARED:
        return False
    if column.type == "choices" and set(value) == set(there):
        return False
    if any(event.action == _SET_BY.get(column.name) for event in stored.events):
        return False
    text = _text_said(column, said, stored)
    return text != as_text(column, there) and Fact("", column.name, text) not in _held(column, stored)


def _text_said(column: Column, said: Record, stored: Record) -> str:
    """What a column says with a row, as a correction takes it."""
    if column.type != "parties":
        return as_text(column, getattr(said, column.name))
    there = event_value(column, stored.parties)
    people = merged(event_value(column, said.parties), there, _held(column, stored))
    return as_text(column, stored.parties) if people == there else json.dumps(people, ensure_ascii=False)


def _held(column: Column, stored: Record) -> set[Fact]:
    """What a column said before it was corrected here by hand: no file that has not heard of it brings that back.

    What only an import changed, an import may change again.
    """
    before: set[Fact] = set()
    held: set[Fact] = set()
    for event in effective_events(stored) if stored.events else ():
        if event.action == "correct" and event.fields.get("field") == column.name:
            old, new = (_facts(column, event.fields.get(name, "")) for name in ("old", "value"))
            before |= old
            if not event.fields.get("imported"):
                gone = {fact[:2] for fact in old - new}
                held |= {fact for fact in before if fact[:2] in gone}
    return held


def _facts(column: Column, text: object) -> set[Fact]:
    """What a correction kept, in parts that are told apart: those of each person, else the whole."""
    return facts_of(people_in(text)) if column.type == "parties" else {Fact("", column.name, str(text))}


def _same_time(first: When, second: When) -> bool:
    if is_time(first) and is_time(second):
        return first == second
    return day_of(first) == day_of(second)


def _same_value(said: object, there: object) -> bool:
    # A clock is kept with its kind: case.handle for 'handle'.
    return said == there or (isinstance(said, str) and isinstance(there, str) and there.endswith(f".{said}"))
