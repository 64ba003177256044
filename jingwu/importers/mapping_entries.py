"""Single entries of a mapping file: their values, their forms of dates, their lines."""

import re
from datetime import UTC, date, datetime
from typing import Any

_TRIED = datetime(2026, 10, 31, 21, 30, tzinfo=UTC)
"""A date of which every part can be told from every other."""


def texts_in(given: Any) -> list[str] | None:
    """A text or a list of texts as a list without empty ones; None when it is neither."""
    texts = given if isinstance(given, list) else [given]
    return [text for text in texts if text] if all(isinstance(text, str) for text in texts) else None


def is_form(form: str) -> bool:
    """Whether year, month and day of a date in this form can be told."""
    try:
        written = _TRIED.strftime(form)
        return datetime.strptime(written, form).date() == _TRIED.date()  # noqa: DTZ007 - only the day counts
    except ValueError:
        return False


def plain_value(value: object) -> object:
    """A value of TOML as a cell has it: a date as a text."""
    return value.isoformat() if isinstance(value, date) else value


def line_of(text: str, section: str, key: str) -> int | None:
    """The line on which an entry stands, as far as its form shows it; that of its table else."""
    here, found = "", None
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words.startswith("["):
            here = _bare(words.partition("]")[0].lstrip("["))
            if here in {_bare(section), _bare(f"{section}.{key}"), _bare(key)}:
                found = found or number
        elif here == _bare(section) and _bare(words.partition("=")[0]) == _bare(key):
            return number
    return found


def _bare(name: str) -> str:
    return re.sub(r"[\"'\s]", "", name)
