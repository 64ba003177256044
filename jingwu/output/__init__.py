"""Every print of the program. The only package that imports rich, and the only place where details are masked.

A command holds a `Show` (show.py) and hands it values; which writer lays them out is decided here.

Adding a writer: a module with `write(view, frame)` like plain.py, which gives a text or bytes; its line in WRITERS;
and, if it makes files, its suffix in files.FORMATS and its part of tests/output/test_golden.py. `view` is a Table, a
Sheet or Details whose cells are already masked (masks.py); `frame` (views.py) says the width, the command and its
warnings. Documents are made of printed.Paper, which has all of a sheet in texts. Texts of records go through
`text.visible` before they are laid out: a terminal obeys what it is sent.
"""

from importlib import import_module
from typing import cast

from jingwu.output.show import Show, make_show
from jingwu.output.views import Write

WRITERS: dict[str, str] = {
    "plain": "jingwu.output.plain",
    "terminal": "jingwu.output.terminal",
    "json": "jingwu.output.json_writer",
    "csv": "jingwu.output.csv_writer",
    "markdown": "jingwu.output.markdown",
    "html": "jingwu.output.html_writer",
    "xlsx": "jingwu.output.xlsx_writer",
    "docx": "jingwu.output.docx_writer",
    "pdf": "jingwu.output.pdf_writer",
    "svg": "jingwu.output.svg",
}
"""Writer to its module, which is loaded when it is used: rich alone costs more than starting Python."""

__all__ = ["WRITERS", "Show", "make_show", "writer"]


def writer(name: str) -> Write:
    """The `write` function of a writer. KeyError for an unknown one."""
    return cast("Write", import_module(WRITERS[name]).write)
