"""The records behind a figure, and sheets whose figures do not agree."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from tools.random_lives import random_records
from tools.sheets import cells_of

from jingwu.dates import Period
from jingwu.errors import SumsDisagree, UsageError
from jingwu.reports.table import Change, Missing, Rate, figures_in
from jingwu.rules.counting import Figures
from jingwu.rules.figures import figures_of
from jingwu.services.explain_figure import explain, find_figure
from jingwu.services.summarise import summarise
from jingwu.settings import Settings
from jingwu.store.memory_ledger import MemoryLedger

NOW = datetime(2027, 1, 5, 9)  # noqa: DTZ001 - times are Asia/Shanghai
OCTOBER = Period("2026-10", "2026-10")


class Doctored(MemoryLedger):
    """A ledger whose index says one case more than there is."""

    def figures(self, month: str) -> Figures:
        figures = super().figures(month)
        if month == OCTOBER.last:
            figures.setdefault("registered", {})["case"] = figures.get("registered", {}).get("case", 0) + 1
        return figures


def filled(ledger: MemoryLedger, count: int = 150) -> MemoryLedger:
    ledger.records = {record.number: record for record in random_records(5, count)}
    return ledger


@pytest.fixture(scope="module")
def ledger() -> MemoryLedger:
    return filled(MemoryLedger(Settings(name="青石镇派出所")))


def test_the_records_behind_each_figure_come_to_it(ledger: MemoryLedger) -> None:
    sheet = summarise(ledger, OCTOBER, now=NOW)
    figures = [
        figure for figure in figures_in(sheet)
        if not figure.heading.derived and not isinstance(figure.cell, Change) and figure.table.name != "trend"
        and figure.id != "solving.series.month"
    ]  # fmt: skip
    known = (figure for figure in figures if not isinstance(figure.cell, Missing))
    asked = [figure for figure in known if figure.cell and (not isinstance(figure.cell, Rate) or figure.cell.whole)]
    for figure in asked[::12]:
        table = explain(ledger, sheet, figure.id, now=NOW)
        counted = sum(row[5] for row in table.rows)  # type: ignore[misc] # amounts
        assert counted == (figure.cell.part if isinstance(figure.cell, Rate) else figure.cell), figure.id
        assert len(table.notes) == 1, figure.id


@pytest.mark.parametrize(
    ("figure", "heading"),
    [
        ("mediation.amount.month", "金额(元)"), ("cases.total.loss", "金额(元)"),
        ("solving.recovered.month", "金额(元)"), ("solving.returned.month", "金额(元)"),
        ("contact.visit_households.month", "计数"), ("contact.visit_cards.month", "计数"),
        ("solving.caught.month", "计数"), ("officers.王建国.households", "计数"),
    ],
)  # fmt: skip
def test_what_each_record_adds_to_a_sum_and_the_sum_itself_are_told(
    ledger: MemoryLedger, figure: str, heading: str
) -> None:
    sheet = summarise(ledger, Period("2026-06", "2026-12"), now=NOW)
    table = explain(ledger, sheet, figure, now=NOW)
    assert table.headings[5].label == heading
    assert sum(row[5] for row in table.rows) == cells_of(sheet)[figure] != len(table.rows)  # type: ignore[misc] # amounts
    assert table.notes == (f"{figure}：{len(table.rows)} 条记录，合计 {cells_of(sheet)[figure]}。",)


def test_the_part_and_the_whole_of_a_share_are_told(ledger: MemoryLedger) -> None:
    sheet = summarise(ledger, OCTOBER, now=NOW)
    rate = cells_of(sheet)["mediation.rate.month"]
    assert isinstance(rate, Rate)
    note = explain(ledger, sheet, "mediation.rate.month", now=NOW).notes[0]
    assert note == f"mediation.rate.month：{rate.whole} 条记录，{rate.part}/{rate.whole}。"


def test_a_figure_is_found_by_its_id_its_end_or_its_words(ledger: MemoryLedger) -> None:
    sheet = summarise(ledger, OCTOBER, now=NOW)
    for named in ("mediation.attempts.month", "attempts.month", "调解次数·本月", "调解次数"):
        assert find_figure(sheet, named).id == "mediation.attempts.month"
    with pytest.raises(UsageError, match="不止一个"):
        find_figure(sheet, "total.found")
    with pytest.raises(UsageError) as refusal:
        find_figure(sheet, "kinds.case.opened")
    assert "kinds.case.open" in refusal.value.hint


def test_what_is_worked_out_of_others_names_what_to_ask_for(ledger: MemoryLedger) -> None:
    sheet = summarise(ledger, OCTOBER, now=NOW)
    with pytest.raises(UsageError) as refusal:
        explain(ledger, sheet, "mediation.attempts.change", now=NOW)
    assert "mediation.attempts.month" in refusal.value.hint


@pytest.mark.parametrize("column", ["disputes", "settled", "filed", "solved"])
def test_a_month_of_the_trend_names_the_figure_of_that_month_s_sheet(ledger: MemoryLedger, column: str) -> None:
    sheet = summarise(ledger, OCTOBER, now=NOW)
    with pytest.raises(UsageError) as refusal:
        explain(ledger, sheet, f"trend.2026-10.{column}", now=NOW)
    named = re.search(r"summary 2026-10 --explain (\S+?)。?$", refusal.value.hint)
    assert named is not None
    told = {figure.id: figure.cell for figure in figures_in(sheet)}
    assert told[named[1]] == told[f"trend.2026-10.{column}"]


def test_the_areas_without_a_case_name_the_table_of_areas() -> None:
    areas = filled(MemoryLedger(Settings(name="青石镇派出所", areas={"柳树村": ()})))
    with pytest.raises(UsageError) as refusal:
        explain(areas, summarise(areas, OCTOBER, now=NOW), "quiet.quiet.month", now=NOW)
    assert "村居情况" in refusal.value.hint


def test_figures_that_do_not_agree_stop_the_sheet_unless_it_is_forced() -> None:
    ledger = filled(Doctored(Settings(name="青石镇派出所")))
    with pytest.raises(SumsDisagree, match="小案件") as refusal:
        summarise(ledger, OCTOBER, now=NOW)
    assert refusal.value.exit_code == 1
    assert "索引与记录不一致" in str(refusal.value)
    sheet = summarise(ledger, OCTOBER, now=NOW, force=True)
    assert sheet.tables[0].name == "warnings"
    assert "kinds.case.open" in cells_of(sheet)


@contextmanager
def broken(monkeypatch: pytest.MonkeyPatch, number: str) -> Iterator[None]:
    """A record that is counted as closed once too often, as a mistake in the program would."""
    from jingwu.services import explain_figure
    from jingwu.store import memory_ledger

    real = figures_of

    def wrong(record: object, clocks: object) -> dict[str, Figures]:
        months = real(record, clocks)  # type: ignore[arg-type] # what figures_of takes
        if getattr(record, "number", "") == number:
            months.setdefault(OCTOBER.last, {}).setdefault("closed", {})["case"] = 7
        return months

    monkeypatch.setattr(explain_figure, "figures_of", wrong)
    monkeypatch.setattr(memory_ledger, "figures_of", wrong)
    yield


def test_the_records_that_break_a_sum_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = filled(MemoryLedger(Settings()))
    number = next(number for number in sorted(ledger.records, reverse=True) if number.startswith("AJ2610"))
    with broken(monkeypatch, number), pytest.raises(SumsDisagree, match=number):
        summarise(ledger, OCTOBER, now=NOW)
