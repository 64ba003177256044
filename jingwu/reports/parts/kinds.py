"""What came in and what was done, by kind of record."""

from jingwu.language import pick, t
from jingwu.records import WORKED
from jingwu.reports.parts.months import Month
from jingwu.reports.parts.names import kind_name, total_name
from jingwu.reports.table import Cell, Heading, Table
from jingwu.settings import Settings


def kind_table(this: Month, before: Month, settings: Settings) -> Table:
    """上月结转 + 本月新增 + 重新办理 − 本月办结 = 月末在办, of these overdue, for every kind that is worked on."""
    headings = (
        Heading("kind", pick("Kind", "种类")),
        Heading("carried", pick("carried", "上月结转")),
        Heading("registered", pick("new", "新增")),
        Heading("reopened", pick("reopened", "重办")),
        Heading("closed", pick("closed", "办结")),
        Heading("closed_late", pick("of these late", "超期办结")),
        Heading("open", pick("open", "在办")),
        Heading("overdue", pick("overdue", "超期在办")),
    )
    counts = [_counts(kind, this, before) for kind in WORKED]
    sums = [sum(column) for column in zip(*counts, strict=True)]
    rows: list[tuple[Cell, ...]] = [(kind_name(kind, settings), *row) for kind, row in zip(WORKED, counts, strict=True)]
    rows.append((total_name(), *sums))
    note = t("New by the date of registration, closed by the date when it was done; open at the month's end.")
    return Table("kinds", t("What came in and what was done"), headings, tuple(rows), (note,))


def broken_kinds(this: Month, before: Month) -> list[str]:
    """The kinds for which carried + new + reopened - closed = open does not hold."""
    broken = []
    for kind in WORKED:
        carried, new, reopened, closed, _, still_open, _ = _counts(kind, this, before)
        if carried + new + reopened - closed != still_open:
            broken.append(kind)
    return broken


def _counts(kind: str, this: Month, before: Month) -> tuple[int, ...]:
    figures = ("registered", "reopened", "closed", "closed_late")
    return (before.open(kind), *(this.get(name, kind) for name in figures), this.open(kind), this.overdue(kind))
