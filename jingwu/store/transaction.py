"""A transaction on a ledger's folder: changes in memory, then the journal, which is the commit, then the rest.

The volumes' new content is written beside their files and synced before the commit, so that a full disk refuses the
command while nothing has happened; after the commit only names change. If even that fails, the journal has it all:
the change is stored, the next command redoes the rest, and a warning says so.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from jingwu import dates
from jingwu.dates import month_of
from jingwu.errors import NotAllowed, StorageFailure
from jingwu.language import t
from jingwu.records.record import Record
from jingwu.rules.counting import Figures
from jingwu.store.beside import Beside, is_worth_it
from jingwu.store.documents import find_text, record_of, registered_meanwhile
from jingwu.store.draft import Draft, draft_of, encoded
from jingwu.store.encoding import decode, encode
from jingwu.store.files import Removal, Replacement, sync_folder
from jingwu.store.index_files import Stale, key_of, numbers_by_line
from jingwu.store.journal_lines import Change, Header
from jingwu.store.numbers import Numbers, series_of
from jingwu.store.reading import Reading
from jingwu.store.sheets import place
from jingwu.store.signals import signals_held
from jingwu.store.waiting import Waiting

_CLOCK = timedelta(hours=1)
"""A command takes less: a time that is further from the present was not read from the clock."""


class Step(NamedTuple):
    """What is done to a file after the commit, and where it is noted."""

    replacement: Replacement | Removal
    sequences: dict[str, int]
    month: str
    sequence: int


class FolderTransaction:
    """The contract of `store.ledger.Transaction`. The ledger's lock is held, at the latest from `settle` on."""

    def __init__(self, reading: Reading, header: Header) -> None:
        self.number = reading.tip.transaction + 1
        self._reading = reading
        self._header = header
        self._tip = reading.tip
        self._waiting = Waiting(reading)
        self._looked_at: tuple[bytes, Record] | None = None
        self._numbers = Numbers(reading)
        self._delta = reading.delta()

    @property
    def numbers(self) -> list[str]:
        return list(self._waiting.entered.numbers())

    def count(self) -> int:
        return len(self._waiting.entered)

    def get(self, number: str) -> Record:
        return self._record(number, self._waiting.text(number))

    def add(self, record: Record) -> Record:
        figures: dict[str, Figures] = {}
        draft = draft_of(record, self._delta.limits, figures)
        return record.changed(number=self.enter([draft], figures)[0], revision=1)

    def enter(self, drafts: Sequence[Draft], figures: Mapping[str, Figures]) -> list[str]:
        numbers: list[str] = []
        for draft in drafts:
            number = self._numbers.next((draft.month, draft.kind)) if not draft.number else draft.number
            if draft.number:
                self._keep_number(number, numbers)
            numbers.append(number)
        self._waiting.entered.add(numbers, drafts)
        self._delta.count(figures)
        return numbers

    def repeats(self, draft: Draft, number: str) -> bool:
        return draft.repeats(self._waiting.text(number))

    def replace(self, record: Record) -> Record:
        text = self._waiting.text(record.number)
        before = self._record(record.number, text)
        if before.revision != record.revision:
            raise _changed_meanwhile(record.number)
        stored = record.changed(number=record.number, revision=record.revision + 1)
        after = encoded(stored, stored.revision)
        card = self._delta.change_but_card(before, stored)
        self._waiting.put(record.number, text, after, card)
        return stored

    def source_keys(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        lines = {key_of(kind, key): key for key in keys}
        found = self._reading.ask(lambda index: index.numbers_of(lines))
        entered = self._waiting.entered
        new = entered.numbers_with_keys(lines)
        if self._reading.tip != self._tip:  # what was stored since may have numbers of new records
            for line, number in found.items():
                if line not in new and entered.place(number) is not None:
                    raise registered_meanwhile()
        found |= new
        for line in lines if self._delta.keys else ():
            number, is_used = self._delta.keys.get(line, ("", False))
            if is_used:
                found[line] = number
            elif number and number == found.get(line):
                found.pop(line)
        return {lines[line]: number for line, number in found.items()}

    def former_keys(self, kind: str, keys: Iterable[str]) -> dict[str, list[str]]:
        stored = self._reading.ask(lambda index: index.former_numbers())
        changed = {**self._waiting.entered.former, **self._delta.former}
        if not stored and not changed:
            return {}
        ours = numbers_by_line(changed)
        found: dict[str, list[str]] = {}
        for key in keys:
            line = key_of(kind, key)
            theirs = [number for number in stored.get(line, ()) if number not in changed]
            if self._reading.tip != self._tip and any(map(self._waiting.is_new, theirs)):
                raise registered_meanwhile()
            if numbers := theirs + ours.get(line, []):
                found[key] = sorted(numbers)
        return found

    def settle(self) -> None:
        """Make what was prepared while others could write fit the state that is seen now, in which nobody can.

        NotAllowed when a record that is to be replaced was changed. New records get other numbers where theirs are
        taken, and are left out where their source key is.
        """
        if self._reading.tip == self._tip:
            return
        self._tip = self._reading.tip
        self.number = self._tip.transaction + 1
        for number, before in self._waiting.replaced.befores():
            if find_text(self._reading.shelf, number) != before:
                raise _changed_meanwhile(number)
        for number in filter(self._numbers.is_stored, self._waiting.entered.kept()):
            raise _number_taken(number)
        taken = self._reading.ask(lambda index: index.having_keys_of(self._waiting.entered))
        if moved := self._numbers.moved().union(map(series_of, taken)):
            from jingwu.store.renumbering import renumber

            renumber(self._waiting, self._numbers, self._delta, moved, taken)

    def commit(self) -> None:
        """Store all changes, or, when it raises StorageFailure, none."""
        count = len(self._waiting)
        if not count:
            return
        self._warn_of_clock()
        number, _, _ = next(self._waiting.changes())
        months = self._waiting.months(self._reading.tip.sequence + 1)
        steps = self._steps(months)
        volumes = Beside(self._preparing(months), len(months))

        def before_commit() -> None:
            volumes.finish()
            if caught:
                raise KeyboardInterrupt  # or another that came: `signals_held` raises them all

        try:
            is_shared = is_worth_it(count)
            if not is_shared:
                volumes.finish()
            with signals_held(until_told=True) as caught:
                if is_shared:
                    volumes.begin()
                self._append(self._waiting.changes(), count, before_commit)
                self._finish(steps)
                if caught:
                    self._reading.warnings.append(t("Interrupted after {number} was stored.", number=number))
        except BaseException:
            volumes.end()
            for step in steps:
                step.replacement.discard()
            raise

    def close(self) -> None:
        """Give back what the records waited in. Nothing is stored by it."""
        self._waiting.close()

    def commit_sheet(self, month: str, document: Mapping[str, Any]) -> None:
        """Store a month's sheet, or, where the document is empty, thaw it."""
        reading = self._reading
        self._warn_of_clock()
        self._header = self._header._replace(sheet=month, frozen=bool(document))
        replacement = reading.sheets.prepare(month, document, reading.tip.sequence + 1)
        try:
            with signals_held(until_told=True):
                self._append([("", None, encode(document))])
                sequence = reading.tip.sequence if document else 0
                self._finish([Step(replacement, reading.sheets.sequences, month, sequence)])
        except BaseException:
            replacement.discard()
            raise

    def commit_note(self) -> None:
        """Store a line that changes no record."""
        self._warn_of_clock()
        with signals_held():
            self._append([("", None, b"{}")])
            self._finish([])

    def _record(self, number: str, text: bytes) -> Record:
        """The record of its JSON. The last is kept: who changes a record has nearly always just looked at it."""
        if self._looked_at is None or self._looked_at[0] != text:
            self._looked_at = text, record_of(number, decode(text))
        return self._looked_at[1]

    def _keep_number(self, number: str, entering: Collection[str]) -> None:
        """Let a new record have a number that it has already. NotAllowed when another has it, of those entering too."""
        is_past = self._numbers.is_past(number)
        if is_past and (number in entering or self._waiting.is_new(number) or self._numbers.is_stored(number)):
            raise _number_taken(number)
        self._numbers.reach(number)

    def _steps(self, months: Mapping[str, int]) -> list[Step]:
        shelf, sequences = self._reading.shelf, self._reading.sequences
        return [Step(shelf.prepared(month), sequences, month, sequence) for month, sequence in months.items()]

    def _preparing(self, months: Mapping[str, int]) -> Callable[[int], None]:
        """What writes one of the months' volumes beside its file."""
        ordered = list(months.items())
        rows_of = self._waiting.rows()

        def prepare(piece: int) -> None:
            month, sequence = ordered[piece]
            self._reading.shelf.prepare(month, rows_of(month), sequence)

        return prepare

    def _append(
        self, changes: Iterable[Change], count: int = 1, before_last: Callable[[], None] = lambda: None
    ) -> None:
        reading = self._reading
        reading.tip = reading.journal.append(reading.tip, changes, count, self._header, before_last)

    def _finish(self, steps: Sequence[Step]) -> None:
        """Put everything in its place. It is stored already, so that a failure here is a warning."""
        reading, waiting = self._reading, self._waiting
        try:
            for step in steps:
                step.replacement.replace()
                place(step.sequences, step.month, step.sequence)
                reading.note_moved(step.replacement.path)
            for folder in {step.replacement.folder for step in steps}:
                sync_folder(folder)
            try:
                reading.index.apply(self._delta, reading.tip.sequence, waiting.entered, waiting.changed)
            except Stale:
                reading.rebuild()
            reading.save_index()
        except StorageFailure as error:
            reading.warnings.append(
                t("The change is stored, but not all of it is in place; the next command does the rest. {reason}",
                  reason=error)
            )  # fmt: skip

    def _warn_of_clock(self) -> None:
        newest = self._reading.tip.file.removesuffix(".jsonl")
        is_typed = abs(self._header.at - dates.now()) > _CLOCK  # a time that was given with --now is no clock
        if newest and not is_typed and month_of(self._header.at) < newest:
            self._reading.warnings.append(
                t("This machine's clock says {month}, but the journal has reached {newest}; the change is stored.",
                  month=month_of(self._header.at), newest=newest)
            )  # fmt: skip


def _number_taken(number: str) -> NotAllowed:
    return NotAllowed(t("The number {number} is taken.", number=number))


def _changed_meanwhile(number: str) -> NotAllowed:
    return NotAllowed(
        t("{number} was changed by somebody else meanwhile.", number=number),
        hint=t("Look at it again: jingwu show {number}", number=number),
    )
