"""Records as files that `jingwu import` takes back, and that people open in a spreadsheet.

A form is a module with `write(rows, file)`: `rows` (rows.py) are records with everything masked that is to be masked.
Adding one: the module, its line in FORMS. What a column is called and holds stands in columns.py.
"""

from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO, cast

from jingwu.output.export.rows import Rows

FORMS: dict[str, str] = {
    "csv": "jingwu.output.export.csv_form",
    "xlsx": "jingwu.output.export.xlsx_form",
    "jsonl": "jingwu.output.export.jsonl_form",
}
"""Form, which is also the suffix, to its module."""

__all__ = ["FORMS", "Rows", "form"]


def form(name: str) -> Callable[[Rows, BinaryIO], None]:
    """The `write` function of a form. KeyError for an unknown one."""
    return cast("Callable[[Rows, BinaryIO], None]", import_module(FORMS[name]).write)
