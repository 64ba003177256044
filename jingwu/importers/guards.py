"""Signs around a cell that keep a spreadsheet from reading it its own way; they are no part of the text.

="007" keeps zeros in front, and an apostrophe before =, +, - or @ keeps a text from becoming a formula.
"""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARDS = ('="', "'")
"""A file that holds none of them has no guarded cell."""


def guarded(text: str) -> str:
    """`text` as it stands in CSV: with an apostrophe when it begins like a formula, or like what this makes of one."""
    return "'" + text if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguarded(cell: str) -> str:
    """The text of a cell without its guard."""
    if cell.startswith('="') and cell.endswith('"') and len(cell) > len('="'):
        return cell[2:-1].strip()
    if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS):
        return cell[1:]
    return cell
