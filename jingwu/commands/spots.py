"""Where things gather and how figures run: hotspots, trend."""

from typing import Annotated

import typer

from jingwu.commands.building import session_of
from jingwu.commands.filters import kind_named

_MOST_MONTHS = 120


def hotspots(
    ctx: typer.Context,
    months: Annotated[
        int, typer.Option("--months", min=1, max=_MOST_MONTHS, help="So many months, with the present one.")
    ] = 3,
    kind: Annotated[str, typer.Option("--kind", help="Only this kind.")] = "",
) -> None:
    """Show where and when most happened, and like cases that may be one series."""
    from jingwu.services.hotspots import find_hotspots

    session = session_of(ctx)
    sheet = find_hotspots(session.ledger, months=months, kind=kind_named(kind), now=session.now)
    session.show.sheet("hotspots", sheet)


def trend(
    ctx: typer.Context,
    figure: Annotated[str, typer.Argument(help="A figure of the monthly sheet: kinds.case.registered.")],
    months: Annotated[
        int, typer.Option("--months", min=2, max=_MOST_MONTHS, help="So many months, with the present one.")
    ] = 24,
) -> None:
    """Show a figure of the monthly sheet month by month."""
    from jingwu.services.trend import find_trend

    session = session_of(ctx)
    table = find_trend(session.ledger, figure, months=months, now=session.now)
    if session.show.writer == "plain" and not session.show.json:
        from jingwu.reports.trend import with_bars

        table = with_bars(table)
    session.show.table("trend", table)
