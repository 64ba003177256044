"""The states of a record and what each allows: a table a kind, and the functions that read it.

A row is (states, step, next state); '=' stays. A step is an action, or action:variant where a field of the event
decides (mediate:reached). What is in no row is not allowed.
"""

from functools import cache

from jingwu.errors import NotAllowed
from jingwu.language import listed, pick, t
from jingwu.records import NAMES
from jingwu.records.actions import ACTIONS, action_heading
from jingwu.records.fields import Column
from jingwu.records.record import Event, Record

STATUSES: dict[str, tuple[str, str]] = {
    "open": ("open", "在办"),
    "solved": ("solved", "已破案"),
    "mediating": ("mediating", "调解中"),
    "agreed": ("agreed, to be performed", "达成协议待履行"),
    "broken": ("agreement broken", "协议未履行"),
    "settled": ("settled", "已化解"),
    "steady": ("held steady", "稳控"),
    "referred": ("referred to court", "引导诉讼"),
    "withdrawn": ("withdrawn", "终止"),
    "converted": ("converted", "已转办"),
    "assigned": ("assigned", "责任已落实"),
    "rectified": ("rectified", "已整改待复查"),
    "passed": ("recheck passed", "复查合格"),
    "resolved": ("resolved", "已解决"),
    "explained": ("explained", "已解释说明"),
    "verified": ("verified", "已核实"),
    "dismissed": ("dismissed", "已排除"),
    "transferred": ("handed over", "已移交"),
    "recorded": ("recorded", "已登记"),
    "closed": ("closed", "已办结"),
    "void": ("void", "已作废"),
}
"""Code to its English and Chinese name."""

DONE = frozenset(
    {
        "settled", "referred", "withdrawn", "converted", "resolved", "explained", "dismissed", "transferred",
        "recorded", "closed", "void",
    }
)  # fmt: skip
"""States in which nothing more has to be decided: the matter counts as done (办结)."""

_Row = tuple[str, str, str]
_ALWAYS: tuple[str, ...] = ("note", "link", "correct")
_WHILE_OPEN: tuple[str, ...] = ("extend", "pause", "resume", "transfer")

_ROWS: dict[str, tuple[_Row, ...]] = {
    "case": (
        ("open", "file", "="),
        ("open", "solve", "solved"),
        ("open solved closed", "recover", "="),
        ("open solved closed", "return", "="),
        ("open solved closed", "series", "="),
        ("open solved closed", "goods:seized", "="),
        ("open solved closed", "goods:preserved", "="),
        ("open solved closed", "goods:deposited", "="),
        ("open solved closed", "goods:unrelated", "="),
        ("open solved closed", "goods:noticed", "="),
        ("open solved closed", "goods:released", "="),
        ("open solved closed", "goods:disposed", "="),
        ("open solved closed transferred", "reply", "="),
        ("solved closed transferred", "callback", "="),
        ("open solved", "close", "closed"),
        ("open solved", "transfer:unit", "transferred"),
        ("solved closed transferred", "reopen", "open"),
    ),
    "dispute": (
        ("open mediating steady broken", "mediate:reached", "agreed"),
        ("open mediating steady broken agreed", "mediate:performed", "settled"),
        ("open mediating steady broken", "mediate:failed", "mediating"),
        ("open mediating steady broken", "mediate:withdrawn", "withdrawn"),
        ("open mediating steady broken", "mediate:steady", "steady"),
        ("open mediating steady broken", "mediate:referred", "referred"),
        ("agreed", "perform", "settled"),
        ("agreed settled", "confirm", "="),
        ("agreed", "breach", "broken"),
        ("open mediating steady broken", "steady", "steady"),
        ("open mediating steady broken agreed", "convert", "converted"),
        ("open mediating steady broken", "transfer:unit", "transferred"),
        ("open mediating steady broken agreed settled referred", "reply", "="),
        ("settled referred withdrawn transferred converted closed", "callback", "="),
        ("settled referred withdrawn steady", "close", "closed"),
        ("settled referred withdrawn transferred converted closed", "reopen", "open"),
    ),
    "hazard": (
        ("open assigned", "assign", "assigned"),
        ("open assigned", "rectify", "rectified"),
        ("rectified", "recheck:passed", "passed"),
        ("rectified", "recheck:failed", "assigned"),
        ("passed", "close", "closed"),
        ("open assigned", "convert", "converted"),
        ("open assigned", "transfer:unit", "transferred"),
        ("open assigned rectified passed closed", "reply", "="),
        ("passed closed transferred", "callback", "="),
        ("passed closed transferred converted", "reopen", "open"),
    ),
    "request": (
        ("open", "reply", "="),
        ("open", "resolve", "resolved"),
        ("open", "explain", "explained"),
        ("open", "convert", "converted"),
        ("open", "transfer:unit", "transferred"),
        ("resolved explained transferred converted", "reply", "="),
        ("resolved explained transferred converted closed", "callback", "="),
        ("resolved explained", "close", "closed"),
        ("resolved explained transferred converted closed", "reopen", "open"),
    ),
    "lead": (
        ("open", "verify:confirmed", "verified"),
        ("open", "verify:dismissed", "dismissed"),
        ("open verified", "convert", "converted"),
        ("open verified", "transfer:unit", "transferred"),
        ("open verified dismissed converted", "reply", "="),
        ("dismissed converted transferred closed", "callback", "="),
        ("verified dismissed", "close", "closed"),
        ("verified dismissed converted transferred closed", "reopen", "open"),
    ),
    "conduct": (
        ("open", "rectify", "rectified"),
        ("open", "explain", "explained"),
        ("rectified", "recheck:passed", "passed"),
        ("rectified", "recheck:failed", "open"),
        ("passed explained", "close", "closed"),
        ("open", "transfer:unit", "transferred"),
        ("open rectified passed explained closed", "reply", "="),
        ("passed explained closed transferred", "callback", "="),
        ("passed explained closed transferred", "reopen", "open"),
    ),
    "visit": (
        ("recorded", "reply", "="),
        ("recorded", "callback", "="),
        ("recorded", "convert", "="),
    ),
    "patrol": (),
}


@cache
def machine(kind: str) -> dict[tuple[str, str], str]:
    """(state, step) to the next state, for all that is allowed on a kind."""
    rows = [(frozenset(states.split()), step, after) for states, step, after in _ROWS[kind]]
    states = {first_status(kind)}.union(*(row[0] for row in rows), (row[2] for row in rows if row[2] != "="))
    table = {(state, step): after if after != "=" else state for row, step, after in rows for state in row}
    for state in states:
        table |= {(state, step): state for step in _ALWAYS}
        table[state, "void"] = "void"
        if state not in DONE:
            table |= {(state, step): state for step in _WHILE_OPEN if kind in ACTIONS[step].kinds}
    return table


def first_status(kind: str) -> str:
    """The state of a record that has just been registered."""
    return "recorded" if kind in {"visit", "patrol"} else "open"


def step_of(event: Event) -> str:
    """The step that an event makes: its action, with the variant where a field decides."""
    variant = ACTIONS[event.action].variant
    if not variant:
        return event.action
    value = event.fields.get(variant)
    if event.action == "transfer":
        return "transfer:unit" if value else "transfer"
    return f"{event.action}:{value}"


def effective_events(record: Record) -> list[Event]:
    """The events that stand: without those that an undo took back, and without the undo itself."""
    standing: list[Event] = []
    for event in record.events:
        if event.action == "undo":
            del standing[-1:]
        else:
            standing.append(event)
    return standing


Line = list[tuple[Event, str]]
"""Each event that stands with the state after it."""


def statuses(record: Record) -> Line:
    """The line of a record's life until now."""
    line: Line = []
    if not record.events:
        return line
    table = machine(record.kind)
    status = first_status(record.kind)
    for event in effective_events(record):
        status = table.get((status, step_of(event)), status)
        line.append((event, status))
    return line


def status_of(record: Record) -> str:
    """The record's state now."""
    line = statuses(record)
    return line[-1][1] if line else first_status(record.kind)


def is_taken_back(record: Record) -> bool:
    """Whether it is void because its registration was undone: as if it had never been registered."""
    return any(event.action == "void" and "batch" in event.fields for event in effective_events(record))


def status_name(status: str) -> str:
    """A state as people read it."""
    return pick(*STATUSES[status])


@cache
def allowed_actions(kind: str, status: str) -> tuple[str, ...]:
    """The actions that a state allows, in the order of ACTIONS."""
    steps = {step.partition(":")[0] for state, step in machine(kind) if state == status}
    return tuple(name for name in ACTIONS if name in steps)


def refuse_impossible(record: Record, status: str, action: str) -> None:
    """NotAllowed, in words, for an action that this state allows in none of its variants."""
    if action not in allowed_actions(record.kind, status):
        raise not_allowed(record, status, ACTIONS[action].heading)


def not_allowed(record: Record, status: str, action: str) -> NotAllowed:
    """The refusal of an action, named as people read it, in a state; it says what is possible instead."""
    return NotAllowed(
        t(
            "{number} ({kind}) is '{status}': '{action}' is not possible now.",
            number=record.number or t("The record"),
            kind=pick(*NAMES[record.kind]),
            status=status_name(status),
            action=action,
        ),
        hint=t("Possible now: {actions}.", actions=_possible(record.kind, status)),
    )


def append_event(record: Record, event: Event, line: Line | None = None) -> Record:
    """The record with one more event, which is added to its `line` too, where that is known already.

    NotAllowed, in words, when the state does not allow the step.
    """
    line = statuses(record) if line is None else line
    status = line[-1][1] if line else first_status(record.kind)
    after = machine(record.kind).get((status, step_of(event)))
    if after is None:
        raise not_allowed(record, status, step_name(event))
    if event.action == "mediate" and _is_try(status, event, record) and _tries(record, line) >= _TRIES:
        raise NotAllowed(
            t(
                "{number} was mediated twice already: there is no third mediation.",
                number=record.number or t("The record"),
            ),
            hint=t("Handle it under the law, or record: held steady, referred to court, handed over."),
        )
    line.append((event, after))
    return record.changed(events=(*record.events, event))


_TRIES = 2
"""The first mediation and, where it is needed, one more (程序规定 183)."""


def _is_try(status: str, event: Event, record: Record) -> bool:
    """Whether a mediation is one of the two that the police have; to record how a try ended is none."""
    way = event.fields.get("way") or getattr(record, "way", None)
    outcome = event.fields.get("outcome")
    return way != "people" and outcome in {"reached", "performed", "failed"} and status != "agreed"


def _tries(record: Record, line: Line) -> int:
    """How often the police have mediated since the matter was opened, or opened again."""
    count, status = 0, first_status(record.kind)
    for event, after in line:
        if event.action == "reopen":
            count = 0
        elif event.action == "mediate":
            count += _is_try(status, event, record)
        status = after
    return count


def variants(action: str) -> Column | None:
    """The column of an action whose value decides the next state, if one of its codes does."""
    found = (column for column in ACTIONS[action].columns if column.name == ACTIONS[action].variant)
    return next((column for column in found if column.choices), None)


def step_name(event: Event) -> str:
    """A step as people read it: the action, with the variant where a field decides."""
    action = ACTIONS[event.action]
    value = event.fields.get(action.variant)
    column = variants(event.action)
    if column is None or not isinstance(value, str):
        return action.heading
    return action.heading + pick(": ", "：") + column.choice_name(value)


def _possible(kind: str, status: str) -> str:
    """The actions that a state allows, as they are read and typed; with their variants where not all are allowed."""
    return listed(_name(name, kind, status) for name in allowed_actions(kind, status)) or t("nothing")


def _name(name: str, kind: str, status: str) -> str:
    shown = pick(name, f"{action_heading(name)} {name}")
    column = variants(name)
    if column is None:
        return shown
    codes = [code for code in column.choices if (status, f"{name}:{code}") in machine(kind)]
    if not codes or len(codes) == len(column.choices):
        return shown
    return shown + pick(" ({codes})", "（{codes}）").format(codes=listed(map(column.choice_name, codes)))
