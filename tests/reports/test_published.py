"""Figures that stations have published, from as many records as they counted."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from tools.lives import record_of
from tools.sheets import cells_of, sheet_of

from jingwu.dates import Period
from jingwu.output.cells import cell_words
from jingwu.records.record import Record
from jingwu.settings import Settings

NOW = datetime(2027, 1, 5, 9)  # noqa: DTZ001 - times are Asia/Shanghai
AUGUST = Period("2026-08", "2026-08")
TYPES = {
    "婚姻家庭": 160, "邻里": 278, "房屋宅基地": 67, "合同": 44, "生产经营": 31, "损害赔偿": 76, "山林土地": 18,
    "征地拆迁": 28, "环境污染": 4, "劳动争议": 13, "消费": 7, "医疗": 55, "道路交通事故": 33, "物业": 1, "其他": 54,
}  # fmt: skip
"""Disputes of a published month (黄石市, August): 869."""
SOURCES = ["screening"] * 455 + ["application"] * 378 + ["handover"] * 36
SETTLED, MONTH_BEFORE, YEAR_BEFORE = 842, 840, 1028


def published_month() -> Iterator[Record]:
    """The 869 disputes of the month, those of the month before and of the year before."""
    types = [name for name, count in TYPES.items() for _ in range(count)]
    for number, (category, source) in enumerate(zip(types, SOURCES, strict=True)):
        life = f"2026-08-{number % 28 + 1:02d} category={category} source={source}"
        step = "mediate:performed" if number < SETTLED else "mediate:failed"
        yield record_of("dispute", f"{life} | 08-28 {step}", number=f"JF2608-{number:04d}")
    for day, count in (("2026-07-10", MONTH_BEFORE), ("2025-08-10", YEAR_BEFORE)):
        for _ in range(count):
            yield record_of("dispute", f"{day} category=其他", number="JF2507-0001")


def words(records: list[Record], period: Period) -> dict[str, str]:
    settings = Settings(name="某所")
    return {name: cell_words(cell) for name, cell in cells_of(sheet_of(records, period, settings, NOW)).items()}


def test_the_published_month_of_869_disputes_is_reproduced_figure_by_figure() -> None:
    figures = words(list(published_month()), AUGUST)
    assert {name: figures[f"disputes.{name}.found"] for name in TYPES} == {k: str(v) for k, v in TYPES.items()}
    assert figures["disputes.total.found"] == "869"
    assert figures["disputes.total.settled"] == "842"
    assert figures["mediation.rate.month"] == "842/869 96.9%"
    assert (figures["mediation.found.previous"], figures["mediation.found.change"]) == ("840", "+3.5%")
    assert (figures["mediation.found.last_year"], figures["mediation.found.year_change"]) == ("1028", "-15.5%")
    assert [figures[f"mediation.source_{name}.month"] for name in ("initiative", "application", "handover")] == [
        "455", "378", "36",
    ]  # fmt: skip
    assert figures["mediation.source_other_source.month"] == "0"


def test_found_is_settled_and_held_steady_as_an_account_prints_it() -> None:
    lives = ["mediate:performed"] * 110 + ["mediate:steady"] * 13
    records = [record_of("dispute", f"2026-08-03 category=邻里 risk=中 | 08-05 {step}") for step in lives]
    figures = words(records, AUGUST)
    assert [figures[f"disputes.total.{name}"] for name in ("found", "settled", "steady", "rate")] == [
        "123", "110", "13", "110/123 89.4%",
    ]  # fmt: skip
    assert [figures[f"risks.中.{name}"] for name in ("found", "settled", "steady")] == ["123", "110", "13"]


def test_cases_within_48_hours_and_the_funnel_from_leads_to_persons() -> None:
    quick = ["2026-08-03T09:00 | 08-04T09:00 solve"] * 31 + ["2026-08-03T09:00 | 08-07 solve"] * 4
    assert words([record_of("case", life) for life in quick], AUGUST)["solving.solved_48h_rate.month"] == "31/35 88.6%"
    records = [record_of("lead", "2026-08-03 | 08-05 verify:confirmed") for _ in range(23)]
    caught = ["caught=1"] * 11 + [""] * 3
    records += [record_of("case", f"2026-08-03 | 08-09 solve means=lead {each}") for each in caught]
    figures = words(records, AUGUST)
    funnel = ("work.lead_found.month", "work.lead_solved.month", "work.lead_persons.month")
    assert [figures[name] for name in funnel] == ["23", "14", "11"]


def test_satisfaction_of_a_published_month_follows_from_its_answers() -> None:
    from jingwu.reports.parts.contact import callback_table
    from jingwu.reports.parts.spans import basis_of

    counted = {"callback_satisfied": {"request": 6554}, "callback_basic": {"request": 731},
               "callback_dissatisfied": {"request": 496}, "callback_unreached": {"request": 40}}  # fmt: skip
    settings = Settings(basic_weight=Decimal("0.5"))
    basis = basis_of(AUGUST, lambda name: counted if name == AUGUST.last else {}, (), settings, NOW)
    assert cell_words(callback_table(basis).rows[-1][-1]) == "6919.5/7781 88.93%"
