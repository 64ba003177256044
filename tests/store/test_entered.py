"""The new records of a transaction."""

import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from tools.ledgers import dispute

from jingwu.rules.counting import Figures
from jingwu.rules.limits import limits_for
from jingwu.settings import Settings
from jingwu.store import places, spool
from jingwu.store.draft import Draft, draft_of
from jingwu.store.entered import Entered
from jingwu.store.index_files import key_of

LIMITS = limits_for(Settings())


def draft(day: int = 3, **values: Any) -> Draft:
    figures: dict[str, Figures] = {}
    return draft_of(dispute(day, **values), LIMITS, figures)


def test_what_was_entered_comes_back_in_its_order(tmp_path: Path) -> None:
    entered = Entered(tmp_path)
    drafts = {
        "JF2610-0002": draft(3, source_key="A"),
        "JF2609-0001": draft(4, month=9, source_key='"quoted"\n2'),
        "JF2610-0003": draft(5, summary="没有来源编号"),
    }
    entered.add(list(drafts), list(drafts.values()))
    assert dict(entered.drafts()) == drafts
    assert list(entered.numbers()) == list(drafts)
    assert dict(entered.texts()) == {number: each.document(number) for number, each in drafts.items()}
    keys = [key_of("dispute", key) for key in ("A", '"quoted"\n2', "B")]
    assert entered.numbers_with_keys(keys) == {keys[0]: "JF2610-0002", keys[1]: "JF2609-0001"}
    assert entered.rows("2026-10") == {"dispute": {2: dict(entered.texts())["JF2610-0002"],
                                                   3: dict(entered.texts())["JF2610-0003"]}}  # fmt: skip
    assert (entered.last("2026-10"), entered.last("2026-09")) == (2, 1)
    assert [entered.place(number) for number in ("JF2610-0003", "JF2610-0004", "AJ2610-0001", "x")] == [
        2, None, None, None,
    ]  # fmt: skip


def test_a_record_takes_a_few_bytes_of_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "MOST_IN_MEMORY", 1 << 16)
    monkeypatch.setattr(places, "FEW", 1 << 10)
    entered, each = Entered(tmp_path), draft(source_key="110-0")
    tracemalloc.start()
    try:
        for number in range(1, 20_001):
            entered.add([f"JF2610-{number:04d}"], [each._replace(source_key=f"110-{number}")])
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        entered.close()
    assert taken < 20_000 * 100
