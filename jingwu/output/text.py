"""Text as a terminal may have it: nothing in it is obeyed, and its width in cells is known.

A cell is the width of one Latin letter; a Chinese character takes two.
"""

import re
import unicodedata
from functools import lru_cache

_LINES = r"\r\n|[\r\n\u0085\u2028\u2029]"
_WORDS = r"(?s:(?:[!-~]+|.)[，。、；：！？）》”’]*)"
"""What stays on one line: a Latin word or a character, with the punctuation that must not begin a line."""
_PICTURES = 0x2400
_DELETE = 0x7F
_IDEOGRAPHS = range(0x20000, 0x40000)
"""Planes 2 and 3 are for ideographs only: a newer one than this Python knows is still a rare name, not an attack."""
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
_NO_WIDTH = frozenset({"Mn", "Me"})


def visible(text: str, *, lines: bool = False) -> str:
    """`text` with control, format, surrogate and unassigned characters written out (␛, <U+202E>).

    Line ends stay only with `lines`, as newlines.
    """
    if text.isprintable():
        return text
    if lines:
        return "\n".join(visible(line) for line in re.split(_LINES, text))
    return "".join(map(_seen, text))


def flat(text: str) -> str:
    """`text` on one line: a line end becomes a space; the rest as `visible`."""
    return text if text.isprintable() else visible(re.sub(_LINES, " ", text))


@lru_cache(maxsize=4096)
def width_of(text: str) -> int:
    """How many cells `text` takes, which `visible` has seen to; remembered, as laying out asks several times."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def fit(text: str, width: int) -> str:
    """`text` cut to `width` cells, with … at its end when something was cut."""
    if len(text) * 2 <= width or width_of(text) <= width:  # no character takes more than two cells
        return text
    return _head(text, width - 1) + "…" if width > 0 else ""


def pad(text: str, width: int, *, right: bool = False) -> str:
    """`text` filled with spaces to `width` cells, behind it or (`right`) before it."""
    if text.isascii():
        return text.rjust(width) if right else text.ljust(width)
    space = " " * (width - width_of(text))
    return space + text if right else text + space


def placed(text: str, width: int, *, right: bool = False) -> str:
    """`text` cut to `width` cells, or filled to them."""
    if text.isascii() and len(text) <= width:
        return text.rjust(width) if right else text.ljust(width)
    return pad(fit(text, width), width, right=right)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells (at least 2); a Latin word is broken only when it is longer than a line."""
    return [line for part in text.split("\n") for line in _wrap_line(part, max(width, 2))]


def _wrap_line(text: str, width: int) -> list[str]:
    if width_of(text) <= width:
        return [text]
    lines, line, used = [], "", 0
    for word in re.findall(_WORDS, text):
        cells = width_of(word)
        if used + cells > width and line:
            lines.append(line.rstrip(" "))
            line, used = "", 0
            if word == " ":
                continue
        while cells > width:
            head = _head(word, width)
            lines.append(head)
            word = word[len(head) :]  # noqa: PLW2901 - what is left of the word
            cells = width_of(word)
        line, used = line + word, used + cells
    return [*lines, line] if line else lines


def _head(text: str, width: int) -> str:
    """As much of `text` as `width` cells hold."""
    used = 0
    for index, character in enumerate(text):
        used += _cells(character)
        if used > width:
            return text[:index]
    return text


@lru_cache(maxsize=8192)
def _cells(character: str) -> int:
    if ord(character) in _IDEOGRAPHS or unicodedata.east_asian_width(character) in {"W", "F"}:
        return 2
    return 0 if unicodedata.category(character) in _NO_WIDTH else 1


@lru_cache(maxsize=1024)
def _seen(character: str) -> str:
    code = ord(character)
    category = unicodedata.category(character)
    if category not in _INVISIBLE or (category == "Cn" and code in _IDEOGRAPHS):
        return character
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else f"<U+{code:04X}>"
