"""Invented cases."""

from datetime import datetime, timedelta

from jingwu.services.demo.draft import COMMON, DAY, HOUR, Draft, call_back, stamp
from jingwu.services.demo.people import Dice, someone

HEADINGS = (
    *COMMON, "首接人", "发生时间", "立案时间", "案件性质", "报案人姓名", "报案人电话", "被侵害人姓名", "被侵害人性别",
    "被侵害人身份证号", "被侵害人电话", "被侵害人住址", "嫌疑人姓名", "嫌疑人身份证号", "损失价值", "涉案物品",
    "可防性案件", "串并案", "保密", "破案日期", "抓获人数", "破案方式", "告知日期", "告知方式", "追赃日期",
    "追回金额", "返还日期", "返还金额", "领取人", "结案日期", "处理结果", "回访日期", "评价",
)  # fmt: skip
_THEFTS: dict[str, tuple[int, float, tuple[tuple[str, int, int], ...], str]] = {
    "电动车盗窃": (20, 0.62, (("电动自行车一辆", 1200, 3800), ("电动三轮车一辆", 2600, 5200), ("电瓶一组", 260, 700)),
                   "{v}停放在{p}的{g}被盗。"),
    "储藏室盗窃": (11, 0.66, (("白酒两箱", 300, 1600), ("自行车一辆", 200, 900), ("电动工具一套", 300, 1100)),
                   "{v}家储藏室门锁被撬，{g}被盗。"),
    "入室盗窃": (5, 0.8, (("现金", 300, 6000), ("金戒指一枚", 1500, 4200), ("手机一部", 600, 2600)),
                 "{v}外出返家后发现窗户被撬，{g}被盗。"),
    "农具家禽盗窃": (7, 0.7, (("母鸡两只", 90, 200), ("羊一只", 700, 1500), ("水泵一台", 260, 900),
                            ("铁牌一块", 200, 400)),
                    "{v}放在{p}的{g}被盗。"),
    "车内财物盗窃": (4, 0.72, (("现金和香烟", 200, 1800), ("行车记录仪一台", 260, 700)),
                    "{v}停在{p}的车辆车窗被砸，{g}被盗。"),
    "扒窃": (4, 0.7, (("手机一部", 500, 2800), ("钱包一个", 100, 900)), "{v}赶集时{g}被扒窃。"),
    "诈骗": (3, 0.7, (("现金", 500, 5000), ("货款", 800, 6000)), "{v}被一男子以低价售货为名骗走{g}。"),
    "电信网络诈骗": (4, 0.5, (("转账款", 900, 9800),), "{v}接到冒充客服的电话后被骗{g}。"),
}  # fmt: skip
_QUARRELS: dict[str, tuple[int, float, str]] = {
    "故意损毁财物": (7, 0.86, "{v}的{g}被人毁坏，怀疑与前日口角有关。"),
    "殴打他人": (9, 0.93, "{v}在{p}与人发生口角后被打，面部软组织挫伤。"),
    "寻衅滋事": (3, 0.9, "{v}在{p}被醉酒男子拦截辱骂。"),
    "赌博": (3, 0.96, "群众举报{p}有人聚众打牌赌钱。"),
}
_WEIGHTS = {name: row[0] for name, row in _THEFTS.items()} | {name: row[0] for name, row in _QUARRELS.items()}
_BROKEN = (("大门玻璃", 150, 600), ("轿车后视镜", 300, 900), ("果树十余棵", 600, 2400), ("监控摄像头", 150, 400))
_NIGHT = (22, 23, 0, 1, 2, 2, 3, 3, 4)
_RESULTS = {"行政处罚": 60, "调解结案": 20, "移送起诉": 12, "不予处罚": 8}
_CRIMINAL = frozenset(("入室盗窃", "诈骗", "电信网络诈骗"))


def make(draft: Draft, dice: Dice) -> None:
    """Fill in one case: reported, filed, solved, the victim told, goods recovered and returned, closed."""
    area = draft.place(dice)
    category = dice.weighted(_WEIGHTS)
    loss = _describe(draft, dice, area, category)
    criminal = category in _CRIMINAL and dice.chance(0.6)
    theft = category in _THEFTS
    draft.put({
        "类别": category,
        "来源": dice.weighted({"110指令": 55, "报案": 30, "工作中发现": 8, "巡逻发现": 4, "扭送": 1, "投案": 2}),
        "案件性质": "刑事" if criminal else "治安",
        "可防性案件": "是" if theft else "否",
        "保密": "是" if dice.chance(0.02) else "",
    })  # fmt: skip
    _file(draft, dice)
    solved = dice.chance(_THEFTS[category][1] if theft else _QUARRELS[category][1])
    _solve(draft, dice, area, loss) if solved else _give_up(draft, dice)


def _describe(draft: Draft, dice: Dice, area: int, category: str) -> int:
    victim = draft.visitor(dice, "被侵害人", area)
    other = someone(dice, area)
    draft.party("报案人", victim if dice.chance(0.8) else other)
    goods, low, high = dice.pick(_THEFTS[category][2] if category in _THEFTS else _BROKEN)
    loss = dice.between(low // 10, high // 10) * 10
    losing = category in _THEFTS or category == "故意损毁财物"
    text = _THEFTS[category][3] if category in _THEFTS else _QUARRELS[category][2]
    series = f"{draft.reported.year}年第{(draft.reported.month + 2) // 3}季度储藏室系列"
    draft.put({
        "摘要": text.format(v=victim.name, p=draft.values["地点"], g=goods),
        "发生时间": stamp(_occurred(draft, dice, category)),
        "损失价值": f"{loss}.00" if losing else "",
        "涉案物品": goods if losing else "",
        "串并案": series if category == "储藏室盗窃" and dice.chance(0.3) else "",
    })  # fmt: skip
    return loss if losing else 0


def _occurred(draft: Draft, dice: Dice, category: str) -> datetime:
    minutes = dice.between(10, 5 * HOUR)
    hour, minute, nights = dice.pick(_NIGHT), dice.between(0, 59), dice.between(0, 2)
    at = draft.reported - timedelta(minutes=minutes)
    if category in _THEFTS and category not in {"扒窃", "诈骗", "电信网络诈骗"}:
        night = (draft.reported - timedelta(days=nights)).replace(hour=hour, minute=minute)
        return night if night < at else night - timedelta(days=1)
    return at


def _file(draft: Draft, dice: Dice) -> None:
    slow = dice.chance(0.04)
    draft.at += timedelta(minutes=dice.between(26 * HOUR, 60 * HOUR) if slow else dice.between(20, 20 * HOUR))
    draft.happen("立案时间")


def _solve(draft: Draft, dice: Dice, area: int, loss: int) -> None:
    low, high = dice.weighted({(2, 40): 55, (48, 24 * 20): 36, (24 * 26, 24 * 60): 9})
    draft.wait(dice, low * HOUR, high * HOUR)
    suspect = someone(dice, area)
    draft.happen("破案日期", {
        "抓获人数": str(dice.weighted({1: 80, 2: 15, 3: 5})),
        "破案方式": dice.weighted({"视频侦查": 45, "线索": 20, "走访": 15, "巡逻": 8, "勘查比对": 7, "深挖": 5}),
        "嫌疑人姓名": suspect.name,
        "嫌疑人身份证号": suspect.id_number,
    })  # fmt: skip
    told, returned, closed = dice.chance(0.97), dice.chance(0.85), dice.chance(0.98)
    draft.wait(dice, *((HOUR, 2 * DAY) if told else (8 * DAY, 40 * DAY)))
    draft.happen("告知日期", {"告知方式": dice.weighted({"上门": 60, "电话": 30, "窗口": 10})})
    share = dice.weighted({100: 60, 70: 15, 40: 15, 0: 10})
    if loss and share:
        _give_back(draft, dice, loss * share // 100, returned=returned)
    draft.wait(dice, *((DAY, 6 * DAY) if closed else (40 * DAY, 120 * DAY)))
    draft.happen("结案日期", {"处理结果": dice.weighted(_RESULTS)})
    call_back(draft, Dice(draft.values["来源编号"]), 14)


def _give_back(draft: Draft, dice: Dice, amount: int, *, returned: bool) -> None:
    draft.wait(dice, HOUR, DAY)
    draft.happen("追赃日期", {"追回金额": f"{amount}.00"})
    if returned:
        draft.wait(dice, HOUR, 5 * DAY)
        draft.happen("返还日期", {"返还金额": f"{amount}.00", "领取人": draft.values["被侵害人姓名"]})


def _give_up(draft: Draft, dice: Dice) -> None:
    low, high = dice.weighted({(18, 26): 62, (34, 80): 30, (90, 170): 8})
    draft.wait(dice, low * DAY, high * DAY)
    draft.happen("结案日期", {"处理结果": dice.pick(("经查证无法查明，终止调查", "违法事实不成立，终止调查"))})
