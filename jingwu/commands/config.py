"""jingwu config: what a station knows besides its records."""

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from jingwu.commands.building import build_command, build_group, session_of
from jingwu.errors import UsageError
from jingwu.language import listed, t


def config_group(name: str) -> TyperGroup:
    """The group `config`."""
    loaders = {"calendar": lambda: build_command("calendar", calendar)}
    return build_group(name, "What the station knows besides its records.", loaders)


def calendar(
    ctx: typer.Context,
    notice: Annotated[
        Path | None, typer.Option("--import", help="The yearly notice of days off, as CSV or JSON.", metavar="FILE")
    ] = None,
    year: Annotated[int, typer.Option("--year", help="Show only this year.", min=0, max=2099)] = 0,
) -> None:
    """Show the station's own days off and on, or read in the yearly notice."""
    from jingwu.services.calendar import calendar_table, import_days

    session = session_of(ctx)
    show = session.show
    if notice is None:
        show.table("config calendar", calendar_table(session.folder, year))
        return
    if year:
        raise UsageError(t("--year goes with the list only."))
    taken = import_days(session.ledger, session.folder, notice, by=session.by, now=session.now)
    show.data("config calendar", {"added": taken.added, "changed": taken.changed, "known_years": taken.known})
    show.message(t("{added} day(s) added, {changed} corrected.", added=taken.added, changed=taken.changed))
    if taken.known:
        show.message(t("The days off are known now for: {years}.", years=listed(map(str, taken.known))))
    if taken.unknown:
        years = listed(map(str, taken.unknown))
        show.message(t("Still counted by weekends, until 1 January and 1 October are in: {years}.", years=years))
    show.message(t("Every due date is counted anew when the ledger is next used."))
