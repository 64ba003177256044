"""The example of a column of an unknown file, with the people of its rows: output masks them in it."""

import re
from collections.abc import Sequence

from jingwu.importers import Row
from jingwu.importers.guessing import Guess
from jingwu.reports.table import Cell, Private
from jingwu.rules.briefs import beginning

_LENGTH = 24
_BETWEEN = re.compile(r"[、,，;；/\n]")
_LIKE_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
_OF_PEOPLE = frozenset({"name", "id_number", "phone"})


def sample_of(guess: Guess, guesses: Sequence[Guess], names: tuple[str, ...], rows: Sequence[Row]) -> Cell:
    """The beginning of a column's example: masked as the column is, and where it names people of its row."""
    own = names.index(guess.heading)
    others = [told for told in guesses if told is not guess]
    alike = [row for row in rows if str(row.cells[own]) == guess.sample]
    people = tuple(sorted(people_in(others, names, alike) | _perhaps_named(others, names, alike)))
    text = beginning(guess.sample, people, _LENGTH)
    if guess.mask in {"", "text", "address"}:
        is_told = guess.mask or any(person in guess.sample for person in people)
        return Private(text, guess.mask or "text", people) if is_told else text
    return Private(guess.sample[:_LENGTH], guess.mask)


def _perhaps_named(guesses: Sequence[Guess], names: tuple[str, ...], rows: Sequence[Row]) -> frozenset[str]:
    """What may be names, in columns of which nobody knows what they are."""
    places = [names.index(told.heading) for told in guesses if not told.why]
    cells = (str(row.cells[place]) for row in rows for place in places)
    return frozenset(cell for cell in cells if _LIKE_NAME.fullmatch(cell))


def people_in(guesses: Sequence[Guess], names: tuple[str, ...], rows: Sequence[Row]) -> frozenset[str]:
    """The names and numbers of people in these rows, by the columns that were taken for them."""
    places = [names.index(told.heading) for told in guesses if told.mask in _OF_PEOPLE and told.why]
    cells = (str(row.cells[place]) for row in rows for place in places if row.cells[place])
    return frozenset(word for cell in cells for word in (cell, *map(str.strip, _BETWEEN.split(cell))) if len(word) > 1)
