"""What python-calamine does not tell of an OpenDocument sheet (.ods): its merged cells and its errors."""

from collections.abc import Iterator
from itertools import islice, product
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

from jingwu.rules.cell_text import NOT_CALCULATED

Area = tuple[tuple[int, int], tuple[int, int]]
"""Row and column, both from 0, of the first cell and of the last."""
_MOST = 10_000_000
"""Columns and rows of any program are fewer; a file may say anything."""


class SheetFacts:
    """What is found of one sheet, by a parser that is driven through the document."""

    def __init__(self, sheet: str, most_errors: int) -> None:
        self.merged: list[Area] = []
        """In the order of their first rows."""
        self.errors: dict[tuple[int, int], str] = {}
        """Row from 1 and column from 0 of a cell that shows an error, and the error; at most one too many.

        NOT_CALCULATED for a formula without a result.
        """
        self._sheet = sheet
        self._most_errors = most_errors
        self._is_inside = False
        self._row = self._column = 0
        self._rows = 1
        """How many rows the present one stands for."""
        self._wrong: tuple[int, int] | None = None
        """Column and count of the cells with an error that are being read."""
        self._has_result = True
        self._text = ""

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
            # Two namespaces have a type of the value, and only one of them knows errors.
            types = [given[key] for key in given if key.endswith(" value-type")]
            is_shown = name == "table-cell"  # what another covers, nobody sees
            self._cell(told, is_wrong=is_shown and "error" in types,
                       has_result=not is_shown or bool(types) or "formula" not in told)  # fmt: skip

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(" ")[2]
        if name == "table":
            self._is_inside = False
        elif name == "table-row" and self._is_inside:
            self._row += self._rows
        elif name == "table-cell" and self._wrong is not None:
            self.errors.update(islice(self._places(*self._wrong), self._most_errors + 1 - len(self.errors)))
            self._wrong, self._text = None, ""

    def text(self, piece: str) -> None:
        """A piece of text."""
        if self._wrong is not None and len(self._text) < _LONGEST_ERROR:
            self._text += piece

    def _cell(self, told: dict[str, str], *, is_wrong: bool, has_result: bool) -> None:
        rows, columns = _count(told, "number-rows-spanned"), _count(told, "number-columns-spanned")
        if rows > 1 or columns > 1:
            self.merged.append(((self._row, self._column), (self._row + rows - 1, self._column + columns - 1)))
        repeated = _count(told, "number-columns-repeated")
        if (is_wrong or not has_result) and len(self.errors) <= self._most_errors:
            self._wrong, self._has_result = (self._column, repeated), has_result
        self._column += repeated

    def _places(self, column: int, count: int) -> Iterator[tuple[tuple[int, int], str]]:
        shown = self._text.strip()[:_LONGEST_ERROR]
        error = NOT_CALCULATED if not self._has_result else shown if shown.startswith("#") else "#N/A"
        for row, at in product(range(self._rows), range(count)):
            yield (self._row + row + 1, column + at), error


def sheet_facts(content: IO[bytes], sheet: str, *, most_errors: int) -> SheetFacts:
    """What the content of a document says of a sheet. ValueError when it is no XML, or may be a bomb."""
    found = SheetFacts(sheet, most_errors)
    parser = ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.text
    try:
        parser.ParseFile(content)
    except ExpatError:
        raise ValueError(sheet) from None
    return found


def _no_doctype(*_told: object) -> None:
    """No program writes one; its entities may stand for more than any memory holds."""
    raise ValueError("DOCTYPE")


_HANDLED = frozenset({"table", "table-row", "table-cell", "covered-table-cell"})
_LONGEST_ERROR = 20


def _count(told: dict[str, str], name: str) -> int:
    value = told.get(name, "1")
    return min(int(value), _MOST) if value.isdecimal() else 1
