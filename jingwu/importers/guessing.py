"""What the columns of an unknown file probably mean: by their headings, and by what stands under them."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from jingwu.importers.guessed_dates import reads_as_date
from jingwu.importers.headings import PARTY, Target, column_of, find_target, plain, targets
from jingwu.importers.layout import SOURCE_KEY, target_of
from jingwu.language import t
from jingwu.records import record_class
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Party
from jingwu.rules.validation import Context, read_values

SAMPLE = 500
"""Rows that are looked at."""
_SURE, _LIKE, _WORD, _CONTENT = 100, 0.72, 70, 60
_LESS = 25
"""Percents that are taken off where a heading says little, or two columns say the same."""
_MOST, _SOME = 0.9, 0.3
_WORDS: tuple[tuple[str, str], ...] = (
    ("close closed resolved completed finished", "close.at"),
    ("occurred incident happened", "occurred_at"),
    (
        "description descriptor details narrative note notes subject title problem content 内容 情况 事由",
        "summary",
    ),
    ("type category complaint class nature 类", "category"),
    ("address location street place site 地址 位置", "place"),
    ("ward district neighborhood neighbourhood borough community council village 村 社区 街道", "area"),
    ("officer assigned handler investigator owner 警官 承办", "officer"),
    ("channel source origin method 途径 渠道", "source"),
    ("身份证 证件", "party id_number"),
    ("phone tel mobile 电话 手机", "party phone"),
    ("caller applicant reporter complainant resident name 人员 姓名", "party name"),
    ("loss 损失 案值", "loss"),
    ("amount loss value cost 金额 损失", "amount"),
    ("id key number no ref reference 编号 单号 流水号", "source_key"),
    ("open opened created reported received submitted logged", "reported_at"),
    ("date time 日期 时间", "reported_at"),
)
"""Words of a heading to the field that it probably is: what says more stands before what says less."""
_ANY_DAY = _WORDS[-1]
_OF_POLICE = ("民警", "警官", "officer")


class Guess(NamedTuple):
    """What a column probably means."""

    heading: str
    field: str
    """'' when it is not known."""
    percent: int
    why: str
    sample: str
    mask: str
    """How the sample is masked."""


def guess_columns(names: Sequence[str], rows: Sequence[Sequence[object]], kind: str, context: Context) -> list[Guess]:
    """A guess for each column, at most one column a field."""
    found = [_guess(name, _cells(rows, place), kind, context) for place, name in enumerate(names)]
    found = _of_the_named(found, kind)
    best: dict[Target | None, int] = {}
    targets = [target_of(guess.field, kind) if guess.field else None for guess in found]
    for place, target in enumerate(targets):
        if found[place].percent > found[best.setdefault(target, place)].percent:
            best[target] = place
    told = Counter((target, guess.percent) for target, guess in zip(targets, found, strict=True))
    return [
        _other(guess) if target and best[target] != place else _weighed(guess, told[target, guess.percent])
        for place, (guess, target) in enumerate(zip(found, targets, strict=True))
    ]


def _weighed(guess: Guess, alike: int) -> Guess:
    """The guess, less sure where several columns say the same as much."""
    return guess._replace(percent=guess.percent - _LESS) if alike > 1 and 0 < guess.percent < _SURE else guess


def _of_the_named(found: list[Guess], kind: str) -> list[Guess]:
    """Phones and ID numbers of nobody told belong to the person last named to their left."""
    role, guesses = PARTY, []
    for guess in found:
        target = find_target(kind, guess.field)[0] if guess.field else None
        if target is not None and target.part == "party":
            if target.field == "name":
                role = target.owner
            elif target.owner == PARTY != role:
                column = next(column for column in columns_of(Party) if column.name == target.field)
                guess = guess._replace(field=f"{role}{column.aliases[0]}")  # noqa: PLW2901 - the same column
        guesses.append(guess)
    return guesses


def is_date(guess: Guess, kind: str) -> bool:
    """Whether a column was taken for dates."""
    target = target_of(guess.field, kind) if guess.field else None
    return target is not None and target.type in {"when", "date"}


def _guess(name: str, cells: list[str], kind: str, context: Context) -> Guess:
    sample = max(cells[:20], key=len, default="")
    target, _ = find_target(kind, name)
    if target is not None and (target.part, target.field) == ("told", "status"):
        return Guess(name, "", 0, t("The state follows from what was done, and is not imported by itself."), sample, "")
    if target is not None and not (target.field == "events" and not any(cell[:1] == "[" for cell in cells)):
        mask = _mask_of(target, kind)
        return Guess(name, name, _SURE, t("the heading is known"), sample, mask)
    field, percent, why = max(
        (by(name, cells, kind, context) for by in (_by_likeness, _by_word, _by_content)), key=lambda found: found[1]
    )
    target = target_of(field, kind) if field else None
    return Guess(name, field if target else "", percent if target else 0, why if target else "", sample,
                 _mask_of(target, kind) if target else "name")  # fmt: skip


def _other(guess: Guess) -> Guess:
    return guess._replace(
        field="", percent=0, why=t("perhaps {field}, but another column fits better", field=guess.field)
    )


def _by_likeness(name: str, cells: list[str], kind: str, context: Context) -> tuple[str, int, str]:
    """A known heading that is spelled nearly alike, if what stands below may stand under it."""
    word = plain(name)
    rated = max(((SequenceMatcher(None, word, known).ratio(), known) for known in targets(kind)), default=(0.0, ""))
    if rated[0] < _LIKE or len(word) < 2:  # noqa: PLR2004 - one character is like any other
        return "", 0, ""
    target = targets(kind)[rated[1]]
    if target.part == "kept" or ("限" in word) != ("限" in rated[1]):  # 化解时限 is no day on which anything was done
        return "", 0, ""
    if cells and (_share(cells, _check_of(target, kind, context)) < _SOME or not _may_be_key(target, cells, context)):
        return "", 0, ""
    return rated[1], round(rated[0] * 90), t("the heading is nearly '{heading}'", heading=rated[1])


def _by_word(name: str, cells: list[str], kind: str, context: Context) -> tuple[str, int, str]:
    """A word in the heading, and whether what stands below agrees."""
    words = set(re.findall("[a-z]+", _parted(name)))
    for known, field in _WORDS:
        if any(word in words or (not word.isascii() and word in name) for word in known.split()):
            target = find_target(kind, field)[0]
            if target is None:
                continue
            fits = _share(cells, _check_of(target, kind, context))
            if target.type in {"when", "date"} and fits < _MOST:
                continue
            is_officers = target.part == "party" and any(word in name for word in _OF_POLICE)
            if is_officers or not _may_be_key(target, cells, context):
                continue
            base = _WORD - _LESS if (known, field) == _ANY_DAY else _WORD
            return field, round(base + 25 * fits), t("a word of the heading, and the cells")
    return "", 0, ""


def _may_be_key(target: Target, cells: list[str], context: Context) -> bool:
    """Whether the cells may tell rows apart, where the target does: most have a digit, none stands twice."""
    if target.field != SOURCE_KEY:
        return True
    are_numbers = _share(cells, lambda text: re.search(r"\d", text) is not None) >= _MOST
    return are_numbers and len(set(cells)) == len(cells) and not _are_of_people(cells, context)


def _are_of_people(cells: list[str], context: Context) -> bool:
    """Whether most cells are ID numbers or mobile phones: a person has many affairs, and they are not to be shown."""
    column = next(column for column in columns_of(Party) if column.mask == "id_number")
    return _share(cells, _checker(column, context)) > _SOME or _share(cells, _is_mobile) > _SOME


def _is_mobile(text: str) -> bool:
    return re.fullmatch(r"(?:\+?86[- ]?)?1[3-9]\d{9}", text) is not None


def _by_content(name: str, cells: list[str], kind: str, context: Context) -> tuple[str, int, str]:
    """What stands in the cells alone."""
    if not cells:
        return "", 0, ""
    columns = [column for column in columns_of(record_class(kind)) if column.listed and column.name != "first_officer"]
    for column in columns:
        if _listed(column, context) and (fits := _share(set(cells), _checker(column, context))) >= _MOST:
            return column.name, round((_CONTENT + 20) * fits), t("the names are those of the station's settings")
    if _share(cells, reads_as_date) >= _MOST:  # a phone may have the digits of one
        return "reported_at", _CONTENT - 20, t("all cells are dates")
    for column in () if any(word in name for word in _OF_POLICE) else columns_of(Party):
        if column.mask in {"id_number", "phone"} and (fits := _share(cells, _checker(column, context))) >= _MOST:
            return f"{PARTY}{column.aliases[0]}", round((_CONTENT + 20) * fits), t("all cells are of this form")
    return "", 0, ""


def _check_of(target: Target, kind: str, context: Context) -> Callable[[str], bool]:
    if target.type in {"when", "date"}:
        return reads_as_date
    column = column_of(target, kind)
    return _checker(column, context) if column is not None else lambda _: True


def _checker(column: Column, context: Context) -> Callable[[str], bool]:
    return lambda text: not read_values((column,), {column.name: text}, context)[1]


def _listed(column: Column, context: Context) -> bool:
    """Whether the station has a list of these names: an empty one accepts any."""
    return bool(read_values((column,), {column.name: "\u3000?"}, context)[1])


def _share(cells: Sequence[str] | set[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, cells)) / len(cells) if cells else 0.0


def _mask_of(target: Target, kind: str) -> str:
    column = column_of(target, kind)
    return column.mask if column is not None else "name" if target.part == "party" else ""


def _cells(rows: Sequence[Sequence[object]], place: int) -> list[str]:
    return [str(row[place]) for row in rows if row[place] not in (None, "")]


def _parted(name: str) -> str:
    """CreatedDate and created_date as 'created date'."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_\W]+", " ", name).casefold()
