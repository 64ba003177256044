"""Tables and sheets as files and in other forms, as officers, scripts and cron ask for them."""

import csv
import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from jingwu.cli import app
from jingwu.output.files import FORMATS
from jingwu.output.text import width_of

Run = Callable[..., Result]
BEGINNINGS = {
    "txt": b" ", "md": b"# ", "html": b"<!DOCTYPE html>", "xlsx": b"PK", "docx": b"PK", "pdf": b"%PDF-",
    "csv": b"\xef\xbb\xbfperiod,id", "json": b'{"jingwu": 1, "command": "summary"',
}  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs jingwu on a ledger with a dispute."""
    folder = tmp_path / "所"

    def call(*words: str, code: int = 0) -> Result:
        result = CliRunner().invoke(app, ["--ledger", str(folder), "--now", "2026-11-03 09:00", *words])
        assert result.exit_code == code, result.output
        return result

    call("init", "--name", "青石镇派出所", "--yes")
    call("dispute", "add", "--summary", "张三与李四为宅基地边界争吵", "--officer", "王建国", "--area", "柳树村",
         "--reported-at", "2026-10-02", "--party", "role=甲方,name=张三")  # fmt: skip
    return call


@pytest.mark.parametrize("name", BEGINNINGS)
def test_a_files_name_says_its_format(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"月报.{name.upper()}"
    result = run("summary", "last", "-o", str(file))
    assert (result.stdout, result.stderr) == ("", f"已写入 {file}。\n")
    assert file.read_bytes().startswith(BEGINNINGS[name])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([file.name, "所"])
    first = file.read_bytes()
    run("--quiet", "summary", "last", "--output", str(file))
    assert file.read_bytes() == first


def test_every_format_has_a_beginning() -> None:
    assert BEGINNINGS.keys() | {"svg"} == FORMATS.keys()


def test_quiet_says_nothing(run: Run, tmp_path: Path) -> None:
    assert run("--quiet", "summary", "last", "-o", str(tmp_path / "月报.md")).output == ""


def test_an_unknown_name_is_refused_with_the_known_ones(run: Run, tmp_path: Path) -> None:
    for name in ("月报.doc", "月报", ".md"):
        told = run("summary", "last", "-o", str(tmp_path / name), code=2).stderr
        assert "txt、md、html、xlsx、docx、pdf、svg、csv、json" in told
    told = run("summary", "last", "--format", "doc", code=2).stderr
    assert "txt、md、html、xlsx、docx、pdf、svg、csv、json" in told
    assert [path.name for path in tmp_path.iterdir()] == ["所"]


def test_a_format_may_be_named_whatever_the_file_is_called(run: Run, tmp_path: Path) -> None:
    run("summary", "last", "-o", str(tmp_path / "月报"), "--format", "md")
    assert (tmp_path / "月报").read_text("utf-8").startswith("# ")


def test_a_document_goes_to_standard_output_too(run: Run) -> None:
    assert run("summary", "last", "-o", "-", "--format", "md").stdout.startswith("# 青石镇派出所")
    assert run("summary", "last", "--format", "csv").stdout.startswith("period,id,")
    assert len(PdfReader(io.BytesIO(run("summary", "last", "--format", "pdf").stdout_bytes)).pages) > 1
    assert "--format" in run("summary", "last", "-o", "-", code=2).stderr
    assert json.loads(run("--json", "summary", "last", "-o", "-").stdout)["command"] == "summary"


def test_a_page_is_utf8_as_it_says_whatever_the_terminals_encoding(run: Run, tmp_path: Path) -> None:
    assert run("--quiet", "check").exit_code == 0
    command = [
        sys.executable,
        "-m",
        "jingwu",
        "--ledger",
        str(tmp_path / "所"),
        "--now",
        "2026-11-03",
        "summary",
        "last",
    ]
    for name, encoding in (("html", "utf-8"), ("md", "gbk")):
        done = subprocess.run(
            [*command, "--format", name], check=True, capture_output=True, env={"PYTHONIOENCODING": "gbk"}
        )
        assert "青石镇派出所" in done.stdout.decode(encoding)


def test_json_tells_a_script_where_the_file_is(run: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "月报.xlsx")
    result = run("--json", "--quiet", "summary", "last", "-o", file)
    assert json.loads(result.stdout)["data"] == {"output": file, "format": "xlsx"}


def test_lines_may_be_wider_and_cells_framed(run: Run, tmp_path: Path) -> None:
    lines = run("summary", "last", "--columns", "132", "--borders", "box").stdout.splitlines()
    assert 80 < max(map(width_of, lines)) <= 132
    assert any(line.startswith("┌─") for line in lines)
    run("summary", "last", "--columns", "132", "--borders", "ascii", "-o", str(tmp_path / "月报.txt"))
    written = (tmp_path / "月报.txt").read_text("utf-8").splitlines()
    assert any(line.startswith("+-") for line in written)
    assert 80 < max(map(width_of, written)) <= 132
    assert "40" in run("summary", "last", "--columns", "10", code=2).stderr
    assert "none、ascii、box" in run("summary", "last", "--borders", "dotted", code=2).stderr


def test_people_are_masked_in_every_file_unless_asked(run: Run, tmp_path: Path) -> None:
    for name in ("txt", "md", "html", "json"):
        file = tmp_path / f"月报.{name}"
        run("summary", "last", "-o", str(file))
        text = file.read_text("utf-8").replace("\\", "")
        assert "张*" in text
        assert "张三" not in text
    run("--unmask", "summary", "last", "-o", str(tmp_path / "月报.md"))
    assert "张三" in (tmp_path / "月报.md").read_text("utf-8")


def test_what_cannot_be_written_is_told_and_leaves_what_was_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "月报.md").mkdir()
    run("summary", "last", "-o", str(tmp_path / "月报.md"), code=9)
    run("summary", "last", "-o", str(tmp_path / "无" / "月报.md"), code=9)
    run("summary", "last", "-o", "/dev/full", "--format", "md", code=9)


def test_a_document_never_takes_the_place_of_a_file_of_the_ledger(run: Run, tmp_path: Path) -> None:
    volume = next((tmp_path / "所" / "records").glob("*.json"))
    before = volume.read_bytes()
    for name in (
        volume,
        tmp_path / "所" / "calendar.json",
        volume.parent / "月报.csv",
        volume.parent / ".." / "index" / "a.md",
    ):
        assert "台账" in run("summary", "last", "-o", str(name), code=2).stderr
    assert volume.read_bytes() == before
    run("summary", "last", "-o", str(tmp_path / "所" / "月报.md"))
    assert run("check").exit_code == 0


def test_a_file_takes_the_mode_of_the_one_it_replaces_and_a_link_stays_a_link(run: Run, tmp_path: Path) -> None:
    file, link = tmp_path / "月报.md", tmp_path / "链接.md"
    file.write_text("旧")
    file.chmod(0o644)
    link.symlink_to(file)
    run("summary", "last", "-o", str(link))
    assert link.is_symlink()
    assert file.read_text("utf-8").startswith("# ")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_a_station_puts_its_template_into_its_ledger(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "所" / "templates"
    folder.mkdir()
    (folder / "月报.docx").write_bytes(b"no zip")
    told = run("summary", "last", "-o", str(tmp_path / "月报.docx"), code=3).stderr
    assert str(folder / "月报.docx") in told
    assert not (tmp_path / "月报.docx").exists()
    assert run("check").exit_code == 0


def test_other_tables_become_files_too(run: Run, tmp_path: Path) -> None:
    run("overdue", "-o", str(tmp_path / "超期.csv"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "超期.csv").read_text("utf-8-sig"))))
    assert [row["number"] for row in rows] == ["JF2610-0001"]
    run("overdue", "--sort", "officer", "-o", str(tmp_path / "超期.html"))
    assert "王建国" in (tmp_path / "超期.html").read_text("utf-8")
    run("hotspots", "-o", str(tmp_path / "热点.pdf"))
    assert (tmp_path / "热点.pdf").read_bytes().startswith(b"%PDF")
    run("trend", "kinds.dispute.registered", "-o", str(tmp_path / "走势.svg"))
    assert "2026-10" in (tmp_path / "走势.svg").read_text("utf-8")
    assert "#" in run("trend", "kinds.dispute.registered", "--format", "txt").stdout
    assert "#" not in run("trend", "kinds.dispute.registered", "--format", "csv").stdout
    run("list", "dispute", "-o", str(tmp_path / "纠纷.xlsx"))
    assert (tmp_path / "纠纷.xlsx").read_bytes().startswith(b"PK")


def test_a_frozen_month_is_the_same_file_for_ever(run: Run, tmp_path: Path) -> None:
    run("freeze", "2026-10")
    for name in BEGINNINGS:
        before, after = tmp_path / f"前.{name}", tmp_path / f"后.{name}"
        run("summary", "2026-10", "-o", str(before))
        run("--now", "2027-03-09 17:00", "summary", "2026-10", "-o", str(after))
        assert before.read_bytes() == after.read_bytes(), name


def test_documents_are_made_under_cron_as_at_a_desk(run: Run, tmp_path: Path) -> None:
    """With no environment at all: no HOME, no locale, no terminal."""
    run("summary", "last", "-o", str(tmp_path / "月报.pdf"))
    command = [sys.executable, "-m", "jingwu", "--ledger", str(tmp_path / "所"), "--now", "2026-11-03 09:00", "--quiet"]
    for name in ("pdf", "docx", "xlsx"):
        made = [*command, "summary", "last", "--output", str(tmp_path / f"cron.{name}")]
        done = subprocess.run(made, check=False, capture_output=True, env={"LANG": "C"}, cwd=Path(os.sep))
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "cron.pdf").read_bytes() == (tmp_path / "月报.pdf").read_bytes()
