"""Writes years of import files for benchmarks: python tests/bench/make_months.py FOLDER [YEARS] [LAST_MONTH].

Ten years are about 100,000 rows; the folder also gets the station's station.toml.
"""

import sys
import time
from pathlib import Path

from jingwu.dates import last_day
from jingwu.services.demo import demo_months, write_month, write_station

LAST_MONTH = "2026-10"


def write_years(folder: Path, years: int, last: str = LAST_MONTH) -> list[Path]:
    """The import files of `years` times twelve months up to `last`, oldest first."""
    write_station(folder)
    until = last_day(last)
    months = demo_months(last, years * 12)
    return [path for month in months for path in write_month(folder / "import", month, until=until)]


if __name__ == "__main__":
    started = time.perf_counter()
    files = write_years(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10, *sys.argv[3:4])
    print(f"{len(files)} files in {time.perf_counter() - started:.1f} s")
