"""What can be said of a spreadsheet's file before its cells are read: its form, its size, its password, its errors."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile

from jingwu.importers.hidden import Hidden
from jingwu.importers.old_workbooks import survey_old
from jingwu.importers.open_document import Area, sheet_facts
from jingwu.language import t
from jingwu.rules.cell_text import NOT_CALCULATED

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"
_MOST_BYTES = 1 << 30
_MOST_MEMBERS = 10_000
_PIECE = 1 << 20
_MOST_ERRORS = 100_000
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*? t="e"[^>]*>(?:(?!</c>).){0,4000}?<v>([^<]{1,20})', re.DOTALL)
# Excel itself writes an empty result as a text (t="str"); a program that cannot calculate leaves it out.
_NO_RESULT = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?![^>]* t="str")[^>]*>\s*'
    rb"<f(?:[^>]*/>|[^>]*>[^<]{0,50000}</f>)\s*(?:<v[^>]*/>|<v[^>]*></v>)?\s*</c>"
)
_NO_RESULT_ODS = re.compile(rb"<table:table-cell(?![^>]*:value-type=)[^>]* table:formula=")
_NUMBER_FORM = re.compile(r'formatCode="([^"]{0,300})"')
_MERGED_ODS = re.compile(rb'number-rows-spanned="(?:[2-9]|\d\d)')
_DAMAGED = (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, KeyError, ET.ParseError)


class Refused(Exception):
    """The file is not read; in words, why not, and what would do behind a line break."""


class Survey(NamedTuple):
    """What python-calamine does not tell."""

    epoch: int
    """The year from which days are counted, 1900 or 1904; 0 where it is not known."""
    errors: dict[tuple[int, int], str]
    """Row from 1 and column from 0 of a cell that shows an error (#N/A), or has no result (NOT_CALCULATED)."""
    merged: Sequence[Area] = ()
    """The merged cells, where python-calamine does not say them."""
    shows_unit: bool = False
    """Whether a number may be shown with 万 behind it, which is no part of it."""
    loses_breaks: bool = False
    """Whether cells of an ods hold tabs or breaks of lines, which python-calamine leaves out."""
    hidden: Hidden | None = None
    """What an xlsx sheet hides; None where it is not known."""


def is_spreadsheet(head: bytes) -> bool:
    """Whether a file that begins with these bytes may be a spreadsheet, whatever it is named."""
    return head.startswith((_OLE, _ZIP))


def check_archive(path: Path) -> str:
    """The form of a spreadsheet: xlsx, xls or ods. Refused for anything else, a locked one, and one too large."""
    with path.open("rb") as file:
        head = file.read(len(_OLE))
        if head == _OLE:
            if "EncryptedPackage".encode("utf-16-le") in file.read():
                raise Refused(_locked())
            return "xls"
    if not head.startswith(_ZIP):
        raise Refused(t("This is no spreadsheet.") + "\n" + _save_again())
    try:
        with ZipFile(path) as archive:
            return _form_of(archive)
    except _DAMAGED:
        raise Refused(t("The spreadsheet is damaged.") + "\n" + _save_again()) from None


def survey(path: Path, sheet: str) -> Survey:
    """What the file says of a sheet's errors and of how days are counted."""
    with path.open("rb") as file:
        if not file.read(len(_ZIP)).startswith(_ZIP):
            file.seek(0)
            return Survey(*survey_old(file.read(), sheet))
    try:
        with ZipFile(path) as archive:
            if "content.xml" in archive.namelist():
                return _of_ods(archive, sheet)
            book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - expat bounds what entities become
            is_1904 = any(_local(entry.tag) == "workbookPr" and _is_on(entry.get("date1904")) for entry in book)
            hidden = Hidden()
            errors = _errors(archive, _member(archive, book, sheet), hidden)
            return Survey(1904 if is_1904 else 1900, errors, shows_unit=_shows_unit(archive), hidden=hidden)
    except _DAMAGED:
        raise Refused(t("The spreadsheet is damaged.") + "\n" + _save_again()) from None


def _form_of(archive: ZipFile) -> str:
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if len(entries) > _MOST_MEMBERS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise Refused(t("Unpacked, the file would be too large.") + "\n" + t("Save it as CSV."))
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Refused(_locked())
        return "ods"
    if "word/document.xml" in names:
        raise Refused(
            t("This is a Word document.") + "\n" + t("Copy its table into Excel or WPS and save it as .xlsx.")
        )
    raise Refused(
        t("This is a packed folder (zip), not a spreadsheet.") + "\n" + t("Unpack it and give the files in it.")
    )


def _of_ods(archive: ZipFile, sheet: str) -> Survey:
    epoch, special, loses_breaks = 1900, False, False
    before = b""
    with archive.open("content.xml") as member:
        while piece := member.read(_PIECE):
            text = before + piece
            special = special or b'value-type="error"' in text or bool(_MERGED_ODS.search(text))
            special = special or (b"table:formula=" in text and bool(_NO_RESULT_ODS.search(text)))
            loses_breaks = loses_breaks or b"<text:tab" in text or b"<text:line-break" in text
            if b'table:date-value="1904-01-01"' in text:
                epoch = 1904
            before = text[max(text.rfind(b"<"), len(text) - _PIECE) :]
    if not special:  # which saves going through it piece by piece
        return Survey(epoch, {}, loses_breaks=loses_breaks)
    with archive.open("content.xml") as member:
        found = sheet_facts(member, sheet, most_errors=_MOST_ERRORS)
    if len(found.errors) > _MOST_ERRORS:
        raise Refused(_too_many())
    return Survey(epoch, found.errors, found.merged, loses_breaks=loses_breaks)


def _member(archive: ZipFile, book: ET.Element, sheet: str) -> str:
    """The name inside the archive of a sheet. KeyError when it has none."""
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - as above
    targets = {entry.get("Id"): entry.get("Target", "") for entry in relations}
    for entry in book.iter():
        if _local(entry.tag) == "sheet" and entry.get("name") == sheet:
            key = next(value for name, value in entry.attrib.items() if _local(name) == "id")
            target = targets[key]
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise KeyError(sheet)


def _shows_unit(archive: ZipFile) -> bool:
    if "xl/styles.xml" not in archive.namelist():
        return False
    with archive.open("xl/styles.xml") as styles:
        return any("万" in form for form in _NUMBER_FORM.findall(styles.read(_PIECE).decode("utf-8", "replace")))


def _errors(archive: ZipFile, name: str, hidden: Hidden) -> dict[tuple[int, int], str]:
    """The cells of a sheet that show an error or have no result; what it hides is noted by the way."""
    found: dict[tuple[int, int], str] = {}
    before = b""
    with archive.open(name) as member:
        while piece := member.read(_PIECE):
            text = before + piece
            hidden.look_at(text)
            if b't="e"' in text:
                for column, row, error in _ERROR.findall(text):
                    found[int(row), _column(column)] = error.decode()
            if b"<f" in text:
                for column, row in _NO_RESULT.findall(text):
                    found[int(row), _column(column)] = NOT_CALCULATED
            if len(found) > _MOST_ERRORS:
                raise Refused(_too_many())
            before = text[max(text.rfind(b"<c "), len(text) - _PIECE) :]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _is_on(value: str | None) -> bool:
    return value in {"1", "true"}


def _too_many() -> str:
    return t("More than {count} cells show an error (#N/A, #REF!…).", count=_MOST_ERRORS)


def _locked() -> str:
    return t("The file is locked with a password.") + "\n" + t("Save it without one and try again.")


def _save_again() -> str:
    return t("Open it in Excel or WPS and save it as .xlsx.")
