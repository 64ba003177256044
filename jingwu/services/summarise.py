"""A month's sheet, read from the index and never from the records."""

from datetime import datetime

from jingwu.dates import month_of
from jingwu.errors import BadInput, Problem
from jingwu.language import t
from jingwu.reports.monthly import monthly_sheet
from jingwu.reports.table import Sheet
from jingwu.store.ledger import Ledger


def summarise(ledger: Ledger, month: str, *, now: datetime) -> Sheet:
    """The sheet of a month. BadInput for a month that has not begun."""
    if month > month_of(now):
        raise BadInput([Problem(t("This month has not begun."), column=t("Month"), value=month, mask="")])
    with ledger.reading():  # figures and cards of one state
        cards = ledger.live_cards()
        head = ledger.head()
        return monthly_sheet(month, figures=ledger.figures, cards=cards, settings=ledger.settings, now=now, head=head)
