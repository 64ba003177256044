"""The names that a station lists in its settings: officers, areas and grids, categories, risks."""

from collections.abc import Callable, Collection

from jingwu.language import t
from jingwu.rules.cell_text import SPACES, WITHIN_NAME
from jingwu.settings import Settings


def check_name(name: str, listed: str, settings: Settings, kind: str) -> str:
    """A name of one of the station's lists (officers, areas, categories of a kind …). ValueError names the nearest."""
    known = LISTS[listed](settings, kind)
    if not known or name in known:
        return name
    meant = _MEANT[listed](name, known) if listed in _MEANT else None
    if meant is None:
        from jingwu.rules.suggestions import how_to_enter, unlisted

        raise unlisted(t("The station's settings do not know this name."), name, known, hint=how_to_enter())
    return meant


def _spaced(name: str, known: Collection[str]) -> str | None:
    # Lists are often typed with a space within short names, so that they are as wide as the others.
    return next((each for each in known if WITHIN_NAME.sub("", SPACES.sub(" ", each)) == name), None)


def _category(name: str, known: Collection[str]) -> str | None:
    short = name.removesuffix("纠纷").removesuffix("案件").removesuffix("案")
    return short if short in known else None


def _risk(name: str, known: Collection[str]) -> str | None:
    short = name.removesuffix("风险")
    return short if short in known else None


def _grids(settings: Settings) -> frozenset[str]:
    found = _GRIDS.get(id(settings))
    if found is None:
        _GRIDS.clear()
        found = _GRIDS[id(settings)] = frozenset(grid for grids in settings.areas.values() for grid in grids)
    return found


_GRIDS: dict[int, frozenset[str]] = {}
LISTS: dict[str, Callable[[Settings, str], Collection[str]]] = {
    "officers": lambda settings, _: settings.officers,
    "areas": lambda settings, _: settings.areas,
    "grids": lambda settings, _: _grids(settings),
    "categories": lambda settings, kind: settings.categories.get(kind, ()),
    "risks": lambda settings, _: settings.risks,
}
"""The station's lists, those of a kind's categories by the kind; an empty one accepts any name."""
_MEANT: dict[str, Callable[[str, Collection[str]], str | None]] = {
    "officers": _spaced,
    "categories": _category,
    "risks": _risk,
}
"""What is meant by a name that is not in a list as it is written."""
