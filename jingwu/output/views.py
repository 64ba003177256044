"""What writers get: a view whose cells are masked, and the frame it is written into."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from jingwu.reports.table import Sheet, Table


class Line(NamedTuple):
    """A label and what stands behind it; `mark` is 'overdue', 'done' or ''."""

    label: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """One record in full: in words for people, and as `document` for programs."""

    title: str
    sections: tuple[Section, ...]
    document: dict[str, Any] = field(default_factory=dict)


View = Table | Sheet | Details


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide the lines may be (in cells), whether colours are wanted, and what JSON puts around the data."""

    width: int = 80
    colour: bool = False
    utf8: bool = True
    """The stream is UTF-8; elsewhere JSON is ASCII, and tables have no drawn lines, which are two cells wide there."""
    command: str = ""
    warnings: tuple[str, ...] = ()


class Write(Protocol):
    """What each writer module offers as `write`."""

    def __call__(self, view: View, frame: Frame) -> str:
        """The text of a view, ending with a newline."""
        ...
