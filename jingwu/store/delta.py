"""What changed records mean for the index: figures more and less, cards, source keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jingwu.dates import month_of
from jingwu.records.record import Record
from jingwu.rules.counting import Figures, merge
from jingwu.rules.courses import clocks_of
from jingwu.rules.figures import figures_of
from jingwu.rules.limits import Limits
from jingwu.store.draft import encoded_card, keys_of
from jingwu.store.index_files import key_of, lines_of_keys


@dataclass(slots=True)
class Delta:
    """The sum of changes since the index was written."""

    limits: Limits
    figures: dict[str, Figures] = field(default_factory=dict)
    """Month to what is to be added to its figures."""
    cards: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """Month of registration to number to the card's JSON, nothing where it has none; bytes take half of a str."""
    keys: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """`key_of` a source key to the number of its record, and whether the record has it still."""
    former: dict[str, str] = field(default_factory=dict)
    """Number to `key_of` the source keys that the record had, between tabs; '' for none any more."""

    def count(self, figures: Mapping[str, Figures], sign: int = 1) -> None:
        """What records add to the figures of months, or with -1 what they do not add any more."""
        for month, added in figures.items():
            merge(self.figures.setdefault(month, {}), added, sign)

    def change(self, before: Record | None, after: Record) -> None:
        """A record is `after` now; it was `before`, or new."""
        self.cards.setdefault(month_of(after.reported_at), {})[after.number] = self.change_but_card(before, after)

    def change_but_card(self, before: Record | None, after: Record) -> bytes:
        """The same, but for the card, which is returned: many of them are better put aside."""
        if before is not None:
            self.count(self._figures_of(before), -1)
        clocks = clocks_of(after, self.limits)
        self.count(figures_of(after, clocks))
        key_before, former_before = _lines_of(before) if before is not None else ("", "")
        key_after, former_after = _lines_of(after)
        if key_before != key_after:
            if key_before:
                self.keys[key_before] = (after.number, False)
            if key_after:
                self.keys[key_after] = (after.number, True)
        if former_before != former_after:
            self.former[after.number] = former_after
        return encoded_card(after, clocks)

    def card_of(self, record: Record) -> bytes:
        """The JSON of a record's card; nothing where it has none."""
        return encoded_card(record, clocks_of(record, self.limits))

    def forget_keys(self, number: str) -> None:
        """Take back what was said of a new record's source key."""
        for key in [key for key, (holder, _) in self.keys.items() if holder == number]:
            del self.keys[key]
        self.former.pop(number, None)

    def _figures_of(self, record: Record) -> dict[str, Figures]:
        return figures_of(record, clocks_of(record, self.limits))


def _lines_of(record: Record) -> tuple[str, str]:
    """`key_of` the source key that a record holds, and of those that it had; '' for none."""
    key, former = keys_of(record)
    return key_of(record.kind, key) if key else "", lines_of_keys(record.kind, former)
