"""Records and changes for tests of ledgers."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from jingwu.dates import Period
from jingwu.records.codec import to_document
from jingwu.records.dispute import Dispute
from jingwu.records.record import Event, Record
from jingwu.settings import Settings
from jingwu.store import create_ledger, open_ledger
from jingwu.store.ledger import Ledger

NOW = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001 - times are Asia/Shanghai
BY = "王建国"


def dispute(day: int = 3, *, month: int = 10, **values: Any) -> Dispute:
    """A dispute reported on a day of a month of 2026."""
    reported = datetime(2026, month, day, 9, 30)  # noqa: DTZ001 - times are Asia/Shanghai
    return Dispute(**{"summary": f"{day}日的纠纷", "reported_at": reported, "entered_at": NOW, **values})


def new_ledger(folder: Path, settings: Settings | None = None) -> Ledger:
    """An empty ledger in a folder."""
    return create_ledger(folder, settings or Settings(name="青石镇派出所"))


def added(ledger: Ledger, *records: Record, by: str = BY) -> list[str]:
    """The numbers of records, added in one transaction."""
    with ledger.begin("dispute add", by=by, at=NOW) as transaction:
        return [transaction.add(record).number for record in records]


def noted(ledger: Ledger, number: str, action: str = "note", /, *, by: str = BY, **fields: object) -> Record:
    """A record with one more event, in a transaction of its own."""
    values = fields or {"content": "备注"}
    with ledger.begin(action, by=by, at=NOW) as transaction:
        record = transaction.get(number)
        event = Event(NOW, by, action, fields=values)
        return transaction.replace(replace(record, events=(*record.events, event)))


def freeze(ledger: Ledger, month: str, document: dict[str, Any], command: str = "freeze", **details: str) -> None:
    """Freeze a month with a document of any kind; an empty one thaws it."""
    ledger.freeze(month, lambda: document, command=command, by=BY, at=NOW, details=details)


def settled(day: int = 3, **values: Any) -> Dispute:
    """A dispute on which nothing is left to do."""
    record = dispute(day, **values)
    mediated = Event(record.reported_at, BY, "mediate", fields={"outcome": "performed"})
    called = Event(record.reported_at + timedelta(days=3), BY, "callback", fields={"satisfaction": "satisfied"})
    return replace(record, events=(mediated, called))


def state_of(ledger: Ledger) -> dict[str, Any]:
    """All that can be asked of a ledger, to compare two of them."""
    records = [record for month in ledger.months() for record in ledger.read_month(month)]
    return {
        "records": [to_document(record) for record in records],
        "cards": ledger.live_cards(),
        "figures": {name: ledger.figures(name) for name in ("2026", *Period("2026-08", "2026-12").months())},
        "keys": ledger.source_keys("dispute", [record.source_key for record in records if record.source_key]),
        "sheets": {month: dict(ledger.sheet(month) or {}) for month in ledger.frozen()},
        "frozen": ledger.frozen(),
        "history": [entry._replace(clock="") for entry in ledger.history()],
    }


def files_in(folder: Path) -> dict[str, bytes]:
    """What each file in a folder holds, but the lock: who reads a ledger writes there who it is and since when."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "lock"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def state_in(folder: Path) -> dict[str, Any]:
    """The state of the ledger in a folder, as a new process would see it."""
    return state_of(open_ledger(folder))
