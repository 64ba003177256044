"""Invented requests."""

from jingwu.services.demo.draft import COMMON, DAY, HOUR, Draft, call_back
from jingwu.services.demo.people import Dice

HEADINGS = (
    *COMMON, "首接人", "场所", "申请人姓名", "申请人性别", "申请人身份证号", "申请人电话", "申请人住址", "服务事项",
    "上门服务", "承诺期限", "回复日期", "回复方式", "解决日期", "解决方式", "解释日期", "解释内容", "移交日期",
    "移交单位", "回访日期", "评价", "办结日期", "办结结果",
)  # fmt: skip
_MATTERS: dict[str, tuple[int, tuple[tuple[str, str], ...]]] = {
    "户籍办理": (32, (("新生儿落户", "{a}申请为新生儿办理落户。"), ("户口迁移", "{a}申请将户口迁入{v}。"),
                      ("分户", "{a}申请与父母分户。"), ("变更登记", "{a}申请变更户口登记项目。"))),
    "证件办理": (26, (("身份证补领", "{a}身份证遗失，申请补领。"),
                      ("身份证换领", "{a}身份证到期，行动不便请求上门采集。"),
                      ("临时身份证", "{a}外出乘车急需办理临时身份证。"))),
    "居住登记": (16, (("居住登记", "{a}租住{v}，申报居住登记。"), ("居住证签注", "{a}申请居住证签注。"))),
    "开具证明": (22, (("亲属关系证明", "{a}办理继承手续，请求开具亲属关系证明。"),
                      ("户籍证明", "{a}子女入学，请求开具户籍证明。"),
                      ("无犯罪记录证明", "{a}应聘，请求开具无犯罪记录证明。"))),
    "求助": (38, (("开锁", "{a}钥匙锁在屋内，家中有老人，请求帮助。"), ("寻人", "{a}称家中老人走失，请求查找。"),
                  ("抗旱用水", "{a}反映{v}机井断电，请求协调。"), ("护送", "{a}醉酒卧于路边，群众请求处置。"),
                  ("动物伤人", "{a}反映流浪犬追人，请求处置。"))),
    "寻物": (22, (("寻找手机", "{a}手机遗失在公交车上，请求查找。"), ("寻找钱包", "{a}钱包遗失在集市，请求查看监控。"),
                  ("认领物品", "{a}丢失农用三轮车钥匙，请求查找。"))),
    "咨询": (24, (("反诈咨询", "{a}接到可疑电话，咨询是否诈骗。"), ("养犬登记", "{a}咨询养犬登记手续。"),
                  ("法律咨询", "{a}咨询邻里纠纷如何起诉。"))),
}  # fmt: skip
_WEIGHTS = {category: weight for category, (weight, _) in _MATTERS.items()}
_UNITS = ("行政服务中心", "人社所", "民政办", "供电所", "自然资源所", "县公安局出入境管理大队")
_ENDS = {"现场解决": 62, "限期解决": 26, "解释": 7, "移交": 5}


def make(draft: Draft, dice: Dice) -> None:
    """Fill in one request: accepted, answered, resolved or explained or passed on, called back, filed."""
    area = draft.place(dice)
    category = dice.weighted(_WEIGHTS)
    service, text = dice.pick(_MATTERS[category][1])
    applicant = draft.visitor(dice, "申请人", area)
    end = dice.weighted(_ENDS)
    promise = dice.between(5, 15)
    draft.put({
        "类别": category,
        "服务事项": service,
        "摘要": text.format(a=applicant.name, v=draft.values["村居"]),
        "来源": dice.weighted({"申请": 60, "110指令": 22, "走访发现": 12, "其他": 6}),
        "场所": dice.weighted({"窗口": 50, "电话": 20, "网上": 12, "上门": 10, "炕头": 5, "街头": 3}),
        "上门服务": "是" if dice.chance(0.12) else "",
        "承诺期限": draft.day(promise) if end == "限期解决" else "",
    })  # fmt: skip
    _answer(draft, dice)
    _end(draft, dice, end, promise)


def _answer(draft: Draft, dice: Dice) -> None:
    low, high = dice.weighted({(5, 3 * HOUR): 60, (4 * HOUR, 56 * HOUR): 35, (5 * DAY, 30 * DAY): 5})
    draft.wait(dice, low, high)
    draft.happen("回复日期", {"回复方式": dice.weighted({"窗口": 45, "电话": 35, "上门": 12, "网上": 8})})


def _end(draft: Draft, dice: Dice, end: str, promise: int) -> None:
    late, forgotten = dice.chance(0.06), dice.chance(0.004)
    if end == "限期解决":
        draft.wait(dice, *((promise * DAY, (promise + 25) * DAY) if late else (HOUR, (promise - 4) * DAY)))
    elif late:
        draft.wait(dice, HOUR, 9 * DAY)
    unit = dice.pick(_UNITS)
    if forgotten:
        draft.wait(dice, 30 * DAY, 110 * DAY)
    if end == "移交":
        draft.happen("移交日期", {"移交单位": unit})
    elif end == "解释":
        draft.happen("解释日期", {"解释内容": "不符合办理条件，已讲明政策依据和所需材料"})
    else:
        draft.happen("解决日期", {"解决方式": end})
    call_back(draft, dice, 7)
    filed = dice.chance(0.5)
    if filed and end != "移交":
        draft.wait(dice, HOUR, 3 * DAY)
        draft.happen("办结日期", {"办结结果": "已办妥"})
