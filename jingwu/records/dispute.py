"""Small disputes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jingwu.records.codes import WAYS
from jingwu.records.fields import choice, integer, line, money, yes
from jingwu.records.record import Record, Step


@dataclass(frozen=True, kw_only=True, repr=False)
class Dispute(Record):
    """A small dispute (小纠纷): 排查/受理 → 调解 → 达成协议 → 履行 → 回访; or 稳控, 移交, 引导诉讼, 转案件."""

    kind: ClassVar[str] = "dispute"
    label: ClassVar[str] = "Dispute"
    chinese: ClassVar[str] = "小纠纷"
    prefix: ClassVar[str] = "JF"
    roles: ClassVar[Mapping[str, str]] = {
        "party_a": "甲方",
        "party_b": "乙方",
        "party": "当事人",
        "guardian": "监护人",
        "witness": "见证人",
    }
    steps: ClassVar[tuple[Step, ...]] = (
        Step(
            "mediate",
            ("调解日期", "调解时间", "化解日期"),
            {
                "outcome": ("调解结果", "结果"),
                "way": ("化解方式", "调解方式"),
                "form": ("协议形式",),
                "amount": ("协议金额", "赔偿金额"),
                "perform_by": ("履行期限",),
                "units": ("联动单位",),
            },
        ),
        Step("perform", ("履行日期", "履行时间"), {"amount": ("履行金额",)}),
        Step("confirm", ("申请司法确认日期",), {"court": ("受理法院",)}),
        Step("breach", ("反悔日期", "违约日期"), {"reason": ("违约情形",)}),
        Step("steady", ("稳控日期",), {"measures": ("稳控措施",)}),
        Step("callback", ("回访日期", "回访时间"), {"satisfaction": ("评价", "满意度", "回访评价")}),
        Step("close", ("办结日期", "归档日期"), {"result": ("办结结果",)}),
    )

    people: int | None = integer("People", "涉及人数", "人数")
    amount: Decimal | None = money("Amount", "涉及金额", "金额")
    way: str | None = choice("Way", "受理方式", choices=WAYS)
    units: str | None = line("Joint units", "邀请单位")
    averted: bool = yes("Crime averted", "避免民转刑")
    confirming: bool = yes("To be confirmed", "拟申请司法确认")
