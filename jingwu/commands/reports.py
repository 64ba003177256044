"""What is due, and what a month came to: overdue, due, summary."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from jingwu.commands.building import options_of, session_of, sessions_of
from jingwu.commands.documents import Borders, Columns, Format, Output, show_for
from jingwu.commands.filters import Area, Officer, clock_named, kind_named, known_name, month_named, period_named
from jingwu.errors import ANSWER_IS_YES, UsageError
from jingwu.language import listed, t
from jingwu.session import Session

if TYPE_CHECKING:  # loaded when a list of dues is asked for
    from jingwu.services.overdue import Wanted

Kind = Annotated[str, typer.Option("--kind", help="Only this kind.")]
Clock = Annotated[str, typer.Option("--clock", help="Only this time limit: case.handle, 办案期限 …")]
_MONTH_AHEAD = 30
_FARTHEST = 36_500


def overdue(
    ctx: typer.Context,
    within: Annotated[
        int, typer.Option("--within", min=0, max=_FARTHEST, help="Also what falls due in so many days.")
    ] = 0,
    kind: Kind = "",
    officer: Officer = "",
    area: Area = "",
    clock: Clock = "",
    sort: Annotated[
        str, typer.Option("--sort", help="due, officer or area; the last two list each one apart.")
    ] = "due",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when something is overdue.")] = False,
    output: Output = "",
    form: Format = "",
) -> None:
    """List what is overdue, the oldest first."""
    from jingwu.reports.overdue import grouped
    from jingwu.services.overdue import list_overdue

    session = session_of(ctx)
    show = show_for(session, output, form)
    wanted = dues_wanted(session, kind, officer, area, clock)
    full = show.for_programs
    table, count = list_overdue(session.ledger, wanted, now=session.now, within=within, sort=_sort(sort), full=full)
    if output or not _is_silent(session, len(table.rows)):
        if sort == "due" or show.for_programs or not table.rows:
            show.table("overdue", table)
        else:
            show.sheet("overdue", grouped(table, sort))
    if exit_code and count:
        raise typer.Exit(ANSWER_IS_YES)


def due(
    ctx: typer.Context,
    calendar: Annotated[str, typer.Option("--calendar", help="The calendar of a month: 2026-10, last, this.")] = "",
    within: Annotated[
        int, typer.Option("--within", min=0, max=_FARTHEST, help="What falls due in so many days.")
    ] = _MONTH_AHEAD,
    kind: Kind = "",
    officer: Officer = "",
    area: Area = "",
    clock: Clock = "",
) -> None:
    """List what falls due, day by day, or as the calendar of a month."""
    from jingwu.dates import first_day, last_day
    from jingwu.reports.due import calendar_sheet, due_table, with_states
    from jingwu.services.overdue import find_due

    session = session_of(ctx)
    wanted = dues_wanted(session, kind, officer, area, clock)
    first, last = session.now.date(), session.now.date() + timedelta(days=within)
    if calendar:
        month = month_named(calendar, session)
        first, last = first_day(month), last_day(month)
    dues = find_due(session.ledger, wanted, first, last)
    if _is_silent(session, len(dues)):
        return
    if calendar and not session.show.json:
        from jingwu.rules.workdays import Calendar

        session.show.sheet("due", calendar_sheet(dues, month, Calendar(session.settings.days)))
    else:
        table = due_table(dues, now=session.now)
        if session.show.json:
            table = with_states(table, dues, now=session.now, warning_days=session.settings.warning_days)
        session.show.table("due", table)


def summary(
    ctx: typer.Context,
    month: Annotated[
        str, typer.Argument(help="2026-10, last, this, 2026-Q3, 上季度, 2026, ytd (上月, 本月, 今年).")
    ] = "",
    first: Annotated[str, typer.Option("--from", help="Several months: from this one on.")] = "",
    last: Annotated[str, typer.Option("--to", help="To this month; the present one unless named.")] = "",
    explain: Annotated[
        str, typer.Option("--explain", help="List the records behind a figure: kinds.case.open, 小案件·在办.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Print it although figures do not agree.")] = False,
    output: Output = "",
    form: Format = "",
    columns: Columns = 0,
    borders: Borders = "",
) -> None:
    """Print the summary of a month, of a quarter, of a year or of several months, or write it as a document."""
    aim = (output, form, columns, borders)
    if len(options_of(ctx).ledgers) > 1:
        if explain:
            raise UsageError(t("A figure is explained from one ledger."))
        _county(ctx, (month, first, last), aim)
        return
    from jingwu.services.summarise import summarise

    session = session_of(ctx)
    show = show_for(session, *aim)
    period = period_named(month, first, last, session)
    sheet = summarise(session.ledger, period, now=session.now, force=force or bool(explain))
    if explain:
        from jingwu.services.explain_figure import explain as explained

        show.table("summary", explained(session.ledger, sheet, explain, now=session.now))
    else:
        show.sheet("summary", sheet)


def quota(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(help="2026-10, last, this (上月, 本月).")] = "this",
) -> None:
    """Print what each officer did in a month against the station's quotas."""
    from jingwu.services.summarise import officers_of

    session = session_of(ctx)
    period = period_named(month, "", "", session)
    session.show.table("quota", officers_of(session.ledger, period, now=session.now))


def _county(ctx: typer.Context, named: tuple[str, str, str], aim: tuple[str, str, int, str]) -> None:
    """The sheet of several ledgers; exit code 1 when their figures do not add up."""
    from jingwu.services.county import refuse_twice, summarise_county, summarise_station

    sessions = list(sessions_of(ctx))
    show = show_for(sessions[0], *aim)
    refuse_twice(session.folder for session in sessions)
    period = period_named(*named, sessions[0])
    stations = [
        (session.folder, summarise_station(session.ledger, session.folder, period, now=session.now))
        for session in sessions
    ]
    sheet = summarise_county(stations)
    show.sheet("summary", sheet)
    if any(table.name == "warnings" for table in sheet.tables):
        raise typer.Exit(ANSWER_IS_YES)


def _is_silent(session: Session, rows: int) -> bool:
    """Nothing is due, and cron asked to hear nothing of that."""
    return not rows and session.show.quiet and not session.show.json


def dues_wanted(session: Session, kind: str, officer: str, area: str, clock: str) -> "Wanted":
    """What a list of dues is narrowed to, each name one that the station knows."""
    from jingwu.services.overdue import Wanted

    return Wanted(
        kind_named(kind),
        known_name(officer, "officers", session),
        known_name(area, "areas", session),
        clock_named(clock, session),
    )


def _sort(name: str) -> str:
    from jingwu.reports.overdue import SORTS

    if name not in SORTS:
        raise UsageError(t("It is sorted by {names}.", names=listed(SORTS)))
    return name
