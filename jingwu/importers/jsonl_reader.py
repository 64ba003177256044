"""Reads JSON Lines (.jsonl): one object a line."""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from jingwu.errors import BadInput, Problem
from jingwu.importers.encodings import bounded_lines, find_encoding
from jingwu.importers.headings import is_of_rejects
from jingwu.importers.json_wrapping import unwrapped
from jingwu.importers.rows import Asked, Row, Source, shared
from jingwu.language import t

_LONGEST_NUMBER = 40


def read_jsonl(path: Path, asked: Asked) -> Source:
    """The rows of a JSONL file; a row's number is its line."""
    shown, encoding = find_encoding(path)
    return Source(shown, _rows(path, encoding, asked), [])


def _rows(path: Path, encoding: str, asked: Asked) -> Iterator[Row]:
    """The objects of the lines. BadInput for a text that is not of lines, or for an object around the rows."""
    with path.open(encoding=encoding, newline="\n") as file:
        _check_first(path, next(filter(str.strip, bounded_lines(file)), ""), asked)
        file.seek(0)
        for number, line in enumerate(bounded_lines(file), 1):
            if not line.strip():
                continue
            try:
                found = parse_object(line)
            except ValueError as error:
                yield Row(number, (), (line.strip(),) if asked.keep else (), str(error))
            else:
                names = shared(tuple(found))
                if not names or not are_reasons(names):  # alone it is why the next line was rejected
                    yield Row(number, names, list(found.values()))


def _check_first(path: Path, line: str, asked: Asked) -> None:
    """BadInput where the first line shows that the file is JSON of another form."""
    text = line.strip()
    if text in {"{", "["} or text.startswith("[{"):
        message = t("This is one JSON text, not one object a line.")
        raise refusal(path, ValueError(message + "\n" + t("Name the file .json, or give --format json.")))
    try:
        found = parse_object(text)
    except ValueError:
        return  # the line is told of in its turn
    try:
        wrapped = unwrapped(found, asked.headings)
    except ValueError as error:
        raise refusal(path, error) from None
    if wrapped is not None:
        hint = t("Name the file .json, or give --format json.")
        raise refusal(path, ValueError(wrapped.words + "\n" + hint))


def refusal(path: Path, error: ValueError) -> BadInput:
    """That a whole file is refused; a hint may stand behind a line break of the error's text."""
    message, _, hint = str(error).partition("\n")
    return BadInput([Problem(message, file=path.name, hint=hint)])


@lru_cache(maxsize=1000)
def are_reasons(names: tuple[str, ...]) -> bool:
    """Whether an object says nothing but why another was rejected."""
    return all(map(is_of_rejects, names))


def parse_object(text: str) -> dict[str, Any]:
    """The one JSON object of a text. ValueError, in words, for anything that JSON or the ledger does not know."""
    text = text.strip().removeprefix("\ufeff")  # of files that a script put together
    found, end = parse_first(text, 0)
    if end < len(text):
        raise ValueError(_no_json(end))
    return found


class NoObject(ValueError):
    """A JSON value is no object; `end` is where it ends."""

    def __init__(self, end: int) -> None:
        super().__init__(t("One JSON object is expected: {example}.", example='{"summary": "…"}'))
        self.end = end


def parse_first(text: str, start: int) -> tuple[dict[str, Any], int]:
    """The JSON object that begins at `start`, and where it ends. ValueError as of `parse_object`; NoObject."""
    try:
        found, end = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise ValueError(_no_json(error.pos - start)) from None
    except RecursionError:
        raise ValueError(t("The JSON is nested too deeply.")) from None
    if not isinstance(found, dict):
        raise NoObject(end)
    if text.find("\\u", start, end) >= 0:
        _refuse_surrogates(found)
    return stripped(found), end


def stripped(found: dict[str, Any]) -> dict[str, Any]:
    """The object, its texts without outer spaces and with line ends as they are kept."""
    return {key: _line_ends(value.strip()) if isinstance(value, str) else value for key, value in found.items()}


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _no_json(position: int) -> str:
    return t("This is not JSON, from character {position} on.", position=position + 1)


def _refuse_surrogates(found: dict[str, Any]) -> None:
    try:
        json.dumps(found, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise ValueError(t("It holds half of a character (a lone surrogate).")) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(t("A key stands twice in one object."))
    return found


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(t("A number is too long."))
    return int(text)


def _fraction(text: str) -> Decimal:
    # Decimal keeps 1280.10 as it stands, and float tells what is too large for anyone else's JSON.
    if len(text) > _LONGEST_NUMBER or float(text) in {float("inf"), float("-inf")}:
        raise ValueError(t("A number is too large or too long."))
    return Decimal(text)


def _no_number(_text: str) -> NoReturn:
    raise ValueError(t("NaN and Infinity are no numbers in JSON."))


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_no_number
)
