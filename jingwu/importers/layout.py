"""The layout of a foreign file, as a mapping file (映射文件) describes it: rows come out under headings that are known.

A layout is bound once to the headings of a table; a row then costs a few lookups, and without a layout nothing.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from jingwu.dates import write_when
from jingwu.errors import Problem
from jingwu.importers.action_rows import action_target
from jingwu.importers.headings import Target, find_target, plain
from jingwu.language import listed, t
from jingwu.records import KINDS
from jingwu.rules.strays import FIGURE
from jingwu.rules.validation import is_nothing

OTHERS = "*"
"""In a mapping file: every value, or every heading, that is not named."""
SOURCE_KEY = "source_key"
_JOINED = {SOURCE_KEY: "-"}
_JOIN = " / "
_DATES = frozenset({"when", "date"})


class Layout(NamedTuple):
    """What a mapping file says; headings are those of the file, without what people vary (see `headings.plain`)."""

    file: str = ""
    """The mapping file's name."""
    kind: str = ""
    """The kind of every row; '' when it is found as without a mapping."""
    columns: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Heading to the names of the fields that it fills; none where the column is left out."""
    named: tuple[str, ...] = ()
    """The headings that fill fields, as the mapping file writes them."""
    only: bool = False
    """Columns that are not named are left out too."""
    constants: Mapping[str, object] = MappingProxyType({})
    """Field to what it is in every row that says nothing else."""
    values: Mapping[str, Mapping[str, object]] = MappingProxyType({})
    """Heading or field to the file's values, folded, and what is stored for them."""
    dates: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Heading, or '*' for all, to the forms of its dates, as strptime knows them."""
    wrong: Mapping[str, Sequence[Problem]] = MappingProxyType({})
    """Kind to what is wrong with constants there, though it may not be in the records of others."""

    def bind(self, names: tuple[str, ...]) -> "Shape":
        """The shape of a table with these headings."""
        found: dict[tuple[str, int], list[int]] = {}
        for index, name in enumerate(names):
            for field in self._fields_of(name):
                # Two columns come together only where the mapping says so.
                found.setdefault((field, -1 if plain(name) in self.columns else index), []).append(index)
        sources = [(field, places) for (field, _), places in found.items()]
        return Shape(
            tuple(field for field, _ in sources),
            tuple(names[places[0]] for _, places in sources),
            tuple(self.source_of(field, places, names) for field, places in sources),
        )

    def absent(self, names: Iterable[str]) -> list[str]:
        """The mapping's headings that a table does not have, in the order of the mapping."""
        there = {plain(name) for name in names}
        return [heading for heading in self.named if plain(heading) not in there]

    def _fields_of(self, name: str) -> tuple[str, ...]:
        found = self.columns.get(plain(name))
        if found is None:
            return () if self.only else (name,)
        return found

    def source_of(self, field: str, places: list[int], names: tuple[str, ...]) -> "Source":
        """Where the cell of a field comes from, in a table with these headings."""
        target = target_of(field, self.kind)
        values = tuple(self._values_of(names[place], field, target) for place in places)
        forms: tuple[str, ...] = ()
        is_date = target is not None and target.type in _DATES
        if is_date and self.dates:
            told = (self.dates.get(plain(names[place])) for place in places)
            forms = next(filter(None, told), self.dates.get(OTHERS, ()))
        join = " " if is_date else _JOINED.get(field, _JOIN)  # a day and a time may have a column each
        return Source(tuple(places), values if any(values) else (), forms, join)

    def _values_of(self, heading: str, field: str, target: Target | None) -> Mapping[str, object]:
        for name, told in self.values.items():
            if plain(name) in {plain(heading), plain(field)} or (
                target is not None and target_of(name, self.kind) == target
            ):
                return told
        return {}


class Source(NamedTuple):
    """Where one cell of a reshaped row comes from."""

    places: tuple[int, ...]
    values: tuple[Mapping[str, object], ...]
    """What is stored for the file's values, a place; empty where they stay as they are."""
    forms: tuple[str, ...]
    """The forms of its dates; empty where no dates stand."""
    join: str


class Shape(NamedTuple):
    """A layout, bound to the headings of a table."""

    names: tuple[str, ...]
    """The headings as they are known here."""
    shown: tuple[str, ...]
    """The file's own headings, one a name."""
    sources: tuple[Source, ...]

    def apply(self, cells: Sequence[object]) -> tuple[list[object], list[Problem]]:
        """The cells of a row under `names`, and the dates that are in none of the forms, or may be two."""
        problems: list[Problem] = []
        made: list[object] = []
        for index, source in enumerate(self.sources):
            places = source.places
            if len(places) == 1 and not source.values and not source.forms:
                made.append(cells[places[0]])
                continue
            parts = [_translated(cells[place], source, number) for number, place in enumerate(places)]
            cell = parts[0] if len(parts) == 1 else source.join.join(str(part) for part in parts if part)
            if source.forms and cell and not is_nothing(cell) and _is_as_written(parts, cells, places):
                try:
                    cell = _date_in(str(cell), source.forms)
                except ValueError as error:
                    problems.append(_wrong_date(self.shown[index], cell, str(error)))
                    cell = None
            made.append(cell)
        return made, problems


def target_of(field: str, kind: str) -> Target | None:
    """What the name of a field, or a heading, means for a kind; for the first that knows it when `kind` is empty."""
    found = (find_target(known, field)[0] for known in ((kind,) if kind else KINDS))
    return next((target for target in found if target is not None), None) or action_target(field)


def folded(value: object) -> str:
    """A value as it is compared: in any case and width, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", str(value)).casefold().split())


def _translated(cell: object, source: Source, number: int) -> object:
    if cell is None or cell == "":
        return cell
    if source.values:
        values = source.values[number]
        told = values.get(folded(cell), values.get(OTHERS))
        if told is not None:
            return told
    return cell


def _is_as_written(parts: list[object], cells: Sequence[object], places: Sequence[int]) -> bool:
    """Whether a date is as the file has it. A spreadsheet's own dates, of a class of their own, have no form."""
    return all(part is cells[place] and type(part) is str for part, place in zip(parts, places, strict=True) if part)


def _date_in(text: str, forms: tuple[str, ...]) -> str:
    """The date in a form that is known everywhere. ValueError where it is in none of the forms, or may be two dates."""
    found: dict[str, None] = {}
    for form in forms:
        try:
            when = datetime.strptime(text, form)  # noqa: DTZ007 - times are those of Shanghai unless the text says more
        except ValueError:
            continue
        found[when.isoformat() if when.tzinfo else write_when(when if _has_time(form) else when.date())] = None
    if not found:
        raise ValueError(t("This is not a date of the form that the mapping says: {forms}.", forms=listed(forms)))
    if len(found) > 1:
        raise ValueError(t("By the forms of the mapping this may be {dates}.", dates=listed(found)))
    return next(iter(found))


def _has_time(form: str) -> bool:
    return any(mark in form for mark in ("%H", "%I", "%X", "%c"))


def _wrong_date(heading: str, cell: object, message: str) -> Problem:
    return Problem(message, column=heading, value=str(cell)[:60], mask=FIGURE, code="wrong_date")
