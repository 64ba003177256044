"""Matters of conduct."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from jingwu.dates import When
from jingwu.records.fields import day, line
from jingwu.records.record import Record, Step


@dataclass(frozen=True, kw_only=True, repr=False)
class Conduct(Record):
    """A small matter of police conduct (警务小节): 反映/检查发现 → 整改 → 复查."""

    kind: ClassVar[str] = "conduct"
    label: ClassVar[str] = "Conduct"
    chinese: ClassVar[str] = "警务小节"
    prefix: ClassVar[str] = "XJ"
    roles: ClassVar[Mapping[str, str]] = {"complainant": "反映人"}
    steps: ClassVar[tuple[Step, ...]] = (
        Step("rectify", ("整改日期", "整改完成日期"), {"measures": ("整改措施",)}),
        Step("recheck", ("复查日期",), {"result": ("复查结果",)}),
        Step("close", ("办结日期", "销号日期"), {"result": ("办结结果",)}),
    )

    about: str | None = line("About", "涉及民警", listed="officers", limit=40)
    deadline: When | None = day("Deadline", "整改期限", "期限")
