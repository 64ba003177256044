"""The rows of one import file: their kind, their plan, what they say, and what is wrong with them.

Rows are looked at one by one, in processes that know nothing of each other: what depends on other rows, as whether one
was there before, is decided where they are stored.
"""

from collections.abc import Sequence
from pathlib import PurePath

from jingwu.errors import Problem
from jingwu.importers import Row
from jingwu.importers.action_rows import ActionRow, Places, action_of_word, action_places, action_words
from jingwu.importers.headings import is_of_rejects, row_id_place
from jingwu.importers.identity import fingerprint
from jingwu.importers.kinds import guess_kind, kind_column, kind_of_word
from jingwu.importers.layout import Layout, Shape
from jingwu.importers.mapping import Mapped, Plan
from jingwu.importers.mapping_file import mistaken
from jingwu.importers.planning import compile_plan
from jingwu.importers.rows import Names
from jingwu.importers.table import unnamed
from jingwu.language import pick, t
from jingwu.records import KINDS, NAMES
from jingwu.rules.row_ids import carrying, read_id, read_number
from jingwu.rules.strays import WORD
from jingwu.rules.suggestions import is_near, suggested
from jingwu.services.import_batch import ACTION, Batch, Done, Made, Rejected
from jingwu.services.import_duplicates import traits_of
from jingwu.services.import_rows import RowBuilder

# Lines of JSON may each have other keys; a table has one row of headings.
_MOST_HEADINGS = 1000


class Heading:
    """What a row of headings means, found once."""

    def __init__(self, names: tuple[str, ...], layout: Layout | None) -> None:
        self.shape: Shape | None = layout.bind(names) if layout is not None else None
        self.names = self.shape.names if self.shape else names
        self.shown = self.shape.shown if self.shape else names
        rows = names.rows if isinstance(names, Names) else ()
        self._rows = [rows[source.places[0]] for source in self.shape.sources] if self.shape and rows else rows
        self.kind_column = kind_column(self.names)
        self.actions: Places | None = action_places(self.names)
        self._constants = layout.constants if layout is not None else None
        self._wrong = layout.wrong if layout is not None else {}
        self._id_place = row_id_place(names)
        self._plans: dict[str, Plan] = {}

    def id_of(self, row: Row) -> str:
        """The id that a row got when it was rejected; '' for other rows."""
        return read_id(row.cells[self._id_place]) if self._id_place is not None else ""

    def record_of(self, row: Row) -> str:
        """The number that a row got instead when it was rejected for what its record says; '' for other rows."""
        return read_number(row.cells[self._id_place]) if self._id_place is not None else ""

    def plan(self, kind: str) -> Plan:
        """The plan of the rows of a kind. BadInput when the mapping file gives them what they cannot have."""
        found = self._plans.get(kind)
        if found is None:
            if wrong := self._wrong.get(kind):
                raise mistaken(list(wrong))
            found = self._plans[kind] = compile_plan(self.names, kind, self.shown, self._constants, self._rows)
        return found


class Table:
    """What the rows of one file say; it looks at some of them at a time, and not at all of them where others do too."""

    def __init__(
        self, file: str, kind: str, first: tuple[str, ...], *, builder: RowBuilder, layout: Layout | None = None
    ) -> None:
        """`kind` is what the rows were said to be; `first` are the headings of the first row."""
        self._file = file
        self._given = kind
        self._first = first
        self._layout = layout
        self._builder = builder
        self._headings: dict[tuple[str, ...], Heading] = {}
        self._last: tuple[tuple[str, ...], Heading] | None = None
        self._guess = (kind, t("as given")) if kind else None
        self._told: set[str] = set()
        self._is_mended = any(map(is_of_rejects, first))

    def look_at(self, file: int, rows: Sequence[Row]) -> Batch:
        """What some of its rows come to. BadInput when the mapping file does not fit them."""
        batch = Batch(file, rows[-1].sheet, len(rows), mended=self._is_mended)
        for row in rows:
            if row.trouble:
                batch.rejected.append(Rejected(row.number, [], [Problem(row.trouble, code="unreadable_row")]))
                continue
            heading = self._heading(row.names)
            wrong: list[Problem] = []
            cells = row.cells
            if heading.shape is not None:
                cells, wrong = heading.shape.apply(cells)
            if len(row.cells) > len(row.names):
                wrong = unnamed(row) + wrong
            if heading.actions is not None:
                self._read_action(row, heading, heading.actions, cells, wrong, batch)
            else:
                self._read_record(row, heading, cells, wrong, batch)
        return batch

    def _read_record(
        self, row: Row, heading: Heading, cells: Sequence[object], wrong: list[Problem], batch: Batch
    ) -> None:
        kind, once, problems = self._kind_of(heading, cells, batch)
        plan = heading.plan(kind) if kind else None
        if plan is not None and plan.is_masked(cells):
            once = self._new([_masked()])
        elif plan is not None:
            self._read_planned(row, plan, plan.read(cells), wrong, batch)
            return
        batch.rejected.append(Rejected(row.number, once, problems))

    def _read_planned(self, row: Row, plan: Plan, mapped: Mapped, wrong: list[Problem], batch: Batch) -> None:
        once = self._new(plan.twice) if plan.twice else []
        flags = tuple(mapped.flags) if mapped.flags and not mapped.raw.get("flags") else ()
        record, problems = self._builder.build(plan, mapped)
        if wrong:
            columns = {problem.column for problem in wrong}  # what is wrong there is not missing as well
            record, problems = None, wrong + [problem for problem in problems if problem.column not in columns]
        if record is None:
            batch.rejected.append(Rejected(row.number, once + self._lost(plan, mapped), problems))
            return
        key, column, rejected, named = record.number or record.source_key, None, "", ""
        if key:
            column = plan.heading_of_key(bool(record.number))
        else:
            heading = self._heading(row.names)
            key, rejected, named = fingerprint(record), heading.id_of(row), heading.record_of(row)
            record = record.changed(source_key=carrying(key, rejected) if rejected else key)
        if mapped.steps:
            record, problems = self._builder.follow(plan, record, mapped.steps)
        if problems or mapped.lost or plan.twice:
            batch.rejected.append(Rejected(row.number, once + self._lost(plan, mapped), problems))
            return
        doubts = self._builder.doubts(plan, record) + self._new(self._builder.inexact(plan))
        if doubts:
            batch.doubted.append((row.number, doubts))
        draft = self._builder.draft(record, batch.figures)
        denied: tuple[str, ...] = ()
        if plan.yes_columns:
            denied = tuple(name for name in plan.yes_columns if name in mapped.raw and not getattr(record, name))
        batch.said.append(Made(row.number, draft, key, column, traits_of(record), denied, flags, rejected, named))

    def _read_action(  # noqa: PLR0917 - as _read_record, with the places
        self,
        row: Row,
        heading: Heading,
        places: Places,
        cells: Sequence[object],
        wrong: list[Problem],
        batch: Batch,
    ) -> None:
        """A row of a table of actions; the record and its state decide the rest when it is stored."""
        batch.kinds.setdefault(ACTION, "")
        word = _text(cells, places.action)
        action = action_of_word(word)
        if not word:
            wrong = [*wrong, Problem(t("The row does not say what was done."), column=heading.shown[places.action],
                                     code="missing")]  # fmt: skip
        elif not action:
            hint = suggested(word, action_words())
            mask = "text" if is_near(word, action_words()) else WORD
            message, column = t("There is no such action."), heading.shown[places.action]
            problem = Problem(message, column=column, value=word, mask=mask, hint=hint, code="not_listed")
            wrong = [*wrong, problem]
        number, key = _text(cells, places.number), _text(cells, places.source_key)
        if not number and not key:
            wrong = [*wrong, Problem(t("The row does not say which record is meant."), code="missing")]
        kind = self._given
        if heading.kind_column is not None and (said := _text(cells, heading.kind_column)):
            kind, problems = self._kind_said(heading.shown[heading.kind_column], said, batch)
            wrong = wrong + problems
        done = ActionRow(heading.names, heading.shown, cells, action, number, key, kind, tuple(wrong))
        batch.said.append(Done(row.number, done, heading.id_of(row)))

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
        """Headings that are not known: it is the heading that is wrong, not each row."""
        fresh = [index for index in mapped.lost if self._is_new(f"lost {plan.kind} {plan.names[index] or index}")]
        return [plan.unknown_heading(index) for index in fresh]

    def _new(self, problems: list[Problem]) -> list[Problem]:
        return [problem for problem in problems if self._is_new(f"{problem.column} {problem.message}")]

    def _is_new(self, mark: str) -> bool:
        """What is told here only once may still be told by another process."""
        if mark in self._told:
            return False
        self._told.add(mark)
        return True

    def _kind_of(
        self, heading: Heading, cells: Sequence[object], batch: Batch
    ) -> tuple[str, list[Problem], list[Problem]]:
        """The kind of a row: what its own column says, else what was given for all, else what the file tells.

        '' with the problems when that is nothing: first those that the whole file has.
        """
        if heading.kind_column is not None and (word := _text(cells, heading.kind_column)):
            kind, problems = self._kind_said(heading.shown[heading.kind_column], word, batch)
            return kind, [], problems
        if self._guess is None:
            self._guess = guess_kind(PurePath(self._file).stem, self._first)
        kind, why = self._guess
        if not kind:
            hint = t("Give --kind, or a column '{heading}'.", heading=pick("kind", "种类"))
            if self._is_mended:
                hint += pick(" ", "") + t("Rows of a file that came in with --map are mended with it, too.")
            problem = Problem(t("It cannot be told which kind of record this is."), hint=hint, code="unknown_kind")
            return "", self._new([problem]), []
        batch.kinds.setdefault(kind, why)
        return kind, [], []

    def _kind_said(self, heading: str, word: str, batch: Batch) -> tuple[str, list[Problem]]:
        kind = kind_of_word(word)
        if not kind:
            hint = suggested(word, [pick(*NAMES[known]) for known in KINDS])
            message = t("There is no such kind of record.")
            return "", [Problem(message, column=heading, value=word, mask=WORD, hint=hint, code="unknown_kind")]
        if self._given not in ("", kind):
            return "", [Problem(t("The row is of another kind than was given."), column=heading, value=word)]
        batch.kinds.setdefault(kind, t("by the column '{heading}'", heading=heading))
        return kind, []


def _text(cells: Sequence[object], index: int | None) -> str:
    cell = cells[index] if index is not None else None
    return "" if cell is None else str(cell).strip()


def _masked() -> Problem:
    message = t("This is a masked export: its names and numbers are lost.")
    return Problem(message, hint=t("Export it again with --unmask."))
