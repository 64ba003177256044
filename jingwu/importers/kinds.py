"""Which kind of record a file, or one row of it, holds."""

import re
import unicodedata
from functools import cache

from jingwu.importers.headings import KIND_HEADINGS, plain, targets
from jingwu.language import t
from jingwu.records import KINDS, NAMES

_WORDS = {
    "case": ("案件", "小案"),
    "dispute": ("纠纷",),
    "hazard": ("隐患",),
    "request": ("事情", "小事", "求助"),
    "lead": ("线索", "苗头"),
    "conduct": ("小节",),
    "visit": ("走访",),
    "patrol": ("巡逻",),
}

_KIND_COLUMN = frozenset(plain(heading) for heading in KIND_HEADINGS)


def kind_column(names: tuple[str, ...]) -> int | None:
    """Which column names the kind of each row, if one does."""
    return next((index for index, name in enumerate(names) if plain(name) in _KIND_COLUMN), None)


def kind_of_word(text: str) -> str:
    """The kind that a cell names (dispute, Disputes, 小纠纷, 纠纷…); '' when it names none."""
    return _kinds_by_word().get(plain(text), "")


def guess_kind(stem: str, names: tuple[str, ...]) -> tuple[str, str]:
    """The kind of a file's rows, and in words what tells it; ('', '') when nothing does.

    The file's name decides, else the headings: the kind that knows most of them, if there is one.
    """
    by_name = _kinds_in_name(stem)
    if len(by_name) == 1:
        return by_name[0], t("by the file's name")
    known = {plain(name) for name in names}
    fits = sorted(((len(known & targets(kind).keys()), kind) for kind in by_name or KINDS), reverse=True)
    if fits[0][0] > fits[1][0]:
        return fits[0][1], t("by the headings")
    return "", ""


def _kinds_in_name(stem: str) -> list[str]:
    name = unicodedata.normalize("NFKC", stem).casefold()
    words = {_singular(word) for word in re.findall("[a-z]+", name)}
    return [kind for kind, chinese in _WORDS.items() if kind in words or any(word in name for word in chinese)]


@cache
def _kinds_by_word() -> dict[str, str]:
    known: dict[str, str] = {}
    for kind, names in NAMES.items():
        chinese = names[1].split("、")
        for word in (kind, *names, *_WORDS[kind], *chinese):
            known[plain(word)] = kind
            known[plain(_singular(word))] = kind
    return known


def _singular(word: str) -> str:
    return word.removesuffix("s")
