"""Take back a command (撤销): as a new entry of the journal, never by removing anything."""

from datetime import datetime

from jingwu.errors import NotAllowed
from jingwu.language import t
from jingwu.records.actions import command_heading
from jingwu.records.codec import from_document
from jingwu.records.record import Event, Record
from jingwu.rules.numbering import place_of
from jingwu.rules.status import append_event, status_of
from jingwu.store.ledger import Entry, Ledger


def undo(ledger: Ledger, batch: int | None, *, by: str, now: datetime) -> list[Record]:
    """Take back the command with this batch number, or the last one of `by`; the records as they are now.

    A registration becomes void, an action's event is taken back. NotAllowed when something was done to one of the
    records since, when the command was itself an undo, or when there is none.
    """
    entries = _entries(ledger, batch, by)
    with ledger.begin("undo", by=by, at=now, details={"undoes": entries[0].transaction}) as transaction:
        return [transaction.replace(_taken_back(transaction.get(entry.number), entry, by, now)) for entry in entries]


def _entries(ledger: Ledger, batch: int | None, by: str) -> list[Entry]:
    if batch is None:
        found = ledger.last_transaction(by)
    else:
        found = [entry for entry in ledger.history() if entry.transaction == batch]
    if not found:
        raise NotAllowed(
            t("There is nothing to take back."),
            hint=t("'jingwu history' lists what was done, with the number of each command."),
        )
    if found[0].command == "undo":
        raise NotAllowed(
            t("The last command was itself an undo; it is not taken back."),
            hint=t("Name the command to take back: jingwu undo NUMBER; 'jingwu history' lists them."),
        )
    # A command may have changed one record twice: only its first state before and its last state after count.
    last = {entry.number: entry for entry in found}
    first = {entry.number: entry for entry in reversed(found)}
    return [last[number]._replace(before=first[number].before) for number in first]


def _taken_back(record: Record, entry: Entry, by: str, now: datetime) -> Record:
    if record.revision != entry.after["revision"]:
        raise NotAllowed(
            t("{number} was changed since by a later command.", number=record.number),
            hint=t("Take the later commands back first; 'jingwu history {number}' lists them.", number=record.number),
        )
    command = command_heading(entry.command)
    if entry.before is None:
        if status_of(record) == "void":
            raise NotAllowed(t("{number} is void already.", number=record.number))
        reason = t("Taken back: {command} (batch {batch}).", command=command, batch=entry.transaction)
        return append_event(record, Event(now, by, "void", fields={"reason": reason}))
    before = from_document(place_of(record.number).kind, entry.before)
    undone = Event(now, by, "undo", fields={"command": command, "batch": entry.transaction})
    return before.changed(events=(*record.events, undone), revision=record.revision)
