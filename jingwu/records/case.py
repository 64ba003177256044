"""Small cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jingwu.dates import When
from jingwu.records.fields import choice, line, money, text, when, yes
from jingwu.records.record import Record, Step


@dataclass(frozen=True, kw_only=True, repr=False)
class Case(Record):
    """A small case (小案件): 立案 → 侦办 → 破案 → 告知被侵害人 → 退赃 → 结案."""

    kind: ClassVar[str] = "case"
    label: ClassVar[str] = "Case"
    chinese: ClassVar[str] = "小案件"
    prefix: ClassVar[str] = "AJ"
    roles: ClassVar[Mapping[str, str]] = {"reporter": "报案人", "victim": "被侵害人", "suspect": "嫌疑人"}
    steps: ClassVar[tuple[Step, ...]] = (
        Step("solve", ("破案日期", "破案时间"), {"caught": ("抓获人数", "查获人数"), "means": ("破案方式",)}),
        Step("reply", ("告知日期", "告知被侵害人日期"), {"how": ("告知方式",)}),
        Step("recover", ("追赃日期", "追回日期"), {"amount": ("追回金额", "追回")}),
        Step("return", ("返还日期", "退赃日期"), {"amount": ("返还金额", "返还"), "receiver": ("领取人",)}),
        Step("close", ("结案日期", "办结日期"), {"result": ("处理结果", "结案结果")}),
        Step("callback", ("回访日期", "回访时间"), {"satisfaction": ("评价", "满意度", "回访评价")}),
    )

    filed_at: When | None = when("Filed at", "立案时间", "立案日期", "受案时间")
    nature: str | None = choice(
        "Nature", "案件性质", "性质", choices={"security": "治安", "criminal": "刑事", "other": "其他"}
    )
    loss: Decimal | None = money("Loss", "损失价值", "估价", "涉案价值", "案值", "损失金额", "损失", "涉案金额")
    goods: str | None = text("Goods", "涉案物品", "物品名称", "被盗物品")
    preventable: bool = yes("Preventable", "可防性案件", "可防性")
    series: str | None = line("Series", "串并案", "系列案件", limit=80)
    law: str | None = choice(
        "Law", "适用法律", "适用法律版本", choices={"2025": "治安管理处罚法(2025)", "2012": "治安管理处罚法(2012)"}
    )
    hard: bool = yes("Hard", "疑难复杂")
    elsewhere: bool = yes("Not ours", "不属本所管辖", "非本所管辖")
    pending: bool = yes("To be decided whether it is filed", "待立案", "待受案")

    @property
    def filed(self) -> When | None:
        """When it was filed: with its registration unless given; None while that is still to be decided."""
        return self.filed_at or (None if self.pending else self.reported_at)
