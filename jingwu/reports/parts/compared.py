"""A month's figures beside those of the month before and of the same month last year."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from jingwu.language import pick, t
from jingwu.records import WORKED
from jingwu.reports.parts.changes import Amount, change_of
from jingwu.reports.parts.months import Month
from jingwu.reports.parts.names import kind_name, yuan
from jingwu.reports.table import Cell, Heading, Named, Rate, Table
from jingwu.settings import Settings

_Line = tuple[Named, Callable[[Month], Amount]]

_COUNTS = (
    ("dispute_found", "Disputes found", "排查纠纷"),
    ("dispute_settled", "Disputes settled", "化解纠纷"),
    ("dispute_attempts", "Mediations", "调解次数"),
    ("dispute_amount", "Agreed sums", "协议金额(元)"),
    ("case_filed", "Cases filed", "立案"),
    ("case_solved", "Cases solved", "破案"),
    ("case_caught", "Persons caught", "抓获(人)"),
    ("case_told", "Victims told", "告知被侵害人"),
    ("case_loss", "Loss", "损失(元)"),
    ("case_recovered", "Recovered", "追回(元)"),
    ("case_returned", "Returned", "返还(元)"),
    ("officer_visits", "Visits", "走访(次)"),
    ("officer_households", "Households visited", "走访(户)"),
    ("officer_cards", "Contact cards", "联系卡(张)"),
    ("officer_patrols", "Patrols", "巡逻(次)"),
    ("callbacks", "Callbacks", "回访(次)"),
    ("unreached", "Not reached", "回访未接通"),
    ("late", "Late entries", "补录"),
    ("void", "Void", "作废"),
)
_AMOUNTS = frozenset({"dispute_amount", "case_loss", "case_recovered", "case_returned"})


def compared_table(months: Sequence[Month], settings: Settings) -> Table:
    """`months`: the month, the one before, the same one last year. A row a figure."""
    lines = [line for kind in WORKED for line in _of_kind(kind, str(kind_name(kind, settings)))]
    lines += [(Named(pick(english, chinese), figure), _sum_of(figure)) for figure, english, chinese in _COUNTS]
    notes = (
        t("Settled, mediated, solved, recovered, returned and told are counted by the date of each."),
        t("Late entries are counted in the month in which they were typed; void records nowhere else."),
    )
    title = t("Beside the month before and the same month last year")
    return Table("compared", title, _headings(), _rows(lines, months), notes)


def rate_table(months: Sequence[Month], settings: Settings) -> Table:
    """The same for rates, whose changes are percentage points."""
    note = t(
        "Settled is the share of the disputes found in the month, as they stood at its end; solved is of cases filed, "
        "within 48 h of those solved, satisfied of the calls that reached somebody; quiet areas had no case."
    )
    return Table("rates", t("Rates"), _headings(), _rows(_rates(settings), months), (note,))


def _headings() -> tuple[Heading, ...]:
    return (
        Heading("figure", pick("Figure", "项目")),
        Heading("month", pick("this month", "本月")),
        Heading("previous", pick("before", "上月")),
        Heading("change", pick("change", "环比")),
        Heading("last_year", pick("last year", "上年同月")),
        Heading("year_change", pick("on the year", "同比")),
    )


def _rows(lines: Iterable[_Line], months: Sequence[Month]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(_row(name, [count(month) for month in months]) for name, count in lines)


def _row(name: Named, amounts: Sequence[Amount]) -> tuple[Cell, ...]:
    this, before, last_year = amounts
    return (name, this, before, change_of(this, before), last_year, change_of(this, last_year))


def _of_kind(kind: str, name: str) -> Iterator[_Line]:
    yield Named(name + pick(": new", "·新增"), f"{kind}_registered"), lambda month: month.get("registered", kind)
    yield Named(name + pick(": closed", "·办结"), f"{kind}_closed"), lambda month: month.get("closed", kind)
    yield Named(name + pick(": open", "·在办"), f"{kind}_open"), lambda month: month.open(kind)
    yield Named(name + pick(": overdue", "·超期"), f"{kind}_overdue"), lambda month: month.overdue(kind)


def _sum_of(figure: str) -> Callable[[Month], Amount]:
    if figure in _AMOUNTS:
        return lambda month: yuan(month.sum(figure))
    if figure == "unreached":
        return lambda month: month.get("callbacks", figure)
    return lambda month: month.sum(figure)


def _rates(settings: Settings) -> Iterator[_Line]:
    yield (
        Named(pick("Settled", "当月化解率"), "settled_rate"),
        lambda month: Rate(month.sum("dispute_in_settled"), month.sum("dispute_found")),
    )
    yield (
        Named(pick("Solved", "破案率"), "solved_rate"),
        lambda month: Rate(month.sum("case_solved"), month.sum("case_filed")),
    )
    yield (
        Named(pick("Within 48 h", "48小时破案"), "solved_48h_rate"),
        lambda month: Rate(month.sum("case_solved_48h"), month.sum("case_solved")),
    )
    yield Named(pick("Satisfied", "回访满意率"), "satisfied_rate"), _satisfied
    if settings.areas:
        yield Named(pick("Quiet areas", "零发案村居"), "quiet_areas"), lambda month: _quiet(month, settings)


def _satisfied(month: Month) -> Rate:
    return Rate(month.get("callbacks", "satisfied"), month.sum("callbacks") - month.get("callbacks", "unreached"))


def _quiet(month: Month, settings: Settings) -> Rate:
    return Rate(sum(not month.get("case_areas", area) for area in settings.areas), len(settings.areas))
