"""What the rows of an import say, put into a transaction: new records, changes of those that are there, actions."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from jingwu.errors import BadInput, NoSuchRecord, NotAllowed, Problem, UsageError
from jingwu.importers.action_rows import ActionPlan, ActionRow, compile_action_plan, heading_of
from jingwu.language import t
from jingwu.records.actions import ACTIONS, AT, BY, action_heading
from jingwu.records.fields import Column
from jingwu.records.record import Event, Record
from jingwu.rules.doubts import doubts_of
from jingwu.rules.numbering import parse_number
from jingwu.rules.status import status_of
from jingwu.rules.validation import Context, nearest, read_values
from jingwu.services.act import act_within, columns_of_action
from jingwu.services.import_changes import Change, change_of, changed, in_words, is_same
from jingwu.services.import_duplicates import Likeness
from jingwu.services.import_kept import standing
from jingwu.services.import_result import ImportResult
from jingwu.services.import_rows import relabelled
from jingwu.services.import_table import Batch
from jingwu.store.ledger import Ledger, Transaction

_AT = AT._replace(required=True)
_MOST_WAITING = 1000


class Said(NamedTuple):
    """A record that a row says, and which row that is."""

    record: Record
    row: int
    file: int
    name: str
    """The file's."""


class Storing:
    """One run's changes; what cannot be done is a problem of its row."""

    def __init__(
        self,
        ledger: Ledger,
        transaction: Transaction,
        result: ImportResult,
        reject: Callable[[int, str, int, list[Problem]], None],
        *,
        by: str,
        now: datetime,
        update: bool,
    ) -> None:
        """`reject` is told of rows that cannot be stored: the file, its name, the row and the problems."""
        self.likeness = Likeness()
        self._reject = reject
        self._waiting: list[Said] = []
        self._ledger = ledger
        self._transaction = transaction
        self._result = result
        self._by = by
        self._now = now
        self._update = update
        self._contexts: dict[str, Context] = {}
        self._plans: dict[tuple[tuple[str, ...], str, str], ActionPlan] = {}
        self._done: dict[tuple[str, str], list[Event]] = {}
        """Number and action to the events that the record had before, and that no row has said yet."""

    def take(self, batch: Batch, name: str) -> None:
        """Store what a batch says; records wait until there are many, for asking the ledger has its price."""
        for item, row in zip(batch.items, batch.places, strict=True):
            if isinstance(item, ActionRow):
                self.store_waiting()
                self._take_action(item, row, batch.file, name)
            else:
                self._waiting.append(Said(item, row, batch.file, name))
        if len(self._waiting) >= _MOST_WAITING:
            self.store_waiting()

    def store_waiting(self) -> None:
        """Store the records that wait."""
        if not self._waiting:
            return
        keys: dict[str, list[str]] = {}
        for said in self._waiting:
            if said.record.source_key:
                keys.setdefault(said.record.kind, []).append(said.record.source_key)
        with self._ledger.reading():
            known = {kind: self._transaction.source_keys(kind, given) for kind, given in keys.items()}
            there = [(_number_there(said.record, known), said) for said in self._waiting]
            refused = {id(said): self._standing(number, said.record) for number, said in sorted(there, key=_by_volume)}
        for _, said in there:
            problems = refused[id(said)]
            if problems:
                self._reject(said.file, said.name, said.row, problems)
            elif problems is None:
                self.likeness.note(self._transaction.add(said.record), said.name, said.row, self._result)
                self._result.added += 1
        self._waiting.clear()

    def _standing(self, number: str, said: Record) -> list[Problem] | None:
        """What stands against storing a record: None when it is new, an empty list when that was all."""
        if number:
            return self._again(number, said)
        if not said.number:
            return None
        problems = standing(self._transaction, said)
        self._result.skipped += problems == []
        return problems

    def _again(self, number: str, said: Record) -> list[Problem]:
        """A row whose record is there: nothing new, or a change, which is refused unless it was asked for."""
        stored = self._transaction.get(number)
        if said.number:  # it comes from another ledger, and is there under this number
            self._result.skipped += 1
            return []
        change = change_of(said, stored)
        if change is None:
            self._result.skipped += 1
            return []
        if not self._update or change.otherwise:
            return [_refusal(number, change)]
        try:
            reason = t("Imported again with other content.")
            record = changed(stored, said, change, self._context(said.kind), by=self._by, reason=reason)
        except BadInput as error:
            return error.problems
        except NotAllowed as error:
            return [Problem(str(error), hint=error.hint)]
        self._transaction.replace(record)
        self._result.updated += 1
        return []

    def _take_action(self, row: ActionRow, number: int, file: int, name: str) -> None:
        doubts: list[Problem] = []
        with self._ledger.reading():
            problems = self._act(row, doubts)
        if problems:
            self._reject(file, name, number, problems)
        if doubts:
            self._result.warn(name, number, doubts)

    def _act(self, row: ActionRow, doubts: list[Problem]) -> list[Problem]:
        """Do what a row says, unless it was done already; else what is wrong. What is odd then goes to `doubts`."""
        try:
            record = self._transaction.get(self._number_of(row))
            plan = self._plan(row, record.kind)
            if lost := plan.lost(row.cells):
                raise BadInput([_unknown(row, index) for index in lost])
            return self._do(row, plan, record, doubts)
        except BadInput as error:
            return error.problems
        except (NotAllowed, NoSuchRecord) as error:
            return [Problem(str(error), hint=error.hint)]

    def _do(self, row: ActionRow, plan: ActionPlan, record: Record, doubts: list[Problem]) -> list[Problem]:
        raw = plan.read(row.cells)
        given_by = raw.pop("by", None)
        context = self._context(record.kind)
        columns = (_AT, *columns_of_action(row.action)[1:])
        fields, problems = read_values(columns, raw, context)
        doer, wrong = read_values((BY,), {"by": given_by}, context)
        problems += wrong
        if problems:
            return [_named(row, plan, problem, (*columns, BY)) for problem in problems]
        at = fields.pop("at")
        fields.pop("note", None)
        said = Event(at, "", row.action, "", fields)  # type: ignore[arg-type] # parsed as a date
        if self._is_done(record, said):
            self._result.skipped += 1
            return []
        by = str(doer.get("by") or record.officer or self._by)
        try:
            after = act_within(self._transaction, record, row.action, raw, context, by=by)[0]
        except BadInput as error:
            return [_named(row, plan, problem, columns) for problem in error.problems]
        known = doubts_of(record, self._ledger.settings)
        doubts += [doubt for doubt in doubts_of(after, self._ledger.settings) if doubt not in known]
        self._result.updated += 1
        return []

    def _is_done(self, record: Record, said: Event) -> bool:
        """Whether it was done before this run; each event stands for one row, as two equal ones may both be true."""
        key = (record.number, said.action)
        if key not in self._done:
            self._done[key] = [event for event in record.events if event.action == said.action]
        before = self._done[key]
        found = next((place for place, event in enumerate(before) if is_same(said, event)), None)
        if found is None:
            return False
        del before[found]
        return True

    def _number_of(self, row: ActionRow) -> str:
        """The number of the record that a row means. BadInput, NoSuchRecord."""
        if row.number:
            try:
                return parse_number(row.number, today=self._now.date())
            except UsageError as error:
                if found := self._numbers_by_key(row, row.number):
                    return found
                raise BadInput([Problem(str(error), value=row.number)]) from None
        if found := self._numbers_by_key(row, row.source_key):
            return found
        raise BadInput([Problem(t("No record has this source key."), value=row.source_key)])

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


def _number_there(record: Record, known: dict[str, dict[str, str]]) -> str:
    """The number of the record that has this source key; a void record of another ledger may share it."""
    number = known.get(record.kind, {}).get(record.source_key or "", "")
    return "" if record.number and status_of(record) == "void" else number


def _by_volume(entry: tuple[str, Said]) -> str:
    return entry[0][2:6]


def _refusal(number: str, change: Change) -> Problem:
    if change.otherwise:
        message = t("{number} has this already, with other details: {what}.", number=number, what=in_words(change))
        return Problem(message, hint=t("What was done is not changed by an import: put it right by hand."))
    message = t("{number} is there already, and the row says otherwise or more: {what}.",
                number=number, what=in_words(change))  # fmt: skip
    return Problem(message, hint=t("With --update it becomes a correction; the old value is kept."))


def _unknown(row: ActionRow, index: int) -> Problem:
    near = nearest(row.shown[index], [column.heading for column in columns_of_action(row.action)])
    message = t("'{action}' knows no such column, and what stands under it would be lost.",
                action=action_heading(row.action))  # fmt: skip
    return Problem(message, column=row.shown[index], hint=t("Perhaps: {names}.", names=near))


def _named(row: ActionRow, plan: ActionPlan, problem: Problem, columns: tuple[Column, ...]) -> Problem:
    return relabelled(problem, columns, lambda field: heading_of(row, plan, field))
