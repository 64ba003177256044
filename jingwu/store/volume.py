"""A volume: the records registered in one month, as text that stock TinyDB opens and that a hash covers whole.

The first line holds what is known of the volume, then one table a kind, one record a line:
{"_meta": {"1": {"format":1,"volume":"2026-10","seq":57,"last":{"dispute":2},"sha256":"…"}},
"dispute": {
"1":{"number":"JF2610-0001",…},
"2":{"number":"JF2610-0002",…}
}
}
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jingwu.errors import LedgerDamaged
from jingwu.language import t
from jingwu.records import KINDS
from jingwu.rules.numbering import first_free
from jingwu.store.damage import damaged, newer
from jingwu.store.digest import sha256
from jingwu.store.encoding import decode, encode
from jingwu.store.migrations import brought_up, current_format, is_known

_START = b'{"_meta": {"1": '
_HASH = b'"sha256":"'
_END = b'"}},'

Tables = dict[str, dict[str, Mapping[str, Any]]]
ENCODED = ""
"""The only key of a new document that is given as its JSON already."""


class Line(Mapping[str, Any]):
    """A record as it was read: its text is decoded only when the record is looked at."""

    __slots__ = ("_document", "text")

    def __init__(self, text: bytes) -> None:
        self.text = text
        self._document: dict[str, Any] | None = None

    def __getitem__(self, name: str) -> Any:
        return self._decoded()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._decoded())

    def __len__(self) -> int:
        return len(self._decoded())

    def _decoded(self) -> dict[str, Any]:
        if self._document is None:
            self._document = decode(self.text)
        return self._document


class Volume:
    """A month's tables in memory: a TinyDB storage that the ledger reads from the disk once and writes back once."""

    def __init__(self, month: str, *, sequence: int = 0, last: Mapping[str, int] | None = None) -> None:
        self.month = month
        self.format = current_format()
        """The format of its file: what is in memory is always of the current one."""
        self.sequence = sequence
        """The last change in the journal that is in it."""
        self.size = 0
        """Bytes of its file, when it was read."""
        self.last: dict[str, int] = dict(last or {})
        """Kind to the highest sequence ever given out."""
        self._tables: Tables = {}

    def read(self) -> Tables:
        """The tables, for TinyDB."""
        return self._tables

    def write(self, data: Tables) -> None:
        """Take the tables as TinyDB has changed them."""
        for table in data.values():
            for key, document in table.items():
                if type(document) is dict:
                    table[key] = Line(document[ENCODED] if ENCODED in document else encode(document))
        self._tables = data

    def close(self) -> None:
        """Nothing is held open; TinyDB asks for it."""

    def kinds(self) -> list[str]:
        """The kinds that have records here, in the order of KINDS."""
        return [kind for kind in KINDS if self._tables.get(kind)]

    def text(self, kind: str, sequence: int) -> bytes | None:
        """The JSON of a record; None when there is none with this sequence."""
        document = self._tables.get(kind, {}).get(str(sequence))
        return None if document is None else text_of(document)

    def next_sequence(self, kind: str) -> int:
        """The sequence to be given out next."""
        return first_free([self.last.get(kind, 0), *map(int, self._tables.get(kind, {}))])

    def compose(self, sequence: int) -> bytes:
        """The volume's file, with all changes up to `sequence` of the journal."""
        self.sequence = sequence
        self.last |= {kind: self.next_sequence(kind) - 1 for kind in self.kinds()}
        meta = encode({"format": current_format(), "volume": self.month, "seq": sequence, "last": self.last})
        start = b"%b%b,%b" % (_START, meta[:-1], _HASH)
        body = b"\n%b\n}\n" % b",\n".join(map(self._table_text, self.kinds()))
        return b"%b%b%b%b" % (start, _hash(start, body), _END, body)

    def _table_text(self, kind: str) -> bytes:
        table = self._tables[kind]
        rows = [b'"%b":%b' % (key.encode(), text_of(table[key])) for key in sorted(table, key=int)]
        return b'"%b": {\n%b\n}' % (kind.encode(), b",\n".join(rows))


def text_of(document: Mapping[str, Any]) -> bytes:
    """A document's JSON."""
    return document.text if isinstance(document, Line) else encode(document)


def parse_volume(data: bytes, path: Path) -> Volume:
    """The volume of a file's content. LedgerDamaged when it is not what `compose` made."""
    meta, body = _verified(data, path)
    volume = Volume(path.stem, sequence=meta["seq"], last=meta["last"])
    volume.format = meta["format"]
    volume.size = len(data)
    tables: Tables = {}
    for text in body[1 : -len(b"\n}\n}\n")].split(b"\n},\n"):
        name, _, rows = text.partition(b": {\n")
        lines = rows.split(b",\n")
        table: dict[str, Mapping[str, Any]] = dict(map(_row, lines))
        kind = name[1:-1].decode()
        if kind in tables or len(table) != len(lines):
            raise damaged(t("{file} holds the same record twice.", file=path))
        if volume.format != current_format():
            table = {key: Line(encode(brought_up(dict(row), volume.format))) for key, row in table.items()}
        tables[kind] = table
    volume.write(tables)
    return volume


def read_meta(path: Path) -> dict[str, Any]:
    """What the first line of a volume says, without a look at the rest. LedgerDamaged."""
    with path.open("rb") as file:
        return _meta(file.readline().rstrip(b"\n"), path)


def _row(line: bytes) -> tuple[str, Line]:
    end = line.index(b'":')
    return line[1:end].decode(), Line(line[end + 2 :])


def _verified(data: bytes, path: Path) -> tuple[dict[str, Any], bytes]:
    end = data.find(b"\n")
    first, body = data[:end], data[end:]
    meta = _meta(first, path)
    start = first[: first.find(_HASH) + len(_HASH)]
    if first != start + _hash(start, body) + _END or meta["volume"] != path.stem:
        raise _not_what_was_written(path)
    return meta, body


def _hash(start: bytes, body: bytes) -> bytes:
    digest = sha256(start)
    digest.update(body)
    return digest.hexdigest().encode()


def _meta(first: bytes, path: Path) -> dict[str, Any]:
    try:
        if not first.startswith(_START):
            raise ValueError(first[:20])
        meta: dict[str, Any] = decode(first[len(_START) : -len(b"},")])
        version = meta["format"]
    except (ValueError, KeyError, TypeError):
        raise _not_what_was_written(path) from None
    if not is_known(version):
        raise newer(path, version)
    return meta


def _not_what_was_written(path: Path) -> LedgerDamaged:
    return damaged(t("{file} is not what was written: it is damaged, or another program changed it.", file=path))
