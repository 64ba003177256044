"""Reads text with a sign between its cells (.csv, .tsv, .txt): a comma, a semicolon, a tab or a full-width comma."""

import csv
from collections.abc import Iterator
from pathlib import Path

from jingwu.importers.delimiters import MOST_TOLD, find_delimiter, told_delimiter
from jingwu.importers.encodings import bounded_lines, find_encoding, may_hold
from jingwu.importers.guards import GUARDS, unguarded
from jingwu.importers.rows import Asked, Note, Source
from jingwu.importers.table import Line, read_table
from jingwu.language import pick, t

_NAMES = {";": ("semicolon", "分号"), "\t": ("tab", "制表符"), "，": ("full-width comma", "全角逗号")}


def read_csv(path: Path, asked: Asked) -> Source:
    """The rows of a CSV file below its headings."""
    shown, encoding = find_encoding(path)
    delimiter = find_delimiter(path, encoding, asked.headings)
    notes: list[Note] = []
    if delimiter in _NAMES and not (delimiter == "\t" and path.suffix.lower() == ".tsv"):
        notes.append(Note(t("Between the cells stands: {sign}.", sign=pick(*_NAMES[delimiter]))))
    guarded = may_hold(path, encoding, GUARDS)
    lines = _lines(path, encoding, delimiter, guarded=guarded, keep=asked.keep)
    return Source(shown, read_table(lines, asked, notes, file=path.name), notes)


def _lines(path: Path, encoding: str, delimiter: str, *, guarded: bool, keep: bool) -> Iterator[Line]:
    with path.open(encoding=encoding, newline="") as file:
        if not told_delimiter(file.readline(MOST_TOLD)):
            file.seek(0)
        taken: list[str] = []
        texts = _noted(bounded_lines(file), taken) if keep else bounded_lines(file)
        rows = csv.reader(texts, delimiter=delimiter, strict=True)
        number = 0
        while True:
            number += 1
            before = rows.line_num
            taken.clear()
            try:
                cells = list(map(str.strip, next(rows)))
            except StopIteration:
                return
            except csv.Error as error:
                yield Line(number, ["".join(taken).strip()] if taken else [], _words(error))
                if rows.line_num > before + 1:  # where the next row starts is not known any more
                    return
                continue
            if rows.line_num > before + 1:  # a cell has several lines
                cells = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]
            if cells and cells[0][:1] == "\ufeff":  # a second mark, or files that a script put together
                cells[0] = _unmarked(cells[0])
            yield Line(number, list(map(unguarded, cells)) if guarded else cells)


def _unmarked(cell: str) -> str:
    """A cell without the mark before it, and without the quotation marks that it hid."""
    cell = cell.lstrip("\ufeff")
    return cell[1:-1] if cell[:1] == cell[-1:] == '"' and len(cell) > 1 else cell


def _noted(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The lines; `taken` has each that was asked for."""
    for line in lines:
        taken.append(line)
        yield line


def _words(error: csv.Error) -> str:
    text = str(error)
    if "end of data" in text:
        return t("A quotation mark is opened here and never closed; nothing after it was read.")
    if "field limit" in text:
        return t("A cell is too long; perhaps a quotation mark is not closed.")
    return t('The quotation marks of this row do not match; inside a cell a " is written twice.')
