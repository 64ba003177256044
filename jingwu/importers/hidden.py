"""The rows and columns of an xlsx sheet that it hides, by hand or by a filter: they are read, and that is said."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence

from jingwu.importers.rows import Note
from jingwu.language import listed, t

_MARK = b'hidden="'
_IS_HIDDEN = rb'(?=[^>]{0,500}\bhidden="(?:1|true)")[^>]{0,500}?'
_ROW = re.compile(rb"<row\b" + _IS_HIDDEN + rb'\br="(\d{1,7})"[^>]{0,500}(?<!/)>')
"""One that holds cells."""
_COLUMNS = re.compile(rb"<col\b" + _IS_HIDDEN + rb'\bmin="(\d{1,5})"[^>]{0,500}?\bmax="(\d{1,5})"')
_MOST_COLUMNS = 1 << 14
_SHOWN = 4


class Hidden:
    """What a sheet's XML was found to hide, and how much of that was read."""

    def __init__(self) -> None:
        self._rows = array("L")
        self._columns: set[int] = set()
        self._read = 0

    def look_at(self, xml: bytes) -> None:
        """Note what a piece of the XML hides; pieces may overlap."""
        if _MARK not in xml:
            return
        for found in _ROW.finditer(xml):
            number = int(found[1])
            if not self._rows or number > self._rows[-1]:
                self._rows.append(number)
        for found in _COLUMNS.finditer(xml):
            self._columns.update(range(int(found[1]) - 1, min(int(found[2]), _MOST_COLUMNS)))

    def __bool__(self) -> bool:
        """Whether anything is hidden."""
        return bool(self._rows or self._columns)

    def count(self, row: int) -> None:
        """Note that a row was read."""
        place = bisect_left(self._rows, row)
        self._read += place < len(self._rows) and self._rows[place] == row

    def notes(self, names: Sequence[str]) -> list[Note]:
        """That hidden rows were read, and hidden columns of these headings."""
        told: list[Note] = []
        if self._read:
            told.append(Note(t("Hidden rows are imported like the others: {count}.", count=self._read)))
        if columns := [name for place, name in enumerate(names) if name and place in self._columns]:
            shown = listed(columns[:_SHOWN]) + (" …" if len(columns) > _SHOWN else "")
            told.append(Note(t("Hidden columns are imported like the others: {names}.", names=shown)))
        return told
