"""What commands print with: results on standard output, everything else on standard error."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from jingwu.errors import BadInput, JingwuError, Problem
from jingwu.language import listed, on_one_line, pick, t
from jingwu.output.masks import Masks
from jingwu.output.stream import Streams, Unprintable, columns_of_terminal, is_terminal, open_streams
from jingwu.output.text import flat, visible
from jingwu.output.views import Frame, View
from jingwu.reports.table import Sheet, Table
from jingwu.rules.clocks import Clock
from jingwu.settings import Settings
from jingwu.store.ledger import Entry

if TYPE_CHECKING:  # most commands explain nothing and write no file
    from jingwu.output.files import Target
    from jingwu.records.record import Record
    from jingwu.reports.due import Due
    from jingwu.rules.timing import Course

WIDTH = 80
"""Cells of a line where there is no terminal."""
_NARROWEST = 40


class Show(NamedTuple):
    """How this run prints. `json` turns every result into one envelope; `quiet` drops messages, never errors."""

    masks: Masks
    streams: Streams
    json: bool = False
    quiet: bool = False
    width: int = WIDTH
    tty: bool = False
    """Standard output is a terminal."""
    writer: str = "plain"
    """The writer of texts: plain, or terminal."""
    colour: bool = False
    warning_days: int = 3
    borders: str = "none"
    target: "Target | None" = None
    """Where tables and sheets go instead of standard output."""

    def table(self, command: str, table: Table, warnings: Sequence[str] = ()) -> None:
        """A table: overdue, hotspots, a check's findings."""
        self._view(command, self.masks.table(table), warnings)

    def sheet(self, command: str, sheet: Sheet, warnings: Sequence[str] = ()) -> None:
        """A sheet of tables: a month's summary."""
        self._view(command, self.masks.sheet(sheet), warnings)

    def record(
        self,
        command: str,
        record: "Record",
        status: str,
        clocks: Sequence[Clock] = (),
        *,
        now: datetime,
        warnings: Sequence[str] = (),
    ) -> None:
        """One record in full; `now` decides which clocks are overdue."""
        from jingwu.output.details import clock_document, record_details, record_document
        from jingwu.rules.clocks import next_due

        document = record_document(record, status, self.masks)
        document["clocks"] = [clock_document(clock, now, self.warning_days) for clock in clocks]
        first = next_due(clocks)
        document["next_due"] = clock_document(first, now, self.warning_days) if first else None
        if self.json:
            self.data(command, document, warnings=warnings)
        else:
            self._view(command, record_details(record.kind, document), warnings)

    def records(self, command: str, kind: str, records: "Iterable[Record]", warnings: Sequence[str] = ()) -> None:
        """A list of records of a kind; of several kinds when `kind` is empty."""
        from jingwu.output.details import record_document, records_table
        from jingwu.rules.status import status_of

        if self._as_json:
            documents = [record_document(record, status_of(record), self.masks) for record in records]
            self.data(command, documents, warnings=warnings)
        else:
            self.table(command, records_table(kind, records), warnings)

    def why(self, command: str, record: "Record", courses: "Sequence[Course]", *, now: datetime) -> None:
        """How the clocks of a record came about, day by day."""
        from jingwu.output.details import record_document
        from jingwu.output.explained import why_details
        from jingwu.output.explained_document import Told
        from jingwu.rules.status import status_of

        masked = record_document(record, status_of(record), self.masks)
        told = Told(record, masked, now, self.warning_days)
        self._view(command, why_details(told, courses), ())

    def calendar(self, command: str, dues: "Sequence[Due]", output: str, *, now: datetime, name: str) -> None:
        """What falls due as iCalendar, into a file, or to standard output for '-'. StorageFailure."""
        from jingwu.output.ics_writer import write_calendar

        written = write_calendar(dues, self.masks, name=name, now=now)
        if output == "-":
            text = written.decode("utf-8")
            if self.json:
                self.data(command, {"events": len(dues), "ics": text})
            else:
                self.streams.write_result(text)
            return
        from pathlib import Path

        from jingwu.store.outside import new_file

        with new_file(Path(output)) as file:
            file.write(written)
        self.data(command, {"events": len(dues), "output": output})
        self.message(t("{count} date(s) are written to {file}.", count=len(dues), file=on_one_line(output)))

    def export(self, read: "Callable[[], Iterator[Record]]", form: str, output: str, *, bom: bool = False) -> None:
        """Records in a form of `output.export`, into a file, or to standard output for '-'.

        `read` reads them, each time the same. StorageFailure; UsageError for what a form cannot hold.
        """
        from jingwu.output.export.writing import write_export

        write_export(self, read, form, output, bom=bom)

    def template(self, kind: str, settings: Settings, output: str) -> None:
        """A file of a kind to be filled in and imported: xlsx or csv, by its suffix. StorageFailure, UsageError."""
        from jingwu.output.template_files import write_template

        write_template(kind, settings, output)
        self.data("import", {"template": output, "kind": kind})
        self.message(t("The template is written: {file}", file=on_one_line(output)))

    def entries(self, command: str, entries: Iterable[Entry], warnings: Sequence[str] = ()) -> None:
        """Who changed what and when, oldest first."""
        from jingwu.output.details import entry_document, history_details

        documents = [entry_document(entry, self.masks) for entry in entries]
        if self.json:
            self.data(command, documents, warnings=warnings)
        else:
            self._view(command, history_details(documents), warnings)

    def number(self, command: str, number: str, warnings: Sequence[str] = ()) -> None:
        """A new record's number, alone on a line; in JSON {"number": ...}.

        When it cannot be printed, standard error says that the record is stored all the same.
        """
        try:
            printed = self.data(command, {"number": number}, number, warnings)
        except Unprintable as error:
            error.hint = t("The record is stored; its number is {number}.", number=number)
            raise
        if not printed:
            self.warning(t("The record is stored; its number is {number}.", number=number))

    def data(
        self,
        command: str,
        data: Mapping[str, Any] | Sequence[Any],
        text: str = "",
        warnings: Sequence[str] = (),
    ) -> bool:
        """A plain result: `data` in JSON, otherwise `text`, already in the reader's language, unless it is empty.

        False when the reader of standard output has gone.
        """
        if self._as_json:
            from jingwu.output.json_writer import envelope

            return self._print(command, envelope(data, self._frame(command, warnings)))
        self._warn(warnings)
        return not text or self.streams.write_result(visible(text, lines=True) + "\n")

    def message(self, text: str) -> None:
        """What was done, for the officer: on standard error, unless quiet."""
        if not self.quiet:
            self._aside(text)

    def warning(self, text: str) -> None:
        """What the officer should know: on standard error, also when quiet."""
        self._aside(t("Note: {text}", text=text))

    def error(self, error: JingwuError) -> None:
        """An error with all its problems and its hint, on standard error."""
        lines = [str(error)]
        if isinstance(error, BadInput):
            lines += self._problems(error.problems)
            lines += [t("Note: {text}", text=self._problem(warning).strip()) for warning in error.warnings]
        if error.hint:
            lines.append(error.hint)
        self._aside("\n".join(self.masks.value(line, "text") for line in lines))

    def problems(self, problems: Sequence[Problem]) -> None:
        """What was wrong in a command that went on, on standard error."""
        for words in self._problems(problems):
            self._aside(self.masks.value(words, "text"))

    def words_of(self, problem: Problem) -> str:
        """A problem on one line, masked: its words may repeat what was written."""
        return self.masks.value(self._problem(problem), "text")

    def _view(self, command: str, view: View, warnings: Sequence[str]) -> None:
        if self.target is not None:
            from jingwu.output.files import save_view

            save_view(self, self.target, view, self._frame(command, warnings))
            return
        from jingwu.output import writer

        if not self.json:
            self._warn(warnings)
        write = writer("json" if self.json else self.writer)
        self.streams.write_result(write(view, self._frame(command, warnings)))

    @property
    def for_programs(self) -> bool:
        """What is printed is read by programs: one table is better for them than a sheet of several."""
        return self._as_json or (self.target is not None and self.target.format == "csv")

    @property
    def is_text(self) -> bool:
        """What is printed is plain text, in which nothing is drawn."""
        if self.target is not None:
            return self.target.format == "txt"
        return self.writer == "plain" and not self.json

    @property
    def _as_json(self) -> bool:
        """JSON is what goes where results go; a file of another form is told of in JSON."""
        return self.json if self.target is None else self.target.format == "json"

    def _print(self, command: str, text: str) -> bool:
        if self.target is None:
            return self.streams.write_result(text)
        from jingwu.output.files import save_made

        save_made(self, self.target, text, command)
        return True

    def _frame(self, command: str, warnings: Sequence[str]) -> Frame:
        return Frame(self.width, self.colour, self.streams.utf8, command, tuple(warnings), self.borders)

    def _warn(self, warnings: Sequence[str]) -> None:
        for text in warnings:
            self.warning(text)

    def _aside(self, text: str) -> None:
        self.streams.write_aside(visible(text, lines=True) + "\n")

    def _problems(self, problems: Sequence[Problem]) -> list[str]:
        from jingwu.rules.strays import judged

        return list(map(self._problem, judged(problems)))

    def _problem(self, problem: Problem) -> str:
        places = [
            self.masks.value(visible(problem.file), "text"),
            t("row {row}", row=problem.row) if problem.row is not None else "",
            t("column {column}", column=flat(problem.column)) if problem.column else "",
        ]
        value = self.masks.value(problem.value, problem.mask or "text")
        told = [
            listed(filter(None, places)),
            problem.message + (pick(" ({value})", "（{value}）").format(value=flat(value)[:_LONGEST]) if value else ""),
        ]
        hint = pick(" ", "") + problem.hint if problem.hint else ""
        return "  " + flat(pick(": ", "：").join(filter(None, told)) + hint)  # headings may have line ends


_LONGEST = 60
"""Characters of a wrong value that an error repeats."""


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
    streams = open_streams(stdout or sys.stdout, stderr or sys.stderr)
    tty = is_terminal(streams.out)
    rich = tty and os.environ.get("TERM", "") not in {"", "dumb", "unknown"}
    return Show(
        Masks.of(settings, unmask=unmask),
        streams,
        json=json,
        quiet=quiet,
        width=max((tty and columns_of_terminal(streams.out)) or WIDTH, _NARROWEST),
        tty=tty,
        writer="terminal" if rich else "plain",
        colour=rich and not os.environ.get("NO_COLOR"),
        warning_days=settings.warning_days,
    )
