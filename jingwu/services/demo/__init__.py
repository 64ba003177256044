"""The fictional station 青石镇派出所: `jingwu demo`, the files of data/ and the tests' large ledgers come from here.

Everything is invented, and the same on every machine: rows depend on the month and the seed alone. A kind's texts
and life stand in its module; adding one is a module like `hazard.py` and its lines in generate.py and files.py.
"""

from pathlib import Path

from jingwu.dates import month_before
from jingwu.services.demo.files import write_month
from jingwu.services.demo.generate import HEADINGS, SEED, generate_month
from jingwu.services.demo.station import SETTINGS, station_text
from jingwu.settings import FILE_NAME

__all__ = [
    "HEADINGS",
    "SEED",
    "SETTINGS",
    "demo_months",
    "generate_month",
    "station_text",
    "write_month",
    "write_station",
]


def demo_months(last: str, count: int = 13) -> list[str]:
    """`count` months up to `last`, oldest first: thirteen, so that the last has the same month of the year before."""
    return [month_before(last, back) for back in reversed(range(count))]


def write_station(folder: Path) -> Path:
    """Write the fictional station's station.toml into `folder`; the file's path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.write_text(station_text(), "utf-8")
    return path
