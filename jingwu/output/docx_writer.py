"""A sheet as a Word document, filled into a template that people edit. The only module that imports docxtpl.

It comes with the extra `office`. A ledger may have a template of its own, templates/月报.docx; else the one that comes
with jingwu is taken. The template's own code runs in a sandbox; texts of records are only filled in, and never run.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jingwu.errors import BadInput, UsageError
from jingwu.language import t
from jingwu.output.heads import signing_words
from jingwu.output.layout import shrink
from jingwu.output.printed import Paper, Part, date_of, least_widths, page_words, paper_of
from jingwu.output.views import Details, Frame, View
from jingwu.reports.table import Sheet

if TYPE_CHECKING:  # it comes with an extra, and most runs write no document
    from docxtpl import DocxTemplate

NAME = "月报.docx"
_PLACES = (Path(__file__).parents[1] / "templates", Path(__file__).parents[2] / "data" / "templates")
"""Where a wheel has the templates, and where a checkout has them."""
_ROOM = 92
"""Cells of a line of a table on A4."""
_LEAST = 8
"""Cells that a column of words keeps at least."""
_FIFTHS = 5
"""Of a cell: in these the widths are worked out."""
_MARGIN, _TIGHT = 10, 7
"""Fifths of a cell at both sides of a text, and where the table hardly fits."""
_TWIPS = 9866
"""Width of that line."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write(view: View, frame: Frame) -> bytes:
    """A sheet or a table. UsageError when the extra is not installed, BadInput for a wrong template of the station."""
    if isinstance(view, Details):
        raise TypeError(type(view).__name__)
    paper = paper_of(view)
    document = _filled(_template(frame.templates), _context(paper, view if isinstance(view, Sheet) else None))
    _lay_out(document, paper.parts)
    day = date_of(view)
    properties = document.docx.core_properties
    properties.title = paper.title
    properties.created = properties.modified = datetime.combine(day, datetime.min.time())
    out = BytesIO()
    document.save(out)
    return _dated(out.getvalue(), day)


def _template(own: Path | None) -> Path:
    folders = [*([own] if own else []), *_PLACES]
    return next((folder / NAME for folder in folders if (folder / NAME).is_file()), _PLACES[-1] / NAME)


def _filled(template: Path, context: Mapping[str, Any]) -> "DocxTemplate":
    try:
        from docxtpl import DocxTemplate
        from jinja2.sandbox import SandboxedEnvironment
    except ImportError:
        raise UsageError(
            t("This format needs a package that is not installed."),
            hint=t("Install it with: pip install {extra}", extra="'jingwu[office]'"),
        ) from None
    try:
        document = DocxTemplate(template)
        document.render(context, SandboxedEnvironment(autoescape=True))
    except Exception as error:  # noqa: BLE001 - people write templates, which break in as many ways as there are
        reason = " ".join(str(error).split())
        message = t("The template {file} cannot be filled in: {reason}", file=template, reason=reason)
        raise BadInput([], message=message, hint=t("Mend it, or take it away: then jingwu's own is used.")) from None
    return document


def _context(paper: Paper, sheet: Sheet | None) -> dict[str, Any]:
    """What a template may name."""
    words = signing_words(sheet) if sheet else []
    codes = [str(label.code) for label, _ in sheet.footer] if sheet else []
    return {
        **paper._asdict(),
        "parts": [part._asdict() for part in paper.parts],
        "footer": dict(zip(codes, words, strict=True)),
        "nothing": t("(none)"),
        "page": page_words(),
    }


def _lay_out(document: "DocxTemplate", parts: Sequence[Part]) -> None:
    """Give the columns of each section's table their widths, and put figures to the right."""
    waiting = [part for part in parts if part.rows]
    for table in document.docx.element.body.iter(f"{_WORD}tbl"):
        rows = list(table.iter(f"{_WORD}tr"))
        labels = [_text(cell) for cell in rows[0].iter(f"{_WORD}tc")]
        if waiting and labels == [label.strip() for label in waiting[0].labels]:
            _lay_out_table(table, rows, waiting.pop(0))


def _text(cell: Any) -> str:
    return "".join(text.text or "" for text in cell.iter(f"{_WORD}t")).strip()


def _lay_out_table(table: Any, rows: Sequence[Any], part: Part) -> None:
    widths = [round(_TWIPS * share) for share in _shares(part)]
    for column, width in zip(table.iter(f"{_WORD}gridCol"), widths, strict=True):
        column.set(f"{_WORD}w", str(width))
    for number, row in enumerate(rows):
        for cell, width, right in zip(row.iter(f"{_WORD}tc"), widths, part.right, strict=True):
            cell.get_or_add_tcPr().width = width * 635
            if right and number:
                for paragraph in cell.iter(f"{_WORD}p"):
                    paragraph.get_or_add_pPr().get_or_add_jc().set(f"{_WORD}val", "right")


def _shares(part: Part) -> list[float]:
    """The share of a line that each column has: the widest columns of words give way until all fit."""
    is_tight = sum(part.widths) + 2 * len(part.widths) > _ROOM
    texts, margin = (least_widths(part), _TIGHT) if is_tight else (part.widths, _MARGIN)
    widths = [width * _FIFTHS + margin for width in texts]
    words = [column for column, fixed in enumerate(part.fixed) if not fixed]
    shrink(widths, [min(width, _LEAST * _FIFTHS) for width in widths], words, _ROOM * _FIFTHS)
    return [width / sum(widths) for width in widths]


def _dated(data: bytes, day: date) -> bytes:
    """The same file with one date on all that is packed in it."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
