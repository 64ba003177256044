"""A card: what is known of a record without opening its month's file. The ledger's index keeps one a live record."""

from typing import TYPE_CHECKING, Any, NamedTuple

from jingwu.dates import When, read_when, write_when
from jingwu.records import PREFIXES
from jingwu.rules.clocks import Clock

if TYPE_CHECKING:  # what reads cards starts without the rules that make them
    from jingwu.records.record import Party, Record

SUMMARY_LENGTH = 60


class Card(NamedTuple):
    """A live record in brief."""

    number: str
    kind: str
    status: str
    category: str | None
    summary: str
    """Its first characters, never cut within a name or a number."""
    reported_at: When
    officer: str | None
    area: str | None
    risk: str | None
    confidential: bool
    flags: tuple[str, ...]
    names: tuple[str, ...]
    """Names, phones, numbers and addresses of its people that may stand in the summary, for masking it."""
    open_spans: tuple[tuple[When, When | None], ...]
    """From when until when the matter was open: one span, and one more for each reopening; None while it is open."""
    clocks: tuple[Clock, ...]
    paused: When | None = None
    """Since when the matter stands still; None while it does not, or its pause has an end."""

    @property
    def is_open(self) -> bool:
        """Whether the matter is not done yet; a card of a matter that is done has a clock that still runs."""
        return bool(self.open_spans) and self.open_spans[-1][1] is None


def card_of(record: "Record", clocks: tuple[Clock, ...]) -> Card | None:
    """The card of a numbered record on which something is left to do, else None; void records have none."""
    from jingwu.rules.life import life_of
    from jingwu.rules.status import DONE

    life = life_of(record)
    if life.status == "void":
        return None
    if life.status in DONE and all(clock.stopped is not None for clock in clocks):
        return None
    summary, names = brief_of(record)
    return Card(
        record.number,
        record.kind,
        life.status,
        record.category,
        summary,
        record.reported_at,
        record.officer or record.first_officer,
        record.area,
        record.risk,
        record.confidential,
        record.flags,
        names,
        life.spans,
        clocks,
        life.pauses[-1][0] if life.pauses and life.pauses[-1][1] is None else None,
    )


def brief_of(record: "Record") -> tuple[str, tuple[str, ...]]:
    """The beginning of a record's summary, and what is to be masked in it."""
    names = _known(record)
    return _brief(record.summary, names), names


def card_document(card: Card) -> list[Any]:
    """A card as a short JSON list."""
    return [
        card.number,
        card.status,
        card.category,
        card.summary,
        write_when(card.reported_at),
        card.officer,
        card.area,
        card.risk,
        int(card.confidential),
        list(card.flags),
        list(card.names),
        [[write_when(start), end and write_when(end)] for start, end in card.open_spans],
        [_clock_document(clock) for clock in card.clocks],
        card.paused and write_when(card.paused),
    ]


def card_from(document: list[Any]) -> Card:
    """The card of a list that `card_document` made. ValueError, KeyError, TypeError or IndexError for another."""
    number, status, category, summary, reported, officer, area, risk, secret, flags, names, spans, clocks, paused = (
        document
    )
    kind = PREFIXES[number[:2]]
    return Card(
        number,
        kind,
        status,
        category,
        summary,
        read_when(reported),
        officer,
        area,
        risk,
        bool(secret),
        tuple(flags),
        tuple(names),
        tuple((read_when(start), read_when(end) if end else None) for start, end in spans),
        tuple(_clock_from(kind, clock) for clock in clocks),
        read_when(paused) if paused else None,
    )


def _clock_document(clock: Clock) -> list[Any]:
    """The name without its kind, and only as many entries as say something."""
    document = [
        clock.name.partition(".")[2],
        write_when(clock.started),
        write_when(clock.due),
        clock.stopped and write_when(clock.stopped),
        int(clock.estimated),
        clock.paused and write_when(clock.paused),
        int(clock.cancelled),
    ]
    while not document[-1]:
        document.pop()
    return document


def _clock_from(kind: str, document: list[Any]) -> Clock:
    name, started, due, stopped, estimated, paused, cancelled = (*document, None, None, None, None)[:7]
    return Clock(
        f"{kind}.{name}",
        read_when(started),
        read_when(due),
        read_when(stopped) if stopped else None,
        bool(estimated),
        read_when(paused) if paused else None,
        bool(cancelled),
    )


def _known(record: "Record") -> tuple[str, ...]:
    """What identifies the people of a record, as far as its summary may name it."""
    known = [word for party in record.parties for word in _told_of(party)]
    for event in record.events:
        known += [value for value in map(event.fields.get, _PERSONAL) if isinstance(value, str)]
    summary = record.summary
    return tuple(dict.fromkeys(word for word in known if word and (word[0].isascii() or word[0] in summary)))


_PERSONAL = ("person", "receiver", "phone")
"""Fields of events that name people; a test compares them with the table of actions."""


def _told_of(party: "Party") -> tuple[str | None, ...]:
    housed = party.address if party.address and any(map(str.isdigit, party.address)) else None
    return party.name, party.phone, party.id_number, housed


def _brief(summary: str, names: tuple[str, ...]) -> str:
    """The summary's beginning: a half of a name or of a number could not be masked any more."""
    if len(summary) <= SUMMARY_LENGTH:
        return summary
    cut = SUMMARY_LENGTH
    if summary[cut].isdigit() or summary[cut].isascii():
        while cut and (summary[cut - 1].isdigit() or summary[cut - 1].isascii()):
            cut -= 1
    for name in names:
        at = summary.find(name, max(0, cut - len(name) + 1), cut + len(name) - 1)
        if at >= 0:
            cut = min(cut, at)
    return summary[:cut]
