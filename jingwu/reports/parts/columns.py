"""How tables of figures are built: a row a label with columns of figures, or a row a figure beside other periods."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from jingwu.language import pick
from jingwu.reports.parts.changes import Amount, changed
from jingwu.reports.parts.names import label_name, total_name, yuan
from jingwu.reports.parts.spans import Basis, Span
from jingwu.reports.table import Cell, Heading, Named, Rate, Table, dates_told

_DATES = {
    "reported": ("registration", "登记"),
    "filed": ("filing", "立案"),
    "solved": ("solving", "破案"),
    "settled": ("settlement", "化解"),
    "mediated": ("mediation", "调解"),
    "done": ("the step itself", "办理"),
    "closed": ("closing", "办结"),
    "typed": ("typing", "录入"),
    "called": ("callback", "回访"),
    "due": ("the day it is due", "到期"),
    "end": ("the end of the period", "期末"),
    "cohort": ("registration, as at the end", "登记(期末)"),
}
"""What a figure counts by."""

FROM_FEN = frozenset({"dispute_amount", "dispute_paid", "case_loss", "case_recovered", "case_returned"})
"""Figures that are sums of money."""


class Column(NamedTuple):
    """A column of figures, a row a label."""

    name: str
    label: str
    by: str
    """A key of _DATES."""
    figures: tuple[str, ...]
    """What is added up; where there is a `whole`, the part of the share."""
    whole: tuple[str, ...] = ()

    def heading(self) -> Heading:
        """The column's heading."""
        return Heading(self.name, self.label, by=date_name(self.by))

    def amount(self, span: Span, label: str | None) -> Amount:
        """The figure of one label, or over all of them for None."""
        part = _add(span, self.figures, label)
        if self.whole:
            return Rate(part, _add(span, self.whole, label))
        return yuan(part) if self.figures[0] in FROM_FEN else part


class Line(NamedTuple):
    """A figure that is compared: a row of its own."""

    code: str
    label: str
    by: str
    amount: Callable[[Span], Amount]


def column(name: str, english: str, chinese: str, by: str, *figures: str, whole: tuple[str, ...] = ()) -> Column:
    """A column of figures."""
    return Column(name, pick(english, chinese), by, figures, whole)


def line(code: str, english: str, chinese: str, by: str, *figures: str, label: str | None = None) -> Line:
    """The sum of figures, of one label or all."""
    each = Column(code, pick(english, chinese), by, figures)
    return Line(code, each.label, by, lambda span: each.amount(span, label))


def share(code: str, english: str, chinese: str, by: str, figures: tuple[str, str]) -> Line:
    """A share of one figure in another."""
    part, whole = figures
    return Line(code, pick(english, chinese), by, lambda span: Rate(span.sum(part), span.sum(whole)))


def lines_of(columns: Iterable[Column]) -> list[Line]:
    """The columns' totals, to be compared."""
    return [Line(each.name, each.label, each.by, _total(each)) for each in columns]


def _total(each: Column) -> Callable[[Span], Amount]:
    return lambda span: each.amount(span, None)


def date_name(by: str) -> Named:
    """The date that a figure counts by, as people read it."""
    return Named(pick(*_DATES[by]), by)


def labelled_table(
    name: str,
    title: str,
    basis: Basis,
    columns: Sequence[Column],
    rows: Sequence[tuple[str, Cell]],
    *,
    first: Heading,
    compared: bool = True,
    notes: tuple[str, ...] = (),
    chart: str = "",
) -> Table:
    """A row a label, their sums last; the first column's figures stand beside those of the other periods, too."""
    main = columns[0]
    headings = [
        first,
        main.heading(),
        *(compared_headings(basis, main.by) if compared else ()),
        *(c.heading() for c in columns[1:]),
    ]
    cells: list[tuple[Cell, ...]] = []
    for label, text in [*rows, (None, total_name())]:
        amounts = _amounts(main, basis, label) if compared else (main.amount(basis.this, label),)
        cells.append((text, *amounts, *(each.amount(basis.this, label) for each in columns[1:])))
    return Table(name, title, tuple(headings), tuple(cells), (*dates_note(headings), *notes), chart=chart)


def compared_table(
    name: str, title: str, lines: Sequence[Line], basis: Basis, notes: tuple[str, ...] = (), *, derived: bool = False
) -> Table:
    """A row a figure: this period, the one before, the same one last year, and the changes."""
    headings = (
        Heading("figure", pick("Figure", "项目"), whole=True),
        Heading("month", _this(basis), derived=derived),
        *(heading._replace(derived=derived or heading.derived) for heading in compared_headings(basis)),
        Heading("by", pick("Counted by", "按何日期")),
    )
    rows = tuple((Named(each.label, each.code), *_beside(basis, each.amount), date_name(each.by)) for each in lines)
    return Table(name, title, headings, rows, notes)


def label_rows(labels: Iterable[str]) -> list[tuple[str, Cell]]:
    """Labels with their names."""
    return [(label, label_name(label)) for label in labels]


def choice_rows(
    choices: Sequence[tuple[str, str]], spans: Sequence[Span], figures: Sequence[str]
) -> list[tuple[str, Cell]]:
    """A row a code of a list (code and name), and one for what says none, where there is any."""
    rows: list[tuple[str, Cell]] = [(code, Named(name, code)) for code, name in choices]
    if any(span.get(figure, "") for span in spans for figure in figures):
        rows.append(("", label_name("")))
    return rows


def compared_headings(basis: Basis, by: str = "") -> tuple[Heading, ...]:
    """The headings of what stands beside a figure."""
    if basis.this.period.length == 1:
        before, last_year = pick("before", "上月"), pick("last year", "上年同月")
    else:
        before, last_year = pick("before", "上期"), pick("last year", "上年同期")
    date = date_name(by) if by else ""
    return (
        Heading("previous", before, by=date),
        Heading("change", pick("change", "环比"), derived=True),
        Heading("last_year", last_year, by=date),
        Heading("year_change", pick("on the year", "同比"), derived=True),
    )


def _this(basis: Basis) -> str:
    return pick("this month", "本月") if basis.this.period.length == 1 else pick("this period", "本期")


def _amounts(column: Column, basis: Basis, label: str | None) -> tuple[Cell, ...]:
    return _beside(basis, lambda span: column.amount(span, label))


def _beside(basis: Basis, amount: Callable[[Span], Amount]) -> tuple[Cell, ...]:
    """A figure, and what stands beside it."""
    this, before, last_year = basis.amounts(amount)
    return this, before, changed(this, before), last_year, changed(this, last_year)


_BESIDE = {"previous", "last_year"}
"""They count by what stands before them."""


def dates_note(headings: Sequence[Heading]) -> tuple[str, ...]:
    """Which column counts by which date, in one line."""
    return dates_told((heading.by, heading.label) for heading in headings if heading.by and heading.name not in _BESIDE)


def _add(span: Span, figures: tuple[str, ...], label: str | None) -> int:
    if label is None:
        return sum(map(span.sum, figures))
    return sum(span.get(figure, label) for figure in figures)
