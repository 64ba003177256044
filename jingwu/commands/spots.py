"""Where things gather and how figures run: hotspots, trend."""

from typing import Annotated

import typer

from jingwu.commands.building import session_of
from jingwu.commands.documents import Format, Output, show_for
from jingwu.commands.filters import kind_named

_MOST_MONTHS = 120


def hotspots(
    ctx: typer.Context,
    months: Annotated[
        int, typer.Option("--months", min=1, max=_MOST_MONTHS, help="So many months, with the present one.")
    ] = 3,
    kind: Annotated[str, typer.Option("--kind", help="Only this kind.")] = "",
    output: Output = "",
    form: Format = "",
) -> None:
    """Show where and when most happened, and like cases that may be one series."""
    from jingwu.services.hotspots import find_hotspots

    session = session_of(ctx)
    sheet = find_hotspots(session.ledger, months=months, kind=kind_named(kind), now=session.now)
    show_for(session, output, form).sheet("hotspots", sheet)


def trend(
    ctx: typer.Context,
    figure: Annotated[str, typer.Argument(help="A figure of the monthly sheet: kinds.case.registered.")],
    months: Annotated[
        int, typer.Option("--months", min=2, max=_MOST_MONTHS, help="So many months, with the present one.")
    ] = 24,
    output: Output = "",
    form: Format = "",
) -> None:
    """Show a figure of the monthly sheet month by month."""
    from jingwu.services.trend import find_trend

    session = session_of(ctx)
    table = find_trend(session.ledger, figure, months=months, now=session.now)
    show = show_for(session, output, form)
    if show.is_text:
        from jingwu.reports.trend import with_bars

        table = with_bars(table)
    show.table("trend", table)
