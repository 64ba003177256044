"""What makes a row the same row when it is imported again: the other system's key, else a fingerprint."""

from array import array
from hashlib import blake2b
from json import JSONEncoder

from jingwu.records.codec import to_document
from jingwu.records.record import Record

PREFIX = "sha:"
_LENGTH = 12
# What an import adds, and what is not known before it is stored.
_NOT_SAID = ("number", "revision", "entered_by", "entered_at", "source_key", "events")
_encode = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def fingerprint(record: Record) -> str:
    """The same text for the same matter, whatever the file's form, encoding and order of columns.

    What was done later is left out: a matter that has gone on since the last import is still the same.
    """
    document = to_document(record)
    for name in _NOT_SAID:
        document.pop(name, None)
    return PREFIX + blake2b(_encode(document).encode(), digest_size=_LENGTH).hexdigest()


class Equals:
    """Numbers equal rows of one file: two identical true rows are two records."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def key(self, print_: str) -> str:
        """The source key of the next row with this fingerprint."""
        count = self._counts[print_] = self._counts.get(print_, 0) + 1
        return print_ if count == 1 else f"{print_}:{count}"


class Seen:
    """The source keys of one run, with where each stood first and a hash of what it said; a few bytes each."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._files: list[str] = []
        self._rows = array("Q")
        self._contents = array("q")

    def first(self, key: str, file: str, row: int, content: int) -> tuple[str, int, bool] | None:
        """Note a key; None when it is new, else its first file and row, and whether the content was the same."""
        place = self._places.setdefault(key, len(self._rows))
        if place < len(self._rows):
            return self._files[place], self._rows[place], self._contents[place] == content
        self._files.append(file)
        self._rows.append(row)
        self._contents.append(content)
        return None
