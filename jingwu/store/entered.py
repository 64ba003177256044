"""The new records of a transaction: an import has a million, and what is in memory of each are some fifty bytes."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import sub
from pathlib import Path

from jingwu.records import KINDS
from jingwu.rules.numbering import make_number, place_of
from jingwu.store.draft import Draft, behind_number, card_in, document_of, entry_of_card
from jingwu.store.index_files import KEY_FILES, entry_of_key, key_and_number, key_from, key_of, lines_of_keys, shard_of
from jingwu.store.places import Places
from jingwu.store.roll import Series
from jingwu.store.shelf import Rows
from jingwu.store.spool import Spool


class _Numbers:
    """The numbers of a series, and where each record stands among those that were entered."""

    def __init__(self, index: int) -> None:
        self.index = index
        """Its place among the series."""
        self.highest = 0
        """Of the sequences."""
        self.sequences = array("I")
        self.places = array("I")


class Entered:
    """New records in the order in which they came, with what the index will keep of them."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the ledger's."""
        self._spool = Spool(folder)
        self._starts = array("Q", [0])
        """Where each begins: its JSON, and then the line of its card in the index."""
        self._texts = array("I")
        self._lines = Spool(folder)
        """The lines of the source keys: apart, as the index asks for them in another order."""
        self._line_starts = array("Q", [0])
        self._shards = array("B")
        """The file of the index that its source key goes to; KEY_FILES where it has none."""
        self._kept = array("B")
        """1 where it had its number already."""
        self._sequences = array("I")
        self._series_of = array("H")
        self._series: dict[Series, _Numbers] = {}
        self.former: dict[str, str] = {}
        """As `Delta.former`."""
        self._keys = Places()
        self._with_key = array("I")
        """Of each source key the record that has it."""

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, numbers: Sequence[str], drafts: Sequence[Draft]) -> None:
        """Take new records, under numbers that no records have. StorageFailure."""
        parts: list[bytes] = []
        lines: list[bytes] = []
        start, line_start, place = self._starts[-1], self._line_starts[-1], len(self._texts)
        for number, (kind, month, kept, source_key, former, behind, card_behind) in zip(numbers, drafts, strict=True):
            name = number.encode()
            text = document_of(name, behind)
            card = entry_of_card(name, card_behind) if card_behind else b""
            parts += (text, card)
            start += len(text) + len(card)
            self._starts.append(start)
            self._texts.append(len(text))
            shard = KEY_FILES
            if source_key:
                key = key_of(kind, source_key)
                line = entry_of_key(key, number)
                lines.append(line)
                line_start += len(line)
                shard = shard_of(key)
                if self._keys.note(hash(key)) == len(self._with_key):
                    self._with_key.append(place)
            if former:
                self.former[number] = lines_of_keys(kind, former)
            self._shards.append(shard)
            self._line_starts.append(line_start)
            self._kept.append(bool(kept))
            self._number(place, (month, kind), int(number[7:]))
            place += 1
        self._spool.append(b"".join(parts))
        self._lines.append(b"".join(lines))

    def _number(self, place: int, series: Series, sequence: int) -> None:
        numbers = self._series.get(series)
        if numbers is None:
            numbers = self._series[series] = _Numbers(len(self._series))
        self._sequences.append(sequence)
        self._series_of.append(numbers.index)
        numbers.highest = max(numbers.highest, sequence)
        numbers.sequences.append(sequence)
        numbers.places.append(place)

    def place(self, number: str) -> int | None:
        """Where a record stands; None for one that was not entered."""
        try:
            month, kind, sequence = place_of(number)
        except ValueError:
            return None
        numbers = self._series.get((month, kind))
        if numbers is None or sequence > numbers.highest:  # as those of another ledger come, one after the other
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
        return next(self._texts_of((place,)))

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Numbers and JSON, in the order in which they came."""
        return zip(self.numbers(), self._spool.read_each(islice(self._starts, len(self)), self._texts), strict=True)

    def numbers(self) -> Iterator[str]:
        """In the order in which they came; also when it is closed."""
        months, kinds = ([series[part] for series in self._series] for part in (0, 1))
        kinds_of, months_of = (map(names.__getitem__, self._series_of) for names in (kinds, months))
        return map(make_number, kinds_of, months_of, self._sequences)

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
            kind: dict(zip(numbers.sequences, self._texts_of(numbers.places), strict=True))
            for kind, numbers in self._of_month(month)
        }

    def last(self, month: str) -> int:
        """Where the last record of a month stands."""
        return max(numbers.places[-1] for _, numbers in self._of_month(month))

    def cards(self, month: str) -> Iterator[bytes]:
        """The entries of the index for the cards of a month's records."""
        for _, numbers in self._of_month(month):
            yield from filter(None, self._cards_of(numbers.places))

    def shards(self) -> set[int]:
        """The files of the index to which source keys go."""
        return set(self._shards) - {KEY_FILES}

    def keys(self, shard: int) -> Iterator[bytes]:
        """The entries of a file of the index for source keys."""
        shards = self._shards.tobytes()
        places = array("I")
        place = shards.find(shard)
        while place >= 0:
            places.append(place)
            place = shards.find(shard, place + 1)
        return self._lines_of(places)

    def numbers_with_keys(self, lines: Iterable[str]) -> dict[str, str]:
        """The numbers of records with these source keys, of which `key_of` made lines."""
        found: dict[str, str] = {}
        for line in lines:
            if (noted := self._keys.find(hash(line))) is not None:
                key, number = key_and_number(next(self._lines_of((self._with_key[noted],))))
                if key == line:
                    found[line] = number
        return found

    def drafts(self) -> Iterator[tuple[str, Draft]]:
        """Numbers and drafts, in the order in which they came."""
        for place, (number, text) in enumerate(self.texts()):
            month, kind, _ = place_of(number)
            key = key_from(key_and_number(line)[0]) if (line := next(self._lines_of((place,)))) else ""
            kept = number if self._kept[place] else ""
            card = card_in(card, number) if (card := next(self._cards_of((place,)))) else b""
            former = tuple(map(key_from, self.former[number].split("\t"))) if number in self.former else ()
            yield number, Draft(kind, month, kept, key, former, behind_number(text, number), card)

    def _of_month(self, month: str) -> Iterator[tuple[str, _Numbers]]:
        found = ((kind, self._series.get((month, kind))) for kind in KINDS)
        return ((kind, numbers) for kind, numbers in found if numbers is not None)

    def _texts_of(self, places: Sequence[int]) -> Iterator[bytes]:
        starts, lengths = self._starts, self._texts
        return self._spool.read_each([starts[place] for place in places], [lengths[place] for place in places])

    def _cards_of(self, places: Sequence[int]) -> Iterator[bytes]:
        starts, texts = self._starts, self._texts
        begins = [starts[place] + texts[place] for place in places]
        ends = [starts[place + 1] for place in places]
        return self._spool.read_each(begins, map(sub, ends, begins))

    def _lines_of(self, places: Sequence[int]) -> Iterator[bytes]:
        starts = self._line_starts
        begins, ends = ([starts[place + more] for place in places] for more in (0, 1))
        return self._lines.read_each(begins, map(sub, ends, begins))
