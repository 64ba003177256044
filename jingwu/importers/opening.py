"""Which reader reads a file: the one that is asked for, else that of its suffix."""

from pathlib import Path

from jingwu.errors import BadInput, Problem
from jingwu.importers import READERS
from jingwu.importers.rows import Asked, Source
from jingwu.language import t


def open_source(path: Path, asked: Asked = Asked(), *, form: str = "") -> Source:  # noqa: B008 - an Asked never changes
    """The file, opened; `form` is one of READERS, '' for what the suffix says.

    BadInput for a file of no form or encoding that is known; OSError when it cannot be read.
    """
    form = form or path.suffix.lower().removeprefix(".")
    reader = READERS.get(form)
    if reader is None:
        message = t("Files of this form cannot be read; known are {known}.", known=", ".join(READERS))
        raise BadInput([Problem(message, file=path.name)])
    return reader(path, asked)
