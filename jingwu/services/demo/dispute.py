"""Invented disputes."""

from jingwu.services.demo.draft import COMMON, DAY, HOUR, Draft, call_back
from jingwu.services.demo.people import Dice, Person, someone

HEADINGS = (
    *COMMON, "首接人", "场所", "甲方姓名", "甲方性别", "甲方身份证号", "甲方电话", "甲方住址", "乙方姓名", "乙方性别",
    "乙方身份证号", "乙方电话", "监护人姓名", "涉及人数", "涉及金额", "受理方式", "风险等级", "标记", "邀请单位",
    "调解日期", "调解结果", "化解方式", "协议形式", "协议金额", "履行期限", "履行日期", "履行金额", "反悔日期",
    "违约情形", "稳控日期", "稳控措施", "回访日期", "评价", "办结日期", "办结结果", "避免民转刑",
)  # fmt: skip
_CAUSES: dict[str, tuple[int, tuple[str, ...]]] = {
    "婚姻家庭": (160, ("赡养老人的费用", "分家析产", "彩礼返还", "子女抚养", "家务琐事", "离婚后的财产")),
    "邻里": (278, ("院墙出水", "楼上漏水", "停车占位", "犬只扰邻", "门前堆物", "共用过道", "空调外机噪声", "树枝越界")),
    "房屋宅基地": (67, ("宅基地边界", "翻建房屋滴水", "租房押金", "房屋漏雨维修")),
    "合同": (44, ("装修尾款", "买卖苹果的货款", "收割机作业费", "拖欠工程款")),
    "生产经营": (31, ("摊位位置", "灌溉用水先后", "大棚承包", "农资质量")),
    "损害赔偿": (76, ("被犬咬伤后的医药费", "碰倒电动车", "孩子打闹受伤", "放羊啃食麦苗", "喷洒农药伤及菜地")),
    "山林土地": (18, ("地界不清", "林木归属", "承包地流转费")),
    "征地拆迁": (28, ("青苗补偿分配", "拆迁款分配", "安置面积")),
    "环境污染": (4, ("养殖场异味", "加工厂粉尘")),
    "劳动争议": (13, ("拖欠工资", "工伤赔偿", "辞工结算")),
    "消费": (7, ("网购家电退货", "预付卡退费", "过期食品")),
    "医疗": (12, ("诊疗费用", "药品反应")),
    "道路交通事故": (33, ("电动车刮擦", "倒车碰撞", "事故后的误工费")),
    "物业": (9, ("物业费", "电梯停运", "地下车位")),
    "其他": (54, ("民间借款", "言语口角", "醉酒争执", "群聊里的争吵")),
}
_WEIGHTS = {category: weight for category, (weight, _) in _CAUSES.items()}
_SCENES = (
    "{a}与{b}因{cause}发生争吵，经劝阻后分开。",
    "{a}与{b}因{cause}多次争执，双方各执一词。",
    "{a}反映因{cause}与{b}产生矛盾，请求民警调解。",
    "接报{a}与{b}因{cause}发生口角并互相推搡，无人受伤。",
    "排查发现{a}与{b}因{cause}积怨，村干部调解未果。",
    "{a}与{b}因{cause}发生纠纷，现场情绪激动，已稳住双方。",
)
_OUTCOMES = {"已履行": 46.0, "达成协议": 39, "稳控": 5, "引导诉讼": 4, "未达成": 2.5, "终止": 1.5, "": 2}
_SUMS = frozenset(("合同", "损害赔偿", "劳动争议", "道路交通事故", "消费", "征地拆迁"))
_UNITS = ("司法所", "人民调解委员会", "村委会", "妇联", "人社所", "自然资源所")
_TENDED = "每周走访一次，网格员每日关注"


def make(draft: Draft, dice: Dice) -> None:
    """Fill in one dispute: registered, mediated, performed, called back, filed."""
    area = draft.place(dice)
    category = dice.weighted(_WEIGHTS)
    _parties(draft, dice, area, category)
    people = dice.chance(0.3)
    money = dice.between(2, 120) * 50 if category in _SUMS or dice.chance(0.15) else 0
    risk = dice.weighted({"低": 70, "中": 23, "高": 7})
    joint = dice.pick(_UNITS)
    draft.put({
        "类别": category,
        "来源": dice.weighted({"主动排查": 48, "110指令": 24, "申请": 20, "走访发现": 6, "移送": 2}),
        "场所": dice.weighted({"村头": 4, "炕头": 4, "街头": 3, "地头": 2, "窗口": 3, "电话": 2, "上门": 2}),
        "风险等级": risk,
        "涉及人数": str(dice.weighted({2: 70, 3: 14, 4: 10, 6: 4, 9: 2})),
        "涉及金额": str(money) if money else "",
        "受理方式": "人民调解" if people else "",
        "邀请单位": joint if risk == "高" else "",
        "避免民转刑": _averted(Dice(draft.values["来源编号"] + "-averted"), risk),
    })  # fmt: skip
    _mediate(draft, dice, money)


def _averted(dice: Dice, risk: str) -> str:
    """Whether it would have come to a crime, as the station judged: most of the grave ones, few of the others."""
    return "是" if dice.chance({"高": 0.5, "中": 0.08}.get(risk, 0)) else ""


def _parties(draft: Draft, dice: Dice, area: int, category: str) -> None:
    a = b = draft.visitor(dice, "甲方", area)
    while b.name == a.name:
        b = draft.visitor(dice, "乙方", area)
    flag = dice.weighted({"": 90, "涉未成年人": 3, "重复报警": 5, "涉群体": 2})
    beaten = dice.chance(0.08)
    child = someone(dice, area, minor=True)
    if category == "婚姻家庭" and beaten:
        flag = "家暴"
    if flag == "涉未成年人":
        draft.put({"监护人姓名": b.name})
        draft.party("乙方", child)
        b = child
    draft.put({"标记": flag, "摘要": _summary(dice, category, a, b)})


def _summary(dice: Dice, category: str, a: Person, b: Person) -> str:
    scene, cause = dice.pick(_SCENES), dice.pick(_CAUSES[category][1])
    return scene.format(a=a.name, b=b.name, cause=cause)


def _mediate(draft: Draft, dice: Dice, money: int) -> None:
    outcome = dice.weighted(_OUTCOMES)
    slow = dice.chance(0.07)
    if not outcome:  # nobody took it up for weeks
        outcome, slow = "已履行", True
        draft.wait(dice, 15 * DAY, 60 * DAY)
    draft.wait(dice, *((4 * DAY, 14 * DAY) if slow else (HOUR, 48 * HOUR)))
    values = {
        "调解结果": outcome,
        "化解方式": dice.weighted({"治安调解": 25, "人民调解": 55, "联动调解": 15, "行政调解": 5}),
        "协议形式": dice.weighted({"口头": 55, "书面": 40, "司法确认": 5}),
        "协议金额": str(money) if money else "",
        "履行期限": draft.day(dice.between(5, 25)),
    }
    agreed = outcome in {"已履行", "达成协议"}
    names = {"达成协议": tuple(values), "已履行": tuple(values)[:-1]}.get(outcome, ("调解结果", "化解方式"))
    draft.happen("调解日期", {name: values[name] for name in names})
    if outcome == "达成协议":
        agreed = _perform(draft, dice, money)
    elif outcome == "未达成":
        _hold(draft, dice)
    elif outcome == "稳控":
        _let_go(draft, dice)
    if agreed or outcome in {"引导诉讼", "终止"}:
        _finish(draft, dice, agreed=agreed)


def _hold(draft: Draft, dice: Dice) -> None:
    soon = dice.chance(0.8)
    draft.wait(dice, *((HOUR, 5 * DAY) if soon else (35 * DAY, 80 * DAY)))
    draft.happen("稳控日期", {"稳控措施": _TENDED})
    _let_go(draft, dice)


def _let_go(draft: Draft, dice: Dice) -> None:
    draft.wait(dice, 20 * DAY, 150 * DAY)
    draft.happen("办结日期", {"办结结果": "双方已无往来冲突，解除稳控"})


def _perform(draft: Draft, dice: Dice, money: int) -> bool:
    result = dice.weighted({"on time": 84, "late": 10, "broken": 4, "very late": 2})
    low, high = {"on time": (0, 5), "late": (26, 60), "broken": (20, 40), "very late": (60, 160)}[result]
    draft.wait(dice, low * DAY, high * DAY)
    if result == "broken":
        draft.happen("反悔日期", {"违约情形": dice.pick(("逾期未履行", "反悔"))})
        _hold(draft, dice)
        return False
    draft.happen("履行日期", {"履行金额": str(money) if money else ""})
    return True


def _finish(draft: Draft, dice: Dice, *, agreed: bool) -> None:
    if agreed or dice.chance(0.3):
        call_back(draft, dice, 7 if draft.values["风险等级"] == "高" else 20)
    filed = dice.chance(0.6)
    if filed:
        draft.wait(dice, HOUR, 6 * DAY)
        draft.happen("办结日期", {"办结结果": "双方和好，协议履行完毕" if agreed else "已告知诉讼途径"})
