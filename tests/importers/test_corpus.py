"""Bad and odd files end in a clean import or a clean refusal, with the words and the exit code that are expected."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from tools.corpus import CASES
from tools.corpus.case import Case, table
from tools.corpus.sheets import HOSTILE
from typer.testing import CliRunner

from jingwu.cli import app

NOW = ("--now", "2026-11-03")
MOST_BYTES = 1 << 30
MOST_SECONDS = 60


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "ledger"
    assert CliRunner().invoke(app, ["--ledger", str(folder), *NOW, "init", "--name", "所", "--yes"]).exit_code == 0
    return folder


def words_of(ledger: Path, file: str, *options: str) -> list[str]:
    return ["--ledger", str(ledger), *NOW, "import", file, "--kind", "dispute", "--dry-run", *options]


def test_the_corpus_is_large_and_every_file_has_its_name() -> None:
    assert len(CASES) >= 120
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [case for case in CASES if case not in HOSTILE], ids=lambda case: case.name)
def test_a_file_ends_as_it_should(ledger: Path, tmp_path: Path, case: Case) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.made())
    result = CliRunner().invoke(app, words_of(ledger, str(path), *case.options))
    assert result.exit_code == case.code, result.output
    assert case.says in result.output
    assert "Traceback" not in result.output
    assert "\x1b" not in result.output


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_a_hostile_spreadsheet_costs_no_more_than_a_minute_and_a_gibibyte(
    ledger: Path, tmp_path: Path, case: Case
) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.made())
    ended = imported(ledger, path, *case.options)
    assert ended.returncode == case.code, ended.stderr
    assert case.says in ended.stdout + ended.stderr
    assert "memory allocation" not in ended.stderr


def imported(ledger: Path, path: Path, *options: str, most: int = MOST_BYTES) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jingwu", *words_of(ledger, str(path), *options)],
        check=False, capture_output=True, text=True, timeout=MOST_SECONDS,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
def test_a_line_without_end_does_not_fill_the_memory(ledger: Path, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form}"
    path.touch()
    os.truncate(path, 150 << 20)  # zeros take no room on the disk, and are UTF-8
    with path.open("r+b") as file:
        file.write(b"x" * 5000)
    ended = imported(ledger, path, most=256 << 20)
    assert ended.returncode == 3, ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("form", "content", "code"),
    [("csv", table("2026-10-03,漏水"), 0), ("jsonl", b"{", 3), ("", table("2026-10-03,漏水"), 3), ("doc", b"x", 2)],
)
def test_a_file_comes_on_standard_input_where_its_form_is_told(
    ledger: Path, form: str, content: bytes, code: int
) -> None:
    options = ("--format", form) if form else ()
    result = CliRunner().invoke(app, words_of(ledger, "-", *options), input=content)
    assert result.exit_code == code, result.output


def test_what_is_no_file_is_refused_and_not_waited_for(ledger: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    for name in ("a.csv", "loop.csv", "none.csv", "."):
        result = CliRunner().invoke(app, words_of(ledger, str(tmp_path / name)))
        assert result.exit_code == 3, result.output
