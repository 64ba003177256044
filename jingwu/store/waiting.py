"""The records that wait for a transaction's commit: those that are new, and those that were changed."""

from collections.abc import Callable, Iterator

from jingwu.store.changed import Changed
from jingwu.store.documents import find_text
from jingwu.store.entered import Entered
from jingwu.store.journal_lines import Change
from jingwu.store.reading import Reading
from jingwu.store.shelf import Rows
from jingwu.store.spool import Spool


class Waiting:
    """What the commit will store; nothing of it is in the ledger yet."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._spool = Spool(reading.folder)
        self.entered = Entered(reading.folder)
        """New records, as they were entered."""
        self.amended = Changed(self._spool)
        """New records that were changed since."""
        self.replaced = Changed(self._spool)
        """Other records."""

    def __len__(self) -> int:
        return len(self.entered) + len(self.replaced)

    @property
    def changed(self) -> tuple[Changed, Changed]:
        """All that were changed: new records, and others."""
        return self.amended, self.replaced

    def is_new(self, number: str) -> bool:
        """Whether a record was entered in this transaction."""
        return self.entered.place(number) is not None

    def put(self, number: str, before: bytes, after: bytes, card: bytes) -> None:
        """Keep a changed record: its JSON before and after, and its card. StorageFailure."""
        if self.is_new(number):
            self.amended.put(number, b"", after, card)
        else:
            self.replaced.put(number, before, after, card)

    def begin_anew(self) -> Entered:
        """The new records, which are to be entered once more."""
        before, self.entered = self.entered, Entered(self._reading.folder)
        return before

    def text(self, number: str) -> bytes:
        """The JSON of a record as it is to be, also of one that stays as it was. NoSuchRecord."""
        if (changed := self.replaced.after(number) or self.amended.after(number)) is not None:
            return changed
        if (place := self.entered.place(number)) is not None:
            return self.entered.text(place)
        with self._reading.shared():
            return find_text(self._reading.shelf, number)

    def changes(self) -> Iterator[Change]:
        """What the journal says of it."""
        is_amended = len(self.amended) > 0
        for number, text in self.entered.texts():
            yield number, None, (self.amended.after(number) if is_amended else None) or text
        yield from self.replaced.texts()

    def months(self, first: int) -> dict[str, int]:
        """The months whose volumes change, each with the last of its changes; `first` is the first of all."""
        months = {month: first + self.entered.last(month) for month in self.entered.months()}
        first_replaced = first + len(self.entered)
        months |= {month: first_replaced + places[-1] for month, places in self.replaced.months().items()}
        return dict(sorted(months.items()))

    def rows(self) -> Callable[[str], Rows]:
        """What tells the JSON of the records of a month."""
        places_of = [(changed, changed.months()) for changed in self.changed]

        def rows_of(month: str) -> Rows:
            rows = self.entered.rows(month)
            for changed, places in places_of:
                for kind, texts in changed.rows(places.get(month, ())).items():
                    rows.setdefault(kind, {}).update(texts)
            return rows

        return rows_of

    def close(self) -> None:
        """Give back what they wait in. Nothing is stored by it."""
        self.entered.close()
        self._spool.close()
