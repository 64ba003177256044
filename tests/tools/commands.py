"""The commands that tests of faults run, the ledger that they run on, and what may be there afterwards."""

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from tools.ledgers import BY, added, dispute, new_ledger, state_in
from typer.testing import CliRunner

from jingwu.cli import app
from jingwu.store import open_ledger
from jingwu.store.check import ERROR, check

ROWS = 2000
COMMANDS: dict[str, tuple[str, ...]] = {
    "add": (
        "--now", "2099-01-05 09:00", "--by", BY, "dispute", "add", "--summary", "两家争吵", "--category", "邻里",
        "--reported-at", "2026-10-09 09:00", "--source-key", "K",
    ),
    "mediate": (
        "--now", "2026-11-22 10:00", "--by", BY, "dispute", "mediate", "JF2610-0002", "--outcome", "reached",
        "--at", "2026-10-06 15:00", "--amount", "800", "--perform-by", "2026-10-20",
    ),
    "undo": ("--now", "2026-11-22 10:00", "--by", BY, "undo"),
    "freeze": ("--now", "2026-11-22 10:00", "--by", BY, "freeze", "2026-10"),
    "import": ("--now", "2026-11-22 10:00", "--by", BY, "import", "{rows}"),
}  # fmt: skip
HARMLESS_TWICE = ("add", "import")


class Case(NamedTuple):
    """A command on a ledger, and the ledger's state before and after it."""

    name: str
    words: tuple[str, ...]
    ledger: Path
    before: dict[str, Any]
    after: dict[str, Any]

    def copy(self, folder: Path) -> Path:
        """The ledger as it was before, in another folder."""
        shutil.copytree(self.ledger, folder)
        return folder

    def assert_whole(self, folder: Path, ended: str, where: object) -> None:
        """After a run that was "stored", "refused" or "cut off" the ledger is whole, and a retry completes it."""
        state = state_in(folder)  # opening it mends what a crash left
        wrong = [finding for finding in check(open_ledger(folder)) if finding.severity == ERROR]
        assert wrong == [], where
        allowed = {"stored": [self.after], "refused": [self.before], "cut off": [self.before, self.after]}
        assert state in allowed[ended], where
        if self.name in HARMLESS_TWICE or state == self.before:
            again = CliRunner().invoke(app, ["--ledger", str(folder), *self.words])
            assert again.exit_code == 0, (where, again.output)
            assert state_in(folder)["records"] == self.after["records"], where


def make_case(folder: Path, name: str) -> Case:
    """A ledger of three records in two months, and what a command makes of it."""
    ledger = folder / "ledger"
    added(new_ledger(ledger), dispute(3, source_key="A"), dispute(4), dispute(3, month=9))
    rows = _write_rows(folder / "rows.jsonl")
    words = tuple(word.format(rows=rows) for word in COMMANDS[name])
    case = Case(name, words, ledger, state_in(ledger), {})
    changed = case.copy(folder / "changed")
    ended = CliRunner().invoke(app, ["--ledger", str(changed), *words])
    assert ended.exit_code == 0, ended.output
    return case._replace(after=state_in(changed))


def _write_rows(path: Path) -> Path:
    def make(row: int) -> dict[str, str]:
        day = f"2026-{1 + row % 10:02d}-{1 + row % 28:02d} 09:00"
        return {"kind": "dispute", "summary": f"第{row}起纠纷", "reported_at": day, "source_key": f"R{row}"}

    path.write_text("\n".join(json.dumps(make(row), ensure_ascii=False) for row in range(ROWS)), "utf-8")
    return path
