"""Ledgers: where records are kept. `ledger.py` is the contract.

Adding a ledger: a module NAME_ledger.py with a class that fulfils `store.ledger.Ledger`, its line in LEDGERS, and its
line in the fixture of tests/store/test_contract.py.

A ledger that is kept is a folder:
  station.toml            the station's settings
  records/2026-10.json    the records registered in a month (volume.py)
  journal/2026-10.jsonl   what was written in a month: the commit, the history, the way back (journal.py)
  sheets/2026-10.json     the sheet of a month that was frozen (sheets.py)
  index/                  derived: figures, cards, source keys (index.py), station.toml as parsed (station.py)
  quarantine/             ends of journals that were never committed; what a repair replaced
  lock                    flock, by readers and writers (lock.py)
"""

from pathlib import Path
from typing import TYPE_CHECKING

from jingwu.errors import NoSuchLedger, NotAllowed
from jingwu.language import t
from jingwu.settings import FILE_NAME, Settings, read_settings, render_settings

if TYPE_CHECKING:
    from jingwu.store.ledger import Ledger

LEDGERS: dict[str, str] = {"memory": "MemoryLedger", "tinydb": "TinyDBLedger"}
"""Name, which is also the beginning of its module's, to the class of the ledger."""


def open_ledger(folder: Path, settings: Settings | None = None, *, command: str = "") -> "Ledger":
    """The ledger in `folder`; nothing of it is read but, unless given, its settings.

    `command` is named to those who wait while this process holds the lock. NoSuchLedger; LedgerDamaged when the
    folder has lost its journal.
    """
    from jingwu.store.damage import missing
    from jingwu.store.tinydb_ledger import TinyDBLedger

    if not (folder / FILE_NAME).is_file():
        raise NoSuchLedger(
            t("{folder} is not a ledger: it holds no {file}.", folder=folder, file=FILE_NAME), hint=_how_to_make(folder)
        )
    if not (folder / "journal").is_dir():
        if (folder / "records").exists():
            raise missing(folder / "journal")
        raise NoSuchLedger(
            t("{folder} holds the settings of a station, but no ledger yet.", folder=folder), hint=_how_to_make(folder)
        )
    return TinyDBLedger(folder, read_settings(folder) if settings is None else settings, command)


def create_ledger(folder: Path, settings: Settings) -> "Ledger":
    """Make an empty ledger in `folder`, with `settings` unless there is a station.toml already.

    NotAllowed when something of a ledger is there; StorageFailure.
    """
    from os import urandom

    from jingwu import dates
    from jingwu.store import disks, files, index, shelf
    from jingwu.store.journal import FOLDER, Journal
    from jingwu.store.journal_lines import START, Header

    if any(_holds_anything(folder / name) for name in (shelf.FOLDER, FOLDER, "sheets")):
        raise NotAllowed(
            t("There is a ledger in {folder} already, or what is left of one.", folder=folder),
            hint=t("Nothing was changed. Take an empty folder for a new ledger."),
        )
    if (folder / FILE_NAME).exists():
        settings = read_settings(folder)
    files.make_folder(folder, files.Access(0o600, 0o2770 if settings.group else 0o700, None))
    disks.refuse_network(folder, allowed=settings.network)
    access = files.access_for(folder, group=settings.group)
    if not (folder / FILE_NAME).exists():
        files.write_file(folder / FILE_NAME, render_settings(settings).encode(), access)
    for name in (shelf.FOLDER, FOLDER):
        files.make_folder(folder / name, access)
    index.make_folders(folder, access)
    header = Header(dates.now(), "", "init", {"id": urandom(8).hex()})
    with files.plain_failures(folder):
        for begun in (folder / FOLDER).iterdir():  # by an init that was cut off
            begun.unlink()
    Journal(folder, access).append(START, [("", None, b"{}")], 1, header)
    ledger = open_ledger(folder, settings)
    ledger.months()  # makes the lock and the head of the index
    return ledger


def _holds_anything(folder: Path) -> bool:
    """Whether anything was ever stored in a folder; a journal without a whole line holds nothing."""
    if not folder.is_dir():
        return False
    return any(path.suffix != ".jsonl" or b"\n" in path.read_bytes() for path in folder.iterdir())


def _how_to_make(folder: Path) -> str:
    return t("Make one with: jingwu --ledger {folder} init", folder=folder)
