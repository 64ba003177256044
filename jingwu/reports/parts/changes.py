"""Figures beside those of another month: 环比 against the month before, 同比 against the same month of last year."""

from decimal import Decimal

from jingwu.language import t
from jingwu.reports.table import Rate

Amount = int | Decimal | Rate


def change_words(now: Amount, before: Amount) -> str:
    """The change in per cent, of rates in percentage points (百分点); not comparable on a base of zero."""
    if isinstance(now, Rate) or isinstance(before, Rate):
        return _points(now, before)
    if not before:
        return t("no base")
    return f"{_tenths(int(now * 100) - int(before * 100), int(before * 100)):+}%"


def _points(now: Amount, before: Amount) -> str:
    if not (isinstance(now, Rate) and isinstance(before, Rate) and now.whole and before.whole):
        return t("no base")
    difference = _tenths(now.part, now.whole) - _tenths(before.part, before.whole)
    return t("{difference} pp", difference=f"{difference:+}")


def _tenths(part: int, whole: int) -> Decimal:
    """A part of a whole in per cent with one decimal, halves away from zero; never -0.0."""
    size = (abs(part) * 2000 + whole) // (whole * 2)
    return Decimal(size if part >= 0 else -size).scaleb(-1)
