"""The people of a record in an exported table: each in columns of their role, or all in one cell as JSON.

Columns are what people read, and hold one person a role. Where they would not give the same people again, the cell
does: several of one role, roles that the kind does not know, names that import would take apart.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache

from jingwu.importers.headings import PARTY
from jingwu.language import current, pick
from jingwu.records import record_class
from jingwu.records.codec import Document
from jingwu.records.fields import columns_of
from jingwu.records.record import Party

_EVERYBODY = ("parties", PARTY)
"""The heading of the cell that holds all people, in English and Chinese; also of the name of a person in that role."""
_TAKEN_APART = re.compile(r"[、,，;；\n=]|^\[")


def people_headings(kinds: Sequence[str]) -> list[str]:
    """The headings of the people of kinds: role by role, the name first; those of no role of the kind are the last."""
    named: dict[str, Mapping[str, str]] = {}
    for kind in kinds:
        named |= {headings["name"]: headings for headings in role_headings(kind).values()}
    everybody = pick(*_EVERYBODY)
    named[everybody] = named.pop(everybody, {})
    return [heading for headings in named.values() for heading in headings.values()]


def people_values(kind: str, people: Sequence[Document]) -> dict[str, str]:
    """Heading to cell."""
    headings = role_headings(kind)
    roles = [person["role"] for person in people]
    if roles != [role for role in headings if role in roles] or any(map(_is_taken_apart, people)):
        return {pick(*_EVERYBODY): json.dumps(people, ensure_ascii=False)}
    return {
        headings[person["role"]][name]: _words(name, value)
        for person in people
        for name, value in person.items()
        if name != "role"
    }


def role_headings(kind: str) -> Mapping[str, Mapping[str, str]]:
    """Role, as it is stored, to name of a column of `Party` to its heading; in the order in which import reads them."""
    return _headings(kind, current())


def _is_taken_apart(person: Document) -> bool:
    return _TAKEN_APART.search(person["name"]) is not None


def _words(name: str, value: str) -> str:
    column = next(column for column in columns_of(Party) if column.name == name)
    return column.choice_name(value) if column.type == "choice" else value


@cache
def _headings(kind: str, _language: str) -> Mapping[str, Mapping[str, str]]:
    roles = {chinese: english for english, chinese in record_class(kind).roles.items() if chinese != PARTY}
    return {chinese: _headings_of_role(chinese, english) for chinese, english in (*roles.items(), (PARTY, PARTY))}


def _headings_of_role(chinese: str, english: str) -> dict[str, str]:
    others = [column for column in columns_of(Party) if column.name not in {"role", "name"}]
    if current() == "zh" or english in {"party", PARTY}:  # 'party' is one role in one kind, another in another
        name = pick(*_EVERYBODY) if chinese == PARTY else chinese
        return {"name": name} | {column.name: chinese + column.aliases[0] for column in others}
    return {"name": english} | {column.name: f"{english} {column.name}" for column in others}
