"""The only place where names, identity numbers, phones, addresses and birth dates are masked.

No national standard says how; the usual first 6 and last 4 of an identity number hide only the birthday, and its
check digit leaves 2,859 candidates, so that fewer digits are shown unless the station asks for that form.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from jingwu.reports.table import Cell, Private, Sheet, Table
from jingwu.settings import Settings

HIDDEN = "***"
"""What stands for something of which nothing is shown."""

_ID_SHOWN = {"strict": (0, 2), "default": (3, 4), "customary": (6, 4)}
"""Setting to how many digits are shown at the start and at the end."""
_NUMBERS = (
    r"(?<!\d)(?P<id>\d{6}[ -]?\d{8}[ -]?\d{3}[\dXxＸｘ]|\d{15})(?!\d)"
    r"|(?<!\d)(?P<phone>(?:[1１][3-9３-９]\d[ -]?\d{4}[ -]?\d{4}|[0０]\d{2,3}[ -]?\d{7,8}))(?!\d)"
    r"|(?P<run>\d{9,})"
)
"""Full-width digits are digits too."""
_FEWEST = 9
"""So many digits are in anything that these find: compiling them costs a short command half a millisecond."""
_SETTLEMENT = r"\D{2,}?(?:村|社区)"


class Masks(NamedTuple):
    """How this run masks: `id_number` is strict, default or customary; `unmask` shows everything."""

    id_number: str = "default"
    unmask: bool = False

    @classmethod
    def of(cls, settings: Settings, *, unmask: bool = False) -> "Masks":
        """The masks that a station asks for; a word it does not know is the default."""
        asked = settings.masks.get("id_number", "")
        return cls(asked if asked in _ID_SHOWN else "default", unmask)

    def value(self, text: str, mask: str, known: Iterable[str] = (), *, hidden: bool = False) -> str:
        """`text` as it may be shown; `mask` as in `Column.mask`, '' for none.

        `known` are the names, phones and so on that may stand in it; nothing of it is shown when it is `hidden`.
        """
        if self.unmask or not text or not mask:
            return text
        if hidden:
            return HIDDEN
        if mask == "text":
            return mask_text(text, known, self.id_number)
        if mask == "address":
            return mask_address(hide_known(text, known, self.id_number))
        if mask in _SHAPES:
            return _SHAPES[mask](text)
        return (
            mask_id(text, self.id_number) if mask == "id_number" else mask_text(_stray(text, mask), (), self.id_number)
        )

    def line(self, text: str, known: Iterable[str]) -> str:
        """A short text that is no detail of a person, with what is `known` masked; other numbers in it stay."""
        return text if self.unmask else hide_known(text, known, self.id_number)

    def cell(self, cell: Cell) -> Cell:
        """A cell of a table, masked."""
        return self.value(cell.text, cell.mask, cell.names, hidden=cell.hidden) if isinstance(cell, Private) else cell

    def table(self, table: Table) -> Table:
        """The table without any Private cell."""
        rows = (tuple(map(self.cell, row)) if Private in map(type, row) else row for row in table.rows)
        return table._replace(rows=tuple(rows))

    def sheet(self, sheet: Sheet) -> Sheet:
        """The sheet without any Private cell."""
        return sheet._replace(tables=tuple(map(self.table, sheet.tables)))


def mask_name(text: str) -> str:
    """张三 as 张*, 欧阳娜娜 as 欧***."""
    return text[:1] + "*" * (len(text) - 1) if len(text) > 1 else "*"


def mask_id(text: str, form: str = "default") -> str:
    """110101199003071234 as 110***********1234; ****************34 when strict, 110101********1234 when customary.

    Of a name that stands beside it nothing is shown.
    """
    return _ends(re.sub(r"(?<=\d)[^\W\d_]{2,}|[^\W\d_a-zA-Z]", _hidden, text), *_ID_SHOWN[form])


def mask_phone(text: str) -> str:
    """13900001234 as 139****1234; a landline keeps its area code and the last two digits. Letters are never shown."""
    text = re.sub(r"[^\W\d_]", "*", text)
    digits = [character for character in text if character.isdigit()]
    if digits[:1] in (["0"], ["０"]):
        end = text.index("-") + 1 if "-" in text else 4
        return text[:end] + _ends(text[end:], 0, 2)
    return _ends(text, 3, 4) if len(digits) >= 11 else _ends(text, 0, 2)  # noqa: PLR2004 - digits of a mobile number


def mask_address(text: str) -> str:
    """Up to the village or community (柳树村***), else at most six characters, and never a house number."""
    if found := re.match(_SETTLEMENT, text):
        return text if found.end() == len(text) else text[: found.end()] + HIDDEN
    digit = re.search(r"\d", text)
    return text[: min(6, len(text) // 2, digit.start() if digit else len(text))] + HIDDEN


def mask_birth(text: str) -> str:
    """The year of 1990-03-07."""
    return text[:4] if re.match(r"\d{4}\b", text) else "****"


def mask_text(text: str, known: Iterable[str] = (), form: str = "default") -> str:
    """A longer text with what is known of its people masked, and all identity numbers, phones and long numbers."""
    text = hide_known(text, known, form)
    if sum(map(str.isdigit, text)) < _FEWEST:
        return text
    return _numbers().sub(lambda found: _number(found, form), text)


def hide_known(text: str, known: Iterable[str], form: str = "default") -> str:
    """`text` with each of the `known` names, phones, numbers and addresses masked, longest first.

    They are found with spaces inside (张 三) and in any case too. One character alone is no name.
    """
    words = sorted((word for word in known if len(word) > 1), key=len, reverse=True)
    for word in words:
        text = text.replace(word, _mask_known(word, form))
    squeezed = _squeeze(text)
    for word in words:
        if (plain := _squeeze(word)) in squeezed and len(plain) > 1:
            spaced = re.compile(r"\s*".join(map(re.escape, plain)), re.IGNORECASE)
            text = spaced.sub(lambda found: _mask_known(found[0], form), text)
    return text


def _squeeze(text: str) -> str:
    return "".join(text.split()).casefold()


def _mask_known(word: str, form: str) -> str:
    digits = sum(character.isdigit() for character in word)
    if digits >= 15:  # noqa: PLR2004 - digits of the old identity number
        return mask_id(word, form)
    if digits >= 5 and digits * 2 > len(word):  # noqa: PLR2004 - the shortest phone numbers
        return mask_phone(word)
    return mask_address(word) if digits else mask_name(word)


def _stray(text: str, mask: str) -> str:
    """A wrong value in a column that it perhaps does not belong to; only errors have any."""
    from jingwu.rules.strays import PEOPLE, all_words, like_names

    return (all_words if mask == PEOPLE else like_names)(text, mask_name)


def _number(found: "re.Match[str]", form: str) -> str:
    if found["id"]:
        return mask_id(found["id"], form)
    return mask_phone(found["phone"]) if found["phone"] else _ends(found["run"], 2, 2)


def _hidden(found: "re.Match[str]") -> str:
    return "*" * len(found[0])


def _ends(text: str, first: int, last: int) -> str:
    """`text` with its `first` and `last` characters shown; fewer where that would leave less than four hidden."""
    if first + last + 4 > len(text):
        first, last = 0, min(last, len(text) // 3)
    return text[:first] + "*" * (len(text) - first - last) + text[len(text) - last :]


@cache
def _numbers() -> "re.Pattern[str]":
    return re.compile(_NUMBERS)


_SHAPES = {"name": mask_name, "phone": mask_phone, "birth": mask_birth}
