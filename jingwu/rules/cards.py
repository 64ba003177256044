"""A card: what is known of a record without opening its month's file. The ledger's index keeps one a live record."""

from typing import NamedTuple

from jingwu.dates import When
from jingwu.records.record import Record
from jingwu.rules.clocks import Clock


class Card(NamedTuple):
    """A live record in brief."""

    number: str
    kind: str
    status: str
    category: str | None
    summary: str
    reported_at: When
    officer: str | None
    area: str | None
    risk: str | None
    confidential: bool
    flags: tuple[str, ...]
    names: tuple[str, ...]
    """Names of the parties, for masking the summary."""
    open_spans: tuple[tuple[When, When | None], ...]
    """From when until when the matter was open: one span, and one more for each reopening; None while it is open."""
    clocks: tuple[Clock, ...]
