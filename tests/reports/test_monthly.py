"""The monthly sheet of a small station, worked out by hand."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

import pytest
from tools.lives import record_of
from tools.sheets import indexed

from jingwu import language
from jingwu.dates import Period
from jingwu.output.cells import change_words
from jingwu.records.record import Record
from jingwu.reports import REPORTS, report
from jingwu.reports.monthly import monthly_sheet
from jingwu.reports.table import Cell, Change, Named, Rate, Sheet, Table, figures_in
from jingwu.rules.cohorts import COHORT_PARTS
from jingwu.rules.counting import Figures
from jingwu.rules.limits import limits_for
from jingwu.settings import Settings

SETTINGS = Settings(
    name="青石镇派出所",
    officers=("王建国", "李四", "赵六"),
    areas={"柳树村": (), "杨树村": (), "槐树村": ()},
    categories={"dispute": ("邻里", "消费"), "case": ("盗窃",)},
    exempt=("赵六",),
    labels={"case": "破小案"},
    population={"柳树村": 3000},
)
LIMITS = limits_for(SETTINGS)
NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 - times are Asia/Shanghai

BESIDE = ("previous", "change", "last_year", "year_change")

RECORDS = (
    record_of("dispute", "2026-09-10 category=邻里 | 09-11 mediate:failed | 10-09 mediate:performed",
              number="JF2609-0001", officer="李四"),
    record_of("dispute", "2026-10-08 category=邻里 | 10-09 mediate:performed | 11-02 reopen", number="JF2610-0001",
              officer="李四"),
    record_of("dispute", "2026-10-08 category=邻里 | 10-09 steady", number="JF2610-0002"),
    record_of("dispute", "2026-10-08 category=消费 | 10-09 mediate:reached amount=500 | 11-05 perform",
              number="JF2610-0003"),
    record_of("dispute", "2026-10-20 | 10-21 transfer unit=司法所", number="JF2610-0004"),
    record_of("dispute", "2026-10-21 category=消费", number="JF2610-0005"),
    record_of("case", "2026-09-01 category=盗窃 loss=300 | 09-03 solve | 10-05 return amount=99.50 | 11-20 close",
              number="AJ2609-0001"),
    record_of("case", "2026-10-02 category=盗窃 area=柳树村 loss=1200.05 | 10-20 solve caught=2", number="AJ2610-0001",
              officer="王建国"),
    record_of("case", "2026-10-02 category=打架 area=柳树村", number="AJ2610-0002"),
    record_of("visit", "2026-10-02 households=7", number="ZF2610-0001", officer="王建国"),
    record_of("patrol", "2026-10-02", number="XL2610-0001", officer="王建国"),
    record_of("patrol", "2026-10-03", number="XL2610-0002", officer="周七"),
    record_of("request", "2025-10-05 | 10-06 void", number="SX2510-0001"),
    record_of("dispute", "2025-10-08 category=邻里 | 2025-10-09 mediate:performed | 2025-10-12 callback",
              number="JF2510-0001"),
)  # fmt: skip


def sheet_of(month: str, records: Sequence[Record] = RECORDS, now: datetime = NOW, *, last: str = "") -> Sheet:
    months, cards = indexed(records, LIMITS)
    return monthly_sheet(
        Period(month, last or month),
        figures=lambda name: months.get(name, {}),
        cards=cards,
        settings=SETTINGS,
        now=now,
        head="0123456789abcdef",
    )


def rows(sheet: Sheet, name: str) -> Mapping[str | int, Mapping[str, Cell]]:
    """A table's rows by the code in their first cell."""
    table = next(table for table in sheet.tables if table.name == name)
    names = [heading.name for heading in table.headings]
    assert all(len(row) == len(names) for row in table.rows)
    return {_code(row[0]): dict(zip(names, row, strict=True)) for row in table.rows}


def cell(sheet: Sheet, table: str, row: str, column: str) -> Cell:
    return rows(sheet, table)[row][column]


def _code(cell: Cell) -> str | int:
    assert isinstance(cell, Named)
    return cell.code


def values(row: Mapping[str, Cell]) -> list[Cell]:
    """The cells behind the first; changes in words."""
    return [change_words(cell) if isinstance(cell, Change) else cell for cell in list(row.values())[1:]]


def test_carried_and_new_less_closed_is_open() -> None:
    kinds = rows(sheet_of("2026-10"), "kinds")
    assert list(kinds["dispute"]) == [
        "kind", "carried", "registered", "entered_late", "reopened", "closed", "closed_late", "open", "overdue",
        "paused",
    ]  # fmt: skip
    # Late: the one of September missed its second mediation. Overdue: the one of the 21st waits for its first.
    assert values(kinds["dispute"]) == [1, 5, 0, 0, 3, 1, 3, 1, 0]
    assert values(kinds["case"]) == [1, 2, 0, 0, 0, 0, 3, 2, 0]
    assert values(kinds["request"]) == [0] * 9
    assert values(kinds["total"]) == [2, 7, 0, 0, 3, 1, 6, 3, 0]
    assert str(kinds["case"]["kind"]) == "破小案"


def test_the_next_month_carries_what_this_one_left_open() -> None:
    kinds = rows(sheet_of("2026-11"), "kinds")
    assert values(kinds["dispute"])[:5] == [3, 0, 0, 1, 1]
    assert kinds["dispute"]["open"] == 3
    assert values(kinds["case"]) == [3, 0, 0, 0, 1, 1, 2, 2, 0]


def test_disputes_by_type_add_up_with_what_became_of_them() -> None:
    disputes = rows(sheet_of("2026-10"), "disputes")
    assert list(disputes) == ["邻里", "消费", "", "total"]
    assert list(disputes["邻里"]) == ["category", "found", *BESIDE, *COHORT_PARTS, "rate"]
    assert values(disputes["邻里"]) == [2, 1, "+100.0%", 1, "+100.0%", 1, 1, 0, 0, 0, 0, 0, Rate(1, 2)]
    assert values(disputes["消费"]) == [2, 0, "不可比", 0, "不可比", 0, 0, 2, 0, 0, 0, 0, Rate(0, 2)]
    assert values(disputes[""])[5:] == [0, 0, 0, 1, 0, 0, 0, Rate(0, 1)]
    assert values(disputes["total"]) == [5, 1, "+400.0%", 1, "+400.0%", 1, 1, 2, 1, 0, 0, 0, Rate(1, 5)]
    assert values(rows(sheet_of("2026-10"), "risks")["total"]) == values(disputes["total"])


def test_cases_by_category_count_each_figure_by_its_own_date() -> None:
    cases = rows(sheet_of("2026-10"), "cases")
    assert list(cases) == ["盗窃", "打架", "total"]
    assert list(cases["盗窃"]) == [
        "category", "filed", *BESIDE, "preventable", "solved", "solved_48h", "caught", "told", "loss", "recovered",
        "returned",
    ]  # fmt: skip
    theft = [0, 1, 0, 2, 0, Decimal("1200.05"), Decimal(0), Decimal("99.50")]
    assert values(cases["盗窃"]) == [1, 1, "+0.0%", 0, "不可比", *theft]
    assert values(cases["打架"]) == [1, 0, "不可比", 0, "不可比", *[0] * 8]
    assert cell(sheet_of("2026-09"), "cases", "盗窃", "loss") == Decimal(300)


def test_a_quiet_month_prints_zeros() -> None:
    sheet = sheet_of("2026-03")
    assert {amount for amount in values(rows(sheet, "disputes")["邻里"]) if isinstance(amount, int)} == {0}
    assert list(rows(sheet, "cases")) == ["盗窃", "total"]
    assert values(rows(sheet, "kinds")["total"]) == [0] * 9
    assert cell(sheet, "solving", "solved_rate", "month") == Rate(0, 0)


def test_officers_stand_in_the_stations_order_with_what_is_missing() -> None:
    officers = rows(sheet_of("2026-10"), "officers")
    assert list(officers) == ["王建国", "李四", "赵六", "周七"]
    assert values(officers["王建国"]) == [7, 3, 1, 1, 1, 4, False]
    assert values(officers["李四"]) == [0, 10, 0, 2, 2, 3, False]
    assert values(officers["赵六"]) == [0, 0, 0, 0, 0, 0, True]


def test_figures_stand_beside_the_month_before_and_the_year_before() -> None:
    sheet = sheet_of("2026-10")
    compared, solving, mediation = (rows(sheet, name) for name in ("compared", "solving", "mediation"))
    assert list(compared["void"]) == ["figure", "month", *BESIDE, "by"]
    assert values(mediation["found"]) == [5, 1, "+400.0%", 1, "+400.0%", "登记"]
    assert values(mediation["dispute_settled"]) == [2, 0, "不可比", 1, "+100.0%", "化解"]
    assert values(solving["solved"]) == [1, 1, "+0.0%", 0, "不可比", "破案"]
    assert values(solving["loss"])[:5] == [Decimal("1200.05"), Decimal(300), "+300.0%", Decimal(0), "不可比"]
    assert values(solving["returned"])[:2] == [Decimal("99.50"), Decimal(0)]
    assert values(compared["dispute_open"]) == [3, 1, "+200.0%", 0, "不可比", "期末"]
    assert compared["void"]["last_year"] == 1


def test_rates_differ_by_percentage_points() -> None:
    sheet = sheet_of("2026-10")
    assert values(rows(sheet, "mediation")["rate"])[:5] == [
        Rate(1, 5), Rate(0, 1), "+20.0百分点", Rate(1, 1), "-80.0百分点",
    ]  # fmt: skip
    assert values(rows(sheet, "solving")["solved_rate"])[:5] == [
        Rate(1, 2), Rate(1, 1), "-50.0百分点", Rate(0, 0), "不可比",
    ]  # fmt: skip
    assert values(rows(sheet, "quiet")["quiet"])[:3] == [Rate(2, 3), Rate(3, 3), "-33.3百分点"]


def test_a_past_month_does_not_change_with_what_happens_later() -> None:
    later = (
        *RECORDS[:5],
        record_of(
            "dispute", "2026-10-21 category=消费 | 11-21 mediate:performed | 11-22 callback", number="JF2610-0005"
        ),
        *RECORDS[6:],
    )
    before, after = sheet_of("2026-10"), sheet_of("2026-10", later)
    for name in ("kinds", "disputes", "risks", "cases", "compared", "mediation", "solving", "officers"):
        assert rows(before, name) == rows(after, name), name
    (note,) = next(table for table in after.tables if table.name == "overdue").notes
    assert note == "另有 1 件当时超期、现已办结，未列入。"


def test_while_a_month_lasts_its_end_is_now() -> None:
    now = datetime(2026, 10, 27, 9)  # noqa: DTZ001 - times are Asia/Shanghai
    dispute = record_of("dispute", "2026-10-21", number="JF2610-0001")
    assert rows(sheet_of("2026-10", [dispute], now), "kinds")["dispute"]["overdue"] == 1
    early = datetime(2026, 10, 23, 9)  # noqa: DTZ001 - times are Asia/Shanghai
    assert rows(sheet_of("2026-10", [dispute], early), "kinds")["dispute"]["overdue"] == 0


@pytest.mark.parametrize(
    ("figures", "broken"),
    [
        ({"registered": {"case": 2}, "closed": {"case": 1}}, ["小案件"]),
        ({"dispute_found": {"邻里": 2}, "dispute_in_settled": {"邻里": 1}}, ["邻里"]),
    ],
)
def test_sums_that_do_not_agree_are_told_before_anything_else(figures: Figures, broken: list[str]) -> None:
    sheet = monthly_sheet(
        Period("2026-10", "2026-10"),
        figures=lambda name: figures if name == "2026-10" else {},
        cards=(),
        settings=SETTINGS,
        now=NOW,
    )
    warnings = sheet.tables[0]
    assert warnings.name == "warnings"
    assert [row[0] for row in warnings.rows] == broken


def test_each_figure_says_by_which_date_it_counts() -> None:
    for figure in figures_in(sheet_of("2026-10")):
        beside = figure.table.headings[-1].name == "by" and figure.row[-1]
        assert figure.heading.by or figure.heading.derived or beside, figure.id


def test_the_ids_of_figures_are_stable_words_and_each_stands_once() -> None:
    ids = [figure.id for figure in figures_in(sheet_of("2026-10"))]
    assert len(ids) == len(set(ids))
    assert {"kinds.case.open", "disputes.邻里.settled", "disputes.-.found", "solving.solved_rate.change"} <= set(ids)
    assert not any(each.startswith(("overdue.", "warnings.")) for each in ids)


def test_a_quarter_sums_its_months_and_its_disputes_stand_as_at_its_end() -> None:
    sheet = sheet_of("2026-09", last="2026-11")
    disputes = rows(sheet, "disputes")["total"]
    assert (disputes["found"], disputes["settled"], disputes["pending"], disputes["steady"]) == (6, 2, 2, 1)
    kinds = rows(sheet, "kinds")["dispute"]
    assert [kinds[name] for name in ("carried", "registered", "reopened", "closed", "open")] == [0, 6, 1, 4, 3]
    assert cell(sheet, "cases", "盗窃", "filed") == 2
    assert sheet.title == "青石镇派出所 2026年9月至11月 报表"
    needed = rows(sheet, "officers")["王建国"]
    assert (needed["households"], needed["households_short"]) == (7, 23)


def test_plain_sentences_say_what_rose_and_fell() -> None:
    assert sheet_of("2026-10").sentences == (
        "排查纠纷5起（环比上升400.0%，同比上升400.0%），其中化解1起（20.0%），稳控1起。",
        "立案2起（环比上升100.0%，同比不可比）；破案1起（环比持平，同比不可比），其中48小时内0起。",
        "期末在办6件（环比上升200.0%，同比不可比），其中超期3件（环比上升50.0%，同比不可比）。",
    )


def test_the_footer_names_who_signs_and_the_journals_head() -> None:
    sheet = sheet_of("2026-10")
    assert [(str(label), text) for label, text in sheet.footer] == [
        ("填报单位（盖章）", "青石镇派出所"), ("签发人", ""), ("审核人", ""), ("制表人", ""),
        ("填报日期", "2026-11-22"),
    ]  # fmt: skip
    assert sheet.head == "0123456789ab"


def test_areas_show_cases_for_each_10_000_residents_where_they_are_known() -> None:
    areas = rows(sheet_of("2026-10"), "areas")
    assert values(areas["柳树村"]) == [2, 0, 3000, Decimal("6.67")]
    assert values(areas["杨树村"]) == [0, 0, None, None]
    assert list(rows(sheet_of("2026-10"), "busiest")) == ["柳树村"]


def test_satisfaction_follows_the_stations_weight_and_prints_its_formula() -> None:
    answers = ["satisfied"] * 3 + ["basic"] + ["dissatisfied"] + ["unreached"] * 2
    calls = [
        record_of("request", f"2026-10-03 | 10-04 reply | 10-05 resolve | 10-06 callback satisfaction={answer}")
        for answer in answers
    ]
    sheet = sheet_of("2026-10", calls)
    assert cell(sheet, "callbacks", "request", "satisfaction") == Rate(Decimal("3.5"), 5, 2)
    assert cell(sheet, "callbacks", "total", "unreached") == 2
    table = next(table for table in sheet.tables if table.name == "callbacks")
    assert table.notes[-1] == "满意率＝（满意＋0.5×基本满意）÷有效回访。"


@pytest.mark.parametrize("speaking", ["zh", "en"])
def test_the_sheet_has_a_title_and_only_typed_cells(speaking: str) -> None:
    language.use(speaking)
    sheet = sheet_of("2026-10")
    assert sheet.title.startswith("青石镇派出所 2026")
    assert [table.name for table in sheet.tables] == [
        "kinds", "compared", "disputes", "risks", "mediation", "cases", "solving", "hours", "hazards", "requests",
        "leads", "conduct", "work", "visits", "callbacks", "contact", "areas", "quiet", "busiest", "officers", "trend",
        "overdue",
    ]  # fmt: skip
    assert all(isinstance(table, Table) for table in sheet.tables)


def test_every_report_is_a_function_of_its_module() -> None:
    assert REPORTS.keys() == {"overdue", "due", "monthly"}
    assert report("monthly") is monthly_sheet
    for name in REPORTS:
        assert callable(report(name))
