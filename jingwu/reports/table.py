"""The values that reports hand to output: tables of typed cells, and sheets of tables."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self


class Private(NamedTuple):
    """A cell that output masks before anybody sees it."""

    text: str
    mask: str
    """name, id_number, phone, address, birth, or text (names and numbers inside a longer text)."""
    names: tuple[str, ...] = ()
    """For a text: the names that may stand in it."""
    hidden: bool = False
    """Nothing of it is shown: a secret reporter, a minor."""


class Rate(NamedTuple):
    """A share, n of N."""

    part: int
    whole: int


class Named(str):
    """A text that people read, and the code or number of which it tells: JSON holds `code`."""

    __slots__ = ("code",)

    code: str | int

    def __new__(cls, text: str, code: str | int) -> Self:
        named = super().__new__(cls, text)
        named.code = code
        return named


Cell = str | int | Decimal | date | bool | Rate | Private | None
"""date may be a datetime; None prints as nothing in lists and as '-' in sheets."""


class Heading(NamedTuple):
    """A column of a table: `name` is its key in JSON and CSV, `label` what people read."""

    name: str
    label: str
    wide: bool = False
    """It takes what room is left, and is the first to be cut short."""
    whole: bool = False
    """It is never cut: what does not fit goes on in the next line."""


class Table(NamedTuple):
    """A table: rows are tuples of cells, as many as there are headings."""

    name: str
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """Several tables under one title: a monthly sheet (月报)."""

    name: str
    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
