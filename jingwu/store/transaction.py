"""A transaction on a ledger's folder: changes in memory, then the journal, which is the commit, then the rest.

The volumes' new content is written beside their files and synced before the commit, so that a full disk refuses the
command while nothing has happened; after the commit only names change. If even that fails, the journal has it all:
the change is stored, the next command redoes the rest, and a warning says so.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from jingwu import dates
from jingwu.dates import month_of
from jingwu.errors import NotAllowed, StorageFailure
from jingwu.language import t
from jingwu.records.record import Record
from jingwu.rules.counting import Figures
from jingwu.store.beside import Beside, is_worth_it
from jingwu.store.changed import Changed
from jingwu.store.documents import find_text, record_of, registered_meanwhile
from jingwu.store.draft import Draft, draft_of, encoded, figures_of_drafts
from jingwu.store.encoding import decode, encode
from jingwu.store.entered import Entered
from jingwu.store.files import Removal, Replacement, signals_held, sync_folder
from jingwu.store.index_files import Stale, key_of
from jingwu.store.journal_lines import Change, Header
from jingwu.store.numbers import Numbers, series_of
from jingwu.store.reading import Reading
from jingwu.store.roll import Series
from jingwu.store.sheets import place
from jingwu.store.spool import Spool

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
        self._entered = Entered(reading.folder)
        self._spool = Spool(reading.folder)
        self._amended = Changed(self._spool)
        """New records that were changed since they were entered."""
        self._replaced = Changed(self._spool)
        """Other records."""
        self._looked_at: tuple[bytes, Record] | None = None
        self._numbers = Numbers(reading)
        self._delta = reading.delta()

    @property
    def numbers(self) -> list[str]:
        return list(self._entered.numbers())

    def count(self) -> int:
        return len(self._entered)

    def get(self, number: str) -> Record:
        return self._record(number, self._text(number))

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
        self._entered.add(numbers, drafts)
        self._delta.count(figures)
        return numbers

    def repeats(self, draft: Draft, number: str) -> bool:
        return draft.repeats(self._text(number))

    def replace(self, record: Record) -> Record:
        text = self._text(record.number)
        before = self._record(record.number, text)
        if before.revision != record.revision:
            raise _changed_meanwhile(record.number)
        stored = record.changed(number=record.number, revision=record.revision + 1)
        after = encoded(stored, stored.revision)
        card = self._delta.change_but_card(before, stored)
        if self._entered.place(record.number) is not None:
            self._amended.put(record.number, b"", after, card)
        else:
            self._replaced.put(record.number, text, after, card)
        return stored

    def source_keys(self, kind: str, keys: Iterable[str]) -> dict[str, str]:
        lines = {key_of(kind, key): key for key in keys}
        found = self._reading.ask(lambda index: index.numbers_of(lines))
        is_late = self._reading.tip != self._tip  # what was stored since may have numbers of new records
        for line in lines:
            if entered := self._entered.number_with_key(line):
                found[line] = entered
            elif is_late and line in found and self._entered.place(found[line]) is not None:
                raise registered_meanwhile()
            if line in self._delta.keys:
                number, is_used = self._delta.keys[line]
                if is_used:
                    found[line] = number
                elif number == found.get(line):
                    found.pop(line)
        return {lines[line]: number for line, number in found.items()}

    def settle(self) -> None:
        """Make what was prepared while others could write fit the state that is seen now, in which nobody can.

        NotAllowed when a record that is to be replaced was changed. New records get other numbers where theirs are
        taken, and are left out where their source key is.
        """
        if self._reading.tip == self._tip:
            return
        self._tip = self._reading.tip
        self.number = self._tip.transaction + 1
        for number, before in self._replaced.befores():
            if find_text(self._reading.shelf, number) != before:
                raise _changed_meanwhile(number)
        for number in filter(self._numbers.is_stored, self._entered.kept()):
            raise _number_taken(number)
        taken = self._reading.ask(lambda index: index.having_keys_of(self._entered))
        if moved := self._numbers.moved().union(map(series_of, taken)):
            self._renumber(moved, taken)

    def commit(self) -> None:
        """Store all changes, or, when it raises StorageFailure, none."""
        count = len(self._entered) + len(self._replaced)
        if not count:
            return
        self._warn_of_clock()
        number, _, _ = next(self._changes())
        months = self._months()
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
                self._append(self._changes(), count, before_commit)
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
        self._entered.close()
        self._spool.close()

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

    def _text(self, number: str) -> bytes:
        if (changed := self._replaced.after(number) or self._amended.after(number)) is not None:
            return changed
        if (place := self._entered.place(number)) is not None:
            return self._entered.text(place)
        with self._reading.shared():
            return find_text(self._reading.shelf, number)

    def _keep_number(self, number: str, entering: Collection[str]) -> None:
        """Let a new record have a number that it has already. NotAllowed when another has it, of those entering too."""
        is_past = self._numbers.is_past(number)
        if is_past and (
            number in entering or self._entered.place(number) is not None or self._numbers.is_stored(number)
        ):
            raise _number_taken(number)
        self._numbers.reach(number)

    def _renumber(self, moved: set[Series], left_out: set[str]) -> None:
        """Give the new records of some series the numbers that are free now."""
        before, self._entered = self._entered, Entered(self._reading.folder)
        numbers: dict[str, str] = {}
        self._numbers.begin_anew(moved)
        for number in before.kept():
            self._numbers.reach(number)
        for number, draft in before.drafts():
            series = draft.month, draft.kind
            if series not in moved or draft.number:
                self._entered.add([number], [draft])
                continue
            new = "" if number in left_out else self._numbers.next(series)
            if number in self._amended:  # both ends of a link were: others are named nowhere
                numbers[number] = new
            latest = self._latest(number, draft)
            if new:
                self._entered.add([new], [latest])
            else:
                self._delta.count(figures_of_drafts([latest], self._delta.limits), -1)
        before.close()
        self._rename(numbers)

    def _rename(self, numbers: Mapping[str, str]) -> None:
        """Name new records by their new numbers where records name them. NotAllowed where one was left out."""
        from jingwu.rules.links import with_new_numbers

        for number in [*filter(None, numbers.values()), *self._amended, *self._replaced]:
            record = record_of(number, decode(self._text(number)))
            renamed = with_new_numbers(record, numbers)
            if renamed is record:
                continue
            changed = self._replaced if number in self._replaced else self._amended
            changed.put(number, b"", encoded(renamed, renamed.revision), self._delta.card_of(renamed))

    def _latest(self, number: str, draft: Draft) -> Draft:
        """The draft of a new record as it was left: what was changed since is in it, as if it had been entered so."""
        text = self._amended.after(number)
        if text is None:
            return draft
        record = record_of(number, decode(text))
        self._amended.drop(number)
        self._delta.forget_keys(number)
        return draft_of(record, self._delta.limits, {})._replace(number="")

    def _changes(self) -> Iterator[Change]:
        """What the journal says of it."""
        is_amended = len(self._amended) > 0
        for number, text in self._entered.texts():
            yield number, None, (self._amended.after(number) if is_amended else None) or text
        yield from self._replaced.texts()

    def _months(self) -> dict[str, int]:
        """The months whose volumes change, each with the last of its changes."""
        first = self._reading.tip.sequence + 1
        months = {month: first + self._entered.last(month) for month in self._entered.months()}
        first_replaced = first + len(self._entered)
        months |= {month: first_replaced + places[-1] for month, places in self._replaced.months().items()}
        return dict(sorted(months.items()))

    def _steps(self, months: Mapping[str, int]) -> list[Step]:
        shelf, sequences = self._reading.shelf, self._reading.sequences
        return [Step(shelf.prepared(month), sequences, month, sequence) for month, sequence in months.items()]

    def _preparing(self, months: Mapping[str, int]) -> Callable[[int], None]:
        """What writes one of the months' volumes beside its file."""
        ordered = list(months.items())
        changes = [(changed, changed.months()) for changed in (self._amended, self._replaced)]

        def prepare(piece: int) -> None:
            month, sequence = ordered[piece]
            rows = self._entered.rows(month)
            for changed, places in changes:
                for kind, texts in changed.rows(places.get(month, ())).items():
                    rows.setdefault(kind, {}).update(texts)
            self._reading.shelf.prepare(month, rows, sequence)

        return prepare

    def _append(
        self, changes: Iterable[Change], count: int = 1, before_last: Callable[[], None] = lambda: None
    ) -> None:
        reading = self._reading
        reading.tip = reading.journal.append(reading.tip, changes, count, self._header, before_last)

    def _finish(self, steps: Sequence[Step]) -> None:
        """Put everything in its place. It is stored already, so that a failure here is a warning."""
        reading = self._reading
        try:
            for step in steps:
                step.replacement.replace()
                place(step.sequences, step.month, step.sequence)
                reading.note_moved(step.replacement.path)
            for folder in {step.replacement.folder for step in steps}:
                sync_folder(folder)
            try:
                reading.index.apply(self._delta, reading.tip.sequence, self._entered, (self._amended, self._replaced))
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
