"""What is due, and what a month came to: overdue, summary."""

from typing import Annotated

import typer

from jingwu.commands.building import session_of
from jingwu.commands.filters import Area, Officer, kind_named, month_named
from jingwu.errors import ANSWER_IS_YES


def overdue(
    ctx: typer.Context,
    within: Annotated[int, typer.Option("--within", min=0, help="Also what falls due in so many days.")] = 0,
    kind: Annotated[str, typer.Option("--kind", help="Only this kind.")] = "",
    officer: Officer = "",
    area: Area = "",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when something is overdue.")] = False,
) -> None:
    """List what is overdue, the oldest first."""
    from jingwu.services.overdue import list_overdue

    session = session_of(ctx)
    table, count = list_overdue(
        session.ledger, now=session.now, within=within, kind=kind_named(kind), officer=officer, area=area
    )
    session.show.table("overdue", table)
    if exit_code and count:
        raise typer.Exit(ANSWER_IS_YES)


def summary(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(help="2026-10, last, this (上月, 本月).")] = "this",
) -> None:
    """Print the summary of a month."""
    from jingwu.services.summarise import summarise

    session = session_of(ctx)
    session.show.sheet("summary", summarise(session.ledger, month_named(month, session), now=session.now))
