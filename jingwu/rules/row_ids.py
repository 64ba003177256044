"""Ids of rows that an import rejected (未导入编号), and the source keys of records that carry one.

An id is the beginning of the SHA-256 of the row's file and the row's number: 3f9a2c1e-17. A row that was rejected as it
says otherwise than the record that it means has that record's number instead: JF2610-0012.
"""

import re

FINGERPRINT = "sha:"
"""With it begin the source keys of records that no other system's key tells apart."""
_LENGTH = 8
_ID = rf"[0-9a-f]{{{_LENGTH}}}-[1-9]\d{{0,8}}"
_NUMBER = r"[A-Z]{2}\d{4}-\d{4,}"
_KEY = rf"({FINGERPRINT}[0-9a-f]{{24}}(?::\d+)?)/({_ID})"


def origin_of(digest: str, sheet: str = "") -> str:
    """How the ids of a file's rows begin: the file has this SHA-256, and the rows stand in this sheet."""
    from hashlib import sha256

    return (sha256(f"{digest} {sheet}".encode()).hexdigest() if sheet else digest)[:_LENGTH]


def row_id(origin: str, row: int) -> str:
    """The id of a row."""
    return f"{origin}-{row}"


def parts_of(id_: str) -> tuple[str, int]:
    """How an id begins, and the number of its row."""
    origin, _, row = id_.partition("-")
    return origin, int(row)


def read_id(cell: object) -> str:
    """The id that a cell holds, else ''."""
    text = str(cell).strip().lower()
    return text if re.fullmatch(_ID, text, re.ASCII) else ""


def read_number(cell: object) -> str:
    """The number of a record that a cell holds instead, else ''."""
    text = str(cell).strip().upper()
    return text if re.fullmatch(_NUMBER, text, re.ASCII) else ""


def is_of_other_row(one: str, other: str) -> bool:
    """Whether two ids are those of different rows of one file."""
    return one != other and one[:_LENGTH] == other[:_LENGTH]


def carrying(key: str, id_: str) -> str:
    """The source key of a record that came from the row with an id, where `key` would be its key without it."""
    return f"{key}/{id_}"


def slot_of(key: str) -> str:
    """A source key without the id that it carries: by it the record is found."""
    return _parted(key)[0]


def carried(key: str | None) -> str:
    """The id that a source key carries, else ''."""
    return _parted(key or "")[1]


def _parted(key: str) -> tuple[str, str]:
    # Asked for every record that is stored: nearly none is looked at closely.
    found = re.fullmatch(_KEY, key, re.ASCII) if "/" in key and key.startswith(FINGERPRINT) else None
    return (found[1], found[2]) if found else (key, "")
