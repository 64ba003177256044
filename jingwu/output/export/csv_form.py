"""Records as one CSV table, in UTF-8. No cell of it becomes a formula in a spreadsheet."""

import codecs
import csv
from datetime import date
from io import TextIOWrapper
from typing import BinaryIO

from jingwu.dates import show_when
from jingwu.importers.guards import guarded
from jingwu.output.export.columns import Value, measure, values_of
from jingwu.output.export.rows import Rows


def write(rows: Rows, file: BinaryIO) -> None:
    """Write a heading and a row a record, with the columns in which a record has something."""
    headings = list(measure(rows))
    if rows.bom:
        file.write(codecs.BOM_UTF8)
    text = TextIOWrapper(file, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    for row in rows:
        values = values_of(row, masked=rows.masked)
        writer.writerow([_cell(values.get(heading, "")) for heading in headings])
    text.flush()
    text.detach()


def _cell(value: Value) -> str:
    if isinstance(value, str):
        return guarded(value)
    return show_when(value) if isinstance(value, date) else str(value)
