"""Rows that say what was done to a record: its number, the action, the date, and what the action says (事项行)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from jingwu.errors import Problem
from jingwu.importers.headings import KIND_HEADINGS, Target, is_counted, plain, unit_of, with_unit
from jingwu.records import record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.fields import Column
from jingwu.rules.validation import is_nothing

ACTION_HEADINGS = ("action", "动作", "事项", "办理事项", "操作")
_NUMBER = ("number", "编号", "记录编号", "台账编号")
_KEY = ("source_key", "来源编号", "外部编号", "原编号", "警情编号", "接警单编号", "接警单号")
_MORE_WORDS = {
    "mediate": ("化解", "调处"), "recover": ("追回",), "return": ("退赃", "返还", "退还"), "reply": ("回复", "告知"),
    "close": ("结案", "销号", "归档"), "extend": ("延期", "延长"), "perform": ("协议履行",), "void": ("撤案作废",),
    "callback": ("电话回访", "上门回访"),
}  # fmt: skip
_OWN = {
    "at": ("at", "when", "date", "日期", "时间", "办理日期", "办理时间"),
    "by": ("by", "经办人", "办理人", "民警", "责任民警", "经办民警", "办理民警"),
    "note": ("note", "说明", "备注"),
}
_SUMS = ("mediate", "perform", "recover", "return")
_RESULTS = (("callback", "satisfaction"), ("recheck", "result"), ("verify", "result"), ("close", "result"))
_MORE_FIELDS = {
    ("note", "content"): ("备注", "备注内容"),
    ("resume", "reason"): ("原因",),  # as of a pause, which stands in the same table
    **dict.fromkeys([(action, "amount") for action in _SUMS], ("金额",)),
    **dict.fromkeys([(action, "items") for action in _SUMS], ("物品",)),
    **dict.fromkeys(_RESULTS, ("结果", "办理结果", "处理结果")),
}
_OWN_TYPES = {"at": "when", "by": "line", "note": "text"}


class ActionRow(NamedTuple):
    """One such row, as the file says it."""

    names: tuple[str, ...]
    shown: tuple[str, ...]
    """The file's own headings."""
    cells: Sequence[object]
    action: str
    number: str
    """As it is written; perhaps it is a source key."""
    source_key: str
    kind: str
    """Of the record, where the row or the user says it."""
    wrong: tuple[Problem, ...] = ()
    """What is wrong before the ledger is asked; the action is '' where it is not known."""


class Places(NamedTuple):
    """Which columns of a table of actions name the record and the action."""

    action: int
    number: int | None
    source_key: int | None


class ActionPlan(NamedTuple):
    """Which cell is what, for one row of headings, one action and one kind."""

    columns: tuple[tuple[int, str, str], ...]
    """Cell, field of the action, and the unit to add to it."""
    unknown: tuple[int, ...]
    texts: frozenset[str]
    """Fields that may say anything."""

    def read(self, cells: Sequence[object]) -> dict[str, object]:
        """Raw values by field: `at`, `by` and `note` among them."""
        given = ((cells[index], name, unit) for index, name, unit in self.columns)
        return {
            name: with_unit(cell, unit)
            for cell, name, unit in given
            if (cell or cell == 0) and (name in self.texts or not is_nothing(cell))
        }

    def lost(self, cells: Sequence[object]) -> list[int]:
        """Cells that hold something under a heading that this action does not know."""
        return [index for index in self.unknown if cells[index] not in (None, "") and not is_nothing(cells[index])]


def action_places(names: tuple[str, ...]) -> Places | None:
    """The columns of a table of actions; None for a table of records."""
    plains = [plain(name) for name in names]
    action = _first(plains, ACTION_HEADINGS)
    number, key = _first(plains, _NUMBER), _first(plains, _KEY)
    return Places(action, number, key) if action is not None and (number is not None or key is not None) else None


def action_of_word(word: str) -> str:
    """The action that a cell names (mediate, 调解, 返还…); '' when it names none that can be imported."""
    return _actions_by_word().get(plain(word), "")


def action_words() -> tuple[str, ...]:
    """The actions as people write them."""
    return tuple(action.heading for name, action in ACTIONS.items() if name != "undo")


def compile_action_plan(names: tuple[str, ...], action: str, kind: str) -> ActionPlan:
    """The plan of a table of actions for the rows with this action on records of this kind."""
    known = _headings(action, kind)
    told = {plain(heading) for heading in (*ACTION_HEADINGS, *_NUMBER, *_KEY, *KIND_HEADINGS)}
    types = _OWN_TYPES | {column.name: column.type for column in ACTIONS[action].columns}
    columns: list[tuple[int, str, str]] = []
    unknown: list[int] = []
    for index, name in enumerate(names):
        field = known.get(plain(name))
        unit = unit_of(name) if types.get(field or "") == "money" else ""
        if field is not None and unit is not None:
            columns.append((index, field, unit))
        elif plain(name) not in told and not is_counted(name):
            unknown.append(index)
    texts = frozenset(field for field, type_ in types.items() if type_ == "text")
    return ActionPlan(tuple(columns), tuple(unknown), texts)


@cache
def action_target(heading: str) -> Target | None:
    """What a heading means in a table of actions, for the first action that knows it."""
    if plain(heading) in {plain(name) for name in (*ACTION_HEADINGS, *_NUMBER)}:
        return Target("action")
    for action in ACTIONS.values():
        for kind in action.kinds[:1]:
            field = _headings(action.name, kind).get(plain(heading))
            if field is not None:
                types = _OWN_TYPES | {column.name: column.type for column in action.columns}
                return Target("action", "", field, types[field])
    return None


def heading_of(row: ActionRow, plan: ActionPlan, field: str) -> str:
    """The file's own heading of a field; '' when it has none."""
    return next((row.shown[index] for index, name, _ in plan.columns if name == field), "")


@cache
def _headings(action: str, kind: str) -> dict[str, str]:
    """Every heading of an action's fields to the field; of two alike the first holds."""
    known: dict[str, str] = {}
    for field, headings in _all_headings(action, kind):
        for heading in headings:
            known.setdefault(plain(heading), field)
    return known


def _all_headings(action: str, kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    steps = [step for step in record_class(kind).steps if step.action == action]
    aliases: Mapping[str, tuple[str, ...]] = steps[0].fields if steps else {}
    for column in ACTIONS[action].columns:
        more = (*aliases.get(column.name, ()), *_MORE_FIELDS.get((action, column.name), ()))
        yield column.name, (*_names_of(column), f"{action}.{column.name}", *more)
    chinese = ACTIONS[action].chinese
    yield "at", (f"{action}.at", f"{chinese}日期", f"{chinese}时间", *(steps[0].at if steps else ()))
    yield from _OWN.items()


def _names_of(column: Column) -> tuple[str, ...]:
    return (column.name, column.label, *column.aliases)


def _first(plains: list[str], headings: tuple[str, ...]) -> int | None:
    wanted = {plain(heading) for heading in headings}
    return next((index for index, name in enumerate(plains) if name in wanted), None)


@cache
def _actions_by_word() -> dict[str, str]:
    known: dict[str, str] = {}
    for name, action in ACTIONS.items():
        if name != "undo":
            for word in (name, action.label, action.chinese, *_MORE_WORDS.get(name, ())):
                known.setdefault(plain(word), name)
    return known
