"""Finds the row of headings among the rows of a file."""

from collections.abc import Collection
from itertools import pairwise, zip_longest
from typing import NamedTuple

from jingwu.importers.headings import is_day, known_headings, plain

_LONGEST_HEADING = 60
"""Characters, with what stands in brackets."""
_FEW, _LONGEST_WORD = 3, 8
_SURE = 2
"""So many known headings make a row the row of headings."""


class Headings(NamedTuple):
    """Where the headings of a table stand."""

    at: int
    """The index of their first line."""
    lines: int
    """1, or 2 where groups stand above."""
    names: tuple[str, ...]
    known: int
    """How many of them are known."""

    @property
    def are_sure(self) -> bool:
        """Whether several are known, and all of them: no row of labels and values is so."""
        return _SURE <= self.known == _count(list(self.names))


def find_headings(lines: list[list[str]], headings: Collection[str] = ()) -> Headings:
    """The headings among the first rows, none of them blank, of a file.

    Known headings decide; where fewer than two are known, the first row that is about as wide as the table.
    """
    known = known_headings() | frozenset(headings)
    best = Headings(0, 1, (), 0)
    widest = max(map(_count, lines))
    for at, cells in enumerate(lines):
        count = _count_known(cells, known)
        if count > best.known:
            best = Headings(at, 1, trimmed(cells), count)
            if count == widest:  # no other row can have more
                break
    for at, (upper, lower) in enumerate(pairwise(lines)):
        is_merged = (at + 1 == best.at and _share(upper, lower)) or (at == best.at and _are_units(lower))
        # Where every cell of the best row is known, two rows have no more than it, unless one of them is wider.
        if is_merged or (best.at - 1 <= at <= best.at and best.known < max(len(upper), len(lower))):
            names = _joined(upper, lower, known)
            count = _count_known(names, known)
            if count > best.known - is_merged:
                best = Headings(at, 2, names, count)
    if best.known >= _SURE:
        return best
    at = next(index for index, cells in enumerate(lines) if _count(cells) * 2 >= widest)
    return Headings(at, 1, trimmed(lines[at]), best.known if best.at == at else 0)


def are_headings(cells: list[str]) -> bool:
    """Whether a row that tells no day holds headings: most of them known, or that of a day among short words."""
    known, count = _count_known(cells, known_headings()), _count(cells)
    if not known or any(cell.endswith((":", "：")) for cell in cells):  # 负责人：      日期：
        return False
    return known * 2 > count >= _SURE if known >= _SURE else count >= _FEW and _tell_a_day(cells)


def _tell_a_day(cells: list[str]) -> bool:
    """Whether one of these cells is the known heading of a day, and all are words that may be headings."""
    words = [cell for cell in cells if cell]
    are_words = all(len(word) <= _LONGEST_WORD and word.isalpha() for word in words) and len(set(words)) == len(words)
    return are_words and any(is_day(word) and plain(word) in known_headings() for word in words)


def trimmed(cells: list[str]) -> tuple[str, ...]:
    """The cells without the empty ones at the end."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return tuple(cells)


def _joined(upper: list[str], lower: list[str], known: frozenset[str]) -> tuple[str, ...]:
    """Headings of two lines as one: 甲方 above 姓名 and 电话 makes 甲方姓名 and 甲方电话."""
    names = []
    group = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        group = above or (group if below else "")
        if not below or below == above:
            names.append(above)
        elif plain(group + below) in known or plain(below) not in known:
            names.append(group + below)
        else:
            names.append(below)
    return trimmed(names)


def _share(upper: list[str], lower: list[str]) -> bool:
    """Whether a heading stands in both lines, as one that is merged over them does."""
    return any(above and above == below for above, below in zip(upper, lower, strict=False))


def _are_units(cells: list[str]) -> bool:
    """Whether a line below the headings has only what belongs to them: （元）."""
    return all(cell[0] in "(（" and cell[-1] in ")）" for cell in cells if cell)


def _count_known(cells: Collection[str], known: frozenset[str]) -> int:
    return len({word for cell in cells if cell and len(cell) <= _LONGEST_HEADING and (word := plain(cell)) in known})


def _count(cells: list[str]) -> int:
    return len(cells) - cells.count("")
