"""The rows that an import rejected, as a file of the same form with a column of reasons, to be mended and imported."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from jingwu.errors import Problem
from jingwu.importers import Row, Source
from jingwu.importers.delimiters import find_delimiter
from jingwu.importers.encodings import find_encoding
from jingwu.importers.guards import guarded
from jingwu.importers.headings import REASONS, is_reason
from jingwu.importers.opening import SPREADSHEETS
from jingwu.language import listed, pick
from jingwu.rules.cell_dates import Numeric, Numeric1904
from jingwu.store.files import Replacement, access_for

Rows = Iterable[tuple[Row, str]]
"""Rejected rows, each with the reason."""
_LINES = frozenset({"jsonl", "json"})


def reason_of(problems: list[Problem]) -> str:
    """Why a row was rejected, as its column of reasons says it: without any value, which stands beside it."""
    return "; ".join(
        (f"{problem.column}{pick(': ', '：')}" if problem.column else "") + problem.message for problem in problems
    )


def prepare_rejects(
    path: Path, reasons: Mapping[int, str], again: Callable[[], Source], *, form: str, folder: Path
) -> Replacement:
    """The file of the rows of `path` that have reasons, written beside the place in `folder` that it will have.

    `again` opens the file once more: only the reasons were kept. `form` is what it was said to be, if anything.
    StorageFailure.
    """
    source = again()
    found = ((row, reasons[row.number]) for row in source.rows if row.number in reasons)
    form = form or path.suffix.lower().removeprefix(".")
    if source.encoding in SPREADSHEETS:
        suffix, data = _of_spreadsheet(found)
    elif form in _LINES:
        suffix, data = _of_objects(found, is_array=form == "json")
    else:
        _, codec = find_encoding(path)
        suffix = ".tsv" if form == "tsv" else ".csv"
        data = _table(found, find_delimiter(path, codec)).encode(codec)
    return Replacement(_free(folder, path.stem, suffix), data, access_for(folder, group=False))


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """FILE.rejected.csv; FILE.rejected-2.csv where that is there: perhaps somebody is mending it."""
    names = (f"{stem}.rejected{f'-{number}' if number > 1 else ''}{suffix}" for number in range(1, 10_000))
    return next(place for name in names if not (place := folder / name).exists())


def _of_spreadsheet(rows: Rows) -> tuple[str, bytes]:
    """A workbook, or a text that spreadsheets open where none can be written."""
    from importlib.util import find_spec

    if find_spec("xlsxwriter") is None:
        return ".csv", _table(rows, ",").encode("utf-8-sig")
    return ".xlsx", _workbook(rows)


def _table(rows: Rows, delimiter: str) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for cells in _cells(rows):
        writer.writerow(map(guarded, cells))
    return text.getvalue()


def _workbook(rows: Rows) -> bytes:
    from xlsxwriter import Workbook

    data = BytesIO()
    table = list(_cells(rows))
    by_old_macs = any(isinstance(cell, Numeric1904) for cells in table for cell in cells)
    with Workbook(data, {"in_memory": True, "date_1904": by_old_macs}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(table):
            for place, cell in enumerate(cells):
                if isinstance(cell, Numeric):  # it may count days
                    sheet.write_number(number, place, float(cell))
                else:
                    sheet.write_string(number, place, cell)
    return data.getvalue()


def _of_objects(rows: Rows, *, is_array: bool) -> tuple[str, bytes]:
    """An array, unless something is in it that is no JSON; else an object a line."""
    texts: list[str] = []
    for row, reason in rows:
        told = {name: cell for name, cell in zip(row.names, row.cells, strict=False) if not is_reason(name)}
        texts.append(json.dumps({pick(*reversed(REASONS)): reason, **told}, ensure_ascii=False, default=str))
        if row.trouble:  # no JSON: the line as it is, to be mended
            texts += map(str, row.cells)
            is_array = False
    if is_array:
        return ".json", "[\n{}\n]\n".format(",\n".join(texts)).encode()
    return ".jsonl", "".join(f"{text}\n" for text in texts).encode()


def _cells(rows: Rows) -> Iterator[list[str]]:
    """A row of headings for each that the rows have, and the rows.

    The reason stands first, so that a row with too few cells stays one until it is mended.
    """
    names: tuple[str, ...] | None = None
    for row, reason in rows:
        if row.names != names:
            names = row.names
            yield [pick(*reversed(REASONS)), *(name for name in names if not is_reason(name))]
        kept = [cell for place, cell in enumerate(row.cells) if place >= len(names) or not is_reason(names[place])]
        yield [reason, *map(_written, kept)]


def _written(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    return "" if cell is None else listed(map(str, cell)) if isinstance(cell, list) else str(cell)
