"""The journal: every change of every record, appended, chained by hashes, synced. A line in it is the commit.

journal/2026-10.jsonl holds what was written in that month, one changed record a line. A transaction of n lines is
committed when all n stand there whole.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from jingwu.dates import month_of
from jingwu.errors import LedgerDamaged
from jingwu.language import t
from jingwu.store.damage import damaged, missing, newer
from jingwu.store.encoding import encode, encode_names
from jingwu.store.files import Access, append, cut, plain_failures
from jingwu.store.journal_lines import (
    START,
    Change,
    Header,
    Lines,
    Tip,
    entry_of,
    format_of,
    hash_of,
    heading_of,
    line_hash,
    month_in,
    next_heading,
)
from jingwu.store.migrations import MIGRATIONS, brought_up, is_known
from jingwu.store.sheets import place

if TYPE_CHECKING:
    from jingwu.store.ledger import Entry

FOLDER = "journal"
_NAME = re.compile(r"\d{4}-\d{2}\.jsonl")
_SEQUENCE = re.compile(rb'\{(?:"format":\d+,)?"seq":(\d+),')


class Survey(NamedTuple):
    """What stands in the journal after a tip."""

    tip: Tip
    before_last: Tip
    """Where the last transaction begins."""
    sequences: dict[str, int]
    """Month of registration to the last sequence of its records, up to `before_last`."""
    sheets: dict[str, int]
    """Month to the entry that froze its sheet, up to `before_last`."""
    torn: Tip | None
    """Where bytes begin that were never committed: only `file` and `size` count."""


class Journal:
    """The journal of the ledger in a folder; whoever appends holds the ledger's lock."""

    def __init__(self, folder: Path, access: Access) -> None:
        self._ledger = folder
        self.folder = folder / FOLDER
        self._access = access
        self._formats: dict[str, int] = {}

    def files(self) -> list[str]:
        """The names of its files, oldest first. LedgerDamaged when its folder is gone."""
        try:
            return sorted(entry.name for entry in self.folder.iterdir() if _NAME.fullmatch(entry.name))
        except FileNotFoundError:
            raise missing(self.folder) from None

    def end(self) -> tuple[str, int]:
        """The newest file that is not empty, and its size."""
        for name in reversed(self.files()):
            if size := self._size(name):
                return name, size
        return START.file, START.size

    def open(self, name: str) -> BinaryIO:
        """One of its files, to be read. OSError."""
        return (self.folder / name).open("rb")

    def is_anchored(self, tip: Tip) -> bool:
        """Whether the line that ends at `tip` is the one whose hash it names."""
        with suppress(OSError, ValueError), self.open(tip.file) as file:
            file.seek(tip.line)
            line = file.read(tip.size - tip.line)
            return hash_of(line) == tip.hash and heading_of(line)["seq"] == tip.sequence
        return False

    def survey(self, after: Tip) -> Survey:
        """Walk over all lines after a tip. LedgerDamaged names the line at which the chain is broken."""
        tip = before_last = reached = after
        sequences: dict[str, int] = {}
        last: dict[str, int] = {}
        current: dict[str, int] = {}
        sheets: list[dict[str, Any]] = []
        part = 0
        for name, offset, line in self._lines_after(after):
            if not offset and not is_known(format_of(line)):
                raise newer(self.folder / name, format_of(line))
            heading = next_heading(line, reached, part, tip)
            if heading is None:
                self._refuse_damage(Tip(name, offset), tip)
                break
            part = heading["part"]
            reached = Tip(name, offset + len(line), offset, heading["seq"], heading["tx"], line_hash(line))
            if heading["number"]:
                current[month_in(heading["number"])] = reached.sequence
            elif heading.get("sheet"):
                sheets.append(heading)
            if part == heading["parts"]:
                tip, before_last, part = reached, tip, 0
                sequences |= last
                last, current = current, {}
        return Survey(tip, before_last, sequences, _frozen(sheets, before_last), self._torn_after(tip))

    def entries(self, after: Tip, tip: Tip, number: str = "", transaction: int = 0) -> Iterator["Entry"]:
        """The entries between two tips, oldest first, of one record or all, one transaction or all. LedgerDamaged."""
        needles = [b'"number":' + encode(number)] if number else []
        needles += [b'"tx":%d,' % transaction] if transaction else []
        for name, offset, line in self._lines_after(after):
            if (name, offset) >= (tip.file, tip.size):
                return
            if not all(needle in line for needle in needles):
                continue
            entry = self._entry(name, offset, line)
            if number in {"", entry.number} and transaction in {0, entry.transaction}:
                yield entry

    def recent(self, tip: Tip, since: int, matches: Callable[[bytes], bool]) -> list["Entry"]:
        """The entries after the one with the sequence `since` whose lines match, oldest first."""
        found: list[Entry] = []
        for name, offset, line in self._lines_before(tip):
            sequence = _SEQUENCE.match(line)
            if sequence is None:
                raise self.damaged(name, offset)
            if int(sequence[1]) <= since:
                break
            if matches(line):
                found.append(self._entry(name, offset, line))
        return found[::-1]

    def last_transaction(self, tip: Tip, by: str) -> Iterator["Entry"]:
        """The entries of the newest transaction of `by` that changed records, oldest first."""
        needle = b'"by":' + encode_names(by)
        start, transaction = START, 0
        for name, offset, line in self._lines_before(tip):
            if not transaction and needle not in line:
                continue
            heading = heading_of(line)
            if transaction and heading["tx"] != transaction:
                break
            if heading["by"] == by and heading["number"]:
                start, transaction = Tip(name, offset), heading["tx"]
        if transaction:
            entries = self.entries(start, tip, transaction=transaction)
            yield from (entry for entry in entries if entry.number)

    def holds(self, head: str, tip: Tip) -> bool:
        """Whether a line up to `tip` carries, and has, a hash that begins with `head`."""
        needle = b',"hash":"' + head.encode()
        return any(needle in line and hash_of(line).startswith(head) for _, _, line in self._lines_before(tip))

    def append(
        self,
        tip: Tip,
        changes: Iterable[Change],
        parts: int,
        header: Header,
        before_last: Callable[[], None] = lambda: None,
    ) -> Tip:
        """Write a transaction's lines after `tip` and sync them: the commit. The new tip.

        A month before the newest file's (the machine's clock went backwards) goes on in the newest file.
        `before_last` is done before the last line is written. StorageFailure, or what it raises; then nothing is
        written.
        """
        name = max(f"{month_of(header.at)}.jsonl", tip.file)
        start = tip.size if name == tip.file else 0
        lines = Lines(tip, parts, header, is_first=not start)
        size = append(self.folder / name, lines.make(changes), start, self._access, before_last)
        return Tip(name, size, size - lines.last_length, lines.sequence, tip.transaction + 1, lines.hash)

    def set_aside(self, torn: Tip) -> Path:
        """Move what was never committed out of the journal into quarantine/; the file that keeps it."""
        path = self.folder / torn.file
        from jingwu.store.quarantine import keep

        with plain_failures(path):
            data = path.read_bytes()[torn.size :]
        kept = keep(self._ledger, f"{torn.file}.{torn.size}", data, self._access)
        cut(path, torn.size)
        return kept

    def damaged(self, name: str, offset: int) -> LedgerDamaged:
        """The error for a line that is not what was written."""
        with self.open(name) as file:
            number = file.read(offset).count(b"\n") + 1
        message = t("{file}, line {line}, is not what was written.", file=self.folder / name, line=number)
        return damaged(message)

    def _lines_after(self, tip: Tip) -> Iterator[tuple[str, int, bytes]]:
        for name in self.files():
            if name < tip.file:
                continue
            offset = tip.size if name == tip.file else 0
            with plain_failures(self.folder / name), self.open(name) as file:
                file.seek(offset)
                for line in file:
                    yield name, offset, line
                    offset += len(line)

    def _size(self, name: str) -> int:
        return (self.folder / name).stat().st_size

    def _lines_before(self, tip: Tip) -> Iterator[tuple[str, int, bytes]]:
        import mmap

        for name in reversed(self.files()):
            end = self._size(name) if name < tip.file else tip.size
            if name > tip.file or not end:
                continue
            with (self.folder / name).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
                while end:
                    start = text.rfind(b"\n", 0, end - 1) + 1
                    yield name, start, text[start:end]
                    end = start

    def _entry(self, name: str, offset: int, line: bytes) -> "Entry":
        try:
            entry = entry_of(line)
        except (ValueError, KeyError, TypeError):
            raise self.damaged(name, offset) from None
        return self._brought_up(name, entry) if MIGRATIONS and entry.number else entry

    def _brought_up(self, name: str, entry: "Entry") -> "Entry":
        """An entry with its documents in the current format; of a file that was begun in an older one, some are."""
        if name not in self._formats:
            with self.open(name) as file:
                self._formats[name] = format_of(file.readline())
        version = self._formats[name]
        before = entry.before if entry.before is None else brought_up(entry.before, version)
        return entry._replace(before=before, after=brought_up(entry.after, version))

    def _torn_after(self, tip: Tip) -> Tip | None:
        rest = [
            Tip(name, tip.size if name == tip.file else 0)
            for name in self.files()
            if name >= tip.file and self._size(name) > (tip.size if name == tip.file else 0)
        ]
        if len(rest) > 1:
            raise self.damaged(rest[0].file, rest[0].size)
        return rest[0] if rest else None

    def _refuse_damage(self, bad: Tip, tip: Tip) -> None:
        """A bad line was never committed, unless a whole line of a later transaction follows it."""
        for _, _, line in self._lines_after(bad):
            with suppress(ValueError, KeyError):
                if hash_of(line) == line_hash(line) and heading_of(line)["tx"] > tip.transaction + 1:
                    raise self.damaged(bad.file, bad.size)


def _frozen(headings: Iterable[dict[str, Any]], tip: Tip) -> dict[str, int]:
    """Month to the entry that froze its sheet, as the lines up to a tip say."""
    sequences: dict[str, int] = {}
    for heading in headings:
        if heading["seq"] <= tip.sequence:
            place(sequences, heading["sheet"], heading["seq"] if heading["frozen"] else 0)
    return sequences
