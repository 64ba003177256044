"""A card: what is known of a record without opening its month's file. The ledger's index keeps one a live record."""

from typing import Any, NamedTuple

from jingwu.dates import When, read_when
from jingwu.records import PREFIXES
from jingwu.rules.clocks import Clock


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


def card_from(document: list[Any]) -> Card:
    """The card of a list that `briefs.card_document` made. ValueError, KeyError, TypeError or IndexError else."""
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
