"""The contract of a ledger (台账): what services may ask of it. One test suite runs over every implementation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:  # a contract is read by the type checker; at start-up nothing of this is needed
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from jingwu.records.codec import Document
    from jingwu.records.record import Record
    from jingwu.rules.cards import Card
    from jingwu.rules.counting import Figures
    from jingwu.settings import Settings
    from jingwu.store.draft import Draft
    from jingwu.store.spool import Spool


class Entry(NamedTuple):
    """One change of one record, as the journal keeps it."""

    sequence: int
    """Position in the journal, from 1, over all its files."""
    transaction: int
    """The command that made it; all changes of a command share it. An import's is its batch number."""
    at: str
    """When it was written: 2026-11-22T09:30:05, by the machine's clock or by --now."""
    by: str
    command: str
    number: str
    before: Document | None
    """None for a registration."""
    after: Document
    details: Mapping[str, Any] = MappingProxyType({})
    """What the command adds: an import's file name and hash, an undo's `undoes`."""
    sheet: str = ""
    """The month whose sheet it froze, with the document in `after`, or thawed, where that is empty."""
    clock: str = ""
    """What the machine's clock said, where that was another time than `at`."""


class Transaction(Protocol):
    """Changes that become one commit when the `with` block ends, and nothing when it raises."""

    number: int
    """The transaction's number in the journal."""

    @property
    def numbers(self) -> list[str]:
        """The numbers of the records that were added, in their order."""
        ...

    def count(self) -> int:
        """How many records were added."""
        ...

    def get(self, number: str) -> Record:
        """The record with this full number, with this transaction's changes. NoSuchRecord."""
        ...

    def add(self, record: Record) -> Record:
        """Store a new record under the next number of its kind and month; the record with number and revision 1.

        One that has a number already (it comes from another ledger) keeps it. NotAllowed when a record has it here.
        """
        ...

    def enter(self, drafts: Sequence[Draft], figures: Mapping[str, Figures]) -> list[str]:
        """Store new records that were worked out before, with `draft_of`; their numbers. NotAllowed as in `add`.

        `figures` are what these drafts add to the figures of months, no more and no less.
        """
        ...

    def repeats(self, draft: Draft, number: str) -> bool:
        """Whether a draft says just what the record with this full number does, and nothing else was done with it.

        NoSuchRecord.
        """
        ...

    def replace(self, record: Record) -> Record:
        """Store a changed record; the record with its revision one higher.

        NotAllowed when the ledger's record has another revision: somebody changed it meanwhile.
        """
        ...

    def source_keys(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        """Of the other systems' keys, those that records of a kind already have, with the record's number.

        NotAllowed when somebody else has stored one of these meanwhile under the number of a new record.
        """
        ...

    def former_keys(self, kind: str, keys: Iterable[str]) -> dict[str, list[str]]:
        """Of the other systems' keys, those that records had: till a correction, or till they were made void by hand.

        With their numbers, in order. A record whose registration was undone is as if it had never been.
        """
        ...


class Ledger(Protocol):
    """Records, their journal, and what is derived from them."""

    settings: Settings
    warnings: list[str]
    """What the officer should be told besides the answer; it grows with what is done."""

    def reading(self) -> AbstractContextManager[None]:
        """All that is read in this block is of one state, whatever others write; they wait meanwhile. LedgerBusy."""
        ...

    def get(self, number: str) -> Record:
        """The record with this full number. NoSuchRecord."""
        ...

    def months(self) -> list[str]:
        """The months (2026-10) in which records are registered, oldest first."""
        ...

    def read_month(self, month: str, kind: str = "") -> Iterator[Record]:
        """The records registered in a month, of one kind or all, by kind and sequence; void ones too."""
        ...

    def read_matching(self, text: str) -> Iterator[Record]:
        """The records whose document holds this text anywhere, in any case of letters, newest month first."""
        ...

    def live_cards(self) -> list[Card]:
        """A card for each record that is not done or has a clock still to be met, by number."""
        ...

    def figures(self, month: str) -> Figures:
        """What the records that are done add to a month's figures, and all counts that no longer change with time.

        Of a year (2025): those of its months in one, as `total_of` adds them.
        """
        ...

    def changed_months(self, months: Iterable[str], since: int) -> list[str]:
        """Of the months, those whose figures an entry of the journal after `since` may have changed."""
        ...

    def frozen(self) -> dict[str, int]:
        """The months whose sheets are frozen, oldest first, with the entry of the journal that froze each."""
        ...

    def sheet(self, month: str) -> Mapping[str, Any] | None:
        """The document that was frozen for a month; None where none is."""
        ...

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
        """Fix what `make`, called while nobody else can write, returns as the document of a month's sheet.

        An empty one thaws the month. LedgerBusy; StorageFailure; what `make` raises; then nothing has changed.
        """
        ...

    def source_keys(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        """As Transaction.source_keys."""
        ...

    def history(self, number: str = "", transaction: int = 0) -> Iterator[Entry]:
        """The journal's entries, oldest first, of one record or all, of one transaction or all.

        Those that change no record have no number.
        """
        ...

    def recent(self, since: int, matches: Callable[[bytes], bool]) -> list[Entry]:
        """The entries after the one with the sequence `since`, oldest first.

        Those whose line of the journal does not match may be left out.
        """
        ...

    def last_transaction(self, by: str) -> Iterator[Entry]:
        """The entries of the newest command of `by` that changed records, oldest first."""
        ...

    def head(self) -> str:
        """The hash of the journal's last line: who has noted it can tell later whether the ledger still holds it."""
        ...

    def holds(self, head: str) -> bool:
        """Whether a line of the journal carries a hash that begins with `head`."""
        ...

    def begin(
        self, command: str, *, by: str, at: datetime, details: Mapping[str, Any] | None = None
    ) -> AbstractContextManager[Transaction]:
        """A transaction. LedgerBusy after the waiting limit; StorageFailure when the disk refuses."""
        ...

    def prepare(
        self, command: str, *, by: str, at: datetime, details: Mapping[str, Any] | None = None
    ) -> AbstractContextManager[Transaction]:
        """A transaction for much work: others may write until the `with` block ends, and then it is all stored.

        What `get`, `replace` and `source_keys` say is of the moment at which they are asked. When the block ends,
        NotAllowed if a record that was replaced has been changed meanwhile. New records whose source key another
        record has by then are left out, and numbers that are taken by then are replaced, also where events name them;
        NotAllowed if an event names a record that is left out. Only then are `Transaction.number` and `numbers` what
        they stay.
        """
        ...

    def spool(self) -> Spool:
        """Where bytes wait while a command runs, which nobody else can read; whoever asked for it closes it."""
        ...

    def log(self, command: str, *, by: str, at: datetime, details: Mapping[str, Any]) -> None:
        """Put a line in the journal that changes no record: an export with names shown, for example."""
        ...
