"""One row of an import file to a record with the steps of its life, through the validation that the commands use."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache

from jingwu.dates import When
from jingwu.errors import BadInput, NotAllowed, Problem
from jingwu.importers.headings import FLAG_COLUMNS
from jingwu.importers.mapping import Mapped, Plan, Step
from jingwu.language import pick, t
from jingwu.records import record_class
from jingwu.records.actions import AT, BY
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Party, Record
from jingwu.rules.counting import Figures
from jingwu.rules.doubts import doubts_of
from jingwu.rules.limits import limits_for
from jingwu.rules.ordering import in_order
from jingwu.rules.parsing import Contexts, parser_of, split_list
from jingwu.rules.status import statuses
from jingwu.rules.validation import Context, missing, read_values
from jingwu.services.act import apply_action, columns_of_action
from jingwu.services.register import build_record
from jingwu.settings import Settings
from jingwu.store.draft import Draft, draft_of
from jingwu.store.encoding import fast_encode

DOER = (BY,)
_NAME = next(column for column in columns_of(Party) if column.name == "name")
_ENTRY = {"entered_at", "entered_by"}
"""What any row may bring of the system that it comes from; all else that is kept makes it a ledger's own record."""


class RowBuilder:
    """Builds records from rows for one run, with the checks of a ledger's settings."""

    def __init__(self, settings: Settings, *, by: str, now: datetime) -> None:
        self._settings = settings
        self._by = by
        self._now = now
        self._limits = limits_for(settings)
        self._contexts = Contexts(settings, now)
        self._kept_contexts: Contexts | None = None
        self._encode = fast_encode()

    def build(self, plan: Plan, mapped: Mapped) -> tuple[Record | None, list[Problem]]:
        """The record as it was registered, without its steps; None and every problem, those of the steps too."""
        context = self._contexts[plan.kind]
        if context.inexact:
            context.inexact.clear()
        problems = mapped.problems
        if mapped.flags:
            problems += self._set_flags(plan, mapped, context)
        if mapped.kept and not mapped.kept.keys() <= _ENTRY:
            return self._build_kept(plan, mapped)
        is_dated = bool(mapped.raw.get("reported_at"))
        if not is_dated:  # a command's record is of today, a row's may be of any year
            problems.append(_relabel(plan, "column", "", missing(_reported_at(plan.kind)), (_reported_at(plan.kind),)))
        record, wrong = build_record(plan.kind, mapped.raw, context, by=self._by)
        if not is_dated:  # nor is anything wrong with a day that the row does not tell
            wrong = [problem for problem in wrong if problem.column != _reported_at(plan.kind).heading]
        if wrong:
            problems += _of_columns(plan, mapped, wrong)
        if mapped.kept and record is not None:
            from jingwu.services.import_kept import COLUMNS, read_entry

            entry, wrong = read_entry(mapped.kept, context)
            record = record.changed(**entry)
            problems += [_relabel(plan, "kept", "", problem, COLUMNS) for problem in wrong]
        if record is None or problems:
            for step in mapped.steps:
                problems += self._check(plan, step, context)
            return None, problems
        return record, []

    def _build_kept(self, plan: Plan, mapped: Mapped) -> tuple[Record | None, list[Problem]]:
        """The record as it was in the ledger that the row comes from."""
        from jingwu.services.import_kept import COLUMNS, EVENTS, build_kept, of_any_station

        if self._kept_contexts is None:
            self._kept_contexts = Contexts(of_any_station(self._settings), self._now)
        context = self._kept_contexts[plan.kind]
        record, wrong = build_kept(plan.kind, mapped.raw, mapped.kept, context, by=self._by)
        if "events" in mapped.kept and mapped.steps:
            message = t("The row tells what happened in this column and in columns of its own.")
            wrong.append(Problem(message, column=EVENTS.heading, hint=t("Keep one of the two.")))
        problems = mapped.problems + [_relabel(plan, "kept", "", problem, COLUMNS) for problem in wrong]
        return (None, _of_columns(plan, mapped, problems)) if problems else (record, [])

    def follow(self, plan: Plan, record: Record, steps: list[Step]) -> tuple[Record, list[Problem]]:
        """The record after its steps, done in the order of their dates; and what was not allowed or is wrong."""
        context = self._contexts[plan.kind]
        problems: list[Problem] = []
        line = statuses(record)
        for step in steps if len(steps) == 1 else _in_order(steps, context):
            if problems or not step.raw.get("at"):  # a command's action is of now, a row's may be of any day
                problems += self._check(plan, step, context)
                continue
            by = record.officer or self._by
            if step.by is not None:
                by = _doer(plan, step, context, problems)
            try:
                record = apply_action(record, step.action, step.raw, context, by=by, line=line)
            except BadInput as error:
                columns = columns_of_action(step.action)
                problems += [_relabel(plan, "step", step.action, problem, columns) for problem in error.problems]
            except NotAllowed as error:
                heading = plan.heading("step", step.action, "at")
                problem = Problem(str(error), column=heading, hint=error.hint, code="not_allowed")
                problems.append(_relabel(plan, "step", step.action, problem, columns_of_action(step.action)))
        return record, problems

    def doubts(self, plan: Plan, record: Record) -> list[Problem]:
        """What is odd in a record though it may be, under the file's headings."""
        doubts = doubts_of(record, self._settings)
        if not doubts:
            return doubts
        columns = columns_of(record_class(plan.kind))
        people = [{"role": party.role, "name": party.name} for party in record.parties]
        return [_under_name(plan, _relabel(plan, "column", "", doubt, columns), people) for doubt in doubts]

    def inexact(self, plan: Plan) -> list[Problem]:
        """That the row built last told times that are not exact, under the file's headings; of steps, under none."""
        inexact = self._contexts[plan.kind].inexact
        if not inexact:
            return []
        columns = columns_of(record_class(plan.kind))
        told = [inexact_time(heading) for heading in sorted(inexact - {AT.heading})]
        return [_relabel(plan, "column", "", problem, columns) for problem in told] or [inexact_time()]

    def draft(self, record: Record, figures: dict[str, Figures]) -> Draft:
        """The record worked out for the ledger; what it adds to figures goes into `figures`.

        BadInput when a text of it cannot be stored.
        """
        return draft_of(record, self._limits, figures, self._encode)

    def _set_flags(self, plan: Plan, mapped: Mapped, context: Context) -> list[Problem]:
        columns = [FLAG_COLUMNS[code] for code in mapped.flags]
        values, problems = read_values(columns, mapped.flags, context)
        codes = [code for code, value in values.items() if value]
        if codes:
            given = mapped.raw.get("flags")
            told = given if isinstance(given, list) else split_list(str(given or ""))
            mapped.raw["flags"] = [*told, *codes]
        return [_relabel(plan, "flag", "", problem, columns) for problem in problems]

    def _check(self, plan: Plan, step: Step, context: Context) -> list[Problem]:
        """What is wrong with a step's values, whatever the record's state."""
        columns = columns_with_date(step.action)
        _, problems = read_values(columns, step.raw, context)
        return [_relabel(plan, "step", step.action, problem, columns) for problem in problems]


def inexact_time(heading: str = "") -> Problem:
    """The warning of a time as 8时许; of a file it is told once."""
    return Problem(t("A time that is not exact (8时许, 8点左右) is kept as 8:00."), column=heading)


def _in_order(steps: list[Step], context: Context) -> list[Step]:
    """By date, which is read only once; those without one, which nobody can do, at the end."""
    dated: list[tuple[When, Step]] = []
    undated: list[Step] = []
    for step in steps:
        at = _date_of(step, context)
        if at is None:
            undated.append(step)
        else:
            step.raw["at"] = at
            dated.append((at, step))
    return in_order(dated) + undated


def _date_of(step: Step, context: Context) -> When | None:
    try:
        at = _READ_AT(AT, step.raw.get("at", ""), context)
    except ValueError:
        return None  # validation says it, with its words
    return at if isinstance(at, date) else None


_READ_AT = parser_of(AT)


def _doer(plan: Plan, step: Step, context: Context, problems: list[Problem]) -> str:
    """Who did a step, by the row."""
    values, wrong = read_values(DOER, {"by": step.by}, context)
    problems += [_relabel(plan, "step", step.action, problem, DOER) for problem in wrong]
    return str(values.get("by", ""))


@cache
def columns_with_date(action: str) -> tuple[Column, ...]:
    """What can be said of an action in a row, which has to say when."""
    return (AT._replace(required=True), *columns_of_action(action)[1:])


@cache
def _reported_at(kind: str) -> Column:
    return next(column for column in columns_of(record_class(kind)) if column.name == "reported_at")


def _of_columns(plan: Plan, mapped: Mapped, problems: list[Problem]) -> list[Problem]:
    """Problems of the record's own columns, under the file's headings."""
    columns = columns_of(record_class(plan.kind))
    return [_named(plan, mapped, _relabel(plan, "column", "", problem, columns)) for problem in problems]


def relabelled(problem: Problem, columns: Iterable[Column], heading_of: Callable[[str], str]) -> Problem:
    """The problem under the heading that the file itself uses for the field, so that it is found there."""
    columns = tuple(columns)
    for column in columns:
        if column.heading == problem.column:
            heading = heading_of(column.name)
            if problem.hint == missing(column).hint:  # it names the option of a command
                problem = problem._replace(hint=t("Fill in the column '{heading}'.", heading=heading or problem.column))
            problem = problem._replace(column=heading) if heading else problem
            break
    return problem._replace(hint=_without_options(problem.hint, columns)) if "--" in problem.hint else problem


def _without_options(hint: str, columns: tuple[Column, ...]) -> str:
    """A hint of a command with headings where it names options: a file has none."""
    for column in columns:
        heading = pick(f"'{column.heading}'", f"“{column.heading}”")
        hint = re.sub(rf"{re.escape(column.option)}(?![\w-])", heading, hint)
    return hint


def _relabel(plan: Plan, part: str, owner: str, problem: Problem, columns: Iterable[Column]) -> Problem:
    return relabelled(problem, columns, lambda field: plan.heading(part, owner, field) or _usual(plan, owner, field))


def _usual(plan: Plan, action: str, field: str) -> str:
    """The heading of a step's date where the file has none: 'When' alone would not say of what; else ''."""
    steps = record_class(plan.kind).steps if field == AT.name else ()
    return next((pick(f"{action}.at", step.at[0]) for step in steps if step.action == action and step.at), "")


def _under_name(plan: Plan, doubt: Problem, people: object) -> Problem:
    """A doubt about one of the people of a row, under the file's heading for that person."""
    heading = plan.heading_of_party(_NAME.heading, doubt.value, people) if doubt.mask == _NAME.mask else ""
    return doubt._replace(column=heading) if heading else doubt


def _named(plan: Plan, mapped: Mapped, problem: Problem) -> Problem:
    """A problem inside a person ('当事人 / 电话'), under the file's heading for that person."""
    _, inside, label = problem.column.partition(" / ")
    if not inside:
        return problem
    heading = plan.heading_of_party(label, problem.value, mapped.raw.get("parties"))
    if not problem.value:  # nothing was given: the hint names the option of a command
        hint = t("Fill in the column '{heading}'.", heading=heading or problem.column)
        if label == _NAME.heading:
            hint += pick(" ", "") + t("'无' and '/' count as empty; who is not known is '不详'.")
        problem = problem._replace(hint=hint)
    return problem._replace(column=heading) if heading else problem
