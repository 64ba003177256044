"""A record's document with its details masked: what JSON prints, and what the details in words are made of."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from jingwu.output.masks import HIDDEN, Masks
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS, column_of
from jingwu.records.codec import Document
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Party

_TELLING = frozenset({"name", "phone", "id_number"})


def mask_document(kind: str, document: Document, masks: Masks, *others: Document) -> Document:
    """A copy of a record's document with everything masked.

    Names, phones and the like of `others` (what the record was before) are masked in its texts too.
    """
    if masks.unmask:
        return document
    known = known_in(document, *others)
    hidden = any(map(is_hidden, (document, *others)))
    columns = _columns_of_kind(kind)
    masked = {
        name: _mask_value(columns[name], value, masks, known, hidden=hidden) if name in columns else value
        for name, value in document.items()
    }
    if "events" in document:
        masked["events"] = [_mask_event(kind, event, masks, known, hidden=hidden) for event in document["events"]]
    return masked


def is_hidden(document: Mapping[str, Any]) -> bool:
    """Whether nothing at all of its people is shown: it is confidential, or about a minor."""
    return bool(document.get("confidential")) or "minor" in document.get("flags", ())


def known_in(*documents: Mapping[str, Any]) -> frozenset[str]:
    """The names, phones, identity numbers and house addresses of the people in records' documents."""
    known: set[str] = set()
    for document in documents:
        for party in document.get("parties", ()):
            known |= _known_of_party(party)
        for event in document.get("events", ()):
            known |= _known_of_event(event)
    return frozenset(known)


def parties_in(text: object) -> list[Document]:
    """The parties that a correction keeps as JSON text; an empty list when it is none."""
    import json

    try:
        parties = json.loads(str(text))
    except ValueError:
        return []
    return [party for party in parties if isinstance(party, dict)] if isinstance(parties, list) else []


def _known_of_party(party: Mapping[str, Any]) -> set[str]:
    known = {str(party[name]) for name in _TELLING if party.get(name)}
    address = str(party.get("address") or "")
    if any(character.isdigit() for character in address):
        known.add(address)
    return known


def _known_of_event(event: Mapping[str, Any]) -> set[str]:
    if event["action"] == "correct":
        parties = [*parties_in(event.get("value", "")), *parties_in(event.get("old", ""))]
        return set().union(*map(_known_of_party, parties))
    columns = ACTIONS[event["action"]].kept
    return {str(event[column.name]) for column in columns if column.mask in _TELLING and event.get(column.name)}


def _mask_event(kind: str, event: Document, masks: Masks, known: Iterable[str], *, hidden: bool) -> Document:
    masked = dict(event)
    for name, value in event.items():
        if name == "note":
            masked[name] = masks.value(value, "text", known, hidden=hidden)
        elif event["action"] == "correct" and name in {"value", "old"}:
            masked[name] = _mask_correction(kind, event["field"], value, masks, known, hidden=hidden)
        elif column := column_of(event["action"], name):
            masked[name] = _mask_value(column, value, masks, known, hidden=hidden)
    return masked


def _mask_correction(kind: str, field: str, value: str, masks: Masks, known: Iterable[str], *, hidden: bool) -> str:
    """The old or new value of a corrected column, which a correction keeps as text."""
    column = _columns_of_kind(kind).get(field)
    if column is None:
        return masks.value(value, "text", known, hidden=hidden)
    if column.type != "parties":
        return str(_mask_value(column, value, masks, known, hidden=hidden))
    import json

    parties = [_mask_party(party, masks, known, hidden=hidden) for party in parties_in(value)]
    return json.dumps(parties, ensure_ascii=False) if parties else HIDDEN


def _mask_value(column: Column, value: Any, masks: Masks, known: Iterable[str], *, hidden: bool) -> Any:
    if column.type == "parties" and isinstance(value, list):
        return [_mask_party(party, masks, known, hidden=hidden) for party in value]
    if not isinstance(value, str):
        return value
    if column.mask:
        return masks.value(value, column.mask, known, hidden=hidden)
    # The station's own lists are its words: an officer keeps his name although a party has the same.
    return masks.line(value, known) if column.type in {"line", "text"} and not column.listed else value


def _mask_party(party: Document, masks: Masks, known: Iterable[str], *, hidden: bool) -> Document:
    columns = {column.name: column for column in columns_of(Party)}
    masked = {
        name: HIDDEN if hidden and name != "role" else _mask_value(columns[name], value, masks, known, hidden=hidden)
        for name, value in party.items()
        if name in columns
    }
    if "born" in party and party.get("id_number"):
        masked["born"] = "****"  # beside an identity number the year would give eight of its digits away
    return masked


@cache
def _columns_of_kind(kind: str) -> dict[str, Column]:
    return {column.name: column for column in columns_of(record_class(kind))}
