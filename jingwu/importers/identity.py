"""What makes a row the same row when it is imported again: the other system's key, else a fingerprint."""

import unicodedata
from hashlib import blake2b
from json import JSONEncoder

from jingwu.dates import When, write_when
from jingwu.records.record import Record
from jingwu.rules.row_ids import FINGERPRINT

_LENGTH = 12
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def fingerprint(record: Record) -> str:
    """The same text for the same matter: what, when, who and where, whatever else is said of it or was done since.

    Nor does it depend on the file's form, encoding and order of columns, or on the width of letters and signs.
    """
    occurred = record.occurred_at and _moment(record.occurred_at)
    names = sorted(party.name for party in record.parties)
    said = _encode(
        (record.kind, record.summary, _moment(record.reported_at), occurred, record.area, record.place, names)
    )
    return FINGERPRINT + blake2b(unicodedata.normalize("NFKC", said).encode(), digest_size=_LENGTH).hexdigest()


def _moment(when: When) -> str:
    """A time, or a day; midnight is how some programs write a day."""
    return write_when(when).removesuffix("T00:00")


def key_in_place(print_: str, place: int) -> str:
    """The source key of a row that is the second, third, … in its file with this fingerprint."""
    return print_ if place == 1 else f"{print_}:{place}"
