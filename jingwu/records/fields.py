"""What a column is: its name, headings, type and limits, described once for everything that handles it.

The ledger's codec, the importer, the tables, the options of commands and the prompts all read these descriptions.
"""

from collections.abc import Mapping
from dataclasses import field, fields
from types import MappingProxyType
from typing import Any, NamedTuple

from jingwu.language import pick


class Column(NamedTuple):
    """A column of a record, of a party or of an event.

    `type` is one of: text (several lines), line, when (date or date with time), date, money (Decimal, yuan),
    integer, yes (bool), choice (a code of `choices`), choices (a tuple of codes), parties, numbers (of records).
    """

    name: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    """Chinese headings; the first is the one that is shown."""
    required: bool = False
    limit: int = 200
    """The most characters of a text, or the largest integer."""
    minimum: int = 0
    """The least integer or amount."""
    choices: Mapping[str, str] = MappingProxyType({})
    """Code to its Chinese name; the English name is the code itself with spaces."""
    words: Mapping[str, str] = MappingProxyType({})
    """What people also write for a choice, to its code."""
    listed: str = ""
    """The list of the station's settings that the value must be in: officers, areas, grids, categories, risks."""
    mask: str = ""
    """How it is masked: name, id_number, phone, address, birth, or text (names and numbers inside it)."""

    @property
    def heading(self) -> str:
        """The column's name as people read it."""
        return pick(self.label, self.aliases[0] if self.aliases else self.label)

    @property
    def option(self) -> str:
        """The column's name as an option of a command: --reported-at; options that may be repeated name one thing."""
        return "--" + (_OPTIONS.get(self.type) or self.name).replace("_", "-")

    def choice_name(self, code: str) -> str:
        """A code as people read it."""
        return pick(code.replace("_", " "), self.choices.get(code, code))


_OPTIONS = {"parties": "party", "choices": "flag", "numbers": "to"}


def text(label: str, *aliases: str, **rules: Any) -> Any:
    """A text of several lines."""
    return _stored("text", label, aliases, {"limit": 4000, "mask": "text", **rules})


def line(label: str, *aliases: str, **rules: Any) -> Any:
    """A text on one line."""
    return _stored("line", label, aliases, rules)


def when(label: str, *aliases: str, **rules: Any) -> Any:
    """A date, or a date with a time."""
    return _stored("when", label, aliases, rules)


def day(label: str, *aliases: str, **rules: Any) -> Any:
    """A date."""
    return _stored("date", label, aliases, rules)


def money(label: str, *aliases: str, **rules: Any) -> Any:
    """An amount of yuan, exact to the fen."""
    return _stored("money", label, aliases, rules)


def integer(label: str, *aliases: str, **rules: Any) -> Any:
    """A whole number."""
    return _stored("integer", label, aliases, {"limit": 1_000_000, **rules})


def yes(label: str, *aliases: str, **rules: Any) -> Any:
    """Yes or no."""
    return _stored("yes", label, aliases, rules, default=False)


def choice(label: str, *aliases: str, choices: Mapping[str, str], **rules: Any) -> Any:
    """One of a few codes."""
    return _stored("choice", label, aliases, {"choices": choices, **rules})


def choices(label: str, *aliases: str, choices: Mapping[str, str], **rules: Any) -> Any:
    """Some of a few codes."""
    return _stored("choices", label, aliases, {"choices": choices, **rules}, default=())


def several(kind: str, label: str, *aliases: str, **rules: Any) -> Any:
    """A tuple of parties or of numbers."""
    return _stored(kind, label, aliases, rules, default=())


def _stored(
    kind: str, label: str, aliases: tuple[str, ...], rules: Mapping[str, Any], *, default: object = None
) -> Any:
    metadata = {"column": Column("", kind, label, aliases, **rules)}
    if rules.get("required"):
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


def columns_of(described: type) -> tuple[Column, ...]:
    """The columns of a record class, or of Party, in their order of description."""
    if described not in _COLUMNS:
        _COLUMNS[described] = tuple(
            entry.metadata["column"]._replace(name=entry.name)
            for entry in fields(described)
            if "column" in entry.metadata
        )
    return _COLUMNS[described]


_COLUMNS: dict[type, tuple[Column, ...]] = {}
