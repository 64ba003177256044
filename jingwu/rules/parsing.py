"""Raw values of one cell, as typed, imported or sent as JSON, to values of a column, by the column's type.

A parser takes the column, the raw value and the context, and returns the value or raises ValueError with words that do
not hold the value itself (see `errors.Problem`); a hint may stand behind a line break.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from operator import mul
from typing import Any, NamedTuple

from jingwu.dates import When, day_of, plain_when
from jingwu.errors import UsageError
from jingwu.language import t
from jingwu.records.fields import Column
from jingwu.rules.cell_dates import Numeric, parse_cell
from jingwu.rules.numbering import parse_number
from jingwu.settings import Settings

Parser = Callable[[Column, Any, "Context"], object]


class Context(NamedTuple):
    """What values are checked against."""

    settings: Settings
    now: datetime
    kind: str = ""
    relative: bool = True
    """Whether dates may depend on the present day (昨天, 10-03): what is typed may, what stands in a file may not."""


# Control characters but line break and tab, and lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\n\u3000\xa0]+")
# A number that a spreadsheet shortened to its first digits, as it does with ID numbers: 4.40981E+17.
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d{2,3}", re.IGNORECASE)
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
_AMOUNT = re.compile(r"(?:¥|人民币|RMB|CNY)?(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(万)?(?:元整?)?", re.IGNORECASE)
_WITHIN_NAME = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_ID_NUMBER = re.compile(r"\d{17}[0-9X]|\d{15}|[A-Z]{1,3}\d{6,10}")
_PHONE = re.compile(r"\+?[0-9][0-9 \-()]{5,18}[0-9]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_OF_ZEROS = ord("0") * sum(_WEIGHTS)
_CHECK_DIGITS = "10X98765432"
_YES = {"1", "y", "yes", "true", "是", "有", "√", "✓", "对"}
_NO = {"0", "n", "no", "false", "否", "无", "×", "错"}
_LARGEST_AMOUNT = Decimal(10) ** 12
_INTEGER = re.compile(r"-?\d{1,12}")
_PLAIN_AMOUNT = re.compile(r"[0-9]{1,11}(?:\.[0-9]{1,2})?")
_FEN = Decimal("0.01")


class WrongParts(ValueError):
    """Some of a list's values are wrong: `parts`."""

    def __init__(self, words: str, parts: list[object]) -> None:
        super().__init__(words)
        self.parts = parts


def _plain(given: object) -> str:
    """A scalar as text. ValueError for what is no scalar, or holds what no text may hold."""
    if isinstance(given, str):
        text = given
    elif isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        raise ValueError(t("A text or a number is expected here."))
    else:
        text = str(given)
    if not text.isprintable():
        found = _FORBIDDEN.search(text)
        if found:
            code = f"U+{ord(found[0]):04X}"
            raise ValueError(t("The text holds a character that cannot be kept ({code}).", code=code))
    return text


def _compact(given: object) -> str:
    """A scalar as text in half width without outer spaces: for numbers, dates and codes."""
    if type(given) is str and given.isalnum() and given.isascii():  # nothing to be mended
        return given
    text = given if isinstance(given, str) and given.isprintable() else _plain(given)
    if isinstance(text, Numeric):
        return text
    if text[:1] == "#" or "+" in text:
        _refuse_lost(text)
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _parse_text(column: Column, given: object, _context: Context) -> str:
    text = (given if type(given) is str and given.isprintable() else _plain(given)).strip()
    if text[:1] == "#" or "+" in text:
        _refuse_lost(text)
    return text if 0 < len(text) <= column.limit else _within(column, text)


def _parse_line(column: Column, given: object, _context: Context) -> str:
    text = _one_line(column, given)
    return text if 0 < len(text) <= column.limit else _within(column, text)


def _parse_listed(column: Column, given: object, context: Context) -> str:
    if type(given) is str and 0 < len(given) <= column.limit and given in _LISTS[column.listed](context):
        return given
    name = check_name(_one_line(column, given), column.listed, context)
    return name if 0 < len(name) <= column.limit else _within(column, name)


def _one_line(column: Column, given: object) -> str:
    """A scalar as one line of text, with single spaces and none within a name."""
    if type(given) is str and given.isalnum():  # as nearly all cells: nothing is to be mended
        return given
    if type(given) is str and given.isprintable():  # then it holds no wide space, tab or line break
        text = given.strip()
        if "  " in text:
            text = _SPACES.sub(" ", text)
    else:
        text = _SPACES.sub(" ", _plain(given)).strip()
    if text[:1] == "#" or "+" in text:
        _refuse_lost(text)
    if " " in text and (column.mask == "name" or column.listed == "officers"):
        text = _WITHIN_NAME.sub("", text)
    return text


def _refuse_lost(text: str) -> None:
    """ValueError for what a spreadsheet writes where it lost the value itself."""
    if text[:1] == "#" and text.upper() in _ERRORS:
        raise ValueError(t("The spreadsheet shows an error here instead of a value."))
    if text[:3] == "###" and not text.strip("#"):
        hint = t("Make the column wider in the file that it came from, and save it again.")
        raise ValueError(t("The column was too narrow: the spreadsheet wrote ### for the value.") + "\n" + hint)
    if "+" in text and _SHORTENED.fullmatch(text):
        raise ValueError(
            t("Excel took this for a number and kept only its first digits.")
            + "\n"
            + t("Make the column text in the file that it came from, and enter it again.")
        )


def _within(column: Column, text: str) -> str:
    if not text:
        raise ValueError(t("The text is empty."))
    if len(text) > column.limit:
        raise ValueError(t("The text is too long: at most {limit} characters.", limit=column.limit))
    return text


def _parse_when(_column: Column, given: object, context: Context) -> When:
    when = plain_when(given) if type(given) is str else given if isinstance(given, date) else None
    if when is None:
        when = parse_cell(_compact(given), today=context.now.date(), relative=context.relative)
    if not 1900 <= when.year < 2100:  # noqa: PLR2004 - the ledger's numbers carry two digits of the year
        raise ValueError(t("The year must be between 1900 and 2099."))
    return when


def _parse_day(column: Column, given: object, context: Context) -> date:
    return day_of(_parse_when(column, given, context))


def _parse_money(column: Column, given: object, _context: Context) -> Decimal:
    if type(given) is str and _PLAIN_AMOUNT.fullmatch(given):  # nearly all of an import
        return Decimal(given).quantize(_FEN)
    text = _compact(given).replace(" ", "")
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise ValueError(t("This is not an amount of yuan; write it as 1280 or 1280.50."))
    try:
        amount = Decimal(found[1].replace(",", "")) * (10_000 if found[2] else 1)
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


def _parse_integer(column: Column, given: object, _context: Context) -> int:
    text = _compact(given)
    text = text.removesuffix(".0") if isinstance(given, float) else text
    if not _INTEGER.fullmatch(text):
        raise ValueError(t("A whole number is expected here."))
    number = int(text)
    if not column.minimum <= number <= column.limit:
        raise ValueError(t("The number must be between {least} and {most}.", least=column.minimum, most=column.limit))
    return number


def _parse_yes(_column: Column, given: object, _context: Context) -> bool:
    if isinstance(given, bool):
        return given
    word = _compact(given).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(t("Write yes (是) or no (否)."))


def _parse_choice(column: Column, given: object, _context: Context) -> str:
    codes = _CODES.get(id(column.choices)) or _codes_of(column)
    if type(given) is str and given in codes:
        return codes[given]
    text = _compact(given)
    code = codes.get(text) or codes.get(text.lower())
    if code is None:
        from jingwu.rules.suggestions import suggested

        hint = suggested(text, [column.choice_name(code) for code in column.choices])
        raise ValueError(t("This is not one of the choices.") + "\n" + hint)
    return code


def _codes_of(column: Column) -> dict[str, str]:
    # Column holds a mapping and so has no hash; the tables of choices live as long as the program.
    codes = _CODES[id(column.choices)] = {
        name: code
        for code, chinese in column.choices.items()
        for name in (code, chinese, code.replace("_", " "), code.replace("_", "-"))
    }
    return codes


_CODES: dict[int, dict[str, str]] = {}


def _parse_choices(column: Column, given: object, context: Context) -> tuple[str, ...]:
    return _parse_each(lambda part: _parse_choice(column, part, context), given)


def _parse_numbers(_column: Column, given: object, context: Context) -> tuple[str, ...]:
    return _parse_each(lambda part: _parse_number(part, context), given)


def _parse_number(given: object, context: Context) -> str:
    try:
        return parse_number(_plain(given), today=context.now.date())
    except UsageError as error:
        raise ValueError(t("This is not a record number.") + "\n" + error.hint) from None


def _parse_each(parse: Callable[[object], str], given: object) -> tuple[str, ...]:
    """The values of a list, each once. WrongParts names those that cannot be read, in the words of the first."""
    parts = given if isinstance(given, list | tuple) else split_list(_plain(given))
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


def _parse_id_number(column: Column, given: object, _context: Context) -> str:
    text = _one_line(column, given)
    number = text.replace(" ", "").upper().lstrip("'")
    number = number if number.isascii() else unicodedata.normalize("NFKC", number)
    if not _ID_NUMBER.fullmatch(number):
        raise ValueError(t("This is not an ID number: 18 digits (the last may be X), or 15 for an old card."))
    if len(number) == 18:  # noqa: PLR2004 - the length of an ID number
        total = sum(map(mul, _WEIGHTS, number.encode()))  # of the digits' codes, which begin with that of 0
        if _CHECK_DIGITS[(total - _OF_ZEROS) % 11] != number[17]:
            if number.endswith("000"):
                raise ValueError(t("The last digits are lost: Excel keeps only the first 15 digits of a number."))
            raise ValueError(t("The ID number's check digit is wrong: one of its digits is mistyped."))
        _check_birth(number[6:14])
    elif number.isdecimal() and len(number) == 15:  # noqa: PLR2004 - of an old card, whose years have two digits
        _check_birth("19" + number[6:12])
    return number


def _check_birth(digits: str) -> None:
    try:
        date.fromisoformat(digits)
    except ValueError:
        raise ValueError(t("The birth date inside the ID number does not exist.")) from None


def _parse_phone(column: Column, given: object, _context: Context) -> str:
    text = _one_line(column, given)
    phone = (text if text.isascii() else unicodedata.normalize("NFKC", text)).lstrip("'")
    if not _PHONE.fullmatch(phone):
        raise ValueError(t("This is not a phone number: 7 to 20 digits, with spaces and hyphens at most."))
    return _within(column, phone.replace(" ", ""))


def check_name(name: str, listed: str, context: Context) -> str:
    """A name of one of the station's lists (officers, areas, categories …). ValueError names the nearest."""
    known = _LISTS[listed](context)
    if not known or name in known:
        return name
    meant = _MEANT[listed](name, known) if listed in _MEANT else None
    if meant is None:
        from jingwu.rules.suggestions import name_suggested

        hint = name_suggested(name, known)
        raise ValueError(t("The station's settings do not know this name.") + "\n" + hint)
    return meant


def _spaced(name: str, known: Collection[str]) -> str | None:
    # Lists are often typed with a space within short names, so that they are as wide as the others.
    return next((each for each in known if _WITHIN_NAME.sub("", _SPACES.sub(" ", each)) == name), None)


def _category(name: str, known: Collection[str]) -> str | None:
    short = name.removesuffix("纠纷").removesuffix("案件").removesuffix("案")
    return short if short in known else None


def _risk(name: str, known: Collection[str]) -> str | None:
    short = name.removesuffix("风险")
    return short if short in known else None


def _grids(settings: Settings) -> frozenset[str]:
    found = _GRIDS.get(id(settings))
    if found is None:
        _GRIDS.clear()
        found = _GRIDS[id(settings)] = frozenset(grid for grids in settings.areas.values() for grid in grids)
    return found


_GRIDS: dict[int, frozenset[str]] = {}
_LISTS: dict[str, Callable[[Context], Collection[str]]] = {
    "officers": lambda context: context.settings.officers,
    "areas": lambda context: context.settings.areas,
    "grids": lambda context: _grids(context.settings),
    "categories": lambda context: context.settings.categories.get(context.kind, ()),
    "risks": lambda context: context.settings.risks,
}
"""The station's lists; an empty one accepts any name."""
_MEANT: dict[str, Callable[[str, Collection[str]], str | None]] = {
    "officers": _spaced,
    "categories": _category,
    "risks": _risk,
}
"""What is meant by a name that is not in a list as it is written."""
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
_LINES: dict[str, Parser] = {"id_number": _parse_id_number, "phone": _parse_phone}
"""How a line that is masked is read, where that is otherwise."""


def parser_of(column: Column) -> Parser:
    """What reads the cells of a column; parties have columns of their own and are read in validation.py."""
    if column.type != "line":
        return _PARSERS[column.type]
    return _parse_listed if column.listed else _LINES.get(column.mask, _parse_line)
