"""Patrols."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from jingwu.dates import When
from jingwu.records.codes import PATROL_MEANS
from jingwu.records.fields import choice, integer, text, when
from jingwu.records.record import Record


@dataclass(frozen=True, kw_only=True, repr=False)
class Patrol(Record):
    """A patrol (巡逻): when, where, who, how."""

    kind: ClassVar[str] = "patrol"
    label: ClassVar[str] = "Patrol"
    chinese: ClassVar[str] = "巡逻"
    prefix: ClassVar[str] = "XL"
    roles: ClassVar[Mapping[str, str]] = {"companion": "随行人员"}

    ended_at: When | None = when("Ended at", "结束时间")
    means: str | None = choice("Means", "巡逻方式", "方式", choices=PATROL_MEANS)
    people: int | None = integer("People", "警力", "人数", minimum=1)
    findings: str | None = text("Findings", "发现情况")
