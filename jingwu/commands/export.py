"""Write records into files: export."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jingwu.commands.building import session_of
from jingwu.commands.filters import kind_named, month_named
from jingwu.commands.reports import Kind, dues_wanted
from jingwu.errors import UsageError
from jingwu.language import listed, pick, t
from jingwu.session import Session

if TYPE_CHECKING:  # loaded when a list of dues is asked for
    from jingwu.services.overdue import Wanted


_UNWRITTEN = ("xls", "ods")
"""Names of files end so whose form is not written."""


def export(
    ctx: typer.Context,
    ics: Annotated[bool, typer.Option("--ics", help="What falls due instead, for a calendar program.")] = False,
    output: Annotated[str, typer.Option("--output", "-o", help="The file to write; - for standard output.")] = "-",
    form: Annotated[str, typer.Option("--format", help="csv, xlsx or jsonl; else by the file's name, else csv.")] = "",
    month: Annotated[
        str, typer.Option("--month", help="Only what was registered (--ics: falls due) in this month: 2026-10, last.")
    ] = "",
    kind: Kind = "",
    bom: Annotated[bool, typer.Option("--bom", help="Begin the CSV with a mark that Excel looks for.")] = False,
    officer: Annotated[str, typer.Option("--officer", help="With --ics: only this officer's.")] = "",
    area: Annotated[str, typer.Option("--area", help="With --ics: only this village's or community's.")] = "",
    clock: Annotated[str, typer.Option("--clock", help="With --ics: only this time limit, such as handle.")] = "",
) -> None:
    """Write records into a file that import takes back, or what falls due for a calendar program."""
    session = session_of(ctx)
    named = month_named(month, session)
    if ics:
        _refuse({"--format": form, "--bom": bom}, t("This does not go with --ics."))
        _export_calendar(session, dues_wanted(session, kind, officer, area, clock), named, output)
        return
    _refuse({"--officer": officer, "--area": area, "--clock": clock}, t("This goes with --ics only."))
    chosen = _form(form, output)
    if bom and chosen != "csv":
        raise UsageError(t("Only CSV begins with such a mark."), hint="--bom")
    from jingwu.services.export import read_records

    wanted = kind_named(kind)
    with session.ledger.reading():
        session.show.export(lambda: read_records(session.ledger, kind=wanted, month=named), chosen, output, bom=bom)


def _export_calendar(session: Session, wanted: "Wanted", month: str, output: str) -> None:
    from datetime import date

    from jingwu.dates import first_day, last_day
    from jingwu.services.overdue import find_due

    first, last = (first_day(month), last_day(month)) if month else (date.min, date.max)
    dues = find_due(session.ledger, wanted, first, last)
    session.show.calendar("export", dues, output, now=session.now, name=session.settings.name or "jingwu")


def _refuse(given: Mapping[str, str | bool], message: str) -> None:
    """UsageError for options that mean nothing here."""
    names = [name for name, value in given.items() if value]
    if names:
        raise UsageError(listed(names) + pick(": ", "：") + message)


def _form(name: str, output: str) -> str:
    """The form that is asked for, or that the file's name says, or csv. UsageError names them all.

    A name that says another form than is asked for is refused: what opens the file would go by it.
    """
    from jingwu.output.export import FORMS

    suffix = Path(output).suffix.lower().removeprefix(".")
    said = suffix if suffix in {*FORMS, *_UNWRITTEN} else ""
    form = name or said or "csv"
    if form not in FORMS:
        raise UsageError(t("There is no form '{name}'.", name=form), hint=t("Known: {names}.", names=listed(FORMS)))
    if said not in {"", form}:
        message = t("The file's name says {suffix}, and --format says {form}.", suffix=said, form=form)
        raise UsageError(message, hint=t("Give one of the two, or a name that ends in .{form}.", form=form))
    return form
