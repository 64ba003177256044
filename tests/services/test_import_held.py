"""Rows of actions that wait."""

import tracemalloc
from datetime import datetime
from pathlib import Path

import pytest

from jingwu.importers.action_rows import ActionRow
from jingwu.services.import_held import Held, HeldRows
from jingwu.store import spool
from jingwu.store.spool import Spool

NAMES = ("编号", "事项", "日期", "说明")


def held(number: int, action: str = "note") -> Held:
    cells = [f"JF2610-{number:04d}", action, datetime(2026, 10, 3, 9, 30), "已联系双方，情况稳定" * 20]  # noqa: DTZ001
    return Held(
        ActionRow(NAMES, NAMES, cells, action, f"JF2610-{number:04d}", "", ""),
        number,
        0,
        "行.csv",
        mended=False,
        id=f"3f9a2c1e-{number}",
        is_told=False,
    )


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    rows = HeldRows(Spool(tmp_path))
    given = [held(1), held(2, "close"), held(3)]
    for row in given:
        rows.add(row)
    assert (len(rows), [rows[place] for place in (2, 0, 1)]) == (3, [given[2], given[0], given[1]])
    rows.close()


def test_a_row_takes_a_few_bytes_of_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "MOST_IN_MEMORY", 1 << 16)
    rows = HeldRows(Spool(tmp_path))
    tracemalloc.start()
    try:
        for number in range(1, 10_001):
            rows.add(held(number))
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        rows.close()
    assert taken < 10_000 * 40
