"""Disputes: what became of them by type and by risk, and the work of mediation."""

from collections.abc import Callable, Sequence
from functools import partial

from jingwu.language import pick, t
from jingwu.records.codes import SOURCES, WAYS
from jingwu.reports.parts.columns import (
    Column,
    Line,
    column,
    compared_table,
    label_rows,
    labelled_table,
    line,
    lines_of,
)
from jingwu.reports.parts.names import labels_of
from jingwu.reports.parts.spans import Basis, Span
from jingwu.reports.table import Heading, Table
from jingwu.rules.cohorts import COHORT_PARTS

_PARTS = {
    "settled": ("settled", "化解"),
    "steady": ("steady", "稳控"),
    "pending": ("pending", "在调"),
    "transferred": ("handed over", "移交"),
    "converted": ("converted", "转办"),
    "referred": ("sent to court", "引导"),
    "withdrawn": ("withdrawn", "终止"),
}
_SOURCE_GROUPS: dict[str, tuple[str, str, frozenset[str]]] = {
    "initiative": ("of own accord", "主动", frozenset({"screening", "found", "patrol", "visit", "inspection"})),
    "application": ("on application", "申请", frozenset({"application"})),
    "handover": ("handed over to us", "移送", frozenset({"handover"})),
}


def dispute_table(basis: Basis) -> Table:
    """排查 by type, and what became of them by the period's end."""
    labels = labels_of(basis.settings.categories.get("dispute", ()), basis.spans, ("dispute_found",))
    first = Heading("category", pick("Type", "类型"), whole=True)
    title = t("Disputes by type")
    columns = _columns("dispute_")
    note = t("Found is the sum of what became of them; the rate is settled of found.")
    rows = label_rows(labels)
    return labelled_table("disputes", title, basis, columns, rows, first=first, notes=(note,), chart="bars")


def risk_table(basis: Basis) -> Table:
    """The same by risk."""
    labels = labels_of(basis.settings.risks, basis.spans, ("risk_found",))
    first = Heading("risk", pick("Risk", "风险等级"), whole=True)
    return labelled_table("risks", t("Disputes by risk"), basis, _columns("risk_"), label_rows(labels), first=first)


def mediation_table(basis: Basis) -> Table:
    """Found and what became of it, and every figure of mediation, beside the other periods."""
    lines = [
        *lines_of(_columns("dispute_")),
        *_by_date(),
        *(_source(code, english, chinese, codes) for code, (english, chinese, codes) in _SOURCE_GROUPS.items()),
        _source("other_source", "from elsewhere", "其他来源", _elsewhere()),
    ]
    note = t(
        "Of own accord: screening, patrols, visits, inspections. 'To a crime' are disputes that became criminal cases."
    )
    return compared_table("mediation", t("Disputes and mediation, beside other periods"), lines, basis, (note,))


def broken_disputes(span: Span) -> list[str]:
    """The types and risks for which 排查 = 化解 + 稳控 + 在调 + 移交 + 转办 + 引导 + 终止 does not hold."""
    return [*_broken(span, "dispute_"), *_broken(span, "risk_")]


def _broken(span: Span, prefix: str) -> list[str]:
    parts = [f"{prefix}in_{part}" for part in COHORT_PARTS]
    labels = span.labels((f"{prefix}found", *parts))
    return [
        label for label in labels if span.get(f"{prefix}found", label) != sum(span.get(part, label) for part in parts)
    ]


def _columns(prefix: str) -> list[Column]:
    found, settled = f"{prefix}found", f"{prefix}in_settled"
    parts = (column(part, *_PARTS[part], "cohort", f"{prefix}in_{part}") for part in COHORT_PARTS)
    rate = column("rate", "rate", "化解率", "cohort", settled, whole=(found,))
    return [column("found", "found", "排查", "reported", found), *parts, rate]


def _by_date() -> Sequence[Line]:
    """What was done in the period, whenever the dispute was found."""
    return (
        line("dispute_settled", "Settled in the period", "本期化解(含往期)", "settled", "dispute_settled"),
        line("attempts", "Mediations", "调解次数", "mediated", "dispute_attempts"),
        *(line(f"way_{code}", english, WAYS[code], "mediated", "dispute_way", label=code) for code, english in _WAYS),
        line("way_none", "way not given", "调解方式未填", "mediated", "dispute_way", label=""),
        line("joint", "joint mediations", "联动单位参与调解", "mediated", "dispute_joint"),
        line("written", "written agreements", "书面协议", "mediated", "dispute_agreed", label="written"),
        line("oral", "oral agreements", "口头协议", "mediated", "dispute_agreed", label="oral"),
        line("confirmed", "confirmed agreements", "司法确认协议", "mediated", "dispute_agreed", label="confirmed"),
        line("form_none", "agreements of no given form", "协议形式未填", "mediated", "dispute_agreed", label=""),
        line("confirm", "applications for confirmation", "申请司法确认", "done", "dispute_confirmed"),
        line("amount", "agreed sums (yuan)", "协议金额(元)", "mediated", "dispute_amount"),
        line("paid", "sums performed (yuan)", "履行金额(元)", "done", "dispute_paid"),
        line("performed", "performed", "已履行", "done", "dispute_performed"),
        line("performed_late", "of these late", "其中逾期履行", "done", "dispute_performed_late"),
        line("unperformed", "not performed in time", "逾期未履行", "done", "dispute_broken", label="overdue"),
        line("retracted", "retracted", "反悔", "done", "dispute_broken", label="retracted"),
        line("to_case", "became cases", "转案件", "done", "dispute_to_case"),
        line("to_crime", "of these to a crime", "其中民转刑", "done", "dispute_to_case", label="criminal"),
        line("averted", "crimes averted", "避免民转刑", "settled", "dispute_averted"),
    )


_WAYS = tuple((code, f"{code} mediation") for code in WAYS)


def _source(code: str, english: str, chinese: str, codes: frozenset[str]) -> Line:
    return Line(f"source_{code}", pick(f"found {english}", f"排查来源：{chinese}"), "reported", _sum_of(codes))


def _sum_of(codes: frozenset[str]) -> Callable[[Span], int]:
    return partial(_add_sources, codes)


def _add_sources(codes: frozenset[str], span: Span) -> int:
    return sum(span.get("dispute_source", code) for code in codes)


def _elsewhere() -> frozenset[str]:
    grouped = frozenset().union(*(codes for _, _, codes in _SOURCE_GROUPS.values()))
    return frozenset({*SOURCES, ""}) - grouped
