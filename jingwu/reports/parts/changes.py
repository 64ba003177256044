"""Figures beside those of another period: 环比 against the one before, 同比 against the same one of last year."""

from decimal import Decimal

from jingwu.reports.table import Change, Missing, Rate

Amount = int | Decimal | Rate


def changed(now: Amount, before: Amount | Missing) -> Change | Missing:
    """The change against a figure, where there is one of that time."""
    return before if isinstance(before, Missing) else change_of(now, before)


def change_of(now: Amount, before: Amount) -> Change:
    """The change in per cent, of rates in percentage points; without an amount on a base of zero."""
    if isinstance(now, Rate) or isinstance(before, Rate):
        return _points(now, before)
    if not before:
        return Change(None)
    return Change(_share(int(now * 100) - int(before * 100), int(before * 100), 1))


def _points(now: Amount, before: Amount) -> Change:
    if not (isinstance(now, Rate) and isinstance(before, Rate) and now.whole and before.whole):
        return Change(None, points=True)
    places = now.places
    return Change(_share(now.part, now.whole, places) - _share(before.part, before.whole, places), points=True)


def _share(part: int | Decimal, whole: int, places: int) -> Decimal:
    """A part of a whole in per cent, halves away from zero; never -0.0."""
    halves = 200 * 10**places
    size = int((abs(part) * halves + whole) // (whole * 2))
    return Decimal(size if part >= 0 else -size).scaleb(-places)
