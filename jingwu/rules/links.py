"""Records that name others in what was done to them: a link (关联), a record that another became (转办)."""

from collections.abc import Mapping

from jingwu.errors import NotAllowed
from jingwu.language import t
from jingwu.records.record import Event, Record

_NAMING = frozenset({"link", "convert"})


def with_new_numbers(record: Record, numbers: Mapping[str, str]) -> Record:
    """The record, naming others as they are called now; `numbers` is old to new, '' for one that there is not.

    NotAllowed when it names such a one.
    """
    events = tuple(_renamed(event, numbers) if event.action in _NAMING else event for event in record.events)
    return record if events == record.events else record.changed(events=events)


def _renamed(event: Event, numbers: Mapping[str, str]) -> Event:
    named = event.fields.get("number")
    if isinstance(named, tuple):
        return event._replace(fields={**event.fields, "number": tuple(_new(number, numbers) for number in named)})
    return event._replace(fields={**event.fields, "number": _new(named, numbers)}) if named else event


def _new(number: object, numbers: Mapping[str, str]) -> object:
    new = numbers.get(str(number), number)
    if not new:
        message = t("Somebody else has registered a matter of this import meanwhile, and it is linked with another.")
        raise NotAllowed(message, hint=t("Try again in a moment; nothing was changed."))
    return new
