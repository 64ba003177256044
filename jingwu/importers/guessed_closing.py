"""The day on which a matter was closed, in an unknown file: of which step it is, by what the kind's states allow."""

from collections.abc import Collection

from jingwu.importers.guessing import Guess
from jingwu.importers.headings import Target
from jingwu.importers.layout import target_of
from jingwu.language import t
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS, action_heading
from jingwu.rules.status import DONE, first_status, machine

_CLOSE = "close"
_MOST = 75
"""Percents: that the matter was done in this way is not said by the heading."""


def with_closing(guesses: list[Guess], kind: str) -> list[Guess]:
    """The guesses, with a day of closing that no step comes before as the day of the step that does the matter.

    Where no single step does, the column is left to a person: import refuses to close what is open.
    """
    found = [_target(guess, kind) for guess in guesses]
    done = {target.owner for target in found if target is not None and _is_day(target)}
    if _CLOSE not in done or _can_close(kind, done):
        return guesses
    return [
        _replaced(guess, kind) if target is not None and _is_day(target) and target.owner == _CLOSE else guess
        for guess, target in zip(guesses, found, strict=True)
    ]


def _target(guess: Guess, kind: str) -> Target | None:
    return target_of(guess.field, kind) if guess.field else None


def _is_day(target: Target) -> bool:
    return (target.part, target.field) == ("step", "at")


def _can_close(kind: str, done: Collection[str]) -> bool:
    """Whether these actions, in some order and variant, lead to a state that allows to close."""
    steps, states = machine(kind), {first_status(kind)}
    while new := {after for (status, step), after in steps.items()
                  if status in states and step.partition(":")[0] in done and step != _CLOSE} - states:  # fmt: skip
        states |= new
    return any((status, _CLOSE) in steps for status in states)


def _replaced(guess: Guess, kind: str) -> Guess:
    why = t("what is open is not closed at once")
    action = _doing(kind)
    if not action:
        return guess._replace(field="", percent=0, why=why)
    why = t("what is open is not closed at once, but by: {action}", action=action_heading(action))
    return guess._replace(field=f"{action}.at", percent=min(guess.percent, _MOST), why=why)


def _doing(kind: str) -> str:
    """The action that alone, with no more than its day, makes of an open matter one that is done; '' if none does."""
    steps, first = machine(kind), first_status(kind)
    for step in record_class(kind).steps:
        after = steps.get((first, step.action), "")
        is_enough = not any(column.required for column in ACTIONS[step.action].columns)
        if after in DONE and (after, _CLOSE) in steps and is_enough:
            return step.action
    return ""
