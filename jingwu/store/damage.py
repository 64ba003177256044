"""What is said about a file that is not what was written."""

import json
from contextlib import suppress
from pathlib import Path

from jingwu.errors import LedgerDamaged
from jingwu.language import t


def damaged(message: str) -> LedgerDamaged:
    """The error with what to do about it."""
    return LedgerDamaged(
        message,
        hint=t(
            "Nothing was changed. 'jingwu check' lists all that is wrong, 'jingwu check --repair' makes anew what the"
            " journal can tell; where that is not enough, restore a backup into a new folder."
        ),
    )


def missing(path: Path) -> LedgerDamaged:
    """The error for a file or folder that is gone."""
    return damaged(t("{file} is missing.", file=path))


class NewerFormat(LedgerDamaged):
    """A file of a later version of this program: whole, and not to be touched by this one."""


def newer(path: Path, version: object) -> NewerFormat:
    """The error for a file of a later version of this program."""
    return NewerFormat(
        t("{file} was written by a newer jingwu (format {format}).", file=path, format=version),
        hint=t("Install the newer jingwu; this one changes nothing here."),
    )


def newest_backup(folder: Path) -> Path | None:
    """The newest backup of the ledger in `folder` that its journal names and that is there still."""
    for path in sorted((folder / "journal").glob("*.jsonl"), reverse=True):
        with suppress(OSError):
            for line in reversed(path.read_bytes().split(b"\n")):
                if b'"command":"backup"' in line:
                    with suppress(ValueError, KeyError, TypeError, OSError):
                        backup = Path(json.loads(line)["details"]["file"])
                        if backup.is_file():
                            return backup
    return None


def name_backup(error: LedgerDamaged, folder: Path) -> None:
    """Name the way out in an error: the newest backup, if there is one."""
    backup = None if isinstance(error, NewerFormat) else newest_backup(folder)
    if backup is not None and str(backup) not in error.hint:
        error.hint += "\n" + t("The newest backup: {file}", file=backup)
