"""What python-calamine does not tell of an OpenDocument sheet (.ods): which of its cells are merged."""

from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

Area = tuple[tuple[int, int], tuple[int, int]]
"""Row and column, both from 0, of the first cell and of the last."""
_MOST = 10_000_000
"""Columns and rows of any program are fewer; a file may say anything."""


def merged_cells(content: IO[bytes], sheet: str) -> list[Area]:
    """The merged areas of a sheet, in the order of their first rows. ValueError when the content is no XML."""
    found = _Found(sheet)
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    try:
        parser.ParseFile(content)
    except ExpatError:
        raise ValueError(sheet) from None
    return found.areas


class _Found:
    def __init__(self, sheet: str) -> None:
        self.areas: list[Area] = []
        self._sheet = sheet
        self._is_inside = False
        self._row = self._column = 0
        self._rows = 1
        """How many rows the present one stands for."""

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(" ")[2]
        if name not in _HANDLED:
            return
        told = {key.rpartition(" ")[2]: value for key, value in given.items()}
        if name == "table":
            self._is_inside = told.get("name") == self._sheet
        elif not self._is_inside:
            return
        elif name == "table-row":
            self._column, self._rows = 0, _count(told, "number-rows-repeated")
        else:
            rows, columns = _count(told, "number-rows-spanned"), _count(told, "number-columns-spanned")
            if rows > 1 or columns > 1:
                last = (self._row + rows - 1, self._column + columns - 1)
                self.areas.append(((self._row, self._column), last))
            self._column += _count(told, "number-columns-repeated")

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(" ")[2]
        if name == "table":
            self._is_inside = False
        elif name == "table-row" and self._is_inside:
            self._row += self._rows


_HANDLED = frozenset({"table", "table-row", "table-cell", "covered-table-cell"})


def _count(told: dict[str, str], name: str) -> int:
    value = told.get(name, "1")
    return min(int(value), _MOST) if value.isdecimal() else 1
