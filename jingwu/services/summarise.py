"""Reports over the ledger: what is overdue, and a month's sheet. They read the index, never the records."""

from datetime import datetime

from jingwu.dates import month_of
from jingwu.errors import BadInput, Problem
from jingwu.language import t
from jingwu.reports.monthly import monthly_sheet
from jingwu.reports.overdue import overdue_table
from jingwu.reports.table import Sheet, Table
from jingwu.rules.clocks import state_of
from jingwu.store.ledger import Ledger


def list_overdue(
    ledger: Ledger, *, now: datetime, within: int = 0, kind: str = "", officer: str = "", area: str = ""
) -> tuple[Table, int]:
    """The table of what is overdue (and due `within` days), and how many clocks are overdue."""
    cards = [
        card
        for card in ledger.live_cards()
        if (not kind or card.kind == kind)
        and (not officer or card.officer == officer)
        and (not area or card.area == area)
    ]
    days = ledger.settings.warning_days
    count = sum(state_of(clock, now, days) == "overdue" for card in cards for clock in card.clocks)
    return overdue_table(cards, now=now, warning_days=days, within=within), count


def summarise(ledger: Ledger, month: str, *, now: datetime) -> Sheet:
    """The sheet of a month. BadInput for a month that has not begun."""
    if month > month_of(now):
        raise BadInput([Problem(t("This month has not begun."), column=t("Month"), value=month, mask="")])
    return monthly_sheet(month, figures=ledger.figures, cards=ledger.live_cards(), settings=ledger.settings, now=now)
