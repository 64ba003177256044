"""Everything that can be wrong with a ledger's folder, found without changing anything.

`check` collects findings from one function a concern; each reads the files itself, so that what the ledger's own
reading would forgive or mend is seen.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_ISDIR, S_ISLNK
from typing import NamedTuple

from jingwu.errors import JingwuError, LedgerDamaged
from jingwu.language import t
from jingwu.records import KINDS
from jingwu.records.record import Record
from jingwu.rules.limits import limits_for
from jingwu.rules.numbering import APART, make_number, place_of
from jingwu.settings import FILE_NAME
from jingwu.store import quarantine
from jingwu.store.check_sheets import compare_sheets, late
from jingwu.store.damage import NewerFormat, damaged
from jingwu.store.delta import Delta
from jingwu.store.disks import network_system
from jingwu.store.documents import record_of
from jingwu.store.encoding import decode, encode
from jingwu.store.files import TEMPORARY, access_for
from jingwu.store.head import read_head, stamp_of
from jingwu.store.index import Index
from jingwu.store.index_files import Stale
from jingwu.store.journal_lines import START, Tip, month_in
from jingwu.store.ledger import Entry, Ledger
from jingwu.store.shelf import FOLDER, is_volume
from jingwu.store.snapshot import JournalThen, Snapshot
from jingwu.store.station import NAME as STATION
from jingwu.store.station import is_kept_wrong
from jingwu.store.tinydb_ledger import TinyDBLedger
from jingwu.store.volume import Volume, parse_volume, text_of

ERROR = "error"
WARNING = "warning"


class Finding(NamedTuple):
    """One thing that is wrong."""

    file: str
    """Relative to the ledger's folder, where it is in it."""
    record: str
    """The number, if it is about a record."""
    message: str
    severity: str = ERROR
    is_newer: bool = False
    """Whether it is that a newer jingwu wrote the file: nothing is wrong with it, and this one must not touch it."""


def check(ledger: Ledger) -> list[Finding]:
    """All that is wrong with a ledger; the worst first. A ledger in memory has no files that could be wrong."""
    if not isinstance(ledger, TinyDBLedger):
        return []
    with ledger.snapshot() as snapshot:
        findings = list(Check(ledger, snapshot).run())
    return sorted(findings, key=lambda finding: finding.severity != ERROR)


class Check:
    """The state that the concerns share, and what a repair has to know afterwards."""

    def __init__(self, ledger: TinyDBLedger, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.folder = ledger.folder
        self.settings = ledger.settings
        self.access = access_for(self.folder, group=self.settings.group)
        self.journal = JournalThen(snapshot, self.access)
        self.wrong: set[str] = set()
        """Months whose volume is not what the journal says."""
        self.newer: NewerFormat | None = None
        self.is_journal_whole = True
        self.is_index_wrong = False
        self._texts: dict[str, int] = {}
        """Number to a hash of the record's JSON in its volume."""
        self._sequences: dict[str, int] = {}
        """Month to the last change that its volume holds."""
        self._unread: set[str] = set()
        """Months of which one finding has said it all: what follows from it is not said."""
        self._bad: set[str] = set()
        """The same of records."""
        self.froze: list[Entry] = []
        """All entries of the journal that froze or thawed a month."""
        self.wrong_sheets: set[str] = set()
        """Months whose frozen sheet is not what the journal says."""
        self._links: dict[str, set[str]] = {}
        self._delta = Delta(limits_for(self.settings))

    def run(self) -> Iterator[Finding]:
        """All findings."""
        for path in filter(is_volume, self._snapshot.files(FOLDER)):
            yield from self._volume(path)
        yield from self._journal()
        yield from self._dead_links()
        yield from self._index()
        for path, _ in self.open_to_others():
            yield self._finding(path, t("Others can read or change it."), severity=WARNING)
        yield from self._surroundings()

    def open_to_others(self) -> Iterator[tuple[Path, int]]:
        """Files and folders with rights that they should not have, and the mode that they should have."""
        for path, status in self._snapshot.stats.items():
            if S_ISLNK(status.st_mode) or path.name == FILE_NAME:
                continue
            allowed = self.access.folder_mode if S_ISDIR(status.st_mode) else self.access.file_mode
            if status.st_mode & 0o777 & ~allowed:
                yield path, allowed

    def _volume(self, path: Path) -> Iterator[Finding]:
        month = path.stem
        try:
            volume = parse_volume(self._snapshot.read(path), path)
        except (LedgerDamaged, OSError) as error:
            self.wrong.add(month)
            self._unread.add(month)
            yield self._failed(path, error)
            return
        self._sequences[month] = volume.sequence
        for kind, table in volume.read().items():
            if kind not in KINDS:
                self.wrong.add(month)
                yield self._finding(path, t("There is no kind of record '{kind}'.", kind=kind))
                continue
            for key, document in table.items():
                for message in self._wrong_record(volume, kind, int(key), text_of(document)):
                    number = make_number(kind, month, int(key))
                    self.wrong.add(month)
                    self._bad.add(number)
                    yield self._finding(path, message, number)

    def _wrong_record(self, volume: Volume, kind: str, sequence: int, text: bytes) -> Iterator[str]:
        number = make_number(kind, volume.month, sequence)
        self._texts[number] = hash(text)
        try:
            record = record_of(number, decode(text))
        except (LedgerDamaged, ValueError) as error:
            yield str(error)
            return
        if record.number != number:
            yield t("The record calls itself {number}.", number=record.number)
        elif volume.last.get(kind, 0) < sequence < APART:
            yield t("Its number could be given out again.")
        self._links[number] = set(_linked(record))
        self._delta.change(None, record)

    def _dead_links(self) -> Iterator[Finding]:
        for number, linked in self._links.items():
            # A set less the keys of a dict would go through all keys, for each record anew.
            for target in sorted(target for target in linked if target not in self._texts):
                if _month_of(target) not in self._unread:
                    message = t("It is linked to {target}, which does not exist.", target=target)
                    yield self._finding(self._path(month_in(number)), message, number, WARNING)

    def _journal(self) -> Iterator[Finding]:
        try:
            survey = self.journal.survey(START)
            if not survey.tip.size:
                raise damaged(t("{file} is empty.", file=self.journal.folder))
            head = read_head(self.folder, self._snapshot.read)
            if head is not None and head.tip.sequence > survey.tip.sequence:
                path = self.journal.folder / head.tip.file
                raise damaged(t("{file} has lost changes that were stored.", file=path))
            if self._sequences and max(self._sequences.values()) > survey.tip.sequence:
                path = self._path(max(self._sequences, key=lambda month: self._sequences[month]))
                raise damaged(t("{file} holds changes that the journal lacks.", file=path))
            said, months = self._read_journal(survey.tip)
        except JingwuError as error:
            self.is_journal_whole = False
            files = [path for path in self.journal.folder.glob("*") if str(path) in str(error)]
            yield self._failed(files[0] if files else self.journal.folder, error)
            return
        if survey.torn is not None:
            message = t("A command was cut off before it had stored this last change; the next one sets it aside.")
            yield self._finding(self.journal.folder / survey.torn.file, message, severity=WARNING)
        if head is None or not self.journal.is_anchored(head.tip):
            since = survey.before_last.sequence
            yield from self._times(months, survey.sequences, since)
        else:
            since = head.tip.sequence
            yield from self._times(months, head.volumes, since)
        yield from self._sheets(since)
        for number in sorted((said.keys() | self._texts.keys()) - self._bad):
            if (month := month_in(number)) in self._unread or said.get(number) == self._texts.get(number):
                continue
            self.wrong.add(month)
            if number not in self._texts:
                message = t("The journal has this record, but no volume does.")
            else:
                message = t("The volume and the journal do not say the same.")
            yield self._finding(self._path(month), message, number)

    def _read_journal(self, tip: Tip) -> tuple[dict[str, int], dict[str, list[int]]]:
        """Number to a hash of the last JSON that the record's volume should hold; month to all its changes."""
        said: dict[str, int] = {}
        months: dict[str, list[int]] = {}
        for entry in self.journal.entries(START, tip):
            if entry.sheet:
                self.froze.append(entry)
            elif entry.number:
                month = month_in(entry.number)
                months.setdefault(month, []).append(entry.sequence)
                if entry.sequence <= self._sequences.get(month, 0):
                    said[entry.number] = hash(encode(entry.after))
        return said, months

    def _sheets(self, since: int) -> Iterator[Finding]:
        for found in compare_sheets(self._snapshot, self.froze, since):
            if not found.is_late:
                self.wrong_sheets.add(found.month)
            if found.newer is not None:
                yield self._failed(found.path, found.newer)
            else:
                yield self._finding(found.path, found.message, severity=WARNING if found.is_late else ERROR)

    def _times(self, months: dict[str, list[int]], expected: Mapping[str, int], since: int) -> Iterator[Finding]:
        """Volumes that are not of the journal's time. One that a crash kept a change from is put right when read."""
        for month in sorted((months.keys() | self._sequences.keys()) - self._unread):
            path = self._path(month)
            changes = months.get(month, [])
            has = self._sequences.get(month, 0)
            if changes and has == changes[-1]:
                continue
            self._unread.add(month)
            if changes and has in {expected.get(month, 0), *(change for change in changes if change > since)}:
                yield self._finding(path, late(), severity=WARNING)
                continue
            self.wrong.add(month)
            if month in self._sequences:
                yield self._finding(path, t("{file} and the journal are not of the same time.", file=path))
            else:
                yield self._finding(path, t("{file} is missing.", file=path))

    def _index(self) -> Iterator[Finding]:
        """The index against one made anew. What is not there, or not of this state, is made when it is needed."""
        head = read_head(self.folder, self._snapshot.read)
        if head is None or head.stamp != stamp_of(self.settings) or head.tip[:2] != self.journal.end():
            return
        if self._unread or self._bad:
            return
        stored = Index(self.folder, self.access, dict(head.files), head.tip.sequence, self._snapshot.read)
        made = Index(self.folder, self.access, {}, head.tip.sequence)
        made.apply(self._delta, head.tip.sequence)
        for name in sorted(stored.names() | made.names()):
            try:
                is_same = stored.content(name) == made.content(name)
                message = t("The index does not say what the records say.")
            except Stale:
                is_same, message = False, t("A file of the index is spoilt.")
            if not is_same:
                yield self._wrong_index(name, message)
        if is_kept_wrong(self.folder, self._snapshot.read):
            yield self._wrong_index(STATION, t("The index does not say what {file} says.", file=FILE_NAME))

    def _wrong_index(self, name: str, message: str) -> Finding:
        self.is_index_wrong = True
        return self._finding(self.folder / "index" / name, message)

    def _surroundings(self) -> Iterator[Finding]:
        if name := network_system(self.folder):
            message = t("The ledger lies on a network disk ({name}); its lock and its syncs are not sure.", name=name)
            yield Finding("", "", message, WARNING)
        for path in self._snapshot.stats:
            if path.name.endswith(TEMPORARY):
                message = t("A crash left this behind; the next change writes over it.")
                yield self._finding(path, message, severity=WARNING)
        if count := sum(1 for _ in self._snapshot.files(quarantine.FOLDER)):
            message = t("{count} thing(s) that were taken out are kept here.", count=count)
            yield self._finding(self.folder / quarantine.FOLDER, message, severity=WARNING)

    def _failed(self, path: Path, error: Exception) -> Finding:
        """The finding of a file that cannot be read."""
        if isinstance(error, NewerFormat):
            self.newer = error
        return self._finding(path, str(error))._replace(is_newer=isinstance(error, NewerFormat))

    def _path(self, month: str) -> Path:
        return self.folder / FOLDER / f"{month}.json"

    def _finding(self, path: Path, message: str, record: str = "", severity: str = ERROR) -> Finding:
        """A finding whose message does not say again which file it is about: a terminal's line is short."""
        name = str(path.relative_to(self.folder)) if path.is_relative_to(self.folder) else str(path)
        told = message.replace(f"{self.folder}/", "")
        return Finding(name, record, told.removeprefix(name).lstrip(" ,，:：") or told, severity)


def _linked(record: Record) -> Iterator[str]:
    """The numbers that a record is linked to, or was converted into."""
    for event in record.events:
        named = event.fields.get("number")
        yield from named if isinstance(named, tuple) else (named,) if isinstance(named, str) else ()


def _month_of(number: str) -> str:
    try:
        return place_of(number).month
    except ValueError:
        return ""
