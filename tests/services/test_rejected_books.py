"""Rejected rows of a spreadsheet come as a spreadsheet of its form."""

import importlib.util
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from jingwu.importers import Asked
from jingwu.importers.guards import unguarded
from jingwu.importers.opening import open_source
from jingwu.rules.cell_dates import Dated, Numeric, Numeric1904
from jingwu.services import rejected_books
from jingwu.services.import_records import ImportResult, import_files
from jingwu.services.rejected_books import FORMS, choose_form
from jingwu.services.rejected_books.cells import Cell, Table, kept_cell
from jingwu.store.memory_ledger import MemoryLedger

BOOKS = pytest.mark.parametrize("form", FORMS)
EPOCHS = pytest.mark.parametrize("by_old_macs", [False, True])
HEAD = ("摘要", "登记日期", "类别", "金额")
BAD: Table = (
    HEAD,
    ("漏水", date(2026, 10, 3), "邻里", 100.0),
    ("=1+1\n（原话）", datetime(2026, 10, 4, 9, 30), "邻理", 8.5),  # noqa: DTZ001
)


def write(folder: Path, form: str, table: Table, *, by_old_macs: bool = False) -> Path:
    path = folder / f"dispute.{form}"
    path.write_bytes(FORMS[form].write(table, by_old_macs=by_old_macs))
    return path


def read(path: Path) -> list[list[Cell]]:
    with CalamineWorkbook.from_path(str(path)) as book:
        return book.get_sheet_by_index(0).to_python()  # type: ignore[return-value] # times of a day are not used here


def bring(ledger: MemoryLedger, now: datetime, *files: Path, partial: bool = True) -> ImportResult:
    return import_files(ledger, files, by="李红", now=now, partial=partial)


@BOOKS
@EPOCHS
def test_they_come_in_when_mended_and_their_days_and_numbers_are_what_they_were(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, form: str, *, by_old_macs: bool
) -> None:
    result = bring(ledger, now, write(tmp_path, form, BAD, by_old_macs=by_old_macs))
    (rejects,) = result.rejects
    assert (result.added, rejects.name) == (1, f"dispute.rejected.{form}")
    head, (reason, _, *cells) = read(rejects)
    assert head == ["未导入原因", "未导入编号", *HEAD]
    assert "类别" in str(reason)
    assert cells == list(BAD[2])
    mended = tmp_path / f"改好的纠纷.{form}"
    mended.write_bytes(FORMS[form].write([head, [reason, "", *cells[:2], "邻里", 8.5]], by_old_macs=by_old_macs))
    assert bring(ledger, now, mended, partial=False).added == 1
    record = ledger.records["JF2610-0002"]
    assert (record.summary, record.reported_at) == BAD[2][:2]


@BOOKS
@EPOCHS
def test_days_that_a_spreadsheet_counts_stay_days(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, form: str, *, by_old_macs: bool
) -> None:
    table = (("摘要", "登记日期", "金额"), ("漏水", 44000.0, "许多"))
    (rejects,) = bring(ledger, now, write(tmp_path, form, table, by_old_macs=by_old_macs)).rejects
    again = bring(ledger, now, rejects)
    assert {problem.column for problem in again.problems} == {"金额"}
    (row,) = open_source(rejects, Asked()).rows
    assert type(row.cells[3]) is (Numeric1904 if by_old_macs else Numeric)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(
    lambda text: unguarded(text.replace("\r", "\n").strip())
)
TEXT_CELLS = TEXTS.filter(lambda text: text == text.strip()) | st.sampled_from(
    ["007", "44000", "=1+1", "'=x", '="007"', "a  b\n  c\t d", "\N{OX}𠮷", "<&\"'>", "]]>", "_x0041_"]
)
COUNTED = st.builds(
    "{:.15G}".format, st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)
).map(Numeric)
DAYS = st.dates(date(1800, 1, 1), date(2150, 1, 1)).map(lambda day: Dated(day.isoformat()))
TIMES = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)).map(  # noqa: DTZ001
    lambda time: Dated(time.replace(hour=time.hour or 1).isoformat(" ", "seconds" if time.second else "minutes"))
)


@BOOKS
@EPOCHS
@settings(max_examples=15)
@given(cells=st.lists(TEXT_CELLS | COUNTED | DAYS | TIMES, min_size=1, max_size=8))
def test_what_is_written_is_read_as_it_was(form: str, cells: list[str], *, by_old_macs: bool) -> None:
    heads = [f"栏{number}" for number in range(9)]
    table: Table = [heads, ["原因", *map(kept_cell, cells)]]
    if not FORMS[form].holds(table):
        return
    with TemporaryDirectory() as folder:
        path = write(Path(folder), form, table, by_old_macs=by_old_macs)
        (row,) = open_source(path, Asked(headings=frozenset(heads))).rows
    unknown = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")
    told = [text.translate(unknown) if form == "ods" else text for text in cells]
    assert [str(cell) for cell in row.cells[1 : len(cells) + 1]] == told


def test_an_open_document_says_what_it_is_in_its_first_bytes(tmp_path: Path) -> None:
    with ZipFile(write(tmp_path, "ods", BAD)) as archive:
        first, *others = archive.infolist()
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        assert {part.filename for part in others} == {"META-INF/manifest.xml", "content.xml"}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(("漏水", "2026-02-30", *[""] * 253, "邻里"), id="256 columns"),
        pytest.param(("字" * 20_000 + "\U00020bb7", "2026-02-30"), id="a character of a rare name"),
    ],
)
def test_what_an_old_workbook_cannot_hold_comes_as_a_newer_one(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, row: tuple[str, ...]
) -> None:
    heads = ("摘要", "登记日期", *[""] * (len(row) - 3), "类别")[: len(row)]
    result = bring(ledger, now, write(tmp_path, "xls", (heads, row)))
    assert [path.name for path in result.rejects] == ["dispute.rejected.xlsx"]
    assert "dispute.xls：未导入的行改存为 .xlsx" in result.notes()[-1]
    again = bring(ledger, now, *result.rejects)
    assert (again.rejected, [path.name for path in again.rejects]) == (1, ["dispute.rejected-2.xlsx"])


@pytest.mark.parametrize(
    ("rows", "columns", "text", "form"),
    [
        (65_536, 1, "", "xls"), (65_537, 1, "", "xlsx"), (1, 257, "", "xlsx"), (1, 1, "x" * 32_767, "xls"),
        (1, 1, "字" * 32_768, "csv"), (1, 16_385, "", "csv"), (1, 1, "𠮷" * 16_383, "xlsx"),
        (1, 1, "𠮷" * 16_384, "csv"),
    ],
)  # fmt: skip
def test_no_form_is_filled_beyond_what_it_holds(rows: int, columns: int, text: str, form: str) -> None:
    assert choose_form("xls", [[text] * columns] * rows)[0] == form


@pytest.mark.parametrize(("form", "missing", "written"), [
    ("ods", "xlwt xlsxwriter", "ods"), ("xls", "xlwt", "xlsx"), ("xls", "xlwt xlsxwriter", "csv"),
    ("xlsx", "xlsxwriter", "csv"),
])  # fmt: skip
def test_where_a_form_cannot_be_written_another_is_and_that_is_said(  # noqa: PLR0917 - fixtures and parameters
    ledger: MemoryLedger, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    form: str, missing: str, written: str,
) -> None:  # fmt: skip
    path = write(tmp_path, form, BAD)
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(rejected_books, "find_spec", lambda name: None if name in missing else find_spec(name))
    result = bring(ledger, now, path)
    assert result.rejects == [tmp_path / f"dispute.rejected.{written}"]
    told = [note for note in result.notes() if "jingwu[office]" in note]
    assert len(told) == (form != written)
    assert all(f".{form}" in note and f".{written}" in note for note in told)
    assert bring(ledger, now, *result.rejects).rejected == 1


def test_a_number_that_is_none_is_kept_as_a_text(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    path = write(tmp_path, "ods", (HEAD, ("漏水", "2026-10-03", "邻里", 100.0)))
    with ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.infolist()}
    with ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content.replace(b'value="100.0"', b'value="inf"'))
    (rejects,) = bring(ledger, now, path).rejects
    assert read(rejects)[1][-1] == "INF"
