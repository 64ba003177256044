"""The versioned envelope that other programs read: one object on one line. Its keys are a promise.

Characters that a terminal would obey are written as JSON escapes, so that the value is exact and the text harmless.
"""

import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from jingwu.dates import write_when
from jingwu.output.cells import percent_of
from jingwu.output.text import visible
from jingwu.output.views import Frame, View
from jingwu.reports.table import Cell, Change, Missing, Named, Private, Rate, Sheet, Table

VERSION = 1


def write(view: View, frame: Frame) -> str:
    """A table as a list of objects, a sheet as an object of its tables, details as the record's document."""
    return envelope(data_of(view), frame)


def envelope(data: Any, frame: Frame) -> str:
    """The object around `data`, with a newline."""
    whole = {"jingwu": VERSION, "command": frame.command, "data": data, "warnings": list(frame.warnings)}
    text = json.dumps(whole, ensure_ascii=not frame.utf8, allow_nan=False, separators=(", ", ": "))
    return (text if text.isprintable() else _suspects().sub(_escape, text)) + "\n"


def data_of(view: View) -> Any:
    """What stands under `data`."""
    if isinstance(view, Table):
        return [_row(view, row) for row in view.rows]
    if isinstance(view, Sheet):
        tables = {table.name: data_of(table) for table in view.tables}
        notes = [note for table in view.tables for note in table.notes]
        return {"title": view.title, **_heads(view), **tables, "notes": [*notes, *view.notes]}
    return view.document


def _heads(sheet: Sheet) -> dict[str, Any]:
    """What stands around the tables of a sheet of a period; nothing of another's."""
    if sheet.period is None:
        return {}
    return {
        "station": sheet.station,
        "period": {"from": sheet.period.first, "to": sheet.period.last},
        "sentences": list(sheet.sentences),
        "footer": {label.code: text for label, text in sheet.footer},
        "head": sheet.head,
    }


def _row(table: Table, row: tuple[Cell, ...]) -> dict[str, Any]:
    return {heading.name: _value(cell) for heading, cell in zip(table.headings, row, strict=True)}


def _value(cell: Cell) -> Any:
    if isinstance(cell, Named):
        return cell.code
    if isinstance(cell, Rate):
        percent = percent_of(cell)
        part = cell.part if isinstance(cell.part, int) else float(cell.part)
        return {"part": part, "whole": cell.whole, "percent": None if percent is None else float(percent)}
    if isinstance(cell, Missing):
        return None
    if isinstance(cell, Change):
        return None if cell.amount is None else {"points" if cell.points else "percent": float(cell.amount)}
    if isinstance(cell, Private):
        raise TypeError(cell.mask)  # a cell that nobody masked is never printed
    if isinstance(cell, Decimal):
        return f"{cell:.2f}"
    return write_when(cell) if isinstance(cell, date) else cell


@cache
def _suspects() -> "re.Pattern[str]":
    return re.compile(r"[^ -~]")


def _escape(found: "re.Match[str]") -> str:
    character = found[0]
    if visible(character) == character:
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))
