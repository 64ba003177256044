"""Which reader reads a file: the one that is asked for, else what the file itself shows, else its suffix."""

import re
from pathlib import Path

from jingwu.errors import BadInput, Problem
from jingwu.importers import READERS
from jingwu.importers.archives import is_spreadsheet
from jingwu.importers.rows import Asked, Source
from jingwu.language import listed, t

SPREADSHEETS = ("xlsx", "xls", "ods")
_TABLES = {"csv", "tsv", "txt"}
_HEAD = 2048
_WEB_PAGE = re.compile(rb"<(?:!doctype|html|table|\?xml|head|meta)", re.IGNORECASE)


def open_source(path: Path, asked: Asked = Asked(), *, form: str = "") -> Source:  # noqa: B008 - an Asked never changes
    """The file, opened; `form` is one of READERS, '' for what it shows itself to be, whatever its suffix.

    BadInput for a file of no form or encoding that is known; OSError when it cannot be read.
    """
    if path.is_dir():
        raise BadInput([Problem(t("This is a folder, not a file."), file=str(path))])
    if path.exists() and not path.is_file():  # a pipe gives what it holds only once
        hint = t("Give it on standard input: - with --format.")
        raise BadInput([Problem(t("This is no regular file."), file=path.name, hint=hint)])
    named = path.suffix.lower().removeprefix(".")
    form = form or _form_shown(path, named)
    reader = READERS.get(form)
    if not form:
        hint = t("Give --format csv, jsonl, json or xlsx.")
        raise BadInput([Problem(t("It must be said what the file holds."), file=path.name, hint=hint)])
    if reader is None:
        message = t("Files of this form cannot be read; known are {known}.", known=listed(READERS))
        raise BadInput([Problem(message, file=path.name)])
    if asked.sheet and form not in SPREADSHEETS:
        raise BadInput([Problem(t("Only spreadsheets have sheets."), file=path.name)])
    try:
        source = reader(path, asked)
    except BadInput:
        if form in SPREADSHEETS or named not in SPREADSHEETS:
            raise
        hint = t("Open it in Excel or WPS and save it as .xlsx.")  # neither a spreadsheet nor text by that name
        raise BadInput([Problem(t("The spreadsheet is damaged."), file=path.name, hint=hint)]) from None
    shown = source.encoding if form in SPREADSHEETS else form
    if named in READERS and shown != named and not {named, shown} <= _TABLES:
        source.notes.append(t("It is named .{named}, but is {shown}.", named=named, shown=shown))
    return source


def _form_shown(path: Path, named: str) -> str:
    """The form that the first bytes show, where they show one; else the named one."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if is_spreadsheet(head):
        return named if named in SPREADSHEETS else SPREADSHEETS[0]
    if named not in SPREADSHEETS:
        return named
    if _WEB_PAGE.search(head.replace(b"\0", b"")):
        hint = t("Open it in Excel or WPS and save it as .xlsx.")
        raise BadInput([Problem(t("This is a web page or XML, not a spreadsheet."), file=path.name, hint=hint)])
    return "csv"
