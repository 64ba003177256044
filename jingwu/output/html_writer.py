"""A sheet as one HTML file with its charts inside: for a browser, for mail, and for paper (A4). It has no scripts."""

from collections.abc import Iterable
from html import escape

from jingwu.language import pick, t
from jingwu.output import svg
from jingwu.output.printed import Paper, Part, paper_of
from jingwu.output.views import Details, Frame, View

_STYLE = """
@page { size: A4; margin: 16mm 14mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
* { box-sizing: border-box; }
body { font: 10.5pt/1.5 "Noto Serif SC", "Source Han Serif SC", SimSun, "Songti SC", serif; color: #000;
  max-width: 190mm; margin: 8mm auto; padding: 0 4mm; }
h1, h2 { font-family: "Noto Sans SC", "Source Han Sans SC", SimHei, "Microsoft YaHei", sans-serif; font-weight: 600; }
h1 { font-size: 18pt; text-align: center; margin: 0 0 2mm; }
h2 { font-size: 12pt; margin: 6mm 0 1.5mm; break-after: avoid; }
p { margin: 1mm 0; }
.about { text-align: center; white-space: pre-wrap; }
.sentences { margin: 3mm 0; text-indent: 2em; }
.note { font-size: 9pt; color: #333; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 9.5pt; }
th, td { border: 0.6pt solid #000; padding: 0.6mm 1.4mm; text-align: left; overflow-wrap: anywhere; }
th { background: #eee; font-weight: 600; text-align: center; overflow-wrap: normal; }
.fixed { white-space: nowrap; }
.figure { text-align: right; font-variant-numeric: tabular-nums; }
thead { display: table-header-group; }
tr, svg, footer, .short { break-inside: avoid; }
svg { display: block; max-width: 100%; height: auto; margin: 2mm 0; }
footer { margin-top: 8mm; }
footer dl { display: flex; flex-wrap: wrap; gap: 3mm 8mm; margin: 0; }
footer dl div { display: flex; }
footer dd { margin: 0; min-width: 26mm; border-bottom: 0.6pt solid #000; text-align: center; }
@media print { body { margin: 0; padding: 0; max-width: none; } .wide { overflow: visible; }
  th { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded and nothing is run, whatever a reader's program would do of itself."""


_ROWS = 12
_SHORT = ' class="short"'
"""A table of so few rows is not parted between two pages."""


def write(view: View, _frame: Frame) -> str:
    """A sheet or a table as a page. TypeError for details."""
    if isinstance(view, Details):
        raise TypeError(type(view).__name__)
    return "\n".join(_page(paper_of(view))) + "\n"


def _page(paper: Paper) -> Iterable[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{pick("en", "zh-CN")}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(paper.title)}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f"<h1>{escape(paper.title)}</h1>"
    if paper.about:
        yield f'<p class="about">{escape(paper.about)}</p>'
    yield from (f'<p class="sentences">{escape(sentence)}</p>' for sentence in paper.sentences)
    for part in paper.parts:
        yield from _part(part)
    yield from _notes(paper.notes)
    yield from _foot(paper)
    yield "</body>"
    yield "</html>"


def _part(part: Part) -> Iterable[str]:
    yield "<section>"
    if part.title:
        yield f"<h2>{escape(part.title)}</h2>"
    if part.rows:
        yield f'<div class="wide"><table{_SHORT if len(part.rows) <= _ROWS else ""}>'
        cells = "".join(f'<th scope="col">{escape(label)}</th>' for label in part.labels)
        yield f"<thead><tr>{cells}</tr></thead>"
        yield "<tbody>"
        yield from (_row(part, row) for row in part.rows)
        yield "</tbody>"
        yield "</table></div>"
    else:
        yield f"<p>{escape(t('(none)'))}</p>"
    if part.chart:
        yield svg.draw(part.chart, part.title)
    yield from _notes(part.notes)
    yield "</section>"


def _row(part: Part, row: tuple[str, ...]) -> str:
    classes = [_class(right=right, fixed=fixed) for right, fixed in zip(part.right, part.fixed, strict=True)]
    cells = (f"<td{style}>{escape(text)}</td>" for style, text in zip(classes, row, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _class(*, right: bool, fixed: bool) -> str:
    names = " ".join([*(["fixed"] if fixed else []), *(["figure"] if right else [])])
    return f' class="{names}"' if names else ""


def _notes(notes: tuple[str, ...]) -> Iterable[str]:
    return (f'<p class="note">{escape(note)}</p>' for note in notes)


def _foot(paper: Paper) -> Iterable[str]:
    if not paper.footer and not paper.head:
        return
    yield "<footer>"
    if paper.footer:
        lines = (
            f"<div><dt>{escape(label)}{pick(': ', '：')}</dt><dd>{escape(text) or '&nbsp;'}</dd></div>"
            for label, text in paper.footer
        )
        yield f"<dl>{''.join(lines)}</dl>"
    if paper.head:
        yield f'<p class="note">{escape(paper.head)}</p>'
    yield "</footer>"
