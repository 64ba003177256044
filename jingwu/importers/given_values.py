"""Whether a value that a mapping file itself gives can stand in its column: checked once, before any row is read."""

from collections.abc import Iterable
from datetime import date

from jingwu.dates import lies_before
from jingwu.errors import Problem
from jingwu.importers.headings import column_of, find_target, with_unit
from jingwu.language import t
from jingwu.records.fields import Column
from jingwu.rules.validation import Context, read_values


def wrong_by_kind(field: str, value: object, kinds: Iterable[str], context: Context) -> dict[str, Problem | None]:
    """For each of the kinds that know a field, what is wrong with the value there; None where it can stand."""
    told: dict[str, Problem | None] = {}
    for kind in kinds:
        target, unit = find_target(kind, field)
        column = column_of(target, kind) if target is not None else None
        if column is not None:
            told[kind] = _problem(column, with_unit(value, unit), context.of_kind(kind))
    return told


def _problem(column: Column, value: object, context: Context) -> Problem | None:
    values, problems = read_values([column._replace(required=False)], {column.name: value}, context)
    read = values.get(column.name)
    # A time tells what has been; what is to be done has a date, which may lie ahead.
    if column.type == "when" and isinstance(read, date) and lies_before(context.now, read):
        problems.append(Problem(t("This lies in the future."), value=str(value)))
    return problems[0] if problems else None
