"""The numbers that a transaction gives out: within a month and a kind one after the other, none twice."""

from collections.abc import Iterable
from contextlib import suppress

from jingwu.errors import NoSuchRecord
from jingwu.rules.numbering import APART, make_number, place_of
from jingwu.store.documents import find_document
from jingwu.store.reading import Reading
from jingwu.store.roll import Series


class Numbers:
    """What is free in each series, as it was when it was first asked for; `moved` says where that holds no more."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._first: dict[Series, int] = {}
        self._next: dict[Series, int] = {}
        self._apart: set[str] = set()
        """Numbers set apart that new records have."""

    def next(self, series: Series) -> str:
        """The next number of a series."""
        self._begin(series)
        month, kind = series
        sequence = self._next[series]
        number = make_number(kind, month, sequence)
        while sequence >= APART and (number in self._apart or self.is_stored(number)):
            sequence += 1
            number = make_number(kind, month, sequence)
        self._next[series] = sequence + 1
        return number

    def reach(self, number: str) -> None:
        """What is given out from now on comes after this number, unless it is set apart."""
        series, sequence = series_of(number), place_of(number).sequence
        self._begin(series)
        if sequence >= APART:
            self._apart.add(number)
        else:
            self._next[series] = max(self._next[series], sequence + 1)

    def is_past(self, number: str) -> bool:
        """Whether a record may have this number: it would not be given out any more, or is set apart."""
        series = series_of(number)
        self._begin(series)
        sequence = place_of(number).sequence
        return sequence < self._next[series] or sequence >= APART

    def is_stored(self, number: str) -> bool:
        """Whether a record of the ledger has this number now."""
        with self._reading.shared(), suppress(NoSuchRecord):
            find_document(self._reading.shelf, number)
            return True
        return False

    def moved(self) -> set[Series]:
        """The series whose first number is not free any more, and those that have come to what is set apart."""
        reached = {series for series, following in self._next.items() if following > APART}
        return reached | {series for series, first in self._first.items() if self._first_free(*series) != first}

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
