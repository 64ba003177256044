"""Where the keys of an import's rows stood first: a few bytes a row, for there may be a million."""

from array import array
from typing import NamedTuple

from jingwu.store.places import Places


class First(NamedTuple):
    """The first row with a key."""

    file: str
    row: int
    content: int
    """A hash of what it said."""


class FirstRows:
    """The first row of every key, by the key's hash."""

    def __init__(self) -> None:
        self._places = Places()
        self._files: list[str] = []
        self._rows = array("Q")
        """The number of the row, and above its 40 bits that of the file."""
        self._contents = array("q")

    def note(self, key: int, file: str, row: int, content: int = 0) -> First | None:
        """The first row of a key; None when it is this one."""
        place = self._places.note(key)
        if place < len(self._rows):
            return self._first(place)
        if not self._files or self._files[-1] != file:
            self._files.append(file)
        self._rows.append((len(self._files) - 1) << _ROW_BITS | row)
        self._contents.append(content)
        return None

    def find(self, key: int) -> First | None:
        """The first row of a key; None when no row has it."""
        place = self._places.find(key)
        return None if place is None else self._first(place)

    def _first(self, place: int) -> First:
        file, row = divmod(self._rows[place], 1 << _ROW_BITS)
        return First(self._files[file], row, self._contents[place])


_ROW_BITS = 40
