"""Values of a record's (masked) document in words, in the current language."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from jingwu.language import pick
from jingwu.output.cells import yes_or_no
from jingwu.output.documents import parties_in
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS, action_heading
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Party
from jingwu.rules.clocks import clock_name

CORRECTED = ("field", "value", "old", "imported")
"""The fields of a correction that are told in one phrase."""
_CODE = re.compile(r"\w+")


def value_words(column: Column, value: Any) -> str:
    """A value of a document as people read it."""
    if column.type == "parties":
        return join(party_words(party) for party in value)
    if column.type == "choice":
        return column.choice_name(str(value))
    if column.type == "choices":
        return join(map(column.choice_name, value))
    if column.type == "yes":
        return yes_or_no(yes=bool(value))
    if isinstance(value, list):
        return join(map(str, value))
    return str(value).replace("T", " ") if column.type == "when" else str(value)


def join(words: Iterable[str]) -> str:
    """Words one after the other, those that are not empty."""
    return pick("; ", "；").join(filter(None, words))


def party_words(party: Mapping[str, Any], *, role: bool = True) -> str:
    """A person in one phrase."""
    columns = [column for column in columns_of(Party) if column.name in party and (role or column.name != "role")]
    return "  ".join(value_words(column, party[column.name]) for column in columns)


def event_words(kind: str, event: Mapping[str, Any]) -> str:
    """What an event says: its action, its fields, its note."""
    columns = ACTIONS[event["action"]].kept
    told = [_correction(kind, event)] if event["action"] == "correct" else []
    told += [
        pick("{}: {}", "{}：{}").format(column.heading, _field_words(column, event[column.name]))
        for column in columns
        if column.name in event and not (told and column.name in CORRECTED)
    ]
    what = join([*told, event.get("note", "")])
    return (
        pick("{}: {}", "{}：{}").format(action_heading(event["action"]), what)
        if what
        else action_heading(event["action"])
    )


def _field_words(column: Column, value: Any) -> str:
    if column.name == "clock":
        return clock_name(str(value))
    return value_words(column, value)


def change_words(heading: str, old: str, new: str) -> str:
    """A changed value."""
    return pick("{}: {} -> {}", "{}：{} -> {}").format(heading, old or "-", new or "-")


def _correction(kind: str, event: Mapping[str, Any]) -> str:
    column = next((column for column in columns_of(record_class(kind)) if column.name == event["field"]), None)
    if column is None:
        return change_words(event["field"], event.get("old", ""), event.get("value", ""))
    return change_words(column.heading, _corrected(column, event.get("old")), _corrected(column, event.get("value")))


def _corrected(column: Column, text: object) -> str:
    if column.type == "yes":
        return yes_or_no(yes=bool(text))
    if not text:
        return ""
    if column.type == "parties":
        return value_words(column, parties_in(text)) or str(text)
    if column.type == "choices":
        return join(map(column.choice_name, _CODE.findall(str(text)))) or str(text)
    return str(text).replace("T", " ") if column.type == "when" else str(text)
