"""Cases: by category, how they were solved, and at which hours they happened."""

from collections.abc import Sequence

from jingwu.language import pick, t
from jingwu.records.codes import MEANS
from jingwu.reports.parts.columns import (
    Column,
    Line,
    column,
    compared_table,
    date_name,
    dates_note,
    label_rows,
    labelled_table,
    line,
    lines_of,
    share,
)
from jingwu.reports.parts.names import labels_of, total_name
from jingwu.reports.parts.spans import Basis
from jingwu.reports.table import Cell, Heading, Named, Table

_BAND = 3
"""Hours of a row."""
_DAYS = (
    ("Mon", "周一"),
    ("Tue", "周二"),
    ("Wed", "周三"),
    ("Thu", "周四"),
    ("Fri", "周五"),
    ("Sat", "周六"),
    ("Sun", "周日"),
)


def case_table(basis: Basis) -> Table:
    """Cases by category: filed, solved, told, and the three sums of money, each by its own date."""
    columns = _columns()
    figures = [figure for each in columns for figure in each.figures]
    labels = labels_of(basis.settings.categories.get("case", ()), basis.spans, figures)
    first = Heading("category", pick("Category", "类别"), whole=True)
    rows = label_rows(labels)
    return labelled_table("cases", t("Cases by category"), basis, columns, rows, first=first, chart="bars")


def solving_table(basis: Basis) -> Table:
    """Every figure of cases beside the other periods."""
    lines: list[Line] = [
        *lines_of(_columns()),
        share("solved_rate", "solved of filed", "破案率", "solved", ("case_solved", "case_filed")),
        share("solved_48h_rate", "within 48 h", "48小时内破案率", "solved", ("case_solved_48h", "case_solved")),
        share("told_rate", "told of solved", "破案告知率", "done", ("case_told", "case_solved")),
        line("criminal", "criminal cases", "刑事案件", "filed", "case_nature", label="criminal"),
        line("series_cases", "cases in series", "串并案件", "done", "case_series"),
        Line("series", pick("series", "串并系列"), "done", lambda span: len(span.counted.get("case_series", {}))),
        *(line(f"means_{code}", f"solved by {code}", f"破案方式：{name}", "solved", "case_means", label=code)
          for code, name in MEANS.items()),
        line("means_none", "means not given", "破案方式未填", "solved", "case_means", label=""),
    ]  # fmt: skip
    note = t("Rates of a period can exceed 100%: what is solved or told may have been filed before.")
    return compared_table("solving", t("Cases, beside other periods"), lines, basis, (note,))


def hour_table(basis: Basis) -> Table:
    """The cases filed, by weekday and hour of the offence (of the report where that is not known)."""
    counts = basis.this.counted.get("case_hours", {})
    by = date_name("filed")
    headings = [Heading("hours", pick("Hours", "时段"))]
    headings += [Heading(f"d{day}", pick(*names), by=by) for day, names in enumerate(_DAYS, 1)]
    headings.append(Heading("total", str(total_name()), by=by))
    rows = [_hours(first, counts) for first in range(0, 24, _BAND)]
    unknown = counts.get("", 0)
    rows.append((Named(t("time not known"), "unknown"), *([0] * len(_DAYS)), unknown))
    sums = [sum(int(str(row[index])) for row in rows) for index in range(1, len(headings))]
    rows.append((total_name(), *sums))
    note = t("The time of the offence, else of the report.")
    title = t("Cases by hour and weekday")
    return Table("hours", title, tuple(headings), tuple(rows), (*dates_note(headings), note), chart="hours")


def _hours(first: int, counts: dict[str, int]) -> tuple[Cell, ...]:
    days = [
        sum(counts.get(f"{day}-{hour:02d}", 0) for hour in range(first, first + _BAND))
        for day in range(1, len(_DAYS) + 1)
    ]
    return Named(f"{first:02d}:00-{first + _BAND:02d}:00", f"h{first:02d}"), *days, sum(days)


def _columns() -> Sequence[Column]:
    return (
        column("filed", "filed", "立案", "filed", "case_filed"),
        column("preventable", "preventable", "可防性", "filed", "case_preventable"),
        column("solved", "solved", "破案", "solved", "case_solved"),
        column("solved_48h", "within 48 h", "48小时内", "solved", "case_solved_48h"),
        column("caught", "caught", "抓获(人)", "solved", "case_caught"),
        column("told", "told", "告知", "done", "case_told"),
        column("loss", "loss", "损失(元)", "filed", "case_loss"),
        column("recovered", "recovered", "追回(元)", "done", "case_recovered"),
        column("returned", "returned", "返还(元)", "done", "case_returned"),
    )
