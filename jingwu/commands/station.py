"""The ledger as a whole: init, demo, check."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jingwu.commands.building import options_of, session_of
from jingwu.commands.prompts import is_terminal
from jingwu.errors import ANSWER_IS_YES, UsageError
from jingwu.language import t
from jingwu.session import Options, home_folder, plain_show, present
from jingwu.settings import FILE_NAME, Settings

if TYPE_CHECKING:
    from jingwu.services.checking import Checked

Yes = Annotated[bool, typer.Option("--yes", help="Ask nothing.")]


def init(
    ctx: typer.Context,
    name: Annotated[str, typer.Option("--name", help="The station's name.")] = "",
    yes: Yes = False,
) -> None:
    """Make a ledger in the folder of --ledger (or your own data folder)."""
    from jingwu.store import create_ledger

    options = options_of(ctx)
    folder = _new_folder(options, yes=yes)
    if not name and is_terminal() and not yes:
        name = typer.prompt(t("The station's name"), err=True)
    show = plain_show(options, Settings())
    create_ledger(folder, Settings(name=name, language=options.lang))
    show.data("init", {"ledger": str(folder), "name": name})
    show.message(t("The ledger is made: {folder}.", folder=folder))
    show.message(t("Officers, areas and categories are entered in {file}.", file=folder / FILE_NAME))


def demo(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A new folder for the ledger of a fictional station.")],
) -> None:
    """Make the ledger of a fictional station with thirteen months of records, to try things out."""
    from jingwu.services.demo.making import make_demo

    options = options_of(ctx)
    show = plain_show(options, Settings())
    result = make_demo(folder, now=present(options))
    show.data("demo", {"ledger": str(folder), "added": result.added})
    show.message(t("{count} fictional records are in {folder}.", count=result.added, folder=folder))
    show.message(t("Try: jingwu --ledger {folder} summary last", folder=folder))


def check(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="First make anew what the journal can tell; keep what is replaced.")
    ] = False,
    against: Annotated[
        str, typer.Option("--against", help="Also whether it still holds the head that stands under a printed sheet.")
    ] = "",
) -> None:
    """Check every file and record of the ledger; exit code 1 when something is wrong."""
    from jingwu.services.checking import check_ledger, find_backup, repair_ledger

    session = session_of(ctx)
    if repair:
        for done in repair_ledger(session.ledger, by=session.by, now=session.now):
            session.show.message(done)
    checked = check_ledger(session.ledger, against)
    if checked.table.rows or session.show.json:
        session.show.table("check", checked.table)
    if checked.errors:
        session.show.message(_what_next(checked, repaired=repair))
        backup = None if checked.is_newer else find_backup(session.folder)
        if backup is not None:
            session.show.message(t("The newest backup: {file}", file=backup))
        raise typer.Exit(ANSWER_IS_YES)
    session.show.message(t("The ledger is whole."))


def _what_next(checked: "Checked", *, repaired: bool) -> str:
    """What to do about errors: repair, and after it what is left to do."""
    if checked.is_newer:
        return t("Install the newer jingwu; this one changes nothing here.")
    if repaired or not checked.can_be_repaired:
        return t("This cannot be made anew: restore a backup into a new folder (jingwu restore FILE FOLDER).")
    return t("'jingwu check --repair' makes anew what the journal can tell, and keeps what it replaces.")


def _new_folder(options: Options, *, yes: bool) -> Path:
    """Where the ledger is to be: a folder that was named, or the user's own when he says so."""
    named = options.ledger or os.environ.get("JINGWU_LEDGER", "")
    if named:
        return Path(named)
    folder = home_folder(os.environ)
    if folder is None or not (yes or is_terminal()):
        hint = t("With --yes it is made in {folder}.", folder=folder) if folder else ""
        raise UsageError(t("Say where the ledger is to be: --ledger FOLDER."), hint=hint)
    if not yes:
        typer.confirm(t("Make the ledger in {folder}?", folder=folder), default=True, abort=True, err=True)
    return folder
