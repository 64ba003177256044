"""Which reader reads a file: the one that is asked for, else what the file itself shows, else its suffix."""

import re
from pathlib import Path

from jingwu.errors import BadInput, Problem
from jingwu.importers import READERS
from jingwu.importers.archives import is_spreadsheet
from jingwu.importers.rows import Asked, Note, Source
from jingwu.language import listed, t

SPREADSHEETS = ("xlsx", "xls", "ods")
_TABLES = {"csv", "tsv", "txt"}
_HEAD = 2048
_WEB_PAGE = re.compile(rb"<(?:!doctype|html|table|\?xml|head|meta)", re.IGNORECASE)
_BEGINS_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|table|\?xml|head|meta)", re.IGNORECASE)
_DOCUMENTS = {
    b"%PDF-": "PDF", b"{\\rtf": "RTF (Word)", b"\x1f\x8b": "gzip", b"Rar!": "RAR", b"7z\xbc\xaf": "7z",
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"SQLite format 3": "SQLite",
}  # fmt: skip
"""What the first bytes show that is no table, whatever its name."""
_OWNERS = ("~$", ".~")
"""How the files begin by which Excel and WPS know that a workbook is open."""
_MACS = "._"
"""How the files begin in which a Mac keeps what other systems do not know."""


def open_source(path: Path, asked: Asked = Asked(), *, form: str = "") -> Source:  # noqa: B008 - an Asked never changes
    """The file, opened; `form` is one of READERS, '' for what it shows itself to be, whatever its suffix.

    BadInput for a file of no form or encoding that is known; OSError when it cannot be read.
    """
    if path.is_dir():
        raise BadInput([Problem(t("This is a folder, not a file."), file=str(path))])
    if path.exists() and not path.is_file():  # a pipe gives what it holds only once
        hint = t("Give it on standard input: - with --format.")
        raise BadInput([Problem(t("This is no regular file."), file=path.name, hint=hint)])
    if path.name.startswith((*_OWNERS, _MACS)):
        raise BadInput([_no_file_of_its_own(path)])
    _refuse_documents(path)
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
        source.notes.append(Note(t("It is named .{named}, but is {shown}.", named=named, shown=shown)))
    return source


def _form_shown(path: Path, named: str) -> str:
    """The form that the first bytes show, where they show one; else the named one."""
    head = _head_of(path)
    if is_spreadsheet(head):
        return named if named in SPREADSHEETS else SPREADSHEETS[0]
    if named not in SPREADSHEETS:
        return named
    if _WEB_PAGE.search(head.replace(b"\0", b"")):
        raise BadInput([_web_page(path)])
    return "csv"


def _refuse_documents(path: Path) -> None:
    """BadInput for a file whose first bytes show that it holds no table."""
    head = _head_of(path)
    for mark, what in _DOCUMENTS.items():
        if head.startswith(mark):
            hint = t("Open it, or unpack it, and save the table as .xlsx or .csv.")
            raise BadInput([Problem(t("This is {what}, not a table.", what=what), file=path.name, hint=hint)])
    if _BEGINS_WEB_PAGE.match(head):
        raise BadInput([_web_page(path)])


def _head_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _web_page(path: Path) -> Problem:
    hint = t("Open it in Excel or WPS and save it as .xlsx.")
    return Problem(t("This is a web page or XML, not a spreadsheet."), file=path.name, hint=hint)


def _no_file_of_its_own(path: Path) -> Problem:
    if path.name.startswith(_MACS):
        message = t("This is what a Mac keeps beside a file, not the file itself.")
    else:
        message = t("This only says that the workbook is open in Excel or WPS.")
    return Problem(message, file=path.name, hint=t("Leave it out; the file beside it has the rows."))
