"""The values that reports hand to output: tables of typed cells, and sheets of tables."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self

from jingwu.dates import Period
from jingwu.language import pick, t


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

    part: int | Decimal
    whole: int
    places: int = 1
    """Decimals of its per cent."""


class Change(NamedTuple):
    """What a figure rose or fell by against another period: per cent, of rates percentage points (百分点)."""

    amount: Decimal | None
    """None where the other period gives no base (不可比)."""
    points: bool = False


class Missing(NamedTuple):
    """A figure that there is none of (无数据): of a time before the ledger began."""

    began: str
    """The ledger's first month: 2026-03."""


class Named(str):
    """A text that people read, and the code or number of which it tells: JSON holds `code`."""

    __slots__ = ("code",)

    code: str | int

    def __new__(cls, text: str, code: str | int) -> Self:
        named = super().__new__(cls, text)
        named.code = code
        return named


Cell = str | int | Decimal | date | bool | Rate | Change | Missing | Private | None
"""date may be a datetime; None prints as nothing in lists and as '-' in sheets."""


class Heading(NamedTuple):
    """A column of a table: `name` is its key in JSON and CSV, `label` what people read."""

    name: str
    label: str
    wide: bool = False
    """It takes what room is left, and is the first to be cut short."""
    whole: bool = False
    """It is never cut: what does not fit goes on in the next line."""
    by: str = ""
    """The date that its figures count by, in words; '' for what is no figure, or where the row's own column says it."""
    derived: bool = False
    """Worked out of other figures: no records of its own stand behind it."""


class Table(NamedTuple):
    """A table: rows are tuples of cells, as many as there are headings."""

    name: str
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    chart: str = ""
    """What may be drawn of it: bars (a row a bar, by the second column), sums (the same, by the last column), trend (a
    row a month), hours (a grid of counts), or nothing."""
    listing: bool = False
    """It lists records or warnings: there are no figures in it."""


class Sheet(NamedTuple):
    """Several tables under one title: a monthly sheet (月报)."""

    name: str
    title: str
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    station: str = ""
    period: Period | None = None
    sentences: tuple[str, ...] = ()
    """What rose and fell, in plain words."""
    footer: tuple[tuple[Named, str], ...] = ()
    """Who hands it in, signs, checks, made it, and when: label and what stands behind it, '' to be written by hand."""
    head: str = ""
    """The first 12 digits of the journal's last hash: the signed paper anchors the ledger as it was."""


class Figure(NamedTuple):
    """A number on a sheet."""

    id: str
    """TABLE.ROW.COLUMN: kinds.case.open; a row whose code is empty is called '-'."""
    table: Table
    row: tuple[Cell, ...]
    heading: Heading
    cell: int | Decimal | Rate | Change | Missing


def figures_in(sheet: Sheet) -> Iterator[Figure]:
    """Every figure of a sheet, in the order in which it is printed; rates and changes too, lists of records not."""
    for table in sheet.tables:
        if table.listing:
            continue
        for row in table.rows:
            code = code_of(row[0])
            for heading, cell in zip(table.headings[1:], row[1:], strict=True):
                if isinstance(cell, int | Decimal | Rate | Change | Missing) and not isinstance(cell, bool):
                    yield Figure(f"{table.name}.{code}.{heading.name}", table, row, heading, cell)


def code_of(cell: Cell) -> str:
    """What stands for a row in the id of its figures: the code of its first cell, else its text."""
    return str(cell.code if isinstance(cell, Named) else cell) or "-"


def dates_told(counted: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A note of which figures count by which date, from pairs of a date and a figure's name; nothing without any."""
    dates: dict[str, list[str]] = {}
    for by, label in counted:
        dates.setdefault(by, []).append(label)
    if not dates:
        return ()
    colon, comma, semicolon = pick(": ", "——"), pick(", ", "、"), pick("; ", "；")
    told = semicolon.join(f"{by}{colon}{comma.join(labels)}" for by, labels in dates.items())
    return (t("Counted by the date of {told}.", told=told),)
