"""What officers' own sheets and other systems call fields, persons and marks, beside the names of the columns."""

from collections.abc import Mapping

_Headings = Mapping[str, tuple[str, ...]]

OF_ALL: _Headings = {
    "reported_at": ("日期", "登记日", "接收时间", "接报时间", "接处警时间", "date"),
    "occurred_at": ("发生日", "发案日", "案发日", "事发时间"),
    "source_key": ("编号", "序列号", "接警编号", "接处警编号", "警情号", "工单编号", "工单号", "id"),
    "summary": (
        "报警内容", "警情内容", "简要警情", "简要情况", "案情简介", "事由", "基本案情", "主要事实", "事情经过",
        "简要经过",
    ),
    "officer": ("处警人", "处警人员", "出警民警", "出警人员", "承办民警", "经办民警"),
    "first_officer": ("接警人", "接警民警", "接待民警", "受理民警", "首接责任人"),
    "area": ("村", "所属村", "所属村居", "所属社区", "所在村", "所在社区", "村（居）名称"),
    "grid": ("所属网格", "所在网格", "网格名称"),
    "place": ("事发地址", "发生地址"),
    "unit": ("处警单位", "办理单位", "承办单位"),
    "measures": ("处理情况", "处置情况", "办理情况", "处警结果", "处警情况"),
}  # fmt: skip
"""Field of every kind."""
OF_KIND: Mapping[str, _Headings] = {
    "dispute": {
        "summary": (
            "纠纷内容", "矛盾纠纷内容", "纠纷情况", "纠纷事由", "纠纷简况", "纠纷简要情况", "纠纷基本情况",
            "矛盾纠纷简要情况", "矛盾纠纷基本情况",
        ),
        "category": ("矛盾类型", "矛盾纠纷类型", "矛盾纠纷类别", "纠纷类别"),
        "place": ("纠纷地点", "纠纷发生地"),
        "measures": ("化解措施", "调解情况", "化解情况", "调处情况"),
    },
    "case": {
        "summary": ("案件名称", "案情", "案件简介", "案件简要情况"),
        "category": ("案由",),
        "source_key": ("案件编号",),
        "place": ("发案地点",),
        "goods": ("损失物品",),
    },
    "hazard": {
        "reported_at": ("检查时间", "排查时间", "发现时间"),
        "summary": (
            "存在隐患", "存在的隐患", "存在问题", "存在的问题", "隐患内容", "隐患情况", "隐患描述", "问题描述",
            "发现问题",
        ),
        "category": ("隐患类型", "隐患类别"),
        "unit": ("单位名称", "被检查单位", "场所名称"),
        "place": ("地址", "单位地址", "场所地址", "检查地点", "出租屋地址", "出租房地址", "房屋地址"),
        "officer": ("检查人", "检查人员", "检查民警", "排查人", "排查人员", "排查民警"),
        "risk": ("隐患等级",),
        "deadline": ("整改时限",),
        "measures": ("整改意见", "整改要求"),
    },
    "request": {"reported_at": ("求助时间",), "summary": ("求助内容", "诉求内容")},
    "lead": {
        "reported_at": ("收集时间",),
        "summary": ("线索内容", "线索情况"),
        "category": ("线索类别", "线索类型"),
        "source": ("线索来源",),
        "officer": ("收集人", "收集民警"),
    },
    "conduct": {
        "reported_at": ("检查时间", "发现时间", "反映时间"),
        "summary": ("存在问题", "存在的问题", "问题描述", "反映内容"),
        "category": ("问题类别", "问题类型"),
        "about": ("被反映民警",),
        "deadline": ("整改时限",),
    },
    "visit": {
        "reported_at": ("走访时间",),
        "summary": ("走访内容", "走访情况", "走访记录"),
        "officer": ("走访民警", "走访人", "走访人员"),
        "area": ("走访村居", "走访村", "走访社区"),
        "problems": ("群众反映问题", "反映的问题"),
        "opinions": ("收集意见", "群众意见", "征求意见"),
        "cards": ("发放联系卡", "发放联系卡张数", "发放联系卡数"),
    },
    "patrol": {
        "reported_at": ("巡逻时间", "开始时间", "出发时间"),
        "ended_at": ("返回时间",),
        "summary": ("巡逻情况", "巡逻内容"),
        "place": ("路线", "巡逻路线", "巡逻路段", "巡逻区域"),
        "officer": ("巡逻民警", "巡逻人员", "带队民警", "带班民警"),
        "people": ("出动警力", "参与人数"),
        "findings": ("发现问题",),
    },
}  # fmt: skip
"""Kind to its fields."""
MAY_BE_SUMMARY = (
    "求助事项", "办理事项", "诉求事项", "反映事项", "纠纷起因", "纠纷原因", "起因", "检查情况", "了解情况", "问题描述",
)  # fmt: skip
"""What a record is about, where no other column of its table says it."""
OF_STEPS: Mapping[str, _Headings] = {
    "recheck": {"by": ("复查人", "复查民警"), "note": ("复查情况",)},
    "callback": {"by": ("回访人", "回访民警"), "note": ("回访情况", "回访内容")},
    "verify": {"by": ("核查人", "核查民警"), "note": ("核查情况",)},
    "mediate": {"by": ("调解民警",), "note": ("协议内容", "调解协议内容"), "outcome": ("化解结果", "调处结果")},
    "close": {"result": ("办理结果", "处理结果")},
    "transfer": {"unit": ("移送单位",)},
}
"""Action to its fields, of whatever kind."""
ROLES: _Headings = {
    "报案人": ("报警人",),
    "求助人": ("报警人",),
    "被侵害人": ("受害人", "被害人"),
    "受访人": ("走访对象", "被走访人"),
    "嫌疑人": ("违法嫌疑人", "犯罪嫌疑人"),
    "甲方": ("甲方当事人", "当事人甲", "当事人1", "当事人一"),
    "乙方": ("乙方当事人", "当事人乙", "当事人2", "当事人二"),
    "涉及人": ("涉及人员",),
    "随行人员": ("参加人员", "随行民警"),
    "责任人": ("整改责任人",),
    "负责人": ("单位负责人", "场所负责人"),
    "房东": ("房主", "出租人"),
    "承租人": ("租户", "租客"),
}
"""Role of a person to what else such a one is called."""
_OF_HOUSING = {"landlord": "房东", "tenant": "承租人"}
ROLES_OF_KIND: Mapping[str, Mapping[str, str]] = {
    "dispute": {"reporter": "报警人", "applicant": "申请人", "respondent": "被申请人"},
    "hazard": {"head": "负责人", **_OF_HOUSING},
    "visit": _OF_HOUSING,
}
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
