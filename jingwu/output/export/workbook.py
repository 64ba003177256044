"""Workbooks for exports and templates. The only module here that imports xlsxwriter, from the extra `office`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from jingwu.errors import UsageError
from jingwu.language import t

if TYPE_CHECKING:  # it takes longer to load than Python to start
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - no moment: the same content makes the same file


class Formats(NamedTuple):
    """How cells look."""

    heading: "Format"
    required: "Format"
    text: "Format"
    guarded: "Format"
    """A text that begins like a formula: it stays a text when its cell is edited."""
    date: "Format"
    time: "Format"
    money: "Format"
    number: "Format"


@contextmanager
def open_workbook(file: BinaryIO, *, rows_in_order: bool) -> Iterator[tuple["Workbook", Formats]]:
    """A workbook, written into `file` when the block has ended. UsageError when XlsxWriter is not installed.

    With `rows_in_order` a row is on the disk as soon as the next one begins: memory does not grow with the rows.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise UsageError(t("Writing xlsx needs the extra 'office': pip install 'jingwu[office]'")) from None
    strict = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with TemporaryDirectory() as folder:  # whatever happens, what it keeps there goes away
        book = Workbook(file, {**strict, "constant_memory": rows_in_order, "tmpdir": folder})
        book.set_properties({"created": _MADE})
        yield book, _formats(book)
        book.close()


def _formats(book: "Workbook") -> Formats:
    heading = {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "valign": "vcenter"}
    return Formats(
        book.add_format(heading),
        book.add_format({**heading, "bg_color": "#F8CBAD"}),
        book.add_format({"num_format": "@"}),
        book.add_format({"num_format": "@", "quote_prefix": True}),
        book.add_format({"num_format": "yyyy-mm-dd"}),
        book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        book.add_format({"num_format": "#,##0.00"}),
        book.add_format({"num_format": "0"}),
    )
