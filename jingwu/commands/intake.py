"""Bring records in: import."""

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from jingwu.commands.building import session_of
from jingwu.commands.filters import kind_named
from jingwu.commands.imported import refused_in_json, show_result
from jingwu.commands.stdin import STDIN, on_disk
from jingwu.commands.stopping import stopping
from jingwu.errors import PARTLY_DONE, UsageError
from jingwu.importers.rows import Asked
from jingwu.language import t
from jingwu.output.progress import progressing
from jingwu.services.import_records import import_files
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
    with refused_in_json(session.show, dry_run=dry_run), on_disk(files) as paths, progressing(session.show) as progress:
        result = import_files(
            session.ledger, paths, kind=kind_named(kind), mapping=mapping,
            form=form.lower().removeprefix("."), sheet=sheet, by=session.by, now=session.now,
            dry_run=dry_run, partial=partial, update=update, strict=strict,
            named={path: Path(STDIN) for path in paths if path not in files}, progress=progress,
        )  # fmt: skip
    given = [("--kind", kind), ("--map", str(mapping or ""))]
    options = " ".join(f"{name} {quote(value)}" for name, value in given if value)
    show_result(session.show, result, dry_run=dry_run, options=options)
    if result.rejected:
        raise typer.Exit(PARTLY_DONE)


def _guess(session: Session, files: list[Path], kind: str, asked: Asked, *, form: str, output: Path | None) -> None:
    from jingwu.services.guess_mapping import propose_mapping

    if len(files) > 1:
        raise UsageError(t("--guess looks at one file."))
    proposal = propose_mapping(
        files[0], session.settings, kind=kind, asked=asked, form=form, output=output, now=session.now
    )
    session.show.table("import", proposal.table)
    session.show.message(t("Written to {file}: look it over.", file=proposal.output))
