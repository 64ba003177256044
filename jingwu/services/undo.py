"""Take back a command (撤销): as a new entry of the journal, never by removing anything."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime

from jingwu.errors import NotAllowed
from jingwu.language import t
from jingwu.records.actions import command_heading
from jingwu.records.codec import from_document
from jingwu.records.record import Event, Record
from jingwu.rules.numbering import place_of
from jingwu.rules.row_ids import slot_of
from jingwu.rules.status import append_event, is_taken_back, status_of
from jingwu.services.undo_batch import Batch
from jingwu.store.ledger import Entry, Ledger, Transaction


def undo(ledger: Ledger, batch: int | None, *, by: str, now: datetime) -> list[str]:
    """Take back the command with this batch number, or the last one of `by`; the numbers of its records.

    A registration becomes void, an action's event is taken back. NotAllowed when something was done to one of the
    records since, when the command was itself an undo, or when there is none.
    """
    with closing(ledger.spool()) as spool:
        done = Batch(spool)
        _read(ledger, batch, by, done)
        places = done.roll.ordered()  # so that each volume is opened once
        with ledger.begin("undo", by=by, at=now, details={"undoes": done.transaction}) as transaction:
            _refuse_later_changes(ledger, transaction, done, places)
            numbers: list[str] = []
            for place in places:
                record = _taken_back(transaction, done, place, by, now)
                if record is not None:
                    numbers.append(transaction.replace(record).number)
            if not numbers:
                raise NotAllowed(t("{number} is void already.", number=done.roll[places[0]]))
        return numbers


def _read(ledger: Ledger, batch: int | None, by: str, done: Batch) -> None:
    """Take the entries of the command from the journal. NotAllowed when it is none that can be taken back."""
    is_there, sheet = False, ""
    for entry in _entries(ledger, batch, by):
        is_there, sheet = True, sheet or entry.sheet
        if entry.number:
            done.take(entry)
    if sheet:
        raise NotAllowed(
            t("A frozen month is not taken back like this."),
            hint=t("Take it back with: jingwu freeze {month} --undo --reason …", month=sheet),
        )
    if not len(done.roll):
        raise _nothing_to_take_back(batch, is_there=is_there)
    if done.command == "undo":
        raise NotAllowed(
            t("The last command was itself an undo; it is not taken back.")
            if batch is None
            else t("Command {batch} was itself an undo; it is not taken back.", batch=batch),
            hint=t("Name the command to take back: jingwu undo NUMBER; 'jingwu history' lists them."),
        )


def _entries(ledger: Ledger, batch: int | None, by: str) -> Iterator[Entry]:
    """The entries of the command; none for 0, with which the ledger began."""
    if batch is None:
        return ledger.last_transaction(by)
    return ledger.history(transaction=batch) if batch else iter(())


def _nothing_to_take_back(batch: int | None, *, is_there: bool) -> NotAllowed:
    if batch is None:
        message = t("There is nothing to take back.")
    elif is_there:
        message = t("Command {batch} changed no record: there is nothing to take back.", batch=batch)
    else:
        message = t("There is no command (batch) {batch}.", batch=batch)
    return NotAllowed(message, hint=t("'jingwu history' lists what was done, with the number of each command."))


def _refuse_later_changes(ledger: Ledger, transaction: Transaction, done: Batch, places: list[int]) -> None:
    """NotAllowed, naming the change, where one that was not itself taken back stands on what is to be taken back."""
    changed = [place for place in places if transaction.get(done.roll[place]).revision != done.revision(place)]
    if not changed:
        return
    standing: dict[str, list[Entry]] = {done.roll[place]: [] for place in changed}
    for later in ledger.history(done.roll[changed[0]] if len(changed) == 1 else ""):
        if later.number not in standing or later.transaction <= done.transaction:
            continue
        above = standing[later.number]
        if later.command != "undo":
            above.append(later)
        elif above:  # an undo takes back the last that stands
            del above[-1]
        else:
            raise NotAllowed(
                t("Command {batch} was taken back already, by command {later}.",
                  batch=done.transaction, later=later.transaction)
            )  # fmt: skip
    for number, above in standing.items():
        if above:
            command = command_heading(above[0].command)
            raise NotAllowed(
                t("{number} was changed since by a later command: {command} (batch {batch}).",
                  number=number, command=command, batch=above[0].transaction),
                hint=t("Take the later commands back first; 'jingwu history {number}' lists them.", number=number),
            )  # fmt: skip


def _taken_back(transaction: Transaction, done: Batch, place: int, by: str, now: datetime) -> Record | None:
    """A record without what the command did; None for one that came in as taken back, and stays so."""
    record = transaction.get(done.roll[place])
    command, document = command_heading(done.command), done.before(place)
    undone = Event(now, by, "undo", fields={"command": command, "batch": done.transaction})
    if document is None:
        if is_taken_back(record):
            return None
        if status_of(record) == "void":  # which the command did, too: that is undone first
            record = record.changed(events=(*record.events, undone))
        reason = t("Taken back: {command}", command=command)
        return append_event(record, Event(now, by, "void", fields={"reason": reason, "batch": done.transaction}))
    before = from_document(place_of(record.number).kind, document)
    _refuse_taken_key(transaction, record, before)
    count = len(record.events) - len(before.events)  # an import may have done several things to a record
    return before.changed(events=(*record.events, *[undone] * count), revision=record.revision)


def _refuse_taken_key(transaction: Transaction, record: Record, before: Record) -> None:
    """A record that was made void, or got another source key, gave its own free: another may have that now."""
    key = _held_key(before)
    if key in {"", _held_key(record)}:
        return
    other = transaction.source_keys(place_of(record.number).kind, [key]).get(key)
    if other:
        raise NotAllowed(
            t("{number} was registered again as {other} meanwhile.", number=record.number, other=other),
            hint=t("Go on with {other}.", other=other),
        )


def _held_key(record: Record) -> str:
    return slot_of(record.source_key) if record.source_key and status_of(record) != "void" else ""
