"""The rows of one import file: their kind, their plan, their identity, and the count of what is wrong with them."""

from dataclasses import dataclass, field
from pathlib import PurePath

from jingwu.errors import Problem
from jingwu.importers import Row
from jingwu.importers.identity import Equals, Seen, content_of, fingerprint
from jingwu.importers.kinds import guess_kind, kind_column, kind_of_word
from jingwu.importers.layout import Layout, Shape
from jingwu.importers.mapping import Mapped, Plan, compile_plan
from jingwu.language import listed, pick, t
from jingwu.records import KINDS, NAMES
from jingwu.records.record import Record
from jingwu.rules.validation import nearest
from jingwu.services.import_rows import RowBuilder

SHOWN = 200
"""The most problems that are kept and shown; all are counted."""
# Lines of JSON may each have other keys; a table has one row of headings.
_MOST_PLANS = 1000


@dataclass(slots=True)
class ImportResult:
    """What an import did, or with `dry_run` would do."""

    batch: int | None = None
    """The number of the transaction, by which it can be undone; None when nothing was written."""
    added: int = 0
    skipped: int = 0
    """Rows whose record is there already: it is left as it is."""
    rejected: int = 0
    rows: int = 0
    """All rows but blank ones."""
    problems: list[Problem] = field(default_factory=list)
    """The first SHOWN, with file, row and column."""
    problem_count: int = 0
    """All of them."""
    encodings: dict[str, str] = field(default_factory=dict)
    """Path of a file to the encoding that was found."""
    notes: list[str] = field(default_factory=list)
    """How each file was read, in words."""
    numbers: list[str] = field(default_factory=list)
    """The new records' numbers, in the order of the rows."""

    def take(self, told: "ImportResult") -> None:
        """Take over what reading the rows found."""
        self.rows, self.rejected = told.rows, self.rejected + told.rejected
        self.problems = (told.problems + self.problems)[:SHOWN]
        self.problem_count += told.problem_count
        self.encodings, self.notes = told.encodings, told.notes
        self.skipped += told.skipped

    def take_numbers(self, batch: int, numbers: list[str]) -> None:
        """Take over what was stored. What somebody else has stored while the rows were read was there already."""
        self.batch, self.numbers = batch if numbers else None, numbers
        self.skipped += self.added - len(numbers)
        self.added = len(numbers)


class Table:
    """Turns the rows of one file into records."""

    def __init__(
        self,
        file: str,
        kind: str,
        *,
        builder: RowBuilder,
        seen: Seen,
        result: ImportResult,
        layout: Layout | None = None,
    ) -> None:
        self._file = file
        self._given = kind
        self._layout = layout
        self._shapes: dict[tuple[str, ...], Shape] = {}
        self._builder = builder
        self._seen = seen
        self._result = result
        self._kind_columns: dict[tuple[str, ...], int | None] = {}
        self._plans: dict[tuple[tuple[str, ...], str], Plan] = {}
        self._guess: tuple[str, str] | None = None
        self._equals = Equals()
        self._said: set[str] = set()
        self._kinds: dict[str, str] = {}

    def read(self, row: Row) -> Record | None:
        """The record of a row, under the key by which it is known again; None for a bad row and a repetition."""
        self._result.rows += 1
        if row.trouble:
            self._reject(row, [Problem(row.trouble)])
            return None
        shape: Shape | None = None
        wrong: list[Problem] = []
        if self._layout is not None:
            shape = self._shape(row.names, self._layout)
            cells, wrong = shape.apply(row.cells)
            row = row._replace(names=shape.names, cells=cells)
        kind, problems = self._kind_of(row)
        plan = self._plan(row.names, kind, shape) if kind else None
        if plan is None or plan.twice:
            self._reject(row, problems or self._new(plan.twice if plan else []))
            return None
        if plan.is_masked(row.cells):
            self._reject(row, self._new([_masked()]))
            return None
        mapped = plan.read(row.cells)
        record, problems = self._builder.build(plan, mapped)
        if wrong:
            columns = {problem.column for problem in wrong}  # what is wrong there is not missing as well
            record, problems = None, wrong + [problem for problem in problems if problem.column not in columns]
        if record is None:
            self._reject(row, self._lost(plan, mapped) + problems)
            return None
        key = record.number or record.source_key or self._equals.key(fingerprint(record))
        content = content_of(hash(record.changed(events=())), record) if record.events else hash(record)
        if mapped.steps:
            record, problems = self._builder.follow(plan, record, mapped.steps)
            content = content_of(content, record)
        if problems or mapped.lost:
            self._reject(row, self._lost(plan, mapped) + problems)
            return None
        return self._if_first(row, record, key, content)

    def told(self, encoding: str) -> str:
        """How the file was read, in words."""
        kinds = listed(
            pick(f"{NAMES[kind][0]} ({why})", f"{NAMES[kind][1]}（{why}）") if why else pick(*NAMES[kind])
            for kind, why in self._kinds.items()
        )
        return t("{file}: {encoding}; {kinds}", file=self._file, encoding=encoding, kinds=kinds or t("no rows"))

    def _if_first(self, row: Row, record: Record, key: str, content: int) -> Record | None:
        """The record, unless a row before it has its number or source key."""
        before = self._seen.first(f"{record.kind} {key}", self._file, row.number, content)
        if before is None:
            return record if record.number or record.source_key else record.changed(source_key=key)
        file, number, same = before
        if same or not (record.number or record.source_key):
            self._result.skipped += 1
            return None
        plan = self._plans[row.names, record.kind]
        if record.number:
            message = t("The same number stands in row {row} of {file}, with other content.", row=number, file=file)
            heading = plan.heading("kept", "", "number")
        else:
            message = t("The same source key stands in row {row} of {file}, with other content.", row=number, file=file)
            heading = plan.heading("column", "", "source_key")
        self._reject(row, [Problem(message, column=heading, value=key)])
        return None

    def _reject(self, row: Row, problems: list[Problem]) -> None:
        """Count a bad row and what is wrong with it."""
        result = self._result
        result.rejected += 1
        result.problem_count += len(problems)
        for problem in problems[: max(SHOWN - len(result.problems), 0)]:
            result.problems.append(problem._replace(file=self._file, row=row.number))

    def _shape(self, names: tuple[str, ...], layout: Layout) -> Shape:
        found = self._shapes.get(names)
        if found is None:
            if len(self._shapes) >= _MOST_PLANS:
                self._shapes.clear()
            found = self._shapes[names] = layout.bind(names)
        return found

    def _plan(self, names: tuple[str, ...], kind: str, shape: Shape | None) -> Plan:
        found = self._plans.get((names, kind))
        if found is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            found = compile_plan(
                names, kind, shape.shown if shape else (), self._layout.constants if self._layout else None
            )
            self._plans[names, kind] = found
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

    def _kind_of(self, row: Row) -> tuple[str, list[Problem]]:
        """The kind of a row: what its own column says, else what was given for all, else what the file tells."""
        index = self._kind_column(row.names)
        cell = row.cells[index] if index is not None else None
        if index is not None and cell not in (None, ""):
            return self._kind_said(row.names[index], str(cell))
        if not self._given and self._guess is None:
            self._guess = guess_kind(PurePath(self._file).stem, row.names)
        kind, why = (self._given, t("as given")) if self._given else self._guess or ("", "")
        if not kind:
            hint = t("Give --kind, or a column '{heading}'.", heading=pick("kind", "种类"))
            return "", self._new([Problem(t("It cannot be told which kind of record this is."), hint=hint)])
        self._kinds.setdefault(kind, why)
        return kind, []

    def _kind_said(self, heading: str, word: str) -> tuple[str, list[Problem]]:
        kind = kind_of_word(word)
        if not kind:
            near = nearest(word, [pick(*NAMES[known]) for known in KINDS])
            hint = t("Perhaps: {names}.", names=near)
            return "", [Problem(t("There is no such kind of record."), column=heading, value=word, hint=hint)]
        if self._given not in ("", kind):
            return "", [Problem(t("The row is of another kind than was given."), column=heading, value=word)]
        self._kinds.setdefault(kind, t("by the column '{heading}'", heading=heading))
        return kind, []

    def _kind_column(self, names: tuple[str, ...]) -> int | None:
        if names not in self._kind_columns:
            if len(self._kind_columns) >= _MOST_PLANS:
                self._kind_columns.clear()
            self._kind_columns[names] = kind_column(names)
        return self._kind_columns[names]


def _masked() -> Problem:
    message = t("This is a masked export: its names and numbers are lost.")
    return Problem(message, hint=t("Export it again with --unmask."))
