"""Raw values by column name to values, with all that is wrong said at once: `read_values`."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from jingwu.dates import show_when
from jingwu.errors import Problem
from jingwu.language import listed, t
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Party, make
from jingwu.rules.parsing import Context, Parser, WrongParts, parser_of

__all__ = ["NOTHING", "UNKNOWN", "Context", "in_future", "is_nothing", "missing", "problem_of", "read_values"]


class _Seen(dict[str, object]):
    """What cells of a column say, in which an import has the same few again and again."""

    def __init__(self, column: Column, context: Context) -> None:
        super().__init__()
        self._column = column
        self._context = context
        self._parse = parser_of(column)

    def __missing__(self, given: str) -> object:
        value = self._parse(self._column, given, self._context)
        if len(self) < _MOST_SEEN:
            self[given] = value
        return value


_MOST_SEEN = 1000
_FEW = frozenset({"choice", "yes", "integer"})
_SHORT = 20
_Readers = tuple[dict[str, tuple[Parser, Column, _Seen | None]], dict[str, Column]]


def read_values(
    columns: Sequence[Column], raw: Mapping[str, object], context: Context
) -> tuple[dict[str, object], list[Problem]]:
    """The values of `columns` found in `raw` under their names, and every problem.

    None, '', [] and absent keys leave a column unset; a value under a name that is no column's is a problem.
    """
    values: dict[str, object] = {}
    problems: list[Problem] = []
    known = context.readers.get(id(columns))
    readers, required = known[1] if known is not None else _readers_of(columns, context)
    for name, given in raw.items():
        if not given and (given is None or given in _UNSET):
            continue
        try:
            parse, column, seen = readers[name]
        except KeyError:
            problems.append(_unknown(name, columns))
            continue
        try:
            values[name] = parse(column, given, context) if seen is None or type(given) is not str else seen[given]
        except _Wrong as wrong:
            problems.extend(wrong.problems)
        except ValueError as error:
            problems.append(problem_of(column, given, error))
    for name, column in required.items():
        if name not in values and raw.get(name) in (None, *_UNSET):
            problems.append(missing(column))
    return values, problems


def _readers_of(columns: Sequence[Column], context: Context) -> _Readers:
    """Name to what reads a column, and the required columns; kept for a tuple, as of a class, which does not change."""
    readers = {
        column.name: (_parser_of(column), column, _Seen(column, context) if _has_few_values(column) else None)
        for column in columns
    }
    found = (readers, {column.name: column for column in columns if column.required})
    if isinstance(columns, tuple):
        context.readers[id(columns)] = (columns, found)
    return found


def _has_few_values(column: Column) -> bool:
    return column.type in _FEW or (
        column.type == "line" and (bool(column.listed) or (not column.mask and column.limit <= _SHORT))
    )


def _parser_of(column: Column) -> Parser:
    return _parse_parties if column.type == "parties" else parser_of(column)


def missing(column: Column) -> Problem:
    """The problem of a required column without a value."""
    return Problem(
        t("This is required and missing."),
        column=column.heading,
        hint=t("Give {option}.", option=column.option),
        code="missing",
    )


def in_future(column: Column, at: date) -> Problem:
    """The problem of a time that lies ahead."""
    return Problem(t("This lies in the future."), column=column.heading, value=show_when(at), code="wrong_order")


def problem_of(column: Column, given: object, error: ValueError) -> Problem:
    """The problem of a value that a parser refused; a hint may stand behind a line break of the error's text."""
    from jingwu.rules.strays import mask_of

    message, _, hint = str(error).partition("\n")
    if isinstance(error, WrongParts):
        given = listed(part if isinstance(part, str) else _as_json(part) for part in error.parts)
    if is_nothing(given):
        hint = t("Leave it empty where there is nothing to say.")
    value, mask, code = _excerpt(given), mask_of(column, error), _code_of(column)
    if isinstance(given, _NESTED) or (column.type == "text" and len(value) > _EXCERPT):
        value = ""  # nothing tells which of its words are names
    return Problem(message, column=column.heading, value=value, mask=mask, hint=hint, code=code)


def _code_of(column: Column) -> str:
    if column.listed:
        return "not_listed"
    return CODES.get(column.type) or CODES.get(column.mask, "wrong_text")


CODES = {
    "when": "wrong_date",
    "date": "wrong_date",
    "money": "wrong_amount",
    "integer": "wrong_number",
    "yes": "wrong_answer",
    "choice": "not_listed",
    "choices": "not_listed",
    "numbers": "wrong_record_number",
    "parties": "wrong_people",
    "id_number": "wrong_id_number",
    "phone": "wrong_phone",
}
"""Type, or else mask, of a column to the code of what is wrong with a value of it."""


class _Wrong(ValueError):
    """Several problems inside one value."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


_UNSET: tuple[object, ...] = ("", [], ())
UNKNOWN = frozenset({"不详", "未知"})
"""What people write where there is something that they do not know."""
_ABBREVIATED = ("n/a", "na", "none", "null", "nan", "NaN")
NOTHING = UNKNOWN.union(
    ("无", "暂无", "没有", "空", "/", "//", "／", "／／", "?", "？", "、", "_",
     "\\", "＼", "-", "--", "---", "－", "–", "—", "——"),
    _ABBREVIATED, map(str.upper, _ABBREVIATED), map(str.capitalize, _ABBREVIATED),
)  # fmt: skip
"""What people write into a cell of which they know nothing, in each form, so that a row is soon compared with them."""


def is_nothing(given: object) -> bool:
    """Whether a cell says that nothing is there."""
    return isinstance(given, str) and given.strip() in NOTHING


_EXCERPT = 60


_LISTS = (list, tuple)
_NESTED = (dict, list)


def _parse_parties(column: Column, given: object, context: Context) -> tuple[Party, ...]:
    people = given if isinstance(given, _LISTS) else [given]
    return tuple([_parse_party(column, person, context) for person in people])


def _parse_party(column: Column, given: object, context: Context) -> Party:
    if isinstance(given, str):
        given = _party_of_text(given)
    if type(given) is not dict and not isinstance(given, Mapping):
        raise WrongParts(t("A party is written as role=甲方,name=张三,phone=13900000000."), [given])
    columns = columns_of(Party)
    values, problems = read_values(columns, given, context)
    if problems and not given.keys() <= _party_names():
        names = {heading: entry.name for entry in columns for heading in entry.aliases}
        told = {key: value for key, value in given.items() if value is not None and value not in _UNSET}
        given = {names.get(str(key), str(key)): value for key, value in told.items()}
        values, problems = read_values(columns, given, context)
    if "name" not in values and not problems:
        problems = [missing(next(entry for entry in columns if entry.name == "name"))]
    if problems:
        headings = {entry.heading for entry in columns}
        raise _Wrong([_inside(column, problem, is_known=problem.column in headings) for problem in problems])
    values.setdefault("role", "当事人")
    return make(Party, values)


@cache
def _party_names() -> frozenset[str]:
    return frozenset(column.name for column in columns_of(Party))


def _inside(column: Column, problem: Problem, *, is_known: bool) -> Problem:
    """What is wrong with a person; where the name of a column is not known, it may be that of the person."""
    if is_known:
        return problem._replace(column=f"{column.heading} / {problem.column}")
    from jingwu.rules.strays import WORD

    return problem._replace(column=column.heading, value=problem.column, mask=WORD)


def _party_of_text(text: str) -> dict[str, str]:
    """role=甲方,name=张三 as a dict; a text without '=' is a name."""
    if "=" not in text:
        return {"name": text}
    parts: dict[str, str] = {}
    key = ""
    for piece in re.split(r"[,，]", text):
        name, found, value = piece.partition("=")
        if found:
            key = name.strip()
            parts[key] = value.strip()
        elif key:  # a comma inside an address
            parts[key] += "，" + piece
    return parts


def _excerpt(given: object) -> str:
    text = given if isinstance(given, str) else _as_json(given)
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"


def _as_json(given: object) -> str:
    """What is no text, as the file that it comes from has it."""
    import json

    return json.dumps(given, ensure_ascii=False, default=str) if isinstance(given, dict | list | bool) else str(given)


def _unknown(name: object, columns: Sequence[Column]) -> Problem:
    meant = [column.name for column in columns if name in (column.label, *column.aliases)]
    hint = t("Perhaps: {names}.", names=listed(meant))
    if not meant:
        from jingwu.rules.suggestions import suggested

        hint = suggested(str(name), [column.name for column in columns])
    return Problem(t("There is no such column."), column=str(name)[:_EXCERPT], hint=hint, code="unknown_column")
