"""The rows of one import file: their kind, their plan, their identity, and what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NamedTuple

from jingwu.errors import Problem
from jingwu.importers import Row
from jingwu.importers.action_rows import ActionRow, Places, action_of_word, action_places, action_words
from jingwu.importers.identity import Equals, Seen, content_of, fingerprint
from jingwu.importers.kinds import guess_kind, kind_column, kind_of_word
from jingwu.importers.layout import Layout, Shape
from jingwu.importers.mapping import Mapped, Plan, compile_plan
from jingwu.importers.mapping_file import mistaken
from jingwu.language import listed, pick, t
from jingwu.records import KINDS, NAMES
from jingwu.records.record import Record
from jingwu.rules.validation import nearest
from jingwu.services.import_rows import RowBuilder

# Lines of JSON may each have other keys; a table has one row of headings.
_MOST_HEADINGS = 1000


@dataclass(slots=True)
class Batch:
    """What some rows of a file came to; it goes from the process that reads to the one that stores."""

    file: int
    """Its place among the files."""
    items: list[Record | ActionRow] = field(default_factory=list)
    """What the good rows say, in their order."""
    places: list[int] = field(default_factory=list)
    """The row of each item."""
    rejected: list[tuple[int, list[Problem]]] = field(default_factory=list)
    doubted: list[tuple[int, list[Problem]]] = field(default_factory=list)
    sheet: str = ""
    """The sheet of the rows, in a spreadsheet."""
    ending: "Ending | None" = None
    """Set on the last batch of a file."""
    repeated: int = 0
    """Rows that say once more what another row of this run says."""
    rows: int = 0


class Ending(NamedTuple):
    """What is known of a file when all of it is read."""

    kinds: dict[str, str]
    """The kinds of its rows, 'action' among them, with what told them."""
    remarks: list[str]
    """What was unusual, in words."""


class Heading:
    """What a row of headings means, found once."""

    def __init__(self, names: tuple[str, ...], layout: Layout | None) -> None:
        self.shape: Shape | None = layout.bind(names) if layout is not None else None
        self.names = self.shape.names if self.shape else names
        self.shown = self.shape.shown if self.shape else names
        self.kind_column = kind_column(self.names)
        self.actions: Places | None = action_places(self.names)
        self._constants = layout.constants if layout is not None else None
        self._wrong = layout.wrong if layout is not None else {}
        self._plans: dict[str, Plan] = {}

    def plan(self, kind: str) -> Plan:
        """The plan of the rows of a kind. BadInput when the mapping file gives them what they cannot have."""
        found = self._plans.get(kind)
        if found is None:
            if wrong := self._wrong.get(kind):
                raise mistaken(list(wrong))
            found = self._plans[kind] = compile_plan(self.names, kind, self.shown, self._constants)
        return found


class Table:
    """Turns the rows of one file into records and actions."""

    def __init__(self, file: str, kind: str, *, builder: RowBuilder, seen: Seen, layout: Layout | None = None) -> None:
        self.kinds: dict[str, str] = {}
        self._file = file
        self._given = kind
        self._layout = layout
        self._builder = builder
        self._seen = seen
        self._headings: dict[tuple[str, ...], Heading] = {}
        self._last: tuple[tuple[str, ...], Heading] | None = None
        self._guess: tuple[str, str] | None = None
        self._equals = Equals()
        self._said: set[str] = set()

    def read(self, row: Row, batch: Batch) -> None:
        """Put what a row says, or what is wrong with it, into a batch."""
        batch.rows += 1
        batch.sheet = row.sheet
        if row.trouble:
            batch.rejected.append((row.number, [Problem(row.trouble)]))
            return
        heading = self._heading(row.names)
        wrong: list[Problem] = []
        cells = row.cells
        if heading.shape is not None:
            cells, wrong = heading.shape.apply(cells)
        item, problems = self._item(heading, cells, wrong, row.number, batch)
        if problems or item is None:
            if problems is not None:
                batch.rejected.append((row.number, problems))
            return
        batch.items.append(item)
        batch.places.append(row.number)

    def remarks(self) -> list[str]:
        """Headings of the mapping file that no row of headings had."""
        if self._layout is None or not self._headings:
            return []
        names = tuple(name for names in self._headings for name in names)
        absent = self._layout.absent(names)
        words = t("{file} has no column {names}, which the mapping names.", file=self._file, names=listed(absent))
        return [words] if absent else []

    def _item(
        self, heading: Heading, cells: Sequence[object], wrong: list[Problem], number: int, batch: Batch
    ) -> tuple[Record | ActionRow | None, list[Problem] | None]:
        """What a row says; else every problem, or None for a row that says nothing new."""
        if heading.actions is not None:
            return self._action(heading, heading.actions, cells, wrong)
        kind, problems = self._kind_of(heading, cells)
        plan = heading.plan(kind) if kind else None
        if plan is None or plan.twice:
            return None, problems or self._new(plan.twice if plan else [])
        if plan.is_masked(cells):
            return None, self._new([_masked()])
        return self._record(plan, cells, wrong, number, batch)

    def _record(
        self, plan: Plan, cells: Sequence[object], wrong: list[Problem], number: int, batch: Batch
    ) -> tuple[Record | None, list[Problem] | None]:
        mapped = plan.read(cells)
        record, problems = self._builder.build(plan, mapped)
        if wrong:
            columns = {problem.column for problem in wrong}  # what is wrong there is not missing as well
            record, problems = None, wrong + [problem for problem in problems if problem.column not in columns]
        if record is None:
            return None, self._lost(plan, mapped) + problems
        key = record.number or record.source_key or self._equals.key(fingerprint(record))
        content = content_of(hash(record.changed(events=())), record) if record.events else hash(record)
        if mapped.steps:
            record, problems = self._builder.follow(plan, record, mapped.steps)
            content = content_of(content, record)
        if problems or mapped.lost:
            return None, self._lost(plan, mapped) + problems
        doubts = self._builder.doubts(plan, record)
        if doubts:
            batch.doubted.append((number, doubts))
        before = self._seen.first(f"{record.kind} {key}", self._file, number, content)
        if before is None:
            return record if record.number or record.source_key else record.changed(source_key=key), []
        return None, self._repetition(plan, record, before, batch)

    def _repetition(
        self, plan: Plan, record: Record, before: tuple[str, int, bool], batch: Batch
    ) -> list[Problem] | None:
        file, row, same = before
        if same or not (record.number or record.source_key):
            batch.repeated += 1
            return None
        if record.number:
            message = t("The same number stands in row {row} of {file}, with other content.", row=row, file=file)
            return [Problem(message, column=plan.heading("kept", "", "number"), value=record.number)]
        message = t("The same source key stands in row {row} of {file}, with other content.", row=row, file=file)
        return [Problem(message, column=plan.heading("column", "", "source_key"), value=record.source_key or "")]

    def _action(
        self, heading: Heading, places: Places, cells: Sequence[object], wrong: list[Problem]
    ) -> tuple[ActionRow | None, list[Problem]]:
        """A row of a table of actions; the record and its state decide the rest when it is stored."""
        self.kinds.setdefault("action", "")
        word = _text(cells, places.action)
        action = action_of_word(word)
        if not action:
            hint = t("Perhaps: {names}.", names=nearest(word, action_words()))
            problem = Problem(t("There is no such action."), column=heading.shown[places.action], value=word, hint=hint)
            wrong = [*wrong, problem]
        number, key = _text(cells, places.number), _text(cells, places.source_key)
        if not number and not key:
            wrong = [*wrong, Problem(t("The row does not say which record is meant."))]
        kind = self._given
        if heading.kind_column is not None and _text(cells, heading.kind_column):
            kind, problems = self._kind_said(heading.shown[heading.kind_column], _text(cells, heading.kind_column))
            wrong = wrong + problems
        if wrong:
            return None, wrong
        return ActionRow(heading.names, heading.shown, cells, action, number, key, kind), []

    def _heading(self, names: tuple[str, ...]) -> Heading:
        if self._last is not None and self._last[0] is names:
            return self._last[1]
        found = self._headings.get(names)
        if found is None:
            if len(self._headings) >= _MOST_HEADINGS:
                self._headings.clear()
            found = self._headings[names] = Heading(names, self._layout)
        self._last = names, found
        return found

    def _lost(self, plan: Plan, mapped: Mapped) -> list[Problem]:
        """Headings that are not known, each said once a file: it is the heading that is wrong, not each row."""
        fresh = [index for index in mapped.lost if self._is_new(f"lost {plan.kind} {plan.names[index] or index}")]
        return [plan.unknown_heading(index) for index in fresh]

    def _new(self, problems: list[Problem]) -> list[Problem]:
        return [problem for problem in problems if self._is_new(f"{problem.column} {problem.message}")]

    def _is_new(self, mark: str) -> bool:
        if mark in self._said:
            return False
        self._said.add(mark)
        return True

    def _kind_of(self, heading: Heading, cells: Sequence[object]) -> tuple[str, list[Problem]]:
        """The kind of a row: what its own column says, else what was given for all, else what the file tells."""
        if heading.kind_column is not None and (word := _text(cells, heading.kind_column)):
            return self._kind_said(heading.shown[heading.kind_column], word)
        if not self._given and self._guess is None:
            self._guess = guess_kind(PurePath(self._file).stem, heading.names)
        kind, why = (self._given, t("as given")) if self._given else self._guess or ("", "")
        if not kind:
            hint = t("Give --kind, or a column '{heading}'.", heading=pick("kind", "种类"))
            return "", self._new([Problem(t("It cannot be told which kind of record this is."), hint=hint)])
        self.kinds.setdefault(kind, why)
        return kind, []

    def _kind_said(self, heading: str, word: str) -> tuple[str, list[Problem]]:
        kind = kind_of_word(word)
        if not kind:
            near = nearest(word, [pick(*NAMES[known]) for known in KINDS])
            hint = t("Perhaps: {names}.", names=near)
            return "", [Problem(t("There is no such kind of record."), column=heading, value=word, hint=hint)]
        if self._given not in ("", kind):
            return "", [Problem(t("The row is of another kind than was given."), column=heading, value=word)]
        self.kinds.setdefault(kind, t("by the column '{heading}'", heading=heading))
        return kind, []


def _text(cells: Sequence[object], index: int | None) -> str:
    cell = cells[index] if index is not None else None
    return "" if cell is None else str(cell).strip()


def _masked() -> Problem:
    message = t("This is a masked export: its names and numbers are lost.")
    return Problem(message, hint=t("Export it again with --unmask."))
