"""What an import did, and what it found wrong, counted without end and kept up to a limit."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jingwu.errors import BadInput, Problem
from jingwu.importers.rows import Note
from jingwu.language import listed, pick, t
from jingwu.records import NAMES
from jingwu.store.ledger import Transaction

SHOWN = 200
"""The most problems, and the most warnings, that are kept and shown; all are counted."""
_MOST_SORTS = 500
_NAMED = re.compile(r"[A-Z]{2}\d{4}-\d{4,}|\d+")
"""Numbers of records and rows, which make the same problem sound otherwise in each row."""
_FEW_FILES = 5
"""Up to so many files each is told of in a line of its own."""


class Refused(BadInput):
    """Rows of the files are wrong, so that nothing was written; `result` has all that was found."""

    def __init__(
        self,
        result: "ImportResult",
        problems: list[Problem],
        *,
        message: str,
        hint: str,
        warnings: list[Problem] | None = None,
    ) -> None:
        super().__init__(problems, message=message, hint=hint, warnings=warnings)
        self.result = result


@dataclass(slots=True)
class ImportResult:
    """What an import did, or with `dry_run` would do."""

    batch: int | None = None
    """The number of the transaction, by which it can be undone; None when nothing was written."""
    added: int = 0
    updated: int = 0
    """Records that are there already and were changed, with `update`; and actions that were done."""
    skipped: int = 0
    """Rows whose record or action is there already as they say it."""
    rejected: int = 0
    rows: int = 0
    """All rows but blank ones."""
    problems: list[Problem] = field(default_factory=list)
    """The first SHOWN, with file, row and column."""
    problem_count: int = 0
    """All of them."""
    warnings: list[Problem] = field(default_factory=list)
    """What is odd though allowed: the first SHOWN."""
    warning_count: int = 0
    void: list[str] = field(default_factory=list)
    """Records made void by hand that rows say once more: the first SHOWN."""
    void_count: int = 0
    duplicates: list[Problem] = field(default_factory=list)
    """Rows that perhaps are matters registered before, for a person to decide: the first SHOWN."""
    duplicate_count: int = 0
    sorts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Message, without the numbers that it names, and column to how often it is a problem."""
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    """The message of each sort: with the numbers, where all name the same."""
    encodings: dict[str, str] = field(default_factory=dict)
    """Name of a file to the encoding that was found."""
    kinds: dict[str, dict[str, str]] = field(default_factory=dict)
    """Name of a file to the kinds of its rows, with what told them."""
    empty: set[str] = field(default_factory=set)
    """Names of files without any row."""
    remarks: list[str] = field(default_factory=list)
    """What was unusual about single files, in words."""
    no_records: list[tuple[str, Note]] = field(default_factory=list)
    """Files and what was skipped in each around the table: titles, totals, notes …"""
    rejects: list[Path] = field(default_factory=list)
    """The files that were written with what was rejected."""
    sheets: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name of a file with its sheet, as problems have it, to the two of them."""

    @classmethod
    def of_problems(cls, problems: list[Problem]) -> "ImportResult":
        """What came of files that could not even be read."""
        result = cls()
        result.refuse_files(problems)
        return result

    def refuse_files(self, problems: list[Problem]) -> None:
        """Count what is wrong with whole files, before all that is wrong with rows."""
        self.problems[:0] = problems
        self._count(problems)

    def reject(self, file: str, row: int, problems: list[Problem]) -> None:
        """Count a bad row and what is wrong with it."""
        self.rejected += 1
        self._count(problems)
        _keep(self.problems, problems, file, row)

    def _count(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.problem_count += 1
            sort = (_NAMED.sub("…", problem.message), problem.column)
            if sort in self.sorts or len(self.sorts) < _MOST_SORTS:
                self.sorts[sort] += 1
                if self.words.setdefault(sort, problem.message) != problem.message:
                    self.words[sort] = sort[0]

    def warn(self, file: str, row: int | None, doubts: list[Problem]) -> None:
        """Count what is odd in a row, or in the whole file."""
        self.warning_count += len(doubts)
        _keep(self.warnings, doubts, file, row)

    def leave_void(self, number: str) -> None:
        """Count a row whose record is void, and stays so."""
        self.void_count += 1
        if len(self.void) < SHOWN:
            self.void.append(number)

    def doubt(self, file: str, row: int, problem: Problem) -> None:
        """Count a row that is perhaps registered already."""
        self.duplicate_count += 1
        _keep(self.duplicates, [problem], file, row)

    def sort(self, files: Mapping[str, int]) -> None:
        """List what is wrong and what is odd as the files have it; `files` are their names and places."""
        for problems in (self.problems, self.warnings):
            problems.sort(key=lambda problem: (files[problem.file], problem.row or 0))

    def end(self, file: str, encoding: str, kinds: dict[str, str], notes: list[Note], *, has_rows: bool) -> None:
        """Take what is known of a file at its end."""
        self.encodings[file], self.kinds[file] = encoding, kinds
        if not has_rows:
            self.empty.add(file)
        for note in notes:
            if note.is_doubt:
                self.warn(file, None, [Problem(note.words)])
            else:
                self.remarks.append(file + pick(": ", "：") + note.words)
            if note.sort:
                self.no_records.append((file, note))

    def take_count(self, transaction: Transaction) -> None:
        """Take over what was stored. What somebody else has stored while the rows were read was there already."""
        self.skipped += self.added - transaction.count()
        self.added = transaction.count()
        self.batch = transaction.number if self.added or self.updated else None

    def notes(self) -> list[str]:
        """How the files were read, in words: each of a few, all of many together; and what was unusual."""
        if len(self.encodings) <= _FEW_FILES:
            return [*(self._note(file) for file in self.encodings), *self.remarks]
        encodings = Counter(self.encodings.values()).most_common()
        kinds = Counter(kind for found in self.kinds.values() for kind in found).most_common()
        return [
            t(
                "{count} files: {encodings}; {kinds}",
                count=len(self.encodings),
                encodings=listed(f"{name} {count}" for name, count in encodings),
                kinds=listed(f"{_name(kind)} {count}" for kind, count in kinds) or t("no rows"),
            ),
            *self.remarks,
        ]

    def by_sort(self) -> list[tuple[str, str, int]]:
        """Message, column and how often it is a problem, the most frequent first."""
        return [(self.words[sort], sort[1], count) for sort, count in self.sorts.most_common()]

    def left_out(self) -> list[str]:
        """How many problems are not listed, and how many there are of each sort, where that says more than the list."""
        lines: list[str] = []
        if self.problem_count > len(self.problems):
            lines.append(t("… and {count} more.", count=self.problem_count - len(self.problems)))
        if self.problem_count > len(self.sorts) and self.problem_count > _FEW_FILES:
            lines.append(t("In all:"))
            lines += [_sort_line(*sort) for sort in self.by_sort()]
            rest = self.problem_count - self.sorts.total()
            if rest:
                lines.append(t("  {count} × others", count=rest))
        return lines

    def warnings_left_out(self) -> list[str]:
        """How many warnings are not listed."""
        rest = self.warning_count - len(self.warnings)
        return [t("… and {count} more.", count=rest)] if rest else []

    def _note(self, file: str) -> str:
        kinds = listed(
            pick(f"{_name(kind)} ({why})", f"{_name(kind)}（{why}）") if why else _name(kind)
            for kind, why in self.kinds.get(file, {}).items()
        )
        if file in self.empty:
            kinds = t("no rows")
        if not kinds:  # all rows are wrong before it can be told
            return t("{file}: {encoding}", file=file, encoding=self.encodings[file])
        return t("{file}: {encoding}; {kinds}", file=file, encoding=self.encodings[file], kinds=kinds)


def _name(kind: str) -> str:
    return pick(*NAMES.get(kind, ("Actions", "事项")))


def _keep(kept: list[Problem], problems: Iterable[Problem], file: str, row: int | None) -> None:
    for problem in problems:
        if len(kept) >= SHOWN:
            return
        kept.append(problem._replace(file=file, row=row if problem.row is None else problem.row))


def _sort_line(message: str, column: str, count: int) -> str:
    place = t("column {column}", column=column) + pick(": ", "：") if column else ""
    return f"  {count} × {place}{message}"
