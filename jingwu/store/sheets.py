"""Frozen sheets: sheets/2026-10.json holds what a line of the journal fixed; thawed, the file is gone.

{"format":1,"month":"2026-10","seq":57,"parts":[["figures",812,3735928559],["zh",…],…],"crc":…,
"figures":{…},
"zh":{…}
}
Each part has its size and checksum in the first line, which has one of its own: a part is read alone, and verified
when it is looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from jingwu.errors import LedgerDamaged
from jingwu.language import t
from jingwu.store.damage import damaged, missing, newer
from jingwu.store.encoding import decode, encode
from jingwu.store.files import Access, Removal, Replacement, make_folder, plain_failures

if TYPE_CHECKING:
    from jingwu.store.ledger import Entry

FOLDER = "sheets"
FORMAT = 1
_CRC = b',"crc":'
_END = b"\n}\n"


class Kept(Mapping[str, Any]):
    """A document as it was read, part by part. A part that is not what was frozen is LedgerDamaged."""

    __slots__ = ("_data", "_parts", "_path", "sequence")

    def __init__(self, data: bytes, path: Path) -> None:
        """`data` is the content of the file `path`. LedgerDamaged."""
        meta, place = _meta(data, path)
        self.sequence: int = meta["seq"]
        self._data = data
        self._path = path
        self._parts: dict[str, tuple[int, int, int]] = {}
        for name, size, crc in meta["parts"]:
            self._parts[name] = (place, place + size, crc)
            place += size
        if meta["month"] != path.stem or data[place:] != _END:
            raise _not_what_was_written(path)

    def __getitem__(self, name: str) -> Any:
        start, end, crc = self._parts[name]
        part = self._data[start:end]
        if crc32(part) != crc:
            raise _not_what_was_written(self._path)
        return decode(part[part.index(b":") + 1 :])

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


class Sheets:
    """The frozen sheets as the journal says they are, also those that a crash kept from their file."""

    def __init__(self, folder: Path, access: Access) -> None:
        self.folder = folder / FOLDER
        self._access = access
        self.sequences: dict[str, int] = {}
        """Month to the entry of the journal that froze it."""
        self._pending: dict[str, Entry] = {}

    def show(self, sequences: Mapping[str, int], pending: "Iterable[Entry]") -> None:
        """Show the sheets of these entries, and what the entries of the journal after them made of that."""
        self.sequences = dict(sequences)
        self._pending = {}
        for entry in pending:
            if entry.sheet:
                self._pending[entry.sheet] = entry
                place(self.sequences, entry.sheet, entry.sequence if entry.after else 0)

    def read(self, month: str) -> Mapping[str, Any] | None:
        """The document of a month; None where it is not frozen. LedgerDamaged when its file is not what was frozen."""
        if month not in self.sequences:
            return None
        if month in self._pending:
            return self._pending[month].after
        path = self.folder / f"{month}.json"
        with plain_failures(path):
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                raise missing(path) from None
        kept = Kept(data, path)
        if kept.sequence != self.sequences[month]:
            raise damaged(t("{file} and the journal are not of the same time.", file=path))
        return kept

    def prepare(self, month: str, document: Mapping[str, Any], sequence: int) -> Replacement | Removal:
        """Write a month's document beside its file, or, where it is empty, be ready to remove it. StorageFailure."""
        path = self.folder / f"{month}.json"
        if not document:
            return Removal(path)
        make_folder(self.folder, self._access)
        return Replacement(path, compose_sheet(month, document, sequence), self._access)

    def settled(self) -> dict[str, int]:
        """Month to the entry that froze it, of those whose file holds it."""
        return {month: entry for month, entry in self.sequences.items() if month not in self._pending}

    def pending(self) -> list[Replacement | Removal]:
        """What is to be done to the files that a crash kept changes from. StorageFailure."""
        return [self.prepare(month, entry.after, entry.sequence) for month, entry in sorted(self._pending.items())]


def place(sequences: dict[str, int], month: str, sequence: int) -> None:
    """Note what a month's file holds; 0 when it is gone."""
    if sequence:
        sequences[month] = sequence
    else:
        sequences.pop(month, None)


def compose_sheet(month: str, document: Mapping[str, Any], sequence: int) -> bytes:
    """The content of a month's file."""
    parts = {name: b",\n%b:%b" % (encode(name), encode(part)) for name, part in document.items()}
    told = [(name, len(part), crc32(part)) for name, part in parts.items()]
    meta = encode({"format": FORMAT, "month": month, "seq": sequence, "parts": told})[:-1]
    return b"%b%b%d%b%b" % (meta, _CRC, crc32(meta), b"".join(parts.values()), _END)


def _meta(data: bytes, path: Path) -> tuple[dict[str, Any], int]:
    """What the first line says, and where the parts begin. LedgerDamaged."""
    end = data.find(b",\n")
    first = data[: max(end, 0)]
    start, _, crc = first.rpartition(_CRC)
    try:
        meta: dict[str, Any] = decode(first + b"}")
        version = meta["format"]
    except (ValueError, KeyError, TypeError):
        raise _not_what_was_written(path) from None
    if version != FORMAT:
        raise newer(path, version)
    if b"%d" % crc32(start) != crc:
        raise _not_what_was_written(path)
    return meta, end


def _not_what_was_written(path: Path) -> LedgerDamaged:
    return damaged(t("{file} is not what was written: it is damaged, or another program changed it.", file=path))
