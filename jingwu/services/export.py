"""Which records an export holds."""

from collections.abc import Iterator

from jingwu.records.record import Record
from jingwu.store.ledger import Ledger


def read_records(ledger: Ledger, *, kind: str = "", month: str = "") -> Iterator[Record]:
    """The records of a kind (or all) registered in a month (or all), by month, kind and number; void ones too.

    A month is read when its turn comes: memory does not grow with the ledger.
    """
    with ledger.reading():
        for name in [month] if month else ledger.months():
            yield from ledger.read_month(name, kind)
