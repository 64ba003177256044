"""Extend and pause clocks: what the row of the policy table allows, and what it refuses in words."""

from jingwu.dates import When, lies_before
from jingwu.errors import BadInput, NotAllowed, Problem
from jingwu.language import listed, pick, t
from jingwu.records.actions import ACTIONS
from jingwu.records.record import Record
from jingwu.rules.clocks import Clock, clock_name, is_overdue, names_of_clock
from jingwu.rules.courses import clocks_of, courses_of, limit_of
from jingwu.rules.limits import Limit, Limits, limits_for
from jingwu.rules.status import effective_events
from jingwu.rules.timing import Course, is_of
from jingwu.rules.validation import Context, problem_of

Fields = dict[str, object]
_REASON = next(column for column in ACTIONS["pause"].columns if column.name == "reason")
_ITSELF = ("本所", "所长", "本单位")
_A_STATION = ("派出所", "派出所所长", "派出所负责人")
"""How the names of stations, and of those who lead them, end: none of them stands above a station."""


def extend(record: Record, fields: Fields, context: Context, at: When) -> tuple[Record, Fields]:
    """The fields of an extension granted at `at`, its clock named in full.

    BadInput for a clock that does not run, and for neither or both of days and months; NotAllowed for the wrong one of
    them, for more than the law knows, for the station's own approval, and for a limit that was over at `at`, which
    `force` records all the same: it moves nothing then.
    """
    if bool(fields.get("days")) == bool(fields.get("months")):
        raise BadInput(
            [Problem(t("Say by how much: days, or months where the limit is in months."), hint="--days, --months")]
        )
    limits = limits_for(context.settings)
    clock = _running(record, str(fields["clock"]), clocks_of(record, limits))
    limit = limit_of(record, clock, limits)
    if limit is not None:
        _refuse_measure(limit, fields)
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
    """The fields of a pause.

    NotAllowed when no clock that runs stands still for its reason, or when all that do were paused for it already.
    """
    limits = limits_for(context.settings)
    fields, courses = _paused_by(record, fields, limits)
    reason, until = fields["reason"], fields.get("until")
    waiting = [course for course in courses if course.limit.allows_pause(reason)]
    if not waiting:
        known = dict.fromkeys(why for course in courses for why in sorted(course.limit.pauses or ()))
        raise NotAllowed(
            t("No clock that runs on this record stands still for this reason."),
            hint=t("It may for: {reasons}.", reasons=listed(map(_REASON.choice_name, known)) or "-"),
        )
    if all(course.waits_for(reason) for course in waiting):
        words = t("It stands still for this reason already: {reason}.", reason=_REASON.choice_name(str(reason)))
        raise NotAllowed(words, hint=t("It goes on with: jingwu resume {number}", number=record.number))
    if until is not None and not lies_before(at, until):  # type: ignore[arg-type] # the column is a date
        column = next(column for column in ACTIONS["pause"].columns if column.name == "until")
        raise BadInput([problem_of(column, "", ValueError(t("A pause ends after it begins.")))])
    return record, fields


def resume(record: Record, fields: Fields, context: Context, at: When) -> tuple[Record, Fields]:
    """The fields of a resumption. NotAllowed when nothing stands still, or not for the reason that is given."""
    limits = limits_for(context.settings)
    fields, courses = _paused_by(record, fields, limits)
    if not any(course.can_resume(at, fields.get("reason")) for course in courses):
        still = [course for course in courses if course.can_resume(at, None)]
        names = listed(dict.fromkeys(clock_name(course.limit.name) for course in still))
        raise NotAllowed(
            t("No clock of this record stands still for this reason.")
            if still
            else t("No clock of this record stands still: there is nothing to resume."),
            hint=t("Standing still: {names}.", names=names) if still else "",
        )
    return record, fields


def _paused_by(record: Record, fields: Fields, limits: Limits) -> tuple[Fields, list[Course]]:
    """The fields with the clock's full name, and the clocks that run and that they are about: one, or all."""
    courses = [course for course in courses_of(record, limits) if course.clock.stopped is None]
    named = fields.get("clock")
    if not named:
        return fields, courses
    clock = _running(record, str(named), tuple(course.clock for course in courses))
    return {**fields, "clock": clock.name}, [course for course in courses if is_of(clock.name, course.limit)]


def _running(record: Record, name: str, clocks: tuple[Clock, ...]) -> Clock:
    """The clock of this name that runs, by its code or as people read it. BadInput lists those that do."""
    running = [clock for clock in clocks if clock.stopped is None]
    for clock in running:
        if name in names_of_clock(clock.name):
            return clock
    if not running:
        raise NotAllowed(t("No time limit of {number} runs.", number=record.number))
    column = next(column for column in ACTIONS["extend"].columns if column.name == "clock")
    names = listed(pick(clock.name, f"{clock_name(clock.name)} {clock.name}") for clock in running)
    error = ValueError(t("No such clock runs on this record.") + "\n" + t("Running: {names}.", names=names))
    raise BadInput([problem_of(column, name, error)])


def _refuse_measure(limit: Limit, fields: Fields) -> None:
    """Days for a limit that the law extends by months, or months for one that is not in months. NotAllowed."""
    if fields.get("months") and limit.unit != "months":
        raise NotAllowed(t("{clock} is extended by days, not by months.", clock=clock_name(limit.name)), hint="--days")
    if fields.get("days") and limit.extension_months:
        raise NotAllowed(
            t("{clock} is extended by months, not by days.", clock=clock_name(limit.name)), hint="--months"
        )


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
        if not most:
            words = t("{clock} cannot be extended.", clock=clock_name(limit.name))
        raise NotAllowed(words, hint=basis)
    days, months = fields.get("days"), fields.get("months")
    if limit.extension_days and isinstance(days, int) and days > limit.extension_days:
        longest = t("{count} days", count=limit.extension_days)
    elif limit.extension_months and isinstance(months, int) and months > limit.extension_months:
        longest = t("{count} months", count=limit.extension_months)
    else:
        return
    words = t("{clock} can be extended by {longest} at most.", clock=clock_name(limit.name), longest=longest)
    raise NotAllowed(words, hint=basis)


def _refuse_own(limit: Limit, approver: str, station: str) -> None:
    """An approval of a station, its own or another's, where the law asks for one from above. NotAllowed."""
    is_own = approver in _ITSELF or approver.endswith(_A_STATION) or (station and approver.startswith(station))
    if limit.approver and is_own:
        raise NotAllowed(
            t("The station cannot approve this extension itself."),
            hint=t("Approved by: {approver}.", approver=pick(limit.approver, limit.approver_chinese)),
        )
