"""What is or cannot be that which a row says that was rejected before: the journal tells who entered it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from jingwu.records.actions import ROW_ID
from jingwu.records.record import Event, Record
from jingwu.rules.row_ids import FINGERPRINT, carried, parts_of
from jingwu.rules.status import effective_events, is_taken_back
from jingwu.store.ledger import Entry, Ledger

_NOTED = "rejected"
_MOST_NOTED = 10_000
_NUMBER, _NEW = b'"number":"', b'","before":null'
_KEY, _EVENT = f'"source_key":"{FINGERPRINT}'.encode(), f'"{ROW_ID.name}":"'.encode()


def noted(ids: Sequence[str]) -> Mapping[str, Any]:
    """What the journal keeps of the rows that a batch rejects: the first ids, by how they begin."""
    rows: dict[str, list[int]] = {}
    for id_ in ids[:_MOST_NOTED]:
        origin, row = parts_of(id_)
        rows.setdefault(origin, []).append(row)
    return {_NOTED: rows} if rows else {}


class Makers:
    """Which batch made a record or did something to it, and which rows each rejected."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._batch_of: dict[str, int] = {}
        self._done: dict[str, list[tuple[int, int, int]]] = {}
        """Of each record what imports did to it: the batch, its first event, and the first one after these."""
        self._refusals: dict[str, set[tuple[int, int]]] = {}
        """Of the rows of a file those that were rejected: batch and row."""
        self._came_from: dict[str, list[str]] = {}
        """Of the ids of such rows the records that came from them, or to which something was done by them."""

    def look_up(self, numbers: Collection[str]) -> None:
        """Ask the journal for the batches of these records: once, as it reads all of it."""
        if not numbers:
            return
        for entry in self._ledger.recent(0, lambda line: _is_new(line, numbers)):
            if entry.number in numbers and entry.before is None:
                self._batch_of[entry.number] = entry.transaction

    def look_up_done(self, numbers: Collection[str], ids: Iterable[str]) -> None:
        """As `look_up`, for what was done to these records, and for rows with these ids."""
        self._done.clear()
        if not numbers:
            return
        self.look_up_ids(ids)
        for entry in self._ledger.recent(0, lambda line: _is_of(line, numbers)):
            if entry.number in numbers and entry.command == "import":
                first, end = (len((document or {}).get("events", ())) for document in (entry.before, entry.after))
                self._done.setdefault(entry.number, []).append((entry.transaction, first, end))

    def rejected(self, number: str, id_: str) -> bool:
        """Whether a record was made by a batch that rejected the row with this id: it is not this row's."""
        batch = self._batch_of.get(number)
        return batch is not None and self._has_rejected(batch, id_)

    def rejected_done(self, number: str, place: int, id_: str) -> bool:
        """As `rejected`, for what was done to a record: `place` is that of its event."""
        batches = (batch for batch, first, end in self._done.get(number, ()) if first <= place < end)
        return any(self._has_rejected(batch, id_) for batch in batches)

    def look_up_ids(self, ids: Iterable[str]) -> None:
        """Ask the journal for rows with these ids, unless that was asked for their files."""
        wanted = {parts_of(id_)[0] for id_ in ids} - self._refusals.keys()
        self._refusals |= {origin: set() for origin in wanted}
        mark = f'"{_NOTED}":{{'.encode()
        for entry in self._ledger.recent(0, lambda line: mark in line or _names(line, wanted)) if wanted else ():
            for origin, rows in entry.details.get(_NOTED, {}).items():
                if origin in wanted:
                    self._refusals[origin].update((entry.transaction, row) for row in rows)
            for id_ in _ids_in(entry):
                if parts_of(id_)[0] in wanted:
                    self.came_from(id_, entry.number)

    def came_from(self, id_: str, number: str) -> None:
        """Note that a record came from the row with an id, or that something was done to it by that row."""
        numbers = self._came_from.setdefault(id_, [])
        if number not in numbers:
            numbers.append(number)

    def has_come(self, id_: str) -> bool:
        """Whether a row with this id ever came in."""
        return id_ in self._came_from

    def record_of(self, id_: str, get: Callable[[str], Record]) -> str:
        """The record that came from the row with this id, if that was not undone; '' where there is none."""
        records = map(get, self._came_from.get(id_, ()))
        theirs = (record for record in records if carried(record.source_key) == id_ and not is_taken_back(record))
        return next((record.number for record in theirs), "")

    def done_by(self, id_: str, get: Callable[[str], Record]) -> tuple[Record, Event] | None:
        """What the row with this id did to a record, and was not taken back."""
        for record in map(get, self._came_from.get(id_, ())):
            for event in effective_events(record) if not is_taken_back(record) else ():
                if event.fields.get(ROW_ID.name) == id_:
                    return record, event
        return None

    def _has_rejected(self, batch: int, id_: str) -> bool:
        origin, row = parts_of(id_)
        return (batch, row) in self._refusals[origin]


def _names(line: bytes, origins: Collection[str]) -> bool:
    """Whether a line of the journal has a new record, or an event, with an id that begins so."""
    if (start := line.find(_KEY)) >= 0 and line.find(_NEW) >= 0:
        key = line[start + len(_KEY) : line.find(b'"', start + len(_KEY))]
        if (slash := key.find(b"/") + 1) and parts_of(key[slash:].decode())[0] in origins:
            return True
    return _EVENT in line and any(f'"{ROW_ID.name}":"{origin}-'.encode() in line for origin in origins)


def _ids_in(entry: Entry) -> Iterator[str]:
    """The ids that a record carries, as an entry has it: its own where it is new, and those of its events."""
    if entry.before is None and (id_ := carried(entry.after.get("source_key"))):
        yield id_
    yield from (event[ROW_ID.name] for event in entry.after.get("events", ()) if ROW_ID.name in event)


def _is_new(line: bytes, numbers: Collection[str]) -> bool:
    """Whether a line of the journal says that one of these records is new."""
    return _is_of(line, numbers) and line.find(_NEW) >= 0


def _is_of(line: bytes, numbers: Collection[str]) -> bool:
    """Whether a line of the journal is of one of these records."""
    start = line.find(_NUMBER) + len(_NUMBER)
    return line[start : line.find(b'"', start)].decode() in numbers
