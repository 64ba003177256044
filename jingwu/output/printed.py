"""A sheet as every document prints it: texts in numbered sections, with their charts, and what stands at its foot."""

from datetime import date
from typing import NamedTuple

from jingwu.dates import last_day
from jingwu.language import pick
from jingwu.output.charts import Chart, chart_of
from jingwu.output.heads import about_words, head_words, numbered
from jingwu.output.layout import is_figure, is_fixed, text_of
from jingwu.output.text import flat, width_of
from jingwu.reports.table import Sheet, Table


class Part(NamedTuple):
    """A table in texts; `widths` are those of its columns in cells, headings included, if nothing were cut."""

    name: str
    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    """Which columns are figures, which stand to the right."""
    fixed: tuple[bool, ...]
    """Which columns are never broken: figures, dates, numbers of records."""
    widths: tuple[int, ...]
    notes: tuple[str, ...]
    chart: Chart | None


class Paper(NamedTuple):
    """All texts of a document, each on one line and free of what a reader would obey."""

    title: str
    about: str
    """Whose it is and of when, under the title."""
    sentences: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    footer: tuple[tuple[str, str], ...]
    """Who signs: label and what stands behind it, '' to be written by hand."""
    head: str
    """What anchors the ledger, under it all."""


def paper_of(view: Sheet | Table) -> Paper:
    """A masked sheet, or a table alone. TypeError for a cell that nobody masked."""
    if isinstance(view, Table):
        return Paper(flat(view.title), "", (), (_part(view._replace(title=""), ""),), (), (), "")
    return Paper(
        flat(view.title),
        about_words(view),
        tuple(map(flat, view.sentences)),
        tuple(_part(table, "-") for table in numbered(view)),
        tuple(map(flat, view.notes)),
        tuple((flat(label), flat(text)) for label, text in view.footer),
        head_words(view),
    )


def least_widths(part: Part) -> list[int]:
    """The cells of each column when its heading takes two lines and nothing else does; no Latin word is broken."""
    columns = zip(part.labels, *part.rows, strict=True)
    return [max(-(-width_of(label) // 2), *map(len, _words(label)), *map(width_of, texts)) for label, *texts in columns]


def _words(label: str) -> list[str]:
    return [word for word in label.split() if word.isascii()]


def date_of(view: Sheet | Table) -> date:
    """The day that a document bears inside: the last of its period, so that the same sheet is the same file."""
    period = view.period if isinstance(view, Sheet) else None
    return last_day(period.last) if period else date(1980, 1, 1)


def page_words() -> tuple[str, str, str]:
    """What stands before a page's number, between it and the number of pages, and behind."""
    return pick("Page ", "第 "), pick(" of ", " 页，共 "), pick("", " 页")


def _part(table: Table, nothing: str) -> Part:
    labels = tuple(flat(heading.label) for heading in table.headings)
    rows = tuple(tuple(text_of(cell, nothing) for cell in row) for row in table.rows)
    columns = [[cell for cell in column if cell is not None] for column in zip(*table.rows, strict=True)]
    columns = columns or [[] for _ in labels]
    return Part(
        table.name,
        flat(table.title),
        labels,
        rows,
        tuple(bool(column) and all(map(is_figure, column)) for column in columns),
        tuple(map(is_fixed, table.headings, columns)),
        tuple(max(map(width_of, texts)) for texts in zip(labels, *rows, strict=True)),
        tuple(flat(note) for note in table.notes),
        chart_of(table),
    )
