"""Small hazards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from jingwu.dates import When
from jingwu.records.fields import day
from jingwu.records.record import Record, Step


@dataclass(frozen=True, kw_only=True, repr=False)
class Hazard(Record):
    """A small hazard (小隐患): 发现 → 责任落实 → 督促整改 → 复查 → 销号."""

    kind: ClassVar[str] = "hazard"
    label: ClassVar[str] = "Hazard"
    chinese: ClassVar[str] = "小隐患"
    prefix: ClassVar[str] = "YH"
    roles: ClassVar[Mapping[str, str]] = {"responsible": "责任人", "reporter": "反映人"}
    steps: ClassVar[tuple[Step, ...]] = (
        Step("assign", ("责任落实日期", "落实日期"), {"unit": ("落实单位",), "person": ("落实责任人",)}),
        Step("rectify", ("整改完成日期", "完成日期", "整改日期"), {"measures": ("整改措施",)}),
        Step("recheck", ("复查日期",), {"result": ("复查结果",)}),
        Step("close", ("销号日期", "办结日期"), {}),
        Step("callback", ("回访日期", "回访时间"), {"satisfaction": ("评价", "满意度", "回访评价")}),
    )

    deadline: When | None = day("Deadline", "整改期限", "期限")
