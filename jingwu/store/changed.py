"""The records that a transaction changed: an import has hundreds of thousands, and little of each is in memory."""

from array import array
from collections.abc import Iterable, Iterator

from jingwu.rules.numbering import place_of
from jingwu.store.index_files import Lines
from jingwu.store.roll import Roll
from jingwu.store.shelf import Rows
from jingwu.store.spool import Spool


class Changed:
    """Records as they were before and as they were left, in the order in which they were changed first."""

    def __init__(self, spool: Spool) -> None:
        """`spool` may hold other things too; who made it closes it."""
        self._spool = spool
        self._roll = Roll()
        self._gone: set[int] = set()
        self._befores = array("Q")
        """Where the JSON of each begins that it had."""
        self._afters = array("Q")
        """Where its JSON begins as it is, and behind that its card."""
        self._before_lengths = array("I")
        self._after_lengths = array("I")
        self._card_lengths = array("I")

    def __len__(self) -> int:
        return len(self._roll) - len(self._gone)

    def __iter__(self) -> Iterator[str]:
        return (number for place, number in enumerate(self._roll) if place not in self._gone)

    def __contains__(self, number: str) -> bool:
        return self._find(number) is not None

    def put(self, number: str, before: bytes, after: bytes, card: bytes) -> None:
        """Keep a record's JSON and its card; `before` counts when it is changed for the first time. StorageFailure."""
        place = self._roll.note(number)
        self._gone.discard(place)
        if place == len(self._befores):
            self._befores.append(self._spool.append(before))
            self._before_lengths.append(len(before))
            for numbers in (self._afters, self._after_lengths, self._card_lengths):
                numbers.append(0)
        self._afters[place] = self._spool.append(after + card)
        self._after_lengths[place], self._card_lengths[place] = len(after), len(card)

    def drop(self, number: str) -> None:
        """Forget a record."""
        if (place := self._find(number)) is not None:
            self._gone.add(place)

    def after(self, number: str) -> bytes | None:
        """A record's JSON as it is; None for one that was not changed."""
        place = self._find(number)
        return None if place is None else self._after(place)

    def texts(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Numbers, and the JSON before and after."""
        for place, number in enumerate(self._roll):
            if place not in self._gone:
                yield number, self._before(place), self._after(place)

    def befores(self) -> Iterator[tuple[str, bytes]]:
        """Numbers, and the JSON before."""
        for place, number in enumerate(self._roll):
            if place not in self._gone:
                yield number, self._before(place)

    def months(self) -> dict[str, "array[int]"]:
        """Month of registration to where its records stand."""
        months = self._roll.by_month()
        for month in {place_of(self._roll[place]).month for place in self._gone}:
            months[month] = array("I", (place for place in months[month] if place not in self._gone))
        return {month: places for month, places in months.items() if places}

    def rows(self, places: Iterable[int]) -> Rows:
        """The JSON after of some records."""
        rows: Rows = {}
        for place in places:
            _, kind, sequence = place_of(self._roll[place])
            rows.setdefault(kind, {})[sequence] = self._after(place)
        return rows

    def cards(self, places: Iterable[int]) -> Lines:
        """The cards of some records by their numbers; nothing of those that have none."""
        return {self._roll[place]: self._card(place).decode() for place in places}

    def _find(self, number: str) -> int | None:
        place = self._roll.find(number)
        return None if place in self._gone else place

    def _before(self, place: int) -> bytes:
        return self._spool.read(self._befores[place], self._before_lengths[place])

    def _after(self, place: int) -> bytes:
        return self._spool.read(self._afters[place], self._after_lengths[place])

    def _card(self, place: int) -> bytes:
        return self._spool.read(self._afters[place] + self._after_lengths[place], self._card_lengths[place])
