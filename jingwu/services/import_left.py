"""The rows of an import like records that say otherwise: stored at its end, when it is known what the others mean."""

from collections.abc import Callable, Collection, Sequence
from itertools import islice

from jingwu.errors import Problem
from jingwu.rules.limits import limits_for
from jingwu.rules.row_ids import is_of_other_row, parts_of
from jingwu.services.import_again import Again
from jingwu.services.import_alike import Alike, Left, second, unclear, unsure
from jingwu.services.import_batch import Made
from jingwu.services.import_duplicates import Likeness
from jingwu.services.import_held import HeldRecord
from jingwu.services.import_identity import Reject, with_key
from jingwu.services.import_mended import Makers
from jingwu.services.import_result import ImportResult
from jingwu.store.draft import figures_of_drafts
from jingwu.store.ledger import Ledger, Transaction

_AT_ONCE = 2000


class LeftRows:
    """One run's rows that `alike` holds: each becomes a change of the only record like it, or a record of its own."""

    def __init__(  # noqa: PLR0917 - the parts of a run
        self,
        ledger: Ledger,
        transaction: Transaction,
        alike: Alike,
        makers: Makers,
        again: Again,
        likeness: Likeness,
        result: ImportResult,
        reject: Reject,
        rejected: Sequence[Collection[int]],
    ) -> None:
        self._ledger = ledger
        self._transaction = transaction
        self._limits = limits_for(ledger.settings)
        self._alike = alike
        self._makers = makers
        self._again = again
        self._likeness = likeness
        self._result = result
        self._reject = reject
        self._rejected = rejected

    def store_all(self, progress: Callable[[], None]) -> None:
        """Store them; others may write between some and some."""
        numbers = {number for made in self._alike.mended() for number in self._alike.alike(made)}
        self._makers.look_up_ids(made.rejected for made in self._alike.mended())
        self._makers.look_up(numbers)
        rest = self._alike.left()
        for _ in range(0, self._alike.waiting, _AT_ONCE):
            with self._ledger.reading():
                self._alike.forget()
                for left in islice(rest, _AT_ONCE):
                    self._store(left)
            progress()

    def against_own(self, made: Made, alike: list[str], id_: str) -> list[Problem] | None:
        """What stands against storing a row from which a record came already, as its id tells; None where none did."""
        if known := self._alike.of_row(alike, id_):
            self._alike.say(known, made)
            return self._again.take(known, made)
        other = self._makers.record_of(id_, self._transaction.get) if made.rejected else ""
        return self._again.take_otherwise(other, made) if other else None

    def _store(self, left: Left) -> None:
        """Store a row like records that say otherwise: as a change of the only one, or as a record of its own."""
        made, file, name, _, id_ = left.held
        problems = self.against_own(made, left.alike, id_)
        if problems is None:
            problems = self._against_others(left)
        if problems:
            self._reject(file, name, made.row, problems)

    def _against_others(self, left: Left) -> list[Problem]:
        """What stands against storing a row as said, where no record is known to be its own."""
        made, _, name, mended, id_ = left.held
        numbers = [number for number in left.numbers if self._may_mean(left.held, number)]
        if not numbers or (made.rejected and all(self._is_of_other_row(number, id_) for number in left.alike)):
            self._enter(made, name)
        elif same := self._same(made, numbers, id_):
            if mended:
                self._result.doubt(name, made.row, second(same))
            self._result.skipped += 1
        elif self._alike.is_void(numbers[0]):  # then all of them are
            return self._again.take(numbers[0], made)
        elif not left.is_only or not self._alike.is_alone(numbers):
            return [unclear(numbers[0])]
        elif mended:
            return [unsure(numbers[0])]
        else:
            return self._again.take(numbers[0], made)
        return []

    def _enter(self, made: Made, name: str) -> None:
        """Store a row as a record of its own."""
        made = with_key(made, self._alike.next_key(made), self._limits)
        (number,) = self._transaction.enter([made.draft], figures_of_drafts([made.draft], self._limits))
        self._alike.say(number, made)
        self._likeness.note(made.traits, made.draft, name, made.row, self._result)
        self._result.added += 1

    def _may_mean(self, held: HeldRecord, number: str) -> bool:
        """Whether a row may mean a record; not if that is of another row of its file, which is itself rejected now.

        Where that is not rejected any more, either of the two rows may have been found to say the same first.
        """
        own = self._alike.id_of(number)
        if not is_of_other_row(own, held.id):
            return True
        return not held.made.rejected and parts_of(own)[1] not in self._rejected[held.file]

    def _same(self, made: Made, numbers: list[str], id_: str) -> str:
        """The first of the records that says the same, of those that were not compared with a row yet; else ''."""
        for number in numbers:
            is_new = made.rejected or is_of_other_row(self._alike.id_of(number), id_)
            if is_new and self._again.says_same(made, number):
                self._alike.mean(number, made)
                return number
        return ""

    def _is_of_other_row(self, number: str, id_: str) -> bool:
        """Whether a record is known to be that of another row of the file in which the row with this id stood."""
        own = self._alike.id_of(number)
        return is_of_other_row(own, id_) if own else self._makers.rejected(number, id_)
