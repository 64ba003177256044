"""Drafts: new records worked out before they have numbers, which only one process can give out."""

from collections.abc import Iterable
from typing import NamedTuple

from jingwu.dates import month_of
from jingwu.errors import BadInput, Problem
from jingwu.language import t
from jingwu.records.codec import from_document, to_document
from jingwu.records.record import Event, Record
from jingwu.rules.briefs import card_document
from jingwu.rules.clocks import Clock
from jingwu.rules.counting import Figures
from jingwu.rules.courses import clocks_of
from jingwu.rules.figures import count
from jingwu.rules.life import life_of
from jingwu.rules.limits import Limits
from jingwu.rules.row_ids import slot_of
from jingwu.rules.status import is_taken_back
from jingwu.store.encoding import Encode, decode, encode

_DOCUMENT = b'{"number":"'
_CARD = b'["'
_SAID = b',"summary":'
"""Where a record's JSON begins to say what was said of it; within a text the quotes are escaped."""


class Draft(NamedTuple):
    """A new record as the ledger will keep it, but for the number."""

    kind: str
    month: str
    """Of registration."""
    number: str
    """What it has already, as it comes from another ledger; '' for nearly all."""
    source_key: str
    """The one that it holds, else ''."""
    former_keys: tuple[str, ...]
    """Those that it had."""
    text: bytes
    """Its JSON behind the number."""
    card: bytes
    """The JSON of its card behind the number; nothing where it has none."""

    def document(self, number: str) -> bytes:
        """The JSON of the record under a number."""
        return document_of(number.encode(), self.text)

    def repeats(self, text: bytes) -> bool:
        """Whether the JSON of a record says just the same, whoever entered it and when."""
        return text[text.index(_SAID) :] == self.text[self.text.index(_SAID) :]

    def record(self) -> Record:
        """The record as it was before it was worked out."""
        return from_document(self.kind, decode(self.document(self.number))).changed(revision=0)


def document_of(number: bytes, text: bytes) -> bytes:
    """The JSON of a record, of which the text is behind the number."""
    return b"%b%b%b" % (_DOCUMENT, number, text)


def behind_number(text: bytes, number: str) -> bytes:
    """A record's JSON behind its number."""
    return text[len(_DOCUMENT) + len(number) :]


def draft_of(record: Record, limits: Limits, figures: dict[str, Figures], encode: Encode = encode) -> Draft:
    """The draft of a new record; what it adds to the figures of months is added to `figures`.

    `encode` is `encoding.encode` or does the same. BadInput when a text of it cannot be stored.
    """
    text = behind_number(encoded(record, record.revision or 1, encode), record.number)
    clocks = clocks_of(record, limits)
    count(record, clocks, figures)
    card = encoded_card(record, clocks, encode)[len(_CARD) + len(record.number) :]
    return Draft(record.kind, month_of(record.reported_at), record.number, *keys_of(record), text, card)


def figures_of_drafts(drafts: Iterable[Draft], limits: Limits) -> dict[str, Figures]:
    """Month to what drafts add to its figures."""
    figures: dict[str, Figures] = {}
    for draft in drafts:
        record = draft.record()
        count(record, clocks_of(record, limits), figures)
    return figures


def encoded(record: Record, revision: int, encode: Encode = encode) -> bytes:
    """The JSON of a record under a revision. BadInput when a text of it cannot be stored."""
    document = to_document(record)
    document["revision"] = revision
    try:
        return encode(document)
    except (ValueError, TypeError):
        message = t("A text holds characters that cannot be stored.")
        raise BadInput([Problem(message, value=record.number)]) from None


def keys_of(record: Record) -> tuple[str, tuple[str, ...]]:
    """The source key that a record holds, '' for none, and those that it had: till a correction, or till it was void.

    One whose registration was undone has had none.
    """
    key = slot_of(record.source_key) if record.source_key else ""
    if not record.events:
        return key, ()
    life = life_of(record)
    had = [slot_of(old) for move in life.moves if (old := _corrected_key(move.event))]
    if life.status != "void":
        return key, tuple(dict.fromkeys(former for former in had if former != key))
    return "", () if is_taken_back(record) else tuple(dict.fromkeys(filter(None, [*had, key])))


def _corrected_key(event: Event) -> str:
    """The source key that a correction replaced; '' for all other events."""
    is_of_key = event.action == "correct" and event.fields.get("field") == "source_key"
    return str(event.fields.get("old", "")) if is_of_key else ""


def encoded_card(record: Record, clocks: tuple[Clock, ...], encode: Encode = encode) -> bytes:
    """The JSON of a record's card; nothing where it has none."""
    document = card_document(record, clocks)
    return b"" if document is None else encode(document)


def entry_of_card(number: bytes, card: bytes) -> bytes:
    """The entry of the index for a draft's card, under a number."""
    return b"%b\t%b%b%b" % (number, _CARD, number, card)


def card_in(entry: bytes, number: str) -> bytes:
    """The JSON of a draft's card behind the number, in an entry of the index."""
    return entry[len(_CARD) + 2 * len(number) + 1 :]
