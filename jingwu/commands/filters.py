"""The options that narrow a list, and what is typed for a kind or a month."""

from collections.abc import Iterable
from typing import Annotated

import typer

from jingwu.dates import Period, parse_month, parse_period
from jingwu.errors import UsageError
from jingwu.language import listed, pick, t
from jingwu.records import KINDS, NAMES
from jingwu.session import Session

Number = Annotated[str, typer.Argument(help="The record's number: JF2610-0012, or jf12 for this month.")]
Month = Annotated[str, typer.Option("--month", help="Only those registered in this month: 2026-10, last, this.")]
Officer = Annotated[str, typer.Option("--officer", help="Only this officer's.")]
Area = Annotated[str, typer.Option("--area", help="Only this village's or community's.")]
Category = Annotated[str, typer.Option("--category", help="Only this category.")]
Status = Annotated[str, typer.Option("--status", help="Only this state; 'open' is all that is not done.")]
Limit = Annotated[
    int | None, typer.Option("--limit", min=0, help="At most so many, the newest; 0 for all (50 on a terminal).")
]


def kind_named(name: str) -> str:
    """A kind by its code or Chinese name; '' stays. UsageError names them all."""
    names = {code: code for code in KINDS} | {chinese: code for code, (_, chinese) in NAMES.items()}
    names |= {code + "s": code for code in KINDS} | {"": "", "all": ""}
    if name not in names:
        known = listed(pick(kind, f"{kind} {NAMES[kind][1]}") for kind in KINDS)
        raise UsageError(t("There is no kind '{name}'.", name=name), hint=t("Known: {names}.", names=known))
    return names[name]


def known_name(name: str, listed_as: str, session: Session, kind: str = "") -> str:
    """An officer, area or category that the station knows; '' stays. UsageError names the nearest."""
    if not name:
        return ""
    from jingwu.rules.station_lists import check_name

    try:
        return check_name(name, listed_as, session.settings, kind)
    except ValueError as error:
        message, _, hint = str(error).partition("\n")
        raise UsageError(pick(f"{name}: {message}", f"{name}：{message}"), hint=hint) from None


def month_named(text: str, session: Session) -> str:
    """A month (2026-10) as typed; '' stays. UsageError when it is none."""
    try:
        return parse_month(text, today=session.now.date()) if text else ""
    except ValueError as error:
        raise UsageError(pick(f"{text}: {error}", f"{text}：{error}")) from None


def period_named(text: str, first: str, last: str, session: Session) -> Period:
    """A period as typed, or from one month to another (to the present one unless that is named). UsageError."""
    today = session.now.date()
    if not first and not last:
        try:
            return parse_period(text or "this", today=today)
        except ValueError as error:
            raise UsageError(pick(f"{text}: {error}", f"{text}：{error}")) from None
    if text or not first:
        raise UsageError(t("Name a period, or --from with or without --to."))
    start, end = month_named(first, session), month_named(last or "this", session)
    if end < start:
        raise UsageError(t("--to lies before --from."))
    return Period(start, end)


def clock_named(name: str, session: Session) -> str:
    """A clock by its code (handle, case.handle) or as people read it, as its full code; '' stays.

    UsageError when there is none or several of the name.
    """
    if not name:
        return ""
    from jingwu.rules.clocks import names_of_clock
    from jingwu.rules.limits import limits_for

    clocks = dict.fromkeys(limit.name for limits in limits_for(session.settings).values() for limit in limits)
    if name in clocks:
        return name
    found = [clock for clock in clocks if name in names_of_clock(clock)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(t("Several time limits are called '{name}'.", name=name), hint=_known(found))
    raise UsageError(t("There is no time limit '{name}'.", name=name), hint=_known(clocks))


def _known(clocks: Iterable[str]) -> str:
    from jingwu.rules.clocks import clock_name

    return t("Known: {names}.", names=listed(pick(clock, f"{clock_name(clock)} {clock}") for clock in clocks))
