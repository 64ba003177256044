"""Reads comma- or tab-separated text (.csv, .tsv)."""

import csv
from collections.abc import Iterator
from io import TextIOBase
from pathlib import Path

from jingwu.importers.encodings import find_encoding
from jingwu.importers.rows import Asked, Row, Source
from jingwu.language import t


def read_csv(path: Path, _asked: Asked) -> Source:
    """The rows of a CSV file; the first row that is not blank holds the headings."""
    shown, encoding = find_encoding(path)
    return Source(shown, _rows(path, encoding), [])


def _rows(path: Path, encoding: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as file:
        delimiter = _delimiter(file)
        lines = csv.reader(file, delimiter=delimiter, strict=True)
        names: tuple[str, ...] = ()
        number, before = 0, 0
        while True:
            number += 1
            before = lines.line_num
            try:
                cells = [cell.strip() for cell in next(lines)]
            except StopIteration:
                break
            except csv.Error as error:
                yield Row(number, names, (), _words(error))
                if lines.line_num > before + 1:  # where the next row starts is not known any more
                    return
                continue
            if not any(cells):
                continue
            if names:
                yield _row(number, names, cells)
            else:
                names = _without_empty_end(cells)
        if not names:
            yield Row(1, (), (), t("The file is empty: it has not even headings."))


def _row(number: int, names: tuple[str, ...], cells: list[str]) -> Row:
    width = len(names)
    if len(cells) < width or any(cells[width:]):
        message = t("The row has {cells} cells, the heading has {names}.", cells=len(cells), names=width)
        return Row(number, names, cells, message)
    return Row(number, names, cells)


def _without_empty_end(cells: list[str]) -> tuple[str, ...]:
    while not cells[-1]:
        cells.pop()
    return tuple(cells)


def _delimiter(file: TextIOBase) -> str:
    """A tab when the first line that is not blank has more of them than commas; the file is then at its start."""
    line = next((line for line in iter(file.readline, "") if line.strip()), "")
    file.seek(0)
    return "\t" if line.count("\t") > line.count(",") else ","


def _words(error: csv.Error) -> str:
    text = str(error)
    if "end of data" in text:
        return t("A quotation mark is opened here and never closed; nothing after it was read.")
    if "field limit" in text:
        return t("A cell is too long; perhaps a quotation mark is not closed.")
    return t('The quotation marks of this row do not match; inside a cell a " is written twice.')
