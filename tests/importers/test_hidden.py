"""Rows and columns that a spreadsheet hides."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from jingwu.importers import Row
from jingwu.importers.hidden import Hidden
from jingwu.importers.opening import open_source

HEAD = ["登记时间", "摘要", "类别", "甲方"]


def read(folder: Path, rows: list[int], columns: list[int], *, blank: int = 0) -> tuple[list[Row], list[str]]:
    path = folder / "a.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for number in range(1, 6):
            sheet.write_row(number, 0, ["2026-10-03", f"漏水{number}", "邻里", "张三"])
        for number in rows:
            sheet.set_row(number, None, None, {"hidden": True})
        for number in columns:
            sheet.set_column(number, number, None, None, {"hidden": True})
        for number in range(blank):
            sheet.set_row(10 + number, None, None, {"hidden": True})
    source = open_source(path)
    found = list(source.rows)
    return found, [note.words for note in source.notes]


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    rows, notes = read(tmp_path, [2, 3, 5], [1, 3, 7], blank=30)
    assert len(rows) == 5
    assert len(notes) == 2
    assert "3" in notes[0]
    assert "摘要、甲方" in notes[1]


@pytest.mark.parametrize("blank", [0, 30])
def test_of_a_sheet_that_hides_no_record_nothing_is_said(tmp_path: Path, blank: int) -> None:
    assert read(tmp_path, [], [], blank=blank)[1] == []


def test_a_row_is_hidden_once_however_the_xml_is_cut() -> None:
    hidden = Hidden()
    xml = b'<cols><col hidden="1" max="2" min="2"/></cols>'
    xml += b'<row hidden="true" r="2"><c r="A2"/></row><row r="3" hidden="0">'
    for piece in (xml, xml, xml + b'<row r="4" spans="1:4" hidden="1"><c/>', b'<row r="5" hidden="1"/>'):
        hidden.look_at(piece)
    for number in range(10):
        hidden.count(number)
    assert "2" in hidden.notes(())[0].words
