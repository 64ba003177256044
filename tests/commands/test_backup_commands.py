"""backup, restore, check --repair and undo as officers and cron type them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from jingwu.cli import app

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs jingwu on a ledger with one record."""
    folder = tmp_path / "所"

    def call(*words: str, code: int = 0) -> Result:
        ledger = () if "--ledger" in words else ("--ledger", str(folder))
        given = [*ledger, "--now", "2026-10-20 18:00", "--by", "王建国", *words]
        result = CliRunner().invoke(app, given)
        assert result.exit_code == code, result.output
        return result

    call("init", "--name", "青石镇派出所", "--yes")
    call("dispute", "add", "--summary", "张三与李四争吵", "--reported-at", "2026-10-03",
         "--party", "role=甲方,name=张三", "--party", "role=乙方,name=李四")  # fmt: skip
    return call


def test_a_backup_comes_back_as_a_ledger(run: Run, tmp_path: Path) -> None:
    made = json.loads(run("backup", str(tmp_path / "a.zip"), "--json").stdout)["data"]
    assert (made["file"], made["removed"]) == (str(tmp_path / "a.zip"), [])
    run("restore", str(tmp_path / "a.zip"), str(tmp_path / "新 所"))
    assert "张*" in run("--ledger", str(tmp_path / "新 所"), "show", "jf1").stdout
    assert "备份" in run("history").stdout
    run("backup", str(tmp_path / "a.zip"), code=6)
    run("restore", str(tmp_path / "a.zip"), str(tmp_path / "新 所"), code=6)
    (tmp_path / "a.zip").write_bytes(b"PK")
    assert "a.zip" in run("restore", str(tmp_path / "a.zip"), str(tmp_path / "again"), code=3).stderr


def test_cron_keeps_the_newest_backups_of_a_folder(run: Run, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for _ in range(4):
        run("backup", str(shelf), "--keep", "2")
    assert len(list(shelf.iterdir())) == 2
    run("backup", str(tmp_path / "a.zip"), "--keep", "2", code=2)


def test_check_names_the_newest_backup_and_repair_says_what_it_did(run: Run, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "a.zip"))
    (tmp_path / "所" / "records" / "2026-10.json").write_bytes(b"")
    told = run("check", code=1).stderr
    assert "a.zip" in told
    assert "jingwu check --repair" in told
    assert "a.zip" in run("show", "jf1", code=8).stderr
    assert "records/2026-10.json" in run("check", "--repair").stderr
    run("show", "jf1")


def test_check_offers_no_repair_for_what_none_can_mend(run: Run, tmp_path: Path) -> None:
    run("backup", str(tmp_path / "a.zip"))
    told = run("check", "--against", "0" * 12, code=1).stderr
    assert "--repair" not in told
    assert "a.zip" in told
    (journal,) = (tmp_path / "所" / "journal").iterdir()
    journal.write_bytes(journal.read_bytes().replace("张三与".encode(), "张五与".encode(), 1))
    told = run("check", code=1).stderr
    assert "--repair" not in told
    assert "jingwu restore" in told


def test_the_history_of_one_batch_is_masked(run: Run) -> None:
    run("note", "jf1", "--content", "李四来电")
    (entry,) = json.loads(run("history", "--batch", "2", "--json").stdout)["data"]
    assert (entry["transaction"], entry["command"]) == (2, "note")
    assert "李四" not in run("history").stdout
    assert "李四" in run("history", "--unmask").stdout
