"""Bring records in: import."""

from pathlib import Path
from typing import Annotated

import typer

from jingwu.commands.building import session_of
from jingwu.commands.filters import kind_named
from jingwu.commands.stdin import on_disk
from jingwu.errors import PARTLY_DONE
from jingwu.language import t
from jingwu.services.import_records import ImportResult, import_files


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
    partial: Annotated[bool, typer.Option("--partial", help="Write the good rows when some are bad.")] = False,
) -> None:
    """Import records from files; all or nothing unless --partial."""
    session = session_of(ctx)
    with on_disk(files) as paths:
        result = import_files(
            session.ledger, paths, kind=kind_named(kind), mapping=mapping,
            form=form.lower().removeprefix("."), sheet=sheet,
            by=session.by, now=session.now, dry_run=dry_run, partial=partial,
        )  # fmt: skip
    session.show.data("import", _counts(result, dry_run=dry_run), _words(result, dry_run=dry_run))
    for note in result.notes:
        session.show.message(note)
    for problem in result.problems:
        session.show.problem(problem)
    if result.rejected:
        raise typer.Exit(PARTLY_DONE)


def _counts(result: ImportResult, *, dry_run: bool) -> dict[str, object]:
    return {
        "batch": result.batch,
        "added": result.added,
        "skipped": result.skipped,
        "rejected": result.rejected,
        "dry_run": dry_run,
    }


def _words(result: ImportResult, *, dry_run: bool) -> str:
    counts = t(
        "{added} added, {skipped} already there, {rejected} rejected.",
        added=result.added, skipped=result.skipped, rejected=result.rejected,
    )  # fmt: skip
    if dry_run:
        return t("Nothing was written (--dry-run). It would be: {counts}", counts=counts)
    return t("Batch {batch}: {counts}", batch=result.batch, counts=counts) if result.batch else counts
