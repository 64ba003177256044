"""jingwu KIND add, and jingwu KIND ACTION: made from the descriptions of columns and actions."""

import inspect
from collections.abc import Iterable, Mapping
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jingwu.commands.building import Loader, argument, build_command, build_group, option, session_of, with_parameters
from jingwu.commands.prompts import ask_missing, is_terminal
from jingwu.errors import UsageError
from jingwu.language import listed, pick, t
from jingwu.records import NAMES, record_class
from jingwu.records.actions import ACTIONS, AT, NOTE, Action
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Record
from jingwu.rules.numbering import parse_number
from jingwu.rules.validation import Context
from jingwu.session import Session

ADD_HELP = "Register a record; prints its number."


def kind_group(kind: str) -> TyperGroup:
    """The group of a kind: `add`, and the actions that only this kind knows."""
    loaders: dict[str, Loader] = {"add": lambda: add_command(kind)}
    for name, action in ACTIONS.items():
        if action.own_group and kind in action.kinds:
            loaders[name] = _loader(action)
    group = build_group(kind, f"Register and handle: {NAMES[kind][0]}", loaders)
    group.elsewhere = {name: f"jingwu {name}" for name, action in ACTIONS.items() if not action.own_group}
    return group


def _loader(action: Action) -> Loader:
    return lambda: action_command(action.name)


def add_command(kind: str) -> TyperCommand:
    """`jingwu KIND add`: an option a column, or --stdin, or prompts."""
    columns = columns_of(record_class(kind))

    def add(ctx: typer.Context, *, stdin: bool, **given: Any) -> None:
        from jingwu.services.register import register

        session = session_of(ctx)
        raw = _raw(given, stdin=stdin)
        if not stdin and is_terminal():
            raw = ask_missing(columns, raw, Context(session.settings, session.now, kind))
        record = register(session.ledger, kind, raw, by=session.by, now=session.now)
        session.show.number(f"{kind} add", record.number)

    add.__doc__ = ADD_HELP
    parameters = [_option_of(column) for column in columns]
    return build_command("add", with_parameters(add, [*parameters, _stdin()]))


def action_command(name: str) -> TyperCommand:
    """The command of an action, on a record named by its number."""
    action = ACTIONS[name]
    columns = (AT, NOTE, *action.columns)

    def run(ctx: typer.Context, *, record_number: str, stdin: bool, **given: Any) -> None:
        from jingwu.services.act import act

        session = session_of(ctx)
        number = parse_number(record_number, today=session.now.date())
        raw = _raw(given, stdin=stdin)
        if not stdin and is_terminal():
            record = session.ledger.get(number)
            asked = _asked_of(record, name, _asked_for(columns, raw), session)
            raw = ask_missing(asked, raw, Context(session.settings, session.now, record.kind))
        changed = act(session.ledger, number, name, raw, by=session.by, now=session.now)
        if changed[0].events[-1].fields.get("force"):
            session.show.warning(t("The limit was over already: this is recorded, and moves nothing."))
        _show_changed(session, action, changed)

    run.__doc__ = ACTION_HELP[name]
    parameters = [
        argument("record_number", "NUMBER", NUMBER_HELP),
        *(_option_of(column) for column in columns),
        _stdin(),
    ]
    return build_command(name, with_parameters(run, parameters))


def _asked_for(columns: Iterable[Column], raw: Mapping[str, object]) -> list[Column]:
    """What an officer is asked for: what is required, and the days of an extension unless it is one by months."""
    days = "" if raw.get("months") else "days"
    asked = (column._replace(required=column.required or column.name == days) for column in columns)
    return [column for column in asked if column.required]


def _asked_of(record: Record, action: str, columns: list[Column], session: Session) -> list[Column]:
    """The columns that are asked for, a clock with those that run. NotAllowed before anything is asked in vain."""
    from jingwu.rules.status import refuse_impossible, status_of

    refuse_impossible(record, status_of(record), action)
    if not any(column.name == "clock" for column in columns):
        return columns
    from jingwu.rules.clocks import clock_name
    from jingwu.rules.courses import clocks_of
    from jingwu.rules.limits import limits_for

    clocks = clocks_of(record, limits_for(session.settings))
    running = {clock.name: clock_name(clock.name) for clock in clocks if clock.stopped is None}
    return [column._replace(choices=running) if column.name == "clock" else column for column in columns]


NUMBER_HELP = "The record's number: JF2610-0012, or jf12 for this month."
ACTION_HELP = {
    "mediate": "Log a mediation and its outcome.",
    "perform": "The agreement was performed.",
    "breach": "The agreement was not performed in time, or was retracted.",
    "steady": "The dispute is held steady; it is not settled.",
    "confirm": "The parties applied to the court for confirmation of the agreement.",
    "goods": "Goods were seized, preserved, handed to the custodian, announced, released or disposed of.",
    "file": "A report that was registered as pending is filed as a case.",
    "solve": "The case is solved.",
    "recover": "Goods or money were recovered.",
    "return": "Goods or money were returned to their owner.",
    "series": "Join the case to a series.",
    "assign": "Name who is responsible for the hazard, and until when.",
    "rectify": "The fault was put right.",
    "recheck": "It was checked again: passed or failed.",
    "resolve": "The request was resolved.",
    "explain": "It was explained why nothing can be done.",
    "verify": "The lead was checked: confirmed or dismissed.",
    "convert": "Make a case, dispute, hazard, request or lead of it; prints the new number.",
    "reply": "Somebody was told: a resident answered, a victim informed.",
    "callback": "A follow-up call or visit, and how satisfied they are.",
    "extend": "Extend a clock by days, or by months if its limit is in months, with who approved it.",
    "pause": "Stop the clocks: an appraisal, a hearing.",
    "resume": "Let the clocks run again.",
    "transfer": "Hand it to another officer or unit.",
    "link": "Link it with other records.",
    "correct": "Correct a column; the old value is kept.",
    "note": "Add a note.",
    "close": "Close the record.",
    "reopen": "Open it again.",
    "void": "It was registered by mistake; it stays listed as void.",
}


def _raw(options: dict[str, Any], *, stdin: bool) -> dict[str, object]:
    given = _given(options)
    if stdin and given:
        raise UsageError(t("Give options, or one object with --stdin, not both."))
    if not stdin:
        return given
    from jingwu.commands.stdin import read_object

    return read_object()


def _given(options: dict[str, Any]) -> dict[str, object]:
    return {name.removeprefix("given_"): value for name, value in options.items() if value not in ("", None, [], False)}


def _option_of(column: Column) -> inspect.Parameter:
    # A column may be called like a Python keyword or like an argument, so that parameters carry a prefix.
    name = "given_" + column.name
    if column.type == "yes":
        return option(name, column.option, _column_help(column), kind=bool, default=False)
    if column.type == "parties":
        return option(
            name, column.option, t("role=甲方,name=张三,phone=13900000000; may be repeated"), kind=list[str], default=[]
        )
    if column.type in {"choices", "numbers"}:
        return option(name, column.option, _column_help(column) + t("; may be repeated"), kind=list[str], default=[])
    return option(name, column.option, _column_help(column))


def _column_help(column: Column) -> str:
    parts = [column.heading]
    if column.required and column.name != "reported_at":
        parts.append(t("(required)"))
    if column.choices:
        parts.append(listed(pick(code, f"{code} {name}") for code, name in column.choices.items()))
    elif column.type in _FORMS:
        parts.append(t(_FORMS[column.type]))
    return " ".join(parts)


_FORMS = {
    "when": "(2026-10-03 09:30, yesterday, 3 days ago)",
    "date": "(2026-10-03)",
    "money": "(yuan)",
    "integer": "(number)",
}


def _stdin() -> inspect.Parameter:
    return option("stdin", "--stdin", "Read one JSON object from standard input instead.", kind=bool, default=False)


def _show_changed(session: Session, action: Action, changed: list[Any]) -> None:
    from jingwu.rules.status import status_name, status_of, step_of

    record = changed[0]
    status = status_of(record)
    show = session.show
    if show.json:
        from jingwu.rules.courses import clocks_of
        from jingwu.rules.limits import limits_for

        clocks = clocks_of(record, limits_for(session.settings))
        show.record(action.name, record, status, clocks, now=session.now)
    elif action.name == "convert":
        show.number(action.name, changed[1].number)
    show.message(
        t(
            "{number}: {action} recorded; now '{status}'.",
            number=record.number,
            action=action.heading,
            status=status_name(status),
        )
    )
    if step_of(record.events[-1]) in {"mediate:failed", "breach"}:
        show.message(t("Tell both that they may sue (Procedures for administrative cases 185)."))
