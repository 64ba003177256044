"""Templates to be filled in and imported: which columns there are, and what may stand in each."""

from collections.abc import Iterator
from typing import NamedTuple

from jingwu.language import pick, t
from jingwu.output.export.people import role_headings
from jingwu.records import record_class
from jingwu.records.actions import AT, column_of
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Party, Step
from jingwu.settings import Settings

_PERSONAL = ("name", "gender", "id_number", "phone", "address")
"""What is asked of a person."""
_NOT_ASKED = ("series", "law")
"""What comes with the work."""


class Blank(NamedTuple):
    """A column to be filled in."""

    heading: str
    column: Column
    choices: tuple[str, ...]
    """What alone may stand in it; empty where anything may."""
    note: str


def blanks(kind: str, settings: Settings) -> list[Blank]:
    """The columns of a kind's template in a station: what is required, the rest, its people, what was done when."""
    own = [column for column in columns_of(record_class(kind)) if column.name not in {"parties", *_NOT_ASKED}]
    own.sort(key=lambda column: not column.required)
    found = [(column.heading, column, _note(column)) for column in own]
    found += _of_people(kind)
    for step in record_class(kind).steps:
        found += _of_step(step)
    return [Blank(heading, column, _choices(column, kind, settings), note) for heading, column, note in found]


def _of_people(kind: str) -> Iterator[tuple[str, Column, str]]:
    columns = {column.name: column for column in columns_of(Party)}
    several = t("Several people of this role are parted by '、'; then each has a number of their own, or none.")
    english = {chinese: code for code, chinese in record_class(kind).roles.items()}
    for role, headings in role_headings(kind).items():
        if role in english:
            for name in _PERSONAL:
                column = columns[name]._replace(required=False)
                heading = pick(_english(english[role], name), headings[name])
                yield heading, column, several if name == "name" else _note(column)


def _english(role: str, name: str) -> str:
    """What import of this kind knows a column of a role by, in English."""
    return role if name == "name" else f"{role} {name}"


def _of_step(step: Step) -> Iterator[tuple[str, Column, str]]:
    yield pick(f"{step.action}.at", step.at[0]), AT, t("Only when it was done.") + "\n" + _note(AT)
    for name, chinese in step.fields.items():
        column = column_of(step.action, name)
        if column is None:
            raise KeyError(name)
        note = t("Required when the day before it is filled in.") + "\n" if column.required else ""
        yield pick(f"{step.action}.{name}", chinese[0]), column._replace(required=False), note + _note(column)


def _choices(column: Column, kind: str, settings: Settings) -> tuple[str, ...]:
    if column.type == "yes":
        return (pick("yes", "是"), pick("no", "否"))
    if column.type == "choice":
        return tuple(map(column.choice_name, column.choices))
    lists = {
        "officers": settings.officers,
        "areas": tuple(settings.areas),
        "grids": tuple(dict.fromkeys(grid for grids in settings.areas.values() for grid in grids)),
        "categories": tuple(settings.categories.get(kind, ())),
        "risks": settings.risks,
    }
    return lists.get(column.listed, ())


def _note(column: Column) -> str:
    """What is expected, with an example."""
    lines = [t("Required.")] if column.required else []
    if column.mask in _EXAMPLES:
        lines.append(t("For example: {example}", example=_EXAMPLES[column.mask]))
    elif column.type == "choices":
        names = "、".join(pick(code, chinese) for code, chinese in column.choices.items())
        lines.append(t("Some of these, parted by '、': {names}", names=names))
    elif column.type == "integer":
        lines.append(t("The number must be between {least} and {most}.", least=column.minimum, most=column.limit))
    elif column.type in {"text", "line"} and not column.listed:
        lines.append(t("At most {limit} characters.", limit=column.limit))
    elif column.type in _EXAMPLES:
        lines.append(t("For example: {example}", example=_EXAMPLES[column.type]))
    else:
        lines.append(t("One of the list."))
    return "\n".join(lines)


_EXAMPLES = {
    "name": "张三",
    "id_number": "11010119900307123X",
    "phone": "13900000000",
    "address": "柳树村5号",
    "when": "2026-10-03 09:30",
    "date": "2026-10-03",
    "money": "1280.50",
}
"""Of what is masked in this way, or else of this type."""
