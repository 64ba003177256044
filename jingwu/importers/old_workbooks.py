"""What python-calamine does not tell of an old workbook (.xls): which cells show an error, and from when days count.

[MS-CFB] is the container, a file system of sectors; [MS-XLS] the stream of records inside it.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

_END = 0xFFFFFFFA
"""The least number of a sector that is none."""
_SMALL = 4096
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOUND_SHEET, _DATE_1904, _END_OF_SHEET, _BOOL_OR_ERROR, _FORMULA = 0x85, 0x22, 0x0A, 0x205, 0x06


def survey_old(data: bytes, sheet: str) -> tuple[int, dict[tuple[int, int], str]]:
    """The year from which days count, and row (from 1) and column (from 0) of each error of a sheet.

    0 and nothing where the file is not of the form that is known.
    """
    try:
        stream = _stream(data)
        epoch, start = 1900, 0
        for kind, body in _records(stream, 0):
            if kind == _DATE_1904 and body[:1] == b"\1":
                epoch = 1904
            elif kind == _BOUND_SHEET and _name_of(body) == sheet:
                start = struct.unpack_from("<I", body)[0]
        return epoch, dict(_errors(stream, start)) if start else {}
    except (struct.error, IndexError, KeyError, ValueError):
        return 0, {}


def _errors(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, body in _records(stream, start):
        if kind == _BOOL_OR_ERROR and body[7]:
            code = body[6]
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:  # noqa: PLR2004 - an error, by the form
            code = body[8]
        else:
            continue
        row, column = struct.unpack_from("<HH", body)
        yield (row + 1, column), _ERRORS.get(code, "#N/A")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records up to the end of the part (the workbook's own, or a sheet's) that begins at `at`."""
    kind = -1
    while kind != _END_OF_SHEET:
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _name_of(body: bytes) -> str:
    """The name in a record of a sheet: its length, whether it is of two bytes a character, and itself."""
    return body[8 : 8 + body[6] * 2].decode("utf-16-le") if body[7] & 1 else body[8 : 8 + body[6]].decode("latin-1")


def _stream(data: bytes) -> bytes:
    """The stream of the workbook. KeyError where there is none."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    directory, _, _, mini_start, _, more = struct.unpack_from("<IIIIII", data, 48)

    def sector(number: int) -> bytes:
        return data[(number + 1) << shift : (number + 2) << shift]

    places = list(struct.unpack_from("<109I", data, 76))
    for piece in islice(_difat(sector, more), len(data) >> shift):
        places += piece
    table = _numbers(b"".join(sector(place) for place in places if place < _END))
    entries = _chained(sector, directory, table)
    found = {
        _entry_name(entries, at): struct.unpack_from("<II", entries, at + 116) for at in range(0, len(entries), 128)
    }
    start, size = found["Workbook"] if "Workbook" in found else found["Book"]
    if size >= _SMALL:
        return _chained(sector, start, table)[:size]
    small = _chained(sector, found["Root Entry"][0], table)
    mini_table = _numbers(_chained(sector, mini_start, table))
    return _chained(lambda number: small[number << mini_shift : (number + 1) << mini_shift], start, mini_table)[:size]


def _difat(sector: Callable[[int], bytes], number: int) -> Iterator[Sequence[int]]:
    """The places of the table's sectors beyond the first 109."""
    while number < _END:
        *places, number = _numbers(sector(number))
        yield places


def _chained(sector: Callable[[int], bytes], number: int, table: Sequence[int]) -> bytes:
    pieces: list[bytes] = []
    while number < _END and len(pieces) <= len(table):
        pieces.append(sector(number))
        number = table[number]
    return b"".join(pieces)


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _entry_name(entries: bytes, at: int) -> str:
    length = struct.unpack_from("<H", entries, at + 64)[0]
    return entries[at : at + max(length - 2, 0)].decode("utf-16-le")
