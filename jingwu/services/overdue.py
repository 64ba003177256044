"""What is overdue or falls due, read from the index and never from the records."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from jingwu.language import t
from jingwu.reports.due import Due
from jingwu.reports.overdue import overdue_table
from jingwu.reports.table import Table
from jingwu.rules.cards import Card
from jingwu.rules.clocks import is_overdue
from jingwu.store.ledger import Ledger


class Wanted(NamedTuple):
    """What a list of clocks is narrowed to; an empty field does not narrow."""

    kind: str = ""
    officer: str = ""
    area: str = ""
    clock: str = ""
    """kind.what: a clock's full name."""


def list_overdue(
    ledger: Ledger, wanted: Wanted, *, now: datetime, within: int = 0, sort: str = "due", full: bool = False
) -> tuple[Table, int]:
    """The table of what is overdue (and due `within` days), and how many clocks are overdue.

    `full` adds what programs read besides. A note names whom an officer or area that no live record has may mean.
    """
    cards = list(_cards(ledger, wanted))
    count = sum(
        is_overdue(clock, now)
        for card in cards
        for clock in card.clocks
        if not wanted.clock or clock.name == wanted.clock
    )
    warning_days = ledger.settings.warning_days
    table = overdue_table(
        cards, now=now, warning_days=warning_days, within=within, clock=wanted.clock, sort=sort, full=full
    )
    return table._replace(notes=(*table.notes, *_meant(ledger, wanted, cards))), count


def find_due(ledger: Ledger, wanted: Wanted, first: date, last: date) -> list[Due]:
    """The clocks that run and fall due from `first` to `last`, in the order of their dues."""
    found = (
        Due(card, clock)
        for card in _cards(ledger, wanted)
        for clock in card.clocks
        if clock.stopped is None and (not wanted.clock or clock.name == wanted.clock)
    )
    return sorted((due for due in found if first <= due.day <= last), key=Due.order)


def _meant(ledger: Ledger, wanted: Wanted, found: list[Card]) -> Iterator[str]:
    """For an officer or area that no live record has, the nearest that one has."""
    if found or not (wanted.officer or wanted.area):
        return
    from jingwu.rules.suggestions import nearest

    cards = ledger.live_cards()
    officers, areas = {card.officer for card in cards}, {card.area for card in cards}
    for name, known in ((wanted.officer, officers), (wanted.area, areas)):
        if name and known and name not in known:
            names = nearest(name, sorted(filter(None, known)))
            if not names:
                yield t("Nothing that is open has '{name}'.", name=name)
                continue
            yield t("Nothing that is open has '{name}'. Perhaps: {names}.", name=name, names=names)


def _cards(ledger: Ledger, wanted: Wanted) -> Iterator[Card]:
    for card in ledger.live_cards():
        if (
            (not wanted.kind or card.kind == wanted.kind)
            and (not wanted.officer or card.officer == wanted.officer)
            and (not wanted.area or card.area == wanted.area)
        ):
            yield card
