"""Tells rows of a table from what people write around it: titles, totals, page numbers, and who filled it in."""

import re
from collections.abc import Sequence

from jingwu.importers.headings import is_day
from jingwu.rules.cell_text import shows_error

MAY_BE_TOTAL = re.compile("计|汇总|^共|均|值|total|average|^m", re.IGNORECASE)
TOTAL = re.compile(
    r"[^,，。;；:：、]{0,12}(?:[合总小累共]\s*计|汇总)\s*(?:[(（].*[)）])?\s*[:：]?"
    r"\s*(?:[\d,.]+\s*[起件条户人次元宗个]?)?[。.]?"
    r"|共\s*\d+\s*[起件条户宗][。.]?|平均[值数]?|均值|最[大小]值|average|min(?:imum)?|max(?:imum)?"
    r"|(?:grand |sub)?-?totals?\s*:?",
    re.IGNORECASE,
)
"""合计, 本月合计, 10月份合计, 柳树村小计, and what Excel writes under its groups: 柳树村 汇总."""
_NOTE = re.compile(
    r"(?:备?注|说明|附注|填[表报]|制表|审[核批]|复核|签发|负责人|统计|经办|打印|导出|数据来源|单位|联系|日期"
    r"|notes?|remarks?|source|prepared|printed|exported)[^:：]{0,12}[:：]"
    r"|[-—=*※]{2,}|第\s*\d+\s*页|共\s*\d+\s*页|page \d+"
    r"|[(（]?(?:本页|此页|此行)?以下(?:空白|无|为空)|[(（]?(?:本[月周季期]|当月)\w{0,4}无|[(（]?本页无正文"
    r"|\d{1,2}月份?(?:\w{0,4}无其[他它余]|无\w{0,6}$)",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"(?:备注|附?注|说明|所长|(?:填[表报]|制表|审[核批]|复核|签[发字名章]|统计|经办|打印|导出|报送|联系|(?:单位|部门)?负责)"
    r"(?:人员?|员|单位|部门|日期|时间|电话)?(?:签[字名章])?(?:[(（].{0,8}[)）])?|单位|日期)"
)
"""The label of a cell that stands before the name: 填表人 | 王建国."""
OFFICE = re.compile(r"\w{2,16}(?:派出所|分局|公安局|警务[室站]|[中大]队)")
_CONTINUES = re.compile(rf"[(（]?\d{{1,2}}[.、)）．](?!\d)|[(（].*[)）]$|{OFFICE.pattern}$")
_PAGE = re.compile(
    r"[-—\s(（]*第\s*\d+\s*页[-—\s,，、/()（）]*(?:共\s*\d+\s*页)?[-—\s)）]*|page \d+( of \d+)?", re.IGNORECASE
)
DAY = re.compile(
    r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}.*|(?:19|20)\d{6}(?:\d{4}|\d{6})?"
    r"|\d{1,2}\s*月\s*\d{1,2}.*|\d{1,2}/\d{1,2}(?:/\d{2,4})?(?:\s.*)?|[〇○零一二三四五六七八九]{4}年.*"
    r"|\d{1,2}[\s-][a-z]{3,9}\.?,?[\s-]\d{2,4}.*|[a-z]{3,9}\.? \d{1,2},? \d{4}.*|[345]\d{4}(?:\.\d+)?",
    re.IGNORECASE,
)
"""A cell that tells a day, perhaps one that does not exist, or the number that a spreadsheet keeps for one."""
_WIDEST_TITLE = 2


def columns_of_days(names: Sequence[str]) -> list[int]:
    """The places of the columns in which a row tells its days; all, where no heading says it."""
    return [place for place, name in enumerate(names) if name and is_day(name)] or list(range(len(names)))


def is_total(cells: list[str], days: list[int]) -> bool:
    """Whether a row is a sum of others."""
    first = cells[0] or next(filter(None, cells))
    return bool(MAY_BE_TOTAL.search(first) and TOTAL.fullmatch(first)) and not tells_day(cells, days)


def is_page(cells: list[str]) -> bool:
    """Whether a row is a page number."""
    return _count(cells) == 1 and bool(_PAGE.fullmatch(next(filter(None, cells))))


def is_title(cells: list[str], width: int) -> bool:
    """Whether a row above the headings has so few cells, or such, that it is no record."""
    count = _count(cells)
    if count <= _WIDEST_TITLE or count * 2 <= width:
        return True
    return bool(_NOTE.match(_first(cells)) or TOTAL.fullmatch(_first(cells))) or _is_signed(cells)


def may_be_note(cells: list[str], width: int, days: list[int], *, apart: bool) -> bool:
    """Whether a row at the end would be no record: a line of its own after a gap, or one that begins like a note."""
    count = _count(cells)
    if width == 1:
        return False
    if count == 1:
        cell = _first(cells)
        return not shows_error(cell) and (apart or bool(_NOTE.match(cell)) or _is_dated_office(cell))
    if tells_day(cells, days):  # as every record does: it is no note then, whatever words it begins with
        return False
    return _is_signed(cells) or (count * 2 <= width and bool(_NOTE.match(_first(cells))))


def continues_note(cells: list[str]) -> bool:
    """Whether a row goes on with the notes above it: a numbered line, one in brackets, the office, or a day."""
    return _count(cells) == 1 and bool(_CONTINUES.match(_first(cells)) or DAY.fullmatch(_first(cells)))


def _is_dated_office(cell: str) -> bool:
    """Whether it is the office that made the table, and a day: 青石镇派出所 2026年10月31日."""
    office, _, day = cell.replace("\u3000", " ").partition(" ")
    return bool(OFFICE.fullmatch(office) and DAY.fullmatch(day.strip()))


def _is_signed(cells: list[str]) -> bool:
    """Whether it says who filled the table in, who checked it, and when: labels, perhaps with a value, and days."""
    follows_label = is_signed = False
    for cell in filter(None, cells):
        is_label = bool(_NOTE.match(cell) or SIGNED.fullmatch(cell))
        if not is_label and not follows_label and not DAY.fullmatch(cell):
            return False
        follows_label = is_label
        is_signed = is_signed or is_label
    return is_signed


def tells_day(cells: list[str], days: list[int]) -> bool:
    """Whether a row tells a day in one of the columns of days, as every record does."""
    for place in days:  # noqa: SIM110 - asked of every row, of which the first such cell tells one
        if place < len(cells) and cells[place] and DAY.fullmatch(cells[place]):
            return True
    return False


def _first(cells: list[str]) -> str:
    return next(filter(None, cells))


def _count(cells: list[str]) -> int:
    return len(cells) - cells.count("")
