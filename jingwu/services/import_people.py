"""The people of a record whom a later row of an import names: what it says of each is added to what is known."""

import json
from collections.abc import Callable, Collection
from typing import NamedTuple

from jingwu.importers.headings import PARTY
from jingwu.records.codec import Document


class Fact(NamedTuple):
    """What is said of a person, or of a record."""

    of: str
    """The person's name; '' for the record."""
    field: str
    value: str


def people_in(text: object) -> list[Document]:
    """The people that a correction keeps as text; none where it is another text, as only foreign ledgers have it."""
    try:
        found = json.loads(str(text))
    except (ValueError, RecursionError):
        return []
    return [person for person in found if isinstance(person, dict)] if isinstance(found, list) else []


def facts_of(people: Collection[Document]) -> set[Fact]:
    """All that is said of people, their names as well."""
    return {Fact(str(person.get("name")), field, str(value)) for person in people for field, value in person.items()}


def merged(said: list[Document], there: list[Document], held: Collection[Fact]) -> list[Document]:
    """The people of a record, with what a row says of them; who is not named stays, and so does the order.

    Somebody new takes the place of one who has that role and is not named, else the last place. What was put right
    here by hand, so that it no longer holds (`held`), does not come back.
    """
    people = list(there)
    places = _places(said, there)
    free = [place for place in range(len(there)) if place not in places]
    for person, found in zip(said, places, strict=True):
        if found is not None:
            people[found] = _with(people[found], person, held)
        elif Fact(person["name"], "name", person["name"]) not in held:
            place = next((place for place in free if there[place]["role"] == person["role"]), None)
            if place is None:
                people.append(person)
            else:
                free.remove(place)
                people[place] = person
    return people


def _places(said: list[Document], there: list[Document]) -> list[int | None]:
    """Where each person that a row names stands among those who are there; None for one who does not."""
    places: list[int | None] = [None] * len(said)
    for is_same in _SAME:
        for index, person in enumerate(said):
            if places[index] is None:
                matching = (
                    place for place, other in enumerate(there) if place not in places and is_same(person, other)
                )
                places[index] = next(matching, None)
    return places


def _with(known: Document, person: Document, held: Collection[Fact]) -> Document:
    """What is known of a person, with what a row says."""
    said = _said_of(person)
    return known | {name: said[name] for name in said if Fact(person["name"], name, str(said[name])) not in held}


def _said_of(person: Document) -> Document:
    """What a row says of a person: that somebody is a party says nothing of one whose part is known."""
    return {name: value for name, value in person.items() if (name, value) != ("role", PARTY)}


_SAME: tuple[Callable[[Document, Document], bool], ...] = (
    lambda person, other: _said_of(person).items() <= other.items(),
    lambda person, other: (person["name"], person["role"]) == (other["name"], other["role"]),
    lambda person, other: bool(person["name"] == other["name"]),
)
"""Whether two are the same person: the surest sign first."""
