"""Comparisons with a time before the ledger began: no figures, which is not the same as zero."""

import csv
import json
from datetime import datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from tools.ledgers import BY, added, dispute
from tools.sheets import cells_of

from jingwu import language
from jingwu.dates import Period
from jingwu.errors import UsageError
from jingwu.output import make_show, writer
from jingwu.output.charts import chart_of
from jingwu.output.views import Frame
from jingwu.reports.frozen import sheet_document, sheet_of
from jingwu.reports.table import Change, Missing, Sheet
from jingwu.services.explain_figure import explain
from jingwu.services.freeze import freeze
from jingwu.services.summarise import summarise
from jingwu.services.trend import find_trend
from jingwu.settings import Settings
from jingwu.store.memory_ledger import MemoryLedger

NOW = datetime(2026, 12, 31, 18)  # noqa: DTZ001 - times are Asia/Shanghai
MISSING = Missing("2026-09")
FOUND = "mediation.found"


@pytest.fixture
def ledger() -> MemoryLedger:
    """Two disputes in September, the first month, none in October, one in November."""
    ledger = MemoryLedger(Settings(name="青石镇派出所", areas={"柳树村": ()}))
    added(ledger, dispute(3, month=9), dispute(3, month=9, category="邻里"), dispute(4, month=11))
    return ledger


def sheet(ledger: MemoryLedger, first: str, last: str = "") -> Sheet:
    return summarise(ledger, Period(first, last or first), now=NOW)


def row(sheet: Sheet, stem: str = FOUND) -> list[Any]:
    cells = cells_of(sheet)
    return [cells[f"{stem}.{name}"] for name in ("month", "previous", "change", "last_year", "year_change")]


def test_the_first_month_has_nothing_to_be_compared_with(ledger: MemoryLedger) -> None:
    first = sheet(ledger, "2026-09")
    assert row(first) == [2, MISSING, MISSING, MISSING, MISSING]
    assert row(first, "quiet.quiet")[1:] == [MISSING] * 4
    assert "环比无数据，同比无数据" in first.sentences[0]
    assert first.notes == ("台账始于2026年9月，此前无数据，不作对比。",)


def test_a_month_without_records_in_a_ledger_that_had_begun_is_zero(ledger: MemoryLedger) -> None:
    assert row(sheet(ledger, "2026-10"))[:3] == [0, 2, Change(Decimal(-100))]
    assert row(sheet(ledger, "2026-11"))[:3] == [1, 0, Change(None)]


def test_a_period_is_compared_with_one_in_which_the_ledger_began(ledger: MemoryLedger) -> None:
    assert row(sheet(ledger, "2026-10", "2026-12"))[:2] == [1, 2]
    assert row(sheet(ledger, "2026-07", "2026-09"))[:2] == [2, MISSING]


def test_a_frozen_month_before_the_first_record_has_figures(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-08", by=BY, now=NOW)
    assert row(sheet(ledger, "2026-09"))[:3] == [2, 0, Change(None)]


def test_an_empty_ledger_has_no_data_of_any_other_time() -> None:
    assert isinstance(row(sheet(MemoryLedger(Settings()), "2026-12"))[1], Missing)


def test_a_frozen_sheet_keeps_what_there_was_no_data_of(ledger: MemoryLedger) -> None:
    first = sheet(ledger, "2026-09")
    assert sheet_of(json.loads(json.dumps(sheet_document(first)))) == first


def test_the_trend_begins_with_the_ledger(ledger: MemoryLedger) -> None:
    table = next(table for table in sheet(ledger, "2026-11").tables if table.name == "trend")
    assert [cells[1] for cells in table.rows] == [MISSING] * 9 + [2, 0, 1]
    chart = chart_of(table)
    assert chart is not None
    assert chart.labels == ("2026年9月", "2026年10月", "2026年11月")
    rows = find_trend(ledger, f"{FOUND}.month", months=5, now=NOW).rows
    assert [cells[1] for cells in rows] == [MISSING, 2, 0, 1, 0]
    assert [cells[2] for cells in rows][:3] == [MISSING, MISSING, Change(Decimal(-100))]


def test_it_cannot_be_explained(ledger: MemoryLedger) -> None:
    with pytest.raises(UsageError, match="始于2026年9月"):
        explain(ledger, sheet(ledger, "2026-09"), f"{FOUND}.previous", now=NOW)


def written(form: str, shown: Sheet) -> str:
    masked = make_show(Settings(), stdout=StringIO(), stderr=StringIO()).masks.sheet(shown)
    return str(writer(form)(masked, Frame(80, colour=False, utf8=True, command="summary")))


@pytest.mark.parametrize("form", ["plain", "terminal", "markdown", "html"])
@pytest.mark.parametrize(("speech", "words"), [("zh", "无数据"), ("en", "no data")])
def test_every_text_says_so(ledger: MemoryLedger, form: str, speech: str, words: str) -> None:
    language.use(speech)
    text = written(form, sheet(ledger, "2026-09"))
    assert text.count(words) > 100


def test_json_has_null_and_csv_no_value(ledger: MemoryLedger) -> None:
    first = sheet(ledger, "2026-09")
    data = json.loads(written("json", first))["data"]
    found = next(entry for entry in data["mediation"] if entry["figure"] == "found")
    assert [found[name] for name in ("month", "previous", "change", "last_year")] == [2, None, None, None]
    rows = {entry["id"]: entry for entry in csv.DictReader(StringIO(written("csv", first)))}
    assert (rows[f"{FOUND}.previous"]["value"], rows[f"{FOUND}.previous"]["unit"]) == ("", "无数据")
