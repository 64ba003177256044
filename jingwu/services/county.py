"""One sheet of several stations' ledgers."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from jingwu.dates import Period
from jingwu.errors import UsageError
from jingwu.language import t
from jingwu.reports.county import Station, county_sheet
from jingwu.reports.table import Sheet
from jingwu.services.summarise import summarise
from jingwu.store.ledger import Ledger


def summarise_station(ledger: Ledger, folder: Path, period: Period, *, now: datetime) -> Station:
    """A station's part: its sheet of the period, under its name, or its folder's where it has none."""
    with ledger.reading():
        sheet = summarise(ledger, period, now=now, force=True)
        return Station(
            ledger.settings.name or folder.resolve().name, sheet, period.length == 1 and period.last in ledger.frozen()
        )


def summarise_county(stations: Iterable[tuple[Path, Station]]) -> Sheet:
    """The stations' sheets side by side. Stations of one name are told apart by their folders."""
    found = list(stations)
    names = [station.name for _, station in found]
    told = [
        station._replace(name=f"{station.name} {folder.resolve().name}") if names.count(station.name) > 1 else station
        for folder, station in found
    ]
    period = told[0].sheet.period
    words = period.words if period is not None else ""
    return county_sheet(t("{count} stations, {period} monthly sheet", count=len(told), period=words), told)


def refuse_twice(folders: Iterable[Path]) -> None:
    """UsageError when one ledger is named twice: it would be counted twice."""
    seen: set[Path] = set()
    for folder in folders:
        real = folder.resolve()
        if real in seen:
            raise UsageError(t("The ledger {folder} is named twice.", folder=folder))
        seen.add(real)
