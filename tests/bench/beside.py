"""Measures a month's summary beside DuckDB and miller: python tests/bench/beside.py LEDGER [ROUNDS].

Both are given the ledger's records as JSON lines, and do far less: they count one month by kind and category. They are
used where they are there (`pip install duckdb`, `apt install miller`). P is the time of `python -c pass`; runs are
interleaved, and medians compared. LEDGER is frozen month by month from a year back on: measure on a copy.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from bench import PASS, jingwu, timed

MONTH = "2026-10"
FROZEN = [f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13)][9:21]
"""What the month is compared with, and all in between: months are frozen one after the other."""
SQL = (
    "import duckdb; print(duckdb.sql(\"select kind, category, count(*) from read_json('{file}') "
    "where reported_at[1:7] = '{month}' group by all order by all\"))"
)


def lines_of(ledger: Path) -> Iterator[str]:
    """Each record of a ledger on a line: its kind, category and date."""
    for path in sorted((ledger / "records").glob("*.json")):
        for kind, table in json.loads(path.read_bytes()).items():
            for record in table.values() if kind != "_meta" else ():
                row = {"kind": kind, "category": record.get("category", ""), "reported_at": record["reported_at"]}
                yield json.dumps(row, ensure_ascii=False) + "\n"


def commands(ledger: Path, file: Path) -> dict[str, tuple[str, ...]]:
    """What is measured, as far as it is there."""
    found = {"jingwu, whole sheet": jingwu(ledger, "summary", MONTH)}
    if find_spec("duckdb"):
        found["DuckDB, one count"] = (sys.executable, "-c", SQL.format(file=file, month=MONTH))
    if mlr := shutil.which("mlr"):
        chain = ("filter", f'$reported_at[1:7] == "{MONTH}"', "then", "count", "-g", "kind,category")
        found["miller, one count"] = (mlr, "--ijsonl", "--ocsv", *chain, str(file))
    return found


def measure(title: str, ledger: Path, file: Path, rounds: int) -> None:
    """Print each command's time in P."""
    times: dict[str, list[float]] = {"": []}
    for round_number in range(rounds + 1):
        for name, words in commands(ledger, file).items():
            base, spent = timed(PASS), timed(words)
            if round_number:  # the first warms the disk's cache
                times[""].append(base)
                times.setdefault(name, []).append(spent)
    base = statistics.median(times.pop(""))
    for name, spent_times in times.items():
        print(f"{title:22}{name:22}{statistics.median(spent_times) / base:8.1f} P")


def main() -> None:
    """Measure before the months that are compared with are frozen, and after."""
    ledger, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.jsonl"
        file.write_text("".join(lines_of(ledger)), "utf-8")
        measure("nothing is frozen", ledger, file, rounds)
        for month in FROZEN:
            subprocess.run(jingwu(ledger, "--quiet", "freeze", month), check=True)
        measure("a year is frozen", ledger, file, rounds)


if __name__ == "__main__":
    main()
