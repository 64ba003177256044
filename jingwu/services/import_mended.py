"""What cannot be that which a row says that was rejected before: the journal tells who entered it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from jingwu.rules.row_ids import parts_of
from jingwu.store.ledger import Ledger

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

    def look_up(self, numbers: Collection[str], ids: Iterable[str]) -> None:
        """Ask the journal for the batches of these records, and of rows with these ids: once, as it reads all of it."""
        if not numbers:
            return
        self._look_up_refusals(ids)
        for entry in self._ledger.recent(0, lambda line: _is_new(line, numbers)):
            if entry.number in numbers and entry.before is None:
                self._batch_of[entry.number] = entry.transaction

    def look_up_done(self, numbers: Collection[str], ids: Iterable[str]) -> None:
        """As `look_up`, for what was done to these records."""
        self._done.clear()
        if not numbers:
            return
        self._look_up_refusals(ids)
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

    def _look_up_refusals(self, ids: Iterable[str]) -> None:
        wanted = {parts_of(id_)[0] for id_ in ids} - self._refusals.keys()
        self._refusals |= {origin: set() for origin in wanted}
        mark = f'"{_NOTED}":{{'.encode()
        for entry in self._ledger.recent(0, lambda line: mark in line) if wanted else ():
            for origin, rows in entry.details.get(_NOTED, {}).items():
                if origin in wanted:
                    self._refusals[origin].update((entry.transaction, row) for row in rows)

    def _has_rejected(self, batch: int, id_: str) -> bool:
        origin, row = parts_of(id_)
        return (batch, row) in self._refusals[origin]


def _is_new(line: bytes, numbers: Collection[str]) -> bool:
    """Whether a line of the journal says that one of these records is new."""
    return _is_of(line, numbers) and line.find(_NEW) >= 0


def _is_of(line: bytes, numbers: Collection[str]) -> bool:
    """Whether a line of the journal is of one of these records."""
    start = line.find(_NUMBER) + len(_NUMBER)
    return line[start : line.find(b'"', start)].decode() in numbers
