"""Import files of records: everything is checked, and one commit holds all that is new."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

from jingwu.errors import BadInput, Problem, UsageError, reason_of
from jingwu.importers import READERS, Asked, Source
from jingwu.importers.background import work_ahead
from jingwu.importers.identity import Seen
from jingwu.importers.layout import Layout
from jingwu.importers.mapping_file import read_layout
from jingwu.importers.opening import open_source
from jingwu.language import t
from jingwu.records import KINDS
from jingwu.records.record import Record
from jingwu.rules.status import status_of
from jingwu.rules.validation import nearest
from jingwu.services.import_kept import is_free
from jingwu.services.import_rows import RowBuilder
from jingwu.services.import_table import SHOWN, ImportResult, Table
from jingwu.store.ledger import Ledger, Transaction

__all__ = ["SHOWN", "ImportResult", "import_files"]

_BATCH = 1000
_WORTH_A_PROCESS = 2_000_000
"""Bytes of files above which reading them gets a process of its own: about a second of work."""


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
    form: str = "",
    sheet: str = "",
    progress: Callable[[int], None] | None = None,
) -> ImportResult:
    """Store the rows of `files` that are not there yet, in one transaction.

    `kind` is what the rows are, where neither a column nor the file says it; `mapping` a file that says what their
    headings and values mean. `form` (of READERS) is what the files are, whatever their suffix; `sheet` the name or
    number of a spreadsheet's sheet. `dry_run` writes nothing; `partial`
    stores the good rows when some are bad. `progress` is told the count of rows from time to time.
    BadInput, with every problem, when a row or a file is bad (with `partial`: a file); nothing is written then.
    """
    if kind and kind not in KINDS:
        raise UsageError(t("There is no kind '{kind}'.", kind=kind), hint=_perhaps(kind, KINDS))
    if form and form not in READERS:
        raise UsageError(t("There is no form of file '{form}'.", form=form), hint=_perhaps(form, READERS))
    layout = read_layout(mapping, kind, ledger.settings)
    kind = kind or (layout.kind if layout else "")
    opened = _open(files, Asked(sheet, frozenset(layout.columns) if layout else frozenset()), form)
    details = {"files": [{"name": file.path.name, "sha256": file.digest} for file in opened]}
    result, told = ImportResult(), ImportResult()
    with (
        _no_collection(),
        nullcontext() if dry_run else ledger.prepare("import", by=by, at=now, details=details) as transaction,
    ):
        for records, told in _batches(opened, lambda: RowBuilder(ledger.settings, by=by, now=now), kind, layout):
            fresh = _fresh(transaction or ledger, records, result)
            if transaction is not None and (partial or not told.problem_count):
                for record in fresh:
                    transaction.add(record)
            if progress is not None:
                progress(told.rows)
        result.take(told)
        if result.problem_count and not partial:
            # Inside the block: the transaction is given up. What was skipped tells why a row is not what it seems.
            skipped = "\n".join(result.notes) if len(result.notes) > len(files) else ""
            raise BadInput(result.problems, message=_refusal(result), hint=skipped)
    if transaction is not None:
        result.take_numbers(transaction.number, transaction.numbers)
    return result


class _Opened(NamedTuple):
    path: Path
    digest: str
    """SHA-256."""
    source: Source


def _open(files: Sequence[Path], asked: Asked, form: str) -> list[_Opened]:
    """The files, opened. BadInput names every one that cannot be read, or is in no form or encoding that is known."""
    opened: list[_Opened] = []
    problems: list[Problem] = []
    for path in files:
        try:
            source = open_source(path, asked, form=form)
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            opened.append(_Opened(path, digest, source))
        except OSError as error:
            problems.append(Problem(t("The file cannot be read: {reason}", reason=reason_of(error)[0]), file=path.name))
        except BadInput as error:
            problems += error.problems
    if problems:
        raise BadInput(problems)
    return opened


def _batches(
    files: list[_Opened], make_builder: Callable[[], RowBuilder], kind: str, layout: Layout | None
) -> Iterator[tuple[list[Record], ImportResult]]:
    """The good rows' records, some at a time, with what was found up to then: never all of them are in memory."""

    def read() -> Iterator[tuple[list[Record], ImportResult]]:
        return _read(files, make_builder(), kind, layout)

    large = sum(file.path.stat().st_size for file in files) > _WORTH_A_PROCESS and (os.cpu_count() or 1) > 1
    return work_ahead(read) if large else read()


def _read(
    files: list[_Opened], builder: RowBuilder, kind: str, layout: Layout | None
) -> Iterator[tuple[list[Record], ImportResult]]:
    seen, result = Seen(), ImportResult()
    for path, _, source in files:
        result.encodings[str(path)] = source.encoding
        table = Table(path.name, kind, builder=builder, seen=seen, result=result, layout=layout)
        batch: list[Record] = []
        for row in source.rows:
            record = table.read(row)
            if record is not None:
                batch.append(record)
            if result.rows % _BATCH == 0:
                yield batch, result
                batch = []
        result.notes += [table.told(source.encoding), *(f"{path.name}: {note}" for note in source.notes)]
        yield batch, result


def _fresh(holder: Ledger | Transaction, records: list[Record], result: ImportResult) -> list[Record]:
    """The records that are not there yet; they and the others are counted."""
    keys: dict[str, list[str]] = {}
    for record in records:
        if record.source_key:
            keys.setdefault(record.kind, []).append(record.source_key)
    known = {kind: holder.source_keys(kind, given) for kind, given in keys.items()}
    fresh: list[Record] = []
    for record in records:
        if record.source_key in known.get(record.kind, ()) and not (record.number and status_of(record) == "void"):
            result.skipped += 1
        elif not record.number or is_free(holder, record, result):
            fresh.append(record)
    result.added += len(fresh)
    return fresh


@contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing that an import makes lies in cycles, and looking for some doubles its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _refusal(result: ImportResult) -> str:
    words = t(
        "Nothing was written: {count} problem(s) in {rejected} of {rows} row(s).",
        count=result.problem_count, rejected=result.rejected, rows=result.rows,
    )  # fmt: skip
    if result.problem_count > SHOWN:
        words += " " + t("The first {shown} are listed.", shown=SHOWN)
    return words


def _perhaps(word: str, known: Iterable[str]) -> str:
    return t("Perhaps: {names}.", names=nearest(word, known))
