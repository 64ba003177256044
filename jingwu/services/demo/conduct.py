"""Invented matters of conduct."""

from jingwu.services.demo.draft import COMMON, DAY, HOUR, Draft
from jingwu.services.demo.people import Dice
from jingwu.services.demo.station import OFFICERS

HEADINGS = (
    *COMMON, "反映人姓名", "反映人电话", "涉及民警", "整改期限", "整改日期", "整改措施", "复查日期", "复查结果",
    "办结日期", "办结结果",
)  # fmt: skip
_FINDINGS: dict[str, tuple[str, str]] = {
    "服务态度": ("群众反映窗口解释不耐心。", "当面道歉，开展服务礼仪培训"),
    "接处警规范": ("接警后未在规定时间内回告。", "重新回告报警人，列入周点评"),
    "执法记录": ("记录仪未全程开启。", "补充说明，专项提醒"),
    "警容风纪": ("检查发现着装不规范。", "当场纠正"),
    "内务管理": ("值班室物品摆放杂乱。", "当日整理"),
}


def make(draft: Draft, dice: Dice) -> None:
    """Fill in one matter of conduct: raised, put right, rechecked, closed."""
    area = draft.place(dice)
    category = dice.pick(tuple(_FINDINGS))
    complaint = dice.chance(0.4)
    draft.visitor(dice, "反映人", area)
    if not complaint:
        draft.put({"反映人姓名": "", "反映人电话": ""})
    finding, remedy = _FINDINGS[category]
    days = dice.between(5, 15)
    draft.put({
        "类别": category,
        "摘要": finding,
        "来源": "投诉" if complaint else "检查",
        "涉及民警": dice.pick(OFFICERS),
        "整改期限": draft.day(days),
    })  # fmt: skip
    draft.wait(dice, HOUR, (days + 2) * DAY)
    draft.happen("整改日期", {"整改措施": remedy})
    draft.wait(dice, HOUR, 5 * DAY)
    draft.happen("复查日期", {"复查结果": "合格"})
    draft.wait(dice, HOUR, DAY)
    draft.happen("办结日期", {"办结结果": "已整改"})
