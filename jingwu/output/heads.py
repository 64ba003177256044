"""What stands around the tables of a sheet: title, whose it is, numbers of sections, who signs, the journal's head."""

from jingwu.language import pick, t
from jingwu.output.text import flat, width_of, wrap
from jingwu.reports.table import Sheet, Table

_DIGITS = "〇一二三四五六七八九"
_TEN = 10
_PAGE = 100
"""Cells in whose middle a title stands on the widest of terminals: tables begin at its left."""
_APART = 3
_WARNINGS = "warnings"


def head_lines(sheet: Sheet, width: int) -> list[str]:
    """What stands above the tables in a text of so many cells a line; that of a period's sheet in its middle."""
    title = wrap(flat(sheet.title), width)
    if sheet.period is None:
        return title
    lines = (*title, *wrap(about_words(sheet), width))
    centred = [" " * max((min(width, _PAGE) - width_of(line)) // 2, 0) + line for line in lines]
    return [*centred, *(line for text in sheet.sentences for line in wrap(flat(text), width))]


def foot_lines(sheet: Sheet, width: int) -> list[str]:
    """What stands below the tables in a text of so many cells a line."""
    lines: list[str] = []
    for words in filter(None, (*signing_words(sheet), head_words(sheet))):
        if lines and width_of(lines[-1]) + _APART + width_of(words) <= width:
            lines[-1] += " " * _APART + words
        else:
            lines += wrap(words, width)
    return lines


def numbered(sheet: Sheet) -> tuple[Table, ...]:
    """The tables of a sheet, those of a period's with their numbers (一、二、三); a warning has none."""
    if sheet.period is None:
        return sheet.tables
    numbers = iter(range(1, len(sheet.tables) + 1))
    return tuple(
        table if table.name == _WARNINGS else table._replace(title=_numeral(next(numbers)) + table.title)
        for table in sheet.tables
    )


def about_words(sheet: Sheet) -> str:
    """Whose sheet it is and of what time; nothing for a sheet that is of no period."""
    if sheet.period is None:
        return ""
    if not sheet.station:
        return flat(t("Period: {period}", period=sheet.period.words))
    return flat(t("Station: {station}    Period: {period}", station=sheet.station, period=sheet.period.words))


def head_words(sheet: Sheet) -> str:
    """The journal's head, which a signed paper anchors."""
    return flat(t("Ledger chain head: {head}", head=sheet.head)) if sheet.head else ""


def signing_words(sheet: Sheet) -> list[str]:
    """Who hands the sheet in, signs, checks, made it, and when, with room to write."""
    return [flat(label) + pick(": ", "：") + (flat(text) or "_" * 8) for label, text in sheet.footer]


def _numeral(number: int) -> str:
    tens, ones = divmod(number, _TEN)
    chinese = (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    return pick(f"{number}. ", f"{chinese}、")
