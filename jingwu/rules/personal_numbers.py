"""The numbers of people: ID numbers with their check digit (GB 11643-1999), and phones."""

import re
import unicodedata
from datetime import date
from operator import mul

from jingwu.language import t
from jingwu.records.fields import Column
from jingwu.rules.cell_text import one_line, within

_ID_NUMBER = re.compile(r"\d{17}[0-9X]|\d{15}|[A-Z]{1,3}\d{6,10}")
_PHONE = re.compile(r"\+?[0-9][0-9 \-()]{5,18}[0-9]")
_MOBILE = 11
"""Digits."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_OF_ZEROS = ord("0") * sum(_WEIGHTS)
_CHECK_DIGITS = "10X98765432"


def parse_id_number(column: Column, given: object, _context: object) -> str:
    """An ID number in capitals without spaces. ValueError says what is wrong with it."""
    text = one_line(column, given)
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


def parse_phone(column: Column, given: object, _context: object) -> str:
    """A phone number without spaces. ValueError when it is none."""
    if (
        type(given) is str and given.isdecimal() and given.isascii() and len(given) == _MOBILE
    ):  # nearly all of an import
        return given
    text = one_line(column, given)
    phone = (text if text.isascii() else unicodedata.normalize("NFKC", text)).lstrip("'")
    if not _PHONE.fullmatch(phone):
        raise ValueError(t("This is not a phone number: 7 to 20 digits, with spaces and hyphens at most."))
    return within(column, phone.replace(" ", ""))
