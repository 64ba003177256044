"""The records behind a figure of a sheet: the figures of each record alone, put into the same table."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from jingwu.dates import Period
from jingwu.errors import UsageError
from jingwu.language import listed, t
from jingwu.records.record import Record
from jingwu.reports.monthly import TABLES, broken_sums
from jingwu.reports.parts.names import kind_name
from jingwu.reports.parts.spans import Basis, basis_of
from jingwu.reports.table import (
    Cell,
    Change,
    Figure,
    Heading,
    Missing,
    Private,
    Rate,
    Sheet,
    Table,
    code_of,
    figures_in,
)
from jingwu.rules.briefs import brief_of, card_of
from jingwu.rules.cards import Card
from jingwu.rules.counting import Figures
from jingwu.rules.courses import clocks_of
from jingwu.rules.figures import figures_of
from jingwu.rules.limits import limits_for
from jingwu.store.ledger import Ledger

Number = int | Decimal
_DISTINCT = frozenset({"solving.series"})
"""Figures that count names, of which several records may have one: they are no sum."""


class Part(NamedTuple):
    """A record and what it adds to a figure."""

    record: Record
    counted: Number
    whole: int
    """Of a share, what it adds to the N of n/N."""


def explain(ledger: Ledger, sheet: Sheet, named: str, *, now: datetime) -> Table:
    """The records behind the figure that is named, by its id, the end of it, or its words 'row·column'.

    UsageError when there is none of the name, several, or when it is worked out of other figures.
    """
    figure = find_figure(sheet, named)
    if isinstance(figure.cell, Missing):
        began = Period(figure.cell.began, figure.cell.began).words
        raise UsageError(t("The ledger begins with {month}: there is no data of the time before it.", month=began))
    if figure.heading.derived or isinstance(figure.cell, Change) or sheet.period is None:
        hint = t("Ask for {figure}.", figure=_counted_instead(figure))
        raise UsageError(t("{figure} is worked out of other figures.", figure=figure.id), hint=hint)
    parts = list(_parts(ledger, figure, sheet.period, now))
    return _table(figure, sorted(parts, key=lambda part: part.record.number), ledger)


def _counted_instead(figure: Figure) -> str:
    """Where the records behind a figure stand that is worked out of others: a command's words, or a figure's id."""
    code, column = code_of(figure.row[0]), figure.heading.name
    if figure.table.name == "trend":
        return f"summary {code} --explain {_OF_A_MONTH[column]}"
    if figure.table.name == "quiet":
        return t("the column 'cases' of the table of areas")
    return f"{figure.table.name}.{code}.{figure.table.headings[1].name}"


_OF_A_MONTH = {
    "disputes": "mediation.found.month",
    "settled": "mediation.dispute_settled.month",
    "filed": "solving.filed.month",
    "solved": "solving.solved.month",
}
"""The trend's columns to the figures of a month's sheet."""


def find_figure(sheet: Sheet, named: str) -> Figure:
    """The figure of an id, of the end of one, or of the words 'row·column'. UsageError."""
    figures = list(figures_in(sheet))
    wanted = unicodedata.normalize("NFKC", named).strip()
    for fits in _WAYS:
        found = [figure for figure in figures if fits(figure, wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(
                t("Several figures are called '{name}'.", name=named),
                hint=t("Perhaps: {names}.", names=listed(figure.id for figure in found[:_NEAREST])),
            )
    names = {name: figure.id for figure in figures for name in (figure.id, *_words(figure))}
    raise UsageError(
        t("There is no figure '{name}'.", name=named),
        hint=t("Perhaps: {names}.", names=_nearest(wanted, names)),
    )


_NEAREST = 6


def _words(figure: Figure) -> tuple[str, ...]:
    """What a figure may be called: row·column; a row that is compared by its name alone."""
    row, heading = str(figure.row[0]), figure.heading
    names = [f"{row}·{heading.label}"]
    if heading is figure.table.headings[1]:
        names.append(row)
    return tuple(unicodedata.normalize("NFKC", name) for name in names)


_WAYS: tuple[Callable[[Figure, str], bool], ...] = (
    lambda figure, wanted: unicodedata.normalize("NFKC", figure.id) == wanted,
    lambda figure, wanted: unicodedata.normalize("NFKC", figure.id).endswith("." + wanted),
    lambda figure, wanted: _words(figure)[0] == wanted,
    lambda figure, wanted: wanted in _words(figure),
)


def _nearest(wanted: str, names: dict[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(wanted, names, n=_NEAREST, cutoff=0.4) or [name for name in names if wanted in name]
    return listed(dict.fromkeys(names[name] for name in near[:_NEAREST])) or t("nothing")


def _parts(ledger: Ledger, figure: Figure, period: Period, now: datetime) -> Iterator[Part]:
    """The records, newest months first, until they come to the figure: no more volumes are read than that takes."""
    total = None if figure.id in _DISTINCT else _size(figure.cell)
    counted: Number = 0
    whole = 0
    if total == (0, 0):
        return
    for record, basis in _alone(ledger, period, now):
        part = _size(_cell(figure, basis))
        if part != (0, 0):
            yield Part(record, *part)
            counted, whole = counted + part[0], whole + part[1]
            if total == (counted, whole):
                return


def broken_records(ledger: Ledger, period: Period, *, now: datetime) -> list[str]:
    """The numbers of the records whose own figures do not add up."""
    return sorted(record.number for record, basis in _alone(ledger, period, now) if broken_sums(basis))


def _alone(ledger: Ledger, period: Period, now: datetime) -> Iterator[tuple[Record, Basis]]:
    """Each record that may count in a period or in those that it is compared with, and a basis of it alone."""
    limits = limits_for(ledger.settings)
    concerned = {name for back in (0, period.length, 12) for name in period.before(back).months()}
    concerned.add(period.before(1).first)
    for month in sorted((name for name in ledger.months() if name <= period.last), reverse=True):
        for record in ledger.read_month(month):
            clocks = clocks_of(record, limits)
            figures = figures_of(record, clocks)
            card = card_of(record, clocks)
            if card is not None or not concerned.isdisjoint(figures):
                yield record, basis_of(period, _of(figures), _listed(card), ledger.settings, now)


def _of(figures: dict[str, Figures]) -> Callable[[str], Figures]:
    return lambda month: figures.get(month, {})


def _listed(card: Card | None) -> Sequence[Card]:
    return () if card is None else (card,)


def _cell(figure: Figure, basis: Basis) -> Cell:
    table = TABLES[figure.table.name](basis)
    index = next(index for index, heading in enumerate(table.headings) if heading.name == figure.heading.name)
    code = code_of(figure.row[0])
    return next((row[index] for row in table.rows if code_of(row[0]) == code), 0)


def _size(cell: Cell) -> tuple[Number, int]:
    if isinstance(cell, Rate):
        return cell.part, cell.whole
    return (cell, 0) if isinstance(cell, int | Decimal) else (0, 0)


def _table(figure: Figure, parts: Sequence[Part], ledger: Ledger) -> Table:
    headings = [
        Heading("number", t("Number")),
        Heading("reported_at", t("Reported at")),
        Heading("kind", t("Kind")),
        Heading("category", t("Category")),
        Heading("officer", t("Officer")),
        Heading("counts", t("Amount (yuan)") if isinstance(figure.cell, Decimal) else t("Counts")),
        Heading("summary", t("Summary"), wide=True),
    ]
    share = isinstance(figure.cell, Rate)
    if share:
        headings.insert(-1, Heading("of", t("Of")))
    rows = tuple(_row(part, ledger, share=share) for part in parts)
    title = t("{table}: {row}, {column}", table=figure.table.title, row=figure.row[0], column=figure.heading.label)
    return Table("records", title, tuple(headings), rows, _notes(figure, parts), listing=True)


def _row(part: Part, ledger: Ledger, *, share: bool) -> tuple[Cell, ...]:
    record = part.record
    summary, names = brief_of(record)
    told = Private(summary, "text", names, record.confidential or "minor" in record.flags)
    officer = record.officer or record.first_officer
    counts: tuple[Cell, ...] = (part.counted, part.whole) if share else (part.counted,)
    kind = kind_name(record.kind, ledger.settings)
    return (record.number, record.reported_at, kind, record.category, officer, *counts, told)


def _notes(figure: Figure, parts: Sequence[Part]) -> tuple[str, ...]:
    """How many records there are and what they come to; a word when the sheet says otherwise."""
    name, count = figure.id, len(parts)
    if figure.id in _DISTINCT:
        return (t("{figure}: {count} record(s); a name that several have counts once.", figure=name, count=count),)
    sums = sum(part.counted for part in parts), sum(part.whole for part in parts)
    if sums != _size(figure.cell):
        return (
            t("{figure}: {count} record(s).", figure=name, count=count),
            t("The records come to {sum}, the sheet says otherwise: run 'jingwu check'.", sum=sums[0]),
        )
    if isinstance(figure.cell, Rate):
        return (t("{figure}: {count} record(s), {part} of {whole}.", figure=name, count=count, part=sums[0],
                  whole=sums[1]),)  # fmt: skip
    if sums[0] == count:
        return (t("{figure}: {count} record(s).", figure=name, count=count),)
    return (t("{figure}: {count} record(s), {sum} in all.", figure=name, count=count, sum=sums[0]),)
