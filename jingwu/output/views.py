"""What writers get: a view whose cells are masked, and the frame it is written into.

Named tuples, because each command loads them and a dataclass takes five times as long to make.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from jingwu.reports.table import Sheet, Table


class Line(NamedTuple):
    """A label and what stands behind it; `mark` is 'overdue', 'done' or ''."""

    label: str
    text: str
    mark: str = ""


class Section(NamedTuple):
    """Lines under a title."""

    title: str
    lines: tuple[Line, ...]


class Details(NamedTuple):
    """One record in full: in words for people, and as `document` for programs."""

    title: str
    sections: tuple[Section, ...]
    document: dict[str, Any]


View = Table | Sheet | Details


class Frame(NamedTuple):
    """How wide the lines may be (in cells), whether colours are wanted, and what JSON puts around the data."""

    width: int = 80
    colour: bool = False
    utf8: bool = True
    """The stream is UTF-8; elsewhere JSON is ASCII, and tables have no drawn lines, which are two cells wide there."""
    command: str = ""
    warnings: tuple[str, ...] = ()
    borders: str = "none"
    """What plain text draws around the cells of a table: none, ascii or box."""
    templates: Path | None = None
    """The station's own templates of documents, where it may have some."""
    tell: Callable[[str], None] | None = None
    """Takes what the officer should know of the document, on standard error."""


Write = Callable[[View, Frame], str]
"""What each writer of texts offers as `write`: the text of a view, ending with a newline; others give bytes."""
