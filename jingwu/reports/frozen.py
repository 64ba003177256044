"""Sheets as JSON documents and back, without loss: what a frozen month is printed from for ever.

Texts, numbers and lists stand as they are; everything else is an object that says what it `is`. A field that has its
default is left out, so that a sheet of today can be read when sheets have learnt more.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jingwu.dates import Period
from jingwu.reports.table import Change, Heading, Missing, Named, Private, Rate, Sheet, Table

CLASSES: dict[str, Any] = {
    kind.__name__: kind for kind in (Sheet, Table, Heading, Private, Rate, Change, Missing, Period)
}
"""The named tuples that sheets are made of."""


def sheet_document(sheet: Sheet) -> dict[str, Any]:
    """The document of a sheet."""
    document: dict[str, Any] = _written(sheet)
    return document


def sheet_of(document: Any) -> Sheet:
    """The sheet of a document. ValueError, KeyError or TypeError when it is none that this program can read."""
    sheet = _read(document)
    if not isinstance(sheet, Sheet):
        raise TypeError(type(sheet))
    return sheet


def _written(value: Any) -> Any:
    if isinstance(value, Named):
        return {"is": "Named", "text": str(value), "code": value.code}
    if value is None or isinstance(value, bool | int | str):
        return value
    name = type(value).__name__
    if name in CLASSES:
        defaults = value._field_defaults
        fields = value._asdict().items()
        return {"is": name} | {key: _written(field) for key, field in fields if field != defaults.get(key, _UNSET)}
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    return {"is": name, "value": _WRITERS[name](value)}


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_read, value))
    if not isinstance(value, dict):
        return value
    name = value["is"]
    if name == "Named":
        return Named(value["text"], value["code"])
    if name in CLASSES:
        return CLASSES[name](**{key: _read(field) for key, field in value.items() if key != "is"})
    return _READERS[name](value["value"])


_UNSET = object()
_WRITERS: dict[str, Callable[[Any], str]] = {"Decimal": str, "date": date.isoformat, "datetime": datetime.isoformat}
_READERS: dict[str, Callable[[str], Any]] = {
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}
