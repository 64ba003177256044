"""A month in figures: what the ledger has counted, and what the cards of open records say of the month's end."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from jingwu.dates import month_of
from jingwu.records import WORKED
from jingwu.rules.cards import Card
from jingwu.rules.clocks import is_overdue, was_overdue
from jingwu.rules.counting import Figures


class Month:
    """The figures of a month (2026-10).

    `counted` holds those of records that are done, and all that no longer changes with time.
    """

    def __init__(self, name: str, counted: Figures, cards: Sequence[Card], now: datetime) -> None:
        self.name = name
        self.counted = counted
        self.cards = cards
        self.now = now
        self.lasts = name == month_of(now)
        """Whether the month is the present one."""
        self.since: Month | None = None
        """Of a frozen month: what the ledger says of it now."""
        self._end = int(name[:4]) * 12 + int(name[5:])

    @classmethod
    def fixed_as(cls, figures: Figures, now: "Month") -> "Month":
        """A frozen month, which counts as it was; `now` is the month as the ledger has it."""
        month = cls(now.name, figures, (), now.now)
        month.since = now
        return month

    def fixed(self) -> Figures:
        """All figures of the month as they are now: what is counted of it once it is frozen, without any cards."""
        figures = {figure: dict(labels) for figure, labels in self.counted.items()}
        for figure, count in (("open_at_end", self.open), ("overdue_at_end", self.overdue)):
            if counts := {kind: number for kind in WORKED if (number := count(kind))}:
                figures[figure] = counts
        return figures

    def sum(self, figure: str) -> int:
        """A figure over all its labels."""
        return sum(self.counted.get(figure, {}).values())

    def get(self, figure: str, label: str) -> int:
        """A figure of one label."""
        return self.counted.get(figure, {}).get(label, 0)

    def labels(self, figures: Iterable[str]) -> list[str]:
        """Every label that one of the figures has, in order of the alphabet; the unnamed one last."""
        found = {label for figure in figures for label in self.counted.get(figure, {})}
        return sorted(found, key=lambda label: (not label, label))

    def open(self, kind: str) -> int:
        """How many matters of a kind were open when the month ended, or are now while it lasts (月末在办)."""
        return self.get("open_at_end", kind) + self._open_now.get(kind, 0)

    def overdue(self, kind: str) -> int:
        """How many of these had a limit that was overdue then (超期在办)."""
        return self.get("overdue_at_end", kind) + self._overdue_now.get(kind, 0)

    def corrected(self, kind: str) -> int:
        """By how many the open matters at the end of a frozen month have become more since it was frozen."""
        return self.since.open(kind) - self.open(kind) if self.since is not None else 0

    def was_late(self, card: Card) -> bool:
        """Whether a limit of a record was overdue when the month ended, or is now while it lasts."""
        if self.lasts:
            return any(is_overdue(clock, self.now) for clock in card.clocks)
        return any(was_overdue(clock, self.name) for clock in card.clocks)

    def was_open(self, card: Card) -> bool:
        """Whether a matter was open when the month ended."""
        end = self._end
        for start, done in card.open_spans:
            if start.year * 12 + start.month <= end and (done is None or done.year * 12 + done.month > end):
                return True
        return False

    @cached_property
    def _still_open(self) -> list[Card]:
        """Cards of matters open then and now; the ledger has counted those that are done now."""
        return [card for card in self.cards if card.is_open and self.was_open(card)]

    @cached_property
    def _open_now(self) -> Mapping[str, int]:
        return _by_kind(self._still_open)

    @cached_property
    def _overdue_now(self) -> Mapping[str, int]:
        return _by_kind(card for card in self._still_open if self.was_late(card))


def _by_kind(cards: Iterable[Card]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for card in cards:
        counts[card.kind] = counts.get(card.kind, 0) + 1
    return counts
