"""What all kinds of record (记录) have in common."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, NamedTuple, Self, TypeVar

from jingwu.dates import When
from jingwu.records.codes import SOURCES, VENUES
from jingwu.records.fields import choice, choices, day, line, several, text, when, yes

FLAGS = {
    "minor": "涉未成年人", "domestic_violence": "家暴", "online": "涉网", "repeat": "重复报警", "group": "涉群体",
}  # fmt: skip


Made = TypeVar("Made")


def make(described: type[Made], values: dict[str, object]) -> Made:
    """A record or a person with these values, all that are required among them, and the rest unset.

    The same as `described(**values)`, which takes many times as long: an import makes several a row. The dict is given
    away: it is what the new one holds, and what it does not hold is its class's.
    """
    made = object.__new__(described)
    object.__setattr__(made, "__dict__", values)
    return made


@dataclass(frozen=True, kw_only=True, repr=False)
class Party:
    """A person in a record (当事人)."""

    role: str = line("Role", "角色", "身份", limit=20)
    name: str = line("Name", "姓名", mask="name", limit=60)
    gender: str | None = choice("Gender", "性别", choices={"male": "男", "female": "女"})
    id_number: str | None = line(
        "ID number", "身份证号", "身份证", "证件号码", "身份证号码", "公民身份号码", mask="id_number", limit=20
    )
    phone: str | None = line(
        "Phone", "电话", "联系电话", "手机", "手机号", "手机号码", "电话号码", "联系方式", mask="phone", limit=20
    )
    born: str | None = day("Born", "出生日期", mask="birth")
    work: str | None = line("Work", "单位职业", mask="address", limit=100)
    address: str | None = line("Address", "住址", "现住址", "家庭住址", "地址", "联系地址", mask="address")


class Event(NamedTuple):
    """Something that happened to a record (事项经过). `fields` holds the columns of its action, as values."""

    at: When
    by: str
    action: str
    note: str = ""
    fields: Mapping[str, object] = MappingProxyType({})


class Step(NamedTuple):
    """Columns of an import row that stand for an action done on the record: its date, and fields of the action."""

    action: str
    at: tuple[str, ...]
    """Chinese headings of the date; the English heading is 'ACTION.at'."""
    fields: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Field of the action to its Chinese headings; the English heading is 'ACTION.FIELD'."""
    given: Mapping[str, str] = MappingProxyType({})
    """Fields that the heading itself says."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Record:
    """A record; each kind adds its columns. `number` is empty until the ledger gives one."""

    kind: ClassVar[str]
    label: ClassVar[str]
    chinese: ClassVar[str]
    prefix: ClassVar[str]
    roles: ClassVar[Mapping[str, str]] = {}
    """English role of a party to its Chinese name, which is what is stored and heads the import's columns."""
    steps: ClassVar[tuple[Step, ...]] = ()
    """What an import row can say of the record's life, in the order in which it happens."""

    number: str = ""
    revision: int = 0
    """How often the record was written."""
    entered_at: When | None = None
    """When it was typed or imported (录入时间); later than its month makes it a late entry (补录)."""
    entered_by: str = ""
    events: tuple[Event, ...] = ()

    summary: str = text("Summary", "摘要", "事件名称", "简要案情", "基本情况", "内容", required=True)
    category: str | None = line(
        "Category", "类别", "类型", "案件类别", "纠纷类型", "警情类别", "警情类型", listed="categories", limit=40
    )
    reported_at: When = when(
        "Reported at",
        "登记时间",
        "登记日期",
        "报告时间",
        "受理时间",
        "排查日期",
        "报警时间",
        "接警时间",
        "报案时间",
        required=True,
    )
    occurred_at: When | None = when("Occurred at", "发生时间", "发案时间", "案发时间")
    source: str | None = choice("Source", "来源", "案件来源", choices=SOURCES)
    venue: str | None = choice("Venue", "场所", "接触场所", choices=VENUES)
    area: str | None = line("Area", "村居", "社区", "村居/社区", "辖区", listed="areas", limit=40)
    grid: str | None = line("Grid", "网格", listed="grids", limit=40)
    place: str | None = line(
        "Place", "地点", "详细地址", "发生地点", "部位", "案发地点", "事发地点", "警情地址", "警情地点", mask="address"
    )
    parties: tuple[Party, ...] = several("parties", "Parties", "当事人")
    first_officer: str | None = line("First officer", "首接人", "首接民警", "接报民警", listed="officers", limit=40)
    officer: str | None = line(
        "Officer", "责任民警", "民警", "承办人", "主办民警", "处警民警", "办案民警", listed="officers", limit=40
    )
    unit: str | None = line("Unit", "责任单位", limit=80)
    risk: str | None = line("Risk", "风险等级", "等级", listed="risks", limit=20)
    confidential: bool = yes("Confidential", "保密")
    flags: tuple[str, ...] = choices("Flags", "标记", "标签", choices=FLAGS)
    measures: str | None = text("Measures", "措施")
    remark: str | None = text("Remark", "备注")
    source_key: str | None = line(
        "Source key", "来源编号", "外部编号", "原编号", "警情编号", "接警单编号", "接警单号", limit=100
    )

    def changed(self, **values: object) -> Self:
        """A copy with other values. An import makes several a row; `dataclasses.replace` takes five times as long."""
        copy = object.__new__(type(self))
        object.__setattr__(copy, "__dict__", {**self.__dict__, **values})
        return copy
