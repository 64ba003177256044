"""What rose and fell, in plain words by fixed rules: figures and directions, no adjectives."""

from jingwu.language import pick, t
from jingwu.records import WORKED
from jingwu.reports.parts.changes import Amount, changed
from jingwu.reports.parts.spans import Basis
from jingwu.reports.table import Change, Missing, Rate


def sentences_of(basis: Basis) -> tuple[str, ...]:
    """Three sentences: disputes, cases, what is open and overdue."""
    return _disputes(basis), _cases(basis), _open(basis)


def _disputes(basis: Basis) -> str:
    this = basis.this
    found, settled = this.sum("dispute_found"), this.sum("dispute_in_settled")
    return t(
        "{count} disputes were found ({changes}); of these {settled} were settled ({rate}) and {steady} held steady.",
        count=found,
        changes=_changes(basis.amounts(lambda span: span.sum("dispute_found"))),
        settled=settled,
        rate=_percent(Rate(settled, found)),
        steady=this.sum("dispute_in_steady"),
    )


def _cases(basis: Basis) -> str:
    this = basis.this
    solved, quick = this.sum("case_solved"), this.sum("case_solved_48h")
    return t(
        "{count} cases were filed ({changes}); {solved} were solved ({solved_changes}), {quick} within 48 hours.",
        count=this.sum("case_filed"),
        changes=_changes(basis.amounts(lambda span: span.sum("case_filed"))),
        solved=solved,
        solved_changes=_changes(basis.amounts(lambda span: span.sum("case_solved"))),
        quick=quick,
    )


def _open(basis: Basis) -> str:
    opened = basis.amounts(lambda span: sum(map(span.open, WORKED)))
    overdue = basis.amounts(lambda span: sum(map(span.overdue, WORKED)))
    return t(
        "At the end {count} matters were open ({changes}), {overdue} of them overdue ({overdue_changes}).",
        count=opened[0],
        changes=_changes(opened),
        overdue=overdue[0],
        overdue_changes=_changes(overdue),
    )


def _changes(amounts: tuple[Amount, Amount | Missing, Amount | Missing]) -> str:
    this, before, last_year = amounts
    parts = (pick("before", "环比"), changed(this, before)), (pick("last year", "同比"), changed(this, last_year))
    return pick("; ", "，").join(_told(name, change) for name, change in parts)


def _told(name: str, change: Change | Missing) -> str:
    if isinstance(change, Missing):
        return pick(f"{name}: no data", f"{name}无数据")
    if change.amount is None:
        return pick(f"{name}: no base", f"{name}不可比")
    if not change.amount:
        return pick(f"{name}: the same", f"{name}持平")
    return _moved(name, change)


def _moved(name: str, change: Change) -> str:
    size = abs(change.amount or 0)
    if (change.amount or 0) > 0:
        return pick(f"{name}: up {size}%", f"{name}上升{size}%")
    return pick(f"{name}: down {size}%", f"{name}下降{size}%")


def _percent(rate: Rate) -> str:
    if not rate.whole:
        return pick("no rate", "无化解率")
    halves = (int(rate.part) * 2000 + rate.whole) // (rate.whole * 2)
    return f"{halves / 10:.1f}%"
