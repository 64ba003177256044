"""What the rows of an import say, put into a transaction: new records, changes of those that are there, actions."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from jingwu.errors import BadInput, NotAllowed, Problem
from jingwu.importers.action_rows import ActionRow
from jingwu.language import t
from jingwu.records.record import Record
from jingwu.rules.status import status_of
from jingwu.rules.validation import Context
from jingwu.services.import_actions import Actions
from jingwu.services.import_changes import Change, change_of, changed, in_words
from jingwu.services.import_duplicates import Likeness
from jingwu.services.import_kept import standing
from jingwu.services.import_result import ImportResult
from jingwu.services.import_table import Batch
from jingwu.store.ledger import Ledger, Transaction

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
        self._actions = Actions(ledger, transaction, result, reject, by=by, now=now)

    def take(self, batch: Batch, name: str) -> None:
        """Store what a batch says; records wait until there are many, for asking the ledger has its price.

        Actions wait for the end.
        """
        for item, row in zip(batch.items, batch.places, strict=True):
            if isinstance(item, ActionRow):
                self._actions.hold(item, row, batch.file, name)
            else:
                self._waiting.append(Said(item, row, batch.file, name))
        if len(self._waiting) >= _MOST_WAITING:
            self._store_waiting()

    def finish(self) -> None:
        """Store what waits: the records, then the actions."""
        self._store_waiting()
        self._actions.do_all()

    def _store_waiting(self) -> None:
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
