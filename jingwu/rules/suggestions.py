"""What somebody who wrote a name that is not known perhaps meant."""

from collections.abc import Iterable

from jingwu.language import listed, pick, t

_ALIKE = 0.34
_NEAR = 0.5
"""More alike than this is hardly another word: a sign is wrong, or more is said than need be."""
_NOT = frozenset("未不无非")
_MOST_KNOWN, _LONGEST_NAME = 8, 60


class Unlisted(ValueError):
    """A word is none of those that are known; `is_near` says whether it is nearly one of them."""

    def __init__(self, words: str, *, is_near: bool) -> None:
        super().__init__(words)
        self.is_near = is_near


def unlisted(message: str, name: str, known: Iterable[str], *, hint: str = "") -> Unlisted:
    """The refusal of a word: the message, and behind a line break what was perhaps meant, and then `hint`."""
    names = list(known)
    words = message + "\n" + suggested(name, names) + (pick(" ", "") + hint if hint else "")
    return Unlisted(words, is_near=is_near(name, names))


def is_near(name: str, known: Iterable[str]) -> bool:
    """Whether a word is nearly one of those that are known."""
    return any(ratio > _NEAR for ratio, _ in _rated(name, list(known)))


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
    return [other for ratio, other in sorted(_rated(name, names), key=lambda pair: -pair[0])[:3] if ratio >= _ALIKE]


def _rated(name: str, names: list[str]) -> list[tuple[float, str]]:
    from difflib import SequenceMatcher

    name = name[:_LONGEST_NAME]  # the time it takes grows with its square
    names = [other for other in names if (other[:1] in _NOT) == (name[:1] in _NOT)]  # 成功 is not meant by 未达成
    return [(SequenceMatcher(None, name, other).ratio(), other) for other in names]


def name_suggested(name: str, known: Iterable[str]) -> str:
    """As `suggested`, for a name that the station's settings may come to know."""
    return suggested(name, known) + pick(" ", "") + how_to_enter()


def how_to_enter() -> str:
    """How the station's settings come to know a name."""
    return t("New names are entered in station.toml.")
