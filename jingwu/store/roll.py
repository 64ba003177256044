"""Numbers of records, in the order in which they came, each once: of a million of them, some 30 bytes each."""

from array import array
from collections.abc import Iterator

from jingwu.rules.numbering import make_number, place_of
from jingwu.store.places import Places

Series = tuple[str, str]
"""Month and kind, within which numbers are given out one after the other."""


class Roll:
    """A list of numbers that tells at once where one stands."""

    def __init__(self) -> None:
        self._places = Places()
        self._sequences = array("I")
        self._series_of = array("H")
        self._series: list[Series] = []
        self._index: dict[Series, int] = {}

    def __len__(self) -> int:
        return len(self._sequences)

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, place: int) -> str:
        month, kind = self._series[self._series_of[place]]
        return make_number(kind, month, self._sequences[place])

    def find(self, number: str) -> int | None:
        """The place of a number; None when it did not come yet."""
        return self._seek(number)[1] if self._series else None

    def note(self, number: str) -> int:
        """The place of a number, which is `len` before when it is new. ValueError when it is no full number."""
        hashed, place = self._seek(number)
        if place is not None:
            return place
        month, kind, sequence = place_of(number)
        series = month, kind
        if series not in self._index:
            self._index[series] = len(self._series)
            self._series.append(series)
        self._sequences.append(sequence)
        self._series_of.append(self._index[series])
        return self._places.note(hashed)

    def ordered(self) -> list[int]:
        """The places by month, kind and sequence of the numbers."""
        return sorted(
            range(len(self)), key=lambda place: (self._series[self._series_of[place]], self._sequences[place])
        )

    def by_month(self) -> dict[str, "array[int]"]:
        """Month of registration to the places of its numbers."""
        months: dict[str, array[int]] = {}
        for place, index in enumerate(self._series_of):
            months.setdefault(self._series[index][0], array("I")).append(place)
        return months

    def _seek(self, number: str) -> tuple[int, int | None]:
        """The hash under which a number is noted, or would be, and its place: two numbers may have the same hash."""
        attempt = 0
        while (place := self._places.find(hashed := hash((number, attempt)))) is not None and self[place] != number:
            attempt += 1
        return hashed, place
