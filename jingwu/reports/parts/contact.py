"""Visits by venue, patrols, and what people said when they were called back."""

from decimal import Decimal
from functools import partial

from jingwu.language import pick, t
from jingwu.records import NAMES
from jingwu.records.codes import PATROL_MEANS, VENUES
from jingwu.reports.parts.columns import (
    Column,
    Line,
    choice_rows,
    column,
    compared_table,
    date_name,
    dates_note,
    labelled_table,
    line,
    lines_of,
)
from jingwu.reports.parts.names import kind_name, total_name
from jingwu.reports.parts.spans import Basis, Span
from jingwu.reports.table import Cell, Heading, Rate, Table

_CALLS = (
    ("satisfied", "satisfied", "满意"),
    ("basic", "fairly satisfied", "基本满意"),
    ("dissatisfied", "dissatisfied", "不满意"),
    ("unreached", "not reached", "未接通"),
)
_REACHED = ("satisfied", "basic", "dissatisfied")


def visit_table(basis: Basis) -> Table:
    """Visits, households, cards, notices and opinions by venue."""
    columns = _visit_columns()
    figures = [figure for each in columns for figure in each.figures]
    rows = choice_rows([(code, pick(code, name)) for code, name in VENUES.items()], basis.spans, figures)
    first = Heading("venue", pick("Venue", "接触场所"), whole=True)
    return labelled_table("visits", t("Visits by venue"), basis, columns, rows, first=first, chart="bars")


def contact_table(basis: Basis) -> Table:
    """Visits, patrols and callbacks beside the other periods."""
    weight = basis.settings.basic_weight
    lines = [
        *(each._replace(code=f"visit_{each.code}") for each in lines_of(_visit_columns())),
        line("patrols", "patrols", "巡逻(次)", "reported", "patrol_count"),
        *(line(f"patrol_{code}", f"by {code}", name, "reported", "patrol_count", label=code)
          for code, name in PATROL_MEANS.items()),
        line("callbacks", "callbacks", "回访(次)", "called", *(f"callback_{code}" for code, *_ in _CALLS)),
        *(line(code, english, f"回访{chinese}", "called", f"callback_{code}") for code, english, chinese in _CALLS),
        Line("satisfaction", pick("satisfaction", "回访满意率"), "called", partial(_satisfaction, None, weight)),
    ]  # fmt: skip
    return compared_table("contact", t("Visits, patrols and callbacks, beside other periods"), lines, basis)


def callback_table(basis: Basis) -> Table:
    """Callbacks by kind: what people said, and the satisfaction by the station's formula."""
    by = date_name("called")
    headings = (
        Heading("kind", pick("Kind", "种类"), whole=True),
        Heading("calls", pick("calls", "回访"), by=by),
        *(Heading(code, pick(english, chinese), by=by) for code, english, chinese in _CALLS),
        Heading("reached", pick("reached", "有效回访"), by=by),
        Heading("satisfaction", pick("satisfaction", "满意率"), by=by),
    )
    this, weight = basis.this, basis.settings.basic_weight
    rows = [(kind_name(kind, basis.settings), *_calls(this, kind, weight)) for kind in NAMES if kind != "patrol"]
    rows.append((total_name(), *_calls(this, None, weight)))
    title = t("Callbacks by kind")
    return Table("callbacks", title, headings, tuple(rows), (*dates_note(headings), _formula(weight)))


def _formula(weight: Decimal) -> str:
    return t("Satisfaction = (satisfied + {weight} x fairly satisfied) / calls that reached somebody.", weight=weight)


def _calls(span: Span, kind: str | None, weight: Decimal) -> tuple[Cell, ...]:
    counts = [_count(span, code, kind) for code, *_ in _CALLS]
    reached = sum(_count(span, code, kind) for code in _REACHED)
    return sum(counts), *counts, reached, _satisfaction(kind, weight, span)


def _satisfaction(kind: str | None, weight: Decimal, span: Span) -> Rate:
    part = _count(span, "satisfied", kind) + weight * _count(span, "basic", kind)
    whole = int(part) if part == int(part) else part
    return Rate(whole, sum(_count(span, code, kind) for code in _REACHED), 2)


def _count(span: Span, code: str, kind: str | None) -> int:
    figure = f"callback_{code}"
    return span.sum(figure) if kind is None else span.get(figure, kind)


def _visit_columns() -> list[Column]:
    return [
        column("count", "visits", "走访(次)", "reported", "visit_count"),
        column("households", "households", "走访(户)", "reported", "visit_households"),
        column("cards", "cards", "联系卡(张)", "reported", "visit_cards"),
        column("notices", "notices", "一次性告知单(张)", "reported", "visit_notices"),
        column("opinions", "with opinions", "提意见建议", "reported", "visit_opinions"),
    ]
