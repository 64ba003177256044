"""What a station writes about a limit in station.toml, checked entry by entry."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jingwu.language import listed, t
from jingwu.records import KINDS, record_class
from jingwu.records.fields import columns_of
from jingwu.rules.limit import PAUSE_REASONS, UNITS, Limit
from jingwu.rules.status import machine

Fault = tuple[str, str, str]
"""Entry of the row ('' for the row itself), message, hint."""


def changed_row(key: str, override: Mapping[str, Any], known: Mapping[str, Limit]) -> tuple[Limit | None, list[Fault]]:
    """The row that a station means under `key`, and what is wrong with it; None when something is.

    A known key is changed. 'request.reply@x' is a copy of request.reply with changes, for other days or records. Any
    other is a row of the station's own, and needs a label and what starts it.
    """
    name, _, variant = key.partition("@")
    own = key not in known and name not in known
    base = known.get(key) or known.get(name) or Limit(name, "practice: the station's promise", "本所承诺")
    if name.partition(".")[0] not in KINDS or (own and not override.keys() & {"label", "since", "starts"}):
        return None, [("", t("There is no such limit."), _perhaps(key, known))]
    values: dict[str, Any] = {"variant": variant}
    if key not in known:  # a copy for other days is not bound to those of the row it is made from
        values |= {"first_day": None, "last_day": None}
    if "amount" in override:  # an amount of the station's own is for every risk
        values |= {"high_amount": 0}
    faults: list[Fault] = []
    for entry, value in override.items():
        try:
            values |= _read(base.kind, entry, value)
        except (ValueError, TypeError) as error:
            faults.append((entry, str(error), ""))
    if faults:
        return None, faults
    row = base._replace(**values, **_own_basis(base, override))
    if own and not (row.since or row.starts):
        return None, [("", t("Say what starts it: since or starts."), "")]
    if own and not row.is_on:
        return None, [("", t("Say how long it is: amount, or the date_field that holds the date."), "")]
    if row.first_day and row.last_day and row.first_day > row.last_day:
        return None, [("until", t("This lies before 'from'."), "")]
    return row, []


def _own_basis(base: Limit, override: Mapping[str, Any]) -> dict[str, Any]:
    """The basis of a limit whose length the station changed without naming one: its settings, not what they replace."""
    if "basis" in override or not override.keys() & _LENGTHS:
        return {}
    if base.basis.startswith("practice"):
        return {"basis": "practice: the station's promise", "basis_chinese": "本所承诺"}
    return {
        "basis": f"the station's settings; without them: {base.basis}",
        "basis_chinese": f"本所规定；未另作规定的：{base.basis_chinese}",
    }


_LENGTHS = frozenset({"amount", "unit", "by_risk", "by_category", "by_service"})


def _read(kind: str, entry: str, value: object) -> dict[str, Any]:
    """The fields of a row that an entry sets. ValueError when it is wrong."""
    if entry not in _READERS:
        raise ValueError(t("A limit has these entries: {names}.", names=listed(_READERS)))
    return _READERS[entry](kind, entry, value)


_Read = Callable[[str, str, Any], dict[str, Any]]


def _count(_kind: str, entry: str, value: Any) -> dict[str, Any]:
    if not _is_count(value):
        raise ValueError(t("A whole number of zero or more is expected here."))
    return {entry: value}


def _unit(_kind: str, entry: str, value: Any) -> dict[str, Any]:
    if value not in UNITS:
        raise ValueError(t("The unit is one of {units}.", units=listed(UNITS)))
    return {entry: value}


def _flag(_kind: str, entry: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, bool):
        raise ValueError(t("true or false is expected here."))
    return {entry: value}


def _amounts(_kind: str, entry: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(_is_count(amount) for amount in value.values()):
        raise ValueError(t("A table of names to whole numbers is expected here."))
    return {entry: value}


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(t("A text on one line is expected here."))
    return value


def _words(names: tuple[str, ...]) -> _Read:
    return lambda _kind, _entry, value: dict.fromkeys(names, _text(value))


def _day(field: str) -> _Read:
    def read(_kind: str, _entry: str, value: Any) -> dict[str, Any]:
        if type(value) is not date:
            raise ValueError(t("A date is expected here: 2026-01-01, without quotation marks."))
        return {field: value}

    return read


def _steps(kind: str, entry: str, value: Any) -> dict[str, Any]:
    known = {step for _, step in machine(kind)}
    _check_names(value, known)
    return {entry: frozenset(value)}


def _since(kind: str, entry: str, value: Any) -> dict[str, Any]:
    _check_names(value, {column.name for column in columns_of(record_class(kind)) if column.type in {"when", "date"}})
    return {entry: tuple(value)}


def _date_field(kind: str, entry: str, value: Any) -> dict[str, Any]:
    return {entry: _since(kind, entry, [value])[entry][0]}


def _pauses(_kind: str, entry: str, value: Any) -> dict[str, Any]:
    _check_names(value, set(PAUSE_REASONS))
    return {entry: frozenset(value)}


def _where(kind: str, entry: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(t("A table of columns to lists of values is expected here."))
    _check_names(list(value), {column.name for column in columns_of(record_class(kind))})
    if not all(isinstance(values, list) for values in value.values()):
        raise ValueError(t("A table of columns to lists of values is expected here."))
    return {entry: tuple((name, frozenset(value or None for value in values)) for name, values in value.items())}


def _check_names(value: Any, known: set[str]) -> None:
    """`value` is a list of known names; '' among the values of a filter stands for 'not set'."""
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ValueError(t("A list of names is expected here."))
    wrong = [name for name in value if name not in known]
    if wrong:
        raise ValueError(t("Not known: {wrong}. Known: {names}.", wrong=wrong[0], names=listed(sorted(known))))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000  # noqa: PLR2004 - a lifetime


def _perhaps(key: str, known: Mapping[str, Limit]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, n=3, cutoff=0.4) or list(known)
    return t("Known: {names}.", names=listed(near))


_READERS: dict[str, _Read] = {
    "amount": _count,
    "unit": _unit,
    "roll": _flag,
    "by_risk": _amounts,
    "by_category": _amounts,
    "by_service": _amounts,
    "from": _day("first_day"),
    "until": _day("last_day"),
    "label": _words(()),
    "basis": _words(("basis", "basis_chinese")),
    "since": _since,
    "starts": _steps,
    "stops": _steps,
    "date_field": _date_field,
    "where": _where,
    "once": _flag,
    "keeps": _flag,
    "outlasts": _flag,
    "extensions": _count,
    "extension_days": _count,
    "extension_months": _count,
    "approver": _words(("approver", "approver_chinese")),
    "pauses": _pauses,
}
"""Entry of a row in station.toml to what reads it."""
