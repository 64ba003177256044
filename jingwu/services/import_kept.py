"""A row that another ledger exported, to the record as it was there: its number, its events, who entered it when.

What was valid there is taken as it is: names of officers who have left, days that were corrected afterwards. What no
ledger could have written is refused.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache

from jingwu.dates import lies_before, month_of
from jingwu.errors import BadInput, JingwuError, NoSuchRecord, NotAllowed, Problem
from jingwu.importers.mapping import Raw
from jingwu.language import pick, t
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS, AT, NOTE, ROW_ID
from jingwu.records.codec import to_document
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Event, Record
from jingwu.rules.numbering import parse_number, place_of
from jingwu.rules.status import append_event, effective_events
from jingwu.rules.validation import Context, in_future, missing, problem_of, read_values
from jingwu.settings import Settings
from jingwu.store.ledger import Transaction

NUMBER = Column("number", "line", "number", ("台账编号",), limit=20)
ENTERED_AT = Column("entered_at", "when", "entered_at", ("录入时间",))
ENTERED_BY = Column("entered_by", "line", "entered_by", ("录入人",))
EVENTS = Column("events", "text", "events", ("经过",), mask="text")
COLUMNS = (NUMBER, ENTERED_AT, ENTERED_BY, EVENTS)
"""What a row brings, under the names that `importers.headings` gives it."""
_ENTRY = (ENTERED_AT, ENTERED_BY)
_BY = Column("by", "line", "By", ("经办人",), required=True)
_ACTION = Column("action", "line", "Action", ("事项",), required=True)
_LARGEST = 999_999
"""A number that is kept moves the series on, and typed ones have nine digits at most."""
_LONGEST = 100_000
"""Characters of a text in an event: a correction keeps whole lists of people."""


def of_any_station(settings: Settings) -> Settings:
    """Settings without a station's lists: what another ledger holds was in the lists of its own."""
    return settings._replace(officers=(), areas={}, categories={}, risks=())


def build_kept(kind: str, raw: Raw, kept: Raw, context: Context, *, by: str) -> tuple[Record | None, list[Problem]]:
    """The record with its number and events; None and every problem when something is wrong.

    The context's settings are those of `of_any_station`.
    """
    if not kept.get("number"):
        return None, [missing(NUMBER)]
    values, problems = read_values(columns_of(record_class(kind)), raw, context)
    entry, wrong = read_entry(kept, context)
    problems += wrong
    number = ""
    try:
        number = _number(kind, kept["number"], values.get("reported_at"), context)
    except ValueError as error:
        problems.append(problem_of(NUMBER, kept["number"], error))
    if problems:
        return None, problems
    known = {"number": number, "entered_at": context.now, "entered_by": by, **entry, **values}
    record = record_class(kind)(**known)  # type: ignore[arg-type] # parsed by their columns
    return _followed(record, kept.get("events"), context)


def read_entry(kept: Raw, context: Context) -> tuple[Raw, list[Problem]]:
    """When and by whom it was typed where it comes from, as values; a time that lies ahead is a problem."""
    told = {name: value for name, value in kept.items() if name.startswith("entered_")}
    values, problems = read_values(_ENTRY, told, context)
    at = values.get("entered_at")
    if isinstance(at, date) and lies_before(context.now, at):
        problems.append(in_future(ENTERED_AT, at))
    return values, problems


def standing(transaction: Transaction, record: Record) -> list[Problem] | None:
    """What stands against storing `record` under its number: None when no record has it yet.

    An empty list for one that has it and says the same; a problem for one that says something else.
    """
    try:
        stored = transaction.get(record.number)
    except NoSuchRecord:
        return None
    if to_document(stored.changed(revision=0)) == to_document(record):
        return []
    message = t("The number is taken: the record that has it says something else.")
    hint = t("Correct that one, or empty the number of this row: it gets a new one.")
    return [Problem(message, column=NUMBER.heading, value=record.number, hint=hint, code="same_key")]


def _number(kind: str, given: object, reported: object, context: Context) -> str:
    """The full number. ValueError when no record of this kind and month can have it."""
    text = str(given).strip()
    try:
        number = parse_number(text, today=context.now.date())
        place = place_of(number)
    except (JingwuError, ValueError):
        heading = pick("source_key", "来源编号")
        hint = t("What another system calls it goes under the heading '{heading}'.", heading=heading)
        raise ValueError(t("This is no number of a ledger, such as JF2610-0012.") + "\n" + hint) from None
    if place.kind != kind or number != text.upper():
        raise ValueError(t("This is no full number of this kind of record."))
    if place.sequence > _LARGEST:
        raise ValueError(t("The number has more than six digits behind the hyphen: the next ones could not be typed."))
    if isinstance(reported, date) and place.month != month_of(reported):
        raise ValueError(t("The number is of another month than the registration."))
    return number


def _followed(record: Record, given: object, context: Context) -> tuple[Record | None, list[Problem]]:
    """The record with its events, each allowed by the state that those before it led to."""
    try:
        documents = _documents(given)
    except ValueError as error:
        return None, [problem_of(EVENTS, given, error)]
    for place, document in enumerate(documents, 1):
        try:
            record = _with_event(record, _event(record, document, context))
        except BadInput as error:
            return None, [_of_event(place, problem) for problem in error.problems]
        except NotAllowed as error:
            return None, [_of_event(place, Problem(str(error), hint=error.hint, code="not_allowed"))]
    return record, []


def _of_event(place: int, problem: Problem) -> Problem:
    told = t("Event {place}: {message}", place=place, message=" ".join(filter(None, (problem.column, problem.message))))
    return problem._replace(column=EVENTS.heading, message=told)


def _documents(given: object) -> list[Mapping[str, object]]:
    """The events' documents. ValueError."""
    if given is None:
        return []
    found = given
    if isinstance(given, str):
        try:
            found = json.loads(given)
        except (ValueError, RecursionError):
            raise ValueError(t("This is not JSON.")) from None
    if not isinstance(found, list) or not all(isinstance(document, dict) for document in found):
        raise ValueError(t("A list of events is expected here, as an export writes it."))
    return found


def _event(record: Record, document: Mapping[str, object], context: Context) -> Event:
    """The event of a document. BadInput."""
    action = document.get("action")
    if not isinstance(action, str) or action not in ACTIONS or record.kind not in ACTIONS[action].kinds:
        raise BadInput([problem_of(_ACTION, action, ValueError(t("There is no such action.")))])
    columns = _columns_of_event(action)
    raw = {name: value for name, value in document.items() if name != "action"}
    values, problems = read_values(columns, raw, context)
    at, by, note = values.pop("at", None), values.pop("by", ""), values.pop("note", "")
    if isinstance(at, date) and lies_before(context.now, at):
        problems.append(in_future(AT, at))
    if problems or not isinstance(at, date):
        raise BadInput(problems)
    return Event(at, str(by), action, str(note), values)


def _with_event(record: Record, event: Event) -> Record:
    if event.action != "undo":
        return append_event(record, event)
    if not effective_events(record):
        raise NotAllowed(t("There is nothing to take back."))
    return record.changed(events=(*record.events, event))


@cache
def _columns_of_event(action: str) -> tuple[Column, ...]:
    columns = (AT._replace(required=True), _BY, NOTE, *ACTIONS[action].kept, ROW_ID)
    return tuple(column._replace(limit=_LONGEST) if column.type in {"text", "line"} else column for column in columns)
