"""Templates: filled in, they are imported."""

import csv
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result
from xlsxwriter import Workbook

from jingwu import language
from jingwu.cli import app
from jingwu.dates import write_when
from jingwu.importers.planning import compile_plan
from jingwu.output.template import blanks
from jingwu.output.template_files import write_template
from jingwu.records import KINDS, NAMES
from jingwu.services.demo import SETTINGS
from jingwu.services.import_records import import_files
from jingwu.settings import Settings
from jingwu.store.memory_ledger import MemoryLedger

NOW = datetime(2026, 10, 20, 18)  # noqa: DTZ001 - times are Asia/Shanghai


@pytest.mark.parametrize("spoken", language.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_import_knows_every_heading_of_a_template(kind: str, spoken: str) -> None:
    language.use(spoken)
    columns = blanks(kind, SETTINGS)
    plan = compile_plan(tuple(blank.heading for blank in columns), kind)
    assert (plan.unknown, plan.twice) == ([], [])
    assert [blank.column.name for blank in columns if blank.column.required] == ["summary", "reported_at"]
    assert all(blank.note for blank in columns)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_that_is_filled_in_is_imported(kind: str, tmp_path: Path) -> None:
    template = tmp_path / f"{kind}.xlsx"
    write_template(kind, SETTINGS, str(template))
    (headings,) = CalamineWorkbook.from_path(str(template)).get_sheet_by_index(0).to_python()
    row = [_filled(blank.column.type, blank.choices, blank.column.mask) for blank in blanks(kind, SETTINGS)]
    steps = {blank.heading for blank in blanks(kind, SETTINGS)[-40:]} & _of_steps(kind)
    with Workbook(tmp_path / "filled.xlsx") as book:
        sheet = book.add_worksheet()
        for place, heading in enumerate(headings):
            sheet.write(0, place, heading)
            sheet.write(1, place, "" if heading in steps else row[place])
    ledger = MemoryLedger(SETTINGS)
    import_files(ledger, [tmp_path / "filled.xlsx"], kind=kind, by="x", now=NOW)
    (record,) = ledger.records.values()
    assert (record.kind, record.area) == (kind, next(iter(SETTINGS.areas)))
    assert write_when(record.reported_at) == "2026-10-03T09:30"


def _of_steps(kind: str) -> set[str]:
    plan = compile_plan(tuple(blank.heading for blank in blanks(kind, SETTINGS)), kind)
    return {plan.names[place] for target, place in plan.indexes.items() if target.part == "step"}


def _filled(type_: str, choices: tuple[str, ...], mask: str) -> Any:
    if choices:
        return choices[-1 if type_ == "yes" else 0]
    values = {"when": "2026-10-03 09:30", "date": "2026-10-09", "money": 1280.5, "integer": 2, "choices": "家暴、涉网"}
    known = {"id_number": "990107196910230582", "phone": "13900000000"}
    return known.get(mask) or values.get(type_, "甲")


def test_a_sheet_offers_the_lists_of_the_station_however_long(tmp_path: Path) -> None:
    settings = Settings(
        officers=tuple(f"民警{place:03d}" for place in range(300)), categories={"visit": ("入户,走访",)}
    )
    template = tmp_path / "走访.xlsx"
    write_template("visit", settings, str(template))
    with ZipFile(template) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.read("xl/workbook.xml").decode()
        notes = book.read("xl/comments1.xml").decode()
    assert "$300</formula1>" in sheet
    assert 'name="选项" sheetId="2" state="hidden"' in names
    assert "2026-10-03 09:30" in notes
    assert 'state="frozen"' in sheet
    lists = CalamineWorkbook.from_path(str(template)).get_sheet_by_name("选项").to_python()
    assert "民警299" in lists[299]
    assert "入户,走访" in lists[0]


def test_a_csv_template_is_a_line_of_headings(tmp_path: Path) -> None:
    write_template("visit", SETTINGS, str(tmp_path / "a.csv"))
    (headings,) = csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines())
    assert headings[:2] == ["摘要*", "登记时间*"]


def test_the_command_writes_a_template_over_nothing_and_alone(tmp_path: Path) -> None:
    def run(*words: str) -> Result:
        return CliRunner().invoke(app, ["--ledger", str(tmp_path / "所"), *words])

    run("init", "--name", "所", "--yes")
    file = tmp_path / "模板.xlsx"
    made = run("import", "--template", "小纠纷", str(file))
    assert (made.exit_code, made.stdout, str(file) in made.stderr) == (0, "", True)
    assert CalamineWorkbook.from_path(str(file)).sheet_names[0] == NAMES["dispute"][1]
    assert run("import", "--template", "dispute", str(file)).exit_code == 2
    for words in (["a.docx"], ["a.csv", "b.csv"], ["a.csv", "--dry-run"], ["a.csv", "--kind", "case"]):
        assert run("import", "--template", "dispute", *words).exit_code == 2
    assert run("import", "--template", "quarrel", "a.csv").exit_code == 2
    assert run("import", str(file)).exit_code == 0


@pytest.mark.parametrize("kind", KINDS)
def test_an_english_template_has_english_headings_only(kind: str) -> None:
    language.use("en")
    headings = [blank.heading for blank in blanks(kind, SETTINGS)]
    assert [heading for heading in headings if not heading.isascii()] == []
    assert len(headings) == len(set(headings))
