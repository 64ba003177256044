"""A period's sheet, read from the index and never from the records; a frozen one as it was frozen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from jingwu import language
from jingwu.dates import Period, month_before, month_of
from jingwu.errors import BadInput, LedgerDamaged, SumsDisagree
from jingwu.language import t
from jingwu.reports.table import Sheet, Table
from jingwu.store.ledger import Ledger

if TYPE_CHECKING:
    from jingwu.reports.parts.corrections import Correction
    from jingwu.rules.cards import Card
    from jingwu.rules.counting import Figures

YEAR = "year"
"""In the document of a December: the figures of its year in one, whose months were all frozen by then."""


def summarise(ledger: Ledger, period: Period, *, now: datetime, force: bool = False) -> Sheet:
    """The sheet of a period, which ends with the present month at the latest; a frozen month's as it was frozen.

    BadInput for one that has not begun; SumsDisagree, naming the records at fault, when figures that must add up do
    not, unless it is forced: then the sheet begins with what does not agree.
    """
    this_month = month_of(now)
    if period.first > this_month:
        raise BadInput([], message=t("{month} has not begun yet.", month=period.first))
    period = Period(period.first, min(period.last, this_month))
    with ledger.reading():  # figures and cards of one state
        kept = ledger.sheet(period.last) if period.length == 1 else None
        if kept is not None:
            return _frozen_sheet(kept)
        sheet = LivePeriod(ledger, period, now).sheet()
        if sheet.tables[0].name == "warnings" and not force:
            raise _disagreement(ledger, sheet, now)
        return sheet


def first_month(ledger: Ledger) -> str:
    """The first month in which something was registered, or that was frozen: of times before there are no figures.

    '' for a ledger that holds nothing.
    """
    return min([*ledger.months(), *ledger.frozen()], default="")


def officers_of(ledger: Ledger, period: Period, *, now: datetime) -> Table:
    """What each officer did in a period against the station's quotas."""
    from jingwu.reports.parts.officers import officer_table
    from jingwu.reports.parts.spans import basis_of

    with ledger.reading():
        return officer_table(basis_of(period, ledger.figures, (), ledger.settings, now))


def _disagreement(ledger: Ledger, sheet: Sheet, now: datetime) -> SumsDisagree:
    from jingwu.services.explain_figure import broken_records

    lines = [f"  {row[0]}: {row[1]}" for row in sheet.tables[0].rows]
    numbers = broken_records(ledger, sheet.period or Period("", ""), now=now)
    if numbers:
        lines.append(t("Records that break it: {numbers}", numbers=" ".join(numbers)))
    else:
        lines.append(t("No record breaks it: the index does not say what the records say (jingwu check --repair)."))
    return SumsDisagree(
        t("These figures do not agree; the sheet is not printed:") + "\n" + "\n".join(lines),
        hint=t("With --force it is printed all the same, with this on top."),
    )


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


class LivePeriod:
    """A period as the ledger has it now, beside frozen months: read once, for as many sheets as are made of it."""

    def __init__(self, ledger: Ledger, period: Period, now: datetime) -> None:
        self._ledger = ledger
        self._period = period
        self._now = now
        self._cards = ledger.live_cards()
        self._figures = cache(ledger.figures)
        frozen = ledger.frozen()
        self._began = first_month(ledger) or period.last
        self._frozen = _Frozen(ledger)
        is_next = bool(frozen) and period.length == 1 and month_before(period.last) == max(frozen)
        self.corrections = self._find_corrections() if is_next else []
        """What the sheet says of frozen months: the first month that is not frozen says it for all."""

    def sheet(self) -> Sheet:
        """The sheet, in the language that is spoken."""
        sheet = self._sheet(self._period, self._figures, self._frozen, self._cards)
        if not self.corrections:
            return sheet
        from jingwu.reports.parts.corrections import correction_tables

        tables = correction_tables(self.corrections, self._touched, self._fixed_sheet)
        return sheet._replace(tables=(*sheet.tables, *tables))

    def figures(self) -> "Figures":
        """All that later sheets need to know of a month once it is frozen."""
        from jingwu.records import WORKED
        from jingwu.reports.parts.spans import basis_of
        from jingwu.rules.counting import CORRECTED

        settings = self._ledger.settings
        basis = basis_of(self._period, self._figures, self._cards, settings, self._now, frozen=self._frozen)
        corrected = {kind: count for kind in WORKED if (count := basis.corrected(kind))}
        return basis.this.fixed() | ({CORRECTED: corrected} if corrected else {})

    def _year(self, year: str) -> "Figures | None":
        """The figures of a year of which all months are frozen, or none; None where that has to be worked out."""
        first, *_, last = months = Period(f"{year}-01", f"{year}-12").months()
        if first in self._frozen and last in self._frozen:
            return (self._ledger.sheet(last) or {}).get(YEAR)
        return self._figures(year) if self._frozen.keys().isdisjoint(months) else None

    def _find_corrections(self) -> "list[Correction]":
        from jingwu.services.corrections import find_corrections, find_touched

        found = find_corrections(self._ledger, self._cards, self._now)
        self._touched = find_touched(self._ledger, found, self._now)
        return found

    def _fixed_sheet(self, month: str, figures: "Figures") -> Sheet:
        return self._sheet(Period(month, month), lambda _: {}, {month: figures}, ())

    def _sheet(
        self,
        period: Period,
        figures: "Callable[[str], Figures]",
        frozen: "Mapping[str, Figures]",
        cards: "Sequence[Card]",
    ) -> Sheet:
        from jingwu.reports.monthly import monthly_sheet

        return monthly_sheet(
            period,
            figures=figures,
            frozen=frozen,
            years=self._year,
            cards=cards,
            settings=self._ledger.settings,
            now=self._now,
            head=self._ledger.head(),
            began=self._began,
        )


class _Frozen(Mapping[str, "Figures"]):
    """Frozen months to their figures, each read when it is first asked for."""

    def __init__(self, ledger: Ledger) -> None:
        self._months = ledger.frozen()
        self._figures: Callable[[str], Figures] = cache(lambda month: (ledger.sheet(month) or {})["figures"])

    def __contains__(self, month: object) -> bool:
        return month in self._months

    def __getitem__(self, month: str) -> "Figures":
        if month not in self._months:
            raise KeyError(month)
        return self._figures(month)

    def __iter__(self) -> Iterator[str]:
        return iter(self._months)

    def __len__(self) -> int:
        return len(self._months)
