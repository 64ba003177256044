"""What a case of the corpus is."""

from collections.abc import Callable
from typing import NamedTuple


class Case(NamedTuple):
    """A file, and what becomes of it."""

    name: str
    content: bytes | Callable[[], bytes]
    """The file itself, or what makes it."""
    code: int = 0
    """The exit code of a dry run: 0 for a clean import, 3 for a clean refusal."""
    says: str = ""
    """A part of what is printed."""
    file: str = "a.csv"
    options: tuple[str, ...] = ()

    def made(self) -> bytes:
        """The file's bytes."""
        return self.content if isinstance(self.content, bytes) else self.content()


HEAD = "登记时间,摘要"
ROW = "2026-10-03,漏水"


def table(*rows: str, head: str = HEAD, encoding: str = "utf-8") -> bytes:
    """A CSV file with these rows."""
    return "".join(f"{row}\n" for row in (head, *rows)).encode(encoding)
