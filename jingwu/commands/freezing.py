"""Fix a month's sheet: freeze."""

from typing import Annotated

import typer

from jingwu.commands.building import session_of
from jingwu.commands.filters import month_named
from jingwu.errors import UsageError
from jingwu.language import t


def freeze(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(help="2026-10, last (上月).")],
    undo: Annotated[bool, typer.Option("--undo", help="Take the freeze back; the journal keeps the sheet.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why it is taken back.")] = "",
) -> None:
    """Fix the sheet of a month: it prints the same for ever; later corrections stand in the next month's."""
    from jingwu.services import freeze as service

    if undo != bool(reason.strip()):
        raise UsageError(t("--undo and --reason go together: a freeze is taken back with a reason."))
    session = session_of(ctx)
    named = month_named(month, session)
    if undo:
        service.thaw(session.ledger, named, reason.strip(), by=session.by, now=session.now)
        session.show.message(t("{month} is no longer frozen; the journal keeps the sheet that was.", month=named))
    else:
        service.freeze(session.ledger, named, by=session.by, now=session.now)
        session.show.message(t("{month} is frozen: 'jingwu summary {month}' prints the same from now on.", month=named))
    session.show.data("freeze", {"month": named, "frozen": not undo})
