"""The life of a record: each event that stands with its step and the state after it, and when the matter was open."""

from datetime import date
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
    pauses: tuple[Span, ...] = ()
    """From when until when it stood still (中止), as logged; None while it does."""


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
    paused = False
    for event in effective_events(record):
        before, step = status, step_of(event)
        status = table.get((before, step), before)
        moves.append(Move(event, step, before, status))
        paused = paused or step == "pause"
        if opened is not None and status in DONE:
            spans.append((opened, _not_before(event.at, opened)))
            opened = None
        elif opened is None and status not in DONE:
            opened = _not_before(event.at, spans[-1][1]) if spans else event.at
    if opened is not None:
        spans.append((opened, None))
    return Life(moves, status, tuple(spans), _pauses_in(moves) if paused else ())


def _pauses_in(moves: list[Move]) -> tuple[Span, ...]:
    """Stretches during which at least one pause lasted: until it was resumed, its own end, or the matter was done."""
    spans: list[Span] = []
    ends: dict[object, When | None] = {}
    since: When | None = None
    for event, step, _, status in moves:
        if since is not None and all(end is not None and day_of(end) <= day_of(event.at) for end in ends.values()):
            spans.append((since, max((end for end in ends.values() if end is not None), key=day_of)))
            since, ends = None, {}
        if step == "pause":
            since = since or event.at
            until = event.fields.get("until")
            ends[event.fields.get("reason")] = until if isinstance(until, date) else None
        elif step == "resume" and since is not None:
            reason = event.fields.get("reason")
            ends = {each: end for each, end in ends.items() if reason is not None and each != reason}
        if since is not None and (not ends or status in DONE):
            spans.append((since, _not_before(event.at, since)))
            since, ends = None, {}
    if since is not None:
        known = [end for end in ends.values() if end is not None]
        spans.append((since, max(known, key=day_of) if len(known) == len(ends) else None))
    return tuple(spans)


def _not_before(at: When, start: When | None) -> When:
    """A span never ends before the day it began, whatever date was typed: the months' sums depend on it."""
    return at if start is None or day_of(at) >= day_of(start) else start
