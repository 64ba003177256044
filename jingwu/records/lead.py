"""Leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from jingwu.dates import When
from jingwu.records.fields import choice, day
from jingwu.records.record import Record, Step


@dataclass(frozen=True, kw_only=True, repr=False)
class Lead(Record):
    """A first sign of something, or a lead (小苗头、线索): 收集 → 核查 → 转案件 / 转纠纷 / 排除."""

    kind: ClassVar[str] = "lead"
    label: ClassVar[str] = "Lead"
    chinese: ClassVar[str] = "小苗头、线索"
    prefix: ClassVar[str] = "XS"
    roles: ClassVar[Mapping[str, str]] = {"informant": "提供人", "subject": "涉及人"}
    steps: ClassVar[tuple[Step, ...]] = (
        Step("verify", ("核查日期",), {"result": ("核查结果",)}),
        Step("transfer", ("移交日期",), {"unit": ("移交单位",)}),
        Step("close", ("办结日期",), {"result": ("办结结果",)}),
    )

    reliability: str | None = choice(
        "Reliability", "可靠程度", choices={"high": "可靠", "medium": "较可靠", "low": "待核实"}
    )
    verify_by: When | None = day("Verify by", "核查期限")
