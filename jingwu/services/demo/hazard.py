"""Invented hazards."""

from jingwu.services.demo.draft import COMMON, DAY, HOUR, Draft, call_back
from jingwu.services.demo.people import Dice

HEADINGS = (
    *COMMON, "风险等级", "措施", "责任单位", "责任人姓名", "责任人电话", "整改期限", "责任落实日期", "落实单位",
    "落实责任人", "整改完成日期", "整改措施", "复查日期", "复查结果", "销号日期", "回访日期", "评价",
)  # fmt: skip
_FINDINGS: dict[str, tuple[int, tuple[tuple[str, str], ...]]] = {
    "消防": (34, (("楼道堆放杂物，堵塞疏散通道", "清理杂物"), ("电动车在楼道内充电", "迁至充电棚"),
                  ("灭火器过期", "更换灭火器"), ("私拉电线", "拆除并规范布线"), ("柴草垛靠近住房", "迁移柴草垛"))),
    "治安": (18, (("监控探头损坏", "修复探头"), ("路灯不亮，夜间无照明", "修复路灯"),
                  ("废弃房屋有人逗留", "封闭门窗"))),
    "交通": (18, (("村口弯道无警示牌", "设置警示牌和减速带"), ("占道晒粮", "清理路面"),
                  ("校门口车辆乱停", "划设停车区"))),
    "场所": (14, (("棋牌室未落实登记", "落实登记制度"), ("旅馆未实名登记", "补录并培训"),
                  ("网吧通道上锁", "打开安全出口"))),
    "出租屋": (16, (("群租隔断", "拆除隔断"), ("未申报租住人员", "补报租住信息"), ("燃气软管老化", "更换软管"))),
}  # fmt: skip
_WEIGHTS = {category: weight for category, (weight, _) in _FINDINGS.items()}
_UNITS = ("村委会", "物业公司", "青石镇供销超市", "青石镇中心小学", "新苑物业", "个体经营户")


def make(draft: Draft, dice: Dice) -> None:
    """Fill in one hazard: found, assigned, rectified, rechecked, struck off."""
    area = draft.place(dice)
    category = dice.weighted(_WEIGHTS)
    finding, remedy = dice.pick(_FINDINGS[category][1])
    owner = draft.visitor(dice, "责任人", area)
    unit, days = dice.pick(_UNITS), dice.between(7, 30)
    draft.put({
        "类别": category,
        "摘要": f"{draft.values['地点']}：{finding}。",
        "来源": dice.weighted({"检查": 55, "巡逻发现": 20, "走访发现": 20, "其他": 5}),
        "风险等级": dice.weighted({"低": 55, "中": 33, "高": 12}),
        "措施": f"责令{remedy}",
        "责任单位": unit,
        "整改期限": draft.day(days),
    })  # fmt: skip
    draft.wait(dice, HOUR, 40 * HOUR)
    draft.happen("责任落实日期", {"落实单位": unit, "落实责任人": owner.name})
    _rectify(draft, dice, days, f"已{remedy}")


def _rectify(draft: Draft, dice: Dice, days: int, measures: str) -> None:
    low, high = dice.weighted({(1, days - 3): 89, (days, days + 40): 10, (days + 60, days + 150): 1})
    passed = dice.weighted({"合格": 998, "不合格": 2})
    draft.wait(dice, low * DAY, high * DAY)
    draft.happen("整改完成日期", {"整改措施": measures})
    draft.wait(dice, 4 * HOUR, 4 * DAY)
    draft.happen("复查日期", {"复查结果": passed})
    if passed == "合格":
        draft.wait(dice, 0, 2 * DAY)
        draft.happen("销号日期")
        call_back(draft, Dice(draft.values["来源编号"]), 5 if draft.values["风险等级"] == "高" else 20)
