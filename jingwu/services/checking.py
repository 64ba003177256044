"""Whether the ledger is whole, as a table of what is not."""

from datetime import datetime
from pathlib import Path

from jingwu.language import t
from jingwu.reports.table import Heading, Table
from jingwu.store.check import ERROR, check
from jingwu.store.ledger import Ledger
from jingwu.store.repair import repair


def check_ledger(ledger: Ledger) -> tuple[Table, int]:
    """What is wrong, the worst first, and how many of it are errors: the rest are warnings."""
    findings = check(ledger)
    headings = (
        Heading("severity", t("Severity")),
        Heading("file", t("File")),
        Heading("record", t("Record")),
        Heading("message", t("What is wrong"), wide=True),
    )
    rows = tuple(
        (t("error") if finding.severity == ERROR else t("warning"), finding.file, finding.record, finding.message)
        for finding in findings
    )
    errors = sum(finding.severity == ERROR for finding in findings)
    return Table("check", t("Check of the ledger"), headings, rows), errors


def repair_ledger(ledger: Ledger, *, by: str, now: datetime) -> list[str]:
    """As store.repair.repair."""
    return repair(ledger, by=by, now=now)


def find_backup(folder: Path) -> Path | None:
    """The newest backup of the ledger in `folder` that is where it was put."""
    from jingwu.store.damage import newest_backup

    return newest_backup(folder)
