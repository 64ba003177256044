"""What goes between the process that reads and stores an import and those that look at its rows.

What goes often is taken apart on its way: to pickle rows that have a name takes three times as long as plain tuples,
each cell of text four times as long as one text of all, and each record longer than columns of what all have.
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise, repeat
from typing import Any, NamedTuple

from jingwu.errors import Problem
from jingwu.importers import Row
from jingwu.importers.action_rows import ActionRow
from jingwu.importers.rows import Note
from jingwu.rules.counting import Figures
from jingwu.store.draft import Draft

ACTION = "action"
"""Among the kinds of rows, that of actions."""
Traits = tuple[int, int]
"""Of a record: the same number for the same kind, day and people; the same for the same place, 0 where none is told."""


class Rows(NamedTuple):
    """Some rows of a file, for one process to look at."""

    file: int
    """Its place among the files."""
    first: tuple[str, ...]
    """The headings of its first row."""
    rows: list[Row] | None
    """None for a whole file that the process itself is to read: opened, but not read yet."""

    def __reduce__(self) -> "tuple[Callable[..., Rows], tuple[object, ...]]":
        if not self.rows:
            return Rows, (self.file, self.first, self.rows)
        cells = _joined(self.rows)
        if cells is None:
            return _rows_from, (self.file, self.first, list(map(tuple, self.rows)))
        return _rows_of_text, (
            self.file,
            self.first,
            self.rows[0]._replace(cells=()),
            [row.number for row in self.rows],
            cells,
        )


_BETWEEN = "\x1f"
"""Stands between cells on their way; no text that can be stored holds it."""


def _joined(rows: Sequence[Row]) -> str | None:
    """The cells of rows of one table in one text; None where they are not mere texts, or there is trouble."""
    _, names, _, _, sheet = rows[0]
    if not names or not all(row.names is names and row.sheet == sheet and not row.trouble for row in rows):
        return None
    cells = list(chain.from_iterable([row.cells for row in rows]))
    if len(cells) != len(names) * len(rows) or set(map(type, cells)) != {str}:
        return None
    text = _BETWEEN.join(cells)  # type: ignore[arg-type] # seen to be texts
    return text if text.count(_BETWEEN) == len(cells) - 1 else None


def _rows_of_text(file: int, first: tuple[str, ...], like: Row, numbers: list[int], text: str) -> Rows:
    """The rows whose cells `_joined` made a text of; in all else but the number they are like `like`."""
    names, sheet = like.names, like.sheet
    cells, width = text.split(_BETWEEN), len(names)
    starts = range(0, len(cells), width)
    rows = [
        Row(number, names, cells[start : start + width], "", sheet)
        for number, start in zip(numbers, starts, strict=True)
    ]
    return Rows(file, first, rows)


def _rows_from(file: int, first: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Rows:
    return Rows(file, first, [Row(*row) for row in rows])


class Made(NamedTuple):
    """A record that a row says."""

    row: int
    draft: Draft
    key: str
    """Its number, its source key, or its fingerprint."""
    column: str | None
    """The heading of the column that holds the key; None for a fingerprint."""
    traits: Traits | None
    denied: tuple[str, ...] = ()
    """The columns to which the row says no, where others say nothing."""
    flags: tuple[str, ...] = ()
    """The flags that the row tells one by one, in columns of their own: of all others it says nothing."""
    rejected: str = ""
    """Its id, where it was rejected before and no other key tells it apart."""
    record: str = ""
    """The number of the record that it meant and said otherwise, for which it was rejected before; no key tells it."""
    is_late: bool = False
    """Whether another file of the run has a row like it: it waits for the end."""


class Done(NamedTuple):
    """Something that was done with a record, as a row says."""

    row: int
    action: ActionRow
    rejected: str = ""
    """Its id, where it was rejected before."""


class Rejected(NamedTuple):
    """A row that cannot be stored, and all that is wrong with it."""

    row: int
    once: list[Problem]
    """Of a heading or the whole file: it is told once, though other rows have it too."""
    problems: list[Problem]


@dataclass(slots=True)
class Batch:
    """What some rows of a file came to."""

    file: int
    sheet: str
    """That they stand in, in a spreadsheet."""
    rows: int
    said: list[Made | Done] = field(default_factory=list)
    """In the order of the rows."""
    rejected: list[Rejected] = field(default_factory=list)
    doubted: list[tuple[int, list[Problem]]] = field(default_factory=list)
    figures: dict[str, Figures] = field(default_factory=dict)
    """Month to what all records that are `Made` add to its figures."""
    kinds: dict[str, str] = field(default_factory=dict)
    """The kinds of the rows, 'action' among them, with what told them."""
    notes: list[Note] | None = None
    """What was found in the file besides rows, where it was read whole."""
    mended: bool = False
    """Whether its rows were rejected before."""
    unread: list[Problem] = field(default_factory=list)
    """What is wrong with the whole file, where it was to be read whole."""

    def made(self) -> int:
        """How many records its rows say."""
        return sum(isinstance(said, Made) for said in self.said)

    def __reduce__(self) -> "tuple[Callable[..., Batch], tuple[object, ...]]":
        rest = self.rejected, self.doubted, self.figures, self.kinds, self.notes, self.mended, self.unread
        made = [said for said in self.said if isinstance(said, Made)]
        if made and len(made) == len(self.said):
            return _batch_of_columns, (self.file, self.sheet, self.rows, len(made), _columns_of(made), *rest)
        return Batch, (self.file, self.sheet, self.rows, self.said, *rest)


_Columns = list[tuple[Any, ...]]
"""The values of all records, of each thing that they have and then of each that their drafts have."""


def _columns_of(made: list[Made]) -> _Columns:
    said: list[tuple[Any, ...]] = list(zip(*made, strict=True))
    drafts = list(zip(*said.pop(_DRAFT), strict=True))
    return [*map(_shrunk, said + drafts[:_BYTES]), *map(_put_together, drafts[_BYTES:])]


def _batch_of_columns(file: int, sheet: str, rows: int, count: int, columns: _Columns, *rest: Any) -> Batch:
    values = [_grown(column, count) for column in columns[:-2]] + [_taken_apart(*column) for column in columns[-2:]]
    said, drafts = values[: len(Made._fields) - 1], values[len(Made._fields) - 1 :]
    said.insert(_DRAFT, tuple(map(tuple.__new__, repeat(Draft), zip(*drafts, strict=True))))
    return Batch(file, sheet, rows, list(map(tuple.__new__, repeat(Made), zip(*said, strict=True))), *rest)


_DRAFT = Made._fields.index("draft")
_BYTES = Draft._fields.index("text")
"""From here on a draft has bytes."""


def _shrunk(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """One value, where all are the same."""
    return values[:1] if values.count(values[0]) == len(values) else values


def _grown(values: tuple[Any, ...], count: int) -> tuple[Any, ...]:
    return values if len(values) == count else values * count


def _put_together(values: tuple[bytes, ...]) -> tuple[bytes, bytes]:
    """Values in one, and how long each is."""
    return b"".join(values), array("I", map(len, values)).tobytes()


def _taken_apart(joined: bytes, lengths: bytes) -> tuple[bytes, ...]:
    starts = accumulate(array("I", lengths), initial=0)
    return tuple([joined[start:end] for start, end in pairwise(starts)])
