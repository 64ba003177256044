"""summary over several ledgers: a column a station, and their sum."""

import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tools.lives import record_of
from tools.sheets import sheet_of
from typer.testing import CliRunner, Result

from jingwu.cli import app
from jingwu.dates import Period
from jingwu.reports.county import Station, county_sheet
from jingwu.reports.table import Change, Heading, Named, Rate, Sheet, Table, code_of
from jingwu.settings import Settings

Run = Callable[..., Result]
NOW = ("--now", "2026-11-01 08:00")
OCTOBER = Period("2026-10", "2026-10")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs jingwu beside two stations: 甲所 with two disputes of October, 乙所 with one that is settled."""

    def call(*words: str, code: int = 0) -> Result:
        result = CliRunner().invoke(app, [word.replace("@", f"{tmp_path}/") for word in words])
        assert result.exit_code == code, result.output
        return result

    for folder, name, count in (("a", "甲所", 2), ("b", "乙所", 1)):
        call("--ledger", f"@{folder}", "--now", "2026-10-01", "init", "--name", name, "--yes")
        for _ in range(count):
            call("--ledger", f"@{folder}", "--now", "2026-10-03", "dispute", "add", "--summary", "张三与李四争吵",
                 "--category", "邻里", "--party", "role=甲方,name=张三")  # fmt: skip
    call("--ledger", "@b", "--now", "2026-10-05 09:00", "dispute", "mediate", "jf1", "--outcome", "performed")
    return call


def rows(result: Result, table: str) -> dict[str, dict[str, object]]:
    return {row["figure"]: row for row in json.loads(result.stdout)["data"][table]}


def test_each_station_has_a_column_and_all_have_their_sum(run: Run) -> None:
    result = run("summary", "2026-10", "--ledger", "@a", "--ledger", "@b", *NOW, "--json")
    assert rows(result, "kinds")["dispute.registered"] == {
        "figure": "dispute.registered", "甲所": 2, "乙所": 1, "total": 3,
    }  # fmt: skip
    settled = rows(result, "mediation")["rate.month"]
    assert settled["total"] == {"part": 1, "whole": 3, "percent": 33.3}
    assert "warnings" not in json.loads(result.stdout)["data"]


def test_the_change_of_all_is_that_of_the_sums_and_no_mean_of_changes(run: Run) -> None:
    for folder, count in (("a", 1), ("b", 3)):
        for day in range(count):
            run("--ledger", f"@{folder}", "--now", "2026-10-06", "dispute", "add", "--summary", "上月的争吵",
                "--reported-at", f"2026-09-0{day + 1}")  # fmt: skip
    found = rows(run("summary", "2026-10", "--ledger", "@a", "--ledger", "@b", *NOW, "--json"), "compared")
    assert found["dispute_registered.previous"]["total"] == 4
    change = found["dispute_registered.change"]
    assert [change[column]["percent"] for column in ("甲所", "乙所", "total")] == [100.0, -66.7, -25.0]  # type: ignore[index] # objects
    assert found["dispute_registered.year_change"]["total"] == found["case_registered.change"]["甲所"]


def test_it_says_how_rates_are_combined_and_whose_month_is_not_frozen(run: Run) -> None:
    run("--ledger", "@a", *NOW, "freeze", "2026-10")
    text = run("summary", "2026-10", "--ledger", "@a", "--ledger", "@b", *NOW).stdout
    assert "分子、分母分别相加" in text
    assert "尚未定稿：乙所" in text
    assert "张三" not in text
    english = run("summary", "2026-10", "--ledger", "@a", "--ledger", "@b", *NOW, "--lang", "en").stdout
    assert "Not frozen yet: 乙所" in english


@pytest.mark.parametrize(
    ("folders", "code", "words"),
    [(("a", "missing"), 3, "missing"), (("a", "b", "a"), 2, "@a"), (("a", "damaged"), 8, "damaged")],
)
def test_a_ledger_that_is_missing_damaged_or_named_twice_is_named(
    run: Run, tmp_path: Path, folders: tuple[str, ...], code: int, words: str
) -> None:
    run("--ledger", "@damaged", "--now", "2026-10-01", "init", "--name", "丙所", "--yes")
    for path in (tmp_path / "damaged" / "journal").iterdir():
        path.write_bytes(b"")
    result = run(
        "summary", "2026-10", *(word for name in folders for word in ("--ledger", f"@{name}")), *NOW, code=code
    )
    assert words.replace("@", f"{tmp_path}/") in result.stderr
    assert result.stdout == ""


def test_stations_of_one_name_are_told_apart_by_their_folders(run: Run) -> None:
    run("--ledger", "@c", "--now", "2026-10-01", "init", "--name", "甲所", "--yes")
    result = run("summary", "2026-10", "--ledger", "@a", "--ledger", "@c", *NOW, "--json")
    assert {"甲所 a", "甲所 c"} <= rows(result, "kinds")["dispute.open"].keys()


@pytest.mark.parametrize("words", [("overdue",), ("list", "dispute"), ("freeze", "2026-10")])
def test_no_other_command_takes_several_ledgers(run: Run, words: tuple[str, ...]) -> None:
    assert "summary" in run(*words, "--ledger", "@a", "--ledger=@b", *NOW, code=2).stderr


def station(name: str, *counts: int, total: int) -> Station:
    lines = tuple((Named(f"类{place}", str(place)), count) for place, count in enumerate(counts))
    table = Table("t", "表", (Heading("x", "x"), Heading("n", "数")), (*lines, (Named("合计", "total"), total)))
    return Station(name, Sheet("monthly", "", (table,)), is_frozen=True)


def test_parts_that_do_not_add_up_are_told_at_the_top_with_the_station() -> None:
    sheet = county_sheet("汇总", [station("甲所", 1, 2, total=3), station("乙所", 1, 1, total=5)])
    warnings = sheet.tables[0]
    assert warnings.name == "warnings"
    assert [row[2] for row in warnings.rows] == ["乙所", "合计"]
    assert county_sheet("汇总", [station("甲所", 1, 2, total=3), station("乙所", 5, total=5)]).tables[0].name == "t"


def test_a_station_without_a_row_counts_nothing_in_it() -> None:
    headings = (Heading("x", "x"), Heading("n", "数"), Heading("r", "率"))
    rows = ((Named("邻里", "邻里"), 3, Rate(1, 2)),)
    first = Station("甲所", Sheet("monthly", "", (Table("t", "表", headings, rows),)), is_frozen=True)
    second = Station("乙所", Sheet("monthly", "", (Table("t", "表", headings, ()),)), is_frozen=True)
    (table,) = county_sheet("汇总", [first, second]).tables
    assert [row[1:] for row in table.rows] == [(3, 0, 3), (Rate(1, 2), Rate(0, 0), Rate(1, 2))]


def station_of(name: str, population: dict[str, int], areas: tuple[str, ...], *cases: str) -> Station:
    """A station with a case in each of some areas."""
    settings = Settings(name=name, areas=dict.fromkeys(areas, ()), population=population)
    records = [record_of("case", f"2026-10-03 area={area}", number=f"AJ2610-{place:04d}")
               for place, area in enumerate(cases, 1)]  # fmt: skip
    now = datetime(2026, 11, 1, 8)  # noqa: DTZ001 - times are Asia/Shanghai
    return Station(name, sheet_of(records, OCTOBER, settings, now), is_frozen=True)


def county(*stations: Station) -> dict[str, tuple[Any, ...]]:
    tables = county_sheet("汇总", stations).tables
    return {f"{table.name}.{code_of(row[0])}": row[1:] for table in tables for row in table.rows}


def test_areas_without_a_case_are_added_up() -> None:
    cells = county(station_of("甲所", {}, ("东村", "西村"), "东村"), station_of("乙所", {}, ("南村",)))
    assert cells["quiet.quiet.month"] == (Rate(1, 2), Rate(1, 1), Rate(2, 3))
    assert cells["quiet.quiet.change"][2] == Change(Decimal("-33.3"), points=True)
    assert not any(name.startswith("residents") for name in cells)


def test_cases_per_ten_thousand_residents_are_worked_out_of_the_sums() -> None:
    first = station_of("甲所", {"东村": 1000, "西村": 3000}, ("东村", "西村", "新村"), "东村", "东村", "新村")
    second = station_of("乙所", {"南村": 16000}, ("南村",), "南村")
    cells = county(first, second, station_of("丙所", {}, (), "北村"))
    assert cells["residents.cases"] == (2, 1, None, 3)
    assert cells["residents.residents"] == (4000, 16000, None, 20000)
    assert cells["residents.per_10000"] == (Decimal("5.00"), Decimal("0.63"), None, Decimal("1.50"))
    assert cells["areas.total.cases"] == (3, 1, 1, 5)


def test_a_station_whose_ledger_began_later_leaves_no_sum_to_compare_with(run: Run) -> None:
    run("--ledger", "@a", "--now", "2026-10-06", "dispute", "add", "--summary", "旧事", "--reported-at", "2026-09-02")
    found = rows(run("summary", "2026-10", "--ledger", "@a", "--ledger", "@b", *NOW, "--json"), "disputes")
    previous = found["total.previous"]
    assert [previous[name] for name in ("甲所", "乙所", "total")] == [1, None, None]
    assert found["total.change"]["total"] is None
