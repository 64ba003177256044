"""Look at records: show, list, find, history; and take back: undo."""

from typing import TYPE_CHECKING, Annotated

import typer

from jingwu.commands.building import session_of
from jingwu.commands.documents import Format, Output, show_for
from jingwu.commands.filters import (
    Area,
    Category,
    Limit,
    Month,
    Number,
    Officer,
    Status,
    kind_named,
    known_name,
    month_named,
)
from jingwu.errors import UsageError
from jingwu.language import listed, pick, t
from jingwu.rules.numbering import parse_number
from jingwu.session import Session

if TYPE_CHECKING:  # most commands explain nothing
    from jingwu.rules.timing import Course

_SCREEN = 50
_NAMED = 5


def show(ctx: typer.Context, number: Number) -> None:
    """Show one record with its events and clocks."""
    from jingwu.rules.courses import clocks_of
    from jingwu.rules.limits import limits_for
    from jingwu.rules.status import status_of

    session = session_of(ctx)
    record = session.ledger.get(parse_number(number, today=session.now.date()))
    clocks = clocks_of(record, limits_for(session.settings))
    session.show.record("show", record, status_of(record), clocks, now=session.now)


def why(
    ctx: typer.Context,
    number: Number,
    clock: Annotated[str, typer.Argument(help="One of its time limits: handle, reply …; none for all.")] = "",
) -> None:
    """Explain day by day why a record is due when it is."""
    from jingwu.rules.courses import courses_of
    from jingwu.rules.limits import limits_for

    session = session_of(ctx)
    record = session.ledger.get(parse_number(number, today=session.now.date()))
    courses = courses_of(record, limits_for(session.settings))
    session.show.why("why", record, _courses_named(courses, clock), now=session.now)


def list_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(help="case, dispute, hazard, request, lead, conduct, visit or patrol.")] = "",
    month: Month = "",
    status: Status = "",
    officer: Officer = "",
    area: Area = "",
    category: Category = "",
    limit: Limit = None,
    output: Output = "",
    form: Format = "",
) -> None:
    """List records of a kind, oldest first."""
    from jingwu.services.queries import Filter, list_records

    session = session_of(ctx)
    show = show_for(session, output, form)
    wanted = Filter(
        kind=kind_named(kind), month=month_named(month, session), status=_status(status),
        officer=known_name(officer, "officers", session), area=known_name(area, "areas", session),
        category=known_name(category, "categories", session, kind_named(kind)), limit=_limit(limit, session),
    )  # fmt: skip
    records, cut = list_records(session.ledger, wanted)
    show.records("list", wanted.kind, records)
    _say_cut(session, len(records), cut=cut)


def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="A word, a name, a phone number.")],
    kind: Annotated[str, typer.Option("--kind", help="Only this kind.")] = "",
    month: Month = "",
    limit: Limit = None,
) -> None:
    """Find records that hold a text, newest month first."""
    if not text.strip():
        raise UsageError(t("Say what to look for."))
    from jingwu.services.queries import Filter, find_records

    session = session_of(ctx)
    wanted = Filter(kind=kind_named(kind), month=month_named(month, session), limit=_limit(limit, session))
    records, cut = find_records(session.ledger, text, wanted)
    session.show.records("find", wanted.kind, records)
    _say_cut(session, len(records), cut=cut)


def history(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(help="A record's number; none for the whole ledger.")] = "",
    batch: Annotated[int, typer.Option("--batch", min=0, help="Only the command with this number.")] = 0,
    limit: Limit = None,
) -> None:
    """Show who did what and when, on one record or on the whole ledger."""
    from jingwu.services.queries import read_history

    session = session_of(ctx)
    full = parse_number(number, today=session.now.date()) if number else ""
    if full:
        session.ledger.get(full)
    entries, cut = read_history(session.ledger, full, _limit(limit, session), batch=batch)
    session.show.entries("history", entries)
    _say_cut(session, len(entries), cut=cut)


def undo(
    ctx: typer.Context,
    batch: Annotated[
        int | None, typer.Argument(min=0, help="The command's number in the history; none for your last.")
    ] = None,
) -> None:
    """Take back your last command, or one by its batch number (an import, say); nothing is deleted."""
    from jingwu.commands.stopping import stopping
    from jingwu.services.undo import undo as take_back

    ctx.with_resource(stopping())
    session = session_of(ctx)
    numbers = take_back(session.ledger, batch, by=session.by, now=session.now)
    session.show.data("undo", {"numbers": numbers})
    session.show.message(
        t("Taken back: {count} record(s): {numbers}", count=len(numbers), numbers=listed(_some(numbers)))
    )


def _courses_named(courses: "list[Course]", clock: str) -> "list[Course]":
    """The courses of the clock that is named by its code (handle, case.handle) or as people read it; '' for all."""
    if not clock:
        return courses
    from jingwu.rules.clocks import names_of_clock

    found = [course for course in courses if clock in names_of_clock(course.clock.name)]
    if not found:
        names = dict.fromkeys(names_of_clock(course.clock.name)[1] for course in courses)
        message = t("No time limit '{name}' runs or ran on this record.", name=clock)
        raise UsageError(message, hint=t("Known: {names}.", names=listed(names) or "-"))
    return found


def _some(numbers: list[str]) -> list[str]:
    return numbers if len(numbers) <= _NAMED else [*numbers[:_NAMED], "…"]


def _status(name: str) -> str:
    from jingwu.rules.status import STATUSES
    from jingwu.rules.suggestions import suggested

    names = {code: code for code in STATUSES} | {chinese: code for code, (_, chinese) in STATUSES.items()} | {"": ""}
    if name not in names:
        hint = suggested(name, [pick(code, f"{code} {STATUSES[code][1]}") for code in STATUSES])
        raise UsageError(t("There is no state '{name}'.", name=name), hint=hint)
    return names[name]


def _limit(limit: int | None, session: Session) -> int:
    """Everything, unless somebody looks at a screen."""
    if limit is not None:
        return limit
    return _SCREEN if session.show.tty and not session.show.json else 0


def _say_cut(session: Session, count: int, *, cut: bool) -> None:
    if cut:
        session.show.message(t("Only the newest {count} are shown; --limit 0 shows all.", count=count))
