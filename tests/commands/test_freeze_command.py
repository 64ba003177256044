"""freeze as it is typed, on a ledger in a folder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from jingwu.cli import app

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs jingwu on a ledger with a dispute of September, on 3 October 2026."""

    def call(*words: str, code: int = 0, now: str = "2026-10-03 09:00") -> Result:
        result = CliRunner().invoke(app, ["--ledger", str(tmp_path / "所"), "--now", now, *words])
        assert result.exit_code == code, result.output
        return result

    call("init", "--name", "青石镇派出所", "--yes", now="2026-09-01")
    call("dispute", "add", "--summary", "张三与李四争吵", "--category", "邻里", "--reported-at", "2026-09-03 09:30",
         "--party", "role=甲方,name=张三,phone=13900000000", now="2026-09-03 10:00")  # fmt: skip
    return call


def test_a_frozen_month_prints_the_same_bytes_in_every_format_whatever_comes_after(run: Run) -> None:
    assert run("freeze", "2026-09", "--by", "王建国").stdout == ""
    forms = ((), ("--json",), ("--unmask",), ("--lang", "en"), ("--lang", "en", "--json"))
    before = [run("summary", "2026-09", *words).stdout for words in forms]
    run("dispute", "add", "--summary", "又一起", "--category", "邻里", "--reported-at", "2026-09-08 09:30")
    run("void", "jf2609-1", "--reason", "重复")
    assert [run("summary", "2026-09", *words, now="2030-01-01 08:00").stdout for words in forms] == before
    assert "张*与" in before[0]
    assert "张三" not in before[0]
    assert "张三" in before[2]
    assert before[3].splitlines()[0].endswith("(frozen 2026-10-03 09:00, 王建国)")


def test_the_next_sheet_names_what_was_entered_and_corrected_since(run: Run) -> None:
    run("freeze", "last")
    assert "补录" not in run("summary", "2026-10").stdout.partition("定稿")[2]
    run("dispute", "add", "--summary", "又一起", "--category", "邻里", "--reported-at", "2026-09-08 09:30")
    sheet = json.loads(run("summary", "2026-10", "--json").stdout)["data"]
    difference = {"month": "2026-09", "figure": "kinds.dispute.registered", "frozen": 1, "now": 2, "difference": "+1"}
    assert difference in sheet["corrections"]
    assert [(row["number"], row["what"]) for row in sheet["corrected_records"]] == [("JF2609-0002", "entered")]
    assert "JF2609-0002" in run("summary", "2026-10").stdout


def test_freezing_answers_in_json_for_scripts(run: Run) -> None:
    frozen = json.loads(run("freeze", "2026-09", "--json").stdout)
    assert frozen["data"] == {"month": "2026-09", "frozen": True}
    thawed = json.loads(run("freeze", "2026-09", "--undo", "--reason", "漏报", "--json").stdout)
    assert thawed["data"] == {"month": "2026-09", "frozen": False}


def test_a_freeze_is_refused_in_words(run: Run) -> None:
    assert "2026-10" in run("freeze", "2026-10", code=6).stderr
    run("freeze", "2026-09")
    assert "2026-10-03 09:00" in run("freeze", "2026-09", code=6).stderr
    assert "--reason" in run("freeze", "2026-09", "--undo", code=2).stderr
    assert "--undo" in run("freeze", "2026-09", "--reason", "漏报", code=2).stderr
    run("freeze", "2026-09", "--undo", "--reason", "漏报")
    run("freeze", "2026-09", "--undo", "--reason", "漏报", code=6)


def test_history_tells_of_freezing_with_the_reason_and_none_of_the_names_on_the_sheet(run: Run) -> None:
    run("freeze", "2026-09", "--by", "王建国")
    run("freeze", "2026-09", "--undo", "--reason", "漏报一起")
    history = run("history").stdout
    assert "定稿  2026-09" in history
    assert "撤销定稿  2026-09  漏报一起" in history
    assert "张三" not in run("history", "--json").stdout
    run("undo", "2", code=6)


def test_the_ledger_stays_whole_through_freezing_and_thawing(run: Run) -> None:
    run("freeze", "2026-09")
    run("check")
    run("freeze", "2026-09", "--undo", "--reason", "漏报")
    run("check")
