"""Mapping files: what a foreign file's headings and values mean, and what is wrong in such a file."""

from datetime import date, datetime
from pathlib import Path

import pytest

from jingwu.errors import BadInput, Problem
from jingwu.importers.layout import Layout
from jingwu.importers.mapping_file import read_layout
from jingwu.rules.cell_dates import Dated
from jingwu.settings import Settings

NOW = datetime(2026, 10, 20, 18)  # noqa: DTZ001 - times are Asia/Shanghai


def layout_of(folder: Path, *lines: str, kind: str = "", settings: Settings | None = None) -> Layout:
    path = folder / "map.toml"
    path.write_text("\n".join(lines), "utf-8")
    found = read_layout(path, kind, settings or Settings(), now=NOW)
    assert found is not None
    return found


def wrong(folder: Path, *lines: str, kind: str = "") -> list[Problem]:
    with pytest.raises(BadInput) as refusal:
        layout_of(folder, *lines, kind=kind)
    return refusal.value.problems


def row(layout: Layout, **cells: object) -> dict[str, object]:
    shape = layout.bind(tuple(cells))
    made, problems = shape.apply(list(cells.values()))
    assert problems == []
    return dict(zip(shape.names, made, strict=True))


def test_headings_become_fields_and_the_rest_stays(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, "[columns]", '"Opened On" = "reported_at"', "Notes = ''")
    assert row(layout, opened_on="2026-10-03", notes="x", 摘要="漏水") == {"reported_at": "2026-10-03", "摘要": "漏水"}


def test_several_columns_fill_one_field_and_one_column_several(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, 'source_key = ["a", "b"]', "[columns]", 'a = ["category", "summary"]', 'c = "summary"')
    assert row(layout, a="Noise", b="7", c="at night") == {
        "category": "Noise", "summary": "Noise / at night", "source_key": "Noise-7",
    }  # fmt: skip
    assert row(layout, a="Noise", b="7", c="")["summary"] == "Noise"


def test_values_are_told_by_field_or_by_heading_in_any_case(tmp_path: Path) -> None:
    layout = layout_of(
        tmp_path, 'kind = "request"', "[columns]", 'a = "category"', 'b = "resolve.manner"',
        "[values.category]", '"Lost  Property" = "寻物"', '"*" = "咨询"', "[values.b]", '"On scene" = "现场解决"',
    )  # fmt: skip
    assert row(layout, a="LOST property", b="on scene") == {"category": "寻物", "resolve.manner": "现场解决"}
    assert row(layout, a="Other", b="later") == {"category": "咨询", "resolve.manner": "later"}
    assert row(layout, a="", b="") == {"category": "", "resolve.manner": ""}


@pytest.mark.parametrize(
    ("form", "cell", "expected"),
    [
        ('dates = "%m/%d/%Y %I:%M:%S %p"', "10/03/2026 09:30:00 PM", "2026-10-03T21:30"),
        ('dates = "%m/%d/%Y"', "10/03/2026", "2026-10-03"),
        ('dates = ["%m/%d/%Y", "%d/%m/%Y"]', "10/31/2026", "2026-10-31"),
        ('dates = ["%m/%d/%Y", "%d/%m/%Y"]', "03/03/2026", "2026-03-03"),
        ('dates = ["%d.%m.%Y", "%d.%m.%y"]', "3.10.26", "2026-10-03"),
        ('dates = {a = "%Y%j"}', "2026276", "2026-10-03"),
        ('dates = {"*" = "%d/%m/%Y", a = "%m/%d/%Y"}', "10/03/2026", "2026-10-03"),
    ],
)
def test_dates_are_read_in_the_forms_that_are_given(tmp_path: Path, form: str, cell: str, expected: str) -> None:
    layout = layout_of(tmp_path, form, "[columns]", 'a = "reported_at"', 'b = "summary"')
    assert row(layout, a=cell, b=cell) == {"reported_at": expected, "summary": cell}


@pytest.mark.parametrize(
    ("form", "day", "time", "expected"),
    [
        ("", "2026-10-03", "09:30", "2026-10-03 09:30"),
        ("", "2026-10-03", "", "2026-10-03"),
        ("", Dated("2026-10-03"), "09:30:00", "2026-10-03 09:30:00"),
        ('dates = "%m/%d/%Y %I:%M %p"', "10/03/2026", "9:30 PM", "2026-10-03T21:30"),
        ('dates = ["%m/%d/%Y %I:%M %p", "%m/%d/%Y"]', "10/03/2026", None, "2026-10-03"),
        ('dates = "%m/%d/%Y %H:%M"', Dated("2026-10-03"), "21:30", "2026-10-03 21:30"),
    ],
)
def test_a_day_and_a_time_may_stand_in_two_columns(
    tmp_path: Path, form: str, day: str, time: str | None, expected: str
) -> None:
    layout = layout_of(tmp_path, form, "[columns]", '"日期" = "reported_at"', '"时间" = "reported_at"')
    assert row(layout, 日期=day, 时间=time) == {"reported_at": expected}


def test_a_date_that_the_mapping_itself_gives_needs_no_form(tmp_path: Path) -> None:
    layout = layout_of(
        tmp_path, 'dates = "%m/%d/%Y"', "[columns]", 'a = "reported_at"', "[values.a]", '"old" = "2026-01-01"'
    )
    assert row(layout, a="old") == {"reported_at": "2026-01-01"}


def test_a_date_in_another_form_is_refused_and_never_guessed(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, 'dates = "%m/%d/%Y"', "[columns]", 'a = "reported_at"')
    (problem,) = layout.bind(("a",)).apply(["13/10/2026"])[1]
    assert (problem.column, problem.value) == ("a", "13/10/2026")
    assert "%m/%d/%Y" in problem.message


def test_a_date_that_two_forms_read_as_two_days_is_refused(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, 'dates = ["%m/%d/%Y", "%d/%m/%Y"]', "[columns]", 'a = "reported_at"')
    (problem,) = layout.bind(("a",)).apply(["10/3/2026"])[1]
    assert all(day in problem.message for day in ("2026-10-03", "2026-03-10"))


def test_every_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    problems = wrong(
        tmp_path, 'kind = "request"', "sourcekey = 'a'", 'dates = "%d.%m"', "", "[columns]", 'a = "reported_att"',
        "b = 5", "[constants]", "officer = ['x']", '"申请人电话" = "1"', "[values.sumary]", 'a = "b"',
        "[values.category]", "a = [1]",
    )  # fmt: skip
    assert {(problem.row, problem.column) for problem in problems} == {
        (2, "sourcekey"), (3, "dates"), (6, "a"), (7, "b"), (9, "officer"), (10, "申请人电话"), (11, "sumary"),
        (14, "a"),
    }  # fmt: skip
    assert "reported_at" in next(problem.hint for problem in problems if problem.row == 6)


def test_a_mapping_for_another_kind_than_given_is_refused(tmp_path: Path) -> None:
    (problem,) = wrong(tmp_path, "kind = '小事情'", kind="case")
    assert problem.column == "kind"
    assert layout_of(tmp_path, "kind = '小事情'").kind == "request"


def test_a_file_that_is_no_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    (problem,) = wrong(tmp_path, "[columns]", "a b = 1")
    assert "2" in problem.message
    with pytest.raises(BadInput):
        read_layout(tmp_path / "none.toml", "", Settings(), now=NOW)


def test_the_station_s_own_headings_hold_without_a_mapping_file(tmp_path: Path) -> None:
    settings = Settings(headings={"承办警官": "officer", "受理日": "reported_at"})
    layout = read_layout(None, "", settings, now=NOW)
    assert layout is not None
    assert row(layout, 承办警官="王建国", 摘要="x") == {"officer": "王建国", "摘要": "x"}
    over = layout_of(tmp_path, "[columns]", '"受理日" = "occurred_at"', settings=settings)
    assert row(over, 受理日="2026-10-03", 承办警官="王建国") == {"occurred_at": "2026-10-03", "officer": "王建国"}
    assert read_layout(None, "", Settings(), now=NOW) is None
    with pytest.raises(BadInput) as refusal:
        read_layout(None, "", Settings(headings={"承办警官": "offcer"}), now=NOW)
    assert (refusal.value.problems[0].column, refusal.value.problems[0].file) == ("承办警官", "station.toml")


def test_times_with_an_offset_are_those_of_the_station(tmp_path: Path) -> None:
    layout = layout_of(tmp_path, 'dates = "%Y/%m/%d %H:%M %z"', "[columns]", 'a = "reported_at"')
    written = row(layout, a="2026/10/03 20:00 +0000")["reported_at"]
    assert datetime.fromisoformat(str(written)).utcoffset() is not None
    assert date.fromisoformat(str(written)[:10]) == date(2026, 10, 3)
