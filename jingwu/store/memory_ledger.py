"""The ledger's contract in memory, said as plainly as it can be: for tests, and as the measure of the other one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from jingwu.dates import month_of
from jingwu.errors import NotAllowed
from jingwu.language import t
from jingwu.records import KINDS
from jingwu.records.codec import to_document
from jingwu.records.record import Record
from jingwu.rules.briefs import card_of
from jingwu.rules.cards import Card
from jingwu.rules.counting import Figures, sum_of, total_of
from jingwu.rules.courses import clocks_of
from jingwu.rules.figures import figures_of
from jingwu.rules.limits import limits_for
from jingwu.rules.links import with_new_numbers
from jingwu.rules.numbering import first_free, make_number, place_of
from jingwu.rules.row_ids import slot_of
from jingwu.rules.status import status_of
from jingwu.settings import Settings
from jingwu.store.documents import no_such_record, registered_meanwhile
from jingwu.store.draft import Draft, encoded, keys_of
from jingwu.store.ledger import Entry
from jingwu.store.spool import Spool


class MemoryLedger:
    """The contract of `store.ledger.Ledger`, for as long as the object lives."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.warnings: list[str] = []
        self.records: dict[str, Record] = {}
        self._entries: list[Entry] = []
        self._sheets: dict[str, Entry] = {}

    @contextmanager
    def reading(self) -> Iterator[None]:
        yield

    def get(self, number: str) -> Record:
        if number not in self.records:
            raise no_such_record(number)
        return self.records[number]

    def months(self) -> list[str]:
        return sorted({place_of(number).month for number in self.records})

    def read_month(self, month: str, kind: str = "") -> Iterator[Record]:
        yield from (record for record in self._ordered() if _belongs(record, month, kind))

    def read_matching(self, text: str) -> Iterator[Record]:
        for month in reversed(self.months()):
            for record in self.read_month(month):
                if any(text.casefold() in value.casefold() for value in _texts(to_document(record))):
                    yield record

    def live_cards(self) -> list[Card]:
        limits = limits_for(self.settings)
        cards = (card_of(record, clocks_of(record, limits)) for record in self.records.values())
        return sorted((card for card in cards if card), key=lambda card: _by_number(card.number))

    def figures(self, month: str) -> Figures:
        limits = limits_for(self.settings)
        counted = (figures_of(record, clocks_of(record, limits)) for record in self.records.values())
        parts = [figures for months in counted for name, figures in months.items() if name.startswith(month)]
        return sum_of(parts) if "-" in month else total_of(f"{month}-01", parts)

    def changed_months(self, months: Iterable[str], since: int) -> list[str]:
        return list(months) if any(entry.number and entry.sequence > since for entry in self._entries) else []

    def frozen(self) -> dict[str, int]:
        return {month: entry.sequence for month, entry in sorted(self._sheets.items())}

    def sheet(self, month: str) -> Mapping[str, Any] | None:
        return self._sheets[month].after if month in self._sheets else None

    def freeze(
        self,
        month: str,
        make: Callable[[], Mapping[str, Any]],
        *,
        command: str,
        by: str,
        at: datetime,
        details: Mapping[str, Any],
    ) -> None:
        document = dict(make())
        self._write(at, by, command, details, [("", None, document)])
        self._entries[-1] = self._entries[-1]._replace(sheet=month)
        self._sheets.pop(month, None)
        if document:
            self._sheets[month] = self._entries[-1]

    def source_keys(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        return _keys_in(self.records, kind, keys)

    def history(self, number: str = "", transaction: int = 0) -> Iterator[Entry]:
        for entry in self._entries:
            if number in {"", entry.number} and transaction in {0, entry.transaction}:
                yield entry

    def recent(self, since: int, matches: Callable[[bytes], bool]) -> list[Entry]:  # noqa: ARG002 - there are no lines
        return [entry for entry in self._entries if entry.sequence > since]

    def last_transaction(self, by: str) -> Iterator[Entry]:
        theirs = [entry for entry in self._entries if entry.by == by and entry.number]
        yield from (entry for entry in theirs if entry.transaction == theirs[-1].transaction)

    @contextmanager
    def begin(
        self, command: str, *, by: str, at: datetime, details: Mapping[str, Any] | None = None
    ) -> Iterator["MemoryTransaction"]:
        transaction = MemoryTransaction(self.records, self._next_transaction())
        yield transaction
        changed = transaction.changed
        changes = [(number, self.records.get(number), to_document(record)) for number, record in changed.items()]
        documents = [(number, to_document(before) if before else None, after) for number, before, after in changes]
        self._write(at, by, command, details or {}, documents)
        self.records |= changed

    @contextmanager
    def prepare(
        self, command: str, *, by: str, at: datetime, details: Mapping[str, Any] | None = None
    ) -> Iterator["MemoryTransaction"]:
        prepared = MemoryTransaction(self.records, self._next_transaction())
        yield prepared
        numbers: dict[str, str] = {}
        with self.begin(command, by=by, at=at, details=details) as transaction:
            for number, record in prepared.changed.items():
                key = keys_of(record)[0]
                if number not in prepared.numbers:
                    if self.records[number] != prepared.before[number]:
                        raise _changed_meanwhile(number)
                    transaction.changed[number] = record
                elif key in _keys_in(self.records, record.kind, [key]):
                    numbers[number] = ""
                else:
                    new = transaction.put_new(record if number in prepared.kept else record.changed(number=""))
                    numbers[number] = new.number
            for number, record in transaction.changed.items():
                transaction.changed[number] = with_new_numbers(record, numbers)
        prepared.number, prepared.numbers = transaction.number, transaction.numbers

    def head(self) -> str:
        return _hash(self._entries)

    def holds(self, head: str) -> bool:
        return any(_hash(self._entries[:count]).startswith(head) for count in range(len(self._entries) + 1))

    def spool(self) -> Spool:
        return Spool(Path(gettempdir()))

    def log(self, command: str, *, by: str, at: datetime, details: Mapping[str, Any]) -> None:
        self._write(at, by, command, details, [("", None, {})])

    def _write(
        self,
        at: datetime,
        by: str,
        command: str,
        details: Mapping[str, Any],
        changes: list[tuple[str, dict[str, Any] | None, dict[str, Any]]],
    ) -> None:
        transaction = self._next_transaction()
        for place, (number, before, after) in enumerate(changes):
            self._entries.append(
                Entry(
                    len(self._entries) + 1,
                    transaction,
                    at.isoformat(timespec="seconds"),
                    by,
                    command,
                    number,
                    before,
                    after,
                    details if place == 0 else {},
                )
            )

    def _next_transaction(self) -> int:
        return self._entries[-1].transaction + 1 if self._entries else 1

    def _ordered(self) -> list[Record]:
        kinds = list(KINDS)
        return sorted(
            self.records.values(), key=lambda record: (kinds.index(record.kind), place_of(record.number).sequence)
        )


class MemoryTransaction:
    """The contract of `store.ledger.Transaction`."""

    def __init__(self, records: Mapping[str, Record], number: int) -> None:
        self.number = number
        self.numbers: list[str] = []
        self.changed: dict[str, Record] = {}
        self.kept: set[str] = set()
        """The numbers that records had already."""
        self.before: dict[str, Record] = {}
        """What was replaced."""
        self._records = records

    def count(self) -> int:
        return len(self.numbers)

    def get(self, number: str) -> Record:
        found = self.changed.get(number) or self._records.get(number)
        if found is None:
            raise no_such_record(number)
        return found

    def add(self, record: Record) -> Record:
        return self.put_new(record.changed(revision=1))

    def enter(self, drafts: Sequence[Draft], figures: Mapping[str, Figures]) -> list[str]:  # noqa: ARG002 - counted anew
        return [self.add(draft.record()).number for draft in drafts]

    def put_new(self, record: Record) -> Record:
        """Store a new record with the revision that it has."""
        month = month_of(record.reported_at)
        places = [place_of(number) for number in self._records.keys() | self.changed.keys()]
        taken = [place.sequence for place in places if (place.month, place.kind) == (month, record.kind)]
        number = record.number or make_number(record.kind, month, first_free(taken))
        if number in self._records or number in self.changed:
            raise NotAllowed(t("The number {number} is taken.", number=number))
        self.changed[number] = record.changed(number=number)
        self.numbers.append(number)
        if record.number:
            self.kept.add(number)
        return self.changed[number]

    def repeats(self, draft: Draft, number: str) -> bool:
        return draft.repeats(encoded(self.get(number), 1))

    def replace(self, record: Record) -> Record:
        if self.get(record.number).revision != record.revision:
            raise _changed_meanwhile(record.number)
        if record.number not in self.changed:
            self.before[record.number] = self._records[record.number]
        self.changed[record.number] = replace(record, revision=record.revision + 1)
        return self.changed[record.number]

    def source_keys(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        wanted = list(keys)
        unchanged = {number: record for number, record in self._records.items() if number not in self.before}
        ours, theirs = _keys_in(self.changed, kind, wanted), _keys_in(unchanged, kind, wanted)
        if any(key not in ours and number in self.numbers for key, number in theirs.items()):
            raise registered_meanwhile()
        return theirs | ours

    def former_keys(self, kind: str, keys: Iterable[str]) -> dict[str, list[str]]:
        wanted = list(keys)
        unchanged = {number: record for number, record in self._records.items() if number not in self.before}
        theirs = _former_keys_in(unchanged, kind, wanted)
        if any(number in self.numbers for numbers in theirs.values() for number in numbers):
            raise registered_meanwhile()
        return _former_keys_in({**unchanged, **self.changed}, kind, wanted)


def _former_keys_in(records: Mapping[str, Record], kind: str, keys: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    wanted = set(keys)
    for number in sorted(number for number, record in records.items() if record.kind == kind):
        for key in wanted.intersection(keys_of(records[number])[1]):
            found.setdefault(key, []).append(number)
    return found


def _changed_meanwhile(number: str) -> NotAllowed:
    return NotAllowed(t("{number} was changed by somebody else meanwhile.", number=number))


def _hash(entries: list[Entry]) -> str:
    return sha256(repr(entries).encode("utf-8", "replace")).hexdigest()


def _keys_in(records: Mapping[str, Record], kind: str, keys: Iterable[str]) -> dict[str, str]:
    wanted = set(keys)
    return {
        key: number
        for number, record in records.items()
        if record.kind == kind and record.source_key and (key := slot_of(record.source_key)) in wanted
        if status_of(record) != "void"
    }


def _belongs(record: Record, month: str, kind: str) -> bool:
    return place_of(record.number).month == month and kind in {"", record.kind}


def _by_number(number: str) -> tuple[str, int]:
    prefix, _, sequence = number.partition("-")
    return prefix, int(sequence)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for entry in value.values():
            yield from _texts(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _texts(entry)
    else:
        yield str(value)
