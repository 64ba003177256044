"""Proposes a mapping for a file: what its columns probably mean, written as a mapping file to be looked over."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from jingwu.errors import BadInput, Problem, reason_of
from jingwu.importers import Asked, Row
from jingwu.importers.action_rows import action_places
from jingwu.importers.guessing import SAMPLE, Guess, forms_of, guess_columns, is_date
from jingwu.importers.headings import column_of
from jingwu.importers.kinds import guess_kind
from jingwu.importers.layout import OTHERS, SOURCE_KEY, target_of
from jingwu.importers.opening import open_source
from jingwu.language import listed, on_one_line, pick, t
from jingwu.records import KINDS, NAMES
from jingwu.reports.table import Cell, Heading, Private, Table
from jingwu.rules.validation import Context, read_values
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
    guesses = guess_columns(
        file.names, [row.cells for row in file.rows], chosen, Context(settings, now, chosen, relative=False)
    )
    context = Context(settings, now, chosen, relative=False)
    typed = on_one_line(f"jingwu import {path.name} --map {target.name}")
    text = "\n".join([*_heading(path, typed, chosen, why or t("not sure")), *_lines(file, guesses, context)])
    with plain_failures(target):
        write_file(target, text.encode(), access_for(target.parent, group=False))
    return Proposal(_table(guesses, pick(*NAMES[chosen])), target)


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


def _table(guesses: list[Guess], title: str) -> Table:
    headings = (
        Heading("column", t("Column")),
        Heading("field", t("Field"), whole=True),
        Heading("percent", t("Sure")),
        Heading("why", t("Why"), wide=True),
        Heading("sample", t("Example")),
    )
    rows = tuple(_row(guess) for guess in guesses)
    return Table("mapping", t("Probably: {kind}", kind=title), headings, rows)


def _row(guess: Guess) -> tuple[Cell, ...]:
    sample = Private(guess.sample[:24], guess.mask) if guess.mask else guess.sample[:24]
    return guess.heading, guess.field or "?", f"{guess.percent} %" if guess.field else "", guess.why, sample


def _heading(path: Path, typed: str, kind: str, why: str) -> Iterator[str]:
    yield "# " + t("What the columns of {file} probably mean. Look it over, then:", file=on_one_line(path.name))
    yield f"#   {typed}"
    yield f"kind = {_quoted(kind)}  # {why}"


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
    for guess in guesses:
        yield from _values(file, guess, context)
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
    if lines:
        yield from ("", "[dates]", *lines)


def _values(file: _File, guess: Guess, context: Context) -> Iterator[str]:
    """Values that the ledger does not know, for columns that take only known ones."""
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
    yield from (f'# {_quoted(value)} = ""' for value in wrong)


def _quoted(text: str) -> str:
    """A text as TOML writes it."""
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
