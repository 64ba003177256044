"""Older formats of records in volumes and journals, brought up to date.

A change of a record's document that older programs cannot read, or this one no longer could, is a new format: write a
function that takes a document of the format before and gives the new one, leaving alone what is of the new one
already, and put it at the end of MIGRATIONS. Nothing else has to be done: volumes are written anew when the ledger is
next opened, after what they were has been put into quarantine/; the journal is history and stays as it is, its
documents are brought up to date whenever they are read.
"""

from collections.abc import Callable
from typing import Any

Document = dict[str, Any]

MIGRATIONS: list[Callable[[Document], Document]] = []
"""The first leads from format 1 to format 2, the next to format 3."""


def current_format() -> int:
    """The format that this program writes."""
    return 1 + len(MIGRATIONS)


def is_known(version: object) -> bool:
    """Whether this program reads a format; a newer one it does not."""
    return type(version) is int and 1 <= version <= current_format()


def brought_up(document: Document, version: int) -> Document:
    """A document of a format as it is in the current one."""
    for migrate in MIGRATIONS[version - 1 :]:
        document = migrate(document)
    return document
