"""The fictional station 青石镇派出所: `jingwu demo`, the files of data/ and the tests' large ledgers come from here.

Everything is invented, and the same on every machine: rows depend on the month and the seed alone. A kind's texts
and life stand in its module; adding one is a module like `hazard.py` and its lines in generate.py and files.py.
"""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from jingwu.dates import month_before, month_of
from jingwu.services.demo.files import write_month
from jingwu.services.demo.generate import HEADINGS, SEED, generate_month
from jingwu.services.demo.station import SETTINGS, station_text
from jingwu.settings import FILE_NAME

if TYPE_CHECKING:  # what only makes rows loads neither importers nor store
    from jingwu.services.import_records import ImportResult

__all__ = [
    "HEADINGS",
    "SEED",
    "SETTINGS",
    "demo_months",
    "generate_month",
    "make_demo",
    "station_text",
    "write_month",
    "write_station",
]


def make_demo(folder: Path, *, now: datetime, count: int = 13) -> "ImportResult":
    """Make a ledger in `folder` and import the `count` months before that of `now`; nothing lies after yesterday.

    The errors are those of making a ledger: one is there already, or the disk refuses.
    """
    from jingwu.services.import_records import import_files
    from jingwu.store import create_ledger, open_ledger

    create_ledger(folder, SETTINGS)
    ledger = open_ledger(folder, SETTINGS, command="demo")
    until = now.date() - timedelta(days=1)
    months = demo_months(month_before(month_of(now)), count)
    with TemporaryDirectory(prefix="jingwu-demo-") as place:
        files = [path for month in months for path in write_month(Path(place), month, until=until)]
        return import_files(ledger, files, by="demo", now=now)


def demo_months(last: str, count: int = 13) -> list[str]:
    """`count` months up to `last`, oldest first: thirteen, so that the last has the same month of the year before."""
    return [month_before(last, back) for back in reversed(range(count))]


def write_station(folder: Path) -> Path:
    """Write the fictional station's station.toml into `folder`; the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.write_text(station_text(), "utf-8")
    return path
