"""The rows that an import rejected, as a file of the same form with a column of reasons, to be mended and imported."""

import csv
import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from jingwu.errors import Problem
from jingwu.importers import Row
from jingwu.importers.delimiters import find_delimiter
from jingwu.importers.encodings import find_encoding
from jingwu.importers.guards import guarded
from jingwu.importers.headings import REASONS, ROW_IDS, is_of_rejects, row_id_place
from jingwu.importers.opening import SPREADSHEETS
from jingwu.language import listed, pick
from jingwu.rules.cell_dates import Numeric1904
from jingwu.rules.row_ids import origin_of, read_id, read_number, row_id
from jingwu.services.import_files import Opened
from jingwu.services.rejected_books import FORMS, choose_form
from jingwu.services.rejected_books.cells import kept_cell
from jingwu.store.files import Replacement, access_for

Rows = Iterable[tuple[Row, str, str]]
"""Rejected rows, each with the reason and its id."""
_LINES = frozenset({"jsonl", "json"})
_MADE = re.compile(r"(.+)\.rejected(?:-\d+)?", re.DOTALL)
_LONGEST = 200
"""Bytes of a name before what is put behind it; file systems take 255 in all."""


class Rejects(NamedTuple):
    """A file of rejected rows, written beside its place."""

    file: Replacement
    note: str
    """In words, why it is of another form than the rows' own; '' when it is of theirs."""
    source: int
    """The place of the rows' own file."""
    ids: list[str]
    """Those of the rows."""


def reason_of(problems: list[Problem]) -> str:
    """Why a row was rejected, as its column of reasons says it: without any value, which stands beside it."""
    return "; ".join(
        (f"{problem.column}{pick(': ', '：')}" if problem.column else "") + problem.message for problem in problems
    )


def prepare_rejects(
    files: Sequence[Opened],
    reasons: Sequence[Mapping[int, str]],
    meant: Sequence[Mapping[int, str]],
    *,
    form: str,
    named: Mapping[Path, Path],
    is_used: Callable[[str, int, int], bool],
) -> Iterator[Rejects]:
    """The files of the rows of `files` that have reasons, each written beside its place.

    `meant` are, of each, the numbers of the records that rows mean and say otherwise. `form` is what they were said to
    be, if anything; `named` gives the file after which another name is made than that of the file itself; `is_used`
    tells whether an id, in a file of a place, at a row, is another row's. StorageFailure.
    """
    taken: set[str] = set()
    for source, (file, told) in enumerate(zip(files, reasons, strict=True)):
        if told:
            ids = _Ids(file.digest, source, meant[source], is_used)
            suffix, data, note = _written_again(file, told, ids, form)
            place = _free(named.get(file.path, file.path), suffix, taken)
            taken.add(os.path.realpath(place))
            note = file.name + pick(": ", "：") + note if note else ""
            written = Replacement(place, data, access_for(place.parent, group=False))
            yield Rejects(written, note, source, list(ids.given))


class _Ids:
    """The ids of the rejected rows of a file: a row that was rejected before keeps its first."""

    def __init__(
        self, digest: str, source: int, meant: Mapping[int, str], is_used: Callable[[str, int, int], bool]
    ) -> None:
        self._meant = meant
        self.given: dict[str, None] = {}
        self._digest = digest
        self._source = source
        self._is_used = is_used

    def of(self, row: Row) -> str:
        """The id of the next row, or the number of the record that it means."""
        place = row_id_place(row.names)
        cell = row.cells[place] if place is not None and place < len(row.cells) else ""
        kept = read_id(cell)
        is_copied = kept in self.given or self._is_used(kept, self._source, row.number)
        if (not kept or is_copied) and (number := self._meant.get(row.number) or read_number(cell)):
            return number
        if not kept or is_copied:
            kept = row_id(origin_of(self._digest, row.sheet), row.number)
        self.given[kept] = None
        return kept


def _written_again(file: Opened, reasons: Mapping[int, str], ids: _Ids, form: str) -> tuple[str, bytes, str]:
    """The suffix and the bytes of the rows that have reasons, and a note; the file is read again for them."""
    source = file.again()
    found = ((row, reasons[row.number], ids.of(row)) for row in source.rows if row.number in reasons)
    form = form or file.path.suffix.lower().removeprefix(".")
    if source.encoding in SPREADSHEETS:
        return _of_spreadsheet(found, source.encoding)
    if form in _LINES:
        return *_of_objects(found, is_array=form == "json"), ""
    _, codec = find_encoding(file.path)
    data = _text(_cells(found), find_delimiter(file.path, codec)).encode(codec)
    return ".tsv" if form == "tsv" else ".csv", data, ""


def _free(named: Path, suffix: str, taken: Collection[str]) -> Path:
    """FILE.rejected.csv; FILE.rejected-2.csv where that is there: perhaps somebody is mending it.

    What is rejected again of FILE.rejected.csv is FILE's too.
    """
    made = _MADE.fullmatch(named.stem)
    stem = made[1] if made else named.stem
    while len(os.fsencode(stem)) > _LONGEST:
        stem = stem[:-1]
    places = (named.with_name(f"{stem}.rejected{f'-{number}' if number > 1 else ''}{suffix}") for number in count(1))
    return next(place for place in places if os.path.realpath(place) not in taken and not place.exists())


def _of_spreadsheet(rows: Rows, form: str) -> tuple[str, bytes, str]:
    """A workbook, or a text that spreadsheets open where none can be written."""
    written = list(_cells(rows))
    table = [list(map(kept_cell, cells)) for cells in written]
    chosen, note = choose_form(form, table)
    if chosen not in FORMS:
        return f".{chosen}", _text(written, ",").encode("utf-8-sig"), note
    by_old_macs = any(isinstance(cell, Numeric1904) for cells in written for cell in cells)
    return f".{chosen}", FORMS[chosen].write(table, by_old_macs=by_old_macs), note


def _text(table: Iterable[list[str]], delimiter: str) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for cells in table:
        writer.writerow(map(guarded, cells))
    return text.getvalue()


def _of_objects(rows: Rows, *, is_array: bool) -> tuple[str, bytes]:
    """An array, or an object a line; of an array that broke the rest stands at the end as it was, to be mended."""
    texts: list[str] = []
    rest = ""
    for row, reason, id_ in rows:
        told = {name: cell for name, cell in zip(row.names, row.cells, strict=False) if not is_of_rejects(name)}
        said = {pick(*reversed(REASONS)): reason, **({} if row.trouble else {pick(*reversed(ROW_IDS)): id_}), **told}
        texts.append(_as_json(said))
        if row.trouble and is_array:
            rest = str(row.cells[0])
        elif row.trouble:  # no JSON: the line as it is, to be mended
            texts += map(str, row.cells)
    if is_array:
        return ".json", _array(texts, rest).encode()
    return ".jsonl", "".join(f"{text}\n" for text in texts).encode()


def _as_json(value: Any) -> str:
    """A value that was read from JSON, its fractions with the digits that they had."""
    mark = os.urandom(16).hex()  # of no text in it
    text = json.dumps(value, ensure_ascii=False, default=lambda fraction: f"{mark}{fraction}")
    return re.sub(f'"{mark}([^"]+)"', r"\1", text)


def _array(texts: list[str], rest: str) -> str:
    """The objects as an array, with the `rest` of one that broke; of objects that follow each other, as they do."""
    if rest and not rest.startswith("["):
        return "".join(f"{text}\n" for text in (*texts, rest))
    rest = rest[1:].strip() or "]"
    return "[\n" + ",\n".join(texts) + ("\n" if rest.startswith("]") else ",\n") + f"{rest}\n"


def _cells(rows: Rows) -> Iterator[list[str]]:
    """A row of headings for each that the rows have, and the rows.

    The reason and the id stand first, so that a row with too few cells stays one until it is mended.
    """
    names: tuple[str, ...] | None = None
    for row, reason, id_ in rows:
        if row.names != names:
            names = row.names
            own = [*map(is_of_rejects, names)]
            headings = (pick(*reversed(told)) for told in (REASONS, ROW_IDS))
            yield [*headings, *(name for name, is_own in zip(names, own, strict=True) if not is_own)]
        is_text = bool(row.trouble) and len(row.cells) == 1  # the line as it stands, which nobody could part
        kept = [cell for place, cell in enumerate(row.cells) if is_text or place >= len(names) or not own[place]]
        yield [reason, id_, *map(_written, kept)]


def _written(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    return "" if cell is None else listed(map(str, cell)) if isinstance(cell, list) else str(cell)
