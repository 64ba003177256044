"""Standard output and error as this run writes to them: encoding, broken pipes, full disks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import UnsupportedOperation
from typing import BinaryIO, NamedTuple, TextIO

from jingwu.errors import StorageFailure, reason_of
from jingwu.language import t

_CHINESE = {"gbk", "gb2312", "cp936", "gb18030", "hz"}
_LENIENT = {"replace", "ignore", "backslashreplace", "namereplace", "xmlcharrefreplace"}


class Unprintable(StorageFailure):
    """Standard output takes nothing (full disk, closed); exit code 9."""


class Streams(NamedTuple):
    """The two streams of a run; None for one that was closed before the run began."""

    out: TextIO | None
    err: TextIO | None

    def write_result(self, text: str) -> bool:
        """Write to standard output and flush. False when its reader has gone (`| head`); Unprintable else."""
        try:
            _write(self.out, text)
        except BrokenPipeError:
            _detach(self.out)
            return False
        except (OSError, ValueError) as error:
            _detach(self.out)
            raise Unprintable(t("The result could not be printed: {reason}", reason=_reason(error))) from None
        return True

    @contextmanager
    def bytes_result(self) -> Iterator[BinaryIO]:
        """Standard output for bytes; when its reader goes, the block is left. Unprintable when nobody takes them."""
        if self.out is None:
            raise Unprintable(t("The result could not be printed: {reason}", reason=t("it is closed")))
        try:
            yield self.out.buffer
            self.out.flush()
        except BrokenPipeError:
            _detach(self.out)
        except OSError as error:
            _detach(self.out)
            raise Unprintable(t("The result could not be printed: {reason}", reason=_reason(error))) from None

    def write_aside(self, text: str) -> None:
        """Write to standard error. Where that fails there is nobody left to tell."""
        try:
            _write(self.err, text)
        except (OSError, ValueError):
            _detach(self.err)

    @property
    def utf8(self) -> bool:
        """Standard output is UTF-8: it takes every character, and other programs expect it."""
        return _encoding(self.out) == "utf-8"


def open_streams(stdout: TextIO | None, stderr: TextIO | None) -> Streams:
    """The streams, set to encodings in which Chinese survives and to write out what they cannot take."""
    for stream in (stdout, stderr):
        _set_encoding(stream)
    return Streams(stdout, stderr)


def is_terminal(stream: TextIO | None) -> bool:
    """Somebody watches what is written to it."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def columns_of_terminal(stream: TextIO | None) -> int | None:
    """How many cells a line of the terminal has, when the system knows."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or None if stream is not None else None
    except (OSError, ValueError):
        return None


def _set_encoding(stream: TextIO | None) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if stream is None or reconfigure is None:
        return
    encoding, errors = _encoding(stream), stream.errors
    asked = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
    if encoding == "ascii" and not asked:
        encoding = "utf-8"  # a C or POSIX locale says nothing of what the reader takes
    elif encoding in _CHINESE and not asked:
        encoding = "gb18030"
    try:
        reconfigure(encoding=encoding, errors=errors if errors in _LENIENT else "backslashreplace")
    except (OSError, ValueError):
        return  # closed: the first write says so


def _encoding(stream: TextIO | None) -> str:
    import codecs

    try:
        return codecs.lookup(getattr(stream, "encoding", None) or "utf-8").name
    except LookupError:
        return "ascii"


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        raise ValueError(t("it is closed"))
    stream.write(text)
    stream.flush()


def _reason(error: Exception) -> str:
    return reason_of(error)[0] if isinstance(error, OSError) else str(error)


def _detach(stream: TextIO | None) -> None:
    """What is still buffered goes nowhere: at its exit Python would try once more, and complain."""
    if stream is None:
        return
    try:
        number = stream.fileno()
    except (UnsupportedOperation, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
