"""Extend and pause clocks: what the row of the policy table allows, and what it refuses in words."""

from jingwu.dates import When, lies_before
from jingwu.errors import BadInput, NotAllowed
from jingwu.language import listed, pick, t
from jingwu.records.actions import ACTIONS
from jingwu.records.record import Record
from jingwu.rules.clocks import Clock, clock_name, clocks_of, is_overdue, limit_of, limits_on
from jingwu.rules.limits import Limit, limits_for
from jingwu.rules.status import effective_events
from jingwu.rules.timing import is_of
from jingwu.rules.validation import Context, problem_of

Fields = dict[str, object]
_ITSELF = ("本所", "本派出所", "派出所", "所长", "本单位")


def extend(record: Record, fields: Fields, context: Context, at: When) -> tuple[Record, Fields]:
    """The fields of an extension granted at `at`, its clock named in full.

    BadInput for a clock that does not run; NotAllowed for more than the law knows, for the station's own approval, and
    for a limit that was over at `at`, which `force` records all the same: it moves nothing then.
    """
    limits = limits_for(context.settings)
    clock = _running(record, str(fields["clock"]), clocks_of(record, limits))
    limit = limit_of(record, clock, limits)
    if limit is not None:
        _refuse_excess(record, clock, limit, fields)
        _refuse_own(limit, str(fields.get("approver", "")).strip(), context.settings.name)
    forced = fields.pop("force", False)
    if is_overdue(clock, at):
        if not forced:
            raise NotAllowed(
                t("{clock} is over already and cannot be extended.", clock=clock_name(clock.name)),
                hint=t("With --force it is recorded all the same, and moves nothing."),
            )
        fields = {**fields, "force": True}
    return record, {**fields, "clock": clock.name}


def pause(record: Record, fields: Fields, context: Context, at: When) -> tuple[Record, Fields]:
    """The fields of a pause. NotAllowed when no clock that runs stands still for its reason."""
    limits = limits_for(context.settings)
    running = [clock for clock in clocks_of(record, limits) if clock.stopped is None]
    named, reason, until = fields.get("clock"), fields["reason"], fields.get("until")
    rows = [limit for limit in limits_on(record, limits) if any(limit.name == clock.name for clock in running)]
    if named:
        clock = _running(record, str(named), tuple(running))
        rows = [limit for limit in rows if is_of(clock.name, limit)]
        fields = {**fields, "clock": clock.name}
    if not any(limit.allows_pause(reason) for limit in rows):
        known = dict.fromkeys(why for limit in rows for why in sorted(limit.pauses or ()))
        column = next(column for column in ACTIONS["pause"].columns if column.name == "reason")
        raise NotAllowed(
            t("No clock that runs on this record stands still for this reason."),
            hint=t("It may for: {reasons}.", reasons=listed(map(column.choice_name, known)) or "-"),
        )
    if until is not None and not lies_before(at, until):  # type: ignore[arg-type] # the column is a date
        column = next(column for column in ACTIONS["pause"].columns if column.name == "until")
        raise BadInput([problem_of(column, "", ValueError(t("A pause ends after it begins.")))])
    return record, fields


def _running(record: Record, name: str, clocks: tuple[Clock, ...]) -> Clock:
    """The clock of this name that runs. BadInput lists those that do."""
    full = name if "." in name else f"{record.kind}.{name}"
    running = {clock.name: clock for clock in clocks if clock.stopped is None}
    if full not in running:
        column = next(column for column in ACTIONS["extend"].columns if column.name == "clock")
        names = listed(pick(clock, f"{clock_name(clock)} {clock}") for clock in running)
        error = ValueError(t("No such clock runs on this record.") + "\n" + t("Running: {names}.", names=names or "-"))
        raise BadInput([problem_of(column, name, error)])
    return running[full]


def _refuse_excess(record: Record, clock: Clock, limit: Limit, fields: Fields) -> None:
    """One extension more than the law knows, or a longer one. NotAllowed, with the basis."""
    granted = [
        event
        for event in effective_events(record)
        if event.action == "extend"
        and is_of(event.fields.get("clock"), limit)
        and not event.fields.get("force")
        and not lies_before(event.at, clock.started)
    ]
    basis = t("Basis: {basis}.", basis=pick(limit.basis, limit.basis_chinese))
    if limit.extensions is not None and len(granted) >= limit.extensions:
        most = limit.extensions
        words = t("{clock} can be extended {count} time(s) at most.", clock=clock_name(limit.name), count=most)
        raise NotAllowed(words, hint=basis)
    days = fields["days"]
    if limit.extension_days and isinstance(days, int) and days > limit.extension_days:
        words = t(
            "{clock} can be extended by {days} days at most.", clock=clock_name(limit.name), days=limit.extension_days
        )
        raise NotAllowed(words, hint=basis)


def _refuse_own(limit: Limit, approver: str, station: str) -> None:
    """An approval of the station itself, where the law asks for one from above. NotAllowed, naming whom."""
    if limit.approver and (approver in _ITSELF or (station and approver.startswith(station))):
        raise NotAllowed(
            t("The station cannot approve this extension itself."),
            hint=t("Approved by: {approver}.", approver=pick(limit.approver, limit.approver_chinese)),
        )
