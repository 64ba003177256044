"""Which encoding a text file is in: found by strict decoding of the whole file, never guessed from a part of it."""

import codecs
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from io import TextIOBase
from pathlib import Path

from jingwu.errors import BadInput, Problem
from jingwu.language import t

# UTF-32 before UTF-16: the BOM of UTF-16 begins that of UTF-32.
_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16"),
    (codecs.BOM_UTF8, "UTF-8 BOM", "utf-8-sig"),
)
_LIKE_ASCII = {"utf-8", "utf-8-sig", "gb18030"}
"""Encodings in which ASCII is what it is, and no part of another character is a sign."""
_BATCH = 1 << 20
_LONGEST_LINE = 1 << 22
# In GB18030 text the first or second character already is no UTF-8: a file that held for longer is damaged UTF-8.
_SURELY_UTF8 = 16
_SURELY_MIXED = 8
"""Bytes beyond characters in one line, which four Chinese ones have: by chance, two in GB18030 may be UTF-8, too."""


def find_encoding(path: Path) -> tuple[str, str]:
    """The encoding's name for people and for Python.

    BadInput, with the line, for a file that is in none of UTF-8, GB18030 and what its byte order mark says.
    OSError when the file cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    for mark, shown, name in _BOMS:
        if head.startswith(mark):
            _check_whole(path, shown, name)
            return shown, name
    if head.count(0) > len(head) // 8:
        raise _refusal(path, t("This is no text file, or UTF-16 without its mark."), None)
    failed, extra = _first_failure(path, "utf-8")
    if not failed:
        return "UTF-8", "utf-8"
    if extra >= _SURELY_UTF8:
        raise _refusal(path, t("The file is UTF-8, but damaged here."), failed)
    broken = failed
    failed, _ = _first_failure(path, "gb18030")
    if failed:
        raise _refusal(path, t("The file is neither UTF-8 nor GB18030 here."), failed)
    mixed = _line_in_utf8(path)
    if mixed and mixed < broken:
        words = t("This line is in GB18030, those above in UTF-8: two files were put together.")
        raise _refusal(path, words, broken)
    if mixed:
        raise _refusal(path, t("This line is in UTF-8, those above in GB18030: two files were put together."), mixed)
    return "GB18030", "gb18030"


def _line_in_utf8(path: Path) -> int:
    """The first line that is UTF-8 without doubt, though the file is none; 0 when there is none."""
    with path.open("rb") as file:
        for number, line in enumerate(iter(partial(file.readline, _LONGEST_LINE), b""), 1):
            if not line.isascii():
                with suppress(UnicodeDecodeError):
                    if len(line) - len(line.decode("utf-8")) >= _SURELY_MIXED:
                        return number
    return 0


def may_hold(path: Path, encoding: str, texts: tuple[str, ...]) -> bool:
    """Whether any of these short ASCII texts may stand in a file: at times True where none does, never the reverse."""
    if encoding not in _LIKE_ASCII:
        return True
    before, wanted = b"", [text.encode("ascii") for text in texts]
    with path.open("rb") as file:
        while piece := file.read(_BATCH):
            if any(text in piece or text in before + piece[:8] for text in wanted):
                return True
            before = piece[-8:]
    return False


def bounded_lines(file: TextIOBase) -> Iterator[str]:
    """The lines of a text; one that is longer than any true row comes in pieces, so that it cannot fill the memory."""
    return iter(partial(file.readline, _LONGEST_LINE), "")


def _first_failure(path: Path, encoding: str) -> tuple[int, int]:
    """The first line that is not in `encoding`, or 0; and how many bytes more than characters came before it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, extra = 0, 0
    with path.open("rb") as file:
        # Neither encoding uses the byte of a line break inside a character.
        while piece := file.read(_BATCH):
            waiting = len(decoder.getstate()[0])
            try:
                text = decoder.decode(piece)
            except UnicodeDecodeError as error:
                good = error.object[: error.start]
                return line + good.count(b"\n") + 1, extra + len(good) - len(good.decode(encoding))
            line += piece.count(b"\n")
            extra += waiting + len(piece) - len(decoder.getstate()[0]) - len(text)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return line + 1, extra
    return 0, extra


def _check_whole(path: Path, shown: str, encoding: str) -> None:
    line = 1
    with path.open(encoding=encoding, newline="") as file:
        try:
            while text := file.read(_BATCH):
                line += text.count("\n")
        except UnicodeError:
            message = t("The file's first bytes say {encoding}, but it is not.", encoding=shown)
            raise _refusal(path, message, line) from None


def _refusal(path: Path, message: str, line: int | None) -> BadInput:
    hint = t("Save it again as UTF-8.")
    return BadInput([Problem(message, file=path.name, row=line, hint=hint)])
