"""同比 and 环比, against figures that were published."""

from decimal import Decimal

import pytest

from jingwu.output.cells import change_words
from jingwu.reports.parts.changes import Amount, change_of
from jingwu.reports.table import Rate


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (869, 1028, "-15.5%"),
        (869, 840, "+3.5%"),
        (Decimal("100.50"), Decimal("100.00"), "+0.5%"),
        (5, 5, "+0.0%"),
        (0, 8, "-100.0%"),
        (5, 0, "不可比"),
        (0, 0, "不可比"),
        (Rate(842, 869), Rate(800, 840), "+1.7百分点"),
        (Rate(1, 3), Rate(2, 3), "-33.4百分点"),
        (Rate(1, 3), Rate(0, 0), "不可比"),
        (Rate(0, 0), Rate(1, 3), "不可比"),
    ],
)
def test_a_change_is_told_in_per_cent_and_of_rates_in_points(now: Amount, before: Amount, words: str) -> None:
    assert change_words(change_of(now, before)) == words
