"""New records that are perhaps registered already in other words: listed for a person to decide, never merged.

The same people on the same day are alike, unless both records tell their places and these differ. Where nobody is
named, so are matters of one house or spot on one day, and, where none is told, the same words.
"""

from jingwu.dates import day_of
from jingwu.errors import Problem
from jingwu.language import listed, t
from jingwu.records.record import Record
from jingwu.rules.life import life_of
from jingwu.rules.strays import PEOPLE
from jingwu.rules.validation import UNKNOWN
from jingwu.services.import_batch import Traits
from jingwu.services.import_places import First, FirstRows
from jingwu.services.import_result import ImportResult
from jingwu.store.draft import Draft
from jingwu.store.ledger import Ledger


class Likeness:
    """Finds records of one kind with the same people, place and day; a few bytes a record is all that it keeps."""

    def __init__(self) -> None:
        self._rows = FirstRows()
        self._series: set[tuple[str, str]] = set()

    def note(self, traits: Traits | None, draft: Draft, file: str, row: int, result: ImportResult) -> None:
        """A record that is new, with its traits; one like it from a row before is told."""
        if traits is None:
            return
        self._series.add((draft.month, draft.kind))
        day, place = traits
        first = self._rows.note(day, file, row, place)
        if first is not None and not _may_be_one(first.content, place):
            first = self._rows.note(hash(traits), file, row, place)
        if first is not None:
            other = t("row {row} of {file}", row=first.row, file=first.file)
            result.doubt(file, row, _perhaps(draft.record(), other, has_place=first.content == place != 0))

    def compare(self, ledger: Ledger, result: ImportResult) -> None:
        """Tell which of the new records are like one that the ledger has: in the months in which there are new ones."""
        if not self._series:
            return
        with ledger.reading():
            months = set(ledger.months())
            for month, kind in sorted(self._series):
                for record in ledger.read_month(month, kind) if month in months else ():
                    traits = traits_of(record)
                    first = self._find(traits) if traits is not None else None
                    if first is not None and traits is not None and life_of(record).status != "void":
                        has_place = first.content == traits[1] != 0
                        result.doubt(first.file, first.row, _perhaps(record, record.number, has_place=has_place))

    def _find(self, traits: Traits) -> First | None:
        """The first row that may be the matter of a record."""
        day, place = traits
        first = self._rows.find(day)
        if first is None or _may_be_one(first.content, place):
            return first
        return self._rows.find(hash(traits))


def traits_of(record: Record) -> Traits | None:
    """The traits of a record; None for one that is void, or of which they tell too little."""
    if record.events and life_of(record).status == "void":
        return None
    day = day_of(record.occurred_at or record.reported_at)
    if names := _named(record):
        place = record.area or record.place
        return hash((record.kind, day, names)), hash(place) if place else 0
    if record.kind in _DONE_DAILY:
        return None
    if _tells_spot(record):
        return hash((record.kind, day)), hash(record.place)
    words = "".join(filter(str.isalnum, record.summary))
    return hash((record.kind, day, words)), hash(record.area) if record.area else 0


_DONE_DAILY = frozenset({"visit", "patrol"})
"""Kinds of which there may be many a day at one place."""


def _named(record: Record) -> frozenset[str]:
    """The names of its people; empty where nobody is known."""
    names = frozenset([party.name for party in record.parties])
    return frozenset() if names <= UNKNOWN else names


def _tells_spot(record: Record) -> bool:
    """Whether it tells more of its place than the village."""
    return bool(record.place) and record.place != record.area


def _may_be_one(place: int, other: int) -> bool:
    return place == other or not place or not other


def _perhaps(record: Record, other: str, *, has_place: bool) -> Problem:
    """That a record is perhaps the matter of another; `has_place` where the place is the same, too."""
    names = listed(party.name for party in record.parties)
    if not _named(record):
        if _tells_spot(record):
            message = t("Perhaps the same matter as {other}: the same place and day.", other=other)
            return Problem(message, value=record.place or "", mask="address", code="duplicate")
        message = t("Perhaps the same matter as {other}: the same words and day.", other=other)
        return Problem(message, code="duplicate")
    if has_place:
        message = t("Perhaps the same matter as {other}: the same people, place and day.", other=other)
    else:
        message = t("Perhaps the same matter as {other}: the same people and day.", other=other)
    return Problem(message, value=names, mask=PEOPLE, code="duplicate")
