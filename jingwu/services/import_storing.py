"""What the rows of an import say, put into a transaction: new records, changes of those that are there, actions."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from jingwu.errors import NoSuchRecord, Problem
from jingwu.rules.counting import Figures, merge
from jingwu.rules.limits import limits_for
from jingwu.rules.row_ids import row_id
from jingwu.rules.status import is_taken_back
from jingwu.services.import_actions import Actions
from jingwu.services.import_again import Again
from jingwu.services.import_alike import Alike, Known, keys_in, keys_of, second, unclear
from jingwu.services.import_batch import Batch, Made
from jingwu.services.import_duplicates import Likeness
from jingwu.services.import_held import Held, HeldRecord
from jingwu.services.import_identity import Identity, Reject
from jingwu.services.import_kept import standing
from jingwu.services.import_left import LeftRows
from jingwu.services.import_mended import Makers
from jingwu.services.import_result import ImportResult
from jingwu.store.draft import figures_of_drafts
from jingwu.store.ledger import Ledger, Transaction

_MOST_WAITING = 2000
_NONE = Known({}, {})


class Group(NamedTuple):
    """Records of one batch that wait to be stored together."""

    made: list[Made]
    batch: Batch
    name: str
    """The file's."""
    origin: str
    """How the ids of its rows begin."""


class _There(NamedTuple):
    """A row that may be there already."""

    numbers: list[str]
    """Of the record that has its source key; else, where the key is the row's own, of those that had it."""
    made: Made
    group: Group


class Storing:
    """One run's changes; what cannot be done is a problem of its row."""

    def __init__(
        self,
        ledger: Ledger,
        transaction: Transaction,
        result: ImportResult,
        reject: Reject,
        rejected: Sequence[Collection[int]],
        *,
        by: str,
        now: datetime,
        update: bool,
    ) -> None:
        """`reject` is told of rows that cannot be stored: the file, its name, the row and the problems.

        `rejected` are those of each file until now.
        """
        self.likeness = Likeness()
        self._limits = limits_for(ledger.settings)
        self._identity = Identity(self._limits, result, reject)
        self._alike = Alike(transaction, ledger.spool())
        self._makers = Makers(ledger)
        self._reject = reject
        self._waiting: list[Group] = []
        self._ledger = ledger
        self._transaction = transaction
        self._result = result
        self._again = Again(ledger, transaction, result, by=by, now=now, update=update)
        self._left = LeftRows(
            ledger, transaction, self._alike, self._makers, self._again, self.likeness, result, reject, rejected
        )
        self._actions = Actions(ledger, transaction, result, reject, rejected, by=by, now=now)

    def take(self, batch: Batch, name: str, origin: str) -> None:
        """Store what a batch says; records wait until there are many, for asking the ledger has its price.

        Actions wait for the end. `origin` is how the ids of the batch's rows begin.
        """
        group = Group([], batch, name, origin)
        for said in batch.said:
            if isinstance(said, Made):
                if (first := self._identity.first(said, batch.file, name)) is None:
                    continue
                if first.is_late:
                    self._hold(first, group)
                else:
                    group.made.append(first)
            else:
                id_ = said.rejected or row_id(origin, said.row)
                held = Held(said.action, said.row, batch.file, name, batch.mended, id_, bool(said.rejected))
                self._actions.hold(held)
        self._waiting.append(group)
        if sum(len(group.made) for group in self._waiting) >= _MOST_WAITING:
            self._store_waiting()

    @property
    def held(self) -> int:
        """Rows that wait for the end."""
        return self._alike.waiting + self._actions.waiting

    def uses(self, id_: str, file: int, row: int) -> bool:
        """Whether the id that a row of a file has is another row's there."""
        return self._identity.uses(id_, file, row)

    def finish(self, progress: Callable[[], None]) -> None:
        """Store what waits: the records, then the actions; `progress` is called from time to time."""
        self._store_waiting()
        self._left.store_all(progress)
        self._actions.do_all(progress)

    def close(self) -> None:
        """Give back what waits at the end, however the import ended."""
        self._alike.close()
        self._actions.close()

    def _store_waiting(self) -> None:
        keys: dict[tuple[str, bool], list[str]] = {}
        for group in self._waiting:
            for made in group.made:
                if made.draft.source_key:
                    asked = keys.setdefault(_asked_as(made), [])
                    asked += keys_of(made) if made.column is None else [made.draft.source_key]
        with self._ledger.reading():
            known = {asked: self._known(asked, given) for asked, given in keys.items()}
            stands = self._standing(known)
        for group in self._waiting:
            self._store(group, stands)
        self._waiting.clear()
        self._again.unchanged.clear()

    def _store(self, group: Group, stands: dict[int, list[Problem]]) -> None:
        """Store the records of a group that are new; `stands` has what the others came to, by the identity of each."""
        batch, name = group.batch, group.name
        unchanged = {made.row for made in group.made if id(made) in self._again.unchanged} if batch.doubted else set()
        for row, doubts in batch.doubted:
            if row not in unchanged:
                self._result.warn(name, row, doubts)
        new: list[Made] = []
        for made in group.made:
            if id(made) not in stands:
                new.append(made)
            elif problems := stands[id(made)]:
                self._reject(batch.file, name, made.row, problems)
        if not new:
            return
        self._transaction.enter([made.draft for made in new], self._figures(new, batch))
        for made in new:
            self.likeness.note(made.traits, made.draft, name, made.row, self._result)
        self._result.added += len(new)

    def _figures(self, new: list[Made], batch: Batch) -> dict[str, Figures]:
        """What some of a batch's records add to the figures of months; the batch knows it of all of them."""
        if len(new) == batch.made():
            return batch.figures
        rows = {made.row for made in new}
        others = [said for said in batch.said if isinstance(said, Made) and said.row not in rows]
        if len(new) <= len(others):
            return figures_of_drafts([made.draft for made in new], self._limits)
        for month, figures in figures_of_drafts([made.draft for made in others], self._limits).items():
            merge(batch.figures[month], figures, -1)
        return batch.figures

    def _known(self, asked: tuple[str, bool], keys: list[str]) -> Known:
        """Source keys that are known; a record from another ledger may have a key that another had, here or there."""
        kind, has_number = asked
        if has_number:
            return Known(self._transaction.source_keys(kind, keys), {})
        return keys_in(self._transaction, kind, keys)

    def _standing(self, known: dict[tuple[str, bool], Known]) -> dict[int, list[Problem]]:
        """Of the records that wait, those that are not new: what stands against them, an empty list for nothing."""
        there: list[_There] = []
        self._alike.forget()
        for group in self._waiting:
            if group.batch.mended:
                self._makers.look_up_ids(made.rejected for made in group.made if made.rejected)
            for made in group.made:
                draft = made.draft
                keys = known.get(_asked_as(made), _NONE)
                number = keys.held.get(draft.source_key, "")
                former = keys.former.get(draft.source_key, []) if made.column is not None and not number else []
                is_alike = made.column is None and self._alike.is_known(made, keys)
                is_told = draft.number or made.record or (made.rejected and self._makers.has_come(made.rejected))
                if is_alike or number or former or is_told:
                    there.append(_There([number] if number else former, made, group))
        there.sort(key=_by_volume)
        stands = {id(made): self._against(numbers, made, group) for numbers, made, group in there}
        return {place: problems for place, problems in stands.items() if problems is not None}

    def _against(self, numbers: list[str], made: Made, group: Group) -> list[Problem] | None:
        """What stands against storing a record: None when it is new, an empty list when that was all."""
        number = numbers[0] if numbers else ""
        if made.draft.number:
            return self._against_numbered(number, made)
        if made.column is not None:
            if len(numbers) > 1:  # of those that had the key, the one of the row's words comes first
                numbers = sorted(numbers, key=lambda number: not self._again.is_of(number, made))
            against = (self._again.take_keyed(number, made) for number in numbers)
            return next((problems for problems in against if problems is not None), None)
        if made.record and (problems := self._against_named(made)) is not None:
            return problems
        return self._against_like(number, made, group)

    def _against_numbered(self, number: str, made: Made) -> list[Problem] | None:
        """As `_against`, for a row with the number that its record has where it comes from: here, or another ledger.

        `number` is that of the record with its source key.
        """
        if number not in {"", made.draft.number}:
            return self._again.take(number, made)
        problems = standing(self._transaction, made.draft.record())
        if not problems:
            return None if problems is None else self._again.skip(made)
        stored, said = self._transaction.get(made.draft.number), made.draft.record()
        is_own = (stored.entered_at, stored.entered_by) == (said.entered_at, said.entered_by)
        return self._again.take(stored.number, made) if is_own and not is_taken_back(stored) else problems

    def _against_named(self, made: Made) -> list[Problem] | None:
        """As `_against`, for a row that was rejected for what its record says; None where there is no such record."""
        try:
            stored = self._transaction.get(made.record)
        except NoSuchRecord:
            return None
        if is_taken_back(stored):
            return None
        if not self._alike.name(stored.number):
            return [unclear(stored.number)]
        is_alike = stored.number in self._alike.alike(made)
        return self._again.take(stored.number, made) if is_alike else self._again.take_otherwise(stored.number, made)

    def _against_like(self, number: str, made: Made, group: Group) -> list[Problem]:
        """As `_against`, for a row that the ledger has records like."""
        id_ = _id_of(made, group)
        if made.rejected:
            if (problems := self._left.against_own(made, self._alike.alike(made), id_)) is not None:
                return problems
        elif same := self._alike.take(made, number, partial(self._again.says_same, id_=id_)):
            if group.batch.mended:
                self._result.doubt(group.name, made.row, second(same))
            return self._again.skip(made)
        self._hold(made, group)
        return []

    def _hold(self, made: Made, group: Group) -> None:
        batch = group.batch
        mended = batch.mended or bool(made.rejected)
        self._alike.hold(HeldRecord(made, batch.file, group.name, mended, _id_of(made, group)))


def _asked_as(made: Made) -> tuple[str, bool]:
    """How the source key of a record is looked up: its kind, and whether it has a number already."""
    return made.draft.kind, bool(made.draft.number)


def _id_of(made: Made, group: Group) -> str:
    """The id that a row has, or would have if it were rejected."""
    return made.rejected or row_id(group.origin, made.row)


def _by_volume(row: _There) -> str:
    return row.numbers[0][2:6] if row.numbers else row.made.draft.month[2:].replace("-", "")
