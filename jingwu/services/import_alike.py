"""Records that no key tells apart, alike in what, when, who and where: which of them a row that says more means."""

from itertools import count

from jingwu.errors import Problem
from jingwu.importers.identity import key_in_place
from jingwu.language import pick, t
from jingwu.records.record import Record
from jingwu.services.import_batch import Made
from jingwu.store.ledger import Transaction
from jingwu.store.places import Places

_AT_ONCE = 8
"""Keys that are asked for at once; of records alike so many in a row are never missing."""


class Alike:
    """A change is of the one record that is like its row, never of one among several: a wrong one might be changed."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._differing = Places()
        """The fingerprints of rows that say otherwise than their records."""

    def __bool__(self) -> bool:
        """Whether there was such a row."""
        return len(self._differing) > 0

    def others(self, made: Made, number: str) -> list[Record]:
        """The records that are like the row of a record, which says otherwise than that one."""
        self._differing.note(_hash(made))
        numbers: list[str] = []
        for first in count(1, _AT_ONCE):
            keys = [key_in_place(made.key, place) for place in range(first, first + _AT_ONCE)]
            found = self._transaction.source_keys(made.draft.kind, keys).values()
            if not found:
                break
            numbers += found
        return [self._transaction.get(each) for each in numbers if each != number]

    def perhaps(self, made: Made) -> str:
        """The number of the record of which a new row may be: an equal one before it said otherwise. '' for none."""
        if made.column is not None or made.draft.source_key == made.key or self._differing.find(_hash(made)) is None:
            return ""
        return self._transaction.source_keys(made.draft.kind, [made.key]).get(made.key, "")


def unclear(number: str) -> Problem:
    """The refusal of a row that may be a change of one record or another, or a matter of its own."""
    message = t("Like {number} in words, time, people and place, but not alone in that: what it changes is not clear.",
                number=number)  # fmt: skip
    return with_way_out(Problem(message, hint=t("Correct the record by hand: jingwu correct {number}.", number=number)))


def with_way_out(problem: Problem) -> Problem:
    """A refusal that may be wrong, as nothing tells such records apart, and what would do then."""
    way_out = t("Another matter needs a source key of its own.")
    return problem._replace(hint=f"{problem.hint}{pick(' ', '')}{way_out}")


def _hash(made: Made) -> int:
    return hash(f"{made.draft.kind} {made.key}")
