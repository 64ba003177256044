"""Everything that can be wrong with a ledger's folder, found without changing anything.

`check` collects findings from one function a concern; each reads the files itself, so that what the ledger's own
reading would forgive or mend is seen.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jingwu.errors import JingwuError, LedgerDamaged
from jingwu.language import t
from jingwu.records import KINDS
from jingwu.records.record import Record
from jingwu.rules.limits import limits_for
from jingwu.rules.numbering import make_number
from jingwu.settings import FILE_NAME
from jingwu.store.delta import Delta
from jingwu.store.documents import record_of
from jingwu.store.encoding import decode, encode
from jingwu.store.files import TEMPORARY, access_for
from jingwu.store.index import Index, Stale, read_head, stamp_of
from jingwu.store.journal import QUARANTINE, Journal
from jingwu.store.journal_lines import START
from jingwu.store.ledger import Ledger
from jingwu.store.shelf import volume_files
from jingwu.store.tinydb_ledger import TinyDBLedger
from jingwu.store.volume import Volume, parse_volume, text_of

ERROR = "error"
WARNING = "warning"
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph"}


class Finding(NamedTuple):
    """One thing that is wrong."""

    file: str
    """Relative to the ledger's folder, where it is in it."""
    record: str
    """The number, if it is about a record."""
    message: str
    severity: str = ERROR


def check(ledger: Ledger) -> list[Finding]:
    """All that is wrong with a ledger; the worst first. A ledger in memory has no files that could be wrong."""
    if not isinstance(ledger, TinyDBLedger):
        return []
    with ledger.holding():
        findings = list(_Check(ledger).run())
    return sorted(findings, key=lambda finding: finding.severity != ERROR)


class _Check:
    """The state that the concerns share: what the volumes hold and what the journal says."""

    def __init__(self, ledger: TinyDBLedger) -> None:
        self.folder = ledger.folder
        self.settings = ledger.settings
        self.access = access_for(self.folder, group=self.settings.group)
        self.journal = Journal(self.folder, self.access)
        self.texts: dict[str, int] = {}
        """Number to a hash of the record's JSON in its volume."""
        self.links: dict[str, set[str]] = {}
        self.delta = Delta(limits_for(self.settings))

    def run(self) -> Iterator[Finding]:
        for path in volume_files(self.folder):
            yield from self._volume(path)
        yield from self._links()
        yield from self._journal()
        yield from self._index()
        yield from self._modes()
        yield from self._surroundings()

    def _volume(self, path: Path) -> Iterator[Finding]:
        try:
            volume = parse_volume(path.read_bytes(), path)
        except (LedgerDamaged, OSError) as error:
            yield self._finding(path, str(error))
            return
        for kind, table in volume.read().items():
            if kind not in KINDS:
                yield self._finding(path, t("There is no kind of record '{kind}'.", kind=kind))
                continue
            for key, document in table.items():
                yield from self._record(path, volume, kind, int(key), text_of(document))

    def _record(self, path: Path, volume: Volume, kind: str, sequence: int, text: bytes) -> Iterator[Finding]:
        number = make_number(kind, volume.month, sequence)
        try:
            record = record_of(number, decode(text))
        except (LedgerDamaged, ValueError) as error:
            yield self._finding(path, str(error), number)
            return
        self.texts[number] = hash(text)
        if record.number != number:
            yield self._finding(path, t("The record calls itself {number}.", number=record.number), number)
        if sequence > volume.last.get(kind, 0):
            yield self._finding(path, t("Its number could be given out again."), number)
        self.links[number] = set(_linked(record))
        self.delta.change(None, record)

    def _links(self) -> Iterator[Finding]:
        for number, linked in self.links.items():
            for target in sorted(entry for entry in linked if entry not in self.texts):
                message = t("It is linked to {target}, which does not exist.", target=target)
                yield Finding("", number, message, WARNING)

    def _journal(self) -> Iterator[Finding]:
        try:
            survey = self.journal.survey(START)
            said: dict[str, int] = {}
            for entry in self.journal.entries(START, survey.tip):
                if entry.number:
                    said[entry.number] = hash(encode(entry.after))
        except JingwuError as error:
            yield self._finding(self.journal.folder, str(error))
            return
        head = read_head(self.folder)
        if head is not None and head.tip.sequence > survey.tip.sequence:
            path = self.journal.folder / head.tip.file
            yield self._finding(path, t("{file} has lost changes that were stored.", file=path))
        elif survey.torn is not None:
            message = t("The end was never committed; the next change sets it aside.")
            yield self._finding(self.journal.folder / survey.torn.file, message, severity=WARNING)
        for number in sorted(said.keys() | self.texts.keys()):
            if number not in self.texts:
                yield Finding("", number, t("The journal has this record, but no volume does."))
            elif said.get(number) != self.texts[number]:
                yield Finding("", number, t("The volume and the journal do not say the same."))

    def _index(self) -> Iterator[Finding]:
        """The index against one made anew. What is not there, or not of this state, is made when it is needed."""
        head = read_head(self.folder)
        if head is None or head.stamp != stamp_of(self.settings) or head.tip[:2] != self.journal.end():
            return
        stored = Index(self.folder, self.access, dict(head.files), head.tip.sequence)
        made = Index(self.folder, self.access, {}, head.tip.sequence)
        made.apply(self.delta, head.tip.sequence)
        try:
            for name in sorted(stored.names() | made.names()):
                if stored.content(name) != made.content(name):
                    yield self._finding(self.folder / "index" / name, t("The index does not say what the records say."))
        except Stale:
            yield self._finding(self.folder / "index", t("A file of the index is spoilt."))

    def _modes(self) -> Iterator[Finding]:
        for path in (self.folder, *sorted(self.folder.rglob("*"))):
            if path.is_symlink() or path.name == FILE_NAME:
                continue
            allowed = self.access.folder_mode if path.is_dir() else self.access.file_mode
            if path.stat().st_mode & 0o777 & ~allowed:
                yield self._finding(path, t("Others can read or change it."), severity=WARNING)

    def _surroundings(self) -> Iterator[Finding]:
        if (kind := _file_system(self.folder)) in _NETWORK:
            message = t(
                "The ledger is on a network file system ({kind}); its lock and its syncs are not sure.", kind=kind
            )
            yield Finding("", "", message, WARNING)
        for path in sorted(self.folder.rglob(f"*{TEMPORARY}")):
            yield self._finding(path, t("A crash left this behind; the next change writes over it."), severity=WARNING)
        for path in sorted((self.folder / QUARANTINE).glob("*")):
            yield self._finding(
                path, t("An end of the journal that was never committed is kept here."), severity=WARNING
            )

    def _finding(self, path: Path, message: str, record: str = "", severity: str = ERROR) -> Finding:
        name = path.relative_to(self.folder) if path.is_relative_to(self.folder) else path
        return Finding(str(name), record, message, severity)


def _linked(record: Record) -> Iterator[str]:
    """The numbers that a record is linked to, or was converted into."""
    for event in record.events:
        named = event.fields.get("number")
        yield from named if isinstance(named, tuple) else (named,) if isinstance(named, str) else ()


def _file_system(folder: Path) -> str:
    """The kind of file system that a folder is on, as the kernel calls it."""
    best, kind = "", ""
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    for line in lines:
        _, point, name, *_ = line.split(" ")
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, name
    return kind
