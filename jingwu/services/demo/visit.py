"""Invented visits."""

from jingwu.services.demo.draft import COMMON, DAY, HOUR, Draft
from jingwu.services.demo.people import Dice

HEADINGS = (
    *COMMON, "场所", "户主姓名", "户主电话", "走访户数", "反映问题", "意见建议", "处理", "承诺期限", "联系卡",
    "答复日期", "答复内容", "一次性告知单",
)  # fmt: skip
_TALKS = (
    "宣传防诈骗知识，核对居住人员信息。", "了解家庭情况，提醒用火用电安全。", "征求治安意见，讲解养犬规定。",
    "询问近期有无陌生人推销。", "检查门窗和储藏室门锁，提醒防盗。", "看望老人，检查取暖设施。",
    "核对租住人员，签订治安责任书。", "回访上次纠纷的处理情况。",
)  # fmt: skip
_PROBLEMS = ("路灯不亮", "夜间噪声", "流浪犬多", "停车难", "垃圾清运慢", "监控盲区", "水渠堵塞", "快递站占道")
_OPINIONS = ("增加夜间巡逻", "在村口装监控", "多办防骗讲座", "办证时间延长到周末", "")
_HANDLING = {"现场": 55, "解释": 28, "上报": 11, "限期": 6}


def make(draft: Draft, dice: Dice) -> None:
    """Fill in one visit: whom, how many households, what was said, and the answer if one was promised."""
    area = draft.place(dice)
    household = draft.visitor(dice, "户主", area)
    told = dice.chance(0.4)
    problem, handling = dice.pick(_PROBLEMS), dice.weighted(_HANDLING)
    draft.values["责任民警"] = draft.roster.anybody(dice)
    draft.put({
        "类别": dice.weighted({
            "普通住户": 55, "出租房屋": 15, "独居老人": 10, "商户": 10, "困难家庭": 6, "纠纷当事人": 4,
        }),
        "摘要": f"走访{household.name}家，{dice.pick(_TALKS)}",
        "来源": "走访发现",
        "场所": dice.weighted({"炕头": 40, "上门": 30, "村头": 12, "地头": 10, "街头": 8}),
        "走访户数": str(dice.weighted({1: 30, 2: 15, 3: 15, 4: 10, 5: 10, 6: 10, 8: 10})),
        "反映问题": problem if told else "",
        "意见建议": dice.pick(_OPINIONS) if told else "",
        "处理": handling if told else "",
        "联系卡": str(dice.between(1, 6)),
        "一次性告知单": _notices(Dice(draft.values["来源编号"] + "-notices"), problem if told else ""),
    })  # fmt: skip
    _answer(draft, dice, f"{problem}已协调处理", promised=told and handling == "限期")


def _notices(dice: Dice, problem: str) -> str:
    """How many leaflets on what a matter needs were left: where somebody had one, now and then elsewhere."""
    return str(dice.between(1, 3)) if dice.chance(0.6 if problem else 0.15) else ""


def _answer(draft: Draft, dice: Dice, content: str, *, promised: bool) -> None:
    days, late = dice.between(5, 15), dice.chance(0.08)
    if promised:
        draft.put({"承诺期限": draft.day(days)})
        draft.wait(dice, *((days * DAY, (days + 20) * DAY) if late else (HOUR, (days - 4) * DAY)))
        draft.happen("答复日期", {"答复内容": content})
