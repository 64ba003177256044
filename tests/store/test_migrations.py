"""A ledger of an older format is brought up to date once, what it was is kept, and nothing is lost on the way."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tools.ledgers import BY, NOW, added, dispute, new_ledger, noted, state_in

from jingwu.errors import LedgerDamaged
from jingwu.services.undo import undo
from jingwu.store import open_ledger
from jingwu.store.check import ERROR, check
from jingwu.store.migrations import MIGRATIONS
from jingwu.store.repair import repair


def move_the_remark(document: dict[str, Any]) -> dict[str, Any]:
    """As a later version might: what stood in the remark stands in the summary from now on."""
    moved = dict(document)
    if remark := moved.pop("remark", ""):
        moved["summary"] = f"{moved['summary']}（{remark}）"
    return moved


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    added(new_ledger(folder), dispute(3, remark="甲", source_key="A"), dispute(4), dispute(3, month=9, remark="乙"))
    noted(open_ledger(folder), "JF2609-0001")
    return folder


@pytest.fixture
def _newer(folder: Path) -> Iterator[None]:  # noqa: ARG001 - the ledger is older than the program from here on
    MIGRATIONS.append(move_the_remark)
    yield
    MIGRATIONS.clear()


def volumes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "records").iterdir()}


@pytest.mark.usefixtures("_newer")
def test_an_older_ledger_is_brought_up_to_date_once_and_what_it_was_is_kept(folder: Path) -> None:
    before = volumes(folder)
    journal = {path.name: path.read_bytes() for path in (folder / "journal").iterdir()}
    ledger = open_ledger(folder)
    assert ledger.get("JF2610-0001").summary == "3日的纠纷（甲）"
    assert [card.summary for card in ledger.live_cards()] == ["3日的纠纷（乙）", "3日的纠纷（甲）", "4日的纠纷"]
    assert ["quarantine" in warning for warning in ledger.warnings] == [True]
    assert all(b'"format":2' in content for content in volumes(folder).values())
    kept = {path.name: path.read_bytes() for path in (folder / "quarantine").iterdir()}
    assert kept == {f"records-{name}": content for name, content in before.items()}
    assert {path.name: path.read_bytes() for path in (folder / "journal").iterdir()} == journal
    again = open_ledger(folder)
    assert again.get("JF2609-0001").summary == "3日的纠纷（乙）"
    assert again.warnings == []
    assert [finding for finding in check(again) if finding.severity == ERROR] == []


@pytest.mark.usefixtures("_newer")
def test_work_goes_on_in_a_ledger_that_was_brought_up_to_date(folder: Path) -> None:
    ledger = open_ledger(folder)
    assert added(ledger, dispute(5)) == ["JF2610-0003"]
    assert undo(ledger, 2, by=BY, now=NOW) == ["JF2609-0001"]
    assert ledger.get("JF2609-0001").summary == "3日的纠纷（乙）"
    assert [entry.after["summary"] for entry in ledger.history("JF2610-0001")] == ["3日的纠纷（甲）"]
    (folder / "records" / "2026-10.json").unlink()
    assert repair(open_ledger(folder), by=BY, now=NOW)
    assert open_ledger(folder).get("JF2610-0001").summary == "3日的纠纷（甲）"
    assert [finding for finding in check(open_ledger(folder)) if finding.severity == ERROR] == []


@pytest.mark.usefixtures("_newer")
def test_a_crash_on_the_way_is_mended_by_the_next_command(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "whole")
    whole = state_in(tmp_path / "whole")
    for crash in range(1, 40):
        copy = tmp_path / str(crash)
        shutil.copytree(folder, copy)
        child = os.fork()
        if not child:
            end_at(crash)
            open_ledger(copy).months()
            os._exit(0)
        reached_the_end = os.waitpid(child, 0)[1] == 0
        assert state_in(copy) == whole, crash
        assert [finding for finding in check(open_ledger(copy)) if finding.severity == ERROR] == []
        kept = {path.read_bytes() for path in (copy / "quarantine").iterdir() if not path.name.endswith(".new")}
        assert kept >= set(volumes(folder).values()), crash
        if reached_the_end:
            break
    assert crash > 10


def end_at(count: int) -> None:
    """End this process at its n-th write, sync or rename."""
    left = [count]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: Any, **more: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                os._exit(137)
            return real(*values, **more)

        return call

    for name in ("write", "fsync", "rename"):
        setattr(os, name, counted(getattr(os, name)))


def test_a_ledger_of_a_newer_format_is_refused_and_left_alone(folder: Path) -> None:
    MIGRATIONS.append(move_the_remark)
    open_ledger(folder).months()
    MIGRATIONS.clear()
    before = volumes(folder)
    for change in (lambda: open_ledger(folder).get("JF2610-0001"), lambda: added(open_ledger(folder), dispute())):
        with pytest.raises(LedgerDamaged, match="2"):
            change()
    assert volumes(folder) == before
