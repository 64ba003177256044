"""The limits (时限) in force at a station: the policy table with what station.toml changes and adds."""

from collections.abc import Mapping

from jingwu.errors import BadInput, Problem
from jingwu.language import t
from jingwu.rules.limit import UNITS, Limit
from jingwu.rules.policy import ROWS
from jingwu.rules.workdays import PLAIN, Calendar
from jingwu.settings import FILE_NAME, Settings

__all__ = ["LIMITS", "UNITS", "Limit", "Limits", "limits_for"]

LIMITS: dict[str, Limit] = {limit.key: limit for limit in ROWS}
"""Key to row, as the law and common practice have it."""

Limits = Mapping[str, tuple[Limit, ...]]
"""Kind to the limits in force at a station."""


def limits_for(settings: Settings) -> Limits:
    """The limits in force at a station. BadInput lists every wrong row of the settings, with its place in the file."""
    if not settings.limits:
        return _by_kind(LIMITS, settings)
    from jingwu.rules.overrides import changed_row

    problems: list[Problem] = []
    changed = dict(LIMITS)
    for key, override in settings.limits.items():
        row, wrong = changed_row(key, override, changed)
        problems += [_problem(settings, key, *fault) for fault in wrong]
        if row is not None:
            changed[key] = row
    if problems:
        raise BadInput(problems, message=t("The station's settings have {count} mistake(s).", count=len(problems)))
    return _by_kind(changed, settings)


def _by_kind(rows: Mapping[str, Limit], settings: Settings) -> Limits:
    calendar = Calendar(settings.days) if settings.days else PLAIN
    in_force: dict[str, tuple[Limit, ...]] = {}
    for limit in rows.values():
        if limit.is_on:
            by_risk = dict(limit.by_risk)
            if limit.high_amount and settings.risks:
                by_risk.setdefault(settings.risks[0], limit.high_amount)
            in_force[limit.kind] = (*in_force.get(limit.kind, ()), limit._replace(by_risk=by_risk, calendar=calendar))
    return in_force


def _problem(settings: Settings, key: str, entry: str, message: str, hint: str) -> Problem:
    place = f"limits.{key}.{entry}" if entry else f"limits.{key}"
    return Problem(message, column=place, file=FILE_NAME, row=settings.limit_lines.get(key), hint=hint)
