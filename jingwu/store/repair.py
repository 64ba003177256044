"""Making a ledger whole again: volumes from the journal, the index from the volumes.

What is replaced is kept in quarantine/. The journal itself is never mended: what is wrong with it, nothing else can
tell, and the way out is a backup.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jingwu.errors import LedgerDamaged
from jingwu.language import t
from jingwu.store.check import Check
from jingwu.store.check_sheets import content_of
from jingwu.store.encoding import encode
from jingwu.store.files import TEMPORARY, make_folder, plain_failures, sync_folder, write_file
from jingwu.store.journal_lines import START, month_in
from jingwu.store.ledger import Ledger
from jingwu.store.quarantine import keep_file, move_folder
from jingwu.store.sheets import FOLDER as SHEETS
from jingwu.store.shelf import FOLDER, Rows, rows_of
from jingwu.store.snapshot import Snapshot
from jingwu.store.tinydb_ledger import TinyDBLedger
from jingwu.store.volume import ENCODED, Volume


def repair(ledger: Ledger, *, by: str, now: datetime) -> list[str]:
    """Mend what can be mended; what was done, in words. A line of the journal says so too.

    LedgerDamaged, and nothing is changed, when a file is of a newer format; LedgerBusy; StorageFailure.
    """
    if not isinstance(ledger, TinyDBLedger):
        return []
    with ledger.holding(alone=True), Snapshot(ledger.folder) as snapshot:
        work = _Repair(ledger, snapshot)
        done = list(work.run())
    with suppress(LedgerDamaged):  # `check` says it
        if done and work.check.is_journal_whole:
            ledger.log("repair", by=by, at=now, details={"done": done})
        with ledger.reading():  # puts in what a crash left, and makes the index where it is missing; warnings say it
            pass
    return done


class _Repair:
    def __init__(self, ledger: TinyDBLedger, snapshot: Snapshot) -> None:
        self.check = Check(ledger, snapshot)
        self.folder = ledger.folder
        self.access = self.check.access

    def run(self) -> Iterator[str]:
        for _ in self.check.run():
            pass  # what it finds out on the way is what counts
        if self.check.newer is not None:
            raise self.check.newer
        yield from self._modes()
        if not self.check.is_journal_whole:
            yield t("The journal is damaged; it is left as it is, and nothing is made anew from it.")
            return
        rows, sequences = self._said(self.check.wrong)
        for month in sorted(self.check.wrong):
            yield from self._volume(month, rows.get(month, {}), sequences.get(month, 0))
        for month in sorted(self.check.wrong_sheets):
            yield from self._sheet(month)
        if (self.check.wrong or self.check.is_index_wrong) and (self.folder / "index").is_dir():
            kept = move_folder(self.folder, self.folder / "index", self.access)
            yield t("The index was made anew; the old one is kept: {kept}", kept=self._name(kept))
        yield from self._litter()

    def _said(self, months: set[str]) -> tuple[dict[str, Rows], dict[str, int]]:
        """What the journal says of the records of some months, and the last change of each month."""
        changes: dict[str, dict[str, bytes]] = {}
        sequences: dict[str, int] = {}
        for entry in self.check.journal.entries(START, self.check.journal.survey(START).tip):
            if entry.number and (month := month_in(entry.number)) in months:
                changes.setdefault(month, {})[entry.number] = encode(entry.after)
                sequences[month] = entry.sequence
        return {month: rows_of(texts.items()) for month, texts in changes.items()}, sequences

    def _volume(self, month: str, rows: Rows, sequence: int) -> Iterator[str]:
        path = self.folder / FOLDER / f"{month}.json"
        kept = keep_file(self.folder, path, self.access) if path.exists() else None
        if not rows:  # nobody ever registered anything in it
            self._remove(path)
            yield t("{file}: moved to {kept}.", file=self._name(path), kept=self._name(kept or path))
            return
        volume = Volume(month)
        volume.write(
            {kind: {str(place): {ENCODED: text} for place, text in texts.items()} for kind, texts in rows.items()}
        )
        write_file(path, volume.compose(sequence), self.access)
        count = sum(map(len, rows.values()))
        yield t("{file}: made anew from the journal, {count} record(s).", file=self._name(path), count=count)
        if kept is not None:
            yield t("{file}: what was there is kept: {kept}", file=self._name(path), kept=self._name(kept))

    def _sheet(self, month: str) -> Iterator[str]:
        path = self.folder / SHEETS / f"{month}.json"
        kept = keep_file(self.folder, path, self.access) if path.exists() else None
        content = content_of(month, [entry for entry in self.check.froze if entry.sheet == month])
        if content:
            make_folder(path.parent, self.access)
            write_file(path, content, self.access)
            yield t("{file}: made anew from the journal.", file=self._name(path))
        else:
            self._remove(path)
        if kept is not None:
            yield t("{file}: what was there is kept: {kept}", file=self._name(path), kept=self._name(kept))

    def _litter(self) -> Iterator[str]:
        for path in sorted(self.folder.rglob(f"*{TEMPORARY}")):
            kept = keep_file(self.folder, path, self.access)
            self._remove(path)
            yield t("{file}: moved to {kept}.", file=self._name(path), kept=self._name(kept))

    def _modes(self) -> Iterator[str]:
        for path, mode in self.check.open_to_others():
            with suppress(PermissionError):  # somebody else's; the check says it
                path.chmod(mode)
                yield t("{file}: closed to others.", file=self._name(path))

    def _remove(self, path: Path) -> None:
        with plain_failures(path):
            path.unlink()
        sync_folder(path.parent)

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.folder))
