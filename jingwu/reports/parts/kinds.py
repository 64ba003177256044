"""What came in and what was done, by kind of record."""

from collections.abc import Mapping

from jingwu.language import pick, t
from jingwu.records import WORKED
from jingwu.reports.parts.months import Month
from jingwu.reports.parts.names import kind_name, total_name
from jingwu.reports.table import Cell, Heading, Table
from jingwu.settings import Settings


def kind_table(this: Month, before: Month, settings: Settings) -> Table:
    """上月结转 + 结转更正 + 本月新增 + 重新办理 − 本月办结 = 月末在办, of these overdue, by kind.

    结转更正 has a column where the month before is frozen: what is carried over is what was printed then.
    """
    headings = (
        Heading("kind", pick("Kind", "种类")),
        Heading("carried", pick("carried", "上月结转")),
        *([Heading("corrected", pick("corrected", "结转更正"))] if before.since is not None else []),
        Heading("registered", pick("new", "新增")),
        Heading("reopened", pick("reopened", "重办")),
        Heading("closed", pick("closed", "办结")),
        Heading("closed_late", pick("of these late", "超期办结")),
        Heading("open", pick("open", "在办")),
        Heading("overdue", pick("overdue", "超期在办")),
    )
    columns = [heading.name for heading in headings[1:]]
    counts = [_counts(kind, this, before) for kind in WORKED]
    rows: list[tuple[Cell, ...]] = [
        (kind_name(kind, settings), *(row[column] for column in columns))
        for kind, row in zip(WORKED, counts, strict=True)
    ]
    rows.append((total_name(), *(sum(row[column] for row in counts) for column in columns)))
    note = t("New by the date of registration, closed by the date when it was done; open at the month's end.")
    return Table("kinds", t("What came in and what was done"), headings, tuple(rows), (note,))


def broken_kinds(this: Month, before: Month) -> list[str]:
    """The kinds for which carried + corrected + new + reopened - closed = open does not hold."""
    return [kind for kind in WORKED if not _agrees(_counts(kind, this, before))]


def _agrees(row: Mapping[str, int]) -> bool:
    came = row["carried"] + row["corrected"] + row["registered"] + row["reopened"]
    return came - row["closed"] == row["open"]


def _counts(kind: str, this: Month, before: Month) -> dict[str, int]:
    figures = ("registered", "reopened", "closed", "closed_late")
    return {
        "carried": before.open(kind),
        "corrected": before.corrected(kind),
        **{name: this.get(name, kind) for name in figures},
        "open": this.open(kind),
        "overdue": this.overdue(kind),
    }
