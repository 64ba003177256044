"""The fictional station 青石镇派出所: its officers, villages, grids, categories and settings."""

from jingwu.settings import DISPUTE_CATEGORIES, Settings, render_settings

NAME = "青石镇派出所"
OFFICERS = (
    "王建国", "李红", "张卫东", "刘志强", "陈静", "赵大勇", "孙丽", "周海涛", "吴鹏", "郑晓梅", "冯立新", "许国栋",
)  # fmt: skip
_GRIDS = {
    "柳树村": 3, "石桥村": 3, "东河村": 3, "西岭村": 3, "南塘村": 3, "北坡村": 2, "杨家洼村": 2, "刘庄村": 2,
    "槐林村": 2, "枣园村": 2, "桃花沟村": 2, "清泉村": 2, "大营村": 2, "小营村": 2, "青石社区": 4, "站前社区": 3,
    "河滨社区": 3, "新苑社区": 4,
}  # fmt: skip
AREAS: dict[str, tuple[str, ...]] = {
    area: tuple(f"{area}第{number}网格" for number in "一二三四"[:count]) for area, count in _GRIDS.items()
}
AREA_NAMES = tuple(AREAS)
POPULATION = {
    "柳树村": 1862, "石桥村": 2140, "东河村": 1735, "西岭村": 1528, "南塘村": 1983, "北坡村": 964, "杨家洼村": 1107,
    "刘庄村": 1246, "槐林村": 1318, "枣园村": 1092, "桃花沟村": 873, "清泉村": 1185, "大营村": 1407, "小营村": 926,
    "青石社区": 5630, "站前社区": 4215, "河滨社区": 3874, "新苑社区": 6048,
}  # fmt: skip
AREA_OFFICERS = {area: OFFICERS[index // 2] for index, area in enumerate(AREA_NAMES)}
"""One officer for two areas; the last three officers have none and work on cases."""
CATEGORIES: dict[str, tuple[str, ...]] = {
    "case": (
        "电动车盗窃", "储藏室盗窃", "入室盗窃", "农具家禽盗窃", "车内财物盗窃", "扒窃", "诈骗", "电信网络诈骗",
        "故意损毁财物", "殴打他人", "寻衅滋事", "赌博",
    ),
    "dispute": DISPUTE_CATEGORIES,
    "hazard": ("消防", "治安", "交通", "场所", "出租屋"),
    "request": ("户籍办理", "证件办理", "居住登记", "开具证明", "求助", "寻物", "咨询"),
    "lead": ("盗窃线索", "诈骗线索", "赌博线索", "矛盾苗头", "可疑人员"),
    "conduct": ("服务态度", "接处警规范", "执法记录", "警容风纪", "内务管理"),
    "visit": ("普通住户", "出租房屋", "独居老人", "困难家庭", "商户", "纠纷当事人"),
    "patrol": ("夜间巡逻", "校园护学", "集市巡逻", "村居巡逻", "重点部位巡逻"),
}  # fmt: skip
SERVICE_DAYS = {
    "新生儿落户": 15, "户口迁移": 20, "分户": 15, "变更登记": 15, "身份证补领": 60, "身份证换领": 60, "临时身份证": 5,
    "居住登记": 10, "居住证签注": 15, "亲属关系证明": 5, "户籍证明": 5, "无犯罪记录证明": 10, "养犬登记": 20,
}  # fmt: skip
"""Service to the days within which the station promises to finish it."""
_CALL_BACK = {"amount": 30, "by_risk": {"高": 7}}
_LIMITS: dict[str, dict[str, object]] = {
    "case.callback": _CALL_BACK,
    "hazard.callback": _CALL_BACK,
    "request.service": {"by_service": SERVICE_DAYS},
}
SETTINGS = Settings(
    name=NAME, language="zh", officers=OFFICERS, areas=AREAS, population=POPULATION, categories=CATEGORIES,
    limits=_LIMITS,
)  # fmt: skip


def station_text() -> str:
    """The text of the station's station.toml."""
    return render_settings(SETTINGS) + _limits_text()


def _limits_text() -> str:
    lines = [
        "# 本所的承诺 (the station's promises). 未写明的用程序自带的：答复 3 日，纠纷回访 30 日（高风险 7 日），",
        "# 小事情回访 7 日（高风险 3 日），稳控走访每 30 日一次（高风险 7 日）。案件、隐患的回访在此开启：",
        '[limits."case.callback"]',
        "amount = 30",
        'by_risk = { "高" = 7 }',
        '[limits."hazard.callback"]',
        "amount = 30",
        'by_risk = { "高" = 7 }',
        "",
        "# 服务事项的办理时限，日历日 (days by service)",
        '[limits."request.service".by_service]',
        *(f'"{service}" = {days}' for service, days in SERVICE_DAYS.items()),
    ]
    return "\n".join(["", *lines, ""])
