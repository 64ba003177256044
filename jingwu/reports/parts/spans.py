"""A period in figures: what the ledger has counted, and what the cards of open records say of its end."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from jingwu.dates import Period, month_before, month_of
from jingwu.records import WORKED
from jingwu.reports.parts.changes import Amount
from jingwu.reports.table import Missing
from jingwu.rules.cards import Card
from jingwu.rules.clocks import is_overdue, was_overdue
from jingwu.rules.counting import CORRECTED, Figures, total_of
from jingwu.settings import Settings

_YEAR = 12


def by_months(year: str) -> None:
    """No year has figures of its own: its months are summed up."""


class Span:
    """The figures of a period.

    `figures` gives those of a month: of records that are done, and all that no longer changes with time; `cards` are
    those of all live records. Months that are `frozen` count with those figures, which are final. `years` gives those
    of a year, counted in this way, where they are known: they take a tenth of the time of twelve months.
    """

    def __init__(
        self,
        period: Period,
        figures: Callable[[str], Figures],
        cards: Sequence[Card],
        now: datetime,
        frozen: Mapping[str, Figures] = MappingProxyType({}),
        *,
        years: Callable[[str], Figures | None] = by_months,
    ) -> None:
        self.period = period
        self.now = now
        last = Period(period.last, period.last)
        self.since = Span(last, figures, cards, now) if period.last in frozen else None
        """Where the last month is frozen: what the ledger says of that now."""
        self.cards = cards if self.since is None else ()
        self.lasts = period.last == month_of(now)
        """Whether the present month is its last: then 'at its end' means now."""

        def of_month(month: str) -> Figures:
            return frozen[month] if month in frozen else figures(month)

        self.last = of_month(period.last)
        self.counted = total_of(period.first, _parts(period, of_month, years)) if period.length > 1 else self.last
        self._end = int(period.last[:4]) * 12 + int(period.last[5:])

    def fixed(self) -> Figures:
        """All figures of a month as they are now: what is counted of it once it is frozen, without any cards."""
        fixed = {figure: dict(labels) for figure, labels in self.counted.items()}
        at_end = (("open_at_end", self.open), ("overdue_at_end", self.overdue), ("paused_at_end", self.paused))
        for figure, count in at_end:
            if counts := {kind: number for kind in WORKED if (number := count(kind))}:
                fixed[figure] = counts
        return fixed

    def corrected(self, kind: str) -> int:
        """By how many the open matters at the end of a frozen month have become more since it was frozen."""
        return self.since.open(kind) - self.open(kind) if self.since is not None else 0

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
        """How many matters of a kind were open when it ended, or are now while it lasts (月末在办)."""
        return self._at_end("open_at_end", kind) + self._open_now.get(kind, 0)

    def overdue(self, kind: str) -> int:
        """How many of these had a limit that was overdue then (超期在办)."""
        return self._at_end("overdue_at_end", kind) + self._overdue_now.get(kind, 0)

    def paused(self, kind: str) -> int:
        """How many of these stood still then (中止)."""
        return self._at_end("paused_at_end", kind) + self._paused_now.get(kind, 0)

    def was_late(self, card: Card) -> bool:
        """Whether a limit of a record was overdue when it ended, or is now while it lasts."""
        if self.lasts:
            return any(is_overdue(clock, self.now) for clock in card.clocks)
        return any(was_overdue(clock, self.period.last) for clock in card.clocks)

    def was_open(self, card: Card) -> bool:
        """Whether a matter was open when it ended."""
        end = self._end
        for start, done in card.open_spans:
            if start.year * 12 + start.month <= end and (done is None or done.year * 12 + done.month > end):
                return True
        return False

    def _was_paused(self, card: Card) -> bool:
        return card.paused is not None and card.paused.year * 12 + card.paused.month <= self._end

    def _at_end(self, figure: str, kind: str) -> int:
        return self.last.get(figure, {}).get(kind, 0)

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

    @cached_property
    def _paused_now(self) -> Mapping[str, int]:
        return _by_kind(card for card in self._still_open if self._was_paused(card))


class Basis(NamedTuple):
    """What a sheet is made of."""

    this: Span
    before: Span
    """The period of the same length before it (环比)."""
    last_year: Span
    """The same period of the year before (同比)."""
    opening: Span
    """The month before its first: what was open at its end is carried over."""
    settings: Settings
    now: datetime
    turning: Span | None = None
    """The last frozen month before the first month of the period that is not frozen, if there is one."""
    began: str = ""
    """The ledger's first month: of periods that end before it there are no figures."""

    def corrected(self, kind: str) -> int:
        """By how many matters the frozen months ended with more than was printed of them (结转更正).

        Of frozen months in the period it is what their sheets said of those before them.
        """
        return self.this.get(CORRECTED, kind) + (self.turning.corrected(kind) if self.turning is not None else 0)

    def amounts(self, amount: Callable[[Span], Amount]) -> tuple[Amount, Amount | Missing, Amount | Missing]:
        """A figure of the period and of those that it is compared with."""
        return amount(self.this), self._then(amount, self.before), self._then(amount, self.last_year)

    def _then(self, amount: Callable[[Span], Amount], span: Span) -> Amount | Missing:
        return Missing(self.began) if span.period.last < self.began else amount(span)

    @property
    def spans(self) -> tuple[Span, Span, Span]:
        """The period and those that it is compared with."""
        return self.this, self.before, self.last_year


def basis_of(
    period: Period,
    figures: Callable[[str], Figures],
    cards: Sequence[Card],
    settings: Settings,
    now: datetime,
    *,
    frozen: Mapping[str, Figures] = MappingProxyType({}),
    years: Callable[[str], Figures | None] = by_months,
    began: str = "",
) -> Basis:
    """The period and those that it is compared with; `began` is the ledger's first month."""
    opening = month_before(period.first)
    this, before, last_year = (
        Span(each, figures, cards, now, frozen, years=years)
        for each in (period, period.before(period.length), period.before(_YEAR))
    )
    start = before if period.length == 1 else Span(Period(opening, opening), figures, cards, now, frozen)
    ends = (month_before(name) for name in period.months() if name not in frozen)
    last = next((name for name in ends if name in frozen), "")
    turning = Span(Period(last, last), figures, cards, now, frozen) if last else None
    return Basis(this, before, last_year, start, settings, now, turning, began)


def _parts(
    period: Period, of_month: Callable[[str], Figures], of_year: Callable[[str], Figures | None]
) -> Iterator[Figures]:
    """The figures of a period in as few parts as are known: years, and months where a year is not whole."""
    months = period.months()
    while months:
        is_whole = len(months) >= _YEAR and months[0].endswith("-01")
        year = of_year(months[0][:4]) if is_whole else None
        yield of_month(months[0]) if year is None else year
        del months[: 1 if year is None else _YEAR]


def _by_kind(cards: Iterable[Card]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for card in cards:
        counts[card.kind] = counts.get(card.kind, 0) + 1
    return counts
