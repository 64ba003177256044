"""Summaries of October 2026 and the year before equal what `tools/by_hand.py` counts from the import files."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools import by_hand
from tools.limits_by_hand import Row

from jingwu.services.demo import demo_months, write_month, write_station
from jingwu.services.demo.station import OFFICERS

ROOT = Path(__file__).resolve().parents[1]
EXPORTED = date(2026, 11, 5)
"""The last day that the import files know of."""
QUOTAS = ("households", "patrols", "settled")
MONTHS = demo_months("2026-10")
"""The sample's month, and all before it: more ends of months at which a limit may be a day too long."""

Files = dict[str, list[Row]]
Table = list[dict[str, Any]]
Sheet = dict[str, Table]
Summary = Callable[[str], Sheet]


def jingwu(ledger: Path, *words: str) -> str:
    """What the program prints, run as a program on the day after the files were exported."""
    command = [sys.executable, "-m", "jingwu", "--ledger", str(ledger), "--now", "2026-11-06 09:00", *words]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module", params=["data", "thirteen months"])
def station(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with import/ and a ledger into which it was imported: the files of data/, and thirteen full months."""
    folder = tmp_path_factory.mktemp("station")
    if request.param == "data":
        files = ROOT / "data" / "import"
    else:
        files = folder / "files"
        for month in MONTHS:
            write_month(files, month, until=EXPORTED)
    ledger = folder / "ledger"
    jingwu(ledger, "init", "--name", "青石镇派出所", "--yes")
    write_station(ledger)
    jingwu(ledger, "import", *map(str, sorted(files.iterdir())))
    (folder / "import").symlink_to(files)
    return folder


@pytest.fixture(scope="module")
def files(station: Path) -> Files:
    return by_hand.read_files(station / "import")


@pytest.fixture(scope="module")
def summary(station: Path) -> Summary:
    @cache
    def read(month: str) -> Sheet:
        sheet: Sheet = json.loads(jingwu(station / "ledger", "summary", month, "--json"))["data"]
        return sheet

    return read


@pytest.mark.parametrize("month", MONTHS)
def test_what_came_in_and_was_done(files: Files, summary: Summary, month: str) -> None:
    expected = by_hand.count_kinds(files, month)
    rows = _named(summary(month)["kinds"], "kind")
    assert len(rows) == 6
    for row in rows:
        counts = expected[row["kind"]]
        assert row["reopened"] == 0
        assert {name: row[name] for name in counts if name != "new"} | {"new": row["registered"]} == counts, row["kind"]


@pytest.mark.parametrize("month", MONTHS)
def test_disputes_by_type_and_outcome(files: Files, summary: Summary, month: str) -> None:
    expected = by_hand.count_disputes(files["dispute"], month)
    previous = by_hand.count_disputes(files["dispute"], by_hand.month_before(month))
    has_previous = by_hand.month_before(month) >= min(row["登记时间"][:7] for rows in files.values() for row in rows)
    rows = _named(summary(month)["disputes"], "category")
    assert len(rows) == 15
    for row in rows:
        counts = expected[row["category"]]
        assert {name: row[name] for name in ("found", *by_hand.PARTS)} == {
            name: counts[name] for name in ("found", *by_hand.PARTS)
        }
        assert row["previous"] == (previous[row["category"]]["found"] if has_previous else None)
        assert row["found"] == sum(row[part] for part in (*by_hand.PARTS, "transferred", "converted"))


@pytest.mark.parametrize("month", MONTHS)
def test_cases_by_category(files: Files, summary: Summary, month: str) -> None:
    expected = by_hand.count_cases(files["case"], month)
    rows = _named(summary(month)["cases"], "category")
    assert len(rows) == 12
    assert {row["category"] for row in rows} >= set(expected)
    for row in rows:
        counts = expected.get(row["category"], {})
        for name in ("filed", "solved", "loss", "recovered", "returned"):
            assert Decimal(row[name]) == counts.get(name, 0), (row["category"], name)


@pytest.mark.parametrize("month", MONTHS)
def test_officers_quotas(files: Files, summary: Summary, month: str) -> None:
    expected = by_hand.count_officers(files, month)
    rows = {row["officer"]: row for row in summary(month)["officers"]}
    for officer in OFFICERS:
        assert {name: rows[officer][name] for name in QUOTAS} == {name: expected[officer][name] for name in QUOTAS}


def _named(rows: Table, key: str) -> Table:
    """The rows without that of their sum."""
    return [row for row in rows if row[key] != "total"]
