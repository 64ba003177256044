"""The policy table: every limit that the law and common practice know, as data. A station changes and adds rows."""

from typing import Any

from jingwu.rules.limit import Limit


def _steps(text: str) -> frozenset[str]:
    return frozenset(text.split())


_REGISTERED = ("reported_at",)
_FILED = ("filed",)
_MEDIATED = "mediate:reached mediate:performed mediate:failed mediate:withdrawn mediate:steady mediate:referred"
_BY_POLICE = (("way", frozenset({None, "police", "joint", "administrative"})),)
_IS_SECURITY = (("nature", frozenset({None, "security"})),)
_NEVER: frozenset[str] = frozenset()
_APPRAISAL = frozenset({"appraisal"})
_PROMISE = ("practice: the station's promise", "本所承诺")
_DATE_SET = ("the date that was set; without one, practice", "所定的期限；未定的按本所规定")
_DATE_PROMISED = ("the date that was promised", "承诺的期限")
_OPINION_2015 = (
    "Opinions on accepting and filing cases (2015): 24 hours, hard ones 3 days",
    "公安部关于改革完善受案立案制度的意见(2015)：二十四小时，疑难复杂的三日",
)
_PASS_ON = (
    "Procedures for administrative cases 61: pass on within 24 hours, and tell the reporter",
    "程序规定第61条：二十四小时内移送，并告知报案人",
)
_SEIZED = (
    "Procedures for administrative cases 112; Public Security Administration Punishments Law (2025) 105",
    "程序规定第112条；治安管理处罚法(2025)第105条",
)
_COUNTY = ("the county's public-security organ", "县级以上公安机关负责人")


def _for(field: str, *, value: str | bool) -> tuple[tuple[str, frozenset[str | bool | None]], ...]:
    return ((field, frozenset({value})),)


def _accept(amount: int, unit: str, *, hard: bool, pending: bool) -> Limit:
    """A report is filed when it is registered, unless it says otherwise or that this is still to be decided."""
    return Limit(
        "case.accept", *_OPINION_2015, amount, unit, since=_REGISTERED, pauses=_NEVER, extensions=0,
        where=(*_for("hard", value=hard), *_for("pending", value=pending)),
        stops=_steps("file close transfer:unit") if pending else _NEVER, met_by=() if pending else _FILED,
        variant="_".join(word for word, holds in (("hard", hard), ("pending", pending)) if holds),
    )  # fmt: skip


# How the 2025 and the 2012 law extend and pause a public-security matter.
_LAW_2025: dict[str, Any] = {
    "law": "2025", "extensions": 2, "extension_days": 30, "pauses": frozenset({"appraisal", "hearing"}),
    "approver": "the public-security organ that the station belongs to", "approver_chinese": "所属公安机关负责人",
}  # fmt: skip
_LAW_2012: dict[str, Any] = {
    "law": "2012", "variant": "2012", "extensions": 1, "extension_days": 30, "pauses": _APPRAISAL,
    "approver": "the public-security organ one level up", "approver_chinese": "上一级公安机关",
}  # fmt: skip
_CASE = Limit(
    "case.handle",
    "Public Security Administration Punishments Law (2025) 118: 30 days from filing",
    "治安管理处罚法(2025)第118条：自立案之日起三十日",
    30, roll=True, since=_FILED, where=_IS_SECURITY,
)  # fmt: skip
_AFTER_FAILURE = Limit(
    "dispute.handle",
    "Procedures for administrative cases 185, Punishments Law (2025) 118: 30 days from the failure or the breach",
    "程序规定第185条、治安管理处罚法(2025)第118条：自未达成协议或者不履行之日起三十日",
    30, roll=True, starts=_steps("mediate:failed breach"), stops=_steps("mediate:reached mediate:steady steady"),
    where=_BY_POLICE,
)  # fmt: skip

ROWS = (
    _accept(24, "hours", hard=False, pending=False),
    _accept(3, "calendar_days", hard=True, pending=False),
    _accept(24, "hours", hard=False, pending=True),
    _accept(3, "calendar_days", hard=True, pending=True),
    Limit(
        "case.pass_on", *_PASS_ON,
        24, "hours", since=_REGISTERED, stops=_steps("transfer:unit"), where=_for("elsewhere", value=True),
        pauses=_NEVER, extensions=0,
    ),
    Limit(
        "case.tell_reporter", *_PASS_ON,
        24, "hours", since=_REGISTERED, stops=_steps("reply"), where=_for("elsewhere", value=True), outlasts=True,
        pauses=_NEVER, extensions=0,
    ),
    _CASE._replace(**_LAW_2025),
    _CASE._replace(
        basis="Public Security Administration Punishments Law (2012) 99, Procedures 165: 30 days from acceptance",
        basis_chinese="治安管理处罚法(2012)第99条、程序规定第165条：自受理之日起三十日",
        **_LAW_2012,
    ),
    Limit(
        "case.pursuit",
        "Public Security Administration Punishments Law (2025) 25: 6 months from the act",
        "治安管理处罚法(2025)第25条：违反治安管理行为六个月内",
        6, "months", since=("occurred_at",), where=_IS_SECURITY, pauses=_NEVER, extensions=0, met_by=_REGISTERED,
    ),
    Limit(
        "case.tell", *_PROMISE,
        3, starts=_steps("solve"), stops=_steps("reply"), outlasts=True,
    ),
    Limit(
        "case.callback", *_PROMISE,
        starts=_steps("solve"), stops=_steps("callback"), outlasts=True,
    ),
    Limit(
        "case.seizure", *_SEIZED,
        30, roll=True, starts=_steps("goods:seized"), stops=_steps("goods:released goods:disposed return"),
        outlasts=True, keeps=True, pauses=_APPRAISAL, extensions=1, extension_days=30,
        approver=_COUNTY[0], approver_chinese=_COUNTY[1],
    ),
    Limit(
        "case.deposit",
        "Procedures for administrative cases 190: within 24 hours", "程序规定第190条：二十四小时内移交保管",
        24, "hours", starts=_steps("goods:seized"), stops=_steps("goods:deposited goods:released return"),
        outlasts=True, keeps=True, pauses=_NEVER, extensions=0,
    ),
    Limit(
        "case.unrelated",
        "Procedures for administrative cases 112: at once, within 3 days at most",
        "程序规定第112条：立即退还，至迟不超过三日",
        3, starts=_steps("goods:unrelated"), stops=_steps("goods:released return"), outlasts=True, keeps=True,
        pauses=_NEVER, extensions=0,
    ),
    Limit(
        "case.preserve",
        "Procedures for administrative cases 110: within 7 days", "程序规定第110条：七日内作出处理决定",
        7, roll=True, starts=_steps("goods:preserved"),
        stops=_steps("goods:seized goods:released goods:disposed return"), outlasts=True, keeps=True, pauses=_NEVER,
        extensions=0,
    ),
    Limit(
        "case.claim",
        "Procedures for administrative cases 197: 6 months from the notice, 3 more where it needs them",
        "程序规定第197条：公告之日起六个月，特殊情况可延长三个月",
        6, "months", starts=_steps("goods:noticed"), stops=_steps("goods:released goods:disposed return"),
        outlasts=True, keeps=True, pauses=_NEVER, extensions=1, extension_months=3,
        approver=_COUNTY[0], approver_chinese=_COUNTY[1],
    ),
    Limit(
        "dispute.mediate",
        "Rules on public-security mediation (2007) 9: within 3 working days of acceptance, or of the appraisal",
        "公安机关治安调解工作规范(2007)第9条：受理之日或者鉴定意见出具之日起三个工作日内",
        3, "working_days", since=_REGISTERED, stops=_steps(_MEDIATED + " steady"), where=_BY_POLICE,
        pauses=_APPRAISAL, anew_after=_APPRAISAL, extensions=0,
    ),
    Limit(
        "dispute.second",
        "Procedures for administrative cases 183: within 7 working days of the first",
        "程序规定第183条：首次调解后七个工作日内",
        7, "working_days", starts=_steps("mediate:failed"), stops=_steps(_MEDIATED + " steady"), where=_BY_POLICE,
        once=True, pauses=_NEVER, extensions=0,
    ),
    Limit(
        "dispute.perform",
        "the date in the agreement; without one, practice", "协议约定的履行期限；未约定的按本所规定",
        30, starts=_steps("mediate:reached"), stops=_steps("perform breach mediate:performed"), date_field="perform_by",
    ),
    _AFTER_FAILURE._replace(**_LAW_2025),
    _AFTER_FAILURE._replace(
        basis="Procedures for administrative cases 185, Punishments Law (2012) 99: 30 days from the failure or breach",
        basis_chinese="程序规定第185条、治安管理处罚法(2012)第99条：自未达成协议或者不履行之日起三十日", **_LAW_2012,
    ),
    Limit(
        "dispute.people",
        "Ministry of Justice order 75, 33: one month, as a rule",
        "人民调解工作若干规定（司法部令第75号）第33条：一般一个月",
        1, "months", since=_REGISTERED, stops=_steps("mediate:reached mediate:steady steady"),
        where=(("way", frozenset({"people"})),),
    ),
    Limit(
        "dispute.confirm",
        "People's Mediation Law 33: within 30 days of the agreement's taking effect",
        "人民调解法第33条：协议生效之日起三十日内",
        30, starts=_steps("mediate:reached"), stops=_steps("confirm breach"), where=_for("confirming", value=True),
        pauses=_NEVER, extensions=0,
    ),
    Limit(
        "dispute.steady",
        "the date set when it was held steady; without one, practice", "稳控时定的走访日期；未定的按本所规定",
        30, starts=_steps("steady mediate:steady reply"), stops=_steps(_MEDIATED + " steady reply"),
        date_field="next_visit", starts_in=frozenset({"steady"}), high_amount=7,
    ),
    Limit(
        "dispute.callback", *_PROMISE,
        30, starts=_steps("perform mediate:performed"), stops=_steps("callback"), outlasts=True, high_amount=7,
    ),
    Limit(
        "hazard.assign", *_PROMISE,
        3, since=_REGISTERED, stops=_steps("assign rectify"),
    ),
    Limit(
        "hazard.rectify", *_DATE_SET,
        30, since=_REGISTERED, starts=_steps("assign recheck:failed"), stops=_steps("rectify"), date_field="deadline",
        high_amount=7,
    ),
    Limit(
        "hazard.recheck", *_PROMISE,
        7, starts=_steps("rectify"), stops=_steps("recheck:passed recheck:failed"), high_amount=3,
    ),
    Limit(
        "hazard.callback", *_PROMISE,
        starts=_steps("recheck:passed"), stops=_steps("callback"), outlasts=True,
    ),
    Limit(
        "request.reply", "practice: an answer within three days", "本所承诺：三天之内作出回复",
        3, since=_REGISTERED, stops=_steps("reply resolve explain transfer:unit convert"),
    ),
    Limit(
        "request.promise", *_DATE_PROMISED,
        since=_REGISTERED, date_field="promised_by",
    ),
    Limit("request.service", *_PROMISE, since=_REGISTERED),
    Limit(
        "request.petition_tell",
        "Regulations on petition work 23: within 15 days", "信访工作条例第23条：十五日内告知是否受理",
        15, since=_REGISTERED, stops=_steps("reply resolve explain transfer:unit"),
        where=_for("procedure", value="petition"), pauses=_NEVER, extensions=0,
    ),
    Limit(
        "request.petition_object",
        "Regulations on petition work 23: within 5 working days", "信访工作条例第23条：五个工作日内提出异议",
        5, "working_days", since=_REGISTERED, stops=_steps("reply resolve explain transfer:unit"),
        where=(*_for("procedure", value="petition"), *_for("source", value="handover")), pauses=_NEVER, extensions=0,
    ),
    Limit(
        "request.petition",
        "Regulations on petition work 34: 60 days, 30 more approved by the head of the organ",
        "信访工作条例第34条：六十日内办结，经本机关负责人批准可延长三十日",
        60, roll=True, since=_REGISTERED, where=_for("procedure", value="petition"), pauses=_NEVER, extensions=1,
        extension_days=30,
    ),
    Limit(
        "request.id_card",
        "Law on Resident Identity Cards 12: 60 days, 30 more where roads are bad",
        "居民身份证法第12条：六十日内，交通不便的地区可延长三十日",
        60, roll=True, since=_REGISTERED, where=_for("procedure", value="id_card"), pauses=_NEVER, extensions=1,
        extension_days=30,
    ),
    Limit(
        "request.callback", *_PROMISE,
        7, starts=_steps("resolve explain"), stops=_steps("callback"), outlasts=True, high_amount=3,
    ),
    Limit(
        "lead.verify", *_DATE_SET,
        7, since=_REGISTERED, stops=_steps("verify:confirmed verify:dismissed"), date_field="verify_by", high_amount=3,
    ),
    Limit(
        "conduct.rectify", *_DATE_SET,
        15, since=_REGISTERED, starts=_steps("recheck:failed"), stops=_steps("rectify explain"), date_field="deadline",
    ),
    Limit(
        "conduct.recheck", *_PROMISE,
        7, starts=_steps("rectify"), stops=_steps("recheck:passed recheck:failed"),
    ),
    Limit(
        "lead.callback", *_PROMISE,
        starts=_steps("verify:confirmed verify:dismissed"), stops=_steps("callback"), outlasts=True,
    ),
    Limit(
        "conduct.callback", *_PROMISE,
        starts=_steps("recheck:passed explain"), stops=_steps("callback"), outlasts=True,
    ),
    Limit(
        "visit.reply", *_DATE_PROMISED,
        since=_REGISTERED, stops=_steps("reply convert"), date_field="promised_by", outlasts=True,
        where=(("handling", frozenset({None, "on_spot", "explained", "reported"})),),
    ),
    Limit(
        "visit.reply", "the date that was promised; without one, an answer within three days",
        "承诺的期限；未定的三天之内作出回复",
        3, since=_REGISTERED, stops=_steps("reply convert"), date_field="promised_by", outlasts=True,
        where=_for("handling", value="by_date"), variant="by_date",
    ),
)  # fmt: skip
"""A row a limit, in the order in which a record's clocks are listed."""
