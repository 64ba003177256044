"""What a crash left undone: what of it the index lacks, and how it is written down. Loaded only after one."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from jingwu.language import t
from jingwu.store.damage import damaged
from jingwu.store.delta import Delta
from jingwu.store.documents import record_of
from jingwu.store.files import sync_folder
from jingwu.store.head import Head
from jingwu.store.journal import Journal, Survey
from jingwu.store.ledger import Entry
from jingwu.store.migrations import current_format
from jingwu.store.quarantine import keep_file
from jingwu.store.shelf import volume_files
from jingwu.store.volume import read_meta

if TYPE_CHECKING:
    from jingwu.store.reading import Reading


def refuse_shorter_journal(folder: Path, journal: Journal, head: Head | None, survey: Survey) -> None:
    """A head or a volume with a change that the journal lacks: then it is the journal that has lost something."""
    if not survey.tip.size:
        raise damaged(t("{file} is empty.", file=journal.folder))
    if head is not None and head.tip.sequence > survey.tip.sequence:
        raise damaged(t("{file} has lost changes that were stored.", file=journal.folder / head.tip.file))
    for path in volume_files(folder):
        if read_meta(path)["seq"] > survey.tip.sequence:
            raise damaged(t("{file} holds changes that the journal lacks.", file=path))


def take_in(pending: Iterable[Entry], delta: Delta) -> Delta:
    """The same delta, with the entries of the journal that the index lacks."""
    for entry in pending:
        if entry.number:
            before = record_of(entry.number, entry.before) if entry.before is not None else None
            delta.change(before, record_of(entry.number, entry.after))
    return delta


def keep_older(reading: "Reading", months: Collection[str]) -> None:
    """Keep the volumes of an older format as they are; they are written anew after it. StorageFailure."""
    for month in months:
        keep_file(reading.folder, reading.shelf.folder / f"{month}.json", reading.access)
    text = t("The ledger was brought up to format {format}; what was replaced is kept in quarantine.",
             format=current_format())  # fmt: skip
    reading.warnings.append(text)


def write_volumes(reading: "Reading", months: Collection[str]) -> None:
    """Write the volumes of some months as they are seen. StorageFailure."""
    shelf = reading.shelf
    for month in sorted(months):
        sequence = shelf.volume(month).sequence
        replacement = shelf.prepare(month, {}, sequence)
        replacement.replace()
        reading.note_moved(replacement.path)
        reading.sequences[month] = sequence
    sync_folder(shelf.folder)


def write_sheets(reading: "Reading") -> None:
    """Write the sheets that the folder lacks, and take away those that were thawed. StorageFailure."""
    replacements = reading.sheets.pending()
    for replacement in replacements:
        replacement.replace()
        reading.note_moved(replacement.path)
    if replacements:
        sync_folder(reading.sheets.folder)
