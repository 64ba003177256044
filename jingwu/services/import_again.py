"""Rows whose record is there already: they say nothing new, or become a change of it."""

from datetime import datetime

from jingwu.errors import BadInput, NotAllowed, Problem
from jingwu.language import pick, t
from jingwu.records.record import Record
from jingwu.rules.parsing import Contexts
from jingwu.rules.row_ids import carried, is_of_other_row, slot_of
from jingwu.rules.status import status_of
from jingwu.services.import_alike import with_way_out, without_id
from jingwu.services.import_batch import Made
from jingwu.services.import_changes import Change, change_of, changed, in_words, is_other_matter, with_flags
from jingwu.services.import_result import ImportResult
from jingwu.store.ledger import Ledger, Transaction


class Again:
    """One run's changes of records that are there already."""

    def __init__(
        self, ledger: Ledger, transaction: Transaction, result: ImportResult, *, by: str, now: datetime, update: bool
    ) -> None:
        self.unchanged: set[int] = set()
        """Of the rows that wait, the identities of such as say nothing new: what is odd in them was told before."""
        self._transaction = transaction
        self._result = result
        self._by = by
        self._update = update
        self._contexts = Contexts(ledger.settings, now)

    def take_keyed(self, number: str, made: Made) -> list[Problem] | None:
        """As `take`, for a row with a source key of its own.

        None where a record had the key only till a correction, and the row is of other words or another time: the key
        is that of another matter.
        """
        if self._transaction.repeats(made.draft, number):
            return self.skip(made)
        stored = self._transaction.get(number)
        if slot_of(stored.source_key or "") != made.draft.source_key and not self.is_of(number, made):
            return None
        return self.take(number, made)

    def is_of(self, number: str, made: Made) -> bool:
        """Whether a row has the words and the time of a record."""
        stored, said = self._transaction.get(number), made.draft.record()
        return (said.summary, said.reported_at) == (stored.summary, stored.reported_at)

    def take(self, number: str, made: Made) -> list[Problem]:
        """A row whose record is there: nothing new, or a change, which is refused unless it was asked for."""
        problems = self._take(number, made)
        return [problem._replace(record=number) for problem in problems] if made.column is None else problems

    def _take(self, number: str, made: Made) -> list[Problem]:
        if self._transaction.repeats(made.draft, number):
            return self.skip(made)
        stored = self._transaction.get(number)
        said, change = self._compare(made, stored)
        if change is None:
            return self.skip(made)
        is_final = bool(change.otherwise) or is_other_matter(said, change)
        problem = _refusal(number, said, change)
        return self._change(
            stored, said, change, problem if made.column is not None else with_way_out(problem), is_final=is_final
        )

    def take_otherwise(self, number: str, made: Made) -> list[Problem]:
        """As `take`, for a row that was mended once more: its id alone tells the record that came from it."""
        stored = self._transaction.get(number)
        if stored.kind != made.draft.kind:
            return [_mended_otherwise(number, pick("kind", "种类"), is_final=True)]
        said, change = self._compare(made, stored)
        if change is None:
            return self.skip(made)
        # The id may have been copied: what differs in both is not changed by guess.
        is_final = bool(change.otherwise) or {"summary", "reported_at"} <= {column.name for column in change.columns}
        problem = _mended_otherwise(number, in_words(change), is_final=is_final)
        return self._change(stored, said, change, problem, is_final=is_final)

    def says_same(self, made: Made, number: str, id_: str = "") -> bool:
        """Whether a row says nothing that a record does not, which is not that of another row of its file.

        `id_` is the id that the row has, or would have if it were rejected; '' lets the record be any row's.
        """
        if self._transaction.repeats(made.draft, number):
            return True
        stored = self._transaction.get(number)
        return not is_of_other_row(carried(stored.source_key), id_) and self._compare(made, stored)[1] is None

    def skip(self, made: Made) -> list[Problem]:
        """Nothing stands against it, and nothing is to be done."""
        self._result.skipped += 1
        self.unchanged.add(id(made))
        return []

    def _compare(self, made: Made, stored: Record) -> tuple[Record, Change | None]:
        """What a row says, and what of it its record does not; that nothing is new in one that is void is told."""
        said, denied = with_flags(made, stored)
        change = change_of(said, stored, denied)
        if change is None and status_of(stored) == "void":
            self._result.leave_void(stored.number)
        return said, change

    def _change(
        self, stored: Record, said: Record, change: Change, problem: Problem, *, is_final: bool
    ) -> list[Problem]:
        """What stands against a change of a record, which is made when that is nothing.

        `problem` refuses it where it was not asked for, and `is_final` in any case.
        """
        if status_of(stored) == "void":
            return [_of_void(stored.number, change)]
        if is_final:
            return [problem]
        try:
            reason = t("Imported again with other content.")
            record = changed(stored, said, change, self._contexts[said.kind], by=self._by, reason=reason)
        except BadInput as error:
            return error.problems
        except NotAllowed as error:
            return [Problem(str(error), hint=error.hint, code="not_allowed")]
        if not self._update:  # refused only now, as --update is no way out of what is not allowed
            return [problem]
        self._transaction.replace(record)
        self._result.updated += 1
        return []


def _of_void(number: str, change: Change) -> Problem:
    message = t("{number} was made void, and the row says otherwise or more: {what}.",
                number=number, what=in_words(change))  # fmt: skip
    hint = t("Made void by mistake, it comes back with 'jingwu undo'; 'jingwu history {number}' names the command.",
             number=number)  # fmt: skip
    return with_way_out(Problem(message, hint=hint, code="void"))


def _other_matter(number: str, key: str | None) -> Problem:
    message = t("{number} has the source key {key} and is another matter.", number=number, key=key)
    hint = t("If it only numbers the rows, name its column '{heading}'.", heading=pick("No.", "序号"))
    return Problem(message, hint=hint, code="same_key")


def _mended_otherwise(number: str, what: str, *, is_final: bool) -> Problem:
    """The refusal of a row from which a record came already, when it was mended otherwise."""
    message = t("{number} came from the same row, and this one says otherwise: {what}.", number=number, what=what)
    hint = (
        t("Correct the record by hand: jingwu correct {number}.", number=number)
        if is_final
        else t("With --update it becomes a correction; the old value is kept.")
    )
    return Problem(message, hint=f"{hint}{pick(' ', '')}{without_id()}", code="changed")


def _refusal(number: str, said: Record, change: Change) -> Problem:
    if is_other_matter(said, change):
        return _other_matter(number, said.source_key)
    if change.otherwise:
        message = t("{number} has this already, with other details: {what}.", number=number, what=in_words(change))
        hint = t("What was done is not changed by an import: put it right by hand.")
        return Problem(message, hint=hint, code="otherwise")
    message = t("{number} is there already, and the row says otherwise or more: {what}.",
                number=number, what=in_words(change))  # fmt: skip
    return Problem(message, hint=t("With --update it becomes a correction; the old value is kept."), code="changed")
