"""Freeze a month (定稿): its sheet prints the same for ever, and later sheets compare with its figures."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from jingwu import language
from jingwu.dates import Period, month_before, month_of, show_when, write_when
from jingwu.errors import NotAllowed
from jingwu.language import t
from jingwu.reports.frozen import sheet_document
from jingwu.reports.table import Sheet
from jingwu.rules.counting import COUNTING, Figures, total_of
from jingwu.services.corrections import reported_after
from jingwu.services.summarise import YEAR, LivePeriod
from jingwu.store.ledger import Ledger


def freeze(ledger: Ledger, month: str, *, by: str, now: datetime) -> None:
    """Fix the sheet of a month. NotAllowed, in words, where it cannot be; then nothing has changed."""

    def make() -> dict[str, Any]:
        _refuse_freeze(ledger, month, now)
        return _document(ledger, month, by=by, now=now)

    ledger.freeze(month, make, command="freeze", by=by, at=now, details={})


def thaw(ledger: Ledger, month: str, reason: str, *, by: str, now: datetime) -> None:
    """Give a frozen month free again; the journal keeps its sheet and the reason. NotAllowed where it is not frozen."""

    def make() -> dict[str, Any]:
        frozen = list(ledger.frozen())
        if month not in frozen:
            raise NotAllowed(t("{month} is not frozen.", month=month))
        if month != frozen[-1]:
            raise NotAllowed(
                t("{last} is frozen too, and counts on {month}.", month=month, last=frozen[-1]),
                hint=t("Take back the later ones first: jingwu freeze {last} --undo --reason …", last=frozen[-1]),
            )
        return {}

    ledger.freeze(month, make, command="thaw", by=by, at=now, details={"reason": reason})


def _refuse_freeze(ledger: Ledger, month: str, now: datetime) -> None:
    if month >= month_of(now):
        raise NotAllowed(t("{month} has not ended; it can be frozen from the first of the next month on.", month=month))
    kept = ledger.sheet(month)
    if kept is not None:
        raise NotAllowed(
            t("{month} was frozen already, {at} by {by}.", month=month, at=kept["at"].replace("T", " "), by=kept["by"]),
            hint=t("'jingwu summary {month}' prints it. To take it back: jingwu freeze {month} --undo --reason …",
                   month=month),
        )  # fmt: skip
    last = max(ledger.frozen(), default="")
    if last > month:
        raise NotAllowed(
            t("{last} is frozen already: months are frozen one after the other.", last=last),
            hint=t("Take back the later ones first: jingwu freeze {last} --undo --reason …", last=last),
        )
    if last and last != month_before(month):
        following = month_before(last, -1)
        raise NotAllowed(
            t("{month} is not frozen yet: months are frozen one after the other.", month=following),
            hint=t("First: jingwu freeze {month}", month=following),
        )


def _document(ledger: Ledger, month: str, *, by: str, now: datetime) -> dict[str, Any]:
    """What is kept: figures for later comparisons, what was said of earlier months, the sheet in both languages.

    Nothing in it is masked: that is done when it is printed.
    """
    live = LivePeriod(ledger, Period(month, month), now)
    figures = live.figures()
    return {
        "at": write_when(now),
        "by": by,
        "counting": COUNTING,
        "figures": figures,
        **_year(ledger, month, figures),
        "reported": reported_after(ledger, live.corrections),
        **{spoken: sheet_document(_titled(live.sheet(), by, now)) for spoken in _each_language()},
    }


def _year(ledger: Ledger, december: str, figures: Figures) -> dict[str, Figures]:
    """With the last month of a year: the figures of that year, if its other months are frozen."""
    *others, last = Period(f"{december[:4]}-01", f"{december[:4]}-12").months()
    if december != last or not ledger.frozen().keys() >= set(others):
        return {}
    return {YEAR: total_of(others[0], [*((ledger.sheet(month) or {})["figures"] for month in others), figures])}


def _each_language() -> Iterator[str]:
    """Speaks one language after the other, and at the end that of before."""
    before = language.current()
    try:
        for spoken in language.LANGUAGES:
            language.use(spoken)
            yield spoken
    finally:
        language.use(before)


def _titled(sheet: Sheet, by: str, now: datetime) -> Sheet:
    """The sheet with the words at its top that it is frozen, when and by whom."""
    if any(table.name == "warnings" for table in sheet.tables):
        raise NotAllowed(
            t("The figures of this month do not agree; such a sheet is not frozen."),
            hint=t("'jingwu summary' names what does not agree; 'jingwu check' looks for the cause."),
        )
    return sheet._replace(title=t("{title} (frozen {at}, {by})", title=sheet.title, at=show_when(now), by=by))
