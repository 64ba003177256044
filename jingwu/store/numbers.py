"""The numbers that a transaction gives out: within a month and a kind one after the other, none twice."""

from collections.abc import Iterable
from contextlib import suppress

from jingwu.errors import NoSuchRecord
from jingwu.rules.numbering import make_number, place_of
from jingwu.store.documents import find_document
from jingwu.store.reading import Reading
from jingwu.store.roll import Series


class Numbers:
    """What is free in each series, as it was when it was first asked for; `moved` says where that holds no more."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._first: dict[Series, int] = {}
        self._next: dict[Series, int] = {}

    def next(self, series: Series) -> str:
        """The next number of a series."""
        self._begin(series)
        self._next[series] += 1
        month, kind = series
        return make_number(kind, month, self._next[series] - 1)

    def reach(self, number: str) -> None:
        """What is given out from now on comes after this number."""
        series = series_of(number)
        self._begin(series)
        self._next[series] = max(self._next[series], place_of(number).sequence + 1)

    def is_past(self, number: str) -> bool:
        """Whether this number would not be given out any more: then a record may have it."""
        series = series_of(number)
        self._begin(series)
        return place_of(number).sequence < self._next[series]

    def is_stored(self, number: str) -> bool:
        """Whether a record of the ledger has this number now."""
        with self._reading.shared(), suppress(NoSuchRecord):
            find_document(self._reading.shelf, number)
            return True
        return False

    def moved(self) -> set[Series]:
        """The series whose first number is not free any more."""
        return {series for series, first in self._first.items() if self._first_free(*series) != first}

    def begin_anew(self, series: Iterable[Series]) -> None:
        """Give out from now on what is free now."""
        for each in series:
            del self._next[each]

    def _begin(self, series: Series) -> None:
        if series not in self._next:
            self._first[series] = self._next[series] = self._first_free(*series)

    def _first_free(self, month: str, kind: str) -> int:
        if month not in self._reading.shelf.months():
            return 1  # as it was when the ledger was last seen: what is stored by then makes the series `moved`
        with self._reading.shared():
            shelf = self._reading.shelf
            return shelf.volume(month).next_sequence(kind) if month in shelf.months() else 1


def series_of(number: str) -> Series:
    """The month and the kind of a number."""
    month, kind, _ = place_of(number)
    return month, kind
