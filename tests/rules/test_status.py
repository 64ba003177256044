"""The states of records."""

from dataclasses import replace
from datetime import datetime

import pytest

from jingwu.errors import NotAllowed
from jingwu.records import KINDS, record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.record import Event, Record
from jingwu.rules.status import (
    DONE,
    STATUSES,
    allowed_actions,
    append_event,
    effective_events,
    first_status,
    machine,
    status_of,
)

NOON = datetime(2026, 10, 3, 12)  # noqa: DTZ001 - times are Asia/Shanghai


def made(kind: str) -> Record:
    return record_class(kind)(summary="某事", reported_at=NOON, number="X")


def done(record: Record, *steps: str) -> Record:
    for step in steps:
        action, _, value = step.partition(":")
        variant = ACTIONS[action].variant
        record = append_event(record, Event(NOON, "王建国", action, fields={variant: value} if value else {}))
    return record


@pytest.mark.parametrize(
    ("kind", "steps", "status"),
    [
        ("case", ["solve", "reply", "recover", "return", "close"], "closed"),
        ("case", ["solve", "close", "reopen"], "open"),
        ("dispute", ["mediate:reached", "perform", "callback", "close"], "closed"),
        ("dispute", ["mediate:performed"], "settled"),
        ("dispute", ["steady", "close"], "closed"),
        ("dispute", ["mediate:failed", "mediate:reached", "breach"], "broken"),
        ("dispute", ["steady", "mediate:failed", "mediate:referred"], "referred"),
        ("dispute", ["mediate:failed", "convert"], "converted"),
        ("hazard", ["assign", "rectify", "recheck:failed", "rectify", "recheck:passed", "close"], "closed"),
        ("request", ["reply", "resolve", "callback", "close"], "closed"),
        ("request", ["transfer:司法所"], "transferred"),
        ("lead", ["verify:confirmed", "convert"], "converted"),
        ("lead", ["verify:dismissed"], "dismissed"),
        ("conduct", ["rectify", "recheck:passed", "close"], "closed"),
        ("visit", ["reply"], "recorded"),
        ("patrol", ["note", "void"], "void"),
    ],
)
def test_the_life_of_each_kind_leads_where_the_station_expects(kind: str, steps: list[str], status: str) -> None:
    assert status_of(done(made(kind), *steps)) == status


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("dispute", ["close"]),
        ("dispute", ["mediate:reached", "close"]),
        ("dispute", ["perform"]),
        ("case", ["close", "solve"]),
        ("hazard", ["close"]),
        ("hazard", ["recheck:passed"]),
        ("request", ["close"]),
        ("case", ["void", "note"]),
        ("patrol", ["close"]),
    ],
)
def test_what_a_state_does_not_allow_is_refused_with_what_it_does_allow(kind: str, steps: list[str]) -> None:
    record = done(made(kind), *steps[:-1])
    with pytest.raises(NotAllowed) as refusal:
        done(record, steps[-1])
    assert refusal.value.hint


def test_an_agreement_is_not_yet_the_end_of_a_dispute() -> None:
    assert status_of(done(made("dispute"), "mediate:reached")) not in DONE


def test_an_undo_takes_back_the_last_event_that_stands() -> None:
    record = done(made("dispute"), "mediate:failed", "mediate:reached")
    undone = replace(record, events=(*record.events, Event(NOON, "王建国", "undo")))
    assert status_of(undone) == "mediating"
    assert [event.action for event in effective_events(undone)] == ["mediate"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_of_a_kind_has_a_name_and_a_way_on_or_is_an_end(kind: str) -> None:
    reached = {first_status(kind), *machine(kind).values()}
    assert reached <= set(STATUSES)
    for status in reached - {"void"}:
        assert "void" in allowed_actions(kind, status)


def test_every_action_is_possible_somewhere() -> None:
    steps = {step.partition(":")[0] for kind in KINDS for _, step in machine(kind)}
    assert steps == set(ACTIONS) - {"undo"}


def test_a_refusal_never_offers_the_very_thing_that_it_refuses() -> None:
    with pytest.raises(NotAllowed) as refusal:
        done(made("dispute"), "mediate:reached", "mediate:reached")
    assert "mediate（已履行）" in (refusal.value.hint or "")
