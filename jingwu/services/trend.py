"""A figure of the monthly sheet over many months, each read from its index; frozen ones as they were printed."""

from datetime import datetime
from difflib import get_close_matches

from jingwu.dates import Period, month_before, month_of
from jingwu.errors import UsageError
from jingwu.language import listed, t
from jingwu.reports.table import Missing, Sheet, Table, figures_in
from jingwu.reports.trend import Point, find_figure, trend_table
from jingwu.services.summarise import first_month, summarise
from jingwu.store.ledger import Ledger

_NEAREST = 5


def find_trend(ledger: Ledger, figure: str, *, months: int, now: datetime) -> Table:
    """The figure of this name (as `summary --explain` takes it) in each of the last `months` months, this one included.

    UsageError names the nearest figures when there is none of this name in any of the months.
    """
    with ledger.reading():
        last = month_of(now)
        names = [month_before(last, back) for back in reversed(range(months))]
        sheets = [summarise(ledger, Period(name, name), now=now, force=True) for name in names]
        began = first_month(ledger) or last
    figure = _id_of(figure, sheets)
    points = [
        Point(name, None, Missing(began)) if name < began else Point(name, find_figure(sheet, figure))
        for name, sheet in zip(names, sheets, strict=True)
    ]
    if all(point.figure is None for point in points):
        raise UsageError(t("There is no figure '{name}'.", name=figure), hint=_nearest(figure, sheets[-1]))
    return trend_table(figure, points)


def _id_of(named: str, sheets: list[Sheet]) -> str:
    """The id of the figure that is named by its id, the end of it or its words; what is none of them as it is."""
    from jingwu.services.explain_figure import find_figure as find_named

    for sheet in reversed(sheets):
        try:
            return find_named(sheet, named).id
        except UsageError:  # a row that this month's sheet does not have
            continue
    return named


def _nearest(figure: str, sheet: Sheet) -> str:
    known = list(dict.fromkeys(found.id for found in figures_in(sheet)))
    near = get_close_matches(figure, known, n=_NEAREST, cutoff=0.3) or known[:_NEAREST]
    return t("Perhaps: {names}. 'jingwu summary --format csv' lists them all.", names=listed(near))
