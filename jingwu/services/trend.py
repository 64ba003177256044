"""A figure of the monthly sheet over many months, each read from its index; frozen ones as they were printed."""

from datetime import datetime
from difflib import get_close_matches

from jingwu.dates import Period, month_before, month_of
from jingwu.errors import UsageError
from jingwu.language import listed, t
from jingwu.reports.table import Sheet, Table, figures_in
from jingwu.reports.trend import Point, find_figure, trend_table
from jingwu.services.summarise import summarise
from jingwu.store.ledger import Ledger

_NEAREST = 5


def find_trend(ledger: Ledger, figure: str, *, months: int, now: datetime) -> Table:
    """The figure with this id in each of the last `months` months, the present one included.

    UsageError names the nearest figures when there is none of this name in any of the months.
    """
    with ledger.reading():
        last = month_of(now)
        names = [month_before(last, back) for back in reversed(range(months))]
        sheets = [summarise(ledger, Period(name, name), now=now, force=True) for name in names]
    points = [Point(name, find_figure(sheet, figure)) for name, sheet in zip(names, sheets, strict=True)]
    if all(point.figure is None for point in points):
        raise UsageError(t("There is no figure '{name}'.", name=figure), hint=_nearest(figure, sheets[-1]))
    return trend_table(figure, points)


def _nearest(figure: str, sheet: Sheet) -> str:
    known = list(dict.fromkeys(found.id for found in figures_in(sheet)))
    near = get_close_matches(figure, known, n=_NEAREST, cutoff=0.3) or known[:_NEAREST]
    return t("Perhaps: {names}. 'jingwu summary --format csv' lists them all.", names=listed(near))
