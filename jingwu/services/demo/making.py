"""The fictional station's ledger, made as a real one would be: its files are written, and imported."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from jingwu.dates import month_before, month_of
from jingwu.services.demo.files import write_month
from jingwu.services.demo.station import SETTINGS
from jingwu.services.import_records import ImportResult, import_files
from jingwu.store import create_ledger

MONTHS = 13
"""Whole months: so that the last of them has the month before it and the same month of the year before."""


def make_demo(folder: Path, *, now: datetime, months: int = MONTHS) -> ImportResult:
    """Make a ledger in `folder` and import `months` whole months of fictional records and the days of the present one.

    Refuses, as every new ledger does, a folder that holds one already.
    """
    yesterday = now.date() - timedelta(days=1)
    ledger = create_ledger(folder, SETTINGS)
    with tempfile.TemporaryDirectory() as rows:
        files = [
            path
            for back in reversed(range(months + 1))
            for path in write_month(Path(rows), month_before(month_of(now), back), until=yesterday)
        ]
        return import_files(ledger, files, by="demo", now=now)
