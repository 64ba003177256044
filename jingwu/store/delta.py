"""What changed records mean for the index: figures more and less, cards, source keys."""

from dataclasses import dataclass, field

from jingwu.dates import month_of
from jingwu.records.record import Record
from jingwu.rules.cards import card_document, card_of
from jingwu.rules.clocks import clocks_of
from jingwu.rules.counting import Figures, figures_of, merge
from jingwu.rules.life import life_of
from jingwu.rules.limits import Limits
from jingwu.store.encoding import encode
from jingwu.store.index import key_of


@dataclass(slots=True)
class Delta:
    """The sum of changes since the index was written."""

    limits: Limits
    figures: dict[str, Figures] = field(default_factory=dict)
    """Month to what is to be added to its figures."""
    cards: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """Month of registration to number to the card's JSON, nothing where it has none any more; half as long in bytes."""
    keys: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """`key_of` a source key to the number of its record, and whether the record has it still."""

    def change(self, before: Record | None, after: Record) -> None:
        """A record is `after` now; it was `before`, or new."""
        if before is not None:
            self._count(before, -1)
        self._count(after, 1)
        key_before = _used_key(before) if before is not None else ""
        key_after = _used_key(after)
        if key_before != key_after:
            if key_before:
                self.keys[key_before] = (after.number, False)
            if key_after:
                self.keys[key_after] = (after.number, True)

    def forget(self, record: Record) -> None:
        """Take a new record out again."""
        for month, figures in figures_of(record, clocks_of(record, self.limits)).items():
            merge(self.figures[month], figures, -1)
        self.cards[month_of(record.reported_at)].pop(record.number)
        if key := _used_key(record):
            self.keys.pop(key)

    def _count(self, record: Record, sign: int) -> None:
        clocks = clocks_of(record, self.limits)
        for month, figures in figures_of(record, clocks).items():
            merge(self.figures.setdefault(month, {}), figures, sign)
        if sign > 0:
            card = card_of(record, clocks)
            text = encode(card_document(card)) if card else b""
            self.cards.setdefault(month_of(record.reported_at), {})[record.number] = text


def _used_key(record: Record) -> str:
    """The source key that a record holds; a void record holds none."""
    if not record.source_key or life_of(record).status == "void":
        return ""
    return key_of(record.kind, record.source_key)
