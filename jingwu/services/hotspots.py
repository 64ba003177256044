"""Read the records of some months for the hotspots."""

from collections.abc import Iterator
from datetime import datetime

from jingwu.dates import Period, month_before, month_of
from jingwu.language import t
from jingwu.records.record import Record
from jingwu.reports.hotspots import hotspots_sheet
from jingwu.reports.table import Sheet
from jingwu.rules.status import status_of
from jingwu.store.ledger import Ledger

_KINDS = ("case", "dispute", "hazard", "request", "lead")
"""What happens somewhere; a visit or a patrol is where an officer went."""


def find_hotspots(ledger: Ledger, *, months: int, kind: str, now: datetime) -> Sheet:
    """The hotspots of the last `months` months, the present one included, of one kind or of all that happen.

    The months before them are taken up to the same day, so that like is compared with like.
    """
    last = month_of(now)
    period = Period(month_before(last, months - 1), last)
    with ledger.reading():
        records = list(_read(ledger, period, kind))
        earlier = period.before(months)
        before = [record for record in _read(ledger, earlier, kind) if not _is_after(record, earlier.last, now)]
    title = t("{station} {period} hotspots", station=ledger.settings.name, period=period.words).strip()
    return hotspots_sheet(title, records, before)


def _is_after(record: Record, month: str, now: datetime) -> bool:
    return month_of(record.reported_at) == month and record.reported_at.day > now.day


def _read(ledger: Ledger, period: Period, kind: str) -> Iterator[Record]:
    for month in period.months():
        for name in [kind] if kind else _KINDS:
            for record in ledger.read_month(month, name):
                if status_of(record) != "void":
                    yield record
