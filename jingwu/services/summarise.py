"""A month's sheet, read from the index and never from the records; a frozen one as it was frozen."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jingwu import language
from jingwu.dates import month_before, month_of
from jingwu.errors import BadInput, LedgerDamaged, Problem
from jingwu.language import t
from jingwu.reports.table import Sheet
from jingwu.store.ledger import Ledger

if TYPE_CHECKING:
    from jingwu.reports.parts.corrections import Correction
    from jingwu.rules.cards import Card
    from jingwu.rules.counting import Figures


def summarise(ledger: Ledger, month: str, *, now: datetime) -> Sheet:
    """The sheet of a month. BadInput for a month that has not begun."""
    if month > month_of(now):
        raise BadInput([Problem(t("This month has not begun."), column=t("Month"), value=month, mask="")])
    with ledger.reading():  # figures and cards of one state
        kept = ledger.sheet(month)
        return _frozen_sheet(kept) if kept is not None else LiveMonth(ledger, month, now).sheet()


def _frozen_sheet(kept: Mapping[str, Any]) -> Sheet:
    """The sheet of a frozen month's document, in the language that is spoken. LedgerDamaged when it cannot be read."""
    from jingwu.reports.frozen import sheet_of

    try:
        return sheet_of(kept[language.current()])
    except (ValueError, KeyError, TypeError):
        raise LedgerDamaged(
            t("A frozen sheet holds something that this program does not know."),
            hint=t("Install the newer jingwu; this one changes nothing here."),
        ) from None


class LiveMonth:
    """A month as the ledger has it now, beside frozen ones: read once, for as many sheets as are made of it."""

    def __init__(self, ledger: Ledger, month: str, now: datetime) -> None:
        self._ledger = ledger
        self._month = month
        self._now = now
        self._cards = ledger.live_cards()
        self._figures = {name: ledger.figures(name) for name in _beside(month)}
        frozen = ledger.frozen()
        self._frozen = {name: _figures_of(ledger, name) for name in _beside(month) if name in frozen}
        is_next = bool(frozen) and month_before(month) == max(frozen)
        self.corrections = self._find_corrections() if is_next else []
        """What the sheet says of frozen months: the first month that is not frozen says it for all."""

    def sheet(self) -> Sheet:
        """The sheet, in the language that is spoken."""
        sheet = self._sheet(self._month, self._figures.__getitem__, self._frozen, self._cards)
        if not self.corrections:
            return sheet
        from jingwu.reports.parts.corrections import correction_tables

        tables = correction_tables(self.corrections, self._touched, self._fixed_sheet)
        return sheet._replace(tables=(*sheet.tables, *tables))

    def figures(self) -> "Figures":
        """All that later sheets need to know of the month once it is frozen."""
        from jingwu.reports.parts.months import Month

        return Month(self._month, self._figures[self._month], self._cards, self._now).fixed()

    def _find_corrections(self) -> "list[Correction]":
        from jingwu.services.corrections import find_corrections, find_touched

        found = find_corrections(self._ledger, self._cards, self._now)
        self._touched = find_touched(self._ledger, found, self._now)
        return found

    def _fixed_sheet(self, month: str, figures: "Figures") -> Sheet:
        return self._sheet(month, lambda _: {}, {month: figures}, ())

    def _sheet(
        self, month: str, figures: "Callable[[str], Figures]", frozen: "Mapping[str, Figures]", cards: "Sequence[Card]"
    ) -> Sheet:
        from jingwu.reports.monthly import monthly_sheet

        return monthly_sheet(
            month,
            figures=figures,
            frozen=frozen,
            cards=cards,
            settings=self._ledger.settings,
            now=self._now,
            head=self._ledger.head(),
        )


def _beside(month: str) -> tuple[str, str, str]:
    """A month and those that it is compared with."""
    return month, month_before(month), month_before(month, 12)


def _figures_of(ledger: Ledger, month: str) -> "Figures":
    figures: Figures = (ledger.sheet(month) or {})["figures"]
    return figures
