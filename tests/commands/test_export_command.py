"""export and import --template as officers and scripts type them."""

import csv
import json
import stat
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner, Result

from jingwu.cli import app
from jingwu.language import LANGUAGES

Run = Callable[..., Result]
FORMS = ("csv", "jsonl", "xlsx")
NOW = "2026-02-28 10:00"
ADDED = (
    ("dispute", "--summary", "=1+1 是什么\n张三与李四争吵", "--officer", "王建国", "--area", "柳树村",
     "--amount", "800", "--people", "3", "--flag", "minor", "--flag", "domestic_violence",
     "--party", "role=甲方,name=张三,phone=+86 13900000000,address=柳树村5号", "--party", "role=乙方,name=李四"),
    ("dispute", "--summary", "＝两个甲方", "--confidential", "--party", "role=甲方,name=张三、李四",
     "--party", "role=甲方,name=王五", "--source-key", "K1"),
    ("case", "--summary", "电动车被盗", "--category", "盗窃", "--loss", "2000.5", "--source-key", "'=K2",
     "--occurred-at", "2026-02-01 00:00", "--party", "name=赵六,role=邻居"),
    ("request", "--summary", "@求助", "--source-key", "K1"),
    ("hazard", "--summary", "电线老化", "--deadline", "2026-03-01", "--place", "-3楼"),
    ("visit", "--summary", "走访", "--households", "3"),
    ("patrol", "--summary", "巡逻", "--people", "2"),
)  # fmt: skip
PEOPLE = '[{"role":"甲方","name":"张山","phone":"+8613900000000"}]'
DONE = (
    "dispute mediate jf1 --outcome reached --amount 800 --perform-by 2026-03-20",
    "undo",
    "dispute mediate jf1 --outcome failed --note 无法协商",
    "extend jf1 --clock handle --days 30 --reason 难 --approver 分局",
    "correct jf1 --field amount --value 900 --reason 写错",
    "correct jf1 --field officer --clear --reason 写错",
    f"correct jf1 --field parties --value {PEOPLE} --reason 写错",
    "void jf2 --reason 登错",
    "link jf1 --to aj1 --reason 同一人",
    "case solve aj1 --caught 1 --means video",
    "case series aj1 --name 盗车案",
    "close aj1",
    "reopen aj1 --reason 又发",
    "request convert sx1 --to dispute",
    "hazard assign yh1 --unit 供电所",
    "pause aj1 --reason appraisal",
    "transfer aj1 --officer 李红",
    "note zf1 --content =备注",
)


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with something of everything."""
    folder = tmp_path_factory.mktemp("所") / "台账"
    invoke(folder, "init", "--name", "青石镇派出所", "--yes")
    for kind, *words in ADDED:
        invoke(folder, kind, "add", "--reported-at", "2026-02-12 09:30", *words, now="2026-02-26 18:00")
    for line in DONE:
        invoke(folder, *line.split(), now="2026-02-27 10:00")
    return folder


def invoke(folder: Path, *words: str, code: int = 0, now: str = NOW) -> Result:
    result = CliRunner().invoke(app, ["--ledger", str(folder), "--now", now, "--by", "王建国", *words])
    assert result.exit_code == code, result.output
    return result


def exported(folder: Path, *words: str, now: str = NOW) -> bytes:
    return invoke(folder, "--unmask", "export", *words, now=now).stdout_bytes


def empty(folder: Path) -> Path:
    invoke(folder, "init", "--name", "空", "--yes")
    return folder


def told(folder: Path) -> Any:
    """All records in full, but for how often each was written."""
    kinds = ("case", "dispute", "hazard", "request", "visit", "patrol")
    lists = (json.loads(invoke(folder, "--unmask", "list", kind, "--json").stdout)["data"] for kind in kinds)
    return [{**record, "revision": 0} for records in lists for record in records]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_exported_comes_back_into_an_empty_ledger_to_the_byte(
    station: Path, tmp_path: Path, form: str, language: str
) -> None:
    file = tmp_path / f"out.{form}"
    file.write_bytes(exported(station, "--lang", language, "--format", form))
    other = empty(tmp_path / "other")
    result = invoke(other, "import", str(file), "--json")
    assert json.loads(result.stdout)["data"]["added"] == 8
    assert exported(other, "--lang", language, "--format", form, now="2027-01-01") == file.read_bytes()
    assert told(other) == told(station)
    assert invoke(other, "check").exit_code == 0
    again = json.loads(invoke(other, "import", str(file), "--json").stdout)["data"]
    assert (again["added"], again["skipped"]) == (0, 8)
    assert invoke(other, "dispute", "add", "--summary", "新").stdout == "JF2602-0004\n"


def rows_of(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.decode())))


@pytest.mark.parametrize("form", FORMS)
def test_a_masked_export_says_so_and_is_never_imported(station: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"out.{form}"
    result = invoke(station, "export", "-o", str(file))
    assert "--unmask" in result.stderr
    if form != "xlsx":
        assert "张三" not in file.read_text("utf-8")
        assert "13900000000" not in file.read_text("utf-8")
    refusal = invoke(empty(tmp_path / form), "import", str(file), code=3)
    assert refusal.stderr.count("打码") == 1


def test_an_unmasked_export_is_logged(station: Path) -> None:
    exported(station)
    last = json.loads(invoke(station, "history", "--json").stdout)["data"][-1]
    assert (last["command"], last["details"]) == ("unmask", {"command": "export"})


def test_no_cell_of_a_csv_begins_like_a_formula(station: Path) -> None:
    rows = rows_of(exported(station, "--format", "csv"))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))]
    assert {row["来源编号"] for row in rows} == {"", "K1", "''=K2"}
    assert rows[1]["甲方电话"] == "'+8613900000000"


def test_an_export_holds_a_kind_a_month_or_all(station: Path, tmp_path: Path) -> None:
    numbers = [row["台账编号"] for row in rows_of(exported(station))]
    assert numbers == ["AJ2602-0001", "JF2602-0001", "JF2602-0002", "JF2602-0003", "YH2602-0001", "SX2602-0001",
                       "ZF2602-0001", "XL2602-0001"]  # fmt: skip
    assert [row["台账编号"] for row in rows_of(exported(station, "--kind", "小纠纷"))] == numbers[1:4]
    assert rows_of(exported(station, "--month", "2026-01")) == []
    assert exported(station, "--month", "2026-02") == exported(station)
    file = tmp_path / "所.jsonl"
    told = invoke(station, "export", "--output", str(file), "--kind", "case", "--json")
    assert json.loads(told.stdout)["data"] == {"records": 1, "output": str(file), "masked": True}
    assert json.loads(file.read_text("utf-8"))["number"] == "AJ2602-0001"


def test_a_file_is_replaced_whole_and_for_its_owner_only(station: Path, tmp_path: Path) -> None:
    file = tmp_path / "所.csv"
    file.write_text("old", "utf-8")
    file.chmod(0o644)
    invoke(station, "export", "-o", str(file), "--bom")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_bytes().startswith(b"\xef\xbb\xbf" + "台账编号,".encode())
    assert [path.name for path in tmp_path.iterdir()] == ["所.csv"]
    invoke(station, "export", "-o", str(tmp_path / "nowhere" / "所.csv"), code=9)


@pytest.mark.parametrize(
    "words",
    [
        ("--format", "docx"), ("--format", "jsonl", "--bom"), ("--ics", "--format", "csv"), ("--ics", "--bom"),
        ("--officer", "王建国"), ("--clock", "handle"), ("--json",),
    ],
)  # fmt: skip
def test_options_that_mean_nothing_together_are_refused(station: Path, words: tuple[str, ...]) -> None:
    assert invoke(station, "export", *words, code=2).stdout == ""


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("所.csv", ("--format", "xlsx"), "--format xlsx"), ("所.xlsx", ("--format", "jsonl"), ".jsonl"),
        ("所.XLS", (), "xls"), ("所.ods", ("--format", "csv"), ".csv"),
    ],
)  # fmt: skip
def test_a_name_that_says_another_form_than_is_written_is_refused(
    station: Path, tmp_path: Path, name: str, words: tuple[str, ...], said: str
) -> None:
    result = invoke(station, "export", "-o", str(tmp_path / name), *words, code=2)
    assert said.rpartition(" ")[2] in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_name_may_say_no_form_or_the_one_that_is_asked_for(station: Path, tmp_path: Path) -> None:
    for name in ("所", "所.txt", "所.csv"):
        invoke(station, "export", "-o", str(tmp_path / name), "--format", "csv")
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1


def test_rows_of_a_ledger_that_cannot_be_are_refused(station: Path, tmp_path: Path) -> None:
    dispute = json.loads(exported(station, "--kind", "dispute", "--format", "jsonl").splitlines()[1])
    wrong: list[dict[str, Any]] = [
        {"number": "JF2601-0001"}, {"number": "AJ2602-0009"}, {"number": "jf1"}, {"number": "110-7"}, {"number": ""},
        {"events": "[{"}, {"events": {}}, {"events": ["void"]}, {"events": [{"action": "void", "by": "王建国"}]},
        {"events": [{"at": "2026-02-13", "by": "王建国", "action": "perform"}]},
        {"events": [{"at": "2026-02-13", "by": "王建国", "action": "undo"}]},
        {"events": [{"at": "2027-02-13", "by": "王建国", "action": "note", "content": "x"}]},
        {"events": [{"at": "2026-02-13", "by": "王建国", "action": "note", "colour": "red"}]},
        {"调解日期": "2026-02-13", "调解结果": "稳控"}, {"entered_at": "soon"},
    ]  # fmt: skip
    other = empty(tmp_path / "other")
    for change in wrong:
        file = tmp_path / "wrong.jsonl"
        file.write_text(json.dumps({**dispute, **change}), "utf-8")
        assert invoke(other, "import", str(file), code=3).stderr, change
    file.write_text(json.dumps(dispute), "utf-8")
    invoke(other, "import", str(file))
    file.write_text(json.dumps({**dispute, "summary": "另一件"}), "utf-8")
    assert "JF2602-0002" in invoke(other, "import", str(file), code=3).stderr


def test_lists_in_what_officers_read_are_parted_as_in_chinese(station: Path) -> None:
    assert "csv、xlsx、jsonl" in invoke(station, "export", "--format", "xml", code=2).stderr
    assert "--bom：" in invoke(station, "export", "--ics", "--bom", code=2).stderr


def test_a_sheet_holds_texts_and_no_formulas_and_is_ready_to_be_filtered(station: Path, tmp_path: Path) -> None:
    file = tmp_path / "所.xlsx"
    file.write_bytes(exported(station, "--format", "xlsx"))
    with ZipFile(file) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert 'quotePrefix="1"' in styles
    assert all(part in sheet for part in ('state="frozen"', "<autoFilter", "customWidth"))
    assert exported(station, "--format", "xlsx") == file.read_bytes()


def test_two_rows_with_one_number_are_refused(station: Path, tmp_path: Path) -> None:
    lines = exported(station, "--kind", "visit", "--format", "jsonl")
    file = tmp_path / "twice.jsonl"
    file.write_bytes(lines + lines.replace("走访".encode(), "巡访".encode()))
    assert "ZF2602-0001" in invoke(empty(tmp_path / "other"), "import", str(file), code=3).stderr
