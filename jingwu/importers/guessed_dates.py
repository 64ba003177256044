"""In which forms the dates of a column of an unknown file can be read, and which of them contradict each other."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache

from jingwu.rules.cell_dates import parse_cell

FORMS = (
    "%m/%d/%Y %I:%M:%S %p", "%d/%m/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p", "%d/%m/%Y %I:%M %p",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y",
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y",
    "%m-%d-%Y", "%d-%m-%Y", "%m/%d/%y", "%d/%m/%y", "%d.%m.%y", "%y-%m-%d",
)  # fmt: skip
"""Forms of dates that are not known without a mapping."""
_KNOWN = ""
"""Stands for the forms that are known without a mapping."""


def reads_as_date(text: str) -> bool:
    """Whether a cell can be read as a date, in whatever form."""
    return bool(_forms(text))


def forms_of(cells: Sequence[str]) -> list[str]:
    """The forms in which all of these dates can be read; empty when they are read without a mapping, or in none."""
    if not cells or all(_KNOWN in _forms(cell) for cell in cells):
        return []
    return [form for form in FORMS if all(form in _forms(cell) for cell in cells)]


def contradiction(cells: Sequence[str]) -> tuple[int, int] | None:
    """The places of two dates that no form reads both, of the first such; None where one form may read them all.

    What is no date at all contradicts nothing.
    """
    first: dict[frozenset[str], int] = {}
    for place, cell in enumerate(cells):
        forms = _forms(cell)
        for other, before in first.items() if forms else ():
            if forms.isdisjoint(other):
                return before, place
        if forms:
            first.setdefault(forms, place)
    return None


@lru_cache(maxsize=4096)
def _forms(text: str) -> frozenset[str]:
    found = {form for form in FORMS if _is_of_form(text, form)}
    return frozenset(found | {_KNOWN} if _is_known(text) else found)


def _is_known(text: str) -> bool:
    try:
        parse_cell(text, today=datetime(2026, 1, 1).date(), relative=False)  # noqa: DTZ001 - nothing is relative
    except ValueError:
        return False
    return True


def _is_of_form(text: str, form: str) -> bool:
    try:
        datetime.strptime(text, form)  # noqa: DTZ007 - only whether it can be read
    except ValueError:
        return False
    return True
