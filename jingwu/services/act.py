"""Do something to a record: one event more, allowed by its state, with what the action changes besides."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from jingwu.dates import When, lies_before, month_of, show_when, write_when
from jingwu.errors import BadInput, NotAllowed, Problem
from jingwu.language import t
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS, AT, NOTE
from jingwu.records.codec import event_value
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Event, Record
from jingwu.rules.clocks import law_by_filing
from jingwu.rules.doubts import doubts_of, in_words
from jingwu.rules.row_ids import slot_of
from jingwu.rules.status import Line, append_event, first_status, refuse_impossible, statuses
from jingwu.rules.validation import Context, in_future, missing, problem_of, read_values
from jingwu.services.adjust import extend, pause, resume
from jingwu.services.register import build_record
from jingwu.store.ledger import Ledger, Transaction

Fields = dict[str, object]


def act(ledger: Ledger, number: str, action: str, raw: Mapping[str, object], *, by: str, now: datetime) -> list[Record]:
    """Do `action` on a record; the records that it changed, the one named first.

    `raw` holds raw values by column name: `at` (now when unset), `note`, and the action's own. BadInput,
    NoSuchRecord, NotAllowed; then nothing is written.
    """
    with ledger.begin(action, by=by, at=now) as transaction:
        record = transaction.get(number)
        context = Context(ledger.settings, now, record.kind)
        changed = act_within(transaction, record, action, raw, context, by=by)
        known = doubts_of(record, ledger.settings)
        ledger.warnings += [in_words(doubt) for doubt in doubts_of(changed[0], ledger.settings) if doubt not in known]
        return changed


def act_within(
    transaction: Transaction, record: Record, action: str, raw: Mapping[str, object], context: Context, *, by: str
) -> list[Record]:
    """Do `action` on a record of a transaction; the records that it changed. BadInput, NoSuchRecord, NotAllowed."""
    changed = apply_action(record, action, raw, context, by=by)
    if changed.source_key != record.source_key:
        _refuse_held_key(transaction, changed)
    if action in _REACHING:
        return _REACHING[action](transaction, changed, raw, context, by)
    return [transaction.replace(changed)]


def _refuse_held_key(transaction: Transaction, record: Record) -> None:
    """BadInput where another record has a record's new source key."""
    key = slot_of(record.source_key or "")
    other = transaction.source_keys(record.kind, [key]).get(key) if key else None
    if other:
        column = next(column for column in columns_of(record_class(record.kind)) if column.name == "source_key")
        message = t("{number} has this source key already.", number=other)
        raise BadInput([Problem(message, column=column.heading, value=key, code="same_key")])


def apply_action(
    record: Record, action: str, raw: Mapping[str, object], context: Context, *, by: str, line: Line | None = None
) -> Record:
    """The record after `action`: its event added, and the columns that the action changes. BadInput, NotAllowed.

    The event is added to the record's `line` too, where that is known already.
    """
    line = statuses(record) if line is None else line
    refuse_impossible(record, line[-1][1] if line else first_status(record.kind), action)
    fields, problems = read_values(columns_of_action(action), raw, context)
    at = fields.pop("at", context.now)
    note = fields.pop("note", "")
    if not isinstance(at, date) or not isinstance(note, str):
        raise TypeError(action)
    problems += _wrong_time(record, line, action, at, context.now)
    if ahead := _columns_ahead(action):
        problems += _too_early(ahead, fields, at)
    if problems:
        raise BadInput(problems)
    effect = _EFFECTS.get(action)
    changed, fields = effect(record, fields, context, at) if effect else (record, fields)
    return append_event(changed, Event(at, by, action, note, fields), line)


@cache
def columns_of_action(action: str) -> tuple[Column, ...]:
    """What can be said of an action: when, a note, and its own columns."""
    return (AT, NOTE, *ACTIONS[action].columns)


def _too_early(ahead: tuple[Column, ...], fields: Fields, at: date) -> list[Problem]:
    """Dates by which something is to be done, and which lie before the action itself."""
    return [
        Problem(
            t("This lies before the action itself."), column=column.heading, value=show_when(day), code="wrong_order"
        )
        for column in ahead
        if isinstance(day := fields.get(column.name), date) and lies_before(day, at)
    ]


@cache
def _columns_ahead(action: str) -> tuple[Column, ...]:
    return tuple(column for column in ACTIONS[action].columns if column.name in _AHEAD)


def _wrong_time(record: Record, line: Line, action: str, at: date, now: datetime) -> list[Problem]:
    if lies_before(now, at):
        return [in_future(AT, at)]
    if lies_before(at, record.reported_at):
        return [_wrong_order(t("This lies before the record's registration."), at)]
    for last, _ in reversed(line) if action not in _LATE else ():
        if last.action in _MOVING:
            return [_after_it(last, at)] if lies_before(at, last.at) else []
    return []


def _wrong_order(message: str, at: date, hint: str = "") -> Problem:
    return Problem(message, column=AT.heading, value=show_when(at), hint=hint, code="wrong_order")


def _after_it(last: Event, at: date) -> Problem:
    message = t("This lies before what was last done: '{action}'.", action=ACTIONS[last.action].heading)
    hint = t("Take that back first (jingwu undo), then enter both in the order of their dates.")
    return _wrong_order(message, at, hint)


def _transfer(record: Record, fields: Fields, _context: Context, _at: When) -> tuple[Record, Fields]:
    if not fields.get("officer") and not fields.get("unit"):
        column = next(column for column in ACTIONS["transfer"].columns if column.name == "officer")
        raise BadInput([missing(column)._replace(message=t("Say to whom: an officer or a unit."))])
    if fields.get("officer"):
        return record.changed(officer=fields["officer"]), fields
    return record, fields


def _file(record: Record, fields: Fields, _context: Context, at: When) -> tuple[Record, Fields]:
    """A report that waits for it is filed (立案): its handling begins, under the law of that day."""
    filed = getattr(record, "filed", None)
    if filed is not None:
        raise NotAllowed(t("{number} is filed already: {when}.", number=record.number, when=show_when(filed)))
    security = getattr(record, "nature", None) in {None, "security"}
    return record.changed(filed_at=at, law=law_by_filing(at) if security else None), fields


def _series(record: Record, fields: Fields, _context: Context, _at: When) -> tuple[Record, Fields]:
    return record.changed(series=fields["name"]), fields


def _correct(record: Record, fields: Fields, context: Context, _at: When) -> tuple[Record, Fields]:
    column = corrected_column(record.kind, str(fields["field"]))
    given = fields.get("value", "")
    if not given and not fields.get("clear"):
        raise BadInput(
            [Problem(t("Say what it is to be: a new value, or that it is to be emptied."), hint="--value, --clear")]
        )
    if column.type in {"parties", "choices"}:  # as `as_text` writes them
        given = _json(str(given))
    values, problems = read_values([column._replace(required=False)], {column.name: given}, context)
    value = values.get(column.name, _UNSET.get(column.type))
    problems += [] if problems else _frozen(record, column, value)
    if problems:
        raise BadInput(problems)
    old = getattr(record, column.name)
    kept = {"field": column.name, "reason": fields["reason"], "old": as_text(column, old)}
    if values:
        kept["value"] = as_text(column, value)
    changed = record.changed(**{column.name: value})
    if column.name == "filed_at":
        changed = _law_follows(record, changed)
    return changed, {name: text for name, text in kept.items() if text}


def _law_follows(before: Record, after: Record) -> Record:
    """With the date of filing the version of the law changes, unless it was set by hand."""
    old, new = (law_by_filing(getattr(record, "filed", None) or record.reported_at) for record in (before, after))
    return after.changed(law=new) if old != new and getattr(before, "law", None) == old else after


def corrected_column(kind: str, name: str) -> Column:
    """The column of a kind that a correction names by its name or a heading. BadInput."""
    columns = columns_of(record_class(kind))
    for column in columns:
        if name.replace("-", "_") == column.name or name in column.aliases:
            return column
    field = next(column for column in ACTIONS["correct"].columns if column.name == "field")
    from jingwu.rules.suggestions import suggested

    hint = suggested(name, [column.heading for column in columns])
    error = ValueError(t("There is no such column.") + "\n" + hint)
    raise BadInput([problem_of(field, name, error)])


def _frozen(record: Record, column: Column, value: object) -> list[Problem]:
    """What a correction may not do."""
    if column.name == "first_officer":
        return [Problem(t("The first officer never changes."), column=column.heading)]
    if column.name == "filed_at" and getattr(record, "filed", record) is None:
        hint = f"jingwu case file {record.number}"
        return [Problem(t("It waits to be filed: record that it is."), column=column.heading, hint=hint)]
    if column.name == "reported_at" and isinstance(value, date) and month_of(value) != month_of(record.reported_at):
        return [
            Problem(
                t("The month of registration stands in the number and cannot change."),
                column=column.heading,
                hint=t("Void this record and register it anew."),
            )
        ]
    if column.required and not value:
        return [Problem(t("This cannot be emptied."), column=column.heading)]
    return []


def _json(text: str) -> object:
    """What a text says that is JSON of several; else the text."""
    import json

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if isinstance(found, list | dict) else text


def as_text(column: Column, value: object) -> str:
    """A value as `correct` keeps it and takes it."""
    if value is None or value is False or value == ():
        return ""
    written = event_value(column, value)
    if isinstance(written, list):
        import json

        return json.dumps(written, ensure_ascii=False)
    return column.choice_name(written) if column.type == "choice" else str(written)


def _link_both(
    transaction: Transaction, record: Record, _raw: Mapping[str, object], context: Context, by: str
) -> list[Record]:
    event = record.events[-1]
    others = event.fields["number"]
    if not isinstance(others, tuple) or record.number in others:
        raise BadInput([Problem(t("A record cannot be linked with itself."), column=ACTIONS["link"].heading)])
    changed = [record]
    for other in others:
        back = {"number": [record.number], "reason": event.fields.get("reason", ""), "at": write_when(event.at)}
        linked = transaction.get(other)
        if lies_before(event.at, linked.reported_at):
            back["at"] = write_when(context.now)
        changed.append(apply_action(linked, "link", back, context, by=by))
    return [transaction.replace(each) for each in changed]


def _convert(
    transaction: Transaction, record: Record, _raw: Mapping[str, object], context: Context, by: str
) -> list[Record]:
    event = record.events[-1]
    kind = str(event.fields["to"])
    new_context = context.of_kind(kind)
    raw: dict[str, Any] = {
        column.name: getattr(record, column.name) for column in columns_of(Record) if column.name in _CARRIED
    }
    raw = {name: value for name, value in raw.items() if value} | {
        "reported_at": write_when(event.at),
        "occurred_at": write_when(record.occurred_at) if record.occurred_at else None,
        "category": event.fields.get("category"),
        **({"nature": event.fields.get("nature")} if kind == "case" else {}),
    }
    made, problems = build_record(kind, raw, new_context, by=by)
    if made is None:
        raise BadInput(problems)
    made = transaction.add(made.changed(parties=record.parties))
    back = {"number": [record.number], "reason": ACTIONS["convert"].heading, "at": write_when(event.at)}
    made = transaction.replace(apply_action(made, "link", back, new_context, by=by))
    named = event._replace(fields={**event.fields, "number": made.number})
    return [transaction.replace(record.changed(events=(*record.events[:-1], named))), made]


_UNSET: dict[str, object] = {"yes": False, "parties": (), "choices": ()}
# Actions whose time must follow the one before; notes and answers may be entered later than what came after them.
_MOVING = frozenset(ACTIONS) - {"reply", "callback", "recover", "return", "series", "link", "correct", "note", "extend"}
_LATE = frozenset({"reply", "recover", "return", "link", "note"})
"""Of these, those that mean the same whatever was done after them."""
_AHEAD = frozenset({"perform_by", "deadline", "next_visit"})
_CARRIED = ("summary", "source", "venue", "area", "grid", "place", "officer", "risk", "confidential", "flags")

_EFFECTS: dict[str, Callable[[Record, Fields, Context, When], tuple[Record, Fields]]] = {
    "transfer": _transfer,
    "file": _file,
    "series": _series,
    "extend": extend,
    "pause": pause,
    "resume": resume,
    "correct": _correct,
}
_REACHING: dict[str, Callable[[Transaction, Record, Mapping[str, object], Context, str], list[Record]]] = {
    "link": _link_both,
    "convert": _convert,
}
"""Actions that change other records too."""
