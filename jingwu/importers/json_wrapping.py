"""A JSON object around the rows, as the answer of a web service is: {"code": 0, "data": {"list": [...]}}."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, NamedTuple

from jingwu.importers.headings import known_headings, plain, targets
from jingwu.importers.json_paging import Paging, paging_of
from jingwu.language import listed, on_one_line, t
from jingwu.records import KINDS

_DEEPEST = 4
_SHOWN = 8
_SURE = 2
"""So many known headings make an object a row; an answer may have a 'status' or an 'id' of its own."""
_LONGEST = 80
_MESSAGES = ("msg", "message", "errmsg", "errormsg", "errormessage", "error")
_OF_ANSWER = frozenset(
    {"code", "errcode", "errorcode", "status", "success", "ok", "data", "result", "rows", "list", "path", "timestamp",
     "time", "requestid", "traceid", "total", "count", *_MESSAGES}
)  # fmt: skip
"""What stands in an answer beside its rows."""
_NEEDED = frozenset({"summary", "reported_at"})
"""What every record says, and no answer around rows."""

Object = dict[str, Any]


class Wrapped(NamedTuple):
    """The rows of an answer."""

    rows: list[Object]
    path: str = ""
    """Where they stand in it."""
    paging: Paging = Paging()
    """What it says of the answers that follow."""

    @property
    def words(self) -> str:
        """Where the rows stand, as people read it."""
        return t("The rows stand under '{path}': {count}.", path=self.path, count=len(self.rows))


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
    if _is_row(found, headings) and not _is_around_rows(found, headings):
        return None
    if found and all(key.isdecimal() and isinstance(row, dict) for key, row in found.items()):
        return Wrapped(list(found.values()))  # as PHP writes an array with gaps
    places = list(_places(found, headings, ()))
    if not places:
        _refuse_message(found, headings)
        return None
    places = [(path, rows) for path, rows in places if rows] or places[:1]  # "errors": [] may stand beside them
    if len(places) > 1:
        names = listed(f"'{path}'" for path, _ in places[:_SHOWN])
        message = t("This is one object around rows, which stand under several keys: {names}.", names=names)
        raise ValueError(message + "\n" + t("Give one of these arrays alone."))
    path, rows = places[0]
    if not rows:
        message = t("This is one object around rows, but there is none under '{path}'.", path=path)
        raise ValueError(message + "\n" + t("Perhaps it tells of a failure. An array alone may be empty."))
    return Wrapped(rows, path, paging_of(found))


def _refuse_message(found: Object, headings: Collection[str]) -> None:
    """ValueError for an answer that has only a code and a message: {"code": 500, "msg": "…", "data": null}."""
    names = {plain(key): key for key in found}
    told = next((names[name] for name in _MESSAGES if name in names), None)
    if told is not None and names.keys() <= _OF_ANSWER and names.keys().isdisjoint(headings):
        said = on_one_line(str(found[told]))[:_LONGEST]
        raise ValueError(t("A service answered without rows: '{message}'.", message=said) + "\n" + t("Ask it again."))


def _is_row(found: Object, headings: Collection[str]) -> bool:
    return sum(plain(key) in known_headings() or plain(key) in headings for key in found) >= _SURE


def _is_around_rows(found: Object, headings: Collection[str]) -> bool:
    """Whether what has the headings of a row, as 'status' and 'source', is an answer that holds rows after all."""
    names = {plain(key) for key in found}
    if all(names & headings_of for headings_of in _needed()):
        return False
    inner = {key: value for key, value in found.items() if plain(key) not in known_headings()}
    return any(not rows or _is_row(rows[0], headings) for _, rows in _places(inner, headings, ()))


@cache
def _needed() -> tuple[frozenset[str], ...]:
    known = [(heading, target.field) for kind in KINDS for heading, target in targets(kind).items()
             if target.part == "column"]  # fmt: skip
    return tuple(frozenset(heading for heading, field in known if field == name) for name in _NEEDED)


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
