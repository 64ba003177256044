"""Hazards, requests, leads and matters of conduct: by category, and beside the other periods."""

from collections.abc import Mapping, Sequence

from jingwu.language import pick, t
from jingwu.reports.parts.columns import (
    Column,
    Line,
    column,
    compared_table,
    label_rows,
    labelled_table,
    line,
    lines_of,
    share,
)
from jingwu.reports.parts.names import kind_name, labels_of
from jingwu.reports.parts.spans import Basis
from jingwu.reports.table import Heading, Table

_COLUMNS: Mapping[str, tuple[tuple[str, str, str, str], ...]] = {
    "hazard": (
        ("found", "found", "发现", "reported"),
        ("assigned", "assigned", "落实责任", "done"),
        ("rectified", "rectified", "整改", "done"),
        ("passed", "recheck passed", "复查合格", "done"),
        ("failed", "recheck failed", "复查不合格", "done"),
        ("closed", "closed", "销号", "done"),
        ("transferred", "handed over", "移交", "done"),
        ("converted", "converted", "转办", "done"),
    ),
    "request": (
        ("found", "received", "受理", "reported"),
        ("on_spot", "on the spot", "现场解决", "done"),
        ("by_date", "by a date", "限期解决", "done"),
        ("resolved", "otherwise", "其他解决", "done"),
        ("explained", "explained", "解释说明", "done"),
        ("transferred", "handed over", "移交", "done"),
        ("converted", "converted", "转办", "done"),
        ("at_home", "of these at home", "其中上门", "done"),
    ),
    "lead": (
        ("found", "collected", "收集", "reported"),
        ("confirmed", "confirmed", "属实", "done"),
        ("dismissed", "dismissed", "排除", "done"),
        ("to_case", "to cases", "转案件", "done"),
        ("to_dispute", "to disputes", "转纠纷", "done"),
        ("to_other", "to others", "转其他", "done"),
        ("transferred", "handed over", "移交", "done"),
        ("caught", "caught", "查获(人)", "done"),
    ),
    "conduct": (
        ("found", "found", "发现", "reported"),
        ("rectified", "rectified", "整改", "done"),
        ("passed", "corrected", "复查合格", "done"),
        ("failed", "recheck failed", "复查不合格", "done"),
        ("explained", "explained", "解释说明", "done"),
    ),
}


def hazard_table(basis: Basis) -> Table:
    """Found, assigned, rectified, rechecked, closed, handed over."""
    return _table("hazards", "hazard", t("Hazards by category"), basis)


def request_table(basis: Basis) -> Table:
    """Received, and how they were resolved; answers within the promise."""
    answered = column("answered", "answered in time", "按期答复", "due", "request_in_time", whole=("request_due",))
    note = t("Answered in time: of the answers that were due in the period, those given by then.")
    return _table("requests", "request", t("Requests by category"), basis, answered, notes=(note,))


def lead_table(basis: Basis) -> Table:
    """Collected, verified, and what they led to."""
    return _table("leads", "lead", t("Leads by category"), basis)


def conduct_table(basis: Basis) -> Table:
    """Found, rectified, corrected."""
    return _table("conduct", "conduct", t("Matters of conduct by category"), basis)


def work_table(basis: Basis) -> Table:
    """All of these beside the other periods, and the funnel from leads to cases and persons."""
    lines = [each for kind in _COLUMNS for each in _lines(kind, basis)]
    lines += [
        share(
            "request_answered",
            "Requests answered in time",
            "小事情按期答复率",
            "due",
            ("request_in_time", "request_due"),
        ),
        line("lead_solved", "Cases solved by leads", "线索破案", "solved", "case_means", label="lead"),
        line("lead_persons", "Persons caught in these", "线索破案查获(人)", "solved", "case_caught_by_lead"),
    ]
    note = t("Leads, cases solved by leads and persons caught in these are a funnel; each counts by its own date.")
    title = t("Hazards, requests, leads and conduct, beside other periods")
    return compared_table("work", title, lines, basis, (note,))


def _lines(kind: str, basis: Basis) -> list[Line]:
    name = str(kind_name(kind, basis.settings))
    return [
        each._replace(code=f"{kind}_{each.code}", label=name + pick(": ", "·") + each.label)
        for each in lines_of(_columns(kind))
    ]


def _columns(kind: str) -> list[Column]:
    return [column(code, english, chinese, by, f"{kind}_{code}") for code, english, chinese, by in _COLUMNS[kind]]


def _table(name: str, kind: str, title: str, basis: Basis, *more: Column, notes: Sequence[str] = ()) -> Table:
    columns = [*_columns(kind), *more]
    figures = [figure for each in columns for figure in each.figures]
    labels = labels_of(basis.settings.categories.get(kind, ()), basis.spans, figures)
    first = Heading("category", pick("Category", "类别"), whole=True)
    return labelled_table(name, title, basis, columns, label_rows(labels), first=first, notes=tuple(notes))
