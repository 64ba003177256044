"""Cells in which people write that nothing is there ('/', '无', 'N/A'): they are as good as empty."""

from collections.abc import Collection, Iterable, Sequence

from jingwu.rules.validation import NOTHING, UNKNOWN, is_nothing


def may_say_nothing(cells: Sequence[object]) -> bool:
    """Whether a cell of the row may be one of these: asked of every row, of which few have one."""
    try:
        return not NOTHING.isdisjoint(cells)
    except TypeError:  # a list or an object of JSON
        return True


def emptied(
    cells: Sequence[object], *, texts: Collection[int], names: Collection[int], steps: Iterable[Collection[int]]
) -> list[object]:
    """The cells of a row, those empty that say that nothing is there.

    A text keeps what it says, but among the cells of a step of which nothing else is told; and somebody who is not
    known has no other name.
    """
    made = ["" if is_nothing(cell) and index not in texts else cell for index, cell in enumerate(cells)]
    for index in names:
        if is_nothing(cells[index]) and cells[index] in UNKNOWN:
            made[index] = cells[index]
    for places in steps:
        if all(not made[index] or is_nothing(made[index]) for index in places):
            for index in places:
                made[index] = ""
    return made
