"""What was entered or corrected for months whose sheets are frozen (补录, 更正), and by which records."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jingwu.dates import Period
from jingwu.reports.parts.corrections import Correction, Touched
from jingwu.reports.parts.spans import Span
from jingwu.rules.cards import Card
from jingwu.rules.counting import CORRECTED, COUNTING, Figures, merge
from jingwu.store.ledger import Entry, Ledger

if TYPE_CHECKING:  # most sheets have nothing to say of frozen months
    from jingwu.records.codec import Document

_ALWAYS = 2
"""So many of the last frozen months are looked at in any case: an extension granted afterwards changes no count of
theirs that is kept, only what their cards say."""


def find_corrections(ledger: Ledger, cards: Sequence[Card], now: datetime) -> list[Correction]:
    """The frozen months that would print otherwise now than what was last reported of them, oldest first."""
    frozen = ledger.frozen()
    if not frozen:
        return []
    months = list(frozen)
    since = frozen[months[-1]]
    changed = ledger.changed_months(months, since)
    first = min([*changed, *months[-_ALWAYS:]])  # a month at whose end a matter was open changes with the one before
    reported = (ledger.sheet(months[-1]) or {})["reported"]
    found = []
    for month in months[months.index(first) :]:
        kept = ledger.sheet(month) or {}
        if kept["counting"] != COUNTING:  # figures of another program's kind cannot be compared
            continue
        base = _sum(kept["figures"], reported.get(month, {}))
        base.pop(CORRECTED, None)  # it was said of the months before
        current = Span(Period(month, month), ledger.figures, cards, now).fixed()
        if base != current:
            found.append(Correction(month, base, current))
    return found


def reported_after(ledger: Ledger, found: Iterable[Correction]) -> dict[str, Figures]:
    """Month to what a sheet that is frozen now has said of it, beyond its own sheet: no later sheet says it again."""
    frozen = ledger.frozen()
    if not frozen:
        return {}
    reported = dict((ledger.sheet(max(frozen)) or {})["reported"])
    for month, base, current in found:
        reported[month] = _sum(reported.get(month, {}), current)
        merge(reported[month], base, -1)
    return {month: figures for month, figures in reported.items() if figures}


def find_touched(ledger: Ledger, found: Sequence[Correction], now: datetime) -> list[Touched]:
    """The records whose entries since the last freeze changed what these months come to, by month and number."""
    months = [correction.month for correction in found]
    if not months:
        return []
    changes: dict[str, list[Entry]] = {}
    for entry in ledger.recent(max(ledger.frozen().values()), _may_touch(months)):
        if entry.number:
            changes.setdefault(entry.number, []).append(entry)
    count = _counter(ledger, now)
    return [
        Touched(month, number, is_new=entries[0].before is None, at=entries[-1].at, by=entries[-1].by)
        for month in months
        for number, entries in sorted(changes.items())
        if count(number, entries[0].before, month) != count(number, entries[-1].after, month)
    ]


def _sum(figures: Figures, more: Figures) -> Figures:
    total: Figures = {}
    merge(total, figures)
    merge(total, more)
    return total


def _counter(ledger: Ledger, now: datetime) -> "Callable[[str, Document | None, str], Figures]":
    from jingwu.records.codec import from_document
    from jingwu.rules.briefs import card_of
    from jingwu.rules.courses import clocks_of
    from jingwu.rules.figures import figures_of
    from jingwu.rules.limits import limits_for
    from jingwu.rules.numbering import place_of

    limits = limits_for(ledger.settings)

    def count(number: str, document: Any, month: str) -> Figures:
        """What a record in this state adds to a month."""
        if document is None:
            return {}
        record = from_document(place_of(number).kind, document)
        clocks = clocks_of(record, limits)
        card = card_of(record, clocks)
        counted = figures_of(record, clocks).get(month, {})
        return Span(Period(month, month), lambda _: counted, [card] if card else [], now).fixed()

    return count


def _may_touch(months: Sequence[str]) -> Callable[[bytes], bool]:
    """A quick look at a line of the journal: whether its change can have changed one of the months.

    A new record does when a date of it lies in one; another one when an event was put into one, or when the change
    is of a kind that reaches back.
    """
    dates = [f'"{month}-'.encode() for month in months]
    events = [b'{"at":' + text for text in dates]

    def matches(line: bytes) -> bool:
        before, _, after = line.partition(b',"after":')
        if before.endswith(b',"before":null'):
            return any(text in after for text in dates)
        last = after.rfind(b'"action":"') + len(b'"action":"')
        return after.startswith(_REACHING_BACK, last) or any(before.count(text) != after.count(text) for text in events)

    return matches


_REACHING_BACK = (b'void"', b'undo"', b'correct"', b'reopen"', b'extend"', b'pause"', b'resume"')
