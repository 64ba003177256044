"""The records that a command changed, for taking it back: an import has hundreds of thousands of them."""

from array import array

from jingwu.records.codec import Document
from jingwu.store.encoding import decode, encode
from jingwu.store.ledger import Entry
from jingwu.store.roll import Roll
from jingwu.store.spool import Spool


class Batch:
    """What each record was before the command, and the revision that the command left it with."""

    def __init__(self, spool: Spool) -> None:
        """`spool` is closed by who made it."""
        self.transaction = 0
        self.command = ""
        self.roll = Roll()
        """The numbers of the records."""
        self._spool = spool
        self._revisions = array("Q")
        self._starts = array("Q")
        self._lengths = array("I")
        """Of the JSON before; 0 where the command registered the record."""

    def take(self, entry: Entry) -> None:
        """Take an entry: where a command changed one record twice, its first state before and its last after count."""
        self.transaction, self.command = entry.transaction, entry.command
        place = self.roll.note(entry.number)
        if place < len(self._revisions):
            self._revisions[place] = entry.after["revision"]
            return
        before = b"" if entry.before is None else encode(entry.before)
        self._revisions.append(entry.after["revision"])
        self._starts.append(self._spool.append(before))
        self._lengths.append(len(before))

    def revision(self, place: int) -> int:
        """The revision that the command left a record with."""
        return self._revisions[place]

    def before(self, place: int) -> Document | None:
        """What a record was before; None when the command registered it."""
        text = self._spool.read(self._starts[place], self._lengths[place])
        before: Document | None = decode(text) if text else None
        return before
