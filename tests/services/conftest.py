"""A ledger in memory, and the station's day."""

from datetime import datetime

import pytest

from jingwu.settings import Settings
from jingwu.store.memory_ledger import MemoryLedger

NOW = datetime(2026, 10, 20, 18)  # noqa: DTZ001 - times are Asia/Shanghai


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger(
        Settings(
            name="青石镇派出所",
            officers=("王建国", "李红"),
            areas={"柳树村": ("柳树村一网格",)},
            categories={"dispute": ("邻里", "物业"), "case": ("盗窃",)},
        )
    )


@pytest.fixture
def now() -> datetime:
    return NOW
