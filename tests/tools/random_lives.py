"""Lives of all kinds at random, with every column that a sheet counts filled in here and there."""

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from jingwu.dates import When
from jingwu.errors import NotAllowed
from jingwu.records import KINDS, record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.codes import PATROL_MEANS, SOURCES, VENUES, WAYS
from jingwu.records.fields import Column
from jingwu.records.record import Event, Record
from jingwu.rules.status import append_event, machine, status_of

OFFICERS = ("王建国", "李红", "陈静")
AREAS = ("柳树村", "石桥村", "东河村", "西岭村", "南坡村")
ELSEWHERE = ("北关社区", "河湾村")
"""Places that no station lists."""
CATEGORIES = ("邻里", "盗窃", "消防", None)
START = date(2026, 6, 1)
_LEFT_OUT = {"correct", "link", "undo", "extend", "goods", "file"}


def random_records(seed: int, count: int) -> list[Record]:
    """So many numbered records of half a year from June 2026."""
    chosen = random.Random(seed)
    return [_record(chosen, number) for number in range(1, count + 1)]


def _record(chosen: random.Random, number: int) -> Record:
    kind = chosen.choice(tuple(KINDS))
    at = START + timedelta(days=chosen.randrange(150))
    values: dict[str, Any] = {
        "summary": "某事",
        "number": f"{record_class(kind).prefix}{at:%y%m}-{number:04d}",
        "reported_at": _timed(at, chosen),
        "entered_at": datetime.combine(at + timedelta(days=chosen.choice((0, 0, 0, 35))), time(23, 59)),
        "category": chosen.choice(CATEGORIES),
        "area": chosen.choice((*AREAS, *ELSEWHERE, None)),
        "officer": chosen.choice(OFFICERS),
        "first_officer": chosen.choice((*OFFICERS, None)),
        "risk": chosen.choice(("高", "中", "低", None)),
        "source": chosen.choice((*SOURCES, None)),
        "venue": chosen.choice((*VENUES, None)),
    }
    record = record_class(kind)(**{**values, **_columns(kind, at, chosen)})
    for _ in range(chosen.randrange(8)):
        at += timedelta(days=chosen.choice((0, 1, 2, 5, 20, 40)))
        record = _stepped(record, at, chosen)
    return record


def _timed(at: date, chosen: random.Random) -> When:
    return datetime.combine(at, time(chosen.randrange(24), chosen.randrange(60))) if chosen.random() < 0.3 else at


def _columns(kind: str, at: date, chosen: random.Random) -> dict[str, Any]:
    flag, few = chosen.random() < 0.3, chosen.choice((None, 1, 2, 5))
    if kind == "dispute":
        return {
            "averted": flag,
            "way": chosen.choice((*WAYS, None)),
            "units": "司法所" if chosen.random() < 0.2 else None,
        }
    if kind == "case":
        return {
            "filed_at": chosen.choice((None, at)),
            "occurred_at": chosen.choice((None, datetime.combine(at - timedelta(days=1), time(chosen.randrange(24))))),
            "nature": chosen.choice((None, "security", "criminal")),
            "preventable": flag,
            "series": chosen.choice((None, None, "系列一")),
            "loss": chosen.choice((None, Decimal("300.50"))),
        }
    if kind == "visit":
        return {"households": few, "cards": few, "notices": few, "opinions": "修路灯" if flag else None}
    if kind == "patrol":
        return {"means": chosen.choice((*PATROL_MEANS, None))}
    return {"at_home": flag} if kind == "request" else {}


def _stepped(record: Record, at: date, chosen: random.Random) -> Record:
    status = status_of(record)
    steps = sorted(step for state, step in machine(record.kind) if state == status)
    steps = [step for step in steps if step.partition(":")[0] not in _LEFT_OUT and _may(record, step, chosen)]
    if not steps:
        return record
    action, _, variant = chosen.choice(steps).partition(":")
    fields: dict[str, object] = {}
    for column in ACTIONS[action].kept:
        value = _value(column, at, chosen)
        if value is not None:
            fields[column.name] = value
    named = ACTIONS[action].variant
    if named:
        fields.pop(named, None)
        if variant:
            fields[named] = "司法所" if named == "unit" else variant
    try:
        return append_event(record, Event(at, "李红", action, fields=fields))
    except NotAllowed:  # a third mediation
        return record


def _may(record: Record, step: str, chosen: random.Random) -> bool:
    if step == "void":
        return chosen.random() < 0.1
    return not (record.kind == "request" and step in {"pause", "resume"})  # the promise of an answer is told by hand


def _value(column: Column, at: date, chosen: random.Random) -> object:  # noqa: PLR0911 - a line a type
    if not column.required and chosen.random() < 0.4:
        return None
    if column.type == "choice":
        return chosen.choice(tuple(column.choices))
    if column.type == "money":
        return Decimal(chosen.randrange(100000)).scaleb(-2)
    if column.type == "integer":
        return chosen.randrange(1, 4)
    if column.type in {"date", "when"}:
        return at + timedelta(days=chosen.randrange(1, 40))
    if column.type == "yes":
        return True
    return chosen.choice(OFFICERS) if column.listed == "officers" else "某"


def cut(record: Record, until: date) -> Record:
    """A record as it was at the end of a day."""
    return replace(record, events=tuple(event for event in record.events if event.at <= until))
