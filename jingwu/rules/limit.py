"""What a limit (时限) is: one row of the policy table."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jingwu.rules.workdays import PLAIN, Calendar

UNITS = ("hours", "calendar_days", "working_days", "months")
PAUSE_REASONS = ("appraisal", "hearing", "other")

Amounts = Mapping[str | None, int]
_ALL_ALIKE: Amounts = {}


class Limit(NamedTuple):
    """One row: a limit on records of one kind.

    A clock starts when the record is registered (`since`) or at a step (`starts`). It is due on the date that
    stands under `date_field` on the starting event or the record; without such a date, `amount` units later. It stops
    at a step of `stops`, when the matter is done unless it `outlasts` that, and when the record is reopened or void.
    """

    name: str
    """kind.what: what the clock is called, whichever version of the law governs it."""
    basis: str
    """Law, version and article, in English; 'practice' marks what a station may set as it likes."""
    basis_chinese: str
    amount: int = 0
    """0: only a date makes it due; without `date_field` and amounts of its own too, the limit is switched off."""
    unit: str = "calendar_days"
    roll: bool = False
    """A last day that is no working day moves to the next one. A date that was set is never moved."""
    since: tuple[str, ...] = ()
    """Date fields of the record: the first that is set starts a clock at registration. Reopening starts one too."""
    starts: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    date_field: str = ""
    where: tuple[tuple[str, frozenset[str | bool | None]], ...] = ()
    """It holds for records whose fields have one of these values."""
    once: bool = False
    """It starts once while the matter is open, however often its step comes."""
    outlasts: bool = False
    """It runs on when the matter is done."""
    high_amount: int = 0
    """The amount for the highest level of risk, where that is sooner."""
    by_risk: Amounts = _ALL_ALIKE
    """Level of risk to its amount: made from `high_amount` and the station's settings."""
    by_category: Amounts = _ALL_ALIKE
    by_service: Amounts = _ALL_ALIKE
    """Category, or service (服务事项), to its amount; the service goes before the category, both before the risk."""
    variant: str = ""
    """Tells rows of one name apart: the version of a law, or the sort of record that they are for."""
    law: str = ""
    """It holds for records under this version of the public-security law (治安管理处罚法)."""
    first_day: date | None = None
    last_day: date | None = None
    """It is in force for clocks that start from the first to the last of these days."""
    extensions: int | None = None
    """How often it can be extended; None: as often as the station likes."""
    extension_days: int = 0
    """How many days one extension has at most; 0: as many as the station likes."""
    extension_months: int = 0
    """For a limit in months: by how many one extension is at most; it is extended by no days then."""
    approver: str = ""
    approver_chinese: str = ""
    """Who above the station approves an extension; '' where the station itself may."""
    pauses: frozenset[str] | None = None
    """The reasons that pause it; None: any, it is the station's own promise."""
    anew_after: frozenset[str] = frozenset()
    """Reasons of a pause after whose end the whole limit is counted anew."""
    starts_in: frozenset[str] = frozenset()
    """States after the step in which it starts; empty: any."""
    keeps: bool = False
    """A clock that runs already goes on when its starting step comes again."""
    met_by: tuple[str, ...] = ()
    """Date fields of the record: the first that is set is when it was met, at registration already."""
    calendar: Calendar = PLAIN
    """By whose days off it counts: the station's, once it is in force there."""

    @property
    def kind(self) -> str:
        """The kind of record that it is a limit on."""
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        """What station.toml calls the row: request.reply, case.handle@2012."""
        return f"{self.name}@{self.variant}" if self.variant else self.name

    @property
    def is_on(self) -> bool:
        """Whether anything can make it due."""
        return bool(self.amount or self.date_field or self.by_risk or self.by_category or self.by_service)

    def amount_for(self, record: object, risk: str | None, category: str | None) -> int:
        """The amount for a record: by its service, its category, its risk, else the row's own."""
        if self.by_service and (own := self.by_service.get(getattr(record, "service", None))) is not None:
            return own
        if self.by_category and (own := self.by_category.get(category)) is not None:
            return own
        return self.by_risk.get(risk, self.amount)

    def allows_pause(self, reason: object) -> bool:
        """Whether a pause for this reason stops the clock."""
        return self.pauses is None or reason in self.pauses

    def in_force(self, start: date) -> bool:
        """Whether it is in force for a clock that starts on this day."""
        return (self.first_day is None or start >= self.first_day) and (self.last_day is None or start <= self.last_day)
