"""Turns the cells of a row into the fields of a record and the steps of its life, by the headings.

Headings are read once for each table, into a plan (planning.py); a row then costs a few lookups.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jingwu.errors import Problem
from jingwu.importers.headings import (
    Target,
    near_headings,
    plain,
    shown_headings,
    targets,
    with_unit,
)
from jingwu.importers.nothing import emptied, may_say_nothing
from jingwu.importers.people import people_of
from jingwu.language import listed, t
from jingwu.records import record_class
from jingwu.records.fields import columns_of
from jingwu.records.record import Party
from jingwu.rules.cell_text import NOT_CALCULATED, no_result

_PARTED = re.compile(r"[|｜^；、,\x01\x1f]|\S\s{2,}\S|\S\u3000\S")
"""What people put between headings, and no reader takes for a sign between cells."""
_OF_EXPORT = frozenset({"number", "entered_at"})
"""What each row of an export tells; a list has the number and the state, but not what led to it."""

Raw = dict[str, object]


class Step(NamedTuple):
    """A step of a record's life, as a row gives it."""

    action: str
    raw: Raw
    """Raw values by column name, `at` and `note` among them."""
    by: object
    """Who did it; None when the row does not say."""


class Mapped(NamedTuple):
    """What a row says."""

    raw: Raw
    """Raw values by column name, as `rules.validation` takes them."""
    flags: Raw
    """Code of a flag that has a column of its own to its raw yes or no."""
    steps: list[Step]
    """In the order in which the kind lists them."""
    problems: list[Problem]
    lost: list[int]
    """Cells that hold something under a heading that is not known."""
    kept: Raw
    """What the row brings from the ledger it was in: its number, its events, who entered it when."""


@dataclass(slots=True)
class Plan:
    """Which cell goes where, for one row of headings and one kind."""

    kind: str
    names: tuple[str, ...]
    rows: Sequence[int] = ()
    """The number of the row in which each heading stands; empty where keys of objects are the headings."""
    columns: list[tuple[int, str]] = field(default_factory=list)
    sums: list[tuple[int, str]] = field(default_factory=list)
    """Amounts of the record that are given in units of 10,000 yuan."""
    yes_columns: list[str] = field(default_factory=list)
    """Those of `columns` that say yes or no."""
    flags: list[tuple[int, str]] = field(default_factory=list)
    parties: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    steps: list[tuple[str, Mapping[str, object], list[tuple[int, str, str]]]] = field(default_factory=list)
    """Action, what the heading itself says, and cell, field and unit of the rest."""
    kept: list[tuple[int, str]] = field(default_factory=list)
    status: int | None = None
    """The state that an export tells besides; it follows from the events, and nothing else may say it."""
    masked: int | None = None
    unknown: list[int] = field(default_factory=list)
    twice: list[Problem] = field(default_factory=list)
    """Headings that mean the same: nobody can say which of them holds."""
    indexes: dict[Target, int] = field(default_factory=dict)
    texts: set[int] = field(default_factory=set)
    """Cells that may say anything, as may those of `names_of_people`."""
    names_of_people: set[int] = field(default_factory=set)
    constants: Raw = field(default_factory=dict)
    """Columns of the record that are the same in every row that says nothing else; flags likewise."""
    constant_flags: Raw = field(default_factory=dict)
    keys: dict[bool, str] = field(default_factory=dict)
    """What `heading_of_key` has found."""

    def read(self, cells: Sequence[object]) -> Mapped:
        """What a row of as many cells as there are headings says."""
        if may_say_nothing(cells) and not self._is_exported(cells):
            of_steps = ([index for index, _, _ in places] for _, _, places in self.steps)
            cells = emptied(cells, texts=self.texts, names=self.names_of_people, steps=of_steps)
        raw: Raw = {}
        _fill(raw, self.columns, cells)
        for index, name in self.sums:
            if not _is_empty(cells[index]):
                raw[name] = with_unit(cells[index], "万")
        problems: list[Problem] = []
        if self.parties:
            people = self._people(cells, problems)
            if people:
                raw["parties"] = people
        flags: Raw = {}
        if self.flags:
            _fill(flags, self.flags, cells)
        if self.constants:
            raw = {**self.constants, **raw}
        if self.constant_flags:
            flags = {**self.constant_flags, **flags}
        steps = self._steps(cells) if self.steps else []
        lost = [index for index in self.unknown if not _is_empty(cells[index])] if self.unknown else []
        kept = {name: cells[index] for index, name in self.kept if not _is_empty(cells[index])} if self.kept else {}
        if self.status is not None and not kept.keys() >= _OF_EXPORT and not _is_empty(cells[self.status]):
            lost.append(self.status)
        return Mapped(raw, flags, steps, problems, lost, kept)

    def heading(self, part: str, owner: str, name: str) -> str:
        """The file's own heading of a field; '' when it has none."""
        for target, index in self.indexes.items():
            if target[:3] == (part, owner, name):
                return self.names[index]
        return ""

    def heading_of_key(self, is_number: bool) -> str:  # noqa: FBT001 - asked for every row
        """The file's heading of the number, else of the source key; '' when it has none."""
        if is_number not in self.keys:
            part, name = ("kept", "number") if is_number else ("column", "source_key")
            self.keys[is_number] = self.heading(part, "", name)
        return self.keys[is_number]

    def heading_of_party(self, label: str, value: str, people: object) -> str:
        """The file's heading of a wrong value of one of the row's persons; '' when it cannot be told."""
        fields = {column.name for column in columns_of(Party) if column.heading == label}
        for target, index in self.indexes.items():
            if target.part == "party" and target.field in fields and _has(people, target, value):
                return self.names[index]
        return ""

    def _people(self, cells: Sequence[object], problems: list[Problem]) -> list[object]:
        people: list[object] = []
        for role, places in self.parties.items():
            person: Raw = {"role": role}
            _fill(person, places, cells)
            name = person.get("name")
            if type(name) is str and name.isalpha():  # nearly all of an import: one person, and a name as it is
                people.append(person)
                continue
            del person["role"]
            if not person:
                continue
            try:
                people += people_of(role, person)
            except ValueError as error:
                message, _, hint = str(error).partition("\n")
                problems.append(
                    Problem(message, column=self.heading("party", role, "name"), hint=hint, code="wrong_people")
                )
        return people

    def _steps(self, cells: Sequence[object]) -> list[Step]:
        steps: list[Step] = []
        for action, said, places in self.steps:
            raw: Raw = {}
            for index, name, unit in places:
                cell = cells[index]
                if cell or cell == 0:
                    raw[name] = with_unit(cell, unit) if unit else cell
            if raw:
                by = raw.pop("by", None)
                steps.append(Step(action, {**said, **raw} if said else raw, by))
        return steps

    def _is_exported(self, cells: Sequence[object]) -> bool:
        """Whether a row has a ledger's own number: such a one leaves empty what is not there."""
        return any(name == "number" and not _is_empty(cells[index]) for index, name in self.kept)

    def is_masked(self, cells: Sequence[object]) -> bool:
        """Whether an export says of the row that its names and numbers are lost."""
        return self.masked is not None and not _is_empty(cells[self.masked])

    def unknown_heading(self, index: int) -> Problem:
        """The problem of a heading that is not known, with those most like it, and the row in which it stands."""
        return self._unknown(index)._replace(row=self.row_of(index), code="unknown_column")

    def row_of(self, index: int) -> int | None:
        """The row in which a heading stands; None where it stands in none of its own."""
        return self.rows[index] if self.rows else None

    def _unknown(self, index: int) -> Problem:
        name = self.names[index]
        if name == NOT_CALCULATED:
            message, _, hint = no_result("\n").partition("\n")
            return Problem(message, column=name, hint=hint, code="unknown_column")
        if not name:
            return Problem(
                t("Column {number} has data but no heading.", number=index + 1),
                hint=t("Give it a heading, or empty its cells."),
            )
        if index == self.status:
            return Problem(
                t("The state follows from what was done, and is not imported by itself."),
                column=name,
                hint=t(
                    "Give what was done with its date ({names}), or take the column out.",
                    names=self._dates_of_steps(english=name.isascii()),
                ),
            )
        if plain(name) in targets(self.kind):  # all but the unit in its brackets is known
            message = t("In which unit these amounts are is not known.")
            return Problem(message, column=name, hint=t("Write them in yuan (元) or in 万元, and the heading so."))
        hint = t("Take the column out, or say in a mapping file what it means (--guess writes one).")
        if len(self.names) == 1 and _PARTED.search(name):
            hint = t("Between the cells must stand a comma, a semicolon, a tab or ，.")
        elif near := near_headings(name, shown_headings(self.kind, english=name.isascii())):
            hint = t("Perhaps: {names}. Else take the column out.", names=near)
        return Problem(t("The heading is not known, and what stands under it would be lost."), column=name, hint=hint)

    def _dates_of_steps(self, *, english: bool) -> str:
        """The headings of the dates that lead to a state, the last ones first."""
        steps = record_class(self.kind).steps
        return listed(step.at[0] if step.at and not english else f"{step.action}.at" for step in reversed(steps))


def _has(people: object, target: Target, value: str) -> bool:
    return isinstance(people, list) and any(
        isinstance(person, dict)
        and person.get("role") == target.owner
        and _begins(person.get(target.field), value.removesuffix("…"))
        for person in people
    )


def _begins(given: object, value: str) -> bool:
    return str(given).startswith(value) if value else not given


def _fill(raw: Raw, places: list[tuple[int, str]], cells: Sequence[object]) -> None:
    """Put the cells that hold something into `raw`, by the name of each place."""
    for index, name in places:
        cell = cells[index]
        if cell or cell == 0:  # '' and None are empty; 0 and false are not
            raw[name] = cell


def _is_empty(cell: object) -> bool:
    return cell is None or cell == ""
