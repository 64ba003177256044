"""What a record adds to which month's figures. Each figure names the date it counts by; none depends on the present.

Of every kind, by kind:
- registered: 登记, the month of `reported_at`; void: the same, and a void record adds nothing else
- late: 补录, the month in which it was typed, when that is later than the month it was reported in
- reopened, closed: 重新办理, 办结, the month of that event (worked kinds; visits and patrols are done at once)
- closed_late: of the closed, those on which a limit had been missed by then; accepting the report and the time
  within which an offence can be pursued are no limits on the work and do not count
- open_at_end, overdue_at_end: 月末在办, 其中超期, each month at whose end the matter was open: only of records
  that are done now; of those still open the reader counts their cards
Disputes, by category (类型):
- dispute_found: 排查, by `reported_at`; of these, as they stood when that month ended: dispute_in_settled, _steady,
  _pending, _transferred, _converted, _ended (引导诉讼 or 终止), which add up to it
- dispute_settled, dispute_steady, dispute_transferred, dispute_converted: by the date on which it became so
- dispute_amount: agreed sums in fen, by the date of mediation
- dispute_attempts: mediations by their date, labelled by outcome
Cases, by category:
- case_filed, case_loss (fen): 立案, by `filed`: not counted while that is to be decided
- case_solved, case_solved_48h (of these within 48 hours of the report), case_caught (persons): 破案, by its date
- case_told: victims told after it was solved, by the date of the reply
- case_recovered, case_returned (fen): 追回, 返还, by the date of each
- case_areas: filed cases, labelled by area
Officers, by officer:
- officer_visits, officer_households, officer_cards, officer_patrols: by `reported_at`
- officer_settled: disputes settled, requests resolved or explained, hazards closed, cases solved, by that date, for the
  officer who was responsible then
Callbacks: callbacks, by the date of the call, labelled by satisfaction.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jingwu.dates import When, month_before, month_of
from jingwu.rules.clocks import OF_THE_REPORT, Clock, is_over, was_overdue

if TYPE_CHECKING:  # what reads figures starts without the rules that make them
    from jingwu.records.case import Case
    from jingwu.records.record import Record
    from jingwu.records.visit import Visit
    from jingwu.rules.life import Life

Figures = dict[str, dict[str, int]]
"""Figure to label to count; amounts are in fen. The label is a category, an officer, an area… or ''."""

COHORT: dict[str, str] = {
    "settled": "settled",
    "steady": "steady",
    "transferred": "transferred",
    "converted": "converted",
    "referred": "ended",
    "withdrawn": "ended",
}
"""State of a dispute to what became of it; every other state is 'pending' (在调)."""
COHORT_PARTS = ("settled", "steady", "pending", "transferred", "converted", "ended")

COUNTING = 1
"""Raised whenever a figure is added or counted in another way: what was frozen before is then not compared."""

_SOLVING = {
    "case": frozenset({"solved"}),
    "dispute": frozenset({"settled"}),
    "hazard": frozenset({"closed"}),
    "request": frozenset({"resolved", "explained"}),
}
"""Kind to the states that are a problem settled for an officer's quota."""

_Add = Callable[[When, str, str | None, int], None]
_HOURS_48 = timedelta(hours=48)
_DAY = timedelta(days=1)


def figures_of(record: "Record", clocks: tuple[Clock, ...]) -> dict[str, Figures]:
    """Month to what a record adds to its figures. The dicts are the caller's to keep."""
    from jingwu.rules.life import life_of

    months: dict[str, Figures] = {}

    def add(at: When, figure: str, label: str | None, count: int) -> None:
        month = _month(at.year, at.month)
        figures = months.get(month)
        if figures is None:
            figures = months[month] = {}
        labels = figures.get(figure)
        if labels is None:
            figures[figure] = {label or "": count}
        else:
            labels[label or ""] = labels.get(label or "", 0) + count

    life = life_of(record)
    kind = record.kind
    if life.status == "void":
        add(record.reported_at, "void", kind, 1)
        return months
    add(record.reported_at, "registered", kind, 1)
    entered = record.entered_at
    if entered is not None and _month(entered.year, entered.month) > month_of(record.reported_at):
        add(entered, "late", kind, 1)
    _count_spans(kind, life, clocks, add)
    _count_callbacks(life, add)
    counter = _COUNTERS.get(kind)
    if counter is not None:
        counter(record, life, add)
    _count_settled(record, life, add)
    return months


def merge(into: Figures, figures: Figures, sign: int = 1) -> None:
    """Add `figures` to `into`, or take them away with -1; what comes to zero is left out."""
    for figure, labels in figures.items():
        sums = into.setdefault(figure, {})
        for label, count in labels.items():
            total = sums.get(label, 0) + sign * count
            if total:
                sums[label] = total
            else:
                sums.pop(label, None)
        if not sums:
            del into[figure]


def _count_spans(kind: str, life: "Life", clocks: tuple[Clock, ...], add: _Add) -> None:
    done = bool(life.spans) and life.spans[-1][1] is not None
    for index, (start, end) in enumerate(life.spans):
        if index:
            add(start, "reopened", kind, 1)
        if end is None:
            continue
        add(end, "closed", kind, 1)
        if _was_late(clocks, start if index else None, end):
            add(end, "closed_late", kind, 1)
        if done and (start.month != end.month or start.year != end.year):
            _count_months(kind, start, end, clocks, add)


def _was_late(clocks: tuple[Clock, ...], start: When | None, end: When) -> bool:
    """Whether a limit of an open phase, which began at a reopening on `start`, had been missed when it ended."""
    for clock in clocks:
        if clock.name in OF_THE_REPORT or (start is not None and is_over(clock.started, start)):
            continue
        stopped = clock.stopped
        if stopped is None or is_over(end, stopped):
            stopped = end if clock.paused is None or is_over(end, clock.paused) else clock.paused
        if is_over(clock.due, stopped) and not is_over(end, clock.started):
            return True
    return False


def _count_months(kind: str, start: When, end: When, clocks: tuple[Clock, ...], add: _Add) -> None:
    """The months at whose end the matter was open."""
    month, last = month_of(start), month_of(end)
    while month < last:
        first = date(int(month[:4]), int(month[5:]), 1)
        add(first, "open_at_end", kind, 1)
        if any(was_overdue(clock, month) for clock in clocks):
            add(first, "overdue_at_end", kind, 1)
        month = month_before(month, -1)


def _count_callbacks(life: "Life", add: _Add) -> None:
    for event, step, _, _ in life.moves:
        if step == "callback":
            add(event.at, "callbacks", str(event.fields.get("satisfaction", "")), 1)


def _count_dispute(record: "Record", life: "Life", add: _Add) -> None:
    category, reported = record.category, record.reported_at
    month = _month(reported.year, reported.month)
    state = "open"
    for event, step, before, status in life.moves:
        at = event.at
        if status not in {before, "closed"} and _month(at.year, at.month) <= month:
            state = status
        if step.startswith("mediate:"):
            add(at, "dispute_attempts", step[8:], 1)
            _add_money(at, "dispute_amount", category, event.fields.get("amount"), add)
        if status != before and status in _DATED:
            add(at, f"dispute_{status}", category, 1)
    add(reported, "dispute_found", category, 1)
    add(reported, "dispute_in_" + COHORT.get(state, "pending"), category, 1)


_DATED = frozenset({"settled", "steady", "transferred", "converted"})


def _add_money(at: When, figure: str, label: str | None, amount: object, add: _Add) -> None:
    """Add an amount of yuan, as fen."""
    if isinstance(amount, Decimal):
        add(at, figure, label, int(amount * 100))


def _count_case(record: "Case", life: "Life", add: _Add) -> None:
    category = record.category
    filed = record.filed
    if filed is not None:
        add(filed, "case_filed", category, 1)
        add(filed, "case_areas", record.area, 1)
        _add_money(filed, "case_loss", category, record.loss, add)
    untold = False
    for event, step, before, status in life.moves:
        at = event.at
        if step in {"recover", "return"}:
            figure = "case_recovered" if step == "recover" else "case_returned"
            _add_money(at, figure, category, event.fields.get("amount"), add)
        elif step == "reply" and untold:
            add(at, "case_told", category, 1)
            untold = False
        elif status == "solved" and before != status:
            untold = True
            add(at, "case_solved", category, 1)
            if _within_48_hours(record.reported_at, at):
                add(at, "case_solved_48h", category, 1)
            caught = event.fields.get("caught")
            if isinstance(caught, int) and caught:
                add(at, "case_caught", category, caught)


def _within_48_hours(start: When, end: When) -> bool:
    """Certainly within 48 hours: a day without a time is taken at its far end."""
    first = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day)  # noqa: DTZ001 - Shanghai
    last = end if isinstance(end, datetime) else datetime(end.year, end.month, end.day) + _DAY  # noqa: DTZ001 - Shanghai
    return last - first <= _HOURS_48


def _count_visit(record: "Visit", life: "Life", add: _Add) -> None:  # noqa: ARG001 - one signature for all counters
    officer = record.officer or record.first_officer
    add(record.reported_at, "officer_visits", officer, 1)
    add(record.reported_at, "officer_households", officer, record.households or 1)
    if record.cards:
        add(record.reported_at, "officer_cards", officer, record.cards)


def _count_patrol(record: "Record", life: "Life", add: _Add) -> None:  # noqa: ARG001 - one signature for all counters
    add(record.reported_at, "officer_patrols", record.officer or record.first_officer, 1)


_COUNTERS: dict[str, Callable[[Any, "Life", _Add], None]] = {
    "case": _count_case,
    "dispute": _count_dispute,
    "visit": _count_visit,
    "patrol": _count_patrol,
}


def _count_settled(record: "Record", life: "Life", add: _Add) -> None:
    """Problems settled, for the officer responsible at the time: a later transfer takes nothing away."""
    states = _SOLVING.get(record.kind)
    if states is None or not life.moves:
        return
    officer = record.officer or record.first_officer
    passed_on = any(step == "transfer" and event.fields.get("officer") for event, step, _, _ in life.moves)
    if passed_on:
        officer = record.first_officer or record.officer
    for event, step, before, status in life.moves:
        if step == "transfer" and event.fields.get("officer"):
            officer = str(event.fields["officer"])
        elif status in states and before != status:
            add(event.at, "officer_settled", officer, 1)


@lru_cache(maxsize=4096)
def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"
