"""Records in words: one in full, a list of them, and what was changed when."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from jingwu.dates import When, day_of, write_when
from jingwu.language import pick, t
from jingwu.output.documents import is_hidden, known_in, mask_document
from jingwu.output.masks import Masks
from jingwu.output.views import Details, Line, Section
from jingwu.output.words import change_words, event_words, join, party_words, value_words
from jingwu.records import NAMES, record_class
from jingwu.records.actions import action_heading, command_heading
from jingwu.records.codec import Document, to_document
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Record
from jingwu.reports.table import Cell, Heading, Private, Table
from jingwu.rules.clocks import OF_THE_REPORT, Clock, clock_name, days_over, state_of
from jingwu.rules.numbering import place_of
from jingwu.rules.row_ids import FINGERPRINT
from jingwu.rules.status import status_name, status_of
from jingwu.store.ledger import Entry

_APART = "parties"
"""Has a section of its own."""


def record_details(kind: str, document: Document) -> Details:
    """A record's (masked) document in words; it also holds `kind`, `status` and `clocks`."""
    title = "  ".join((document["number"], pick(*NAMES[kind]), status_name(document["status"])))
    sections = (
        Section("", tuple(_facts(kind, document))),
        Section(pick("Parties", "当事人"), tuple(_parties(document))),
        Section(t("What happened"), tuple(_timeline(kind, document))),
        Section(t("Time limits"), tuple(_clocks(document))),
    )
    return Details(title, tuple(section for section in sections if section.lines), document)


def record_document(record: Record, status: str, masks: Masks) -> Document:
    """A record's masked document with its kind and state: what JSON prints of it."""
    document = {"kind": record.kind, "status": status, **to_document(record)}
    return mask_document(record.kind, document, masks)


def clock_document(clock: Clock, now: When, warning_days: int) -> Document:
    """A clock as JSON prints it; `days_over` is below zero while days are left."""
    return {
        "name": clock.name,
        "started": write_when(clock.started),
        "due": write_when(clock.due),
        "stopped": write_when(clock.stopped) if clock.stopped else None,
        "state": state_of(clock, now, warning_days),
        "days_over": days_over(clock, now),
        "estimated": clock.estimated,
        "paused": write_when(clock.paused) if clock.paused else None,
    }


def records_table(kind: str, records: Iterable[Record]) -> Table:
    """A list of records; `kind` is empty for a list of several kinds."""
    rows = tuple(map(_row, records))
    name = pick(*NAMES[kind]) if kind else t("Records")
    headings = (
        Heading("number", t("Number")),
        Heading("reported_at", t("Reported at")),
        Heading("status", t("Status")),
        Heading("category", t("Category")),
        Heading("summary", t("Summary"), wide=True),
        Heading("area", t("Area")),
        Heading("officer", t("Officer")),
    )
    return Table("records", t("{name}: {count}", name=name, count=len(rows)), headings, rows)


def _row(record: Record) -> tuple[Cell, ...]:
    document = to_document(record)
    summary = Private(record.summary, "text", tuple(known_in(document)), is_hidden(document))
    reported = day_of(record.reported_at)
    return (
        record.number, reported, status_name(status_of(record)), record.category, summary, record.area, record.officer
    )  # fmt: skip


def entry_document(entry: Entry, masks: Masks) -> Document:
    """A line of the journal as JSON prints it, masked."""
    before, after = entry.before, entry.after
    if entry.number:
        kind = place_of(entry.number).kind
        before = None if before is None else mask_document(kind, before, masks, after)
        after = mask_document(kind, after, masks, *([] if entry.before is None else [entry.before]))
    else:
        after = {}  # a frozen sheet holds names: 'summary' shows it
    return {
        "sequence": entry.sequence,
        "transaction": entry.transaction,
        "at": entry.at,
        **({"clock": entry.clock} if entry.clock else {}),
        "by": entry.by,
        "command": entry.command,
        "number": entry.number,
        **({"sheet": entry.sheet} if entry.sheet else {}),
        "before": before,
        "after": after,
        "details": dict(entry.details),
    }


def history_details(documents: Sequence[Document]) -> Details:
    """Entries of the journal in words, from their (masked) documents."""
    return Details(t("History"), (Section("", tuple(map(_entry_line, documents))),), {})


def _entry_line(entry: Document) -> Line:
    words = [t("batch {batch}", batch=entry["transaction"]), entry["number"], command_heading(entry["command"])]
    if "sheet" in entry:
        words += [entry["sheet"], entry["details"].get("reason", "")]
    if entry["number"]:  # a command that only looked, with details shown, changed no record
        words.append(changes(entry["before"], entry["after"], entry["number"]))
    if "clock" in entry:
        words.append(t("entered {when}", when=_day(entry["clock"])))
    return Line("  ".join((_day(entry["at"]), entry["by"])), "  ".join(filter(None, words)))


def changes(before: Document | None, after: Document, number: str) -> str:
    """What a command changed of a record, in words, from its (masked) documents."""
    kind = place_of(number).kind
    if before is None:
        return join([action_heading("register"), after.get("summary", "")])
    new = after.get("events", [])[len(before.get("events", [])) :]
    told = {event.get("field") for event in new}
    differing = (
        change_words(column.heading, _words(column, before), _words(column, after))
        for column in columns_of(record_class(kind))
        if column.name not in told and before.get(column.name) != after.get(column.name)
    )
    return join([*(event_words(kind, event) for event in new), *differing])


def _words(column: Column, document: Mapping[str, Any]) -> str:
    return value_words(column, document[column.name]) if column.name in document else ""


def _facts(kind: str, document: Document) -> Iterable[Line]:
    for column in columns_of(record_class(kind)):
        if column.name in document and column.name != _APART and not _is_fingerprint(column, document):
            yield Line(column.heading, value_words(column, document[column.name]))
    entered = "  ".join((_day(document.get("entered_at", "")), document.get("entered_by", ""))).strip()
    if entered:
        yield Line(t("Entered"), entered)


def _is_fingerprint(column: Column, document: Document) -> bool:
    """Whether it is the source key that an import gave: no other system knows it, and nobody can read it."""
    return column.name == "source_key" and str(document[column.name]).startswith(FINGERPRINT)


def _parties(document: Document) -> Iterable[Line]:
    for party in document.get("parties", ()):
        yield Line(party["role"], party_words(party, role=False))


def _timeline(kind: str, document: Document) -> Iterable[Line]:
    yield Line(
        _when_and_who(document["reported_at"], document.get("first_officer") or document.get("entered_by", "")),
        action_heading("register"),
    )
    events: Sequence[Document] = document.get("events", ())
    standing = _standing(events)
    for index, event in enumerate(events):
        words = event_words(kind, event)
        if event["action"] != "undo" and index not in standing:
            words = t("{what} (undone)", what=words)
        yield Line(_when_and_who(event["at"], event["by"]), words)


def _standing(events: Sequence[Document]) -> set[int]:
    """Positions of the events that no undo took back."""
    standing: list[int] = []
    for index, event in enumerate(events):
        if event["action"] == "undo":
            del standing[-1:]
        else:
            standing.append(index)
    return set(standing)


def _clocks(document: Document) -> Iterable[Line]:
    yield from map(_clock, document["clocks"])
    first = document.get("next_due")
    if first and sum(clock["stopped"] is None for clock in document["clocks"]) > 1:
        yield Line(t("Next due"), f"{_day(first['due'])}  {clock_name(first['name'])}")


def _clock(clock: Mapping[str, Any]) -> Line:
    words = [t("due {when}", when=_day(clock["due"])), clock_words(clock)]
    if clock["stopped"]:
        when, ended = _day(clock["stopped"]), clock["state"] in {"cancelled", "missed"}
        words.append(t("ended {when}", when=when) if ended else t("done {when}", when=when))
    if clock["estimated"]:
        words.append(t("the days off of {year} are not entered: counted by weekends", year=clock["due"][:4]))
    return Line(clock_name(clock["name"]), "  ".join(words), "overdue" if clock["state"] in _MISSED else "")


_MISSED = frozenset({"overdue", "met_late", "missed"})


def clock_words(clock: Mapping[str, Any]) -> str:
    """Where a clock, as JSON prints it, stands, with the days over or left."""
    state, days = str(clock["state"]), clock["days_over"]
    if clock["name"] in OF_THE_REPORT:  # it limits no work: it says whether an act was found in time
        return t("in time") if state == "met" else t("too late: check whether it may be punished")
    if state == "overdue":
        return t("overdue by {days} day(s)", days=days) if days else t("over today")
    if state in {"running", "due_soon"}:
        return t("{days} day(s) left", days=-days) if days else t("due today")
    if state == "paused":
        return t("paused since {when}, {days} day(s) left", when=_day(clock["paused"]), days=-days)
    stopped = {
        "met": t("met"),
        "met_late": t("met late"),
        "cancelled": t("ended without it"),
        "missed": t("ended late without it"),
    }
    return stopped.get(state, state)


def _when_and_who(when: str, who: str) -> str:
    return f"{_day(when):<16}  {who}"


def _day(when: str) -> str:
    return when.replace("T", " ")
