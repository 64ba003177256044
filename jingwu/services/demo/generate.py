"""A month of the fictional station as import rows; the same month and seed always give the same rows."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from jingwu.dates import first_day, last_day
from jingwu.services.demo import case, conduct, dispute, hazard, lead, patrol, request, visit
from jingwu.services.demo.draft import Draft, Roster
from jingwu.services.demo.people import Dice

Rows = list[dict[str, str]]
SEED = 20261
_MAKERS: dict[str, tuple[Callable[[Draft, Dice], None], tuple[str, ...]]] = {
    "case": (case.make, case.HEADINGS),
    "dispute": (dispute.make, dispute.HEADINGS),
    "hazard": (hazard.make, hazard.HEADINGS),
    "request": (request.make, request.HEADINGS),
    "lead": (lead.make, lead.HEADINGS),
    "conduct": (conduct.make, conduct.HEADINGS),
    "visit": (visit.make, visit.HEADINGS),
    "patrol": (patrol.make, patrol.HEADINGS),
}
HEADINGS: dict[str, tuple[str, ...]] = {kind: headings for kind, (_, headings) in _MAKERS.items()}
"""Kind to the headings of its rows."""
_COUNTS = {
    "case": 60, "dispute": 120, "hazard": 90, "request": 180, "lead": 40, "conduct": 10, "visit": 230, "patrol": 110,
}  # fmt: skip
_SEASONS = {
    "case": (112, 104, 92, 88, 90, 94, 98, 96, 94, 104, 112, 116),
    "dispute": (104, 118, 98, 96, 102, 108, 104, 98, 94, 96, 90, 92),
    "hazard": (108, 96, 98, 96, 104, 110, 100, 96, 98, 96, 98, 100),
    "request": (96, 92, 98, 96, 96, 102, 114, 116, 100, 96, 94, 100),
}
"""Percent of the mean for January to December; a kind without a row has no season."""
_YEARLY = {"case": -6, "dispute": -3, "hazard": -2, "request": 3, "lead": 4, "visit": 2}
"""Percent by which a year's mean exceeds the one before."""
_BASE_YEAR = 2026
_PATROL_HOURS = (0, 1, 7, 7, 9, 10, 15, 16, 16, 19, 20, 20, 21, 21, 22, 22, 23)


def generate_month(month: str, *, until: date, seed: int = SEED, scale: float = 1.0) -> dict[str, Rows]:
    """The rows of the records registered in `month` (2026-10), kind to rows of Chinese heading to text.

    About 840 rows times `scale`. What would happen after the day `until` is left out, and nothing else changes with
    it; give yesterday, so that nothing lies in the future.
    """
    end = datetime.combine(until, time.max)
    roster = Roster(f"{seed}-{month}-roster")
    return {kind: _generate(kind, month, seed=seed, scale=scale, end=end, roster=roster) for kind in _MAKERS}


def _generate(kind: str, month: str, *, seed: int, scale: float, end: datetime, roster: Roster) -> Rows:
    dice = Dice(f"{seed}-{month}-{kind}")
    make, headings = _MAKERS[kind]
    rows: Rows = []
    moments = sorted(_moment(dice, kind, month) for _ in range(_count(dice, kind, month, scale)))
    for index, at in enumerate(moments, start=1):
        draft = Draft(headings, f"{kind}-{month}-{index:04d}", at, end, roster)
        make(draft, dice)
        if draft.typed <= end:
            rows.append(draft.values)
    return rows


def _count(dice: Dice, kind: str, month: str, scale: float) -> int:
    season = _SEASONS.get(kind, (100,) * 12)[int(month[5:]) - 1]
    trend = max(40, 100 + _YEARLY.get(kind, 0) * (int(month[:4]) - _BASE_YEAR))
    return max(1, round(_COUNTS[kind] * scale * season * trend * dice.between(94, 106) / 1_000_000))


def _moment(dice: Dice, kind: str, month: str) -> datetime:
    day = first_day(month) + timedelta(days=dice.between(0, last_day(month).day - 1))
    hour = dice.pick(_PATROL_HOURS) if kind == "patrol" else (dice.between(7, 21) + dice.between(8, 18)) // 2
    return datetime.combine(day, time(hour, dice.between(0, 59)))
