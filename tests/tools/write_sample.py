"""Writes the files of data/ again: python tests/tools/write_sample.py [FOLDER]."""

import sys
from datetime import date
from pathlib import Path

from jingwu.services.demo import write_month, write_station

MONTH = "2026-10"
SCALE = 0.14
"""About 120 rows: small enough to read."""
UNTIL = date(2026, 11, 5)
"""The day on which the other systems are imagined to have exported the month."""


def write_sample(folder: Path) -> list[Path]:
    """Write station.toml and the import files of the sample month into `folder`; their paths."""
    return [write_station(folder), *write_month(folder / "import", MONTH, scale=SCALE, until=UNTIL)]


if __name__ == "__main__":
    here = Path(__file__).resolve().parents[2] / "data"
    for path in write_sample(Path(sys.argv[1]) if len(sys.argv) > 1 else here):
        print(path)
