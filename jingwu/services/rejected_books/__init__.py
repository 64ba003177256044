"""Rejected rows as a workbook of the form that they came in, to be mended and imported.

Adding a form: a module here with a function that writes a table, and its line in FORMS.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import NamedTuple

from jingwu.language import t
from jingwu.services.rejected_books.cells import Table, units
from jingwu.services.rejected_books.ods import write_ods
from jingwu.services.rejected_books.xls import write_xls
from jingwu.services.rejected_books.xlsx import write_xlsx


class Form(NamedTuple):
    """What writes a form, and how much the programs that open it take."""

    write: Callable[..., bytes]
    """Takes the table, and with `by_old_macs` whether numbers count days from 1904."""
    needs: str
    """The module of the extra 'office' that it needs; '' for none."""
    rows: int
    columns: int
    characters: int
    """Of a cell, in UTF-16."""
    last_character: str = "\U0010ffff"

    def holds(self, table: Table) -> bool:
        """Whether nothing of a table would be lost."""
        return len(table) <= self.rows and all(
            len(cells) <= self.columns and all(self._holds(cell) for cell in cells if isinstance(cell, str))
            for cells in table
        )

    def is_installed(self) -> bool:
        """Whether what it needs is there."""
        return not self.needs or find_spec(self.needs) is not None

    def _holds(self, text: str) -> bool:
        return units(text) <= self.characters and (not text or max(text) <= self.last_character)


FORMS = {
    "ods": Form(write_ods, "", 1 << 20, 1 << 14, (1 << 31) - 1),
    # A text's two halves of such a character may come into two records, and not every reader puts them together.
    "xls": Form(write_xls, "xlwt", 1 << 16, 1 << 8, (1 << 15) - 1, "\uffff"),
    "xlsx": Form(write_xlsx, "xlsxwriter", 1 << 20, 1 << 14, (1 << 15) - 1),
}
_LARGEST = "xlsx"


def choose_form(wanted: str, table: Table) -> tuple[str, str]:
    """The wanted form if it can be written, else xlsx, else csv; and in words why it is not the wanted one."""
    possible = (name for name in (wanted, _LARGEST) if FORMS[name].is_installed() and FORMS[name].holds(table))
    form = next(possible, "csv")
    if form == wanted:
        return form, ""
    if not FORMS[wanted].is_installed():
        words = t(
            "What was rejected is a .{form}; a .{wanted} needs: pip install 'jingwu[office]'", form=form, wanted=wanted
        )
    else:
        words = t(
            "What was rejected is a .{form}: it is too large for a .{wanted}, or has rare characters.",
            form=form,
            wanted=wanted,
        )
    return form, words
