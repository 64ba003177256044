"""Documents: a view written into a file whose name says the form, or as bytes to standard output."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jingwu.errors import UsageError
from jingwu.language import listed, on_one_line, t
from jingwu.output import WRITERS
from jingwu.output.plain import BORDERS
from jingwu.output.views import Frame, View
from jingwu.store.outside import new_file

if TYPE_CHECKING:  # show.py imports this module when a file is written
    from jingwu.output.show import Show


class Format(NamedTuple):
    """A form of document: its writer, whether it is no text that a terminal could show, whether it is always UTF-8."""

    writer: str
    binary: bool = False
    utf8: bool = False


FORMATS = {
    "txt": Format("plain"),
    "md": Format("markdown"),
    "html": Format("html", utf8=True),
    "xlsx": Format("xlsx", binary=True),
    "docx": Format("docx", binary=True),
    "pdf": Format("pdf", binary=True),
    "svg": Format("svg", utf8=True),
    "csv": Format("csv"),
    "json": Format("json"),
}
"""The end of a file's name to its form."""
STDOUT = "-"
_MARK = "\ufeff"
"""Without it a spreadsheet program takes a file in UTF-8 for one in GBK."""
_NARROWEST = 40


class Target(NamedTuple):
    """A file, or '-', its form, and for text how many cells a line has and what is drawn around cells."""

    file: str
    format: str
    columns: int
    borders: str
    templates: Path | None


def aimed(show: "Show", file: str, *, form: str, columns: int, borders: str, templates: Path | None) -> "Show":
    """`show`, printing where these options say; empty ones say nothing. UsageError names what is known.

    A form without a file goes to standard output; with lines of so many columns or with borders, it is plain text.
    """
    if columns and columns < _NARROWEST:
        raise UsageError(t("A line has at least {number} columns.", number=_NARROWEST))
    if borders and borders not in BORDERS:
        raise UsageError(t("Borders are {names}.", names=listed(BORDERS)))
    if not file and not form:
        plain = show._replace(writer="plain", colour=False, borders=borders) if borders else show
        return plain._replace(width=columns or show.width)
    known = _form_of(file or STDOUT, "json" if show.json and file in {"", STDOUT} and not form else form)
    width = columns or show.width
    return show._replace(target=Target(file or STDOUT, known, width, borders or show.borders, templates))


def _form_of(file: str, form: str) -> str:
    named = form or ("" if file == STDOUT else Path(file).suffix[1:].lower())
    if named in FORMATS:
        return named
    names = listed(FORMATS)
    if form:
        raise UsageError(t("There is no format '{name}'; there are: {names}.", name=form, names=names))
    if file == STDOUT:
        raise UsageError(t("Say in which format: --format, one of {names}.", names=names))
    message = t("'{file}' does not say its format; names end with: {names}.", file=file, names=names)
    raise UsageError(message, hint=t("Or give it with --format."))


def save_view(show: "Show", target: Target, view: View, frame: Frame) -> None:
    """Write a masked view where it is to go. StorageFailure, UsageError for a missing extra."""
    form = FORMATS[target.format]
    if form.binary and target.file == STDOUT and show.tty:
        raise UsageError(t("A terminal cannot show this format; name a file with --output."))
    for text in () if target.format == "json" else frame.warnings:
        show.warning(text)
    made = import_module(WRITERS[form.writer]).write(
        view,
        frame._replace(
            width=target.columns,
            colour=False,
            utf8=frame.utf8 or form.binary or target.file != STDOUT,
            borders=target.borders,
            templates=target.templates,
            tell=show.warning,
        ),
    )
    save_made(show, target, made, frame.command)


def save_made(show: "Show", target: Target, made: str | bytes, command: str) -> None:
    """Write what a writer has made where it is to go, and say so."""
    if target.file == STDOUT:
        if isinstance(made, str) and FORMATS[target.format].utf8 and not show.tty:
            made = made.encode()
        if isinstance(made, str):
            show.streams.write_result(made)
        else:
            with show.streams.bytes_result() as out:
                out.write(made)
        return
    if isinstance(made, str):
        made = ((_MARK if target.format == "csv" else "") + made).encode()
    with new_file(Path(target.file), as_before=True) as file:
        file.write(made)
    show._replace(target=None).data(command, {"output": target.file, "format": target.format})
    show.message(t("It is written to {file}.", file=on_one_line(target.file)))
