"""Rows that wait for the end of an import: a few bytes of each are in memory."""

import pickle
from array import array
from typing import Any, NamedTuple

from jingwu.importers.action_rows import ActionRow
from jingwu.services.import_batch import Made
from jingwu.store.draft import Draft
from jingwu.store.spool import Spool


class Held(NamedTuple):
    """A row of an action that waits."""

    row: ActionRow
    number: int
    file: int
    name: str
    """The file's."""
    mended: bool
    """Whether it was rejected before."""
    id: str
    """The one that it had or would have as a rejected row."""
    is_told: bool
    """Whether the row itself tells the id."""


class HeldRecord(NamedTuple):
    """A row of a record that waits."""

    made: Made
    file: int
    name: str
    """The file's."""
    mended: bool
    """Whether it was rejected before."""
    id: str
    """The one that it had or would have as a rejected row."""


class _Waiting:
    """What waits, in the order in which it came."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._starts = array("Q", [0])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def put(self, data: object) -> None:
        """Take one more. StorageFailure."""
        text = pickle.dumps(data, pickle.HIGHEST_PROTOCOL)
        self._spool.append(text)
        self._starts.append(self._starts[-1] + len(text))

    def at(self, place: int) -> Any:
        """One of them."""
        start = self._starts[place]
        return pickle.loads(self._spool.read(start, self._starts[place + 1] - start))  # noqa: S301 - from `put`

    def close(self) -> None:
        """Give back what they wait in."""
        self._spool.close()


class HeldRows(_Waiting):
    """Rows of actions; `spool` is filled by nobody else, and closed by `close`."""

    def __init__(self, spool: Spool) -> None:
        super().__init__(spool)
        self._alike: dict[ActionRow, int] = {}
        """What rows have in common: all but the cells, and which record it is."""
        self._common: list[ActionRow] = []

    def __getitem__(self, place: int) -> Held:
        alike, number, source_key, cells, *rest = self.at(place)
        return Held(self._common[alike]._replace(cells=cells, number=number, source_key=source_key), *rest)

    def add(self, held: Held) -> None:
        """Take a row. StorageFailure."""
        row = held.row
        common = row._replace(cells=(), number="", source_key="")
        alike = self._alike.setdefault(common, len(self._common))
        if alike == len(self._common):
            self._common.append(common)
        self.put((alike, row.number, row.source_key, list(row.cells), *held[1:]))


class HeldRecords(_Waiting):
    """Rows of records; `spool` is filled by nobody else, and closed by `close`."""

    def __getitem__(self, place: int) -> HeldRecord:
        made, *rest = self.at(place)
        return HeldRecord(Made(made[0], Draft(*made[1]), *made[2:]), *rest)

    def add(self, held: HeldRecord) -> None:
        """Take a row. StorageFailure."""
        row, draft, *rest = held.made
        self.put(((row, tuple(draft), *rest), *held[1:]))
