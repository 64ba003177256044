"""A sheet as PDF on A4, for signature. The only module that imports typst (extra `pdf`), with the font it packs.

Typst is given its program (sheet.typ) and, apart from it, the texts as JSON: no text is read as program. No fonts of
the system are needed, nothing is fetched.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jingwu.errors import UsageError
from jingwu.language import pick, t
from jingwu.output import svg
from jingwu.output.glyphs import characters_of
from jingwu.output.printed import Paper, Part, date_of, least_widths, page_words, paper_of
from jingwu.output.views import Details, Frame, View

_PROGRAM = Path(__file__).with_name("sheet.typ")
_SIZE, _LEAST = 9.0, 6.8
"""Points of the letters of a table, and of the smallest that are read without a glass."""
_ROOM, _ROOM_ACROSS = 92, 140
"""Cells that a line of a table has in upright format, and laid across the page."""


def write(view: View, frame: Frame) -> bytes:
    """A sheet or a table. UsageError when the extra is not installed; TypeError for details."""
    if isinstance(view, Details):
        raise TypeError(type(view).__name__)
    try:
        import pylopdf_fonts_zh_cn as fonts
        import typst
    except ImportError:
        raise UsageError(
            t("This format needs a package that is not installed."),
            hint=t("Install it with: pip install {extra}", extra="'jingwu[pdf]'"),
        ) from None
    paper = _drawable(paper_of(view), fonts.serif_path(), frame)
    made = typst.compile(
        _PROGRAM,
        font_paths=[fonts.serif_path().parent],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(_texts(paper), ensure_ascii=False)},
        timestamp=datetime.combine(date_of(view), datetime.min.time(), UTC),
    )
    return bytes(made)


def _drawable(paper: Paper, font: Path, frame: Frame) -> Paper:
    """The paper with the characters that the font has not written out as 〔U+2A7DD〕; standard error names them."""
    known = characters_of(font)
    missing: set[str] = set()

    def seen(text: str) -> str:
        lacking = {character for character in text if ord(character) not in known}
        missing.update(lacking)
        for character in lacking:
            text = text.replace(character, f"〔U+{ord(character):04X}〕")
        return text

    paper = _mapped(paper, seen)
    if missing and frame.tell:
        names = " ".join(f"{character}(U+{ord(character):04X})" for character in sorted(missing))
        frame.tell(t("The font has no picture of these; the file shows their codes: {names}", names=names))
    return paper


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """`value` with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if not isinstance(value, tuple):
        return value
    parts = [_mapped(each, change) for each in value]
    return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)


def _texts(paper: Paper) -> dict[str, Any]:
    """What sheet.typ reads."""
    return {
        "lang": pick("en", "zh"),
        "title": paper.title,
        "about": paper.about,
        "sentences": paper.sentences,
        "parts": list(map(_part, paper.parts)),
        "notes": paper.notes,
        "footer": [[label + pick(": ", "："), text] for label, text in paper.footer],
        "head": paper.head,
        "none": t("(none)"),
        "page": page_words(),
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "labels": part.labels,
        "rows": part.rows,
        "right": part.right,
        "fixed": part.fixed,
        **_fitted(part),
        "notes": part.notes,
        "chart": svg.draw(part.chart, part.title) if part.chart else "",
    }


def _fitted(part: Part) -> dict[str, Any]:
    """Widths of columns, the points of their letters, and whether the table is laid across the page.

    Figures stand side by side whatever it takes; headings may take two lines, words as many as they need.
    """
    wide = sum(part.widths) + 2 * len(part.widths)
    if wide <= _ROOM or not all(part.fixed[1:]):
        return {"widths": part.widths, "roomy": wide <= _ROOM, "across": False, "size": _SIZE}
    widths = least_widths(part)
    needed = sum(widths) + 2 * len(widths)
    across = needed * _LEAST > _ROOM * _SIZE
    room = _ROOM_ACROSS if across else _ROOM
    return {"widths": widths, "roomy": True, "across": across, "size": round(min(_SIZE, _SIZE * room / needed), 2)}
