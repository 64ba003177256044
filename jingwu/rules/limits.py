"""The table of limits (时限): what is due, from when, how long, and on what basis; a station may change each."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from jingwu.errors import BadInput, Problem
from jingwu.language import t
from jingwu.settings import FILE_NAME, Settings

UNITS = ("hours", "calendar_days", "working_days", "months")


_ALL_ALIKE: Mapping[str | None, int] = {}


class Limit(NamedTuple):
    """One row: a limit on records of one kind.

    A clock starts when the record is registered (`since`) or at a step (`starts`). It is due on the date that
    stands under `date_field` on the starting event or the record; without such a date, `amount` units later. It stops
    at a step of `stops`, when the matter is done unless it `outlasts` that, and when the record is reopened or void.
    """

    name: str
    """kind.what"""
    label: str
    chinese: str
    basis: str
    """Where it comes from, in English; 'practice' marks what a station may set as it likes."""
    basis_chinese: str
    amount: int = 0
    """0: only a date makes it due; without `date_field` too, the limit is switched off."""
    unit: str = "calendar_days"
    roll: bool = False
    """A last day that is no working day moves to the next one. A date that was set is never moved."""
    since: tuple[str, ...] = ()
    """Date fields of the record: the first that is set starts a clock at registration. Reopening starts one too."""
    starts: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    date_field: str = ""
    where: tuple[tuple[str, frozenset[str | None]], ...] = ()
    """It holds for records whose fields have one of these values."""
    once: bool = False
    """It starts once while the matter is open, however often its step comes."""
    outlasts: bool = False
    """It runs on when the matter is done."""
    high_amount: int = 0
    """The amount for the highest level of risk, where that is sooner."""
    by_risk: Mapping[str | None, int] = _ALL_ALIKE
    """Level of risk to its amount: made from `high_amount` and the station's settings."""

    @property
    def kind(self) -> str:
        """The kind of record that it is a limit on."""
        return self.name.partition(".")[0]


def _steps(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REGISTERED = ("reported_at",)
_MEDIATED = "mediate:reached mediate:performed mediate:failed mediate:withdrawn mediate:steady mediate:referred"
_BY_POLICE = (("way", frozenset({None, "police", "joint", "administrative"})),)
_PROMISE = ("practice: the station's promise", "本所承诺")
_DATE_SET = ("the date that was set; without one, practice", "所定的期限；未定的按本所规定")
_DATE_PROMISED = ("the date that was promised", "承诺的期限")

_ROWS = (
    Limit(
        "case.handle", "Handle the case", "办案期限",
        "Public Security Administration Punishments Law (2025) 118: 30 days from filing (before 2026: (2012) 99)",
        "治安管理处罚法(2025)第118条：自立案之日起三十日（2026年前：(2012)第99条）",
        30, roll=True, since=("filed_at", "reported_at"), where=(("nature", frozenset({None, "security"})),),
    ),
    Limit(
        "case.tell", "Tell the victim", "告知被侵害人", *_PROMISE,
        3, starts=_steps("solve"), stops=_steps("reply"), outlasts=True,
    ),
    Limit("case.callback", "Call back", "回访", *_PROMISE, starts=_steps("solve"), stops=_steps("callback"),
          outlasts=True),
    Limit(
        "dispute.mediate", "First mediation", "首次调解",
        "Rules on public-security mediation (2007) 9: within 3 working days of acceptance",
        "公安机关治安调解工作规范(2007)第9条：受理之日起三个工作日内",
        3, "working_days", since=_REGISTERED, stops=_steps(_MEDIATED + " steady"), where=_BY_POLICE,
    ),
    Limit(
        "dispute.second", "Second mediation", "再次调解",
        "Procedures for administrative cases 183: within 7 working days of the first",
        "程序规定第183条：首次调解后七个工作日内",
        7, "working_days", starts=_steps("mediate:failed"), stops=_steps(_MEDIATED + " steady"), where=_BY_POLICE,
        once=True,
    ),
    Limit(
        "dispute.perform", "Perform the agreement", "履行协议",
        "the date in the agreement; without one, practice", "协议约定的履行期限；未约定的按本所规定",
        30, starts=_steps("mediate:reached"), stops=_steps("perform breach mediate:performed"), date_field="perform_by",
    ),
    Limit(
        "dispute.handle", "Handle after a failed mediation", "调解不成后办理",
        "Procedures for administrative cases 185: 30 days from the failed mediation or the broken agreement",
        "程序规定第185条：自未达成协议或者不履行之日起三十日",
        30, roll=True, starts=_steps("mediate:failed breach"), stops=_steps("mediate:reached mediate:steady steady"),
        where=_BY_POLICE,
    ),
    Limit(
        "dispute.people", "People's mediation", "人民调解期限",
        "Ministry of Justice order 75, 33: one month, as a rule",
        "人民调解工作若干规定（司法部令第75号）第33条：一般一个月",
        1, "months", since=_REGISTERED, stops=_steps("mediate:reached mediate:steady steady"),
        where=(("way", frozenset({"people"})),),
    ),
    Limit(
        "dispute.steady", "Visit while held steady", "稳控走访",
        "the date set when it was held steady", "稳控时定的走访日期",
        starts=_steps("steady mediate:steady"), stops=_steps(_MEDIATED + " steady reply"), date_field="next_visit",
    ),
    Limit(
        "dispute.callback", "Call back", "回访", *_PROMISE,
        30, starts=_steps("perform mediate:performed"), stops=_steps("callback"), outlasts=True, high_amount=7,
    ),
    Limit(
        "hazard.assign", "Name who is responsible", "落实责任", *_PROMISE,
        3, since=_REGISTERED, stops=_steps("assign rectify"),
    ),
    Limit(
        "hazard.rectify", "Put right", "整改期限", *_DATE_SET,
        30, since=_REGISTERED, starts=_steps("assign recheck:failed"), stops=_steps("rectify"), date_field="deadline",
        high_amount=7,
    ),
    Limit(
        "hazard.recheck", "Recheck", "复查", *_PROMISE,
        7, starts=_steps("rectify"), stops=_steps("recheck:passed recheck:failed"), high_amount=3,
    ),
    Limit("hazard.callback", "Call back", "回访", *_PROMISE, starts=_steps("recheck:passed"), stops=_steps("callback"),
          outlasts=True),
    Limit(
        "request.reply", "Reply", "答复", "practice: an answer within three days", "本所承诺：三天之内作出回复",
        3, since=_REGISTERED, stops=_steps("reply resolve explain transfer:unit convert"),
    ),
    Limit(
        "request.promise", "Keep the promise", "限期解决", *_DATE_PROMISED,
        since=_REGISTERED, date_field="promised_by",
    ),
    Limit(
        "request.callback", "Call back", "回访", *_PROMISE,
        7, starts=_steps("resolve explain"), stops=_steps("callback"), outlasts=True, high_amount=3,
    ),
    Limit(
        "lead.verify", "Verify", "核查", *_DATE_SET,
        7, since=_REGISTERED, stops=_steps("verify:confirmed verify:dismissed"), date_field="verify_by", high_amount=3,
    ),
    Limit(
        "conduct.rectify", "Put right", "整改期限", *_DATE_SET,
        15, since=_REGISTERED, starts=_steps("recheck:failed"), stops=_steps("rectify explain"), date_field="deadline",
    ),
    Limit(
        "conduct.recheck", "Recheck", "复查", *_PROMISE,
        7, starts=_steps("rectify"), stops=_steps("recheck:passed recheck:failed"),
    ),
    Limit(
        "visit.reply", "Reply to what was said", "答复走访反映", *_DATE_PROMISED,
        since=_REGISTERED, stops=_steps("reply convert"), date_field="promised_by", outlasts=True,
    ),
)  # fmt: skip

LIMITS: dict[str, Limit] = {limit.name: limit for limit in _ROWS}
"""Name to limit, as the law and common practice have it."""

Limits = Mapping[str, tuple[Limit, ...]]
"""Kind to the limits in force at a station."""


def limits_for(settings: Settings) -> Limits:
    """The limits in force at a station, by kind. BadInput lists every wrong override of the settings at once."""
    problems: list[Problem] = []
    changed = dict(LIMITS)
    for name, override in settings.limits.items():
        if name in LIMITS:
            changed[name] = _overridden(LIMITS[name], override, problems)
        else:
            import difflib

            near = difflib.get_close_matches(name, LIMITS, n=3, cutoff=0.4) or list(LIMITS)
            problems.append(_problem(name, t("There is no such limit."), t("Known: {names}.", names=", ".join(near))))
    if problems:
        raise BadInput(problems, message=t("The station's settings have {count} mistake(s).", count=len(problems)))
    in_force: dict[str, tuple[Limit, ...]] = {}
    for limit in changed.values():
        if limit.amount or limit.date_field:
            by_risk = dict(limit.by_risk)
            if limit.high_amount and settings.risks:
                by_risk.setdefault(settings.risks[0], limit.high_amount)
            in_force[limit.kind] = (*in_force.get(limit.kind, ()), limit._replace(by_risk=by_risk))
    return in_force


def _overridden(limit: Limit, override: Mapping[str, Any], problems: list[Problem]) -> Limit:
    """`limit` with what a station changes: amount, unit, roll, by_risk. An amount of its own is for every risk."""
    values: dict[str, Any] = {"high_amount": 0} if "amount" in override else {}
    for key, value in override.items():
        wrong = _fault(key, value)
        if wrong:
            problems.append(_problem(f"{limit.name}.{key}", wrong))
        values[key] = value
    return limit if problems else limit._replace(**values)


def _fault(key: str, value: object) -> str:
    if key == "amount":
        return "" if _is_count(value) else t("A whole number of zero or more is expected here.")
    if key == "unit":
        return "" if value in UNITS else t("The unit is one of {units}.", units=", ".join(UNITS))
    if key == "roll":
        return "" if isinstance(value, bool) else t("true or false is expected here.")
    if key == "by_risk":
        fits = isinstance(value, dict) and all(_is_count(amount) for amount in value.values())
        return "" if fits else t("A table of risk level to a whole number is expected here.")
    return t("A limit has amount, unit, roll and by_risk, and nothing else.")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000  # noqa: PLR2004 - a lifetime


def _problem(place: str, message: str, hint: str = "") -> Problem:
    return Problem(message, column=f"limits.{place}", file=FILE_NAME, hint=hint)
