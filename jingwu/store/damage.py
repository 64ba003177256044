"""What is said about a file that is not what was written."""

from pathlib import Path

from jingwu.errors import LedgerDamaged
from jingwu.language import t


def damaged(message: str) -> LedgerDamaged:
    """The error with what to do about it."""
    return LedgerDamaged(
        message,
        hint=t("Nothing was changed. 'jingwu check' lists all that is wrong; put what it names back from a backup."),
    )


def missing(path: Path) -> LedgerDamaged:
    """The error for a file or folder that is gone."""
    return damaged(t("{file} is missing.", file=path))


def newer(path: Path, version: object) -> LedgerDamaged:
    """The error for a file of a later version of this program."""
    return LedgerDamaged(
        t("{file} was written by a newer jingwu (format {format}).", file=path, format=version),
        hint=t("Install the newer jingwu; this one changes nothing here."),
    )
