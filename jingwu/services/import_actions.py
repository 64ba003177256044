"""Actions that the rows of an import say (事项行): done when all records are there, each record's in their order."""

from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from jingwu.dates import When
from jingwu.errors import BadInput, NoSuchRecord, NotAllowed, Problem
from jingwu.importers.action_rows import ActionPlan
from jingwu.records.actions import ACTIONS, ROW_ID
from jingwu.records.record import Event, Record
from jingwu.rules.doubts import doubts_of
from jingwu.rules.numbering import place_of
from jingwu.rules.ordering import in_order
from jingwu.rules.row_ids import is_of_other_row, parts_of
from jingwu.rules.status import effective_events, refuse_impossible, status_of
from jingwu.services.act import act_within
from jingwu.services.import_changes import is_same
from jingwu.services.import_done import (
    done_already,
    find_done,
    id_of,
    is_alike,
    is_otherwise,
    of_same_row,
    refusal,
    with_ids_last,
)
from jingwu.services.import_held import Held, HeldRows
from jingwu.services.import_mended import Makers
from jingwu.services.import_result import ImportResult
from jingwu.services.import_rows import columns_with_date, inexact_time
from jingwu.services.import_said import Reading, named
from jingwu.services.import_turns import NO_RECORD, by_many, by_record
from jingwu.store.ledger import Ledger, Transaction
from jingwu.store.places import Places
from jingwu.store.roll import Roll

_OF_STATE = frozenset({"not_allowed", "otherwise"})
"""Codes of problems that come of what was done before."""


class Actions:
    """One run's rows of actions; what cannot be done is a problem of its row."""

    def __init__(
        self,
        ledger: Ledger,
        transaction: Transaction,
        result: ImportResult,
        reject: Callable[[int, str, int, list[Problem]], None],
        rejected: Sequence[Collection[int]],
        *,
        by: str,
        now: datetime,
    ) -> None:
        """`reject` is told of rows that cannot be done; `rejected` are those of each file until now."""
        self._reject = reject
        self._rejected = rejected
        self._makers = Makers(ledger)
        self._ledger = ledger
        self._transaction = transaction
        self._result = result
        self._by = by
        self.waiting = 0
        """How many rows are not done yet."""
        self._meant: set[int] = set()
        """Of a record's events those that rows which were rejected before say; each stands for one."""
        self._done_by: dict[int, int] = {}
        """Of a record's events those of this run, with the file of the row."""
        self._has_ids = False
        """Whether any row that was rejected before tells its id."""
        self._ids = Places()
        self._held = HeldRows(ledger.spool())
        self._told: set[int] = set()
        """Files of which it was said that their times are not exact."""
        self._reading = Reading(ledger, transaction, now=now)

    def hold(self, held: Held) -> None:
        """Keep a row for `do_all`: its record, or what is done before it, may stand below it or in another file.

        Where an id was copied within a file, the second is as a row without one.
        """
        if held.is_told and self._is_copy(held):
            held = held._replace(id="", is_told=False)
        self._held.add(held)
        self._has_ids = self._has_ids or held.is_told
        self.waiting += 1

    def _is_copy(self, held: Held) -> bool:
        known = len(self._ids)
        return self._ids.note(hash(f"{held.file} {held.id}")) < known

    def do_all(self, progress: Callable[[], None]) -> None:
        """Do what the rows say, a record after the other, each in the order of the dates."""
        roll, records = Roll(), array("q")
        for places in by_many(range(len(self._held))):
            with self._ledger.reading():
                records.extend(self._record_of(self._held[place], roll) for place in places)
        for some in by_many(by_record(records, roll)):
            with self._ledger.reading():
                self._look_up((roll[record], rows) for record, rows in some)
                for record, rows in some:
                    self._do_those_of(roll[record], [self._held[place] for place in rows])
                    self.waiting -= len(rows)
            progress()

    def close(self) -> None:
        """Give back what the rows wait in."""
        self._held.close()

    def _look_up(self, some: Iterable[tuple[str, list[int]]]) -> None:
        """Ask the journal for what was done to those records that rows with an id of their own mean."""
        if self._has_ids:
            told = [
                (number, held.id) for number, rows in some for held in map(self._held.__getitem__, rows) if held.is_told
            ]
            self._makers.look_up_done({number for number, _ in told}, (id_ for _, id_ in told))

    def _record_of(self, held: Held, roll: Roll) -> int:
        """The place in the roll of the record that a row means; NO_RECORD when it means none, which is its problem."""
        row, problems = held.row, list(held.row.wrong)
        try:
            number = self._reading.number_of(row) if row.number or row.source_key else ""
            if not problems:
                return roll.note(number)
            if number:
                self._transaction.get(number)
        except BadInput as error:
            problems += error.problems
        except NoSuchRecord as error:
            problems.append(_missing(error))
        if row.action:
            columns = {problem.column for problem in row.wrong}  # what is wrong there is not missing as well
            more = self._reading.wrong(row, *((row.kind,) if row.kind else ACTIONS[row.action].kinds))
            problems += [problem for problem in more if not problem.column or problem.column not in columns]
        self._reject(held.file, held.name, held.number, problems)
        self.waiting -= 1
        return NO_RECORD

    def _do_those_of(self, number: str, rows: list[Held]) -> None:
        try:
            record = self._transaction.get(number)
        except NoSuchRecord as error:
            kind = place_of(number).kind
            for held in rows:
                self._reject(held.file, held.name, held.number, [_missing(error), *self._reading.wrong(held.row, kind)])
            return
        before: dict[str, list[Event]] = {}
        for event in effective_events(record):  # what was taken back may be done again
            before.setdefault(event.action, []).append(event)
        inexact = self._reading.contexts[record.kind].inexact
        status = status_of(record)
        is_sure = status == "void" or len(rows) == 1  # no other row changes the state
        self._meant.clear()
        self._done_by.clear()
        for held in self._not_done(self._in_order(with_ids_last(rows), record.kind), record, before):
            doubts: list[Problem] = []
            inexact.clear()
            problems = self._act(held, number, before.get(held.row.action, []), doubts)
            if problems and is_sure and problems[-1].code not in _OF_STATE:  # mended, it would be refused for that
                problems = [*problems, *_impossible(record, status, held.row.action)]
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
            plan = self._reading.plan(held.row, record.kind)
            said, problems = self._reading.said(held.row, plan, record.kind)
            there = [event for event in before.get(held.row.action, []) if self._may_mean(held, event)]
            if held.is_told or problems or plan.lost(held.row.cells) or (done := find_done(said, there)) is None:
                left.append(held)
            else:
                before[held.row.action].remove(done)
                self._skip(held, record.number)
        return left

    def _in_order(self, rows: list[Held], kind: str) -> list[Held]:
        """By date; those without one, which nobody can do, at the end."""
        dated: list[tuple[When, Held]] = []
        undated: list[Held] = []
        for held in rows if len(rows) > 1 else ():
            at = self._reading.at(held.row, kind)
            if at is None:
                undated.append(held)
            else:
                dated.append((at, held))
        return in_order(dated) + undated or rows

    def _act(self, held: Held, number: str, before: list[Event], doubts: list[Problem]) -> list[Problem]:
        """Do what a row says, unless it was done `before` the run with other details; else what is wrong."""
        row, record = held.row, self._transaction.get(number)
        plan = self._reading.plan(row, record.kind)
        if plan.lost(row.cells):
            return self._reading.wrong(row, record.kind)
        try:
            if held.is_told:
                return self._do_mended(held, plan, record, doubts)
            return self._do(held, plan, record, [event for event in before if self._may_mean(held, event)], doubts)
        except BadInput as error:
            return error.problems
        except NoSuchRecord as error:
            return [_missing(error)]
        except NotAllowed as error:
            return [named(row, plan, _not_allowed(error), columns_with_date(row.action))]

    def _do(
        self, held: Held, plan: ActionPlan, record: Record, before: list[Event], doubts: list[Problem]
    ) -> list[Problem]:
        row = held.row
        said, problems = self._reading.said(row, plan, record.kind)
        if problems:
            return problems
        if otherwise := [event for event in before if is_otherwise(said, event)]:
            return [refusal(record, otherwise[0])]
        raw = plan.read(row.cells)
        raw.pop("by", None)
        by = said.by or record.officer or self._by
        context = self._reading.contexts[record.kind]
        try:
            after = act_within(self._transaction, record, row.action, raw, context, by=by)[0]
        except BadInput as error:
            columns = columns_with_date(row.action)
            return [named(row, plan, problem, columns) for problem in error.problems]
        except NotAllowed:
            if alike := [event for event in before if is_alike(said, event)]:
                return [refusal(record, alike[0])]
            raise
        known = doubts_of(record, self._ledger.settings)
        doubts += [doubt for doubt in doubts_of(after, self._ledger.settings) if doubt not in known]
        self._result.updated += 1
        self._done_by[len(record.events)] = held.file
        return []

    def _do_mended(self, held: Held, plan: ActionPlan, record: Record, doubts: list[Problem]) -> list[Problem]:
        """Do what a row says that was rejected before, unless that was done; else what is wrong.

        What is the same, and is not known to be another row's, may be what the row says, and is told.
        """
        said, problems = self._reading.said(held.row, plan, record.kind)
        if problems:
            return problems
        standing = {id(event) for event in effective_events(record)}
        there = [(place, event) for place, event in enumerate(record.events) if id(event) in standing]
        for _, event in there:
            if id_of(event) == held.id:
                self._result.skipped += (same := is_same(said, event))
                return [] if same else [of_same_row(record, event)]
        if other := self._makers.done_by(held.id, self._transaction.get):
            return [of_same_row(*other)]
        alike = {
            place: event
            for place, event in there
            if place not in self._meant and is_alike(said, event) and not self._is_other(record, place, held)
        }
        for place, event in alike.items():
            if is_same(said, event):
                self._meant.add(place)
                self._skip(held, record.number)
                return []
        problems = self._do(held, plan, record, list(alike.values()), doubts)
        if not problems:
            self._keep_id(record.number, held.id)
            self._makers.came_from(held.id, record.number)
        return problems

    def _is_other(self, record: Record, place: int, held: Held) -> bool:
        """Whether an event is known to be of another row of the file in which a row stands, or first stood."""
        if own := id_of(record.events[place]):
            return is_of_other_row(own, held.id)
        if place in self._done_by:
            return self._done_by[place] == held.file
        return self._makers.rejected_done(record.number, place, held.id)

    def _may_mean(self, held: Held, event: Event) -> bool:
        """Whether a row may mean an event; not if that is of another row of its file, which is itself rejected now."""
        own = id_of(event)
        return not is_of_other_row(own, held.id) or parts_of(own)[1] not in self._rejected[held.file]

    def _keep_id(self, number: str, id_: str) -> None:
        """Note with the last event of a record from which row it came."""
        record = self._transaction.get(number)
        *before, last = record.events
        events = (*before, last._replace(fields={**last.fields, ROW_ID.name: id_}))
        self._transaction.replace(record.changed(events=events))

    def _skip(self, held: Held, number: str) -> None:
        """Count a row that was done; of one that was rejected before nobody knows whether it was another time."""
        self._result.skipped += 1
        if held.mended:
            self._result.doubt(held.name, held.number, done_already(number))


def _impossible(record: Record, status: str, action: str) -> list[Problem]:
    """That an action is not possible in a state; nothing where it is."""
    try:
        refuse_impossible(record, status, action)
    except NotAllowed as error:
        return [_not_allowed(error)]
    return []


def _not_allowed(error: NotAllowed) -> Problem:
    return Problem(str(error), hint=error.hint, code="not_allowed")


def _missing(error: NoSuchRecord) -> Problem:
    return Problem(str(error), hint=error.hint, code="no_such_record")
