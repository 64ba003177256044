"""What the headings of a table mean for a kind of record: English and Chinese names of its fields."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from jingwu.importers import more_headings as more
from jingwu.language import listed
from jingwu.records import KINDS, record_class
from jingwu.records.actions import ACTIONS, AT, BY, NOTE
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import FLAGS, Party

PARTY = "当事人"
"""The role of a person of whom no other is known."""
FLAG_COLUMNS = {code: Column(code, "yes", code.replace("_", " "), (chinese,)) for code, chinese in FLAGS.items()}
KIND_HEADINGS = ("kind", "种类", "记录种类", "台账种类")
KEPT_HEADINGS = {
    "number": ("number", "台账编号"),
    "entered_at": ("entered_at", "录入时间"),
    "entered_by": ("entered_by", "录入人"),
    "events": ("events", "经过"),
}
"""What a record brings from the ledger it was in, with the headings in English and Chinese."""
TOLD_HEADINGS = {"status": ("status", "状态"), "masked": ("masked", "已打码")}
"""What an export tells besides: the state follows from the events; what is masked is lost."""
REASONS = ("未导入原因", "not imported because")
"""The heading of the column of reasons in a file of rejected rows."""
ROW_IDS = ("未导入编号", "rejected_id")
"""The heading of the column beside it, which tells which rows these were."""
_NUMBERED = ("序号", "行号", "no.", "row")
_COUNTED = (*_NUMBERED, *REASONS, *ROW_IDS)
_DAYS = ("日期", "时间", "date", "time", "日", "when")
_ALIKE = 0.6
"""Headings that share less are like each other by chance: 天气 and 责任民警."""
_LONGEST, _MOST_NEAR = 60, 3
_STEP_OWN = {"at": "when", "by": "line", "note": "text"}
_BRACKETS = re.compile(r"[(\[【<].*?[)\]】>]")
_IGNORED = re.compile("[\\s_\\-*:·'\"\u200b-\u200f\u2060\ufeff]+")
_TEN_THOUSAND = re.compile(r"[(\[【].*万")
_OTHER_UNIT = re.compile(r"[(\[【].*(?:[千百角分亿]|dollar|usd|美)")


class Target(NamedTuple):
    """Where a cell goes."""

    part: str
    """column, party, flag, step, kind, kept, told, or counted: a mere row number, which is dropped."""
    owner: str = ""
    """The role of a party, in Chinese, or the action of a step."""
    field: str = ""
    """The field of the record, of the party or of the event; the code of a flag."""
    type: str = ""
    """The type of its column."""


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading without what people vary: case, width, spaces, underscores, and units in brackets."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    return _IGNORED.sub("", _BRACKETS.sub("", text)) or text.strip()


def find_target(kind: str, heading: str) -> tuple[Target | None, str]:
    """What a heading means for a kind (None when it is not known), and a unit to add to its amounts: '万' or ''."""
    target = targets(kind).get(plain(heading))
    if target is None or target.type != "money":
        return target, ""
    unit = unit_of(heading)
    return (None, "") if unit is None else (target, unit)


def column_of(target: Target, kind: str) -> Column | None:
    """The column that a heading of a kind means; None for what is no value of a record, a flag, a person or a step."""
    if target.part == "flag":
        return FLAG_COLUMNS[target.field]
    columns: tuple[Column, ...] = ()
    if target.part == "column":
        columns = columns_of(record_class(kind))
    elif target.part == "party":
        columns = columns_of(Party)
    elif target.part == "step":
        columns = (AT, BY, NOTE, *ACTIONS[target.owner].columns)
    return next((column for column in columns if column.name == target.field), None)


def unit_of(heading: str) -> str | None:
    """The unit of a column of amounts that is to be added to each: '万', or '' for yuan; None when it is not known."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    if _OTHER_UNIT.search(text):
        return None  # a sum in a unit that is not known must not pass for yuan
    return "万" if _TEN_THOUSAND.search(text) else ""


def with_unit(cell: object, unit: str) -> object:
    """An amount with the unit of its heading, unless it has one of its own."""
    text = str(cell)
    return cell if not unit or "万" in text or "元" in text else f"{text}{unit}"


def is_of_rejects(heading: str) -> bool:
    """Whether a column says why its rows were rejected before, or which rows these were."""
    return plain(heading) in {plain(name) for name in (*REASONS, *ROW_IDS)}


@lru_cache(maxsize=1000)
def row_id_place(names: tuple[str, ...]) -> int | None:
    """Which of the headings is that of the ids of rejected rows; None when none is."""
    known = {plain(name) for name in ROW_IDS}
    return next((place for place, name in enumerate(names) if plain(name) in known), None)


@cache
def targets(kind: str) -> dict[str, Target]:
    """Every heading of a kind, without what people vary, to its target; of two alike the first holds."""
    known: dict[str, Target] = {}
    for target, headings in _all_headings(kind):
        for heading in headings:
            known.setdefault(plain(heading), target)
    return known


@cache
def known_headings() -> frozenset[str]:
    """Every heading of every kind, without what people vary."""
    return frozenset().union(*map(targets, KINDS))


def is_day(heading: str) -> bool:
    """Whether a day stands under a heading, by what is known of it or by its last word."""
    return plain(heading) in _day_headings() or plain(heading).endswith(_DAYS)


def is_summary(heading: str) -> bool:
    """Whether what a record is about stands under a heading, for some kind."""
    return plain(heading) in _summary_headings()


@cache
def _summary_headings() -> frozenset[str]:
    known = ((heading, target) for kind in KINDS for heading, target in targets(kind).items())
    return frozenset(heading for heading, target in known if target[:3] == ("column", "", "summary"))


@cache
def _fields_of_persons() -> dict[str, str]:
    own = {"name", "gender", "id_number", "phone", "born"}
    columns = [column for column in columns_of(Party) if column.name in own]
    known = {plain(name): column.name for column in columns for name in (column.label, *column.aliases)}
    return known | dict.fromkeys(("住址", "现住址", "家庭住址"), "address")


def of_person(heading: str) -> str:
    """What it tells of a person, whoever that is; '' where it may be of something else, as 地址."""
    return _fields_of_persons().get(plain(heading), "")


def is_counted(heading: str) -> bool:
    """Whether mere row numbers stand under a heading."""
    return plain(heading) in map(plain, _COUNTED)


@cache
def _day_headings() -> frozenset[str]:
    known = ((heading, column_of(target, kind)) for kind in KINDS for heading, target in targets(kind).items())
    return frozenset(heading for heading, column in known if column is not None and column.type in {"when", "date"})


@cache
def shown_headings(kind: str, *, english: bool) -> tuple[str, ...]:
    """The headings of a kind as people write them: to suggest one for a heading that is not known."""
    found = (heading for _, headings in _all_headings(kind) for heading in headings)
    return tuple(dict.fromkeys(heading for heading in found if heading.isascii() == english))


def near_headings(name: str, known: Iterable[str]) -> str:
    """Which of the known headings `name` was perhaps meant to be, best first, as text; '' when none is like it."""
    from difflib import SequenceMatcher

    word = plain(name[:_LONGEST])
    rated = {heading: SequenceMatcher(None, word, plain(heading)).ratio() for heading in known}
    near: dict[str, str] = {}
    for heading in sorted(rated, key=lambda heading: -rated[heading]):
        if rated[heading] >= _ALIKE:
            near.setdefault(plain(heading), heading)
    return listed(list(near.values())[:_MOST_NEAR])


def _all_headings(kind: str) -> Iterator[tuple[Target, tuple[str, ...]]]:
    yield from _of_columns(kind)
    yield from _of_steps(kind)
    yield from _of_parties(kind)
    for code, chinese in FLAGS.items():
        called = (chinese, *more.FLAGS[code])
        yield Target("flag", "", code, "yes"), (code, *called, *(f"是否{name}" for name in called))
    types = {column.name: column.type for column in columns_of(record_class(kind))}
    for told in (more.OF_KIND.get(kind, {}), more.OF_ALL):
        for name, headings in told.items():
            yield Target("column", "", name, types[name]), more.with_other_time(headings)
    for part, known in (("kept", KEPT_HEADINGS), ("told", TOLD_HEADINGS)):
        for name, headings in known.items():
            yield Target(part, "", name), headings
    yield Target("told", "", "status"), more.STATUS
    yield Target("kind"), KIND_HEADINGS
    for dropped in (_NUMBERED, REASONS, ROW_IDS):
        yield Target("counted", "", dropped[0]), dropped


def _of_columns(kind: str) -> Iterator[tuple[Target, tuple[str, ...]]]:
    for column in columns_of(record_class(kind)):
        if column.type == "parties":
            yield Target("party", PARTY, "name"), (column.name, column.label, *column.aliases)
        else:
            called = column.aliases
            if column.type in {"when", "date"}:
                called = more.with_other_time(called)
            elif column.type == "yes":
                called = (*called, *(f"是否{name}" for name in called))
            yield Target("column", "", column.name, column.type), (column.name, column.label, *called)


def _of_steps(kind: str) -> Iterator[tuple[Target, tuple[str, ...]]]:
    for step in record_class(kind).steps:
        action = step.action
        others = more.OF_STEPS.get(action, {})
        for name, type_ in _STEP_OWN.items():
            called = more.with_other_time(step.at) if name == "at" else others.get(name, ())
            yield Target("step", action, name, type_), (f"{action}.{name}", *called)
        for column in ACTIONS[action].columns:
            chinese = (*step.fields.get(column.name, ()), *others.get(column.name, ()))
            yield Target("step", action, column.name, column.type), (f"{action}.{column.name}", *chinese)


def _of_parties(kind: str) -> Iterator[tuple[Target, tuple[str, ...]]]:
    others = more.ROLES_OF_KIND.get(kind, {})
    for english, chinese in (*record_class(kind).roles.items(), ("party", PARTY), *others.items()):
        called = (chinese, *more.ROLES.get(chinese, ()))
        names = (f"{role}姓名" for role in called)
        yield Target("party", chinese, "name"), (*called[:1], english, *called[1:], *names, f"{english} name")
        for column in columns_of(Party):
            if column.name not in {"role", "name"}:
                yield Target("party", chinese, column.name), _party_headings(column, english, called)


def _party_headings(column: Column, english: str, called: tuple[str, ...]) -> tuple[str, ...]:
    names = (column.name, column.label)
    return (
        *(f"{role}{alias}" for role in called for alias in column.aliases),
        *(f"{english} {name}" for name in names),
        *(more.CALLERS_PHONE if column.name == "phone" and not more.CALLER.isdisjoint(called) else ()),
    )
