"""The life of a record: each event that stands with its step and the state after it, and when the matter was open."""

from typing import NamedTuple

from jingwu.dates import When, day_of
from jingwu.records.record import Event, Record
from jingwu.rules.status import DONE, effective_events, first_status, machine, step_of

Span = tuple[When, When | None]
"""From when until when a matter was open; None while it is."""


class Move(NamedTuple):
    """An event with what it did."""

    event: Event
    step: str
    before: str
    """The state before it."""
    status: str
    """The state after it."""


class Life(NamedTuple):
    """What a record's events say, in order."""

    moves: list[Move]
    status: str
    spans: tuple[Span, ...]
    """One, and one more for each reopening; none for visits and patrols, which are done when they are registered."""


_last: tuple[Record, Life] | None = None


def life_of(record: Record) -> Life:
    """The life of a record; remembered for the last one, as clocks, card and figures ask for it in a row."""
    global _last  # noqa: PLW0603 - one slot: the values are immutable and found again by identity
    if _last is not None and _last[0] is record:
        return _last[1]
    life = _read(record)
    _last = (record, life)
    return life


def _read(record: Record) -> Life:
    status = first_status(record.kind)
    opened: When | None = None if status in DONE else record.reported_at
    if not record.events:
        return Life([], status, () if opened is None else ((opened, None),))
    table = machine(record.kind)
    moves: list[Move] = []
    spans: list[Span] = []
    for event in effective_events(record):
        before, step = status, step_of(event)
        status = table.get((before, step), before)
        moves.append(Move(event, step, before, status))
        if opened is not None and status in DONE:
            spans.append((opened, _not_before(event.at, opened)))
            opened = None
        elif opened is None and status not in DONE:
            opened = _not_before(event.at, spans[-1][1]) if spans else event.at
    if opened is not None:
        spans.append((opened, None))
    return Life(moves, status, tuple(spans))


def _not_before(at: When, start: When | None) -> When:
    """A span never ends before the day it began, whatever date was typed: the months' sums depend on it."""
    return at if start is None or day_of(at) >= day_of(start) else start
