"""quarantine/: what is taken out of a ledger without being thrown away."""

from pathlib import Path

from jingwu.store.files import TEMPORARY, Access, make_folder, plain_failures, sync_folder, write_file

FOLDER = "quarantine"


def keep(ledger: Path, name: str, data: bytes, access: Access) -> Path:
    """Keep content under a name, or that name with a number where other content has it. StorageFailure."""
    folder = ledger / FOLDER
    make_folder(folder, access)
    kept = _free(folder / name, data)
    if not kept.exists():
        write_file(kept, data, access)
    return kept


def keep_file(ledger: Path, path: Path, access: Access) -> Path:
    """Keep a copy of a file. StorageFailure."""
    with plain_failures(path):
        data = path.read_bytes()
    name = "-".join(path.relative_to(ledger).parts)
    return keep(ledger, name.replace(TEMPORARY, "-new"), data, access)  # it is litter no more


def move_folder(ledger: Path, path: Path, access: Access) -> Path:
    """Move a folder here. StorageFailure."""
    make_folder(ledger / FOLDER, access)
    target = _free(ledger / FOLDER / path.name, None)
    with plain_failures(path):
        path.rename(target)
    sync_folder(target.parent)
    sync_folder(path.parent)
    return target


def _free(path: Path, data: bytes | None) -> Path:
    """The path, or the first numbered one, that is not there or holds `data` already."""
    kept, count = path, 1
    with plain_failures(path):
        while kept.exists() and (data is None or kept.read_bytes() != data):
            count += 1
            kept = path.with_name(f"{path.name}.{count}")
    return kept
