"""The new records of a transaction: an import has a million, and what is in memory of each are some fifty bytes."""

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

from jingwu.records import KINDS
from jingwu.rules.numbering import make_number, place_of
from jingwu.store.draft import Draft, behind_number, card_under
from jingwu.store.index import KEY_FILES, key_from, key_of, shard_of
from jingwu.store.places import Places
from jingwu.store.shelf import Rows
from jingwu.store.spool import Spool

Series = tuple[str, str]
"""Month and kind, within which numbers are given out one after the other."""


class _Numbers:
    """The numbers of a series, and where each record stands among those that were entered."""

    def __init__(self, index: int) -> None:
        self.index = index
        """Its place among the series."""
        self.sequences = array("I")
        self.places = array("I")


class Entered:
    """New records in the order in which they came, with what the index will keep of them."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the ledger's."""
        self._spool = Spool(folder)
        self._starts = array("Q", [0])
        """Where each begins: its JSON, and then its card behind the number."""
        self._texts = array("I")
        self._lines = Spool(folder)
        """The source keys: apart, as the index asks for them in another order."""
        self._line_starts = array("Q", [0])
        self._shards = array("B")
        """The file of the index that its source key goes to; KEY_FILES where it has none."""
        self._kept = array("B")
        """1 where it had its number already."""
        self._sequences = array("I")
        self._series_of = array("H")
        self._series: dict[Series, _Numbers] = {}
        self._keys = Places()
        self._with_key = array("I")
        """Of each source key the record that has it."""

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, number: str, draft: Draft) -> None:
        """Take a new record, under a number that no record has. StorageFailure."""
        text, place = draft.document(number), len(self._texts)
        key = key_of(draft.kind, draft.source_key) if draft.source_key else ""
        line = key.encode("utf-8", "surrogatepass")
        self._spool.append(text)
        self._spool.append(draft.card)
        self._starts.append(self._starts[-1] + len(text) + len(draft.card))
        self._texts.append(len(text))
        self._lines.append(line)
        self._line_starts.append(self._line_starts[-1] + len(line))
        self._shards.append(shard_of(key) if key else KEY_FILES)
        self._kept.append(bool(draft.number))
        series = draft.month, draft.kind
        numbers = self._series.get(series)
        if numbers is None:
            numbers = self._series[series] = _Numbers(len(self._series))
        sequence = int(number[7:])
        self._sequences.append(sequence)
        self._series_of.append(numbers.index)
        numbers.sequences.append(sequence)
        numbers.places.append(place)
        if key and self._keys.note(hash(key)) == len(self._with_key):
            self._with_key.append(place)

    def place(self, number: str) -> int | None:
        """Where a record stands; None for one that was not entered."""
        try:
            month, kind, sequence = place_of(number)
        except ValueError:
            return None
        numbers = self._series.get((month, kind))
        if numbers is None:
            return None
        guess = sequence - numbers.sequences[0]  # as they are given out: one after the other
        if 0 <= guess < len(numbers.sequences) and numbers.sequences[guess] == sequence:
            return numbers.places[guess]
        try:
            return numbers.places[numbers.sequences.index(sequence)]
        except ValueError:
            return None

    def text(self, place: int) -> bytes:
        """The JSON of a record."""
        return self._spool.read(self._starts[place], self._texts[place])

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Numbers and JSON, in the order in which they came."""
        yield from zip(self.numbers(), map(self.text, range(len(self))), strict=True)

    def numbers(self) -> Iterator[str]:
        """In the order in which they came; also when it is closed."""
        series = list(self._series)
        for index, sequence in zip(self._series_of, self._sequences, strict=True):
            month, kind = series[index]
            yield make_number(kind, month, sequence)

    def close(self) -> None:
        """Give back what they wait in: only their numbers and how many they are can be asked any more."""
        self._spool.close()
        self._lines.close()

    def kept(self) -> Iterator[str]:
        """The numbers that records had already."""
        return (number for number, kept in zip(self.numbers(), self._kept, strict=True) if kept)

    def months(self) -> set[str]:
        """The months of registration."""
        return {month for month, _ in self._series}

    def rows(self, month: str) -> Rows:
        """The JSON of the records of a month."""
        return {
            kind: {
                sequence: self.text(place) for sequence, place in zip(numbers.sequences, numbers.places, strict=True)
            }
            for kind, numbers in self._of_month(month)
        }

    def last(self, month: str) -> int:
        """Where the last record of a month stands."""
        return max(numbers.places[-1] for _, numbers in self._of_month(month))

    def cards(self, month: str) -> Iterator[tuple[str, bytes]]:
        """Number and JSON of the cards of a month's records."""
        for kind, numbers in self._of_month(month):
            for sequence, place in zip(numbers.sequences, numbers.places, strict=True):
                if card := self._card(place):
                    number = make_number(kind, month, sequence)
                    yield number, card_under(number, card)

    def shards(self) -> set[int]:
        """The files of the index to which source keys go."""
        return set(self._shards) - {KEY_FILES}

    def keys(self, shard: int) -> Iterator[tuple[str, str]]:
        """Source keys that go to a file of the index, as `key_of` writes them, with the numbers."""
        shards, series = self._shards.tobytes(), list(self._series)
        place = shards.find(shard)
        while place >= 0:
            yield self._key(place), self._number(place, series)
            place = shards.find(shard, place + 1)

    def number_with_key(self, kind: str, source_key: str) -> str:
        """The number of the record with a source key; '' when there is none."""
        line = key_of(kind, source_key)
        found = self._keys.find(hash(line))
        place = self._with_key[found] if found is not None else None
        return self._number(place, list(self._series)) if place is not None and self._key(place) == line else ""

    def drafts(self) -> Iterator[tuple[str, Draft]]:
        """Numbers and drafts, in the order in which they came."""
        for place, (number, text) in enumerate(self.texts()):
            month, kind, _ = place_of(number)
            key = key_from(line) if (line := self._key(place)) else ""
            kept = number if self._kept[place] else ""
            yield number, Draft(kind, month, kept, key, behind_number(text, number), self._card(place))

    def _of_month(self, month: str) -> Iterator[tuple[str, _Numbers]]:
        found = ((kind, self._series.get((month, kind))) for kind in KINDS)
        return ((kind, numbers) for kind, numbers in found if numbers is not None)

    def _number(self, place: int, series: Sequence[Series]) -> str:
        month, kind = series[self._series_of[place]]
        return make_number(kind, month, self._sequences[place])

    def _card(self, place: int) -> bytes:
        start = self._starts[place] + self._texts[place]
        return self._spool.read(start, self._starts[place + 1] - start)

    def _key(self, place: int) -> str:
        start = self._line_starts[place]
        return self._lines.read(start, self._line_starts[place + 1] - start).decode("utf-8", "surrogatepass")
