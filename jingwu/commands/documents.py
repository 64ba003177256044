"""Options of commands whose tables may become documents: --output, --format, --columns, --borders."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jingwu.errors import UsageError
from jingwu.language import t
from jingwu.session import Session

if TYPE_CHECKING:  # most runs write no document
    from jingwu.output.show import Show

Output = Annotated[
    str,
    typer.Option("--output", "-o", help="The file to write; its name says the format. - for standard output."),
]
Format = Annotated[str, typer.Option("--format", help="txt, md, html, xlsx, docx, pdf, svg, csv or json.")]
Columns = Annotated[int, typer.Option("--columns", help="Columns of a line of text: 80, 132.")]
Borders = Annotated[str, typer.Option("--borders", help="Around the cells of a text: none, ascii or box.")]

TEMPLATES = "templates"
"""The folder of a ledger in which a station keeps templates of its own."""


def show_for(session: Session, output: str, form: str, columns: int = 0, borders: str = "") -> "Show":
    """What the session prints with, where these options send it."""
    if not (output or form or columns or borders):
        return session.show
    from jingwu.output.files import STDOUT, aimed

    if output != STDOUT:
        _refuse_the_ledgers_own(Path(output), session.folder)
    templates = session.folder / TEMPLATES
    return aimed(session.show, output, form=form, columns=columns, borders=borders, templates=templates)


def _refuse_the_ledgers_own(file: Path, folder: Path) -> None:
    """UsageError for a file in whose place the ledger keeps its own."""
    from jingwu.settings import CALENDAR_NAME, FILE_NAME
    from jingwu.store.archive import PARTS

    inside = Path(os.path.relpath(os.path.realpath(file), os.path.realpath(folder)))
    if inside.parts[:1] and inside.parts[0] in {*PARTS, CALENDAR_NAME, FILE_NAME}:
        raise UsageError(t("{file} is where the ledger keeps its own; name another file.", file=file))
