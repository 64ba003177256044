"""Writes an export where it is to go, and says what it is."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from jingwu.errors import UsageError
from jingwu.language import on_one_line, t
from jingwu.output.export import form as form_named
from jingwu.output.export.rows import Rows
from jingwu.output.text import visible
from jingwu.records.record import Record
from jingwu.store.outside import new_file

if TYPE_CHECKING:
    from jingwu.output.show import Show


def write_export(
    show: "Show", read: Callable[[], Iterator[Record]], form: str, output: str, *, bom: bool = False
) -> None:
    """See `Show.export`."""
    rows = Rows(read, show.masks, bom=bom)
    if output == "-":
        _print(show, rows, form)
    else:
        with new_file(Path(output)) as file:
            form_named(form)(rows, file)
        show.data("export", {"records": rows.count, "output": output, "masked": rows.masked})
        show.message(t("{count} record(s) are written to {file}.", count=rows.count, file=on_one_line(output)))
    if rows.masked:
        show.message(t("Names and numbers in it are masked, so that it cannot be imported; --unmask writes all."))


def _print(show: "Show", rows: Rows, form: str) -> None:
    """To standard output; a terminal gets only what it cannot obey."""
    if show.json or (show.tty and form == "xlsx"):
        raise UsageError(t("This needs a file of its own."), hint=t("Name the file: --output FILE"))
    if show.tty:
        written = BytesIO()
        form_named(form)(rows, written)
        show.streams.write_result(visible(written.getvalue().decode(), lines=True))
        return
    with show.streams.bytes_result() as file:
        form_named(form)(rows, file)
