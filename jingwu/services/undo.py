"""Take back a command (撤销): as a new entry of the journal, never by removing anything."""

from datetime import datetime

from jingwu.errors import NotAllowed
from jingwu.language import t
from jingwu.records.actions import command_heading
from jingwu.records.codec import from_document
from jingwu.records.record import Event, Record
from jingwu.rules.numbering import place_of
from jingwu.rules.status import append_event, status_of
from jingwu.store.ledger import Entry, Ledger, Transaction


def undo(ledger: Ledger, batch: int | None, *, by: str, now: datetime) -> list[Record]:
    """Take back the command with this batch number, or the last one of `by`; the records as they are now.

    A registration becomes void, an action's event is taken back. NotAllowed when something was done to one of the
    records since, when the command was itself an undo, or when there is none.
    """
    entries = _entries(ledger, batch, by)
    with ledger.begin("undo", by=by, at=now, details={"undoes": entries[0].transaction}) as transaction:
        _refuse_later_changes(ledger, transaction, entries)
        return [transaction.replace(_taken_back(transaction, entry, by, now)) for entry in entries]


def _entries(ledger: Ledger, batch: int | None, by: str) -> list[Entry]:
    """One entry a record, by month, kind and number, so that each volume is opened once."""
    found = ledger.last_transaction(by) if batch is None else list(ledger.history(transaction=batch))
    sheet = next((entry.sheet for entry in found if entry.sheet), "")
    if sheet:
        raise NotAllowed(
            t("A frozen month is not taken back like this."),
            hint=t("Take it back with: jingwu freeze {month} --undo --reason …", month=sheet),
        )
    if batch is not None and not found:
        raise NotAllowed(
            t("There is no command (batch) {batch}.", batch=batch),
            hint=t("'jingwu history' lists what was done, with the number of each command."),
        )
    found = [entry for entry in found if entry.number]
    if batch is not None and not found:
        raise NotAllowed(
            t("Command {batch} changed no record: there is nothing to take back.", batch=batch),
            hint=t("'jingwu history' lists what was done, with the number of each command."),
        )
    if not found:
        raise NotAllowed(
            t("There is nothing to take back."),
            hint=t("'jingwu history' lists what was done, with the number of each command."),
        )
    if found[0].command == "undo":
        raise NotAllowed(
            t("The last command was itself an undo; it is not taken back.")
            if batch is None
            else t("Command {batch} was itself an undo; it is not taken back.", batch=batch),
            hint=t("Name the command to take back: jingwu undo NUMBER; 'jingwu history' lists them."),
        )
    # A command may have changed one record twice: only its first state before and its last state after count.
    last = {entry.number: entry for entry in found}
    first = {entry.number: entry for entry in reversed(found)}
    return [last[number]._replace(before=first[number].before) for number in sorted(first, key=_place)]


def _place(number: str) -> tuple[str, str, int]:
    place = place_of(number)
    return place.month, place.kind, place.sequence


def _refuse_later_changes(ledger: Ledger, transaction: Transaction, entries: list[Entry]) -> None:
    """NotAllowed, naming the change, where one that was not itself taken back stands on what is to be taken back."""
    changed = [entry for entry in entries if transaction.get(entry.number).revision != entry.after["revision"]]
    if not changed:
        return
    standing: dict[str, list[Entry]] = {entry.number: [entry] for entry in changed}
    for later in ledger.history(changed[0].number if len(changed) == 1 else ""):
        if later.number not in standing or later.transaction <= changed[0].transaction:
            continue
        stack = standing[later.number]
        if later.command != "undo":
            stack.append(later)
        elif len(stack) > 1:  # an undo takes back the last that stands
            del stack[-1]
        else:
            raise NotAllowed(
                t("Command {batch} was taken back already, by command {later}.",
                  batch=stack[0].transaction, later=later.transaction)
            )  # fmt: skip
    for number, (_, *above) in standing.items():
        if above:
            command = command_heading(above[0].command)
            raise NotAllowed(
                t("{number} was changed since by a later command: {command} (batch {batch}).",
                  number=number, command=command, batch=above[0].transaction),
                hint=t("Take the later commands back first; 'jingwu history {number}' lists them.", number=number),
            )  # fmt: skip


def _taken_back(transaction: Transaction, entry: Entry, by: str, now: datetime) -> Record:
    record = transaction.get(entry.number)
    command = command_heading(entry.command)
    if entry.before is None:
        if status_of(record) == "void":
            raise NotAllowed(t("{number} is void already.", number=record.number))
        reason = t("Taken back: {command} (batch {batch}).", command=command, batch=entry.transaction)
        return append_event(record, Event(now, by, "void", fields={"reason": reason}))
    before = from_document(place_of(record.number).kind, entry.before)
    _refuse_taken_key(transaction, record, before)
    undone = Event(now, by, "undo", fields={"command": command, "batch": entry.transaction})
    count = len(record.events) - len(before.events)  # an import may have done several things to a record
    return before.changed(events=(*record.events, *[undone] * count), revision=record.revision)


def _refuse_taken_key(transaction: Transaction, record: Record, before: Record) -> None:
    """A void record gave its source key free: it cannot come back when another record has the key now."""
    if not record.source_key or status_of(record) != "void" or status_of(before) == "void":
        return
    other = transaction.source_keys(place_of(record.number).kind, [record.source_key]).get(record.source_key)
    if other:
        raise NotAllowed(
            t("{number} was registered again as {other} meanwhile.", number=record.number, other=other),
            hint=t("Go on with {other}.", other=other),
        )
