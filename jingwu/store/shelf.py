"""The volumes of a ledger: read when they are needed, verified against the journal, kept for the next question."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from jingwu.language import t
from jingwu.rules.numbering import place_of
from jingwu.store.damage import damaged, missing
from jingwu.store.encoding import encode
from jingwu.store.files import Access, Replacement, plain_failures
from jingwu.store.head import VOLUMES
from jingwu.store.volume import Volume, parse_volume, text_of

if TYPE_CHECKING:
    from jingwu.records.codec import Document
    from jingwu.store.ledger import Entry

FOLDER = VOLUMES
_NAME = re.compile(r"\d{4}-\d{2}\.json")
_MOST_KEPT = 1 << 23
"""Bytes of files: as many volumes are kept for the next question."""

Rows = dict[str, dict[int, bytes]]
"""Kind to sequence to a record's JSON."""


class Holding(NamedTuple):
    """The condition that a record's JSON holds a text, in any case of letters."""

    words: re.Pattern[str]

    @classmethod
    def of(cls, text: str) -> "Holding":
        """The condition for `text`."""
        return cls(re.compile(re.escape(encode(text)[1:-1].decode()), re.IGNORECASE))

    def __call__(self, value: Mapping[str, Any]) -> bool:
        """Whether a document holds it."""
        return self.words.search(text_of(value).decode()) is not None


class Tables(Protocol):
    """The records of one volume."""

    def get(self, kind: str, sequence: int) -> "Document | None":
        """The document with this sequence, if there is one."""
        ...

    def put(self, rows: Rows) -> None:
        """Store documents, in the place of those that have their sequence."""
        ...

    def read(self, kind: str) -> "Iterator[Document]":
        """The documents of a kind, by sequence."""
        ...

    def search(self, kind: str, matches: Holding) -> "list[Document]":
        """The documents of a kind for which a condition holds."""
        ...


class Shelf:
    """The volumes as the journal says they are: changes that a crash kept from a file are put in when it is read."""

    def __init__(self, folder: Path, access: Access, tables: Callable[[Volume], Tables]) -> None:
        self.folder = folder / FOLDER
        self._access = access
        self._tables = tables
        self._kept: dict[str, tuple[Volume, Tables]] = {}
        self._sequences: Mapping[str, int] = {}
        self._pending: dict[str, list[Entry]] = {}

    def show(self, sequences: Mapping[str, int], pending: "Iterable[Entry]") -> None:
        """Show the volumes with these last changes, and with the entries of the journal that come after them."""
        self._sequences = sequences
        self._pending = {}
        for entry in pending:
            if entry.number:
                self._pending.setdefault(place_of(entry.number).month, []).append(entry)

    def months(self) -> list[str]:
        """The months of all volumes, oldest first."""
        return sorted(self._sequences.keys() | self._pending.keys())

    def has(self, month: str) -> bool:
        """Whether a month has a volume."""
        return month in self._sequences or month in self._pending

    def pending_months(self) -> list[str]:
        """The months whose files lack something."""
        return sorted(self._pending)

    def known(self, month: str) -> set[int]:
        """The changes with which the file of a month may end: a crash may have kept some of the last from it."""
        return {self._sequences.get(month, 0), *(entry.sequence for entry in self._pending.get(month, ()))}

    def tables(self, month: str) -> Tables:
        """The records of a month. LedgerDamaged when its file is not what the journal says."""
        return self._open(month)[1]

    def volume(self, month: str) -> Volume:
        """The volume of a month. LedgerDamaged."""
        return self._open(month)[0]

    def prepared(self, month: str) -> Replacement:
        """What `prepare` writes beside a volume's file, in this process or another."""
        return Replacement(self._path(month), None, self._access)

    def prepare(self, month: str, rows: Rows, sequence: int) -> Replacement:
        """Put documents into a volume and write it beside its file. StorageFailure."""
        volume, tables = self._open(month)
        del self._kept[month]  # until its file is in place, what is in memory is nothing that others see
        tables.put(rows)
        return Replacement(self._path(month), volume.compose(max(sequence, volume.sequence)), self._access)

    def _path(self, month: str) -> Path:
        return self.folder / f"{month}.json"

    def _open(self, month: str) -> tuple[Volume, Tables]:
        kept = self._kept.get(month)
        if kept is not None and kept[0].sequence == self._expected(month):
            return kept
        volume = self._load(month)
        opened = (volume, self._tables(volume))
        self._catch_up(volume, opened[1])
        self._kept.pop(month, None)
        while self._kept and volume.size + sum(other.size for other, _ in self._kept.values()) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[month] = opened
        return opened

    def _expected(self, month: str) -> int:
        pending = self._pending.get(month)
        return pending[-1].sequence if pending else self._sequences.get(month, 0)

    def _load(self, month: str) -> Volume:
        path = self._path(month)
        with plain_failures(path):
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                if month in self._sequences:
                    raise missing(path) from None
                return Volume(month)
        volume = parse_volume(data, path)
        refuse_other_times(volume.sequence, self.known(month), path)
        return volume

    def _catch_up(self, volume: Volume, tables: Tables) -> None:
        entries = [entry for entry in self._pending.get(volume.month, ()) if entry.sequence > volume.sequence]
        if entries:
            tables.put(rows_of((entry.number, encode(entry.after)) for entry in entries))
            volume.sequence = entries[-1].sequence


def refuse_other_times(sequence: int, known: set[int], path: Path) -> None:
    """LedgerDamaged unless a file ends with one of the changes with which it may."""
    if sequence not in known:
        raise damaged(t("{file} and the journal are not of the same time.", file=path))


def rows_of(changes: Iterable[tuple[str, bytes]]) -> Rows:
    """Changed records of one volume, by kind and sequence; the last change of a record counts."""
    rows: Rows = {}
    for number, after in changes:
        place = place_of(number)
        rows.setdefault(place.kind, {})[place.sequence] = after
    return rows


def volume_files(folder: Path) -> list[Path]:
    """The files of all volumes in a ledger's folder, oldest first."""
    with suppress(FileNotFoundError):
        return sorted(filter(is_volume, (folder / FOLDER).iterdir()))
    return []


def is_volume(path: Path) -> bool:
    """Whether a file in the folder of the volumes is one, by its name."""
    return _NAME.fullmatch(path.name) is not None
