"""Backups of a ledger's folder, and the way back: nothing is written that was not verified, nothing written over."""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from jingwu.errors import BadInput, JingwuError, LedgerDamaged, NotAllowed
from jingwu.language import t
from jingwu.settings import read_settings
from jingwu.store import open_ledger
from jingwu.store.archive import Archive, pack
from jingwu.store.check import ERROR, check
from jingwu.store.damage import damaged, missing, name_backup
from jingwu.store.files import TEMPORARY, access_for, make_folder, plain_failures, sync_folder, write_file, write_new
from jingwu.store.journal_lines import START, line_hash
from jingwu.store.ledger import Ledger
from jingwu.store.sheets import FOLDER as SHEETS
from jingwu.store.sheets import Kept
from jingwu.store.shelf import FOLDER as RECORDS
from jingwu.store.shelf import refuse_other_times
from jingwu.store.snapshot import JournalThen, Snapshot
from jingwu.store.tinydb_ledger import TinyDBLedger
from jingwu.store.volume import parse_volume

SEALED = b"age-encryption.org/v1"
"""How an encrypted backup begins."""
_STAGING = ".jingwu-restore-"
_SUFFIX = ".zip"
_SEALED_SUFFIX = ".age"


class Made(NamedTuple):
    """A backup that was made."""

    file: Path
    files: int
    removed: list[Path]
    """Older ones that were not to be kept."""


def make_backup(
    ledger: Ledger, target: Path, *, by: str, now: datetime, seal: Callable[[bytes], bytes] | None, keep: int = 0
) -> Made:
    """Write a backup of the ledger to the new file `target`, or under a dated name into the folder `target`.

    In a folder, `keep` (0: all) is how many of this ledger's backups stay there. NotAllowed when the file is there
    already; LedgerDamaged when the ledger is not whole; StorageFailure; then there is no file, and no older one is
    removed. The journal says that a backup was made, and the backup holds that line: it equals the ledger.
    """
    if not isinstance(ledger, TinyDBLedger):
        raise TypeError(ledger)
    _verify(ledger)
    ledger_id = identity(ledger.folder)
    path = _new_path(target, ledger_id, now, is_sealed=seal is not None)
    if path.is_relative_to(ledger.folder):
        raise NotAllowed(t("A backup within the ledger's own folder would be lost with it."))
    ledger.log("backup", by=by, at=now, details={"file": str(path)})
    with ledger.snapshot() as snapshot:
        data, count = pack(snapshot, now.isoformat(timespec="minutes"), ledger_id)
    _clear_cut_off(path, ledger_id)
    write_new(path, seal(data) if seal else data)
    removed = list(_remove_older(path, ledger_id, keep)) if keep else []
    return Made(path, count, removed)


def restore_backup(data: bytes, path: Path, folder: Path) -> None:
    """Make the ledger in `folder`, which is not there or empty, from a backup's content; `path` is named in errors.

    BadInput when the backup is not whole; NotAllowed when something is in the folder; StorageFailure. Then nothing
    is written: the ledger is made and checked beside the folder, and appears under its name in one step.
    """
    refuse_to_overwrite(folder)
    archive = Archive(data, path)
    archive.verify()
    with _staging(folder) as staging:
        _unpack(archive, staging)
        _refuse_errors(staging, path)
        with plain_failures(folder):
            staging.rename(folder)
    sync_folder(folder.absolute().parent)


def refuse_to_overwrite(folder: Path) -> None:
    """NotAllowed unless a ledger can be made in `folder` without writing over anything."""
    with plain_failures(folder):
        if not folder.absolute().parent.is_dir():
            raise NotAllowed(t("There is no folder {folder}.", folder=folder.absolute().parent))
        is_new = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
        if folder.is_symlink() or not is_new:
            raise NotAllowed(
                t("{folder} is there already, and is not empty.", folder=folder),
                hint=t("Nothing was changed. Name a new folder for the restored ledger."),
            )


def identity(folder: Path) -> str:
    """What tells this ledger from any other, and its restored copy not: from the first line of its journal."""
    first = min((folder / "journal").glob("*.jsonl"))
    with plain_failures(first), first.open("rb") as file:
        return line_hash(file.readline())[:8]


def _verify(ledger: TinyDBLedger) -> None:
    """Read all lines, volumes and frozen sheets. LedgerDamaged names the first that is not whole."""
    with ledger.reading():
        snapshot = Snapshot(ledger.folder)
        said = ledger.said()
    try:
        with snapshot:
            journal = JournalThen(snapshot, access_for(ledger.folder, group=False))
            if journal.survey(START).tip.sequence < said.sequence:
                raise damaged(t("{file} has lost changes that were stored.", file=journal.folder))
            for month, sequences in said.volumes.items():
                path = ledger.folder / RECORDS / f"{month}.json"
                refuse_other_times(parse_volume(_content(snapshot, path), path).sequence, sequences, path)
            for month, sequence in said.sheets.items():
                path = ledger.folder / SHEETS / f"{month}.json"
                kept = Kept(_content(snapshot, path), path)
                refuse_other_times(kept.sequence, {sequence}, path)
                dict(kept)  # each part is verified when it is looked at
    except LedgerDamaged as error:
        name_backup(error, ledger.folder)
        raise


def _content(snapshot: Snapshot, path: Path) -> bytes:
    with plain_failures(path):
        if path not in snapshot.stats:
            raise missing(path)
        return snapshot.read(path)


def _new_path(target: Path, ledger_id: str, now: datetime, *, is_sealed: bool) -> Path:
    target = target.resolve()
    if not target.is_dir():
        if not target.parent.is_dir():
            raise NotAllowed(t("There is no folder {folder}.", folder=target.parent))
        if target.exists():
            raise NotAllowed(
                t("{file} is there already; a backup never writes over anything.", file=target),
                hint=t("Name a new file, or a folder: there each backup gets a name with its date."),
            )
        return target
    stem = f"jingwu-{ledger_id}-{now:%Y%m%d-%H%M}"
    suffix = _SUFFIX + (_SEALED_SUFFIX if is_sealed else "")
    taken = [_age(path, ledger_id)[1] for path in target.iterdir() if path.name.startswith(stem)]
    return target / (f"{stem}-{max(taken) + 1}{suffix}" if taken else stem + suffix)


def _age(path: Path, ledger_id: str) -> tuple[str, int]:
    """When a backup was made, to the minute, and which of that minute; ('', 0) for a name that is not of ours."""
    pattern = rf"jingwu-{ledger_id}-(\d{{8}}-\d{{4}})(?:-(\d{{1,9}}))?{_SUFFIX}(?:{_SEALED_SUFFIX})?"
    found = re.fullmatch(pattern, path.name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


def _remove_older(newest: Path, ledger_id: str, keep: int) -> Iterator[Path]:
    """Of the backups of one ledger that have names of ours, those before the newest `keep`."""
    ages = {path: _age(path, ledger_id) for path in newest.parent.iterdir()}
    older = [path for path, age in ages.items() if ("", 0) < age < ages[newest] and _is_backup_of(path, ledger_id)]
    for path in sorted(older, key=lambda path: ages[path], reverse=True)[keep - 1 :]:
        with plain_failures(path):
            path.unlink()
        yield path


def _clear_cut_off(path: Path, ledger_id: str) -> None:
    """Remove what backups of this ledger that were killed have left beside `path`, except what is being written."""
    for other in path.parent.glob(f"jingwu-{ledger_id}-*{TEMPORARY}"):
        with suppress(OSError):
            descriptor = os.open(other, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                if _seize(descriptor):
                    other.unlink()
            finally:
                os.close(descriptor)


def _is_backup_of(path: Path, ledger_id: str) -> bool:
    """Whether a file is a backup of this ledger; of an encrypted one only its name can tell whose it is."""
    if path.is_symlink() or not path.is_file():
        return False
    data = path.read_bytes()
    try:
        return data.startswith(SEALED) or Archive(data, path).ledger == ledger_id
    except JingwuError:
        return False


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """An empty folder beside `folder`: always the same, so that what a restore that was killed has left is cleared.

    NotAllowed while another restore uses it.
    """
    path = folder.absolute().parent / f"{_STAGING}{crc32(os.fsencode(folder.name)):08x}"
    with ExitStack() as held, plain_failures(path):
        path.mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        held.callback(os.close, descriptor)
        if not _seize(descriptor):
            raise NotAllowed(t("Another restore to {folder} is running.", folder=folder))
        os.fchmod(descriptor, 0o700)
        for entry in path.iterdir():
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        try:
            yield path
        except BaseException:
            shutil.rmtree(path, ignore_errors=True)
            raise


def _seize(descriptor: int) -> bool:
    """Whether nobody else has this file or folder in work; then it is this process's, until it is closed."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(descriptor).st_uid == os.geteuid()


def _unpack(archive: Archive, staging: Path) -> None:
    write_file(staging / "station.toml", archive.read("station.toml"), access_for(staging, group=False))
    access = access_for(staging, group=read_settings(staging).group)
    for name in archive.names:
        path = staging / name
        for folder in reversed([above for above in path.parents if above.is_relative_to(staging)]):
            make_folder(folder, access)
        write_file(path, archive.read(name), access)
    for name in ("records", "journal"):
        make_folder(staging / name, access)
    for path in (staging, staging / "station.toml"):
        path.chmod(access.folder_mode if path is staging else access.file_mode)


def _refuse_errors(staging: Path, path: Path) -> None:
    try:
        errors = [finding for finding in check(open_ledger(staging)) if finding.severity == ERROR]
        wrong = f"{errors[0].file} {errors[0].record}: {errors[0].message}" if errors else ""
    except JingwuError as error:
        wrong = str(error).replace(f"{staging}/", "")
    if wrong:
        raise BadInput(
            [],
            message=t("The ledger in {file} is not whole: {what}", file=path, what=wrong),
            hint=t("Nothing was written. Take another backup."),
        )
