"""Clocks, day by day, as JSON prints them: the keys are a promise."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from jingwu.dates import write_when
from jingwu.language import pick
from jingwu.output.details import clock_document
from jingwu.records.codec import Document
from jingwu.records.fields import columns_of
from jingwu.records.record import Event, Record
from jingwu.rules.clocks import clock_name
from jingwu.rules.explaining import Pause, Stretch, extensions_of, pauses_of, stretches_of
from jingwu.rules.status import step_name, step_of
from jingwu.rules.timing import Change, Course, joined


class Told(NamedTuple):
    """A record of which the clocks are told, and how far its texts are masked."""

    record: Record
    masked: Document
    """Its masked document: reasons and approvers are taken from here."""
    now: datetime
    warning_days: int

    def field(self, event: Event, name: str) -> str:
        """A field of an event, masked; '' without one."""
        index = next(index for index, other in enumerate(self.record.events) if other is event)
        return str(self.masked["events"][index].get(name, ""))


def why_document(told: Told, courses: Sequence[Course]) -> Document:
    """A record's clocks as JSON prints them."""
    return {
        "number": told.record.number,
        "kind": told.record.kind,
        "clocks": [_clock_document(told, course) for course in courses],
    }


def _clock_document(told: Told, course: Course) -> Document:
    limit = course.limit
    return {
        **clock_document(course.clock, told.now, told.warning_days),
        "label": clock_name(limit.name),
        "started_by": beginning_of(told, course)[0],
        "amount": None if course.dated else course.amount,
        "unit": None if course.dated else limit.unit,
        "date_set": write_when(course.dated) if course.dated else None,
        "stretches": [_stretch_document(stretch) for stretch in stretches_of(course)],
        "pauses": [_pause_document(pause) for pause in pauses_of(course)],
        "extensions": [_extension_document(told, change) for change in extensions_of(course)],
        "stopped_by": _ending(told, course),
        "law": limit.law or None,
        "basis": pick(limit.basis, limit.basis_chinese),
    }


def _ending(told: Told, course: Course) -> str | None:
    """What stopped a clock: a step, or the field of the record that says when it was met."""
    if course.ended is not None:
        return step_of(course.ended)
    return field_of(told, course.limit.met_by) if course.clock.stopped is not None else None


def _stretch_document(stretch: Stretch) -> Document:
    return {
        "what": stretch.what,
        "first": write_when(stretch.first),
        "last": write_when(stretch.last),
        "counted": stretch.counted,
        "reason": stretch.reason,
    }


def _pause_document(pause: Pause) -> Document:
    return {
        "first": write_when(pause.first),
        "last": write_when(pause.last) if pause.last else None,
        "reason": joined(part.event for part in pause.parts),
        "length": pause.length,
        "parts": [
            {
                "first": write_when(part.since),
                "last": write_when(part.until) if part.until else None,
                "reason": joined([part.event]),
            }
            for part in pause.parts
        ],
    }


def _extension_document(told: Told, change: Change) -> Document:
    event = change.event
    return {
        "at": write_when(event.at),
        "days": event.fields.get("days"),
        "months": event.fields.get("months"),
        "approver": told.field(event, "approver"),
        "document": told.field(event, "document"),
        "reason": told.field(event, "reason"),
        "granted": change.months or change.length,
        "ignored": change.ignored,
    }


def beginning_of(told: Told, course: Course) -> tuple[str, str]:
    """What started a clock: for programs (a field of the record, or a step), and in words."""
    if course.begun is not None:
        return step_of(course.begun), step_name(course.begun)
    name = field_of(told, course.limit.since)
    return name, heading_of(told, name)


def field_of(told: Told, names: tuple[str, ...]) -> str:
    """The first of a record's date fields that is set; what was filed when it was registered says so by that."""
    name = next((name for name in names if getattr(told.record, name) is not None), "reported_at")
    if name != "filed":
        return name
    return "filed_at" if getattr(told.record, "filed_at", None) is not None else "reported_at"


def heading_of(told: Told, name: str) -> str:
    """The heading of a field of the record."""
    return next(column.heading for column in columns_of(type(told.record)) if column.name == name)
