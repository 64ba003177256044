"""What is odd in a record though nothing forbids it: said as warnings by the commands and by the import."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jingwu.dates import day_of, is_time, lies_before
from jingwu.errors import Problem
from jingwu.language import pick, t
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.fields import columns_of
from jingwu.records.record import Event, Record
from jingwu.rules.clocks import is_over
from jingwu.rules.courses import limits_on
from jingwu.rules.limits import limits_for
from jingwu.rules.status import effective_events
from jingwu.rules.workdays import add_months
from jingwu.settings import Settings

_PURSUED = 6
"""Months."""
_NO_NAME = re.compile(
    r"[*＊/／\\:：]|\d{7}|等[\d一二两三四五六七八九十几多余]*[人名户]|\(null\)|[\u4e00-\u9fff]{2} [\u4e00-\u9fff]{2}"
)
"""Masked names, several in one, a telephone beside it, and what a database writes for nothing."""
_SETTLED = frozenset({"reached", "performed"})


def doubts_of(record: Record, settings: Settings) -> list[Problem]:
    """Warnings, in words, with the column that each is about; an empty list for nearly every record."""
    found: list[Problem] = []
    if record.grid and record.area:
        grids = settings.areas.get(record.area)
        if grids and record.grid not in grids:
            found.append(_of_grid(record))
    if not is_time(record.reported_at):
        found += _of_hours(record, settings)
    for party in record.parties:
        if not party.name.isalpha() and _NO_NAME.search(party.name):
            found.append(_of_name(record, party.name))
    if record.kind == "case":
        found += _of_case(record)
    elif record.kind == "dispute" and "domestic_violence" in record.flags:
        found += _of_violence(record)
    return found


def in_words(doubt: Problem) -> str:
    """A warning on one line."""
    return " ".join(filter(None, (doubt.column + pick(": ", "：") + doubt.message, doubt.hint)))


def _of_name(record: Record, name: str) -> Problem:
    message = t("This is more than one person's name, or a part of it is lost.")
    return Problem(message, column=_heading(record, "parties"), value=name, mask="name")


def _of_grid(record: Record) -> Problem:
    return Problem(t("By the station's settings this grid is not one of the area's."), column=_heading(record, "grid"))


def _of_hours(record: Record, settings: Settings) -> Iterator[Problem]:
    """A limit in hours that runs from a date without a time: the day's end has to stand for it."""
    for limit in limits_on(record, limits_for(settings)):
        met = any(getattr(record, name) for name in limit.met_by)
        if limit.unit == "hours" and limit.since and limit.amount and not met:
            yield Problem(
                t("A limit counts hours from here, and the time of day is missing."),
                column=_heading(record, "reported_at"),
                hint=t("Write it as 2026-10-03 09:30."),
            )
            return


def _of_case(record: Record) -> Iterator[Problem]:
    filed = getattr(record, "filed_at", None)
    if filed is not None and lies_before(filed, record.reported_at):
        yield Problem(t("The case was filed before it was reported."), column=_heading(record, "filed_at"))
    if _is_past_pursuit(record):
        yield Problem(
            t("More than six months lie between the act and its being found: check whether it may be punished."),
            column=_heading(record, "occurred_at"),
        )
    if not record.events:
        return
    events = effective_events(record)
    recovered, returned = _sum(events, "recover"), _sum(events, "return")
    if returned > recovered:
        yield Problem(t("More was returned than was recovered."), column=ACTIONS["return"].heading)


def _is_past_pursuit(case: Record) -> bool:
    """Whether an act against public security was found after six months: 治安管理处罚法(2025) 25, (2012) 22."""
    if getattr(case, "nature", None) not in {None, "security"} or case.occurred_at is None:
        return False
    return is_over(add_months(day_of(case.occurred_at), _PURSUED), case.reported_at)


def _of_violence(record: Record) -> Iterator[Problem]:
    """反家庭暴力法第16条: light cases that are not punished call for criticism or a written warning (告诫书)."""
    events = effective_events(record)
    mediated = [event for event in events if event.action == "mediate"]
    if mediated and mediated[-1].fields.get("outcome") in _SETTLED:
        yield Problem(
            t("Domestic violence was settled by mediation alone."),
            column=ACTIONS["mediate"].heading,
            hint=t("Anti-Domestic-Violence Law 16: a written warning, or a case, may be due."),
        )


def _sum(events: list[Event], action: str) -> Decimal:
    amounts = (event.fields.get("amount") for event in events if event.action == action)
    return sum((amount for amount in amounts if isinstance(amount, Decimal)), Decimal(0))


def _heading(record: Record, name: str) -> str:
    return next(column.heading for column in columns_of(record_class(record.kind)) if column.name == name)
