"""The characters that an OpenType font has pictures of, read from its table cmap."""

from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from

_GROUPS = 12
"""The form of the tables that know characters beyond U+FFFF: groups of characters, one after another."""


@cache
def characters_of(font: Path) -> frozenset[int]:
    """The codes of all characters in a font file. ValueError when its table has another form than is in use today."""
    data = font.read_bytes()
    cmap = _table(data, b"cmap")
    (count,) = unpack_from(">H", data, cmap + 2)
    for number in range(count):
        (offset,) = unpack_from(">I", data, cmap + 4 + 8 * number + 4)
        form, _, _, _, groups = unpack_from(">HHIII", data, cmap + offset)
        if form == _GROUPS:
            start = cmap + offset + 16
            spans = iter_unpack(">III", data[start : start + 12 * groups])
            return frozenset(code for first, last, _ in spans for code in range(first, last + 1))
    raise ValueError(font)


def _table(data: bytes, name: bytes) -> int:
    (count,) = unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, offset, _ = unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise ValueError(name)
