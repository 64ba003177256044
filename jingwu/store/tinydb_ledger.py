"""The ledger as a folder of JSON files through TinyDB. The only module that imports tinydb."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jingwu.settings import Settings
from jingwu.store.documents import find_document, record_of
from jingwu.store.files import access_for
from jingwu.store.index_files import key_of
from jingwu.store.journal_lines import START, Header
from jingwu.store.reading import Reading

if TYPE_CHECKING:  # loaded when they are needed: start-up is the product
    from jingwu.records.codec import Document
    from jingwu.records.record import Record
    from jingwu.rules.cards import Card
    from jingwu.rules.counting import Figures
    from jingwu.store.ledger import Entry
    from jingwu.store.shelf import Holding, Rows
    from jingwu.store.snapshot import Snapshot
    from jingwu.store.spool import Spool
    from jingwu.store.transaction import FolderTransaction
    from jingwu.store.volume import Volume


class TinyDBLedger:
    """The contract of `store.ledger.Ledger`, kept in a folder; see the package for what is in it."""

    def __init__(self, folder: Path, settings: Settings, command: str = "") -> None:
        """The ledger in `folder`; `command` is named to those who wait while this process holds the lock."""
        self.settings = settings
        self.folder = folder.resolve()
        self._reading = Reading(
            self.folder, settings, access_for(self.folder, group=settings.group), command, tables=VolumeTables
        )
        self.warnings: list[str] = self._reading.warnings

    def get(self, number: str) -> "Record":
        with self.reading():
            return record_of(number, find_document(self._reading.shelf, number))

    def months(self) -> list[str]:
        with self.reading():
            return self._reading.months()

    def read_month(self, month: str, kind: str = "") -> "Iterator[Record]":
        with self.reading():
            shelf = self._reading.shelf
            if month not in shelf.months():
                return
            for name in [kind] if kind else shelf.volume(month).kinds():
                for document in shelf.tables(month).read(name):
                    yield record_of(document["number"], document)

    def read_matching(self, text: str) -> "Iterator[Record]":
        from jingwu.store.shelf import Holding

        with self.reading():
            shelf = self._reading.shelf
            matches = Holding.of(text)
            for month in reversed(shelf.months()):
                for kind in shelf.volume(month).kinds():
                    for document in shelf.tables(month).search(kind, matches):
                        yield record_of(document["number"], document)

    def live_cards(self) -> "list[Card]":
        return self._reading.ask(lambda index: index.live_cards())

    def figures(self, month: str) -> "Figures":
        return self._reading.ask(lambda index: index.figures(month))

    def changed_months(self, months: Iterable[str], since: int) -> list[str]:
        wanted = list(months)
        return self._reading.ask(lambda index: index.changed_months(wanted, since))

    def frozen(self) -> dict[str, int]:
        with self.reading():
            return dict(sorted(self._reading.sheets.sequences.items()))

    def sheet(self, month: str) -> Mapping[str, Any] | None:
        with self.reading():
            return self._reading.sheets.read(month)

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
        from jingwu.store.transaction import FolderTransaction

        with self._reading.alone():
            FolderTransaction(self._reading, Header(at, by, command, details)).commit_sheet(month, make())

    def source_keys(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        lines = {key_of(kind, key): key for key in keys}
        found = self._reading.ask(lambda index: index.numbers_of(lines))
        return {lines[line]: number for line, number in found.items()}

    def history(self, number: str = "", transaction: int = 0) -> "Iterator[Entry]":
        with self.reading():
            entries = self._reading.journal.entries(START, self._reading.tip, number, transaction)
            yield from (entry for entry in entries if entry.sequence)  # 0 is init

    def recent(self, since: int, matches: Callable[[bytes], bool]) -> "list[Entry]":
        with self.reading():
            return self._reading.journal.recent(self._reading.tip, since, matches)

    def last_transaction(self, by: str) -> "Iterator[Entry]":
        with self.reading():
            yield from self._reading.journal.last_transaction(self._reading.tip, by)

    def head(self) -> str:
        with self.reading():
            return self._reading.tip.hash

    def holds(self, head: str) -> bool:
        with self.reading():
            return self._reading.journal.holds(head, self._reading.tip)

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._reading.shared():
            yield

    def said(self) -> "Said":
        """What the journal says of the files, while they are read."""
        shelf = self._reading.shelf
        volumes = {month: shelf.known(month) for month in shelf.months()}
        return Said(self._reading.tip.sequence, volumes, self._reading.sheets.settled())

    @contextmanager
    def snapshot(self) -> "Iterator[Snapshot]":
        """The files as they are now, however damaged, for a long look that nobody has to wait for. LedgerBusy."""
        from jingwu.store.snapshot import Snapshot

        with self.holding():
            snapshot = Snapshot(self.folder)
        with snapshot:
            yield snapshot

    def holding(self, *, alone: bool = False) -> AbstractContextManager[None]:
        """Hold the lock, as a reader or as the only one, without a look at any file, however damaged. LedgerBusy."""
        return self._reading.holding(alone=alone)

    @contextmanager
    def begin(
        self, command: str, *, by: str, at: datetime, details: Mapping[str, Any] | None = None
    ) -> "Iterator[FolderTransaction]":
        from jingwu.store.transaction import FolderTransaction

        header = Header(at, by, command, details or {})
        with (
            self._reading.alone(),
            _no_garbage_collection(),
            closing(FolderTransaction(self._reading, header)) as transaction,
        ):
            yield transaction
            transaction.commit()

    @contextmanager
    def prepare(
        self, command: str, *, by: str, at: datetime, details: Mapping[str, Any] | None = None
    ) -> "Iterator[FolderTransaction]":
        from jingwu.store.transaction import FolderTransaction

        with self._reading.alone():  # a folder that cannot be written to is said before the work, not after it
            transaction = FolderTransaction(self._reading, Header(at, by, command, details or {}))
        with _no_garbage_collection(), closing(transaction):
            yield transaction
            with self._reading.alone():
                transaction.settle()
                transaction.commit()

    def spool(self) -> "Spool":
        from jingwu.store.spool import Spool

        return Spool(self.folder)

    def log(self, command: str, *, by: str, at: datetime, details: Mapping[str, Any]) -> None:
        from jingwu.store.transaction import FolderTransaction

        with self._reading.alone():
            FolderTransaction(self._reading, Header(at, by, command, details)).commit_note()


class Said(NamedTuple):
    """What the journal says."""

    sequence: int
    """Its last change."""
    volumes: dict[str, set[int]]
    """Month to the changes with which its volume may end."""
    sheets: dict[str, int]
    """Month to the entry that froze its sheet."""


class VolumeTables:
    """A volume's tables, which are TinyDB's: a table a kind, a record's sequence its id."""

    def __init__(self, volume: "Volume") -> None:
        from tinydb import TinyDB

        self._database = TinyDB(storage=lambda: volume)

    def get(self, kind: str, sequence: int) -> "Document | None":
        found = self._database.table(kind).get(doc_id=sequence)
        return dict(found) if isinstance(found, dict) else None

    def put(self, rows: "Rows") -> None:
        from tinydb.table import Document as Row

        from jingwu.store.volume import ENCODED

        for kind, texts in rows.items():
            table = self._database.table(kind)
            if len(table):
                table.remove(doc_ids=list(texts))
            table.insert_multiple(Row({ENCODED: text}, sequence) for sequence, text in texts.items())

    def read(self, kind: str) -> "Iterator[Document]":
        yield from sorted(self._database.table(kind), key=lambda row: row.doc_id)

    def search(self, kind: str, matches: "Holding") -> "list[Document]":
        return list(self._database.table(kind).search(matches))


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """An import makes a million objects and no garbage: looking for it would double the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
