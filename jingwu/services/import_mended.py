"""What cannot be that which a row says that was rejected before: the journal tells who entered it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from jingwu.rules.row_ids import parts_of
from jingwu.store.ledger import Entry, Ledger

_NOTED = "rejected"
_MOST_NOTED = 10_000
_NUMBER, _NEW = b'"number":"', b'","before":null'


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

    def look_up(self, numbers: Collection[str]) -> None:
        """Ask the journal for the batches of these records: once for many, as it reads all of it."""
        if not numbers:
            return
        for entry in self._ledger.recent(0, lambda line: _is_new(line, numbers)):
            if entry.number in numbers and entry.before is None:
                self._batch_of[entry.number] = entry.transaction

    def look_up_done(self, numbers: Collection[str]) -> None:
        """Ask the journal for what was done to these records; once for many."""
        self._done.clear()
        if not numbers:
            return
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

    def _has_rejected(self, batch: int, id_: str) -> bool:
        origin, row = parts_of(id_)
        if origin not in self._refusals:
            mark = f'"{_NOTED}":{{'.encode()
            found = self._ledger.recent(0, lambda line: mark in line and f'"{origin}":['.encode() in line)
            self._refusals[origin] = {(entry.transaction, row) for entry in found for row in _rows_in(entry, origin)}
        return (batch, row) in self._refusals[origin]


def _is_new(line: bytes, numbers: Collection[str]) -> bool:
    """Whether a line of the journal says that one of these records is new."""
    return _is_of(line, numbers) and line.find(_NEW) >= 0


def _is_of(line: bytes, numbers: Collection[str]) -> bool:
    """Whether a line of the journal is of one of these records."""
    start = line.find(_NUMBER) + len(_NUMBER)
    return line[start : line.find(b'"', start)].decode() in numbers


def _rows_in(entry: Entry, origin: str) -> list[int]:
    rows: list[int] = entry.details.get(_NOTED, {}).get(origin, [])
    return rows
