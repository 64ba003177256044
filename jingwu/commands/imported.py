"""What an import tells of what it did, or why it was refused, in words and in JSON."""

from collections.abc import Iterator
from contextlib import contextmanager

from jingwu.errors import BadInput
from jingwu.language import listed, t
from jingwu.output.problems import problem_documents
from jingwu.output.show import Show
from jingwu.services.import_result import ImportResult, Refused

_FEW = 10
"""Up to so many numbers are named."""


def show_result(show: Show, result: ImportResult, *, dry_run: bool, options: str) -> None:
    """What was done, or would be; `options` are those with which rejected rows are to be imported too."""
    show.data(
        "import", _counts(show, result, dry_run=dry_run), _words(result, dry_run=dry_run), _warnings(show, result)
    )
    for note in result.notes():
        show.message(show.masks.value(note, "text"))
    if result.void_count:
        show.message(_void_words(result))
    _show_rejected(show, result, options)
    _show_duplicates(show, result)


@contextmanager
def refused_in_json(show: Show, *, dry_run: bool) -> Iterator[None]:
    """With --json, what refuses an import is told where its result would be, in the same form; and then in words."""
    try:
        yield
    except BadInput as error:
        if show.json:
            result = error.result if isinstance(error, Refused) else ImportResult.of_problems(error.problems)
            counts = _counts(show, result, dry_run=dry_run) | {"batch": None, "added": 0, "updated": 0}
            show.data("import", counts, warnings=_warnings(show, result))
        raise


def _warnings(show: Show, result: ImportResult) -> list[str]:
    return [show.words_of(warning).strip() for warning in result.warnings] + result.warnings_left_out()


def _show_rejected(show: Show, result: ImportResult, options: str) -> None:
    show.problems(result.problems)
    for line in result.left_out():
        show.message(line)
    for path in result.rejects:
        if options:
            text = t("What was rejected is in {file}: mend it, then import that file with {options}.",
                     file=path, options=options)  # fmt: skip
        else:
            text = t("What was rejected is in {file}: mend it, then import that file.", file=path)
        show.message(text)


def _show_duplicates(show: Show, result: ImportResult) -> None:
    if not result.duplicate_count:
        return
    show.message(t("Perhaps registered twice, to be looked at: {count}", count=result.duplicate_count))
    for duplicate in result.duplicates:
        show.message(show.words_of(duplicate))


def _counts(show: Show, result: ImportResult, *, dry_run: bool) -> dict[str, object]:
    return {
        "batch": result.batch,
        "added": result.added,
        "updated": result.updated,
        "skipped": result.skipped,
        "void": {"count": result.void_count, "numbers": result.void},
        "rejected": result.rejected,
        "rejects": [str(path) for path in result.rejects],
        "problem_count": result.problem_count,
        "problems": problem_documents(result.problems, result.sheets, show.masks),
        "left_out": result.problem_count - len(result.problems),
        "summary": [
            {"message": show.masks.value(message, "text"), "column": column, "count": count}
            for message, column, count in result.by_sort()
        ],
        "duplicates": problem_documents(result.duplicates, result.sheets, show.masks),
        "no_records": [
            {"file": file, "what": note.sort, "rows": note.rows, "count": note.lines}
            for file, note in result.no_records
        ],
        "dry_run": dry_run,
    }


def _void_words(result: ImportResult) -> str:
    """Which of the rows that are there already are void: who expects them in the sums looks for them in vain."""
    numbers = listed(result.void[:_FEW]) + ("…" if result.void_count > _FEW else "")
    return t("Of those already there, made void and not registered again: {count} ({numbers}).",
             count=result.void_count, numbers=numbers)  # fmt: skip


def _words(result: ImportResult, *, dry_run: bool) -> str:
    counts = t(
        "{added} added, {skipped} already there, {rejected} rejected.",
        added=result.added, skipped=result.skipped, rejected=result.rejected,
    )  # fmt: skip
    if result.updated:
        counts = t(
            "{added} added, {updated} updated, {skipped} already there, {rejected} rejected.",
            added=result.added, updated=result.updated, skipped=result.skipped, rejected=result.rejected,
        )  # fmt: skip
    if dry_run:
        return t("Nothing was written (--dry-run). It would be: {counts}", counts=counts)
    return t("Batch {batch}: {counts}", batch=result.batch, counts=counts) if result.batch else counts
