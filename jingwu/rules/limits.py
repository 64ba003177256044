"""The limits (时限) in force at a station: the policy table with what station.toml changes and adds."""

from collections.abc import Mapping

from jingwu.errors import BadInput, Problem
from jingwu.language import t
from jingwu.rules.limit import UNITS, Limit
from jingwu.rules.policy import ROWS
from jingwu.rules.workdays import use_days
from jingwu.settings import FILE_NAME, Settings

__all__ = ["LIMITS", "UNITS", "Limit", "Limits", "label_of", "limits_for", "use_station"]

LIMITS: dict[str, Limit] = {limit.key: limit for limit in ROWS}
"""Key to row, as the law and common practice have it."""

Limits = Mapping[str, tuple[Limit, ...]]
"""Kind to the limits in force at a station."""


def limits_for(settings: Settings) -> Limits:
    """The limits in force at a station, by kind; its calendar and its labels count from now on.

    BadInput lists every wrong row of the settings at once, with its place in the file.
    """
    use_station(settings)
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


def use_station(settings: Settings) -> None:
    """Count by the station's calendar, and call its own rows by the names that it gave them, from now on."""
    use_days(settings.days)
    _OWN.clear()
    for key, override in settings.limits.items():
        if isinstance(label := override.get("label"), str):
            _OWN[key.partition("@")[0]] = label


def label_of(name: str) -> tuple[str, str] | None:
    """The English and the Chinese label of a clock; the station's own has one for both."""
    if name in _OWN:
        return _OWN[name], _OWN[name]
    limit = LIMITS.get(name)
    return (limit.label, limit.chinese) if limit else None


_OWN: dict[str, str] = {}


def _by_kind(rows: Mapping[str, Limit], settings: Settings) -> Limits:
    in_force: dict[str, tuple[Limit, ...]] = {}
    for limit in rows.values():
        if limit.is_on:
            by_risk = dict(limit.by_risk)
            if limit.high_amount and settings.risks:
                by_risk.setdefault(settings.risks[0], limit.high_amount)
            in_force[limit.kind] = (*in_force.get(limit.kind, ()), limit._replace(by_risk=by_risk))
    return in_force


def _problem(settings: Settings, key: str, entry: str, message: str, hint: str) -> Problem:
    place = f"limits.{key}.{entry}" if entry else f"limits.{key}"
    return Problem(message, column=place, file=FILE_NAME, row=settings.limit_lines.get(key), hint=hint)
