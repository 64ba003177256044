"""Each writer: what it makes of tables, sheets and details."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tools.golden import MONTH
from tools.shown import HOSTILE, SHEET, TABLE

import jingwu.output
from jingwu import language
from jingwu.output import WRITERS, csv_writer, json_writer, plain, terminal, writer
from jingwu.output.cells import cell_words, percent_of
from jingwu.output.masks import Masks
from jingwu.output.text import width_of
from jingwu.output.views import Details, Frame, Line, Section
from jingwu.reports.table import Cell, Change, Heading, Private, Rate, Table, figures_in

MASKED = Masks().table(TABLE)
FRAME = Frame(command="overdue", warnings=("小心",))

CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**6),
    st.decimals(0, 10**7, places=2),
    st.dates(),
    st.datetimes(),
    st.builds(Rate, st.integers(0, 999), st.integers(0, 999), st.integers(0, 3)),
    st.builds(Change, st.none() | st.decimals(-1000, 1000, places=1), st.booleans()),
    st.text(max_size=40),
    st.text("宅基地纠纷，a", max_size=200),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of any shape and content."""
    number = draw(st.integers(1, 9))
    headings = tuple(
        Heading(f"c{index}", draw(st.text("标题 long", max_size=14)), wide=draw(st.booleans()))
        for index in range(number)
    )
    row = st.tuples(*(draw(st.just(CELLS)) for _ in range(number)))
    return Table("t", draw(st.text(max_size=120)), headings, tuple(draw(st.lists(row, max_size=5))), ("注" * 60,))


def test_registry_and_folder_agree() -> None:
    folder = Path(jingwu.output.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if "\ndef write(" in path.read_text("utf-8")}
    assert modules == {module.rpartition(".")[2] for module in WRITERS.values()}
    assert all(callable(writer(name)) for name in WRITERS)


@settings(max_examples=150)
@given(tables(), st.sampled_from([40, 80, 120]), st.sampled_from(list(plain.BORDERS)))
def test_a_plain_table_never_exceeds_its_width(table: Table, width: int, borders: str) -> None:
    for line in plain.write(table, Frame(width, borders=borders)).splitlines():
        assert width_of(line) <= width


@settings(max_examples=30)
@given(tables())
def test_a_table_on_a_terminal_never_exceeds_its_width(table: Table) -> None:
    for line in terminal.write(table, Frame(80)).splitlines():
        assert cell_len(line) <= 80  # rich and we differ by a cell on some letters of Thai and its like


@settings(max_examples=60)
@given(st.text(max_size=30), st.text(max_size=300), st.text("很长的文字 and words", max_size=300))
def test_details_never_exceed_their_width(label: str, first: str, second: str) -> None:
    details = Details(first, (Section(label, (Line(label, first), Line("标签", second, "overdue"))),), {})
    assert max(map(width_of, plain.write(details, Frame(80)).splitlines())) <= 80
    assert max(map(cell_len, terminal.write(details, Frame(80)).splitlines())) <= 80


def test_columns_stand_under_their_headings_whatever_is_in_them() -> None:
    headings = (Heading("a", "姓名"), Heading("b", "件数"))
    table = Table("t", "", headings, (("张三", 5), ("John", 12)))
    assert plain.write(table, Frame()) == "姓名  件数\n----  ----\n张三     5\nJohn    12\n"


def test_the_wide_column_gives_way_first_and_figures_are_never_cut() -> None:
    headings = (Heading("a", "类别"), Heading("b", "金额"), Heading("c", "摘要", wide=True))
    table = Table("t", "", headings, (("邻里纠纷类", Decimal("1234567.00"), "很长" * 40),))
    line = plain.write(table, Frame(50)).splitlines()[-1]
    assert line.startswith("邻里纠纷类  1234567.00  很长很长")
    assert line.endswith("…")


RATES = Table(
    "rates",
    "",
    (
        Heading("figure", "项目"),
        Heading("month", "本月"),
        Heading("previous", "上月"),
        Heading("change", "环比"),
        Heading("last_year", "上年同月"),
        Heading("year_change", "同比"),
    ),
    (("回访满意率", Rate(241, 257), Rate(261, 283), "-12.4百分点", Rate(174, 189), "+19.1百分点"),),
)


@pytest.mark.parametrize("name", ["plain", "terminal"])
def test_changes_are_figures_which_are_never_cut(name: str) -> None:
    assert "241/257 93.8% 261/283 92.2% -12.4百分点 174/189 92.1% +19.1百分点" in writer(name)(RATES, Frame(80))
    assert "-12.4百分点  174/189 92.1%" in writer(name)(RATES, Frame(132))


@pytest.mark.parametrize("name", ["plain", "terminal"])
def test_a_row_s_name_goes_on_in_the_next_line_and_no_word_of_it_is_broken(name: str) -> None:
    figures = [Heading(f"f{place}", "last year") for place in range(4)]
    rows: tuple[tuple[Cell, ...], ...] = (
        ("administrative mediation", *[Rate(1023, 1214)] * 4),
        ("of an officer", *[Rate(1, 2)] * 4),
    )
    table = Table("t", "", (Heading("figure", "Figure", whole=True), *figures), rows)
    text = writer(name)(table, Frame(80))
    assert "administrative " in text
    assert "mediation" in text
    assert "1023/1214 84.3%" in text


def test_the_heading_of_a_column_that_is_cut_is_whole() -> None:
    headings = (Heading("officer", "Officer"), Heading("summary", "Summary", wide=True))
    text = plain.write(Table("t", "", headings, (("王建国", "甲" * 60),)), Frame(24))
    assert text.startswith("Officer")


def test_a_frame_around_the_cells_is_drawn_in_ascii_or_in_lines() -> None:
    table = Table("t", "", (Heading("a", "姓名"), Heading("b", "件数")), (("张三", 5), ("John", 12)))
    lines = ["+------+------+", "| 姓名 | 件数 |", "+------+------+", "| 张三 |    5 |", "| John |   12 |"]
    assert plain.write(table, Frame(borders="ascii")).splitlines() == [*lines, lines[0]]
    lines = ["┌──────┬──────┐", "│ 姓名 │ 件数 │", "├──────┼──────┤", "│ 张三 │    5 │", "│ John │   12 │"]
    assert plain.write(table, Frame(borders="box")).splitlines() == [*lines, "└──────┴──────┘"]
    assert plain.write(table, Frame(14, borders="ascii")).splitlines()[3] == "|张三|   5|"


def test_columns_that_do_not_fit_follow_below_behind_the_first() -> None:
    headings = tuple(Heading(f"c{index}", f"figure {index:06d}") for index in range(10))
    table = Table("t", "", headings, (tuple(range(1000, 1010)),))
    text = plain.write(table, Frame(80))
    assert all(str(number) in text for number in range(1000, 1010))
    assert text.count("figure 000000") == 3


def test_none_is_nothing_in_a_list_and_a_dash_in_a_sheet() -> None:
    table = Table("t", "", (Heading("a", "甲"), Heading("b", "乙")), ((None, 1),))
    assert plain.write(table, Frame()).splitlines()[-1] == "     1"
    assert plain.write(SHEET._replace(tables=(table,)), Frame()).splitlines()[-3] == "-    1"


def test_an_empty_table_says_that_there_is_nothing() -> None:
    language.use("en")
    empty = MASKED._replace(rows=())
    assert "(none)" in plain.write(empty, Frame())
    assert "(none)" in terminal.write(empty, Frame())


@pytest.mark.parametrize(
    ("cell", "chinese", "english"),
    [
        (Rate(842, 869), "842/869 96.9%", "842/869 96.9%"),
        (Rate(0, 0), "0/0", "0/0"),
        (Rate(5, 4), "5/4 125.0%", "5/4 125.0%"),
        (Decimal("1.5"), "1.50", "1.50"),
        (date(2026, 10, 3), "2026-10-03", "2026-10-03"),
    ],
)
def test_cells_are_told_in_words(cell: Cell, chinese: str, english: str) -> None:
    assert cell_words(cell) == chinese
    language.use("en")
    assert cell_words(cell) == english


def test_a_rate_is_rounded_half_up_and_of_nothing_is_unknown() -> None:
    assert [percent_of(rate) for rate in (Rate(1, 800), Rate(3, 800), Rate(0, 0))] == [
        Decimal("0.1"),
        Decimal("0.4"),
        None,
    ]


@pytest.mark.parametrize("name", ["plain", "terminal", "json", "csv", "markdown", "html"])
def test_hostile_text_neither_breaks_a_writer_nor_passes_through(name: str) -> None:
    table = Table(
        "t", HOSTILE, (Heading("a", HOSTILE), Heading("b", "b", wide=True)), ((HOSTILE, HOSTILE),), (HOSTILE,)
    )
    text = writer(name)(table, Frame(200))
    assert not {*"\x1b\x00\x7f\x9b\u202e\ud800\u2028\U000e0001"} & {*text}
    assert "[/]" in text.replace("\\", "")
    text.encode()


def test_hostile_details_neither_break_nor_pass_through() -> None:
    details = Details(HOSTILE, (Section(HOSTILE, (Line(HOSTILE, HOSTILE),)),), {})
    for write in (plain.write, terminal.write):
        assert not {*"\x1b\x00\x7f\x9b\u202e\ud800\u2028"} & {*write(details, Frame(200))}


@pytest.mark.parametrize("name", ["plain", "terminal", "json", "csv"])
def test_a_cell_that_nobody_masked_is_never_printed(name: str) -> None:
    table = Table("t", "", (Heading("a", "a"),), ((Private("张三", "name"),),))
    with pytest.raises(TypeError):
        writer(name)(table, FRAME)


def test_what_is_late_is_red_on_a_terminal_with_colours_only() -> None:
    assert "\x1b[1;31mJF2610-0012" in terminal.write(MASKED, Frame(120, colour=True))
    assert "\x1b" not in terminal.write(MASKED, Frame(120))


def test_drawn_lines_are_for_utf8_terminals() -> None:
    assert "─" in terminal.write(MASKED, Frame())
    assert terminal.write(MASKED._replace(rows=((*MASKED.rows[1][:-1], "x"),)), Frame(utf8=False)).count("─") == 0


def test_the_envelope_of_a_table_has_these_keys() -> None:
    text = json_writer.write(MASKED, FRAME)
    whole = json.loads(text)
    assert text.count("\n") == 1
    assert list(whole) == ["jingwu", "command", "data", "warnings"]
    assert (whole["jingwu"], whole["command"], whole["warnings"]) == (1, "overdue", ["小心"])
    assert whole["data"][0] == {
        "number": "JF2610-0012",
        "days_over": 3,
        "rate": {"part": 842, "whole": 869, "percent": 96.9},
        "loss": "1.50",
        "urgent": True,
        "due": "2026-10-03T09:30",
        "summary": "张*电话139****1234",
    }
    assert whole["data"][1]["rate"] == {"part": 0, "whole": 0, "percent": None}
    assert whole["data"][1]["due"] == "2026-10-04"


def test_the_envelope_of_a_sheet_has_a_key_for_each_table() -> None:
    data = json.loads(json_writer.write(Masks().sheet(SHEET), FRAME))["data"]
    assert list(data) == ["title", "overdue", "cases", "notes"]
    assert data["cases"] == data["overdue"]
    assert data["notes"] == ["注：按登记日期统计", "注：按登记日期统计", "零报告"]


def test_nothing_is_an_empty_list_in_json() -> None:
    assert json.loads(json_writer.write(MASKED._replace(rows=()), FRAME))["data"] == []


def test_json_is_readable_chinese_exact_values_and_ascii_where_the_stream_is_not_utf8() -> None:
    table = Table("t", "", (Heading("a", "a"),), ((HOSTILE + "张",),))
    text = json_writer.write(table, FRAME)
    assert "张" in text
    assert json.loads(text)["data"] == [{"a": HOSTILE + "张"}]
    assert json_writer.write(table, Frame(utf8=False)).isascii()


def test_csv_cells_are_never_formulas() -> None:
    language.use("en")
    headings = (Heading("a", "甲"), Heading("b", "乙"))
    table = Table("t", "", headings, (("=1+1", -5), ("@SUM", None), ("＋1", True), ("a,b", Decimal(-2))))
    rows = list(csv.reader(io.StringIO(csv_writer.write(table, FRAME))))
    assert rows == [["a", "b"], ["'=1+1", "-5"], ["'@SUM", ""], ["'＋1", "yes"], ["a,b", "-2.00"]]


def test_csv_of_a_sheet_is_one_figure_a_row() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_writer.write(Masks().sheet(MONTH), FRAME))))
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows) == len(list(figures_in(MONTH)))
    assert {row["period"] for row in rows} == {"2026-10"}
    told = [found["rates.satisfied_rate.month"][name] for name in ("value", "unit", "part", "whole", "counted_by")]
    assert told == ["93.8", "%", "241", "257", "回访日期"]
    change = found["rates.satisfied_rate.change"]
    assert (change["value"], change["unit"]) == ("1.6", "百分点")
    assert found["rates.satisfied_rate.year_change"]["value"] == ""
    assert (found["kinds.case.open"]["value"], found["kinds.case.open"]["counted_by"]) == ("43", "月末")
    assert (found["disputes.邻里.amount"]["value"], found["disputes.邻里.amount"]["unit"]) == ("0.00", "元")
    assert found["rates.households.month"]["unit"] == "户"


def test_csv_takes_no_details() -> None:
    with pytest.raises(TypeError):
        csv_writer.write(Details("", (), {}), FRAME)


def test_a_terminal_shows_bars_and_marks_of_what_rose_and_fell() -> None:
    text = terminal.write(Masks().sheet(MONTH), Frame(100))
    assert "▲ +1.6百分点" in text
    assert "▼ -10.2%" in text
    bars = [line.count("█") for line in text.splitlines() if line.startswith(("婚姻家庭", "邻里", "合计", "道路"))]
    assert bars == [0, 21, 40, 8, 0]  # rows of sums have none
    assert {*"█▲▼"} & {*terminal.write(Masks().sheet(MONTH), Frame(100, utf8=False))} == set()
    assert {*"█▲▼"} & {*plain.write(Masks().sheet(MONTH), Frame(100))} == set()
