"""Copies of the ledger elsewhere: backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from jingwu.commands.building import options_of, session_of
from jingwu.errors import UsageError
from jingwu.language import t
from jingwu.session import plain_show
from jingwu.settings import Settings


def backup(
    ctx: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, or a folder for files with a date.")],
    encrypt: Annotated[
        str, typer.Option("--encrypt", help="A file with a passphrase, or a recipient of age (age1…, ssh-…).")
    ] = "",
    keep: Annotated[
        int, typer.Option("--keep", min=0, help="In a folder: remove all but so many of this ledger's backups.")
    ] = 0,
) -> None:
    """Back the whole ledger up into one file, while others go on working."""
    from jingwu.services.backups import back_up

    if keep and not target.is_dir():
        raise UsageError(t("--keep needs a folder."))
    session = session_of(ctx)
    made = back_up(session.ledger, target, by=session.by, now=session.now, encrypt=encrypt, keep=keep)
    removed = [str(path) for path in made.removed]
    session.show.data("backup", {"file": str(made.file), "files": made.files, "removed": removed})
    file = made.file if target.is_dir() else target
    session.show.message(t("The ledger is backed up: {file}", file=file))
    for path in removed:
        session.show.message(t("Removed, as older than those to be kept: {file}", file=path))


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup.")],
    folder: Annotated[Path, typer.Argument(help="A new folder for the ledger.")],
    decrypt: Annotated[
        str, typer.Option("--decrypt", help="The file with the passphrase or key of an encrypted backup.")
    ] = "",
) -> None:
    """Verify a backup and make its ledger in a new folder; nothing is ever written over."""
    from jingwu.services.backups import restore as bring_back

    bring_back(file, folder, decrypt=decrypt)
    show = plain_show(options_of(ctx), Settings())
    show.data("restore", {"ledger": str(folder)})
    show.message(t("The ledger is restored and whole: {folder}", folder=folder))
