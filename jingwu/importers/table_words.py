"""What is said of a table: what was skipped around it, and why something is none."""

import re
from itertools import islice

from jingwu.errors import BadInput, Problem
from jingwu.importers.rows import Note
from jingwu.language import listed, t
from jingwu.rules.strays import like_names

_SHOWN = 8
_TOLD, _LONGEST = 3, 12
"""So many notes below a table are told of, each with so many characters."""
_MOST_KEPT = 200
_VALUE = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d|\+?\d{7,}")
"""A date or a telephone: no heading begins so."""
_SIGNER = re.compile(r"([:：]\s*)[^\W\d](?:\s?[^\W\d]){1,3}(?!\w)")
"""审核：张三"""


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
    notes: list[Note], blank: int, repeated: list[int], totals: list[int], held: dict[int, list[str]]
) -> None:
    """Note how many rows were blank, and the numbers of those that were skipped for another reason.

    Of the notes below the table that were `held` back the first words are told, too: they may be a row after all.
    """
    if blank:
        notes.append(Note(t("Blank rows were skipped: {count}.", count=blank), "blank", (), blank))
    if repeated:
        words = t("Headings and titles that stand there again were skipped: row {numbers}.", numbers=_ranges(repeated))
        notes.append(_skipped(words, "headings", repeated))
    if totals:
        notes.append(_skipped(t("Totals were skipped: row {numbers}.", numbers=_ranges(totals)), "totals", totals))
    if held:
        rows = list(held)
        told = listed(map(_begun, islice(held.values(), _TOLD)))
        more = " …" if len(held) > _TOLD else ""
        words = t("Notes below the table were skipped: row {numbers}: {texts}", numbers=_ranges(rows),
                  texts=told + more)  # fmt: skip
        notes.append(_skipped(words, "notes", rows))


def _skipped(words: str, sort: str, rows: list[int]) -> Note:
    return Note(words, sort, tuple(rows[:_MOST_KEPT]), len(rows))


def _begun(cells: list[str]) -> str:
    """The beginning of what a row says, without the names of who signed.

    A number in it is cut off whole, for half of a telephone would not be masked.
    """
    text = _SIGNER.sub(r"\1…", " ".join(filter(None, cells)))
    text = like_names(text, lambda _: "…")
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rstrip("0123456789- ") + "…"


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
