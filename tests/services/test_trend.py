"""A figure of the monthly sheet, month by month."""

from datetime import datetime
from typing import Any

import pytest
from tools.ledgers import BY, added, dispute

from jingwu.errors import UsageError
from jingwu.reports.table import Change, Rate
from jingwu.reports.trend import with_bars
from jingwu.services.freeze import freeze
from jingwu.services.trend import find_trend
from jingwu.settings import Settings
from jingwu.store.memory_ledger import MemoryLedger

NOW = datetime(2026, 10, 31, 18)  # noqa: DTZ001 - times are Asia/Shanghai


@pytest.fixture
def ledger() -> MemoryLedger:
    """One dispute in August, none in September, two in October."""
    ledger = MemoryLedger(Settings(name="青石镇派出所"))
    added(ledger, dispute(3, month=8), dispute(3, category="邻里"), dispute(4, category="邻里"))
    return ledger


def points(ledger: MemoryLedger, figure: str, months: int = 3) -> list[tuple[Any, ...]]:
    return list(find_trend(ledger, figure, months=months, now=NOW).rows)


def test_a_row_a_month_with_the_figure_and_its_change(ledger: MemoryLedger) -> None:
    first, second, third = points(ledger, "kinds.dispute.registered")
    assert first == ("2026-08", 1, None)
    assert second[:2] == ("2026-09", 0)
    assert (third[1], third[2]) == (2, Change(None))


def test_a_figure_may_be_named_by_its_words(ledger: MemoryLedger) -> None:
    assert points(ledger, "小纠纷·新增") == points(ledger, "kinds.dispute.registered")


def test_a_month_whose_sheet_has_no_such_row_has_no_figure(ledger: MemoryLedger) -> None:
    added(ledger, dispute(5, month=10, category="别的"))
    assert [row[1] for row in points(ledger, "disputes.别的.found", 12)][-1] == 1


def test_rates_have_a_trend_too(ledger: MemoryLedger) -> None:
    assert points(ledger, "mediation.rate.month")[-1][1] == Rate(0, 2)


def test_a_frozen_month_is_shown_as_it_was_printed(ledger: MemoryLedger) -> None:
    freeze(ledger, "2026-08", by=BY, now=NOW)
    added(ledger, dispute(9, month=8))
    assert [row[1] for row in points(ledger, "kinds.dispute.registered")] == [1, 0, 2]


def test_an_unknown_figure_is_answered_with_the_nearest(ledger: MemoryLedger) -> None:
    with pytest.raises(UsageError) as refusal:
        points(ledger, "kinds.disputes.registerd")
    assert "kinds.dispute.registered" in refusal.value.hint


def test_a_figure_may_be_called_by_its_words(ledger: MemoryLedger) -> None:
    by_id = find_trend(ledger, "kinds.dispute.registered", months=3, now=NOW)
    assert find_trend(ledger, "小纠纷·新增", months=3, now=NOW) == by_id


def test_bars_of_text_are_as_long_as_the_figures(ledger: MemoryLedger) -> None:
    table = with_bars(find_trend(ledger, "kinds.dispute.registered", months=3, now=NOW))
    assert [len(str(row[-1])) for row in table.rows] == [20, 0, 40]
    rates = with_bars(find_trend(ledger, "mediation.rate.month", months=3, now=NOW))
    assert {row[-1] for row in rates.rows} == {""}
