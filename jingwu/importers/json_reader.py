"""Reads JSON (.json): an array of objects, one object after another, or one around an array."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jingwu.errors import BadInput, Problem
from jingwu.importers.encodings import find_encoding
from jingwu.importers.json_paging import doubt_of
from jingwu.importers.json_wrapping import Object, Wrapped, unwrapped
from jingwu.importers.jsonl_reader import NoObject, are_reasons, parse_first, refusal, stripped
from jingwu.importers.rows import Asked, Note, Row, Source, shared
from jingwu.language import t

_MOST_BYTES = 1 << 27
_NO_SPACE = re.compile(r"[^ \t\r\n]")


def read_json(path: Path, asked: Asked) -> Source:
    """The objects of a JSON file; a row's number is its place, and what is wrong is said with its line."""
    if path.stat().st_size > _MOST_BYTES:  # an array is held whole
        message = t("The file is too large for one array; write it as JSON Lines (.jsonl).")
        raise BadInput([Problem(message, file=path.name)])
    shown, encoding = find_encoding(path)
    notes: list[Note] = []
    with path.open(encoding=encoding, newline="\n") as file:
        return Source(shown, _rows(file.read(), path, asked, notes), notes)


def _rows(text: str, path: Path, asked: Asked, notes: list[Note]) -> Iterator[Row]:
    """One object at a time: only the text itself is held whole. BadInput as of `_rows_of`.

    Where the text breaks, the last row keeps all that was not read, as a JSON text of its own to be mended.
    """
    line, counted, number = 1, 0, 1
    at, in_array = 0, False
    answers: list[Wrapped] = []
    try:
        at, in_array = _start(text)
        while at < len(text) or in_array:
            line, counted = line + text.count("\n", counted, at), at
            start = at
            found, at = _first(text, at, in_array=in_array)
            if isinstance(found, NoObject):
                yield Row(number, (), (text[start:at],) if asked.keep else (), str(found))
                number += 1
            else:
                for row in [found] if in_array else _rows_of(found, path, asked, answers):
                    names = shared(tuple(row))
                    if not names or not are_reasons(names):  # alone it is why the next was rejected
                        yield Row(number, names, list(row.values()))
                        number += 1
            at, in_array = _after(text, at, in_array=in_array)
    except ValueError as error:
        trouble = t("Unread from here on, line {line} of the file: {what}", line=line, what=error)
        yield Row(number, (), ("[" * in_array + text[at:].strip(),) if asked.keep else (), trouble)
    notes += _notes(answers)


def _first(text: str, at: int, *, in_array: bool) -> tuple[Object | NoObject, int]:
    """What begins here, and where it ends: an object, or within an array what should be one. ValueError."""
    try:
        return parse_first(text, at)
    except NoObject as error:
        if not in_array:
            raise
        return error, error.end


def _rows_of(found: Object, path: Path, asked: Asked, answers: list[Wrapped]) -> list[Object]:
    """The object itself, or the rows that stand in it. BadInput."""
    try:
        wrapped = unwrapped(found, asked.headings)
    except ValueError as error:
        raise refusal(path, error) from None
    if wrapped is None:
        return [found]
    answers.append(wrapped)
    return list(map(stripped, wrapped.rows))


def _notes(answers: list[Wrapped]) -> Iterator[Note]:
    """Where the rows of the answers stand, and whether there are more answers than these."""
    counts = Counter(answer.path for answer in answers for _ in answer.rows)
    for path, count in counts.items():
        if path:
            yield Note(t("The rows stand under '{path}': {count}.", path=path, count=count))
    if doubt := doubt_of([answer.paging for answer in answers], counts.total()):
        yield Note(doubt, is_doubt=True)


def _start(text: str) -> tuple[int, bool]:
    """Where the first object begins, and whether it stands in an array. ValueError where there is nothing."""
    at = _next(text, 0)
    if at == len(text):
        raise ValueError(t("The file is empty."))
    if text[at] != "[":
        return at, False
    at = _next(text, at + 1)
    return _end(text, at) if text[at : at + 1] == "]" else (at, True)


def _after(text: str, at: int, *, in_array: bool) -> tuple[int, bool]:
    """Where the next object begins, and whether an array goes on. ValueError for anything else."""
    at = _next(text, at)
    if not in_array:
        return at, False
    if text[at : at + 1] == "]":
        return _end(text, at)
    if text[at : at + 1] != ",":
        raise ValueError(t("The array is not closed."))
    return _next(text, at + 1), True


def _end(text: str, at: int) -> tuple[int, bool]:
    if _next(text, at + 1) < len(text):
        raise ValueError(t("Something stands after the end of the array."))
    return len(text), False


def _next(text: str, at: int) -> int:
    """Where something stands that is no space."""
    found = _NO_SPACE.search(text, at)
    return found.start() if found else len(text)
