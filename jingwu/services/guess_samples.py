"""The example of a column of an unknown file, with the people of its rows: output masks them in it."""

import re
from collections.abc import Sequence

from jingwu.importers import Row
from jingwu.importers.guessing import Guess
from jingwu.reports.table import Cell, Private
from jingwu.rules.briefs import beginning

_LENGTH = 24
_BETWEEN = re.compile(r"[、,，;；/\n]")
_OF_PEOPLE = frozenset({"name", "id_number", "phone"})


def sample_of(guess: Guess, guesses: Sequence[Guess], names: tuple[str, ...], rows: Sequence[Row]) -> Cell:
    """The beginning of a column's example: masked as the column is, and where it names people of its row."""
    own = names.index(guess.heading)
    others = [told for told in guesses if told is not guess]
    people = tuple(sorted(people_in(others, names, [row for row in rows if str(row.cells[own]) == guess.sample])))
    text = beginning(guess.sample, people, _LENGTH)
    if guess.mask in {"", "text", "address"}:
        is_told = guess.mask or any(person in guess.sample for person in people)
        return Private(text, guess.mask or "text", people) if is_told else text
    return Private(guess.sample[:_LENGTH], guess.mask)


def people_in(guesses: Sequence[Guess], names: tuple[str, ...], rows: Sequence[Row]) -> frozenset[str]:
    """The names and numbers of people in these rows, by the columns that were taken for them."""
    places = [names.index(told.heading) for told in guesses if told.mask in _OF_PEOPLE and told.why]
    cells = (str(row.cells[place]) for row in rows for place in places if row.cells[place])
    return frozenset(word for cell in cells for word in (cell, *map(str.strip, _BETWEEN.split(cell))) if len(word) > 1)
