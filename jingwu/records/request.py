"""Small requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from jingwu.dates import When
from jingwu.records.fields import choice, day, line, yes
from jingwu.records.record import Record, Step


@dataclass(frozen=True, kw_only=True, repr=False)
class Request(Record):
    """A small request (小事情): 受理 → 三天内回复 → 现场解决 / 限期解决 / 解释说明 / 移交 → 回访."""

    kind: ClassVar[str] = "request"
    label: ClassVar[str] = "Request"
    chinese: ClassVar[str] = "小事情"
    prefix: ClassVar[str] = "SX"
    roles: ClassVar[Mapping[str, str]] = {"applicant": "申请人", "party": "求助人"}
    steps: ClassVar[tuple[Step, ...]] = (
        Step("reply", ("回复日期", "答复日期"), {"how": ("回复方式", "答复方式")}),
        Step("resolve", ("解决日期",), {"manner": ("解决方式",)}),
        Step("explain", ("解释日期",), {"content": ("解释内容",)}),
        Step("transfer", ("移交日期",), {"unit": ("移交单位",)}),
        Step("callback", ("回访日期", "回访时间"), {"satisfaction": ("评价", "满意度", "回访评价")}),
        Step("close", ("办结日期", "归档日期"), {"result": ("办结结果",)}),
    )

    service: str | None = line("Service", "服务事项", limit=80)
    at_home: bool = yes("At home", "上门服务")
    promised_by: When | None = day("Promised by", "承诺期限")
    procedure: str | None = choice("Procedure", "办理程序", choices={"petition": "信访", "id_card": "居民身份证"})
