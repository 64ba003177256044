"""What a record of each kind adds to the figures that only its kind has; `rules.counting` says by which dates."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jingwu.dates import When
from jingwu.rules.clocks import Clock, is_over
from jingwu.rules.cohorts import COHORT, COHORT_PARTS
from jingwu.rules.counting import MOVED

if TYPE_CHECKING:  # what reads figures starts without the records that make them
    from jingwu.records.case import Case
    from jingwu.records.dispute import Dispute
    from jingwu.records.record import Event, Record
    from jingwu.records.request import Request
    from jingwu.records.visit import Visit
    from jingwu.rules.life import Life

Add = Callable[[When, str, str | None, int], None]
"""Adds a count to a figure's label in the month of a date."""
Clocks = tuple[Clock, ...]

_DATED = frozenset({"settled", "steady", "transferred", "converted"})
_AGREED = frozenset({"mediate:reached", "mediate:performed"})
_HOURS_48 = timedelta(hours=48)
_DAY = timedelta(days=1)


def count_dispute(record: "Dispute", life: "Life", clocks: Clocks, add: Add) -> None:  # noqa: ARG001 - one signature
    """Disputes: the registration, and each event by its date."""
    reported, category, risk = record.reported_at, record.category, record.risk
    add(reported, "dispute_found", category, 1)
    add(reported, "risk_found", risk, 1)
    add(reported, "dispute_source", record.source, 1)
    add(reported, "dispute_areas", record.area, 1)
    averting = record.averted
    promised: object = None
    for event, step, before, status in life.moves:
        at = event.at
        if step.startswith("mediate:"):
            _count_mediation(record, event, step, add)
            promised = event.fields.get("perform_by") or promised
        elif step in _AFTER:
            _AFTER[step](event, promised, add)
        if status != before and status in _DATED:
            add(at, f"dispute_{status}", category, 1)
            if averting and status in _HELD:
                add(at, "dispute_averted", "", 1)
                averting = False
    _count_cohort(record, life, add)


_HELD = frozenset({"settled", "steady"})


def _count_mediation(record: "Dispute", event: "Event", step: str, add: Add) -> None:
    at, fields = event.at, event.fields
    way = fields.get("way") or record.way
    add(at, "dispute_attempts", step[8:], 1)
    add(at, "dispute_way", str(way or ""), 1)
    if way == "joint" or fields.get("units") or record.units:
        add(at, "dispute_joint", "", 1)
    if step in _AGREED:
        add(at, "dispute_agreed", str(fields.get("form") or ""), 1)
        if step == "mediate:performed":
            add(at, "dispute_performed", "", 1)
    add_money(at, "dispute_amount", record.category, fields.get("amount"), add)


def _count_performance(event: "Event", promised: object, add: Add) -> None:
    add(event.at, "dispute_performed", "", 1)
    add_money(event.at, "dispute_paid", "", event.fields.get("amount"), add)
    if isinstance(promised, When) and is_over(promised, event.at):
        add(event.at, "dispute_performed_late", "", 1)


_AFTER: Mapping[str, Callable[["Event", object, Add], None]] = {
    "perform": _count_performance,
    "breach": lambda event, _, add: add(event.at, "dispute_broken", str(event.fields.get("reason") or ""), 1),
    "confirm": lambda event, _, add: add(event.at, "dispute_confirmed", "", 1),
    "convert": lambda event, _, add: (
        add(event.at, "dispute_to_case", str(event.fields.get("nature") or ""), 1)
        if event.fields.get("to") == "case"
        else None
    ),
}


def _count_cohort(record: "Dispute", life: "Life", add: Add) -> None:
    """What had become of it at the end of the month it was found in, and each later month that ended otherwise."""
    reported = record.reported_at
    first = counted = reported.year * 12 + reported.month
    state, when, shown = "open", reported, ""
    for event, _, before, status in life.moves:
        if status in {before, "closed"}:
            continue
        at = event.at
        if at.year * 12 + at.month > counted:
            shown = _mark(record, when, shown, COHORT.get(state, "pending"), add)
            counted, when = at.year * 12 + at.month, at
        state = status
    _mark(record, when if counted > first else reported, shown, COHORT.get(state, "pending"), add)


_IN = {part: (f"dispute_in_{part}", f"risk_in_{part}") for part in COHORT_PARTS}


def _mark(record: "Dispute", at: When, shown: str, part: str, add: Add) -> str:
    if not shown:
        dispute_in, risk_in = _IN[part]
        add(record.reported_at, dispute_in, record.category, 1)
        add(record.reported_at, risk_in, record.risk, 1)
    elif shown != part:
        found = record.reported_at
        label = (f"{found.year:04d}-{found.month:02d}", record.category or "", record.risk or "", shown, part)
        add(at, "dispute_moved", MOVED.join(label), 1)
    return part


def count_case(record: "Case", life: "Life", clocks: Clocks, add: Add) -> None:  # noqa: ARG001 - one signature
    """Cases: the filing, and each event by its date."""
    category = record.category
    filed = record.filed
    if filed is not None:
        _count_filed(record, filed, add)
    joined, untold = False, False
    for event, step, before, status in life.moves:
        at = event.at
        if step in _CASE_STEPS:
            joined = _CASE_STEPS[step](record, event, add) or joined
        elif step == "reply" and untold:
            add(at, "case_told", category, 1)
            untold = False
        elif status == "solved" and before != status:
            untold = True
            _count_solved(record, event, add)
    if record.series and not joined and filed is not None:
        add(filed, "case_series", record.series, 1)


def _count_filed(record: "Case", filed: When, add: Add) -> None:
    category = record.category
    add(filed, "case_filed", category, 1)
    add(filed, "case_areas", record.area, 1)
    add(filed, "case_nature", record.nature, 1)
    add(filed, "case_hours", _hour_of(record.occurred_at or record.reported_at), 1)
    if record.preventable:
        add(filed, "case_preventable", category, 1)
    add_money(filed, "case_loss", category, record.loss, add)


def _count_series(_: "Case", event: "Event", add: Add) -> bool:
    add(event.at, "case_series", str(event.fields.get("name") or ""), 1)
    return True


_CASE_STEPS: Mapping[str, Callable[["Case", "Event", Add], bool | None]] = {
    "recover": lambda record, event, add: add_money(
        event.at, "case_recovered", record.category, event.fields.get("amount"), add
    ),
    "return": lambda record, event, add: add_money(
        event.at, "case_returned", record.category, event.fields.get("amount"), add
    ),
    "series": _count_series,
}


def _count_solved(record: "Case", event: "Event", add: Add) -> None:
    at, means = event.at, event.fields.get("means")
    add(at, "case_solved", record.category, 1)
    add(at, "case_means", str(means or ""), 1)
    if _within_48_hours(record.reported_at, at):
        add(at, "case_solved_48h", record.category, 1)
    caught = event.fields.get("caught")
    if isinstance(caught, int) and caught:
        add(at, "case_caught", record.category, caught)
        if means == "lead":
            add(at, "case_caught_by_lead", "", caught)


def _within_48_hours(start: When, end: When) -> bool:
    """Certainly within 48 hours: a day without a time is taken at its far end."""
    first = start if isinstance(start, datetime) else datetime(start.year, start.month, start.day)  # noqa: DTZ001 - Shanghai
    last = end if isinstance(end, datetime) else datetime(end.year, end.month, end.day) + _DAY  # noqa: DTZ001 - Shanghai
    return last - first <= _HOURS_48


def _hour_of(at: When) -> str:
    """Weekday (1 is Monday) and hour, as '5-23'; '' without a time of day."""
    return _hour(at.weekday(), at.hour) if isinstance(at, datetime) else ""


@lru_cache(maxsize=256)
def _hour(weekday: int, hour: int) -> str:
    return f"{weekday + 1}-{hour:02d}"


_WORK: Mapping[str, Mapping[str, str]] = {
    "hazard": {
        "assign": "hazard_assigned", "rectify": "hazard_rectified", "recheck:passed": "hazard_passed",
        "recheck:failed": "hazard_failed", "close": "hazard_closed", "transfer:unit": "hazard_transferred",
        "convert": "hazard_converted",
    },
    "request": {
        "explain": "request_explained", "transfer:unit": "request_transferred", "convert": "request_converted",
    },
    "lead": {
        "verify:confirmed": "lead_confirmed", "verify:dismissed": "lead_dismissed",
        "transfer:unit": "lead_transferred",
    },
    "conduct": {
        "rectify": "conduct_rectified", "recheck:passed": "conduct_passed", "recheck:failed": "conduct_failed",
        "explain": "conduct_explained",
    },
}  # fmt: skip
"""Kind to the steps that are counted, where they move the matter on, and their figure; labelled by category."""


def count_work(record: "Record", life: "Life", clocks: Clocks, add: Add) -> None:
    """Hazards, requests, leads and matters of conduct: found by registration, each step by its date."""
    kind, category = record.kind, record.category
    add(record.reported_at, f"{kind}_found", category, 1)
    steps, special = _WORK[kind], _SPECIAL.get(kind)
    for event, step, before, status in life.moves:
        if status != before:
            if step in steps:
                add(event.at, steps[step], category, 1)
            if special is not None:
                special(record, event, step, add)
    if kind == "request":
        _count_answers(category, clocks, add)


def _count_request(record: "Request", event: "Event", step: str, add: Add) -> None:
    if step == "resolve":
        add(event.at, _MANNERS.get(str(event.fields.get("manner")), "request_resolved"), record.category, 1)
    if step in {"resolve", "explain"} and (record.at_home or event.fields.get("at_home")):
        add(event.at, "request_at_home", record.category, 1)


_MANNERS = {"on_spot": "request_on_spot", "by_date": "request_by_date"}


def _count_answers(category: str | None, clocks: Clocks, add: Add) -> None:
    """The promise of an answer, by the day on which it is due."""
    for clock in clocks:
        if clock.name == "request.reply" and clock.paused is None:  # while it stands still, its day is not known
            in_time = clock.stopped is not None and not is_over(clock.due, clock.stopped)
            if not (clock.cancelled and in_time):  # what ended another way before then was never due
                add(clock.due, "request_due", category, 1)
                if in_time:
                    add(clock.due, "request_in_time", category, 1)


def _count_lead(record: "Record", event: "Event", step: str, add: Add) -> None:
    caught = event.fields.get("caught")
    if step == "verify:confirmed" and isinstance(caught, int) and caught:
        add(event.at, "lead_caught", record.category, caught)
    elif step == "convert":
        to = event.fields.get("to")
        add(event.at, f"lead_to_{to}" if to in {"case", "dispute"} else "lead_to_other", record.category, 1)


_SPECIAL: Mapping[str, Callable[[Any, "Event", str, Add], None]] = {"request": _count_request, "lead": _count_lead}


def count_visit(record: "Visit", life: "Life", clocks: Clocks, add: Add) -> None:  # noqa: ARG001 - one signature
    """Visits, for the venue and for the officer."""
    at, venue, officer = record.reported_at, record.venue, record.officer or record.first_officer
    households = record.households or 1
    add(at, "visit_count", venue, 1)
    add(at, "visit_households", venue, households)
    add(at, "officer_visits", officer, 1)
    add(at, "officer_households", officer, households)
    if record.cards:
        add(at, "visit_cards", venue, record.cards)
        add(at, "officer_cards", officer, record.cards)
    if record.notices:
        add(at, "visit_notices", venue, record.notices)
    if record.opinions:
        add(at, "visit_opinions", venue, 1)


def count_patrol(record: Any, life: "Life", clocks: Clocks, add: Add) -> None:  # noqa: ARG001 - one signature
    """Patrols, by how they were made and for the officer."""
    add(record.reported_at, "patrol_count", record.means, 1)
    add(record.reported_at, "officer_patrols", record.officer or record.first_officer, 1)


def add_money(at: When, figure: str, label: str | None, amount: object, add: Add) -> None:
    """Add an amount of yuan, as fen."""
    if isinstance(amount, Decimal):
        add(at, figure, label, int(amount * 100))


COUNTERS: Mapping[str, Callable[[Any, "Life", Clocks, Add], None]] = {
    "case": count_case,
    "dispute": count_dispute,
    "hazard": count_work,
    "request": count_work,
    "lead": count_work,
    "conduct": count_work,
    "visit": count_visit,
    "patrol": count_patrol,
}
