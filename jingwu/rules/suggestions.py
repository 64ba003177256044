"""What somebody who wrote a name that is not known perhaps meant."""

from collections.abc import Iterable

from jingwu.language import listed, pick, t

_ALIKE = 0.34
_NOT = frozenset("未不无非")
_MOST_KNOWN, _LONGEST_NAME = 8, 60


def suggested(name: str, known: Iterable[str]) -> str:
    """Which of the known names were perhaps meant, the best first, in words; what there is, where none is alike."""
    names = list(known)
    if near := _alike(name, names):
        return t("Perhaps: {names}.", names=listed(near))
    return t("Known: {names}.", names=listed(names[:_MOST_KNOWN]) + (" …" if len(names) > _MOST_KNOWN else ""))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known names most like `name`, best first, as text; some of them when none is alike."""
    names = list(known)
    return listed(_alike(name, names) or names[:_MOST_KNOWN])


def _alike(name: str, names: list[str]) -> list[str]:
    from difflib import SequenceMatcher

    name = name[:_LONGEST_NAME]  # the time it takes grows with its square
    names = [other for other in names if (other[:1] in _NOT) == (name[:1] in _NOT)]  # 成功 is not meant by 未达成
    rated = [(SequenceMatcher(None, name, other).ratio(), other) for other in names]
    return [other for ratio, other in sorted(rated, key=lambda pair: -pair[0])[:3] if ratio >= _ALIKE]


def name_suggested(name: str, known: Iterable[str]) -> str:
    """As `suggested`, for a name that the station's settings may come to know."""
    return suggested(name, known) + pick(" ", "") + t("New names are entered in station.toml.")
