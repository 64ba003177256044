"""What makes a row the same row when it is imported again: the other system's key, else a fingerprint."""

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
