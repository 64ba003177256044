"""The last twelve months, a row a month."""

from collections.abc import Callable

from jingwu.dates import Period
from jingwu.language import pick, t
from jingwu.reports.parts.columns import date_name, dates_note
from jingwu.reports.table import Cell, Heading, Missing, Named, Table
from jingwu.rules.counting import Figures

_MONTHS = 12
_FIGURES = (
    ("disputes", "disputes found", "排查纠纷", "reported", "dispute_found"),
    ("settled", "disputes settled", "化解纠纷", "settled", "dispute_settled"),
    ("filed", "cases filed", "立案", "filed", "case_filed"),
    ("solved", "cases solved", "破案", "solved", "case_solved"),
)


def trend_table(period: Period, figures: Callable[[str], Figures], began: str = "") -> Table:
    """Disputes and cases of the twelve months that end with the period; `began` is the ledger's first month."""
    last = Period(period.last, period.last)
    months = [Period(name, name) for name in Period(last.before(_MONTHS - 1).first, last.last).months()]
    headings = (
        Heading("month", pick("Month", "月份")),
        *(
            Heading(name, pick(english, chinese), by=date_name(by), derived=True)
            for name, english, chinese, by, _ in _FIGURES
        ),
    )
    rows = tuple(
        (Named(month.words, month.first), *(_missing(began) if month.first < began else _counts(figures(month.first))))
        for month in months
    )
    return Table("trend", t("The last twelve months"), headings, rows, dates_note(headings), chart="trend")


def _missing(began: str) -> list[Cell]:
    return [Missing(began)] * len(_FIGURES)


def _counts(counted: Figures) -> list[Cell]:
    return [sum(counted.get(figure, {}).values()) for *_, figure in _FIGURES]
