"""Import files of records: everything is checked, and one commit holds all that is new."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from jingwu.errors import BadInput, Problem, UsageError
from jingwu.importers import READERS
from jingwu.importers.identity import Seen
from jingwu.language import t
from jingwu.records import KINDS
from jingwu.records.record import Record
from jingwu.rules.validation import nearest
from jingwu.services.import_rows import RowBuilder
from jingwu.services.import_table import SHOWN, ImportResult, Table
from jingwu.store.ledger import Ledger, Transaction

__all__ = ["SHOWN", "ImportResult", "import_files"]

_BATCH = 1000


def import_files(
    ledger: Ledger,
    files: Sequence[Path],
    *,
    kind: str = "",
    by: str,
    now: datetime,
    dry_run: bool = False,
    partial: bool = False,
    progress: Callable[[int], None] | None = None,
) -> ImportResult:
    """Store the rows of `files` that are not there yet, in one transaction.

    `kind` is what the rows are, where neither a column nor the file says it. `dry_run` writes nothing; `partial`
    stores the good rows when some are bad. `progress` is told the count of rows from time to time.
    BadInput, with every problem, when a row or a file is bad (with `partial`: a file); nothing is written then.
    """
    if kind and kind not in KINDS:
        raise UsageError(t("There is no kind '{kind}'.", kind=kind), hint=_perhaps(kind))
    digests = _digests(files)
    details = {"files": [{"name": path.name, "sha256": digest} for path, digest in digests.items()]}
    result = ImportResult()
    with _no_collection(), ExitStack() as stack:
        writer = _Writer(
            ledger, lambda: stack.enter_context(ledger.begin("import", by=by, at=now, details=details)), result
        )
        for records in _batches(files, RowBuilder(ledger.settings, by=by, now=now), kind, result, progress):
            writer.add(records, store=not dry_run and (partial or not result.problem_count))
        if result.problem_count and not partial:
            raise BadInput(result.problems, message=_refusal(result))  # inside the block: the transaction is given up
    return result


def _batches(
    files: Sequence[Path], builder: RowBuilder, kind: str, result: ImportResult, progress: Callable[[int], None] | None
) -> Iterator[list[Record]]:
    """The good rows' records, some at a time: never all of them are in memory."""
    seen = Seen()
    for path in files:
        source = READERS[path.suffix.lower()](path)
        result.encodings[str(path)] = source.encoding
        table = Table(path.name, kind, builder, seen, result)
        batch: list[Record] = []
        for row in source.rows:
            record = table.read(row)
            if record is not None:
                batch.append(record)
            if result.rows % _BATCH == 0:
                yield batch
                batch = []
                if progress is not None:
                    progress(result.rows)
        yield batch
        result.notes.append(table.told(source.encoding))


def _digests(files: Sequence[Path]) -> dict[Path, str]:
    """The files' SHA-256. BadInput names every file that cannot be read or is in no known form."""
    digests: dict[Path, str] = {}
    problems: list[Problem] = []
    for path in files:
        try:
            with path.open("rb") as file:
                digests[path] = file_digest(file, "sha256").hexdigest()
        except OSError as error:
            problems.append(Problem(t("The file cannot be read: {reason}", reason=error.strerror), file=path.name))
        if path.suffix.lower() not in READERS:
            known = ", ".join(READERS)
            problems.append(
                Problem(t("Files of this form cannot be read; known are {known}.", known=known), file=path.name)
            )
    if problems:
        raise BadInput(problems)
    return digests


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


def _perhaps(word: str) -> str:
    return t("Perhaps: {names}.", names=nearest(word, KINDS))


class _Writer:
    """Puts records into one transaction, which begins when the first is new."""

    def __init__(self, ledger: Ledger, begin: Callable[[], Transaction], result: ImportResult) -> None:
        self._ledger = ledger
        self._begin = begin
        self._result = result
        self._transaction: Transaction | None = None

    def add(self, records: list[Record], *, store: bool) -> None:
        """Count the records that the ledger has and those it has not; with `store`, add the latter."""
        known = _known(self._ledger, records)
        if store and len(known) < len(records):
            if self._transaction is None:
                self._transaction = self._begin()
                self._result.batch = self._transaction.number
            known = _known(self._transaction, records)  # again: another process may have been quicker
            add, numbers = self._transaction.add, self._result.numbers
            numbers += [add(record).number for record in records if (record.kind, record.source_key) not in known]
        self._result.skipped += len(known)
        self._result.added += len(records) - len(known)


def _known(holder: Ledger | Transaction, records: list[Record]) -> set[tuple[str, str | None]]:
    keys: dict[str, list[str]] = {}
    for record in records:
        keys.setdefault(record.kind, []).append(record.source_key or "")
    return {(kind, key) for kind, given in keys.items() for key in holder.source_keys(kind, given)}
