"""The text of a cell: what no text may hold, what a spreadsheet lost, spaces and widths."""

import re
import unicodedata
from decimal import Decimal

from jingwu.language import pick, t
from jingwu.records.fields import Column
from jingwu.rules.cell_dates import Numeric

# Control characters but line break and tab, and lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
SPACES = re.compile(r"[ \t\n\u3000\xa0]+")
# A number that a spreadsheet shortened to its first digits, as it does with ID numbers: 4.40981E+17.
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d{2,3}", re.IGNORECASE)
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
NOT_CALCULATED = "#FORMULA?"
"""Stands where a cell has a formula of which the file does not have the result."""
_WIDE = re.compile("[－０-９Ａ-Ｚａ-ｚ]").search
_HALF_WIDTHS = {sign: chr(sign - 0xFEE0) for sign in range(0xFF0D, 0xFF5B) if _WIDE(chr(sign))}
"""１２Ａ－ as 12A-; other signs stay: （ and ： are Chinese."""
WITHIN_NAME = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


def plain(given: object) -> str:
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


def compact(given: object) -> str:
    """A scalar as text in half width without outer spaces: for numbers, dates and codes."""
    if type(given) is str and given.isalnum() and given.isascii():  # nothing to be mended
        return given
    text = given if isinstance(given, str) and given.isprintable() else plain(given)
    if isinstance(text, Numeric):
        return text
    if text[:1] == "#" or "+" in text:
        refuse_lost(text)
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def one_line(column: Column, given: object) -> str:
    """A scalar as one line of text: letters and digits in half width, single spaces, and none within a name."""
    if type(given) is str and given.isalnum() and not _WIDE(given):  # as nearly all cells: nothing is to be mended
        return given
    if type(given) is str and given.isprintable():  # then it holds no wide space, tab or line break
        text = given.strip()
        if "  " in text:
            text = SPACES.sub(" ", text)
    else:
        text = SPACES.sub(" ", plain(given)).strip()
    if text[:1] == "#" or "+" in text:
        refuse_lost(text)
    if " " in text and (column.listed == "officers" or (column.mask == "name" and 1 in map(len, text.split(" ")))):
        text = WITHIN_NAME.sub("", text)  # 李 四, but 张三 李四 are two
    return text.translate(_HALF_WIDTHS) if _WIDE(text) else text


def shows_error(text: str) -> bool:
    """Whether it is what a spreadsheet shows where a formula came to no value."""
    return text[:1] == "#" and (text.upper() in _ERRORS or text == NOT_CALCULATED)


def no_result(between: str = "") -> str:
    """What is wrong where NOT_CALCULATED stands and, behind what stands `between`, what would do."""
    message = t("The formula has no result: a program wrote it and did not calculate.")
    hint = t("Open the file in Excel or WPS and save it again, or type what belongs here.")
    return message + (between or pick(" ", "")) + hint


def refuse_lost(text: str) -> None:
    """ValueError for what a spreadsheet writes where it lost the value itself."""
    if text == NOT_CALCULATED:
        raise ValueError(no_result("\n"))
    if shows_error(text):
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


def within(column: Column, text: str) -> str:
    """The text. ValueError when it is empty, or longer than its column may be."""
    if not text:
        raise ValueError(t("The text is empty."))
    if len(text) > column.limit:
        raise ValueError(t("The text is too long: at most {limit} characters.", limit=column.limit))
    return text
