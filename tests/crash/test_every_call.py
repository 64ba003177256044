"""Whatever call the process or the machine ends at: what was acknowledged is there, and nothing is half done."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tools.faults import change
from tools.ledgers import BY, NOW, added, dispute, new_ledger, state_in

from jingwu.store import open_ledger
from jingwu.store.check import ERROR, check

ROOT = Path(__file__).parents[2]
States = tuple[Path, dict[str, Any], dict[str, Any]]


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> States:
    """A ledger, its state, and its state after the change."""
    folder = tmp_path_factory.mktemp("every") / "ledger"
    added(new_ledger(folder), dispute(3, source_key="A"), dispute(4), dispute(3, month=9))
    changed = folder.with_name("changed")
    shutil.copytree(folder, changed)
    change(changed)
    frozen = folder.with_name("frozen")
    shutil.copytree(changed, frozen)
    open_ledger(frozen).freeze(
        "2026-10", lambda: {"zh": {"title": "月报"}}, command="freeze", by=BY, at=NOW.replace(year=2099), details={}
    )
    return folder, state_in(folder), state_in(changed)


def ends_of(ledger: Path, copies: Path, what: str, how: str) -> list[str]:
    """How it ended with a fault at the first call, at the second, and so on."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
    driver = [sys.executable, str(ROOT / "tests" / "tools" / "faults.py"), str(ledger), str(copies), what, how]
    subprocess.run(driver, check=True, env=environment, cwd=copies)
    ends: list[str] = json.loads((copies / "results.json").read_text("utf-8"))
    return ends


def assert_whole(folder: Path) -> None:
    """The ledger takes another record, and (looked at in every fifth, for time's sake) nothing is wrong with it."""
    assert len(added(open_ledger(folder), dispute(12))) == 1
    if int(folder.name) % 5:
        return
    assert [finding for finding in check(open_ledger(folder)) if finding.severity == ERROR] == []


FAULTS = ["kill", "tear", "lose-data", "lose-names", "lose-volumes", "full", "broken"]


@pytest.mark.parametrize(("what", "how"), [*(("change", how) for how in FAULTS), ("large", "kill"), ("large", "full")])
def test_a_change_is_there_whole_or_not_at_all(states: States, what: str, how: str, tmp_path: Path) -> None:
    ledger, before, after = states
    ends = ends_of(ledger, tmp_path, what, how)
    for call, end in enumerate(ends, 1):
        allowed = {"stored": [after], "refused": [before], "cut off": [before, after]}[end]
        assert state_in(tmp_path / str(call)) in allowed, (call, end)
        assert_whole(tmp_path / str(call))
    assert len(ends) > (30 if what == "change" else 15)  # of two processes, each does some of it
    assert {"full": "refused", "broken": "refused"}.get(how, "cut off") in ends
    assert ends[-1] == "stored"


@pytest.mark.parametrize("how", ["kill", "lose-data", "lose-names", "lose-volumes", "full"])
def test_a_redo_may_itself_be_cut_off(states: States, how: str, tmp_path: Path) -> None:
    ledger, _, _ = states
    after = state_in(ledger.with_name("frozen"))
    crashed = tmp_path / "crashed"
    shutil.copytree(ledger, crashed)
    shutil.copytree(ledger.with_name("frozen") / "journal", crashed / "journal", dirs_exist_ok=True)
    ends = ends_of(crashed, tmp_path, "redo", how)
    for call in range(1, len(ends) + 1):
        assert state_in(tmp_path / str(call)) == after, call
        assert_whole(tmp_path / str(call))
    assert len(ends) > 30
    if how == "full":  # a reader needs to write nothing but the lock's file, the first call
        assert set(ends[1:]) == {"stored"}
