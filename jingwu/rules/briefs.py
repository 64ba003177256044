"""A record in brief: its card, and the beginning of its summary."""

from typing import Any

from jingwu.dates import write_when
from jingwu.records.record import Record
from jingwu.rules.cards import Card, card_from
from jingwu.rules.clocks import Clock
from jingwu.rules.life import life_of
from jingwu.rules.status import DONE

SUMMARY_LENGTH = 60


def card_of(record: Record, clocks: tuple[Clock, ...]) -> Card | None:
    """The card of a numbered record on which something is left to do, else None; void records have none."""
    document = card_document(record, clocks)
    return None if document is None else card_from(document)


def card_document(record: Record, clocks: tuple[Clock, ...]) -> list[Any] | None:
    """The record's card as a short JSON list, of which `cards.card_from` makes the card; None as for `card_of`."""
    _, status, spans, pauses = life_of(record)
    if status == "void":
        return None
    if status in DONE and all(clock.stopped is not None for clock in clocks):
        return None
    summary, names = brief_of(record)
    return [
        record.number,
        status,
        record.category,
        summary,
        write_when(record.reported_at),
        record.officer or record.first_officer,
        record.area,
        record.risk,
        int(record.confidential),
        record.flags,
        names,
        [[write_when(start), end and write_when(end)] for start, end in spans],
        [_clock_document(clock) for clock in clocks],
        write_when(pauses[-1][0]) if pauses and pauses[-1][1] is None else None,
    ]


def _clock_document(clock: Clock) -> list[Any]:
    """The name without its kind, and only as many entries as say something."""
    name, started, due, stopped, estimated, paused, cancelled = clock
    document = [name.partition(".")[2], write_when(started), write_when(due)]
    rest = [stopped and write_when(stopped), int(estimated), paused and write_when(paused), int(cancelled)]
    while rest and not rest[-1]:
        rest.pop()
    return document + rest


def brief_of(record: Record) -> tuple[str, tuple[str, ...]]:
    """The beginning of a record's summary, and what is to be masked in it."""
    names = _known(record)
    return beginning(record.summary, names), names


def _known(record: Record) -> tuple[str, ...]:
    """What identifies the people of a record, as far as its summary may name it."""
    words: list[str | None] = []
    for party in record.parties:
        words += party.name, party.phone, party.id_number, party.address and _house_of(party.address)
    for event in record.events:
        words += [str(word) for word in map(event.fields.get, _PERSONAL) if word]
    summary = record.summary
    known: dict[str, None] = {}
    for word in words:
        if word and (word[0] in summary or word[0].isascii()):
            known[word] = None
    return tuple(known)


_PERSONAL = ("person", "receiver", "phone")
"""Fields of events that name people; a test compares them with the table of actions."""


def _house_of(address: str) -> str | None:
    """An address, where it tells a house."""
    return address if any(map(str.isdigit, address)) else None


def beginning(summary: str, names: tuple[str, ...], length: int = SUMMARY_LENGTH) -> str:
    """A text's beginning: a half of a name or of a number could not be masked any more."""
    if len(summary) <= length:
        return summary
    cut = length
    if summary[cut].isdigit() or summary[cut].isascii():
        while cut and (summary[cut - 1].isdigit() or summary[cut - 1].isascii()) and not _is_between(summary, cut):
            cut -= 1
    for name in names:
        at = summary.lower().find(name.lower(), max(0, cut - len(name) + 1), cut + len(name) - 1)
        if at >= 0:
            cut = min(cut, at)
    return summary[:cut]


def _is_between(text: str, at: int) -> bool:
    """Whether a word begins at a place, after a space that parts no digits of one number."""
    return text[at - 1].isspace() and not (text[at - 2 : at - 1].isdigit() and text[at].isdigit())
