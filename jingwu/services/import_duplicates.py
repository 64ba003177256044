"""New records that are perhaps registered already in other words: listed for a person to decide, never merged."""

from jingwu.dates import day_of
from jingwu.errors import Problem
from jingwu.language import listed, t
from jingwu.records.record import Record
from jingwu.rules.life import life_of
from jingwu.services.import_places import FirstRows
from jingwu.services.import_result import ImportResult
from jingwu.store.draft import Draft
from jingwu.store.ledger import Ledger


class Likeness:
    """Finds records of one kind with the same people, place and day; a few bytes a record is all that it keeps."""

    def __init__(self) -> None:
        self._rows = FirstRows()
        self._series: set[tuple[str, str]] = set()

    def note(self, key: int | None, draft: Draft, file: str, row: int, result: ImportResult) -> None:
        """A record that is new, with its likeness; one like it from a row before is told."""
        if key is None:
            return
        self._series.add((draft.month, draft.kind))
        if first := self._rows.note(key, file, row):
            _tell(result, draft.record(), file, row, t("row {row} of {file}", row=first.row, file=first.file))

    def compare(self, ledger: Ledger, result: ImportResult) -> None:
        """Tell which of the new records are like one that the ledger has: in the months in which there are new ones."""
        if not self._series:
            return
        with ledger.reading():
            months = set(ledger.months())
            for month, kind in sorted(self._series):
                for record in ledger.read_month(month, kind) if month in months else ():
                    key = likeness_of(record)
                    first = self._rows.find(key) if key is not None else None
                    if first is not None and life_of(record).status != "void":
                        _tell(result, record, first.file, first.row, record.number)


def likeness_of(record: Record) -> int | None:
    """The same number for records of one kind with the same people, place and day; None where these are not known."""
    place = record.area or record.place
    if not place or not record.parties or (record.events and life_of(record).status == "void"):
        return None
    day = day_of(record.occurred_at or record.reported_at)
    return hash((record.kind, day, place, frozenset([party.name for party in record.parties])))


def _tell(result: ImportResult, record: Record, file: str, row: int, other: str) -> None:
    message = t("Perhaps the same matter as {other}: the same people, place and day.", other=other)
    names = listed(party.name for party in record.parties)
    result.doubt(file, row, Problem(message, value=names, mask="name"))
