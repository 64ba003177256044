"""The persons of one role that a row tells of: in cells of their own, side by side in one, written out, as JSON."""

import json
import re
from collections.abc import Mapping

from jingwu.language import t
from jingwu.records.fields import columns_of
from jingwu.records.record import Party

_SEPARATOR = re.compile(r"\s*[、,，;；\n]\s*")
_DETAIL = re.compile(
    r"[(（【\[].*[、,，;；\n]|(?:^|[\s、,，;；])[男女](?:$|[\s、,，;；])|\d\s*周?岁|\d{4}\s*年", re.DOTALL
)
"""What is no name beside one: 张三（男，35岁）, or 张三，男，35岁."""
_BETWEEN_WRITTEN_OUT = re.compile(r"\s*[;；\n]\s*")
_SAYS_ROLE = re.compile(r"(?:.*[,，])?\s*(?:role|角色|身份)\s*=")
"""Whether a person who is written out has a role of their own."""
_ROLE = re.compile("role|角色|身份", re.IGNORECASE)


def people_of(role: str, given: Mapping[str, object]) -> list[object]:
    """The persons of one role. ValueError when it cannot be said which phone or address is whose."""
    name = given.get("name")
    if isinstance(name, Mapping | list):
        if len(given) > 1:
            raise ValueError(_told_twice())
        return [_with_role(role, person) for person in (name if isinstance(name, list) else [name])]
    text = name if isinstance(name, str) else ""
    if text.startswith("[{"):
        return _people_of_json(text)
    if "=" in text:
        return _people_written_out(role, given, _BETWEEN_WRITTEN_OUT.split(text))
    _refuse_details(text)
    names = [part for part in _SEPARATOR.split(text) if part] if text else []
    if len(names) < 2:  # noqa: PLR2004 - one person keeps the commas of an address
        return [{"role": role, **given}]
    people: list[dict[str, object]] = [{"role": role, "name": part} for part in names]
    for key, value in given.items():
        if key == "name":
            continue
        parts = _SEPARATOR.split(value) if isinstance(value, str) else [value]
        if len(parts) != len(people):
            message = t("Of several persons, each needs their own '{field}', or none.", field=_party_heading(key))
            raise ValueError(message)
        for person, part in zip(people, parts, strict=True):
            person[key] = part
    return list(people)


def _refuse_details(text: str) -> None:
    """ValueError where more than names stands in a cell of names: by its commas it would be several persons."""
    if _DETAIL.search(text):
        message = t("More than names stands here.")
        raise ValueError(message + "\n" + t("Sex, age and the like have columns of their own, or the remark."))


def _people_written_out(role: str, given: Mapping[str, object], written: list[str]) -> list[object]:
    """Persons as 'role=甲方,name=张三', of the heading's role unless they say another. ValueError."""
    if any(person.lstrip().startswith("=") for person in written):
        raise ValueError(t("This is a formula, not a name."))
    if len(given) > 1:
        raise ValueError(_told_twice())
    return [person if not person or _SAYS_ROLE.match(person) else f"role={role},{person}" for person in written]


def _with_role(role: str, person: object) -> object:
    """A person of JSON, of the heading's role unless another is said."""
    if isinstance(person, Mapping):
        return person if any(_ROLE.fullmatch(str(key).strip()) for key in person) else {"role": role, **person}
    if isinstance(person, str) and person and "=" not in person:
        return {"role": role, "name": person}
    return f"role={role},{person}" if isinstance(person, str) and person and not _SAYS_ROLE.match(person) else person


def _told_twice() -> str:
    message = t("The row tells of this person in this column and in columns of its own.")
    return message + "\n" + t("Keep one of the two.")


def _people_of_json(text: str) -> list[object]:
    """The persons that an export keeps in one cell. ValueError."""
    try:
        people = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(t("This is not JSON.")) from None
    return people if isinstance(people, list) else [people]


def _party_heading(name: str) -> str:
    return next(column.heading for column in columns_of(Party) if column.name == name)
