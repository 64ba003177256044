"""Visits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from jingwu.dates import When
from jingwu.records.fields import choice, day, integer, text
from jingwu.records.record import Record, Step


@dataclass(frozen=True, kw_only=True, repr=False)
class Visit(Record):
    """A visit to households (走访): who was seen, where, what was said; it may give birth to other records."""

    kind: ClassVar[str] = "visit"
    label: ClassVar[str] = "Visit"
    chinese: ClassVar[str] = "走访"
    prefix: ClassVar[str] = "ZF"
    roles: ClassVar[Mapping[str, str]] = {"householder": "户主", "resident": "受访人"}
    steps: ClassVar[tuple[Step, ...]] = (
        Step("reply", ("答复日期",), {"how": ("答复方式",), "content": ("答复内容",)}),
    )

    households: int | None = integer("Households", "户数", "走访户数", minimum=1)
    opinions: str | None = text("Opinions", "意见建议")
    problems: str | None = text("Problems", "反映问题")
    handling: str | None = choice(
        "Handling",
        "处理",
        "处理方式",
        choices={"on_spot": "现场", "by_date": "限期", "explained": "解释", "reported": "上报"},
    )
    promised_by: When | None = day("Promised by", "承诺期限")
    cards: int | None = integer("Cards", "联系卡", "联系卡张数")
    notices: int | None = integer("One-time notices", "一次性告知单", "告知单张数")
