"""Disputes by type and cases by category."""

from collections.abc import Sequence

from jingwu.language import pick, t
from jingwu.reports.parts.months import Month
from jingwu.reports.parts.names import label_name, labels_of, total_name, yuan
from jingwu.reports.table import Cell, Heading, Table
from jingwu.rules.counting import COHORT_PARTS
from jingwu.settings import Settings

_PARTS = {
    "settled": ("settled", "化解"),
    "steady": ("steady", "稳控"),
    "pending": ("pending", "在调"),
    "transferred": ("handed over", "移交"),
    "converted": ("converted", "转办"),
    "ended": ("court or ended", "引导终止"),
}
_AMOUNTS = frozenset({"case_loss", "case_recovered", "case_returned"})


def dispute_table(months: Sequence[Month], settings: Settings) -> Table:
    """排查 of a month by type, what became of them by its end, and 排查 of the month before and the year before."""
    parts = [(f"dispute_in_{part}", Heading(part, pick(*_PARTS[part]))) for part in COHORT_PARTS]
    found = Heading("found", pick("found", "排查"))
    note = t("Counted by the date of registration; what became of them is as it stood at the month's end.")
    labels = labels_of(settings.categories.get("dispute", ()), months, ("dispute_found",))
    table = Table("disputes", t("Disputes by type"), (Heading("category", pick("Type", "类型")),), (), (note,))
    return _table(table, ("dispute_found", found), parts, labels=labels, months=months)


def case_table(months: Sequence[Month], settings: Settings) -> Table:
    """Cases by category: filed, solved, and the three sums of money, each by its own date."""
    figures = [
        ("case_solved", Heading("solved", pick("solved", "破案"))),
        ("case_loss", Heading("loss", pick("loss", "损失(元)"))),
        ("case_recovered", Heading("recovered", pick("recovered", "追回(元)"))),
        ("case_returned", Heading("returned", pick("returned", "返还(元)"))),
    ]
    filed = Heading("filed", pick("filed", "立案"))
    note = t(
        "Filed and loss are counted by the date of filing, or of registration where there is none; "
        "solved, recovered and returned each by its own date."
    )
    labels = labels_of(settings.categories.get("case", ()), months, ("case_filed", *(name for name, _ in figures)))
    table = Table("cases", t("Cases by category"), (Heading("category", pick("Category", "类别")),), (), (note,))
    return _table(table, ("case_filed", filed), figures, labels=labels, months=months)


def broken_disputes(month: Month) -> list[str]:
    """The types for which 排查 = 化解 + 稳控 + 在调 + 移交 + 转办 + 引导终止 does not hold."""
    parts = [f"dispute_in_{part}" for part in COHORT_PARTS]
    labels = month.labels(("dispute_found", *parts))
    return [
        label for label in labels if month.get("dispute_found", label) != sum(month.get(part, label) for part in parts)
    ]


def _table(
    table: Table,
    main: tuple[str, Heading],
    figures: Sequence[tuple[str, Heading]],
    *,
    labels: Sequence[str],
    months: Sequence[Month],
) -> Table:
    """`table` with a row a label, and their sums: the main figure of each month, then the first month's others."""
    names = [main[0]] * len(months) + [figure for figure, _ in figures]
    columns = [*months, *([months[0]] * len(figures))]
    counts = [[month.get(figure, label) for figure, month in zip(names, columns, strict=True)] for label in labels]
    sums = [sum(column) for column in zip(*counts, strict=True)] or [0] * len(names)
    rows = [(label_name(label), *_cells(names, row)) for label, row in zip(labels, counts, strict=True)]
    others = (Heading("previous", pick("before", "上月")), Heading("last_year", pick("last year", "上年同月")))
    headings = (*table.headings, main[1], *others, *(heading for _, heading in figures))
    return table._replace(headings=headings, rows=(*rows, (total_name(), *_cells(names, sums))))


def _cells(names: Sequence[str], counts: Sequence[int]) -> tuple[Cell, ...]:
    return tuple(yuan(count) if name in _AMOUNTS else count for name, count in zip(names, counts, strict=True))
