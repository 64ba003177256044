"""Invented leads."""

from jingwu.services.demo.draft import COMMON, DAY, HOUR, Draft
from jingwu.services.demo.people import Dice

HEADINGS = (
    *COMMON, "提供人姓名", "提供人电话", "涉及人姓名", "保密", "可靠程度", "核查期限", "核查日期", "核查结果",
    "移交日期", "移交单位", "办结日期", "办结结果",
)  # fmt: skip
_SIGNS: dict[str, tuple[int, tuple[str, ...]]] = {
    "盗窃线索": (28, ("{s}低价出售来路不明的电动车。", "夜间有陌生面包车在{v}停留，疑似踩点。",
                      "{s}家中存放多组旧电瓶。")),
    "诈骗线索": (18, ("{s}频繁收取他人银行卡。", "有人在{v}以免费体检名义向老人推销。", "{s}组织刷单群。")),
    "赌博线索": (16, ("{s}家中每晚有人打牌，来往人员复杂。", "{v}小卖部后院设麻将桌抽头。")),
    "矛盾苗头": (26, ("{s}与邻居因宅基地扬言报复。", "{s}夫妻近日争吵频繁。", "{s}因工程款未结情绪激动。")),
    "可疑人员": (12, ("{v}出租屋有多名陌生人昼伏夜出。", "有人冒充工作人员在{v}入户登记。")),
}  # fmt: skip
_WEIGHTS = {category: weight for category, (weight, _) in _SIGNS.items()}


def make(draft: Draft, dice: Dice) -> None:
    """Fill in one lead: received, verified, passed on or filed."""
    area = draft.place(dice)
    category = dice.weighted(_WEIGHTS)
    draft.visitor(dice, "提供人", area)
    subject = draft.visitor(dice, "涉及人", area)
    text, days = dice.pick(_SIGNS[category][1]), dice.between(7, 15)
    draft.put({
        "类别": category,
        "摘要": text.format(s=subject.name, v=draft.values["村居"]),
        "来源": dice.weighted({"走访发现": 50, "报案": 20, "工作中发现": 20, "巡逻发现": 10}),
        "保密": "是" if dice.chance(0.3) else "",
        "可靠程度": dice.weighted({"可靠": 25, "较可靠": 45, "待核实": 30}),
        "核查期限": draft.day(days),
    })  # fmt: skip
    _verify(draft, dice, days)


def _verify(draft: Draft, dice: Dice, days: int) -> None:
    low, high = dice.weighted({(1, days - 4): 90, (days, days + 25): 9, (days + 30, days + 110): 1})
    result = dice.weighted({"属实": 60, "排除": 40})
    passed_on = dice.chance(0.25)
    draft.wait(dice, low * DAY, high * DAY)
    draft.happen("核查日期", {"核查结果": result})
    draft.wait(dice, HOUR, 3 * DAY)
    if result == "属实" and passed_on:
        draft.happen("移交日期", {"移交单位": dice.pick(("刑侦大队", "治安大队", "反诈中心"))})
    else:
        draft.happen("办结日期", {"办结结果": "已据此处置" if result == "属实" else "查无实据"})
