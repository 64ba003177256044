"""What a mapping file says of every row is checked before any row is read, and is wrong once."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from jingwu.cli import app
from jingwu.errors import BadInput, Problem
from jingwu.importers.mapping_file import read_layout
from jingwu.records.case import Case
from jingwu.services.import_records import import_files
from jingwu.settings import Settings
from jingwu.store.memory_ledger import MemoryLedger


def refused(
    ledger: MemoryLedger, now: datetime, folder: Path, *mapping: str, kind: str = "", file: str = "rows.csv"
) -> list[Problem]:
    (folder / "map.toml").write_text("\n".join(mapping), "utf-8")
    (folder / file).write_text("摘要,登记时间\n" + "漏水,2026-10-03\n争吵,2026-10-04\n" * 2, "utf-8")
    with pytest.raises(BadInput) as refusal:
        import_files(ledger, [folder / file], kind=kind, mapping=folder / "map.toml", by="李红", now=now, partial=True)
    assert not ledger.records
    return refusal.value.problems


@pytest.mark.parametrize(
    "entry",
    [
        'officer = "无此人"', 'category = "没有"', 'source = "梦里"', 'minor = "也许"', 'occurred_at = "昨天"',
        'reported_at = "2027-01-01"', '"案值（万元）" = "很多"', '"mediate.outcome" = "maybe"',
        '"mediate.by" = "无此人"', '"mediate.at" = "2027-01-01"',
    ],
)  # fmt: skip
def test_a_wrong_constant_is_told_once_with_its_line(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, entry: str
) -> None:
    kind = "case" if entry.startswith('"案值') else "dispute"
    (problem,) = refused(ledger, now, tmp_path, f'kind = "{kind}"', "[constants]", "place = '街头'", entry)
    assert (problem.file, problem.row) == ("map.toml", 4)
    assert problem.column == entry.partition(" =")[0].strip('"')


@pytest.mark.parametrize("file", ["rows.csv", "dispute.csv"])
def test_a_constant_that_is_wrong_for_the_kind_that_is_found_later_is_told_once_too(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, file: str
) -> None:
    kind = "dispute" if file == "rows.csv" else ""
    (problem,) = refused(ledger, now, tmp_path, "[constants]", 'category = "盗窃"', kind=kind, file=file)
    assert (problem.file, problem.row, problem.column) == ("map.toml", 2, "category")


def test_a_value_that_no_row_can_have_is_told_with_its_line(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    problems = refused(
        ledger, now, tmp_path, 'kind = "dispute"', "[columns]", '"摘要" = ["summary", "category"]',
        "[values.category]", '"漏水" = "没有"', "[values.officer]", '"a" = "李红"', '"*" = "无此人"',
    )  # fmt: skip
    assert [(problem.row, problem.column) for problem in problems] == [(5, "漏水"), (8, "*")]


@pytest.mark.parametrize("written", ["2026-10-03", "2026-10-03T09:30:00", '"2026-10-03"'])
def test_a_date_needs_no_quotation_marks(ledger: MemoryLedger, now: datetime, tmp_path: Path, written: str) -> None:
    (tmp_path / "map.toml").write_text(f'kind = "case"\n[constants]\nreported_at = {written}', "utf-8")
    (tmp_path / "case.csv").write_text("摘要,地点\n失窃,街头\n", "utf-8")
    import_files(ledger, [tmp_path / "case.csv"], mapping=tmp_path / "map.toml", by="李红", now=now)
    (case,) = ledger.records.values()
    assert str(case.reported_at).startswith("2026-10-03")


def test_rows_are_never_stored_without_the_key_that_tells_them_apart(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    mapping = (
        'kind = "dispute"',
        'source_key = ["Key", "登记时间"]',
        'ignore = "*"',
        "[columns]",
        '"摘要" = "summary"',
    )
    (problem,) = refused(ledger, now, tmp_path, *mapping, '"登记时间" = "reported_at"')
    assert problem.file == "rows.csv"
    assert "Key" in problem.message


def test_a_value_for_one_of_several_kinds_is_no_mistake(now: datetime, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[values.category]\n"Theft" = "盗窃"', "utf-8")
    settings = Settings(categories={"case": ("盗窃",), "dispute": ("邻里",)})
    assert read_layout(path, "", settings, now=now) is not None


def test_a_constant_in_units_of_ten_thousand_is_taken_so(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text('kind = "case"\n[constants]\n"案值（万元）" = 2', "utf-8")
    (tmp_path / "case.csv").write_text("摘要,登记时间\n失窃,2026-10-03\n", "utf-8")
    import_files(ledger, [tmp_path / "case.csv"], mapping=tmp_path / "map.toml", by="李红", now=now)
    (case,) = ledger.records.values()
    assert isinstance(case, Case)
    assert case.loss == Decimal(20_000)


def test_the_officer_reads_which_line_of_which_file_is_wrong(tmp_path: Path) -> None:
    folder, data, mapping = tmp_path / "ledger", tmp_path / "rows.csv", tmp_path / "map.toml"
    runner = CliRunner()
    runner.invoke(app, ["--ledger", str(folder), "init", "--name", "所", "--yes"])
    data.write_text("摘要,登记时间\n漏水,2026-10-03\n争吵,2026-10-04\n", "utf-8")
    mapping.write_text('kind = "dispute"\n[constants]\nrisk = "极高"\n', "utf-8")
    words = ["--ledger", str(folder), "--now", "2026-11-03", "import", str(data), "--map", str(mapping), "--partial"]
    result = runner.invoke(app, words)
    assert result.exit_code == 3
    assert result.output.count("risk") == 1
    assert "map.toml" in result.output
    assert "第 3 行" in result.output
