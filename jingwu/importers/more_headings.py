"""What officers' own sheets and other systems call fields, persons and marks, beside the names of the columns."""

from collections.abc import Mapping

_Headings = Mapping[str, tuple[str, ...]]

OF_ALL: _Headings = {
    "reported_at": ("日期", "登记日", "date"),
    "source_key": ("编号", "序列号", "id"),
    "summary": ("报警内容", "警情内容", "简要警情", "简要情况", "案情简介", "事由"),
    "officer": ("处警人", "出警民警"),
    "area": ("村", "所属村", "所属村居", "所属社区"),
}
"""Field of every kind."""
OF_KIND: Mapping[str, _Headings] = {
    "dispute": {
        "summary": ("纠纷内容", "矛盾纠纷内容", "纠纷情况", "纠纷事由"),
        "category": ("矛盾类型", "矛盾纠纷类型", "矛盾纠纷类别", "纠纷类别"),
        "place": ("纠纷地点", "纠纷发生地"),
    },
    "case": {"summary": ("案件名称", "案情", "案件简介"), "category": ("案由",)},
    "hazard": {
        "reported_at": ("检查时间", "排查时间", "发现时间"),
        "summary": ("存在隐患", "存在的隐患", "存在问题", "存在的问题", "隐患内容", "隐患情况", "隐患描述"),
        "category": ("隐患类型", "隐患类别"),
        "unit": ("单位名称", "被检查单位"),
        "place": ("地址", "单位地址", "检查地点"),
        "officer": ("检查人", "检查民警"),
    },
    "request": {"summary": ("求助内容", "诉求内容")},
    "lead": {"reported_at": ("收集时间",), "summary": ("线索内容", "线索情况")},
    "visit": {
        "reported_at": ("走访时间",),
        "summary": ("走访内容", "走访情况"),
        "officer": ("走访民警", "走访人"),
    },
    "patrol": {
        "reported_at": ("巡逻时间", "开始时间"),
        "summary": ("巡逻情况", "巡逻内容"),
        "place": ("路线", "巡逻路线", "巡逻路段", "巡逻区域"),
        "officer": ("巡逻民警", "巡逻人员"),
    },
}
"""Kind to its fields."""
ROLES: _Headings = {
    "报案人": ("报警人",),
    "求助人": ("报警人",),
    "被侵害人": ("受害人", "被害人"),
    "受访人": ("走访对象", "被走访人"),
    "嫌疑人": ("违法嫌疑人", "犯罪嫌疑人"),
    "甲方": ("甲方当事人", "当事人甲", "当事人1", "当事人一"),
    "乙方": ("乙方当事人", "当事人乙", "当事人2", "当事人二"),
}
"""Role of a person to what else such a one is called."""
ROLES_OF_KIND: Mapping[str, Mapping[str, str]] = {"dispute": {"reporter": "报警人"}}
"""Kind to roles that its forms do not ask for, though files of other systems have them."""
CALLER = frozenset({"报警人", "报案人"})
CALLERS_PHONE = ("报警电话", "报案电话")
FLAGS: _Headings = {
    "minor": ("涉未成年", "未成年人"),
    "domestic_violence": ("涉家暴", "家庭暴力"),
    "repeat": ("重复警情",),
    "online": ("网络",),
    "group": ("群体性",),
}
"""Code of a mark to its headings."""
STATUS = ("当前状态", "办理状态", "办结状态")


def with_other_time(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings of a day, each also with the other word for it: 办结日期 and 办结时间."""
    words = ("日期", "时间")
    others = (heading[:-2] + words[heading[-2:] == words[0]] for heading in headings if heading[-2:] in words)
    return (*headings, *others)
