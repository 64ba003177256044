"""Import files of records and actions: everything is checked, and one commit holds all that is new."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from jingwu.errors import BadInput, Problem, UsageError
from jingwu.importers import READERS, Asked
from jingwu.importers.background import share_out
from jingwu.importers.headings import plain
from jingwu.importers.layout import SOURCE_KEY, Layout
from jingwu.importers.mapping_file import read_layout
from jingwu.importers.rows import Note
from jingwu.language import listed, on_one_line, pick, t
from jingwu.records import KINDS
from jingwu.rules.row_ids import origin_of
from jingwu.rules.suggestions import suggested
from jingwu.services.import_batch import ACTION, Batch, Rows
from jingwu.services.import_files import Opened, open_files
from jingwu.services.import_mended import noted
from jingwu.services.import_rejects import prepare_rejects, reason_of
from jingwu.services.import_result import SHOWN, ImportResult, Refused
from jingwu.services.import_rows import RowBuilder
from jingwu.services.import_storing import Storing
from jingwu.services.import_table import Table
from jingwu.store.files import Replacement
from jingwu.store.ledger import Ledger, Transaction

__all__ = ["SHOWN", "ImportResult", "import_files"]

_BATCH = 2000
_WORTH_PROCESSES = 1_000_000
"""Bytes of files above which their rows are looked at in other processes: about half a second of work."""
_SMALL = 250_000
"""Bytes of a file of text that a process reads whole."""
_MOST_PROCESSES = 4
"""More would wait for the one that stores; below that, one more than there are cores leaves none of them idle."""


class _GivenUp(Exception):
    """The end of a dry run: whatever was prepared is left."""


def import_files(
    ledger: Ledger,
    files: Sequence[Path],
    *,
    kind: str = "",
    mapping: Path | None = None,
    by: str,
    now: datetime,
    dry_run: bool = False,
    partial: bool = False,
    update: bool = False,
    strict: bool = False,
    form: str = "",
    sheet: str = "",
    named: Mapping[Path, Path] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ImportResult:
    """Store the rows of `files` that are not there yet, in one transaction.

    `kind` is what the rows are, where neither a column nor the file says it; `mapping` a file that says what their
    headings and values mean; `form` (of READERS) what the files are, whatever their suffix; `sheet` the name or number
    of a spreadsheet's sheet. `dry_run` writes nothing; `partial` stores the good rows when some are bad, and puts the
    others into files of rejected rows, beside theirs, named after them or after what `named` gives for them. With
    `update` a row that says more of its record than before changes it. With `strict` warnings refuse. `progress` is
    told the count of rows from time to time, and about how many there are in all, 0 where that is not known.
    BadInput, with every problem, when a row or a file is bad (with `partial`: a file); nothing is written then.
    """
    if kind and kind not in KINDS:
        raise UsageError(t("There is no kind '{kind}'.", kind=kind), hint=suggested(kind, KINDS))
    if form and form not in READERS:
        raise UsageError(t("There is no form of file '{form}'.", form=form), hint=suggested(form, READERS))
    layout = read_layout(mapping, kind, ledger.settings, now=now)
    kind = kind or (layout.kind if layout else "")
    opened, unread = open_files(files, Asked(sheet, frozenset(layout.columns) if layout else frozenset()), form)
    run = _Run(ledger, opened, unread, kind, layout, by=by, now=now)
    result = run.result
    details: dict[str, Any] = {
        "files": [{"name": _stored(file.path.name), "sha256": file.digest} for file in run.files]
    }
    rejects: list[Replacement] = []
    transaction: Transaction | None = None
    with ExitStack() as stack:
        try:
            with ledger.prepare("import", by=by, at=now, details=details) as transaction:
                storing = Storing(ledger, transaction, result, run.reject, run.reasons, by=by, now=now, update=update)
                stack.callback(storing.close)
                run.store(storing, progress)
                result.added = transaction.count()  # with those that others were converted into
                _refuse(result, run.unread, partial=partial, strict=strict)
                if dry_run:
                    raise _GivenUp
                meant = run.named
                written = prepare_rejects(
                    run.files, run.reasons, meant, form=form, named=named or {}, is_used=storing.uses
                )
                ids: list[str] = []
                for rejected in written:
                    stack.callback(rejected.file.discard)
                    rejects.append(rejected.file)
                    result.remarks += [rejected.note] if rejected.note else []
                    ids += rejected.ids if run.is_alone(rejected.source) else []
                details |= noted(ids)
        except _GivenUp:
            return result
        result.take_count(transaction)
        for replacement in rejects:
            replacement.replace()
            result.rejects.append(replacement.path)
    return result


class _Run:
    """Files being read, in several processes if that is worth it."""

    def __init__(
        self,
        ledger: Ledger,
        files: list[Opened],
        unread: list[Problem],
        kind: str,
        layout: Layout | None,
        *,
        by: str,
        now: datetime,
    ) -> None:
        self.files = files
        self.unread = unread
        """What is wrong with whole files: nothing is written then, and what is wrong in the others is told as well."""
        self.result = ImportResult()
        self.reasons: list[dict[int, str]] = [{} for _ in files]
        """For each file its rejected rows, with the reasons."""
        self.named: list[dict[int, str]] = [{} for _ in files]
        """For each file those that mean a record and say otherwise, with its number."""
        self._ledger = ledger
        self._kind = kind
        self._layout = layout
        self._builder = RowBuilder(ledger.settings, by=by, now=now)
        self._kinds: list[dict[str, str]] = [{} for _ in files]
        self._notes: list[list[Note]] = [[] for _ in files]
        self._table: tuple[int, Table] | None = None
        self._told: set[tuple[int, Problem]] = set()

    def reject(self, file: int, name: str, row: int, problems: list[Problem]) -> None:
        """Count a bad row, and note why."""
        self.result.reject(name, row, problems)
        # What is wrong with a heading is told once a file, and every row of it needs a reason.
        self.reasons[file][row] = reason_of(problems) or t("For the same reason as rows above.")
        if number := next((problem.record for problem in problems if problem.record), ""):
            self.named[file][row] = number

    def is_alone(self, file: int) -> bool:
        """Whether no other file of the run says what a file may say: each record of such kinds is from its rows."""
        others = set().union(*(kinds for place, kinds in enumerate(self._kinds) if place != file))
        own = self._kinds[file].keys()
        return not others or (bool(own) and ACTION not in own and others.isdisjoint({*own, ACTION}))

    def store(self, storing: Storing, progress: Callable[[int, int], None] | None) -> None:
        """Store what the files say, as far as it goes."""
        result = self.result
        total = sum(file.lines for file in self.files) if all(file.lines for file in self.files) else 0
        names: dict[str, int] = {}
        filled: set[int] = set()

        def report() -> None:
            if progress is not None:
                progress(result.rows - storing.held, total)

        for batch in self._batches():
            name = file_name = self.files[batch.file].name
            if batch.sheet:
                name = on_one_line(f"{file_name}[{batch.sheet}]")
                result.sheets[name] = file_name, batch.sheet
            names.setdefault(name, batch.file)
            if batch.rows:
                filled.add(batch.file)
            result.rows += batch.rows
            self._kinds[batch.file] = batch.kinds | self._kinds[batch.file]
            self.unread += batch.unread
            if batch.notes is not None:
                self._notes[batch.file] = batch.notes
            for row, once, problems in batch.rejected:
                self.reject(batch.file, name, row, self._fresh(batch.file, once) + problems)
            storing.take(batch, name, origin_of(self.files[batch.file].digest, batch.sheet))
            report()
        storing.finish(report)
        for place, file in enumerate(self.files):
            names.setdefault(file.name, place)
            kinds, notes = self._kinds[place], self._notes[place]
            result.end(file.name, file.source.encoding, kinds, notes, has_rows=place in filled)
        result.sort(names)
        if progress is not None:
            progress(result.rows, result.rows)
        storing.likeness.compare(self._ledger, result)

    def _fresh(self, file: int, once: list[Problem]) -> list[Problem]:
        """Of what a whole file has wrong, that which was not told yet."""
        fresh = [problem for problem in once if (file, problem) not in self._told]
        self._told.update((file, problem) for problem in fresh)
        return fresh

    def _batches(self) -> Iterator[Batch]:
        """What the rows say, some at a time: never all of it is in memory."""
        cores = os.cpu_count() or 1
        sizes = [file.path.stat().st_size for file in self.files]
        if cores == 1 or sum(sizes) < _WORTH_PROCESSES:
            return map(self._look_at, self._read())
        small = {place for place, size in enumerate(sizes) if size < _SMALL and not self.files[place].is_spreadsheet}
        return share_out(self._look_at, self._read(small), min(cores + 1, _MOST_PROCESSES))

    def _read(self, small: Collection[int] = ()) -> Iterator[Rows]:
        """The rows of all files, some of one file at a time; `small` files are left whole to who looks at the rows."""
        for place, file in enumerate(self.files):
            if place in small:
                yield Rows(place, (), None)
                continue
            first: tuple[str, ...] | None = None
            headings: set[str] = set()
            try:
                while some := list(islice(file.source.rows, _BATCH)):
                    first = some[0].names if first is None else first
                    headings.update(*{row.names for row in some} if self._layout else ())
                    yield Rows(place, first, some)
                self._notes[place] = self._notes_on(file, headings)
            except BadInput as error:
                self.unread += file.called(error.problems)

    def _notes_on(self, file: Opened, headings: Collection[str]) -> list[Note]:
        """What was found in a file that was read, besides its rows, and what was not found."""
        return file.source.notes + (_absent(file.path, self._layout, headings) if self._layout and headings else [])

    def _look_at(self, rows: Rows) -> Batch:
        """What some rows of a file say; of each file the same table looks at all of them that come here."""
        if rows.rows is None:
            return self._look_at_whole(rows.file)
        if self._table is None or self._table[0] != rows.file:
            name = self.files[rows.file].path.name
            self._table = rows.file, Table(name, self._kind, rows.first, builder=self._builder, layout=self._layout)
        return self._table[1].look_at(rows.file, rows.rows)

    def _look_at_whole(self, place: int) -> Batch:
        """What a small file says: to read it here costs less than to send its rows."""
        file = self.files[place]
        batch = Batch(place, "", 0)
        try:
            if rows := list(file.source.rows):
                batch = self._look_at(Rows(place, rows[0].names, rows))
            batch.notes = self._notes_on(file, set().union(*{row.names for row in rows}))
        except BadInput as error:
            batch.unread = file.called(error.problems)
        return batch


def _stored(name: str) -> str:
    """A file's name without the bytes in it that are no text: they could not be stored."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _absent(path: Path, layout: Layout, headings: Collection[str]) -> list[Note]:
    """Headings of the mapping file that no row of headings had, in words. BadInput when rows are told apart by one."""
    absent = layout.absent(headings)
    if keys := [heading for heading in absent if SOURCE_KEY in layout.columns[plain(heading)]]:
        message = t("There is no column {names}, by which the mapping tells the rows apart.", names=listed(keys))
        hint = t("Name the right column there, or take source_key out.")
        raise BadInput([Problem(message, file=path.name, hint=hint)])
    words = t("There is no column {names}, which the mapping names.", names=listed(absent))
    return [Note(words)] if absent else []


def _refuse(result: ImportResult, unread: list[Problem], *, partial: bool, strict: bool) -> None:
    """BadInput, which gives the transaction up, for problems, and for warnings where they refuse.

    What is `unread`, of whole files, refuses also with `partial`.
    """
    if unread and not result.problem_count:
        raise BadInput(unread)
    if unread or (result.problem_count and not partial):
        words = t(
            "Nothing was written: {count} problem(s) in {rejected} of {rows} row(s).",
            count=result.problem_count, rejected=result.rejected, rows=result.rows,
        )  # fmt: skip
        if unread:
            words += pick(" ", "") + t("Files that cannot be read: {count} problem(s).", count=len(unread))
            result.refuse_files(unread)
        # How a file was read, and what was skipped, tells why a row is not what it seems.
        hint = "\n".join(result.left_out() + result.notes()[:SHOWN])
        raise Refused(result, result.problems, message=words, hint=hint, warnings=result.warnings)
    if result.warning_count and strict:
        words = t("Nothing was written: {count} warning(s), and warnings refuse.", count=result.warning_count)
        hint = "\n".join(result.warnings_left_out() + result.notes()[:SHOWN])
        raise Refused(result, result.problems + result.warnings, message=words, hint=hint)
