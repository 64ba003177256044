"""A table as .ods (OpenDocument 1.2): a zip with a few lines of XML around the cells."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jingwu.services.rejected_books.cells import DAY, MINUTE, SECOND, Cell, Table, form_of

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<m:manifest xmlns:m="{_OASIS}manifest:1.0" m:version="1.2">'
    f'<m:file-entry m:full-path="/" m:version="1.2" m:media-type="{_TYPE}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)
_SPACES = (("office", "office"), ("style", "style"), ("table", "table"), ("text", "text"), ("number", "datastyle"))
_DAY = (("year", "-"), ("month", "-"), ("day", ""))
_MINUTE = (*_DAY[:2], ("day", " "), ("hours", ":"), ("minutes", ""))
_SECOND = (*_MINUTE[:4], ("minutes", ":"), ("seconds", ""))
_STYLES = {DAY: ("day", _DAY), MINUTE: ("minute", _MINUTE), SECOND: ("second", _SECOND)}
_FROM_1904 = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = re.compile("^ +|(?<= ) +")


def write_ods(table: Table, *, by_old_macs: bool) -> bytes:
    """A document of one sheet. A character that XML cannot hold becomes U+FFFD."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr(ZipInfo("mimetype"), _TYPE)  # first and not packed: these bytes tell the form
        archive.writestr(ZipInfo("META-INF/manifest.xml"), _MANIFEST)
        part = ZipInfo("content.xml")
        part.compress_type = ZIP_DEFLATED
        with archive.open(part, "w") as content:
            for piece in _content(table, by_old_macs=by_old_macs):
                content.write(piece.encode())
    return data.getvalue()


def _content(table: Table, *, by_old_macs: bool) -> Iterator[str]:
    spaces = " ".join(f'xmlns:{name}="{_OASIS}{space}:1.0"' for name, space in _SPACES)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {spaces} office:version="1.2">'
    yield f"<office:automatic-styles>{''.join(_style(*style) for style in _STYLES.values())}</office:automatic-styles>"
    yield f"<office:body><office:spreadsheet>{_FROM_1904 if by_old_macs else ''}"
    columns = max(map(len, table), default=1)
    yield f'<table:table table:name="Sheet1"><table:table-column table:number-columns-repeated="{columns}"/>'
    for cells in table:
        yield f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"
    yield "</table:table></office:spreadsheet></office:body></office:document-content>"


def _style(name: str, parts: Sequence[tuple[str, str]]) -> str:
    """How a day or a time is shown: as 2026-10-03, as 2026-10-03 09:30, as 2026-10-03 09:30:15."""
    shown = "".join(f'<number:{part} number:style="long"/><number:text>{sign}</number:text>' for part, sign in parts)
    return (
        f'<number:date-style style:name="{name}-number">{shown}</number:date-style>'
        f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="{name}-number"/>'
    )


def _cell(cell: Cell) -> str:
    if cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        lines = "".join(f"<text:p>{_line(line)}</text:p>" for line in cell.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
    if isinstance(cell, date):
        style, shown = _STYLES[form_of(cell)][0], cell.isoformat().replace("T", " ")
        told = f'office:value-type="date" office:date-value="{cell.isoformat()}" table:style-name="{style}"'
    else:
        shown = f"{cell:.15G}"
        told = f'office:value-type="float" office:value="{cell!r}"'
    return f"<table:table-cell {told}><text:p>{shown}</text:p></table:table-cell>"


def _line(text: str) -> str:
    """A line as XML: of blanks at its beginning, and side by side, a reader may keep one or none but by their count."""
    kept = escape(_NO_XML.sub("\ufffd", text), quote=False)
    return _BLANKS.sub(lambda blanks: f'<text:s text:c="{len(blanks[0])}"/>', kept)
