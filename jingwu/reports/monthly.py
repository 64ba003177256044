"""The monthly sheet (月报), of a month or of several: every figure, compared, with the date that it counts by."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache
from types import MappingProxyType

from jingwu.dates import Period
from jingwu.language import pick, t
from jingwu.records import NAMES, WORKED
from jingwu.reports.overdue import overdue_at_end
from jingwu.reports.parts import cases, contact, disputes, kinds, officers, places, work
from jingwu.reports.parts.sentences import sentences_of
from jingwu.reports.parts.spans import Basis, basis_of, by_months
from jingwu.reports.parts.trend import trend_table
from jingwu.reports.table import Heading, Named, Sheet, Table
from jingwu.rules.cards import Card
from jingwu.rules.counting import Figures
from jingwu.settings import Settings

HEAD_DIGITS = 12
"""Of a hash, on paper."""

TABLES: dict[str, Callable[[Basis], Table]] = {
    "kinds": kinds.kind_table,
    "compared": kinds.kinds_beside,
    "disputes": disputes.dispute_table,
    "risks": disputes.risk_table,
    "mediation": disputes.mediation_table,
    "cases": cases.case_table,
    "solving": cases.solving_table,
    "hours": cases.hour_table,
    "hazards": work.hazard_table,
    "requests": work.request_table,
    "leads": work.lead_table,
    "conduct": work.conduct_table,
    "work": work.work_table,
    "visits": contact.visit_table,
    "callbacks": contact.callback_table,
    "contact": contact.contact_table,
    "areas": places.area_table,
    "quiet": places.quiet_table,
    "busiest": places.busiest_table,
    "officers": officers.officer_table,
}
"""Table to what makes it, in the order of the sheet; each figure in them can be traced to records."""


def monthly_sheet(
    period: Period,
    *,
    figures: Callable[[str], Figures],
    frozen: Mapping[str, Figures] = MappingProxyType({}),
    years: Callable[[str], Figures | None] = by_months,
    cards: Sequence[Card],
    settings: Settings,
    now: datetime,
    head: str = "",
    began: str = "",
) -> Sheet:
    """The sheet of a period, from the ledger's figures of any month and the cards of all live records.

    Months that are `frozen` count with those figures, whatever the ledger says of them now. `years` as for `Span`.
    While its last month lasts, 'at its end' means `now`. `head` is the journal's last hash. `began` is the ledger's
    first month: of times before it there are no figures, which is not the same as none.
    """
    figures = cache(figures)
    basis = basis_of(period, figures, cards, settings, now, frozen=frozen, years=years, began=began)
    tables = (
        *_warnings(broken_sums(basis)),
        *(make(basis) for make in TABLES.values()),
        trend_table(period, figures, began),
        _overdue(basis, cards),
    )
    return Sheet(
        "monthly",
        _title(period, settings).strip(),
        tables,
        _since(basis),
        station=settings.name,
        period=period,
        sentences=sentences_of(basis),
        footer=_footer(settings, now),
        head=head[:HEAD_DIGITS],
    )


def _since(basis: Basis) -> tuple[str, ...]:
    """From when on there are figures, where the sheet looks back farther."""
    if basis.last_year.period.first >= basis.began:
        return ()
    began = Period(basis.began, basis.began).words
    return (t("The ledger begins with {month}: there is no data of the time before it.", month=began),)


def _title(period: Period, settings: Settings) -> str:
    if period.length > 1:
        return t("{station} {period} sheet", station=settings.name, period=period.words)
    return t("{station} {period} monthly sheet", station=settings.name, period=period.words)


def broken_sums(basis: Basis) -> list[tuple[str, str]]:
    """What does not add up: the kind, type or risk, and which sum."""
    broken = [
        (pick(*NAMES[kind]), t("carried + new + reopened - closed is not open")) for kind in kinds.broken_kinds(basis)
    ]
    return broken + [
        (label, t("found is not the sum of what became of them")) for label in disputes.broken_disputes(basis.this)
    ]


def _warnings(broken: Sequence[tuple[str, str]]) -> tuple[Table, ...]:
    """A table at the top when sums that must agree do not."""
    if not broken:
        return ()
    headings = (Heading("row", t("Row")), Heading("warning", t("What does not agree"), wide=True))
    note = t("Run 'jingwu check' before you hand this sheet on.")
    return (
        Table("warnings", t("Warning: these figures do not agree"), headings, tuple(broken), (note,), listing=True),
    )


def _overdue(basis: Basis, cards: Sequence[Card]) -> Table:
    this = basis.this
    listed = sum(this.was_late(card) and this.was_open(card) for card in cards)
    missing = max(sum(map(this.overdue, WORKED)) - listed, 0)
    return overdue_at_end(cards, this.period.last, now=basis.now, missing=missing)


def _footer(settings: Settings, now: datetime) -> tuple[tuple[Named, str], ...]:
    return (
        (Named(t("Station"), "station"), settings.name),
        (Named(t("Signed by"), "signed_by"), ""),
        (Named(t("Checked by"), "checked_by"), ""),
        (Named(t("Made by"), "made_by"), ""),
        (Named(t("Date of the sheet"), "date"), now.date().isoformat()),
    )
