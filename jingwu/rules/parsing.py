"""Raw values of one cell, as typed, imported or sent as JSON, to values of a column, by the column's type.

A parser takes the column, the raw value and the context, and returns the value or raises ValueError with words that do
not hold the value itself (see `errors.Problem`); a hint may stand behind a line break.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from jingwu.dates import When, day_of, plain_when
from jingwu.errors import UsageError
from jingwu.language import t
from jingwu.records.fields import Column
from jingwu.rules.cell_dates import is_about, parse_cell
from jingwu.rules.cell_text import compact, one_line, plain, refuse_lost, within
from jingwu.rules.numbering import parse_number
from jingwu.rules.personal_numbers import parse_id_number, parse_phone
from jingwu.rules.station_lists import check_name
from jingwu.settings import Settings

Parser = Callable[[Column, Any, "Context"], object]


class Context:
    """What values are checked against."""

    __slots__ = ("inexact", "kind", "now", "readers", "relative", "settings")

    def __init__(self, settings: Settings, now: datetime, kind: str = "", *, relative: bool = True) -> None:
        """`relative`: dates may depend on the present day (昨天, 10-03), as what is typed may, and no file."""
        self.settings = settings
        self.now = now
        self.kind = kind
        self.relative = relative
        self.inexact: set[str] = set()
        """The headings of columns that were told a time that is not exact (8时许): whoever asks empties it."""
        self.readers: dict[int, Any] = {}
        """By the identity of a table of columns what reads them: kept here by `validation.read_values`."""

    def of_kind(self, kind: str) -> "Context":
        """The same for another kind of record."""
        return Context(self.settings, self.now, kind, relative=self.relative)


class Contexts(dict[str, Context]):
    """For rows of files the context of each kind, made once: it holds what reads the columns."""

    def __init__(self, settings: Settings, now: datetime) -> None:
        super().__init__()
        self._settings = settings
        self._now = now

    def __missing__(self, kind: str) -> Context:
        made = self[kind] = Context(self._settings, self._now, kind, relative=False)
        return made


_AMOUNT = re.compile(r"(?:¥|人民币|RMB|CNY)?(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(万)?(?:元整?)?", re.IGNORECASE)
_YES = {"1", "y", "yes", "true", "是", "有", "√", "✓", "对"}
_NO = {"0", "n", "no", "false", "否", "无", "×", "错"}
_LARGEST_AMOUNT = Decimal(10) ** 12
_INTEGER = re.compile(r"(-?\d{1,12})\s*[人名户个件起次张份条]?")
"""Perhaps with the word by which things are counted: 2人."""
_PLAIN_AMOUNT = re.compile(r"[0-9]{1,11}(?:\.[0-9]{1,2})?")
_FEN = Decimal("0.01")


class WrongParts(ValueError):
    """Some of a list's values are wrong: `parts`."""

    def __init__(self, words: str, parts: list[object]) -> None:
        super().__init__(words)
        self.parts = parts


def _parse_text(column: Column, given: object, _context: Context) -> str:
    text = (given if type(given) is str and given.isprintable() else plain(given)).strip()
    if text[:1] == "#" or "+" in text:
        refuse_lost(text)
    return text if 0 < len(text) <= column.limit else within(column, text)


def _parse_line(column: Column, given: object, _context: Context) -> str:
    text = one_line(column, given)
    return text if 0 < len(text) <= column.limit else within(column, text)


def _parse_listed(column: Column, given: object, context: Context) -> str:
    name = check_name(one_line(column, given), column.listed, context.settings, context.kind)
    return name if 0 < len(name) <= column.limit else within(column, name)


def _parse_when(column: Column, given: object, context: Context) -> When:
    when = plain_when(given) if type(given) is str else given if isinstance(given, date) else None
    if when is None:
        text = compact(given)
        when = parse_cell(text, today=context.now.date(), relative=context.relative)
        if is_about(text):
            context.inexact.add(column.heading)
    if not 1900 <= when.year < 2100:  # noqa: PLR2004 - the ledger's numbers carry two digits of the year
        raise ValueError(t("The year must be between 1900 and 2099."))
    return when


def _parse_day(column: Column, given: object, context: Context) -> date:
    return day_of(_parse_when(column, given, context))


def _parse_money(column: Column, given: object, _context: Context) -> Decimal:
    if type(given) is str and _PLAIN_AMOUNT.fullmatch(given):  # nearly all of an import
        return Decimal(given).quantize(_FEN)
    text = compact(given).replace(" ", "")
    found = _AMOUNT.fullmatch(text)
    try:
        amount = Decimal(found[1].replace(",", "")) * (10_000 if found[2] else 1) if found else _of_numeral(text)
        exact = amount.quantize(_FEN)
    except InvalidOperation:
        raise ValueError(t("The amount is too large.")) from None
    if amount < column.minimum:
        raise ValueError(t("An amount cannot be negative."))
    if exact != amount:
        raise ValueError(t("An amount has at most two decimals."))
    if exact >= _LARGEST_AMOUNT:
        raise ValueError(t("The amount is too large."))
    return exact


def _of_numeral(text: str) -> Decimal:
    from jingwu.rules.cell_amounts import yuan_of

    amount = yuan_of(text)
    if amount is None:
        raise ValueError(t("This is not an amount of yuan; write it as 1280 or 1280.50."))
    return amount


def _parse_integer(column: Column, given: object, _context: Context) -> int:
    text = compact(given)
    text = text.removesuffix(".0") if isinstance(given, float) else text
    found = _INTEGER.fullmatch(text)
    if found is None:
        raise ValueError(t("A whole number is expected here."))
    number = int(found[1])
    if not column.minimum <= number <= column.limit:
        raise ValueError(t("The number must be between {least} and {most}.", least=column.minimum, most=column.limit))
    return number


def _parse_yes(_column: Column, given: object, _context: Context) -> bool:
    if isinstance(given, bool):
        return given
    word = compact(given).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(t("Write yes (是) or no (否)."))


def _parse_choice(column: Column, given: object, _context: Context) -> str:
    codes = _CODES.get(id(column.choices)) or _codes_of(column)
    if type(given) is str and given in codes:
        return codes[given]
    text = compact(given)
    code = codes.get(text) or codes.get(text.lower())
    if code is None:
        from jingwu.rules.suggestions import unlisted

        raise unlisted(t("This is not one of the choices."), text, map(column.choice_name, column.choices))
    return code


def _codes_of(column: Column) -> dict[str, str]:
    # Column holds a mapping and so has no hash; the tables of choices live as long as the program.
    names = {
        name: code
        for code, chinese in column.choices.items()
        for name in (code, chinese, code.replace("_", " "), code.replace("_", "-"))
    }
    codes = _CODES[id(column.choices)] = {**column.words, **names}
    return codes


_CODES: dict[int, dict[str, str]] = {}


def _parse_choices(column: Column, given: object, context: Context) -> tuple[str, ...]:
    return _parse_each(lambda part: _parse_choice(column, part, context), given)


def _parse_numbers(_column: Column, given: object, context: Context) -> tuple[str, ...]:
    return _parse_each(lambda part: _parse_number(part, context), given)


def _parse_number(given: object, context: Context) -> str:
    try:
        return parse_number(plain(given), today=context.now.date())
    except UsageError as error:
        raise ValueError(t("This is not a record number.") + "\n" + error.hint) from None


def _parse_each(parse: Callable[[object], str], given: object) -> tuple[str, ...]:
    """The values of a list, each once. WrongParts names those that cannot be read, in the words of the first."""
    parts = given if isinstance(given, list | tuple) else split_list(plain(given))
    values: dict[str, None] = {}
    wrong: list[object] = []
    words = ""
    for part in parts:
        try:
            values[parse(part)] = None
        except ValueError as error:
            words = words or str(error)
            wrong.append(part)
    if wrong:
        raise WrongParts(words, wrong)
    return tuple(values)


def split_list(text: str) -> list[str]:
    """The values of a list that is written in one cell."""
    return [part for part in re.split(r"[、,，;；\s]+", text) if part]


_PARSERS: dict[str, Parser] = {
    "text": _parse_text,
    "line": _parse_line,
    "when": _parse_when,
    "date": _parse_day,
    "money": _parse_money,
    "integer": _parse_integer,
    "yes": _parse_yes,
    "choice": _parse_choice,
    "choices": _parse_choices,
    "numbers": _parse_numbers,
}
_LINES: dict[str, Parser] = {"id_number": parse_id_number, "phone": parse_phone}
"""How a line that is masked is read, where that is otherwise."""


def parser_of(column: Column) -> Parser:
    """What reads the cells of a column; parties have columns of their own and are read in validation.py."""
    if column.type != "line":
        return _PARSERS[column.type]
    return _parse_listed if column.listed else _LINES.get(column.mask, _parse_line)
