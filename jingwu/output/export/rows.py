"""What is exported: records, each with its masked document. Read twice, and never held in memory."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from jingwu.output.documents import mask_document
from jingwu.output.masks import Masks
from jingwu.records.codec import Document, to_document
from jingwu.records.record import Record
from jingwu.rules.status import status_of


class Exported(NamedTuple):
    """One record as it leaves the ledger."""

    kind: str
    status: str
    document: Document
    """Masked; without its revision, which is of the ledger it was in."""


class Rows:
    """The records to be exported, by month and kind."""

    def __init__(self, read: Callable[[], Iterator[Record]], masks: Masks, *, bom: bool = False) -> None:
        """`read` reads them from the start, each time the same; `bom` asks for a byte order mark in CSV."""
        self.masked = not masks.unmask
        """The records cannot be imported again."""
        self.bom = bom
        self.count = 0
        """How many there were when they were last read."""
        self._read = read
        self._masks = masks

    def __iter__(self) -> Iterator[Exported]:
        self.count = 0
        for record in self._read():
            self.count += 1
            document = to_document(record)
            del document["revision"]
            yield Exported(record.kind, status_of(record), mask_document(record.kind, document, self._masks))
