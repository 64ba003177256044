"""Bring records in: import."""

from pathlib import Path
from typing import Annotated

import typer

from jingwu.commands.building import session_of
from jingwu.commands.filters import kind_named
from jingwu.commands.stdin import STDIN, on_disk
from jingwu.commands.stopping import stopping
from jingwu.errors import PARTLY_DONE, Problem, UsageError
from jingwu.importers.rows import Asked
from jingwu.language import t
from jingwu.output.progress import progressing
from jingwu.output.show import Show
from jingwu.services.guess_mapping import propose_mapping
from jingwu.services.import_records import ImportResult, import_files
from jingwu.session import Session


def import_(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="CSV, JSONL, JSON, xlsx, xls or ods; - is standard input.")],
    kind: Annotated[str, typer.Option("--kind", help="The kind of every row; else found from the file.")] = "",
    mapping: Annotated[
        Path | None, typer.Option("--map", help="A file (TOML) that says what the headings and values mean.")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="csv, jsonl…; else by the suffix.")] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="The name or number of a spreadsheet's sheet.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything, write nothing.")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Write the good rows; the others go to FILE.rejected.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Rows that changed correct their records, and add what was done.")
    ] = False,
    guess: Annotated[
        bool, typer.Option("--guess", help="Import nothing; write a mapping file with what the columns probably mean.")
    ] = False,
    output: Annotated[Path | None, typer.Option("--output", help="With --guess: where; else FILE.map.toml.")] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict-warnings", help="Warnings refuse, as errors do; skipped lines and likely duplicates are none."
        ),
    ] = False,
    template: Annotated[str, typer.Option("--template", help="Write a file to be filled in for this kind.")] = "",
) -> None:
    """Import records from files; all or nothing unless --partial."""
    ctx.with_resource(stopping())
    session = session_of(ctx)
    if template:
        if len(files) > 1 or any((kind, mapping, form, sheet, dry_run, partial, update, guess, output, strict)):
            raise UsageError(t("--template goes with one file to be written, and with no other option of import."))
        session.show.template(kind_named(template), session.settings, str(files[0]))
        return
    if guess:
        _guess(session, files, kind_named(kind), Asked(sheet), form=form.lower().removeprefix("."), output=output)
        return
    with on_disk(files) as paths, progressing(session.show) as progress:
        result = import_files(
            session.ledger, paths, kind=kind_named(kind), mapping=mapping,
            form=form.lower().removeprefix("."), sheet=sheet, by=session.by, now=session.now,
            dry_run=dry_run, partial=partial, update=update, strict=strict,
            named={path: Path(STDIN) for path in paths if path not in files}, progress=progress,
        )  # fmt: skip
    show = session.show
    warnings = [show.words_of(warning).strip() for warning in result.warnings] + result.warnings_left_out()
    show.data("import", _counts(show, result, dry_run=dry_run), _words(result, dry_run=dry_run), warnings)
    for note in result.notes():
        show.message(show.masks.value(note, "text"))
    _show_rejected(show, result)
    _show_duplicates(show, result)
    if result.rejected:
        raise typer.Exit(PARTLY_DONE)


def _guess(session: Session, files: list[Path], kind: str, asked: Asked, *, form: str, output: Path | None) -> None:
    if len(files) > 1:
        raise UsageError(t("--guess looks at one file."))
    proposal = propose_mapping(
        files[0], session.settings, kind=kind, asked=asked, form=form, output=output, now=session.now
    )
    session.show.table("import", proposal.table)
    session.show.message(t("Written to {file}: look it over.", file=proposal.output))


def _show_rejected(show: Show, result: ImportResult) -> None:
    show.problems(result.problems)
    for line in result.left_out():
        show.message(line)
    for path in result.rejects:
        show.message(t("What was rejected is in {file}: mend it, then import that file.", file=path))


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
        "rejected": result.rejected,
        "rejects": [str(path) for path in result.rejects],
        "problems": [_place(show, problem) | {"column": problem.column} for problem in result.problems],
        "duplicates": [_place(show, problem) for problem in result.duplicates],
        "no_records": [
            {"file": file, "what": note.sort, "rows": note.rows, "count": note.lines}
            for file, note in result.no_records
        ],
        "dry_run": dry_run,
    }


def _place(show: Show, problem: Problem) -> dict[str, object]:
    """What is wrong and where, for scripts, masked; never the value, which stands in the file."""
    message = show.words_of(Problem(problem.message)).strip()
    return {"file": problem.file, "row": problem.row, "message": message}


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
