"""The monthly sheet (月报): what came in and was done, disputes, cases, officers' quotas, and what is overdue."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from jingwu.dates import Period, month_before
from jingwu.language import pick, t
from jingwu.records import NAMES, WORKED
from jingwu.reports.overdue import overdue_at_end
from jingwu.reports.parts.categories import broken_disputes, case_table, dispute_table
from jingwu.reports.parts.compared import compared_table, rate_table
from jingwu.reports.parts.kinds import broken_kinds, kind_table
from jingwu.reports.parts.months import Month
from jingwu.reports.parts.officers import officer_table
from jingwu.reports.table import Heading, Named, Sheet, Table
from jingwu.rules.cards import Card
from jingwu.rules.counting import Figures
from jingwu.settings import Settings


def monthly_sheet(
    month: str,
    *,
    figures: Callable[[str], Figures],
    frozen: Mapping[str, Figures] = MappingProxyType({}),
    cards: Sequence[Card],
    settings: Settings,
    now: datetime,
    head: str = "",
) -> Sheet:
    """The sheet of a month (2026-10), from the ledger's figures of any month and the cards of all live records.

    Months that are `frozen` count with those figures, whatever the ledger says of them now.
    While the month lasts, 'at its end' means `now`. `head` is the journal's last hash.
    """
    names = (month, month_before(month), month_before(month, 12))
    months = this, before, _ = [
        Month.fixed_as(frozen[name], live) if name in frozen else live
        for name, live in ((name, Month(name, figures(name), cards, now)) for name in names)
    ]
    listed = sum(this.was_late(card) and this.was_open(card) for card in cards)
    missing = max(sum(map(this.overdue, WORKED)) - listed, 0)
    tables = (
        *_warnings(this, before),
        kind_table(this, before, settings),
        dispute_table(months, settings),
        case_table(months, settings),
        compared_table(months, settings),
        rate_table(months, settings),
        officer_table(this, settings),
        overdue_at_end(cards, month, now=now, missing=missing),
    )
    period = Period(month, month)
    return Sheet(
        "monthly",
        t("{station} {period} monthly sheet", station=settings.name, period=period.words).strip(),
        tables,
        station=settings.name,
        period=period,
        footer=_footer(settings, now),
        head=head[:HEAD_DIGITS],
    )


HEAD_DIGITS = 12
"""Of a hash, on paper."""


def _footer(settings: Settings, now: datetime) -> tuple[tuple[Named, str], ...]:
    return (
        (Named(t("Station"), "station"), settings.name),
        (Named(t("Signed by"), "signed_by"), ""),
        (Named(t("Checked by"), "checked_by"), ""),
        (Named(t("Made by"), "made_by"), ""),
        (Named(t("Date of the sheet"), "date"), now.date().isoformat()),
    )


def _warnings(this: Month, before: Month) -> tuple[Table, ...]:
    """A table at the top when sums that must agree do not: the index does not say what the records say."""
    broken = [
        (pick(*NAMES[kind]), t("carried + new + reopened - closed is not open")) for kind in broken_kinds(this, before)
    ]
    broken += [(label, t("found is not the sum of what became of them")) for label in broken_disputes(this)]
    if not broken:
        return ()
    headings = (Heading("row", t("Row")), Heading("warning", t("What does not agree"), wide=True))
    note = t("Run 'jingwu check' before you hand this sheet on.")
    return (
        Table("warnings", t("Warning: these figures do not agree"), headings, tuple(broken), (note,), listing=True),
    )
