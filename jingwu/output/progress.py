"""A line on a terminal that says how far a long command is; nothing is left of it at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from jingwu.language import t
from jingwu.output.show import Show
from jingwu.output.stream import Streams, is_terminal

_SECONDS = 0.2
"""Between two changes of the line."""
_START = "\r\x1b[K"
"""The cursor goes to the start of the line, and what stood there is wiped."""


class Progress:
    """Told of rows, it shows how many they are, how fast they come, and how long the rest will take."""

    def __init__(self, streams: Streams) -> None:
        self._streams = streams
        self._began = self._shown = monotonic()

    def __call__(self, rows: int, total: int) -> None:
        """So many rows are done, of about so many; 0 when that is not known."""
        now = monotonic()
        if now - self._shown < _SECONDS and rows < total:
            return
        self._shown = now
        self._streams.write_aside(_START + _words(rows, total, now - self._began))

    def wipe(self) -> None:
        """Take the line away."""
        self._streams.write_aside(_START)


@contextmanager
def progressing(show: Show) -> Iterator[Progress | None]:
    """A line of progress on a terminal's standard error for as long as the block lasts; None where nobody watches."""
    if show.quiet or show.json or not is_terminal(show.streams.err):
        yield None
        return
    progress = Progress(show.streams)
    try:
        yield progress
    finally:
        progress.wipe()


def _words(rows: int, total: int, seconds: float) -> str:
    rate = rows / seconds if seconds else 0.0
    told = t("{rows} rows, {rate} a second", rows=f"{rows:,}", rate=f"{rate:,.0f}")
    if total and rows >= total:
        return told + t("; being stored …")
    if total and rate:
        return told + t("; about {seconds} s left", seconds=f"{(total - rows) / rate:,.0f}")
    return told
