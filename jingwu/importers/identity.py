"""What makes a row the same row when it is imported again: the other system's key, else a fingerprint."""

from hashlib import blake2b
from json import JSONEncoder

from jingwu.dates import write_when
from jingwu.records.record import Record

PREFIX = "sha:"
_LENGTH = 12
_encode = JSONEncoder(separators=(",", ":")).encode


def fingerprint(record: Record) -> str:
    """The same text for the same matter: what, when, who and where, whatever else is said of it or was done since.

    Nor does it depend on the file's form, encoding and order of columns.
    """
    occurred = record.occurred_at and write_when(record.occurred_at)
    names = sorted(party.name for party in record.parties)
    said = (
        record.kind, record.summary, write_when(record.reported_at), occurred, record.area, record.place, names
    )  # fmt: skip
    return PREFIX + blake2b(_encode(said).encode(), digest_size=_LENGTH).hexdigest()


def key_in_place(print_: str, place: int) -> str:
    """The source key of a row that is the second, third, … in its file with this fingerprint."""
    return print_ if place == 1 else f"{print_}:{place}"
