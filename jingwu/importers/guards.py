"""Signs around a cell that keep a spreadsheet from reading it its own way; they are no part of the text.

="007" keeps zeros in front, and an apostrophe before =, +, - or @ keeps a text from becoming a formula, before a number
one that is a text.
"""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NO_DIGITS = str.maketrans("", "", ",.")
GUARDS = ('="', "'")
"""A file that holds none of them has no guarded cell."""


def guarded(text: str) -> str:
    """`text` as it stands in CSV: with an apostrophe when it begins like a formula, or like what this makes of one."""
    is_like = text.startswith(FORMULA_STARTS) or (text.startswith("'") and _is_guarded(text))
    return "'" + text if is_like else text


def unguarded(cell: str) -> str:
    """The text of a cell without its guard."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > len('="'):
        return cell[2:-1].strip()
    return cell[1:] if cell.startswith("'") and _is_guarded(cell) else cell


def _is_guarded(cell: str) -> bool:
    """Whether what stands behind the apostrophe of a cell begins like a formula, or is a number."""
    text = cell.lstrip("'")
    return text.startswith(FORMULA_STARTS) or text.translate(_NO_DIGITS).isdecimal()
