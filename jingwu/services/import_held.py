"""Rows of actions that wait for the end of an import: a few bytes of each are in memory."""

import pickle
from array import array
from typing import NamedTuple

from jingwu.importers.action_rows import ActionRow
from jingwu.store.spool import Spool


class Held(NamedTuple):
    """A row that waits."""

    row: ActionRow
    number: int
    file: int
    name: str
    """The file's."""


class HeldRows:
    """Rows in the order in which they came."""

    def __init__(self, spool: Spool) -> None:
        """`spool` is filled by nobody else; it is closed by `close`."""
        self._spool = spool
        self._starts = array("Q", [0])
        self._alike: dict[ActionRow, int] = {}
        """What rows have in common: all but the cells, and which record it is."""
        self._common: list[ActionRow] = []

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> Held:
        start = self._starts[place]
        data = pickle.loads(self._spool.read(start, self._starts[place + 1] - start))  # noqa: S301 - from `add`
        alike, number, source_key, cells, *rest = data
        return Held(self._common[alike]._replace(cells=cells, number=number, source_key=source_key), *rest)

    def add(self, held: Held) -> None:
        """Take a row. StorageFailure."""
        row = held.row
        common = row._replace(cells=(), number="", source_key="")
        alike = self._alike.setdefault(common, len(self._common))
        if alike == len(self._common):
            self._common.append(common)
        data = alike, row.number, row.source_key, list(row.cells), *held[1:]
        text = pickle.dumps(data, pickle.HIGHEST_PROTOCOL)
        self._spool.append(text)
        self._starts.append(self._starts[-1] + len(text))

    def close(self) -> None:
        """Give back what they wait in."""
        self._spool.close()
