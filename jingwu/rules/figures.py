"""What a record adds to the figures of months; `counting` says which there are, and by which dates they count."""

from datetime import date

from jingwu.dates import When, month_before, month_of, name_of_month
from jingwu.records.record import Record
from jingwu.rules.clocks import OF_THE_REPORT, Clock, is_over, was_overdue
from jingwu.rules.counters import COUNTERS, Add
from jingwu.rules.counting import Figures
from jingwu.rules.life import Life, life_of

_SOLVING = {
    "case": frozenset({"solved"}),
    "dispute": frozenset({"settled"}),
    "hazard": frozenset({"closed"}),
    "request": frozenset({"resolved", "explained"}),
}
"""Kind to the states that are a problem settled for an officer's quota."""


def figures_of(record: Record, clocks: tuple[Clock, ...]) -> dict[str, Figures]:
    """Month to what a record adds to its figures. The dicts are the caller's to keep."""
    months: dict[str, Figures] = {}
    count(record, clocks, months)
    return months


def count(record: Record, clocks: tuple[Clock, ...], months: dict[str, Figures]) -> None:
    """Add what a record adds to the figures of months to these."""
    add = _adder(months)
    life = life_of(record)
    kind = record.kind
    if life.status == "void":
        add(record.reported_at, "void", kind, 1)
        return
    entered, reported = record.entered_at, record.reported_at
    if entered is not None and entered.year * 12 + entered.month > reported.year * 12 + reported.month:
        add(entered, "late", kind, 1)
        add(reported, "entered_late", kind, 1)
    add(reported, "registered", kind, 1)
    COUNTERS[kind](record, life, clocks, add)
    if not life.moves:
        return
    _count_spans(kind, life, clocks, add)
    for start, end in life.pauses:
        if end is not None:
            _count_months("paused_at_end", kind, start, end, add)
    for event, step, _, _ in life.moves:
        if step == "callback":
            add(event.at, f"callback_{event.fields.get('satisfaction', '')}", kind, 1)
    _count_settled(record, life, add)


def _adder(months: dict[str, Figures]) -> Add:
    """What adds a count to the figures of a date's month."""
    last: When | None = None
    figures: Figures = {}

    def add(at: When, figure: str, label: str | None, count: int) -> None:
        nonlocal last, figures
        if at is not last:  # what is counted by one date comes together
            figures = months.setdefault(name_of_month(at.year, at.month), {})
            last = at
        labels = figures.get(figure)
        if labels is None:
            labels = figures[figure] = {}
        label = label or ""
        labels[label] = labels.get(label, 0) + count

    return add


def _count_spans(kind: str, life: Life, clocks: tuple[Clock, ...], add: Add) -> None:
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
            for first in _count_months("open_at_end", kind, start, end, add):
                if any(was_overdue(clock, first) for clock in clocks):
                    add(date(int(first[:4]), int(first[5:]), 1), "overdue_at_end", kind, 1)


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


def _count_months(figure: str, kind: str, start: When, end: When, add: Add) -> list[str]:
    """Count the months at whose end it lasted, from `start` to `end`; the months."""
    month, last = month_of(start), month_of(end)
    months: list[str] = []
    while month < last:
        add(date(int(month[:4]), int(month[5:]), 1), figure, kind, 1)
        months.append(month)
        month = month_before(month, -1)
    return months


def _count_settled(record: Record, life: Life, add: Add) -> None:
    """Problems settled, for the officer responsible at the time: a later transfer takes nothing away."""
    states = _SOLVING.get(record.kind)
    if states is None:
        return
    officer = record.officer or record.first_officer
    moves = life.moves
    if officer != record.first_officer and any(
        step == "transfer" and event.fields.get("officer") for event, step, _, _ in moves
    ):
        officer = record.first_officer or record.officer
    for event, step, before, status in moves:
        if step == "transfer" and event.fields.get("officer"):
            officer = str(event.fields["officer"])
        elif status in states and before != status:
            add(event.at, "officer_settled", officer, 1)
