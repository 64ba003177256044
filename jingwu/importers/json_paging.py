"""Tells whether a web service's answer is one page of several, of which a file holds perhaps only this."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from jingwu.importers.headings import plain
from jingwu.language import t

_DEEPEST = 4
_COUNT = re.compile("[0-9]{1,9}")
_TOTALS = frozenset({"total", "totalcount", "totalrows", "totalelements", "recordstotal", "count", "总数", "总条数"})
_PAGES = frozenset({"pages", "totalpages", "totalpage", "pagecount", "pagetotal", "总页数"})
_MORE = frozenset({"hasmore", "hasnext", "hasnextpage", "more", "ismore"})
_NEXT = frozenset({"next", "nextpage", "nexturl", "nextlink", "nextcursor", "nextpagetoken", "@odata.nextlink"})
_LAST = frozenset({"last", "islast", "islastpage"})


class Paging(NamedTuple):
    """What an answer says of those that follow."""

    total: int = 0
    """Rows in all; 0 where it does not say."""
    pages: int = 0
    goes_on: bool = False


def paging_of(answer: dict[str, Any]) -> Paging:
    """What the answer says beside its rows."""
    told = list(_told(answer, 0))
    return Paging(
        max((_number(value) for key, value in told if key in _TOTALS), default=0),
        max((_number(value) for key, value in told if key in _PAGES), default=0),
        any(
            (key in _MORE and _is_yes(value))
            or (key in _LAST and value is False)
            or (key in _NEXT and bool(value) and value != -1)
            for key, value in told
            if not isinstance(value, dict | list) or key in _NEXT
        ),
    )


def doubt_of(answers: Sequence[Paging], count: int) -> str:
    """In words, that the answers of a file, which hold so many rows, are perhaps not all; '' where nothing says so."""
    total = max((answer.total for answer in answers), default=0)
    if total > count:
        return t("It speaks of {told} rows and holds {count}: perhaps it is one page of several.",
                 told=total, count=count)  # fmt: skip
    if total or not answers:
        return ""
    pages = max(answer.pages for answer in answers)
    if pages > len(answers):
        return t("It is one of {pages} pages: the others have rows, too.", pages=pages)
    return t("It says that more rows follow: it is one page of several.") if answers[-1].goes_on else ""


def _told(found: dict[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    for key, value in found.items():
        yield plain(key), value
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _told(value, depth + 1)


def _number(value: object) -> int:
    text = str(value) if type(value) in {int, str} else ""
    return int(text) if _COUNT.fullmatch(text) else 0


def _is_yes(value: object) -> bool:
    return value is True or str(value).lower() in {"true", "1"}
