"""What commands print with: results on standard output, everything else on standard error."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

from jingwu.errors import JingwuError
from jingwu.output.masks import Masks
from jingwu.output.stream import Streams
from jingwu.records.record import Record
from jingwu.reports.table import Sheet, Table
from jingwu.rules.clocks import Clock
from jingwu.settings import Settings
from jingwu.store.ledger import Entry


@dataclass(frozen=True, slots=True)
class Show:
    """How this run prints. `json` turns every result into one envelope; `quiet` drops messages, never errors."""

    masks: Masks
    streams: Streams
    json: bool = False
    quiet: bool = False
    width: int = 80
    tty: bool = False
    """Standard output is a terminal."""
    writer: str = "plain"
    """The writer of texts: plain, or terminal."""
    colour: bool = False

    def table(self, command: str, table: Table, warnings: Sequence[str] = ()) -> None:
        """A table: overdue, hotspots, a check's findings."""
        raise NotImplementedError

    def sheet(self, command: str, sheet: Sheet, warnings: Sequence[str] = ()) -> None:
        """A sheet of tables: a month's summary."""
        raise NotImplementedError

    def record(
        self,
        command: str,
        record: Record,
        status: str,
        clocks: Sequence[Clock] = (),
        *,
        now: datetime,
        warnings: Sequence[str] = (),
    ) -> None:
        """One record in full; `now` decides which clocks are overdue."""
        raise NotImplementedError

    def records(self, command: str, kind: str, records: Iterable[Record], warnings: Sequence[str] = ()) -> None:
        """A list of records of a kind; of several kinds when `kind` is empty."""
        raise NotImplementedError

    def entries(self, command: str, entries: Iterable[Entry], warnings: Sequence[str] = ()) -> None:
        """Who changed what and when, oldest first."""
        raise NotImplementedError

    def number(self, command: str, number: str, warnings: Sequence[str] = ()) -> None:
        """A new record's number, alone on a line (in JSON: {"number": ...}). When it cannot be printed, standard error
        says that the record is stored.
        """
        raise NotImplementedError

    def data(self, command: str, data: Mapping[str, Any] | Sequence[Any], text: str = "",
             warnings: Sequence[str] = ()) -> None:
        """A plain result: `data` in JSON, otherwise `text`, already in the reader's language, when it is not empty."""
        raise NotImplementedError

    def message(self, text: str) -> None:
        """What was done, for the officer: on standard error, unless quiet."""
        raise NotImplementedError

    def warning(self, text: str) -> None:
        """What the officer should know: on standard error, also when quiet."""
        raise NotImplementedError

    def error(self, error: JingwuError) -> None:
        """An error with all its problems and its hint, on standard error."""
        raise NotImplementedError


def make_show(
    settings: Settings,
    *,
    json: bool = False,
    quiet: bool = False,
    unmask: bool = False,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> Show:
    """The Show of this run. Reads the terminal's state once; the streams are sys.stdout and sys.stderr by default."""
    raise NotImplementedError
