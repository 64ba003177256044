"""What comes on standard input: one JSON object, or a file to import."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jingwu.errors import BadInput, Problem
from jingwu.importers.jsonl_reader import parse_object
from jingwu.language import t

STDIN = "stdin"
"""What is written of standard input is named after it: stdin.rejected.csv."""


def read_object() -> dict[str, object]:
    """The object on standard input. BadInput when it is no JSON object in UTF-8, or says something twice."""
    try:
        return parse_object(sys.stdin.buffer.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        message = t("It is not in UTF-8.")
    except ValueError as error:
        message = str(error)
    raise BadInput([Problem(message, column=t("standard input"))])


@contextmanager
def on_disk(files: Sequence[Path]) -> Iterator[list[Path]]:
    """The files, where `-` stands for a copy of standard input, kept for the block: files are read more than once."""
    if Path("-") not in files:
        yield list(files)
        return
    from shutil import copyfileobj
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        copy = Path(folder, t("standard input"))
        with copy.open("wb") as file:
            copyfileobj(sys.stdin.buffer, file)
        yield [copy if path == Path("-") else path for path in files]
