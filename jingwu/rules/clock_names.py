"""What clocks (时限) are called: a table, apart from the limits themselves, as every list of dues prints names.

Like the language, the names that a station gave to rows of its own are chosen once a session.
"""

from collections.abc import Mapping
from typing import Any

CLOCK_NAMES: dict[str, tuple[str, str]] = {
    "case.handle": ("Handle the case", "办案期限"),
    "dispute.handle": ("Handle after a failed mediation", "调解不成后办理"),
    "case.accept": ("Accept the report", "受案"),
    "case.pass_on": ("Pass on", "移送主管机关"),
    "case.tell_reporter": ("Tell the reporter", "告知报案人"),
    "case.pursuit": ("Found in time", "追究时效"),
    "case.tell": ("Tell the victim", "告知被侵害人"),
    "case.callback": ("Call back", "回访"),
    "case.seizure": ("Decide on seized goods", "扣押期限"),
    "case.deposit": ("Hand goods to the custodian", "涉案物品入库"),
    "case.unrelated": ("Give back unrelated goods", "退还无关物品"),
    "case.preserve": ("Decide on preserved evidence", "先行登记保存"),
    "case.claim": ("Wait for the owner's claim", "招领期限"),
    "dispute.mediate": ("First mediation", "首次调解"),
    "dispute.second": ("Second mediation", "再次调解"),
    "dispute.perform": ("Perform the agreement", "履行协议"),
    "dispute.people": ("People's mediation", "人民调解期限"),
    "dispute.confirm": ("Apply for judicial confirmation", "申请司法确认"),
    "dispute.steady": ("Visit while held steady", "稳控走访"),
    "dispute.callback": ("Call back", "回访"),
    "hazard.assign": ("Name who is responsible", "落实责任"),
    "hazard.rectify": ("Put right", "整改期限"),
    "hazard.recheck": ("Recheck", "复查"),
    "hazard.callback": ("Call back", "回访"),
    "request.reply": ("Reply", "答复"),
    "request.promise": ("Keep the promise", "限期解决"),
    "request.service": ("Finish the service", "服务时限"),
    "request.petition_tell": ("Tell whether the petition is accepted", "信访受理告知"),
    "request.petition_object": ("Object to a petition handed down", "信访转送异议"),
    "request.petition": ("Finish the petition", "信访办理"),
    "request.id_card": ("Issue the ID card", "居民身份证发放"),
    "request.callback": ("Call back", "回访"),
    "lead.verify": ("Verify", "核查"),
    "lead.callback": ("Call back", "回访"),
    "conduct.callback": ("Call back", "回访"),
    "conduct.rectify": ("Put right", "整改期限"),
    "conduct.recheck": ("Recheck", "复查"),
    "visit.reply": ("Reply to what was said", "答复走访反映"),
}
"""kind.what to the English and the Chinese name."""

TABLE = "a81a7784"
"""Changes with the policy table, so that what was computed by another is made anew; a test compares the two."""

_OWN: dict[str, str] = {}


def label_of(name: str) -> tuple[str, str] | None:
    """The English and the Chinese name of a clock; the station's own has one for both."""
    own = _OWN.get(name)
    return (own, own) if own else CLOCK_NAMES.get(name)


def use_labels(limits: Mapping[str, Mapping[str, Any]]) -> None:
    """Call clocks by the labels that a station's settings give them, from now on."""
    _OWN.clear()
    for key, override in limits.items():
        if isinstance(label := override.get("label"), str):
            _OWN[key.partition("@")[0]] = label
