"""Ask on a terminal for what was not given; never without one."""

import os
import sys
from collections.abc import Iterable, Mapping

import typer

from jingwu.errors import Problem
from jingwu.language import pick, t
from jingwu.records.fields import Column
from jingwu.rules.validation import Context, read_values

# What an officer is asked for when nothing was given; everything else has its option.
_ASKED = ("summary", "category", "reported_at", "occurred_at", "area", "place", "parties", "officer", "risk", "outcome")


def is_terminal() -> bool:
    """Whether somebody can be asked: standard input and output are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty() and not os.environ.get("JINGWU_NO_PROMPT")


def ask_missing(columns: Iterable[Column], raw: Mapping[str, object], context: Context) -> dict[str, object]:
    """`raw` with what was typed: required columns without a value, and the usual ones when nothing was given at all."""
    answers = dict(raw)
    for column in columns:
        wanted = column.required and column.name != "reported_at"
        if column.name not in answers and (wanted or (not raw and column.name in _ASKED)):
            answer = _ask(column, context)
            if answer is not None:
                answers[column.name] = answer
    return answers


def _ask(column: Column, context: Context) -> object | None:
    """A value that the column takes, asked for again until it does; None when it was passed over."""
    while True:
        typed = typer.prompt(_question(column, context), default="", show_default=False, err=True)
        if not typed and not (column.required and column.name != "reported_at"):
            return None
        given = _people(typed) if column.type == "parties" else typed
        problems = read_values((column,), {column.name: given}, context)[1]
        if not problems:
            return given
        for problem in problems:
            typer.echo("  " + (_words(problem) if typed else problem.message), err=True)


def _people(typed: str) -> list[str]:
    """Several parties are parted by semicolons."""
    return [part.strip() for part in typed.replace("；", ";").split(";") if part.strip()]


def _question(column: Column, context: Context) -> str:
    listed = {
        "officers": context.settings.officers,
        "areas": tuple(context.settings.areas),
        "categories": context.settings.categories.get(context.kind, ()),
        "risks": context.settings.risks,
    }.get(column.listed, ())
    names = [column.choice_name(code) for code in column.choices] or list(listed)
    parts = [column.heading]
    if names:
        parts.append("(" + " ".join(names) + ")")
    if column.type == "parties":
        parts.append(t("(names, or role=甲方,name=张三; several with ';')"))
    if not column.required or column.name == "reported_at":
        parts.append(t("[Enter: none]") if column.name != "reported_at" else t("[Enter: now]"))
    return " ".join(parts)


def _words(problem: Problem) -> str:
    return (problem.message + pick(" ", "") + problem.hint).strip()
