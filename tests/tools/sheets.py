"""Sheets of records that stand in no ledger."""

from collections.abc import Sequence
from datetime import datetime

from jingwu.dates import Period, month_of
from jingwu.records.record import Record
from jingwu.reports.monthly import monthly_sheet
from jingwu.reports.table import Cell, Sheet, figures_in
from jingwu.rules.briefs import card_of
from jingwu.rules.cards import Card
from jingwu.rules.counting import Figures, merge
from jingwu.rules.courses import clocks_of
from jingwu.rules.figures import figures_of
from jingwu.rules.limits import Limits, limits_for
from jingwu.rules.numbering import make_number
from jingwu.settings import Settings


def indexed(records: Sequence[Record], limits: Limits) -> tuple[dict[str, Figures], list[Card]]:
    """What the index of a ledger with these records would keep: month to its figures, and the cards.

    A record that has no number gets one.
    """
    months: dict[str, Figures] = {}
    cards: list[Card] = []
    for sequence, given in enumerate(records, 1):
        number = given.number or make_number(given.kind, month_of(given.reported_at), sequence)
        record = given.changed(number=number)
        clocks = clocks_of(record, limits)
        for name, figures in figures_of(record, clocks).items():
            merge(months.setdefault(name, {}), figures)
        card = card_of(record, clocks)
        if card is not None:
            cards.append(card)
    return months, cards


def sheet_of(records: Sequence[Record], period: Period, settings: Settings, now: datetime) -> Sheet:
    """The sheet as a ledger with these records would make it."""
    months, cards = indexed(records, limits_for(settings))
    return monthly_sheet(period, figures=lambda name: months.get(name, {}), cards=cards, settings=settings, now=now)


def cells_of(sheet: Sheet) -> dict[str, Cell]:
    """Every figure by its id."""
    return {figure.id: figure.cell for figure in figures_in(sheet)}
