"""What is overdue, read from the index and never from the records."""

from datetime import datetime

from jingwu.reports.overdue import overdue_table
from jingwu.reports.table import Table
from jingwu.rules.clocks import is_overdue
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
    count = sum(is_overdue(clock, now) for card in cards for clock in card.clocks)
    return overdue_table(cards, now=now, warning_days=ledger.settings.warning_days, within=within), count
