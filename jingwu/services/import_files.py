"""The files of an import, opened: in which form and encoding they are is known, and none of their rows are read."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial as with_first
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from jingwu.errors import BadInput, Problem, reason_of
from jingwu.importers import Asked, Source
from jingwu.importers.opening import SPREADSHEETS, open_source
from jingwu.language import on_one_line, t

_BLOCK = 1 << 20


class Opened(NamedTuple):
    """A file of which the rows can be read."""

    path: Path
    name: str
    """What it is called: its name, or where another file of the run has the same, its path as given."""
    digest: str
    """SHA-256."""
    lines: int
    """About; 0 where the form does not show it."""
    source: Source
    again: Callable[[], Source]
    """Opens it once more."""

    @property
    def is_spreadsheet(self) -> bool:
        """Whether it is read in a process of its own, under limits."""
        return self.source.encoding in SPREADSHEETS

    def called(self, problems: Sequence[Problem]) -> list[Problem]:
        """Problems that a reader found, under what the file is called."""
        return _called(problems, self.path, self.name)


def open_files(files: Sequence[Path], asked: Asked, form: str) -> tuple[list[Opened], list[Problem]]:
    """The files, opened; and of those that cannot be read, or are in no form or encoding that is known, what is wrong.

    BadInput when none can be read.
    """
    opened: list[Opened] = []
    problems: list[Problem] = []
    names = Counter(path.name for path in files)
    for path in files:
        name = on_one_line(str(path) if names[path.name] > 1 else path.name)
        try:
            again = with_first(open_source, path, asked._replace(keep=True), form=form)
            source = open_source(path, asked, form=form)
            digest, lines = _digest(path)
            opened.append(Opened(path, name, digest, 0 if source.encoding in SPREADSHEETS else lines, source, again))
        except OSError as error:
            problems.append(Problem(t("The file cannot be read: {reason}", reason=reason_of(error)[0]), file=name))
        except BadInput as error:
            problems += _called(error.problems, path, name)
    if not opened:
        raise BadInput(problems)
    return opened, problems


def _called(problems: Sequence[Problem], path: Path, name: str) -> list[Problem]:
    behind = len(path.name)  # the sheet stands there
    return [
        problem._replace(file=name + problem.file[behind:]) if problem.file.startswith(path.name) else problem
        for problem in problems
    ]


def _digest(path: Path) -> tuple[str, int]:
    """A file's SHA-256 and the count of its line ends."""
    digest, lines = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            lines += block.count(b"\n")
    return digest.hexdigest(), lines
