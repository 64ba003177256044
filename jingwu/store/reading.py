"""One state of a ledger's folder, under the lock: what a crash left undone is redone in memory, then on the disk.

Opening asks the head of the index how much of the journal the volumes hold. Nearly always that is all of it. If not,
the entries that they lack are put in when a volume is read, and taken into the index: so a reader sees the state that
the journal says, also where it cannot write. Whoever can have the ledger alone afterwards writes it down.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jingwu.errors import LedgerDamaged, StorageFailure
from jingwu.language import t
from jingwu.settings import Settings
from jingwu.store.damage import name_backup
from jingwu.store.disks import refuse_network
from jingwu.store.documents import record_of
from jingwu.store.files import Access
from jingwu.store.head import VOLUMES, Head, Mark, mark_of, read_head, stamp_of
from jingwu.store.index import Index, make_folders
from jingwu.store.index_files import Stale
from jingwu.store.journal import Journal, Survey
from jingwu.store.journal_lines import START, Tip, month_in
from jingwu.store.lock import FolderLock
from jingwu.store.migrations import current_format
from jingwu.store.sheets import FOLDER as SHEETS
from jingwu.store.sheets import Sheets
from jingwu.store.station import keep_station

if TYPE_CHECKING:  # most of it is loaded when records are looked at or written: the index alone answers quickly
    from jingwu.store.delta import Delta
    from jingwu.store.ledger import Entry
    from jingwu.store.shelf import Shelf, Tables
    from jingwu.store.volume import Volume

Answer = TypeVar("Answer")


class Reading:
    """The parts of a ledger's folder, and the state in which they are seen while the lock is held."""

    tip: Tip
    index: Index

    def __init__(
        self, folder: Path, settings: Settings, access: Access, command: str, *, tables: "Callable[[Volume], Tables]"
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.access = access
        self.warnings: list[str] = []
        self.journal = Journal(folder, access)
        self.stamp = ""
        self.sequences: dict[str, int] = {}
        self._tables = tables
        self.sheets = Sheets(folder, access)
        self._shelf: Shelf | None = None
        self._pending: list[Entry] = []
        self._lock = FolderLock(folder, settings.lock_seconds, access, command)
        self._depth = 0
        self._is_alone = False
        self._torn: Tip | None = None
        self._is_saved = True
        self._is_current = False
        """What is in memory is of the state in which the folder was seen."""
        self._marks: dict[str, Mark] = {}
        self._older: list[str] = []
        """Months whose volume is of an older format."""
        self._seen: tuple[Head | None, tuple[str, int]] = (None, ("", 0))

    @property
    def shelf(self) -> "Shelf":
        """The volumes, in this state."""
        if self._shelf is None:
            from jingwu.store.shelf import Shelf

            self._shelf = Shelf(self.folder, self.access, self._tables)
            self._shelf.show(self.sequences, self._pending)
        return self._shelf

    def months(self) -> list[str]:
        """The months of all volumes, oldest first."""
        return self.shelf.months() if self._pending else sorted(self.sequences)

    @contextmanager
    def holding(self, *, alone: bool = False) -> Iterator[None]:
        """Hold the lock, as a reader or as the only one, and look at nothing. LedgerBusy."""
        if alone:
            self._lock.seize()
        else:
            self._lock.share()
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Hold the lock as a reader; what is read in it is of one state. May be nested. LedgerBusy, LedgerDamaged."""
        if self._depth:
            yield
            return
        self._lock.share()
        self._depth = 1
        try:
            self._load()
            yield
            if not self._is_saved:
                self._save_if_alone()
        except LedgerDamaged as error:
            name_backup(error, self.folder)
            raise
        finally:
            self._depth = 0
            self._lock.release()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock as the only one; what a crash left is mended first. LedgerBusy, StorageFailure."""
        if self._is_alone:
            raise RuntimeError("a transaction within a transaction")
        was_reading = self._depth > 0
        refuse_network(self.folder, allowed=self.settings.network)
        self._lock.seize()
        self._depth, self._is_alone = 1, True
        try:
            self._load()
            if not self._is_saved:
                self._save()
            yield
        except LedgerDamaged as error:
            name_backup(error, self.folder)
            raise
        finally:
            self._is_alone = False
            self._depth = int(was_reading)
            if was_reading:
                self._lock.share()
                self._load()
            else:
                self._lock.release()

    def ask(self, question: Callable[[Index], Answer]) -> Answer:
        """An answer of the index, which is made anew from the volumes if it is spoilt."""
        with self.shared():
            try:
                return question(self.index)
            except Stale:
                self.rebuild()
                return question(self.index)

    def delta(self) -> "Delta":
        """An empty sum of changes under the limits in force. BadInput when the settings' limits are wrong."""
        from jingwu.rules.limits import limits_for
        from jingwu.store.delta import Delta

        return Delta(limits_for(self.settings))

    def rebuild(self) -> None:
        """Make the index anew from all volumes, in memory."""
        delta = self.delta()
        self._older.clear()
        for month in self.shelf.months():
            volume = self.shelf.volume(month)
            if volume.format != current_format():
                self._older.append(month)
            for kind in volume.kinds():
                for document in self.shelf.tables(month).read(kind):
                    delta.change(None, record_of(document["number"], document))
        self.index = Index(self.folder, self.access, {}, self.tip.sequence)
        self.index.apply(delta, self.tip.sequence)
        self._is_saved = False

    def note_moved(self, path: Path) -> None:
        """A volume or a sheet was put in its place, or taken away."""
        self._marks.pop(path.relative_to(self.folder).as_posix(), None)

    def save_index(self) -> None:
        """Write down what was changed in the index, and of which state it is. StorageFailure."""
        names = [_file_name(VOLUMES, month) for month in self.sequences]
        names += [_file_name(SHEETS, month) for month in self.sheets.sequences]
        marks = {name: self._marks.get(name) or mark_of(self.folder, name) for name in names}
        self._marks = {name: mark for name, mark in marks.items() if mark is not None}
        keep_station(self.folder, self.access)
        self.index.save(Head(self.tip, self.stamp, self.sequences, self.sheets.sequences, self._marks, {}))

    def _load(self) -> None:
        self.stamp = stamp_of(self.settings)
        head = read_head(self.folder)
        seen = (head, self.journal.end())
        if self._is_current and self._is_saved and seen == self._seen:
            return
        self._seen = seen
        self._is_current = False
        if head is not None and head.tip.size and not self.journal.is_anchored(head.tip):
            head = None
        start = head.tip if head is not None else START
        self._torn = None
        self._is_saved = True
        if head is not None and self._seen[1] == (start.file, start.size):
            self._show(head, start, [])
        else:
            self._redo(head, self.journal.survey(start))
        self._marks = {}
        if head is not None:
            self._compare(head.marks)
        if head is None or head.stamp != self.stamp:
            self.rebuild()
        self._is_current = True

    def _compare(self, marks: dict[str, Mark]) -> None:
        """Read the files that are not those which were written: a copy is as good. LedgerDamaged when one is not."""
        pending = {
            _file_name(SHEETS, entry.sheet) if entry.sheet else _file_name(VOLUMES, month_in(entry.number))
            for entry in self._pending
        }
        for name, mark in marks.items():
            if mark_of(self.folder, name) == mark:
                self._marks[name] = mark
                continue
            if name in pending:
                continue
            folder, _, month = name.removesuffix(".json").partition("/")
            if folder == SHEETS:
                dict(self.sheets.read(month) or {})
            else:
                self.shelf.volume(month)
            self._is_saved = False

    def _show(self, head: Head | None, tip: Tip, pending: "list[Entry]") -> None:
        self.tip = tip
        if head is not None:
            self.sequences = dict(head.volumes)
            self.sheets.sequences = dict(head.sheets)
        self.index = Index(self.folder, self.access, dict(head.files) if head else {}, tip.sequence)
        self._show_volumes(pending)

    def _show_volumes(self, pending: "list[Entry]") -> None:
        self._pending = pending
        self.sheets.show(self.sheets.sequences, pending)
        if self._shelf is not None:
            self._shelf.show(self.sequences, pending)

    def _redo(self, head: Head | None, survey: Survey) -> None:
        """See the volumes and the index as the journal says that they are."""
        from jingwu.store.redo import refuse_shorter_journal, take_in

        since = head.tip if head is not None else survey.before_last
        if head is None:
            self.sequences = dict(survey.sequences)
            self.sheets.sequences = survey.sheets
        pending = list(self.journal.entries(since, survey.tip))
        self._show(head, survey.tip, pending)
        self._torn = survey.torn
        self._is_saved = False
        refuse_shorter_journal(self.folder, self.journal, self._seen[0], survey)
        if head is not None and head.stamp == self.stamp:
            try:
                self.index.apply(take_in(pending, self.delta()), survey.tip.sequence)
            except Stale:
                self.rebuild()

    def _save_if_alone(self) -> None:
        """Write down what was redone, if nobody else uses the ledger; if somebody does, the next one will."""
        if not self._lock.try_to_seize():
            return
        with suppress(StorageFailure):  # a full or read-only disk is no reason to refuse a question
            if self._seen == (read_head(self.folder), self.journal.end()):
                self._save()

    def _save(self) -> None:
        from jingwu.store.redo import keep_older, write_sheets, write_volumes

        if self._torn is not None:
            kept = self.journal.set_aside(self._torn)
            self.warnings.append(
                t("A change that was interrupted before it was stored has been set aside: {file}", file=kept)
            )
            self._torn = None
        if self._older:
            keep_older(self, self._older)
        write_volumes(self, {*self.shelf.pending_months(), *self._older})
        write_sheets(self)
        self._show_volumes([])
        make_folders(self.folder, self.access)
        self.save_index()
        self._older.clear()
        self._is_saved = True


def _file_name(folder: str, month: str) -> str:
    return f"{folder}/{month}.json"
