"""Rows that no key tells apart, of which the ledger has like records: the same in what, when, who and where.

Rows that say just what such a record says are those records. Only at the end of an import, when it is known which
records are left, one row that is left means the one record that is left; among several nothing is guessed.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count
from typing import NamedTuple

from jingwu.errors import Problem
from jingwu.importers.headings import ROW_IDS
from jingwu.importers.identity import key_in_place
from jingwu.language import pick, t
from jingwu.rules.row_ids import carried, carrying
from jingwu.rules.status import status_of
from jingwu.services.import_batch import Made
from jingwu.services.import_held import HeldRecord, HeldRecords
from jingwu.store.ledger import Transaction
from jingwu.store.places import Places
from jingwu.store.spool import Spool

_AT_ONCE = 8
"""Keys that are asked for at once; of records alike so many in a row are never missing."""


class Left(NamedTuple):
    """A row that was left, and what it may mean."""

    held: HeldRecord
    alike: list[str]
    """The records like it."""
    numbers: list[str]
    """Those of them that no row says; none where it is a new one."""
    is_only: bool
    """Whether no other row like it was left."""


class Known(NamedTuple):
    """Source keys with the numbers of records."""

    held: dict[str, str]
    former: dict[str, list[str]]
    """Those that records had, and none has now."""


class Alike:
    """The rows of one run that are like records of the ledger."""

    def __init__(self, transaction: Transaction, spool: Spool) -> None:
        """`spool` is filled by nobody else; it is closed by `close`."""
        self._transaction = transaction
        self._met = Places()
        self._said = Places()
        """The numbers of the records that rows say, but for rows that were rejected before."""
        self._meant = Places()
        """Those that rows say which were rejected before: of one file, each means another."""
        self.waiting = 0
        """How many rows are not told by `left` yet."""
        self._held = HeldRecords(spool)
        self._prints = Places()
        self._counts = array("I")
        """Of each fingerprint how many rows are held."""
        self._are_rejected = bytearray()
        """Of each row that is held whether it has the id of a rejected one."""
        self._months = array("I")
        """Of each its month."""
        self._alike: dict[int, list[str]] = {}
        """Of fingerprints the records, until `forget`: equal rows ask for them again and again."""

    def forget(self) -> None:
        """Ask the ledger anew, which may have changed."""
        self._alike.clear()

    def alike(self, made: Made) -> list[str]:
        """The records like a row, those that are void last."""
        print_ = _hash(made)
        if print_ not in self._alike:
            self._alike[print_] = self._ask(made)
        return self._alike[print_]

    def is_known(self, made: Made, known: Known) -> bool:
        """Whether the ledger has records like a row; `known` are the numbers by the keys that `keys_of` tells."""
        if not any(key in known.held or key in known.former for key in keys_of(made)):
            return self._met.find(_hash(made)) is not None
        self._met.note(_hash(made))
        return True

    def take(self, made: Made, number: str, is_same: Callable[[Made, str], bool]) -> str:
        """The record like the row that says the same and that no row before means; '' where there is none.

        `number` is the likeliest, '' for none; of the others, one that is void comes last.
        """
        if number and self._takes(number, made, is_same):
            return number
        others = (other for other in self._free(made, self.alike(made)) if other != number)
        return next((other for other in others if self._takes(other, made, is_same)), "")

    def hold(self, held: HeldRecord) -> None:
        """Keep a row for the end. StorageFailure."""
        place = self._prints.note(_hash(held.made))
        if place == len(self._counts):
            self._counts.append(0)
        self._counts[place] += 1
        self.waiting += 1
        self._are_rejected.append(bool(held.made.rejected))
        self._months.append(int(held.made.draft.month.replace("-", "")))
        self._held.add(held)

    def left(self) -> Iterator[Left]:
        """The rows that were held, month by month and in their order, as rows alike are of one month.

        But those with an id come last: what others made may be theirs.
        """
        for place in chain(*(self._places_where(is_rejected=which) for which in (False, True))):
            held = self._held[place]
            print_ = self._prints.note(_hash(held.made))
            self.waiting -= 1
            alike = self.alike(held.made)
            yield Left(held, alike, self._free(held.made, alike), self._counts[print_] == 1)

    def mended(self) -> Iterator[Made]:
        """The rows that were held and have the id of a rejected one."""
        return (self._held[place].made for place in self._places_where(is_rejected=True))

    def _places_where(self, *, is_rejected: bool) -> list[int]:
        places = (place for place, known in enumerate(self._are_rejected) if known == is_rejected)
        return sorted(places, key=self._months.__getitem__)

    def next_key(self, made: Made) -> str:
        """The first source key for rows with this fingerprint that no record has."""
        keys = (key_in_place(made.key, place) for place in count(1))
        key = next(key for key in keys if not any(keys_in(self._transaction, made.draft.kind, [key])))
        return carrying(key, made.rejected) if made.rejected else key

    def id_of(self, number: str) -> str:
        """The id of the rejected row that a record came from, else ''."""
        return carried(self._transaction.get(number).source_key)

    def of_row(self, alike: Iterable[str], id_: str) -> str:
        """Of records alike the one that came from the row with this id; '' where there is none."""
        return next((number for number in alike if self.id_of(number) == id_), "")

    def mean(self, number: str, made: Made) -> None:
        """Note that a row says the same as a record: it may be its own."""
        self._said_like(made).note(hash(number))

    def say(self, number: str, made: Made) -> None:
        """Note that a row means a record, which it made or whose id it has."""
        self._said.note(hash(number))
        self._alike.pop(_hash(made), None)
        if made.rejected:
            self._meant.note(hash(number))

    def close(self) -> None:
        """Give back what rows wait in."""
        self._held.close()

    def is_alone(self, numbers: list[str]) -> bool:
        """Whether of records alike, in the order of `alike`, only the first can be meant: others are void, or none."""
        return len(numbers) == 1 or self.is_void(numbers[1])

    def name(self, number: str) -> bool:
        """Note that a row names a record; whether no row before means it."""
        known = len(self._said)
        self._meant.note(hash(number))
        return self._said.note(hash(number)) == known

    def is_void(self, number: str) -> bool:
        """Whether a record is void."""
        return status_of(self._transaction.get(number)) == "void"

    def _takes(self, number: str, made: Made, is_same: Callable[[Made, str], bool]) -> bool:
        if self._said_like(made).find(hash(number)) is not None or not is_same(made, number):
            return False
        self.mean(number, made)
        return True

    def _free(self, made: Made, alike: list[str]) -> list[str]:
        """Of records alike those that no row says."""
        said = self._said_like(made)
        return [number for number in alike if said.find(hash(number)) is None]

    def _said_like(self, made: Made) -> Places:
        # A row that was rejected may come in with its mended file as well, and is then not told from its own record.
        return self._meant if made.rejected else self._said

    def _ask(self, made: Made) -> list[str]:
        numbers: list[str] = []
        void: list[str] = []
        first = 1
        while True:
            keys = [key_in_place(made.key, place) for place in range(first, first + _AT_ONCE)]
            held, former = keys_in(self._transaction, made.draft.kind, keys)
            for key in keys:
                if key in held:
                    numbers.append(held[key])
                for number in former.get(key, ()):
                    (void if self.is_void(number) else numbers).append(number)
            if not held and not former:
                return numbers + void
            first += _AT_ONCE


def keys_in(transaction: Transaction, kind: str, keys: list[str]) -> Known:
    """Of source keys those by which records are known, or were."""
    held = transaction.source_keys(kind, keys)
    former = transaction.former_keys(kind, [key for key in keys if key not in held])
    return Known(held, former)


def keys_of(made: Made) -> list[str]:
    """The source keys that tell whether there are records like a row: the first may have been taken back."""
    key = made.draft.source_key
    if made.rejected:
        return [key, *(key_in_place(made.key, place) for place in range(1, _AT_ONCE + 1))]
    return [key, key_in_place(key, 2)] if key == made.key else [key]


def unsure(number: str) -> Problem:
    """The refusal of a row that was rejected before: the record like it may be that of a row like it."""
    message = t("Like {number} in words, time, people and place; as a mended row it may be another matter.",
                number=number)  # fmt: skip
    hint = t("Correct the record by hand: jingwu correct {number}.", number=number)
    return with_way_out(Problem(message, hint=hint, code="changed"))


def unclear(number: str) -> Problem:
    """The refusal of a row that may be a change of one record or another, or a matter of its own."""
    message = t("Like {number} in words, time, people and place, but not alone in that: what it changes is not clear.",
                number=number)  # fmt: skip
    hint = t("Correct the record by hand: jingwu correct {number}.", number=number)
    return with_way_out(Problem(message, hint=hint, code="changed"))


def second(number: str) -> Problem:
    """What is told of a mended row that says the same as a record: it may have been rejected beside its equal."""
    message = t("{number} says the same already; nothing was added.", number=number)
    return with_way_out(Problem(message, code="duplicate"))


def with_way_out(problem: Problem) -> Problem:
    """A refusal that may be wrong, as nothing tells such records apart, and what would do then."""
    way_out = t("Another matter needs a source key of its own.")
    return problem._replace(hint=f"{problem.hint}{pick(' ', '')}{way_out}".strip())


def without_id() -> str:
    """What would do for a row with the id of another matter's."""
    return t("If it is another matter, empty its '{heading}'.", heading=pick(*reversed(ROW_IDS)))


def _hash(made: Made) -> int:
    return hash(f"{made.draft.kind} {made.key}")
