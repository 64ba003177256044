"""Actions that the rows of an import say (事项行): done when all records are there, each record's in their order."""

from array import array
from collections.abc import Callable
from datetime import datetime
from typing import Any

from jingwu.dates import When
from jingwu.errors import BadInput, NoSuchRecord, NotAllowed, Problem, UsageError
from jingwu.importers.action_rows import ActionPlan, ActionRow, compile_action_plan, heading_of
from jingwu.importers.headings import near_headings
from jingwu.language import listed, t
from jingwu.records.actions import ACTIONS, action_heading
from jingwu.records.fields import Column
from jingwu.records.record import Event, Record
from jingwu.rules.cell_dates import parse_cell
from jingwu.rules.doubts import doubts_of
from jingwu.rules.numbering import parse_number
from jingwu.rules.ordering import in_order
from jingwu.rules.status import effective_events
from jingwu.rules.strays import FIGURE
from jingwu.rules.validation import Context, read_values
from jingwu.services.act import act_within, as_text, columns_of_action, corrected_column
from jingwu.services.import_changes import is_same
from jingwu.services.import_held import Held, HeldRows
from jingwu.services.import_result import ImportResult
from jingwu.services.import_rows import DOER, columns_with_date, inexact_time, relabelled
from jingwu.services.import_turns import NO_RECORD, by_many, by_record
from jingwu.store.ledger import Ledger, Transaction
from jingwu.store.roll import Roll


class Actions:
    """One run's rows of actions; what cannot be done is a problem of its row."""

    def __init__(
        self,
        ledger: Ledger,
        transaction: Transaction,
        result: ImportResult,
        reject: Callable[[int, str, int, list[Problem]], None],
        *,
        by: str,
        now: datetime,
    ) -> None:
        self._reject = reject
        self._ledger = ledger
        self._transaction = transaction
        self._result = result
        self._by = by
        self._now = now
        self.waiting = 0
        """How many rows are not done yet."""
        self._held = HeldRows(ledger.spool())
        self._contexts: dict[str, Context] = {}
        self._told: set[int] = set()
        """Files of which it was said that their times are not exact."""
        self._plans: dict[tuple[tuple[str, ...], str, str], ActionPlan] = {}

    def hold(self, row: ActionRow, number: int, file: int, name: str) -> None:
        """Keep a row for `do_all`: its record, or what is done before it, may stand below it or in another file."""
        self._held.add(Held(row, number, file, name))
        self.waiting += 1

    def do_all(self, progress: Callable[[], None]) -> None:
        """Do what the rows say, a record after the other, each in the order of the dates."""
        roll, records = Roll(), array("q")
        for places in by_many(range(len(self._held))):
            with self._ledger.reading():
                records.extend(self._record_of(self._held[place], roll) for place in places)
        for some in by_many(by_record(records, roll)):
            with self._ledger.reading():
                for record, rows in some:
                    self._do_those_of(roll[record], [self._held[place] for place in rows])
                    self.waiting -= len(rows)
            progress()

    def close(self) -> None:
        """Give back what the rows wait in."""
        self._held.close()

    def _record_of(self, held: Held, roll: Roll) -> int:
        """The place in the roll of the record that a row means; NO_RECORD when it means none, which is its problem."""
        try:
            return roll.note(self._number_of(held.row))
        except BadInput as error:
            self._reject(held.file, held.name, held.number, error.problems)
            self.waiting -= 1
            return NO_RECORD

    def _do_those_of(self, number: str, rows: list[Held]) -> None:
        try:
            record = self._transaction.get(number)
        except NoSuchRecord as error:
            for held in rows:
                self._reject(held.file, held.name, held.number, [_missing(error)])
            return
        before: dict[str, list[Event]] = {}
        for event in effective_events(record):  # what was taken back may be done again
            before.setdefault(event.action, []).append(event)
        inexact = self._context(record.kind).inexact
        for held in self._not_done(self._in_order(rows, record.kind), record, before):
            doubts: list[Problem] = []
            inexact.clear()
            problems = self._act(held.row, number, before.get(held.row.action, []), doubts)
            if problems:
                self._reject(held.file, held.name, held.number, problems)
            elif inexact and held.file not in self._told:
                self._told.add(held.file)
                doubts.append(inexact_time())
            if doubts:
                self._result.warn(held.name, held.number, doubts)

    def _not_done(self, rows: list[Held], record: Record, before: dict[str, list[Event]]) -> list[Held]:
        """The rows but those whose action was done `before` this run, which are counted; each event stands for one."""
        if not before:
            return rows
        left: list[Held] = []
        for held in rows:
            plan = self._plan(held.row, record.kind)
            said, problems = self._said(held.row, plan, record.kind)
            if problems or plan.lost(held.row.cells) or not _is_done(said, before.get(held.row.action, [])):
                left.append(held)
            else:
                self._result.skipped += 1
        return left

    def _in_order(self, rows: list[Held], kind: str) -> list[Held]:
        """By date; those without one, which nobody can do, at the end."""
        dated: list[tuple[When, Held]] = []
        undated: list[Held] = []
        for held in rows if len(rows) > 1 else ():
            at = self._at(held.row, kind)
            if at is None:
                undated.append(held)
            else:
                dated.append((at, held))
        return in_order(dated) + undated or rows

    def _at(self, row: ActionRow, kind: str) -> When | None:
        at = self._plan(row, kind).read(row.cells).get("at", "")
        try:
            return parse_cell(at if isinstance(at, str) else str(at), today=self._now.date(), relative=False)
        except ValueError:
            return None  # validation says it, with its words

    def _act(self, row: ActionRow, number: str, before: list[Event], doubts: list[Problem]) -> list[Problem]:
        """Do what a row says, unless it was done `before` the run with other details; else what is wrong."""
        record = self._transaction.get(number)
        plan = self._plan(row, record.kind)
        if lost := plan.lost(row.cells):
            return [_unknown(row, index) for index in lost]
        try:
            return self._do(row, plan, record, before, doubts)
        except BadInput as error:
            return error.problems
        except NoSuchRecord as error:
            return [_missing(error)]
        except NotAllowed as error:
            problem = Problem(str(error), hint=error.hint, code="not_allowed")
            return [_named(row, plan, problem, columns_with_date(row.action))]

    def _do(
        self, row: ActionRow, plan: ActionPlan, record: Record, before: list[Event], doubts: list[Problem]
    ) -> list[Problem]:
        said, problems = self._said(row, plan, record.kind)
        if problems:
            return problems
        if otherwise := [event for event in before if _is_otherwise(said, event)]:
            return [_refusal(record, otherwise[0])]
        raw = plan.read(row.cells)
        raw.pop("by", None)
        by = said.by or record.officer or self._by
        context = self._context(record.kind)
        try:
            after = act_within(self._transaction, record, row.action, raw, context, by=by)[0]
        except BadInput as error:
            columns = columns_with_date(row.action)
            return [_named(row, plan, problem, columns) for problem in error.problems]
        except NotAllowed:
            if alike := [event for event in before if _is_alike(said, event)]:
                return [_refusal(record, alike[0])]
            raise
        known = doubts_of(record, self._ledger.settings)
        doubts += [doubt for doubt in doubts_of(after, self._ledger.settings) if doubt not in known]
        self._result.updated += 1
        return []

    def _said(self, row: ActionRow, plan: ActionPlan, kind: str) -> tuple[Event, list[Problem]]:
        """What a row says, `by` nobody where it does not say who; and what is wrong with it."""
        raw = plan.read(row.cells)
        given_by = raw.pop("by", None)
        columns = columns_with_date(row.action)
        fields, problems = read_values(columns, raw, self._context(kind))
        doer, wrong = read_values(DOER, {"by": given_by}, self._context(kind))
        problems = [_named(row, plan, problem, (*columns, *DOER)) for problem in problems + wrong]
        at: Any = fields.pop("at", self._now)
        fields.pop("note", None)
        if row.action == "correct" and not problems:
            fields = self._as_kept(kind, fields)
        return Event(at, str(doer.get("by", "")), row.action, "", fields), problems

    def _as_kept(self, kind: str, fields: dict[str, object]) -> dict[str, object]:
        """What a correction says, in the words in which an event keeps it; as it is where it cannot be done."""
        try:
            column = corrected_column(kind, str(fields["field"]))
        except BadInput:
            return fields  # that is said when it is tried
        column = column._replace(required=False)
        values, problems = read_values([column], {column.name: fields.get("value")}, self._context(kind))
        if problems:
            return fields
        value = as_text(column, values[column.name]) if values else None
        return {"field": column.name, "reason": fields["reason"], "value": value}

    def _number_of(self, row: ActionRow) -> str:
        """The number of the record that a row means. BadInput."""
        if row.number:
            try:
                return parse_number(row.number, today=self._now.date())
            except UsageError as error:
                if found := self._numbers_by_key(row, row.number):
                    return found
                raise BadInput(
                    [Problem(str(error), value=row.number, mask=FIGURE, code="wrong_record_number")]
                ) from None
        if found := self._numbers_by_key(row, row.source_key):
            return found
        message = t("No record has this source key.")
        raise BadInput([Problem(message, value=row.source_key, mask=FIGURE, code="no_such_record")])

    def _numbers_by_key(self, row: ActionRow, key: str) -> str:
        kinds = (row.kind,) if row.kind else ACTIONS[row.action].kinds
        found = [number for kind in kinds for number in self._transaction.source_keys(kind, [key]).values()]
        if len(found) > 1:
            hint = t("Give --kind.")
            raise BadInput([Problem(t("Records of several kinds have this source key."), value=key, hint=hint)])
        return found[0] if found else ""

    def _plan(self, row: ActionRow, kind: str) -> ActionPlan:
        key = (row.names, row.action, kind)
        if key not in self._plans:
            self._plans[key] = compile_action_plan(row.names, row.action, kind)
        return self._plans[key]

    def _context(self, kind: str) -> Context:
        if kind not in self._contexts:
            self._contexts[kind] = Context(self._ledger.settings, self._now, kind, relative=False)
        return self._contexts[kind]


def _is_done(said: Event, before: list[Event]) -> bool:
    """Whether it was done before this run; each event stands for one row, as two equal ones may both be true."""
    found = next((place for place, event in enumerate(before) if is_same(said, event)), None)
    if found is None:
        return False
    del before[found]
    return True


def _is_otherwise(said: Event, there: Event) -> bool:
    """Whether a row says another sum of what was done at the same time: to add it would count it twice."""
    sums = [column.name for column in ACTIONS[said.action].columns if column.type == "money"]
    both = [(said.fields[name], there.fields[name]) for name in sums if name in said.fields and name in there.fields]
    return _is_alike(said, there) and any(one != other for one, other in both)


def _is_alike(said: Event, there: Event) -> bool:
    """Whether both are the same action at the same time."""
    return is_same(said._replace(fields={}), there)


def _missing(error: NoSuchRecord) -> Problem:
    return Problem(str(error), hint=error.hint, code="no_such_record")


def _refusal(record: Record, there: Event) -> Problem:
    what = action_heading(there.action)
    message = t("{number} has this already, with other details: {what}.", number=record.number, what=what)
    hint = t("What was done is not changed by an import: put it right by hand.")
    return Problem(message, hint=hint, code="otherwise")


def _unknown(row: ActionRow, index: int) -> Problem:
    columns = [column.heading for column in columns_of_action(row.action)]
    near = near_headings(row.shown[index], columns)
    message = t("'{action}' knows no such column, and what stands under it would be lost.",
                action=action_heading(row.action))  # fmt: skip
    hint = t("Perhaps: {names}.", names=near) if near else t("Known: {names}.", names=listed(columns))
    return Problem(message, column=row.shown[index], hint=hint, code="unknown_column")


def _named(row: ActionRow, plan: ActionPlan, problem: Problem, columns: tuple[Column, ...]) -> Problem:
    return relabelled(problem, columns, lambda field: heading_of(row, plan, field))
