"""A sheet as Markdown with tables in GitHub's form; texts of records are escaped, so that none becomes markup."""

import re
from collections.abc import Iterable

from jingwu.language import pick, t
from jingwu.output.printed import Paper, Part, paper_of
from jingwu.output.text import pad, width_of
from jingwu.output.views import Details, Frame, View

_MARKS = r"[\\`*_\[\]<>|~&#!$]|(?<=:)/(?=/)|(?<=www)\.|@"
"""What means something within a line, and what makes a link of an address."""
_STARTS = r"^(?:(?=[-+=])|(\d{1,9})(?=[.)]))"
"""What makes a list, a rule or a heading at the start of a line."""


def write(view: View, _frame: Frame) -> str:
    """A sheet or a table. TypeError for details."""
    if isinstance(view, Details):
        raise TypeError(type(view).__name__)
    return "\n\n".join(_blocks(paper_of(view))) + "\n"


def _blocks(paper: Paper) -> Iterable[str]:
    yield f"# {_text(paper.title)}"
    if paper.about:
        yield _line(paper.about)
    yield from map(_line, paper.sentences)
    for part in paper.parts:
        yield from _part(part)
    yield from map(_line, paper.notes)
    if paper.footer:
        yield "\\\n".join(_text(label) + pick(": ", "：") + (_text(text) or r"\_" * 8) for label, text in paper.footer)
    if paper.head:
        yield _line(paper.head)


def _part(part: Part) -> Iterable[str]:
    if part.title:
        yield f"## {_text(part.title)}"
    yield "\n".join(_table(part)) if part.rows else _line(t("(none)"))
    yield from map(_line, part.notes)


def _table(part: Part) -> Iterable[str]:
    texts = [tuple(map(_text, row)) for row in (part.labels, *part.rows)]
    widths = [max(3, *map(width_of, column)) for column in zip(*texts, strict=True)]

    def line(cells: Iterable[str]) -> str:
        columns = zip(cells, widths, part.right, strict=True)
        padded = (pad(text, width, right=right) for text, width, right in columns)
        return f"| {' | '.join(padded)} |"

    yield line(texts[0])
    rules = ("-" * (width - 1) + (":" if right else "-") for width, right in zip(widths, part.right, strict=True))
    yield f"| {' | '.join(rules)} |"
    yield from map(line, texts[1:])


def _text(text: str) -> str:
    return re.sub(_MARKS, r"\\\g<0>", text.strip())


def _line(text: str) -> str:
    """A text that stands on a line of its own."""
    return re.sub(_STARTS, r"\1\\", _text(text))
