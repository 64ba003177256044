"""Frozen sheets: sheets/2026-10.json holds what a line of the journal fixed; thawed, the file is gone.

{"format":1,"month":"2026-10","seq":57,"sha256":"…",
"figures":{…},
"zh":{…}
}
The hash covers everything else. A part is decoded only when it is looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jingwu.errors import LedgerDamaged
from jingwu.language import t
from jingwu.store.damage import damaged, missing, newer
from jingwu.store.encoding import decode, encode
from jingwu.store.files import Access, Removal, Replacement, make_folder, plain_failures

if TYPE_CHECKING:
    from jingwu.store.ledger import Entry

FOLDER = "sheets"
FORMAT = 1


class Kept(Mapping[str, Any]):
    """A document as it was read, part by part."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts

    def __getitem__(self, name: str) -> Any:
        return decode(self._parts[name])

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
        sequence, parts = parse_sheet(data, path)
        if sequence != self.sequences[month]:
            raise damaged(t("{file} and the journal are not of the same time.", file=path))
        return Kept(parts)

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
    body = b"".join(b",\n%b:%b" % (encode(name), encode(part)) for name, part in document.items())
    return _compose(month, sequence, body)


def parse_sheet(data: bytes, path: Path) -> tuple[int, dict[str, bytes]]:
    """The sequence and the parts of a file's content. LedgerDamaged when it is not what `compose_sheet` made."""
    first, _, _ = data.partition(b"\n")
    meta = _meta(first, path)
    body = data[len(first) - 1 : -len(b"\n}\n")]
    if meta.get("month") != path.stem or data != _compose(path.stem, meta.get("seq"), body):
        raise _not_what_was_written(path)
    lines = body.split(b",\n")[1:]
    return meta["seq"], {name[1:].decode(): text for name, _, text in (line.partition(b'":') for line in lines)}


def _compose(month: str, sequence: object, body: bytes) -> bytes:
    from hashlib import sha256

    meta = encode({"format": FORMAT, "month": month, "seq": sequence})[:-1]
    digest = sha256(meta + body).hexdigest().encode()
    return b'%b,"sha256":"%b"%b\n}\n' % (meta, digest, body)


def _meta(first: bytes, path: Path) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = decode(first.removesuffix(b",") + b"}")
        version = meta["format"]
    except (ValueError, KeyError, TypeError):
        raise _not_what_was_written(path) from None
    if version != FORMAT:
        raise newer(path, version)
    return meta


def _not_what_was_written(path: Path) -> LedgerDamaged:
    return damaged(t("{file} is not what was written: it is damaged, or another program changed it.", file=path))
