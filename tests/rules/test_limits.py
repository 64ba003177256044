"""The table of limits, and what a station changes of it."""

import pytest

from jingwu.errors import BadInput
from jingwu.records import KINDS, record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.fields import columns_of
from jingwu.rules.limits import LIMITS, UNITS, Limit, limits_for
from jingwu.rules.status import machine
from jingwu.settings import Settings


def found(settings: Settings, name: str) -> Limit | None:
    return next((limit for limit in limits_for(settings).get(name.partition(".")[0], ()) if limit.name == name), None)


@pytest.mark.parametrize("limit", LIMITS.values(), ids=list(LIMITS))
def test_each_row_names_steps_and_fields_that_exist(limit: Limit) -> None:
    kind = limit.kind
    assert kind in KINDS
    assert limit.unit in UNITS
    assert limit.basis
    assert limit.basis_chinese
    steps = {step for _, step in machine(kind)}
    assert limit.starts | limit.stops <= steps
    fields = {column.name for column in columns_of(record_class(kind))}
    assert {name for name, _ in limit.where} | ({*limit.since, *limit.met_by} - {"filed"}) <= fields
    actions = {step.partition(":")[0] for step in limit.starts}
    of_events = {column.name for action in actions for column in ACTIONS[action].kept}
    assert not limit.date_field or limit.date_field in fields | of_events
    assert limit.since or limit.starts


def test_a_station_may_change_amount_unit_and_rolling() -> None:
    changed = found(Settings(limits={"request.reply": {"amount": 24, "unit": "hours"}}), "request.reply")
    assert changed is not None
    assert (changed.amount, changed.unit) == (24, "hours")
    rolled = found(Settings(limits={"hazard.assign": {"roll": True}}), "hazard.assign")
    assert rolled is not None
    assert rolled.roll


def test_the_highest_risk_has_less_time_unless_the_station_says_one_amount_for_all() -> None:
    usual = found(Settings(), "dispute.callback")
    assert usual is not None
    assert (usual.amount, dict(usual.by_risk)) == (30, {"高": 7})
    red = found(Settings()._replace(risks=("红", "黄")), "dispute.callback")
    assert red is not None
    assert dict(red.by_risk) == {"红": 7}
    same = found(Settings(limits={"dispute.callback": {"amount": 15}}), "dispute.callback")
    assert same is not None
    assert dict(same.by_risk) == {}
    told = found(Settings(limits={"dispute.callback": {"by_risk": {"高": 3, "中": 15}}}), "dispute.callback")
    assert told is not None
    assert dict(told.by_risk) == {"高": 3, "中": 15}


def test_an_amount_of_zero_switches_a_limit_off_and_another_switches_one_on() -> None:
    settings = Settings(limits={"dispute.callback": {"amount": 0}, "case.callback": {"amount": 30}})
    assert found(settings, "dispute.callback") is None
    assert found(settings, "case.callback") is not None
    assert found(Settings(), "case.callback") is None


def test_all_wrong_overrides_are_told_at_once_with_the_nearest_names() -> None:
    wrong: dict[str, dict[str, object]] = {
        "request.replay": {"amount": 2},
        "request.reply": {"amount": -1, "unit": "weeks", "roll": "yes", "days": 3},
        "dispute.callback": {"by_risk": {"高": "soon"}},
        "hazard.assign": {"amount": True},
    }
    with pytest.raises(BadInput) as raised:
        limits_for(Settings(limits=wrong))
    assert [problem.column for problem in raised.value.problems] == [
        "limits.request.replay",
        "limits.request.reply.amount",
        "limits.request.reply.unit",
        "limits.request.reply.roll",
        "limits.request.reply.days",
        "limits.dispute.callback.by_risk",
        "limits.hazard.assign.amount",
    ]
    assert "request.reply" in raised.value.problems[0].hint
    assert all(problem.file == "station.toml" for problem in raised.value.problems)
