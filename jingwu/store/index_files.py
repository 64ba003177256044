"""The files of the index: their form, and the entries of source keys.

A file is a line that says up to which change of the journal it holds and carries a checksum, and then one entry a line:
a key, a tab, JSON.
"""

import json
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from pathlib import Path
from zlib import crc32

from jingwu.store.encoding import encode
from jingwu.store.files import Access, Replacement

KEY_FILES = 64
"""So many files hold the source keys."""
FORMER_KEYS = "keys/former"
"""The file of the source keys that records had, by the numbers of the records."""
_FORMAT = 9
"""Raised whenever a file would say the same in another way: those that are there are made anew."""

Lines = dict[str, str]
"""The entries of a file by their keys."""
Read = Callable[[Path], bytes]
"""What gives the content of a file: now, or of a snapshot. OSError."""


class Stale(Exception):
    """A file of the index is missing, spoilt, or not of the state that is read."""


class Keys:
    """The source keys of a file: beside the file itself, little of each is in memory."""

    def __init__(self, body: bytes) -> None:
        """`body` as `read_body` gives it. Stale."""
        entries = body.split(b"\n") if body else []
        try:
            hashes = [hash(entry[: entry.rindex(b"\t")]) for entry in entries]
        except ValueError:
            raise Stale from None
        order = sorted(range(len(entries)), key=hashes.__getitem__)
        starts = list(accumulate((len(entry) + 1 for entry in entries), initial=0))
        self._body = body
        self._hashes = array("q", map(hashes.__getitem__, order))
        self._starts = array("Q", map(starts.__getitem__, order))

    def number(self, line: str) -> str:
        """The number of the record with a source key, of which `key_of` made a line; '' when there is none."""
        key = line.encode("utf-8", "surrogatepass")
        hashed, hashes = hash(key), self._hashes
        place = bisect_right(hashes, hashed) - 1
        while place >= 0 and hashes[place] == hashed:
            start = self._starts[place]
            if self._body.startswith(key + b"\t", start):
                end = self._body.find(b"\n", start)
                return self._body[start + len(key) + 1 : end if end >= 0 else None].decode()
            place -= 1
        return ""


def read_lines(path: Path, read: Read = Path.read_bytes) -> tuple[int, Lines]:
    """The change up to which a file of the index holds, and its lines. Stale."""
    sequence, body = read_body(path, read)
    return sequence, lines_of(body)


def write_lines(path: Path, sequence: int, lines: Lines, access: Access) -> None:
    """Write a file of the index. StorageFailure."""
    write_body(path, sequence, body_of(lines), access)


def read_body(path: Path, read: Read = Path.read_bytes) -> tuple[int, bytes]:
    """The change up to which a file of the index holds, and its entries. Stale."""
    try:
        first, _, body = read(path).partition(b"\n")
        heading = json.loads(first)
        if heading["format"] != _FORMAT or heading["crc"] != crc32(body):
            raise Stale
        return heading["seq"], body
    except (OSError, ValueError, KeyError, TypeError):
        raise Stale from None


def write_body(path: Path, sequence: int, body: bytes, access: Access) -> None:
    """Write a file of the index. StorageFailure."""
    heading = encode({"format": _FORMAT, "seq": sequence, "crc": crc32(body)})
    Replacement(path, b"%b\n%b" % (heading, body), access, durable=False).replace()


def lines_of(body: bytes) -> Lines:
    """The entries of a file by their keys. Stale."""
    try:
        text = body.decode()
        return dict(line.split("\t", 1) for line in text.split("\n")) if text else {}
    except ValueError:
        raise Stale from None


def body_of(lines: Lines) -> bytes:
    """The entries as they stand in a file."""
    return "\n".join([f"{key}\t{text}" for key, text in lines.items()]).encode()


def key_of(kind: str, source_key: str) -> str:
    """A kind's source key on one line; one that has no place on a line, or looks like JSON, as JSON."""
    if source_key.isprintable() and not source_key.startswith('"'):
        return f"{kind} {source_key}"
    return f"{kind} {json.dumps(source_key, ensure_ascii=False)}"


def lines_of_keys(kind: str, source_keys: Iterable[str]) -> str:
    """`key_of` several source keys, with tabs between them."""
    return "\t".join(key_of(kind, key) for key in source_keys)


def numbers_by_line(former: Mapping[str, str]) -> dict[str, list[str]]:
    """By the lines of source keys the numbers, in order, of the records that had them; `former` as `Delta.former`."""
    numbers: dict[str, list[str]] = {}
    for number in sorted(former):
        for line in filter(None, former[number].split("\t")):
            numbers.setdefault(line, []).append(number)
    return numbers


def key_from(line: str) -> str:
    """The source key of which `key_of` made a line."""
    key = line.partition(" ")[2]
    decoded: str = json.loads(key) if key.startswith('"') else key
    return decoded


def shard_of(line: str) -> int:
    """Which file of the index holds a source key that `key_of` made a line of."""
    return crc32(line.encode("utf-8", "replace")) % KEY_FILES


def entry_of_key(line: str, number: str) -> bytes:
    """The entry of a source key that `key_of` made a line of."""
    return f"{line}\t{number}".encode()


def key_and_number(entry: bytes) -> tuple[str, str]:
    """The line and the number of a source key's entry."""
    line, _, number = entry.decode().partition("\t")
    return line, number


def key_file(shard: int) -> str:
    """The name of a file of the index for source keys."""
    return f"keys/{shard:02d}"
