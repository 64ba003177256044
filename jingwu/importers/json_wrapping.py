"""A JSON object around the rows, as the answer of a web service is: {"code": 0, "data": {"list": [...]}}."""

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from jingwu.importers.headings import known_headings, plain
from jingwu.language import listed, on_one_line, t

_DEEPEST = 4
_SHOWN = 8
_SURE = 2
"""So many known headings make an object a row; an answer may have a 'status' or an 'id' of its own."""
_COUNT = re.compile("[0-9]{1,9}")
_TOTALS = frozenset({"total", "totalcount", "totalrows", "totalelements", "recordstotal", "count", "总数", "总条数"})

Object = dict[str, Any]


class Wrapped(NamedTuple):
    """The rows of an answer, and what is to be said of it."""

    rows: list[Object]
    notes: list[str]


def unwrapped(found: Object, headings: Collection[str] = ()) -> Wrapped | None:
    """The rows that stand inside an object which is no row itself; None for one that is.

    `headings` are known beside those of the records. ValueError, in words, where it cannot be said which rows are
    meant, or where they are not to be imported.
    """
    if "jingwu" in found and "command" in found:
        message = t("This is what 'jingwu --json' prints: it is masked, and no file to import.")
        raise ValueError(message + "\n" + t("'jingwu export' writes what import takes back."))
    if "_meta" in found:
        message = t("This is a file that a ledger keeps for itself.")
        raise ValueError(message + "\n" + t("'jingwu export' writes what import takes back."))
    if _is_row(found, headings):
        return None
    if found and all(key.isdecimal() and isinstance(row, dict) for key, row in found.items()):
        return Wrapped(list(found.values()), [])  # as PHP writes an array with gaps
    places = list(_places(found, headings, ()))
    if not places:
        return None
    if len(places) > 1:
        names = listed(f"'{path}'" for path, _ in places[:_SHOWN])
        message = t("This is one object around rows, which stand under several keys: {names}.", names=names)
        raise ValueError(message + "\n" + t("Give one of these arrays alone."))
    path, rows = places[0]
    if not rows:
        message = t("This is one object around rows, but there is none under '{path}'.", path=path)
        raise ValueError(message + "\n" + t("Perhaps it tells of a failure. An array alone may be empty."))
    return Wrapped(rows, list(_notes(found, path, len(rows))))


def _is_row(found: Object, headings: Collection[str]) -> bool:
    return sum(plain(key) in known_headings() or plain(key) in headings for key in found) >= _SURE


def _places(found: Object, headings: Collection[str], above: tuple[str, ...]) -> Iterator[tuple[str, list[Object]]]:
    """Where rows stand, and the rows."""
    for key, value in found.items():
        path = (*above, key)
        if isinstance(value, list) and all(isinstance(row, dict) for row in value):
            yield _written(path), value
        elif isinstance(value, dict) and _is_row(value, headings):
            yield _written(path), [value]
        elif isinstance(value, dict) and len(path) < _DEEPEST:
            yield from _places(value, headings, path)


def _written(path: tuple[str, ...]) -> str:
    return on_one_line(".".join(path))


def _notes(found: Object, path: str, count: int) -> Iterator[str]:
    yield t("The rows stand under '{path}': {count}.", path=path, count=count)
    told = max(_totals(found, 0), default=0)
    if told > count:
        yield t(
            "It speaks of {told} rows and holds {count}: perhaps it is one page of several.", told=told, count=count
        )


def _totals(found: Object, depth: int) -> Iterator[int]:
    for key, value in found.items():
        if plain(key) in _TOTALS and type(value) in {int, str} and _COUNT.fullmatch(str(value)):
            yield int(value)
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from _totals(value, depth + 1)
