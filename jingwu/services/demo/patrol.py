"""Invented patrols."""

from datetime import timedelta

from jingwu.services.demo.draft import COMMON, Draft, stamp
from jingwu.services.demo.people import Dice

HEADINGS = (
    *COMMON, "结束时间", "巡逻方式", "人数", "发现情况",
)  # fmt: skip
_NIGHT, _SCHOOL = frozenset((19, 20, 21, 22, 23, 0, 1, 2)), frozenset((7, 16))
_FINDINGS = {
    "": 70, "提醒关好门窗": 8, "纠正违停车辆": 8, "发现未锁储藏室，已联系户主": 5, "盘查可疑人员，未发现异常": 6,
    "制止焚烧秸秆": 3,
}  # fmt: skip


def make(draft: Draft, dice: Dice) -> None:
    """Fill in one patrol: when, where, who, how."""
    draft.place(dice)
    daily = dice.weighted({"集市巡逻": 3, "村居巡逻": 5, "重点部位巡逻": 3})
    hour = draft.reported.hour
    category = "夜间巡逻" if hour in _NIGHT else "校园护学" if hour in _SCHOOL else daily
    means = dice.weighted({"车巡": 50, "步巡": 35, "骑巡": 15})
    draft.values["责任民警"] = draft.roster.anybody(dice)
    ended = draft.reported + timedelta(minutes=dice.between(40, 150))
    draft.put({
        "类别": category,
        "摘要": f"{draft.values['村居']}{category}，{means}。",
        "来源": "工作中发现",
        "结束时间": stamp(ended) if ended <= draft.until else "",
        "巡逻方式": means,
        "人数": str(dice.between(2, 4)),
        "发现情况": dice.weighted(_FINDINGS),
    })  # fmt: skip
