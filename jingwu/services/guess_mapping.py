"""Proposes a mapping for a file: what its columns probably mean, written as a mapping file to be looked over."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jingwu.errors import BadInput, Problem, reason_of
from jingwu.importers import Asked, Row
from jingwu.importers.action_rows import action_places
from jingwu.importers.guessed_closing import with_closing
from jingwu.importers.guessed_dates import contradiction, forms_of, reads_as_date
from jingwu.importers.guessing import SAMPLE, Guess, guess_columns, is_date
from jingwu.importers.headings import column_of, find_target, shown_headings
from jingwu.importers.kinds import guess_kind, kind_column, kind_of_word
from jingwu.importers.layout import OTHERS, SOURCE_KEY, target_of
from jingwu.importers.opening import open_source
from jingwu.language import listed, on_one_line, pick, t
from jingwu.records import KINDS, NAMES
from jingwu.reports.table import Heading, Named, Table
from jingwu.rules.validation import Context, read_values
from jingwu.services.guess_samples import people_in, sample_of
from jingwu.settings import Settings
from jingwu.store.files import access_for, plain_failures, write_file

_MOST_VALUES = 40
_A_WORD = 30
"""Percents that the kind's name in a heading is worth."""


class Proposal(NamedTuple):
    """What was guessed, and where it is written."""

    table: Table
    output: Path


class _File(NamedTuple):
    names: tuple[str, ...]
    rows: list[Row]

    def cells(self, heading: str) -> list[str]:
        """What stands under a heading."""
        place = self.names.index(heading)
        return [str(row.cells[place]) for row in self.rows if row.cells[place] not in (None, "")]

    def column_of_kinds(self) -> str:
        """The heading under which each row says its kind; '' where none does."""
        place = kind_column(self.names)
        heading = self.names[place] if place is not None else ""
        return heading if heading and any(map(kind_of_word, self.cells(heading))) else ""


def propose_mapping(
    path: Path, settings: Settings, *, kind: str = "", asked: Asked, form: str = "", output: Path | None = None,
    now: datetime,
) -> Proposal:  # fmt: skip
    """Write a mapping file for `path`: FILE.map.toml unless `output` says where. Nothing is written over. BadInput."""
    target = output or path.with_name(f"{path.stem}.map.toml")
    if target.exists():
        message = t("{file} is there already.", file=target)
        raise BadInput([], message=message, hint=t("Name another file with --output."))
    file = _read(path, asked, form)
    sure, why = (kind, t("as given")) if kind else guess_kind(path.stem, file.names)
    chosen = sure or _best_kind(file, settings, now)
    context = Context(settings, now, chosen, relative=False)
    guesses = guess_columns(file.names, [row.cells for row in file.rows], chosen, context)
    by_row = file.column_of_kinds()
    if not by_row:
        guesses = with_closing(guesses, chosen)
    typed = on_one_line(f"jingwu import {path.name} --map {target.name}")
    told = _each_row_says(by_row) if by_row else f"kind = {_quoted(chosen)}  # {why or t('not sure')}"
    text = "\n".join([*_heading(path, typed), told, *_lines(file, guesses, context)])
    with plain_failures(target):
        write_file(target, text.encode(), access_for(target.parent, group=False))
    title = t("Probably: {kind}", kind=pick(*NAMES[chosen]))
    return Proposal(_table(file, guesses, _each_row_says(by_row)[2:] if by_row else title, chosen), target)


def _read(path: Path, asked: Asked, form: str) -> _File:
    try:
        rows = list(islice((row for row in open_source(path, asked, form=form).rows if not row.trouble), SAMPLE))
    except OSError as error:
        message = t("The file cannot be read: {reason}", reason=reason_of(error)[0])
        raise BadInput([Problem(message, file=path.name)]) from None
    if not rows:
        raise BadInput([Problem(t("The file has no rows to guess from."), file=path.name)])
    names = rows[0].names
    if action_places(names) is not None:
        message = t("These rows say what was done to records (number, action, date), and need no mapping.")
        hint = t("Import the file as it is; a heading that is not known is named.")
        raise BadInput([Problem(message, file=path.name, hint=hint)])
    return _File(names, [row for row in rows if row.names == names])


def _best_kind(file: _File, settings: Settings, now: datetime) -> str:
    cells = [row.cells for row in file.rows[:50]]

    def total(kind: str) -> int:
        return sum(guess.percent for guess in guess_columns(file.names, cells, kind, Context(settings, now, kind)))

    words = " ".join(file.names).casefold()
    return max(KINDS, key=lambda kind: total(kind) + _A_WORD * words.count(kind))


def _table(file: _File, guesses: list[Guess], title: str, kind: str) -> Table:
    headings = (
        Heading("column", t("Column")),
        Heading("field", t("Field"), whole=True),
        Heading("percent", t("Sure")),
        Heading("why", t("Why"), wide=True),
        Heading("sample", t("Example")),
    )
    rows = tuple(
        (guess.heading, _field(guess.field, kind), f"{guess.percent} %" if guess.field else "", guess.why,
         sample_of(guess, guesses, file.names, file.rows))
        for guess in guesses
    )  # fmt: skip
    return Table("mapping", title, headings, rows)


def _field(field: str, kind: str) -> str:
    """A field as it is typed, in Chinese with its Chinese heading beside; '?' for none."""
    target = target_of(field, kind) if field.isascii() and field else None
    known = (heading for heading in shown_headings(kind, english=False) if find_target(kind, heading)[0] == target)
    word = next(known, "") if target else ""
    return Named(pick(field, f"{field} {word}"), field) if word else field or "?"


def _heading(path: Path, typed: str) -> Iterator[str]:
    yield "# " + t("What the columns of {file} probably mean. Look it over, then:", file=on_one_line(path.name))
    yield f"#   {typed}"


def _each_row_says(heading: str) -> str:
    return "# " + t("Each row says its kind, under '{heading}'.", heading=on_one_line(heading))


def _lines(file: _File, guesses: list[Guess], context: Context) -> Iterator[str]:
    keys = [guess for guess in guesses if guess.field == SOURCE_KEY]
    for guess in keys:
        yield f"source_key = {_quoted(guess.heading)}  # {guess.percent} %"
    yield from _dates(file, guesses, context.kind)
    yield ""
    yield "[columns]"
    yield "# " + t('heading = field; "" leaves the column out')
    for guess in guesses:
        if guess in keys:
            continue
        if guess.field:
            yield f"{_quoted(guess.heading)} = {_quoted(guess.field)}  # {guess.percent} %: {guess.why}"
        else:
            yield f'# {_quoted(guess.heading)} = ""  # {guess.why or t("not known")}'
    people = people_in(guesses, file.names, file.rows)
    for guess in guesses:
        yield from _values(file, guess, people, context)
    yield ""


def _dates(file: _File, guesses: list[Guess], kind: str) -> Iterator[str]:
    """The forms of the dates, a heading; where two are possible, for somebody to decide."""
    lines: list[str] = []
    for guess in guesses:
        forms = forms_of(file.cells(guess.heading)) if is_date(guess, kind) else []
        if len(forms) == 1:
            lines.append(f"{_quoted(guess.heading)} = {_quoted(forms[0])}")
        elif forms:
            words = t("day or month first? Keep one: {forms}", forms=listed(map(_quoted, forms)))
            lines.append(f"# {_quoted(guess.heading)} =  # {words}")
        elif is_date(guess, kind) and (words := _contradiction(file, guess.heading)):
            lines.append(f"# {_quoted(guess.heading)} =  # {words}")
    if lines:
        yield from ("", "[dates]", *lines)


def _contradiction(file: _File, heading: str) -> str:
    """Which two rows have dates that no form reads both, in words; '' when there are none."""
    place = file.names.index(heading)
    dated = [(row.number, str(row.cells[place])) for row in file.rows if reads_as_date(str(row.cells[place] or ""))]
    found = contradiction([cell for _, cell in dated])
    if found is None:
        return ""
    (row, cell), (other, against) = (dated[place] for place in found)
    return t("row {row} has {cell}, row {other} has {against}: no one form reads both",
             row=row, cell=on_one_line(cell), other=other, against=on_one_line(against))  # fmt: skip


def _values(file: _File, guess: Guess, people: frozenset[str], context: Context) -> Iterator[str]:
    """Values that the ledger does not know, for columns that take only known ones; none that names a person."""
    target = target_of(guess.field, context.kind) if guess.field else None
    column = column_of(target, context.kind) if target and target.part in {"column", "step"} else None
    if column is None or not (column.listed or column.choices):
        return
    given = dict.fromkeys(file.cells(guess.heading))
    wrong = [value for value in given if read_values((column,), {column.name: value}, context)[1]]
    if not wrong or len(wrong) > _MOST_VALUES:
        return
    yield from ("", f"[values.{_quoted(guess.heading)}]")
    yield "# " + t('value in the file = value here; "{any}" is any other', any=OTHERS)
    shown = (value for value in wrong if not any(person in value for person in people))
    yield from (f'# {_quoted(value)} = ""' for value in shown)


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
