"""What is said of a table: what was skipped around it, and why something is none."""

import re
from itertools import islice

from jingwu.errors import BadInput, Problem
from jingwu.importers.rows import Note
from jingwu.importers.surroundings import OFFICE
from jingwu.language import listed, t
from jingwu.rules.strays import is_name

_SHOWN = 8
_TOLD, _LONGEST = 3, 12
"""So many notes below a table are told of, each with so many characters."""
_FIRST = 4
_DAY = re.compile(r"[\d年月日./: -]+")
_LABEL = re.compile(r"[^\s:：]{1,8}[:：]")
_MOST_KEPT = 200
_VALUE = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d|\+?\d{7,}")
"""A date or a telephone: no heading begins so."""
_SIGNER = re.compile(
    r"((?:所长|(?:填[表报]|制表|审[核批]|复核|签[发字名章]|统计|经办|打印|导出|报送|联系|(?:单位|部门)?负责)(?:人员?|员)?(?:签[字名章])?"
    r"|(?:prepared|checked|approved|signed|printed|exported)(?: by)?)"
    r"\s*(?:[(（].{0,8}[)）])?\s*(?:[:：]\s*|$|(?=.{1,4}$)))(.*)",
    re.DOTALL | re.IGNORECASE,
)
"""The label of who signed, and what stands behind it: 审核：张三, 填表人张三, or a label alone."""


def no_table(file: str) -> BadInput:
    """That a form of one record, or a table on its side, is refused."""
    message = t("The headings stand below each other, as in a form: one row a record is needed, with headings above.")
    hint = t("'jingwu import --template KIND FILE.xlsx' makes such a file; a table on its side is turned (transposed).")
    return BadInput([Problem(message, file=file, hint=hint)])


def refuse_values(row: int, names: tuple[str, ...], file: str) -> None:
    """BadInput where what should be headings are values, or was lost."""
    told = [name for name in names if name]
    if all(set(name) <= {"?", "？"} for name in told):
        message = t("The Chinese in this file is lost: only question marks are left.")
        raise BadInput([Problem(message, file=file, row=row, hint=t("Export it again, as UTF-8 or GB18030."))])
    if len(told) > 1 and any(map(_VALUE.match, told)):
        message = t("There are no headings: this row holds values.")
        hint = t("Write a row of headings above it; --template makes one.")
        raise BadInput([Problem(message, file=file, row=row, hint=hint)])


def tell_of_headings(notes: list[Note], above: list[int], names: tuple[str, ...], at: tuple[int, int]) -> None:
    """Note the numbers of the rows `above` the headings; where the headings stand, if that is in two rows; gaps."""
    if above:
        notes.append(_skipped(t("Skipped above the headings: row {numbers}.", numbers=_ranges(above)), "titles", above))
    first, last = at
    if last > first:
        notes.append(Note(t("The headings stand in rows {first} and {last}.", first=first, last=last)))
    blank = [str(index) for index, name in enumerate(names, 1) if not name]
    if blank:
        notes.append(Note(t("Without a heading: column {numbers}.", numbers=_some(blank))))


def tell_of_skipped(
    notes: list[Note],
    blank: int,
    skipped: dict[str, list[int]],
    titled: dict[int, list[str]],
    held: dict[int, list[str]],
) -> None:
    """Note how many rows were blank, and the numbers of those that were skipped as 'repeated' or 'total'.

    Of other titles further down, and of notes below the table, the first words are told, too: they may be a row after
    all.
    """
    if blank:
        notes.append(Note(t("Blank rows were skipped: {count}.", count=blank), "blank", (), blank))
    repeated, totals = skipped["repeated"], skipped["total"]
    if repeated:
        words = t("Headings and titles that stand there again were skipped: row {numbers}.", numbers=_ranges(repeated))
        notes.append(_skipped(words, "headings", repeated))
    if totals:
        notes.append(_skipped(t("Totals were skipped: row {numbers}.", numbers=_ranges(totals)), "totals", totals))
    if titled:
        words = t("Titles further down were skipped: row {numbers}: {texts}", **_told(titled))
        notes.append(_skipped(words, "titles", list(titled)))
    if held:
        words = t("Notes below the table were skipped: row {numbers}: {texts}", **_told(held))
        notes.append(_skipped(words, "notes", list(held)))


def _told(rows: dict[int, list[str]]) -> dict[str, str]:
    """The numbers of rows, and how the first of them begin."""
    more = " …" if len(rows) > _TOLD else ""
    return {"numbers": _ranges(list(rows)), "texts": listed(map(_begun, islice(rows.values(), _TOLD))) + more}


def _skipped(words: str, sort: str, rows: list[int]) -> Note:
    return Note(words, sort, tuple(rows[:_MOST_KEPT]), len(rows))


def _begun(cells: list[str]) -> str:
    """The beginning of what a row says, without what stands behind the labels of who signed.

    A number in it is cut off whole, for half of a telephone would not be masked.
    """
    told: list[str] = []
    follows_label = False
    for cell in filter(None, cells):
        signer = _SIGNER.fullmatch(cell)
        if signer:
            told.append(f"{signer[1]}…" if signer[2] else signer[1])
        else:
            told.append("…" if follows_label else _first_signs(cell))
        follows_label = not signer[2] if signer else follows_label
    text = " ".join(told)
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rstrip("0123456789- ") + "…"


def _first_signs(cell: str) -> str:
    """What a text begins with, up to the sign behind a label; any word of it may be a name."""
    if _DAY.fullmatch(cell) or OFFICE.fullmatch(cell):
        return cell
    if is_name(cell[:2]) or is_name(cell[:3]):
        return "…"
    label = _LABEL.match(cell)
    first = label[0] if label else cell[:_FIRST].rstrip("0123456789- ") if len(cell) > _FIRST else cell
    return first if len(first) == len(cell) else f"{first}…"


def _ranges(numbers: list[int]) -> str:
    """1, 2, 3, 7 as 1-3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return _some([f"{first}-{last}" if last > first else str(first) for first, last in runs])


def _some(words: list[str]) -> str:
    return listed(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
