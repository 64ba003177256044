"""Whether the ledger is whole, as a table of what is not."""

import unicodedata
from datetime import datetime
from pathlib import Path
from string import hexdigits
from typing import NamedTuple

from jingwu.errors import BadInput, Problem
from jingwu.language import t
from jingwu.reports.monthly import HEAD_DIGITS
from jingwu.reports.table import Heading, Named, Table
from jingwu.store.check import ERROR, Finding, check
from jingwu.store.journal import FOLDER as JOURNAL
from jingwu.store.ledger import Ledger
from jingwu.store.repair import repair


class Checked(NamedTuple):
    """What is wrong with a ledger."""

    table: Table
    errors: int
    """How many of the rows are errors; the rest are warnings."""
    is_newer: bool
    """Whether a newer jingwu wrote a file: then nothing is to be repaired with this one."""
    can_be_repaired: bool
    """Whether the journal can tell what should be there: it cannot where it is wrong itself, or another one."""


def check_ledger(ledger: Ledger, against: str = "") -> Checked:
    """What is wrong, the worst first.

    `against` is the beginning of a hash that a sheet was printed with: that the ledger has lost it is an error, too.
    BadInput when it is none.
    """
    findings = [*_unknown_head(ledger, against), *check(ledger)]
    headings = (
        Heading("severity", t("Severity")),
        Heading("file", t("File")),
        Heading("record", t("Record")),
        Heading("message", t("What is wrong"), wide=True),
    )
    rows = tuple((_severity(finding), finding.file, finding.record, finding.message) for finding in findings)
    errors = sum(finding.severity == ERROR for finding in findings)
    is_newer = any(finding.is_newer for finding in findings)
    is_journal_wrong = any(finding.severity == ERROR and finding.file.startswith(JOURNAL) for finding in findings)
    return Checked(Table("check", t("Check of the ledger"), headings, rows), errors, is_newer, not is_journal_wrong)


def _severity(finding: Finding) -> Named:
    return Named(t("error") if finding.severity == ERROR else t("warning"), finding.severity)


def _unknown_head(ledger: Ledger, against: str) -> list[Finding]:
    head = unicodedata.normalize("NFKC", against).strip().lower()
    if not head:
        return []
    if len(head) < HEAD_DIGITS or not set(head) <= set(hexdigits):
        message = t("This is no head of a journal: at least 12 digits of a hash, as they stand under a sheet.")
        raise BadInput([Problem(message, column="--against", value=against, mask="")])
    if ledger.holds(head):
        return []
    message = t("The journal does not hold {head}: it is not the one that the sheet was made from.", head=head)
    return [Finding("journal", "", message)]


def repair_ledger(ledger: Ledger, *, by: str, now: datetime) -> list[str]:
    """As store.repair.repair."""
    return repair(ledger, by=by, now=now)


def find_backup(folder: Path) -> Path | None:
    """The newest backup of the ledger in `folder` that is where it was put."""
    from jingwu.store.damage import newest_backup

    return newest_backup(folder)
