"""Hotspots (热点): where and when most happened in some months, and runs of like cases that may be one series."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from jingwu.dates import When
from jingwu.language import pick, t
from jingwu.records.case import Case
from jingwu.records.record import Record
from jingwu.reports.parts.changes import change_of
from jingwu.reports.parts.names import label_name
from jingwu.reports.table import Cell, Heading, Private, Sheet, Table

_MOST = 10
"""Rows of a list."""
_RUN = 5
"""From so many like cases on they may be one series."""
_BAND = 3
"""Hours of a row of the day's grid."""
_WORD = (3, 4)
"""Characters of a word that summaries may share, before it is made whole."""
_LONGEST = 12
Key = TypeVar("Key", str, tuple[str, str, str])
_DAYS = tuple(zip(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "一二三四五六日", strict=True))


def hotspots_sheet(title: str, records: Sequence[Record], before: Sequence[Record]) -> Sheet:
    """The hotspots of `records`; `before` are those of as many months before them."""
    tables = (_areas(records, before), _places(records), _hours(records), _series(records, before))
    return Sheet("hotspots", title, tables)


def _areas(records: Sequence[Record], before: Sequence[Record]) -> Table:
    now, then = (Counter(record.area or "" for record in part) for part in (records, before))
    headings = (
        Heading("area", pick("Area", "村居")),
        Heading("count", pick("count", "起数")),
        Heading("before", pick("before", "前期")),
        Heading("change", pick("change", "增减"), derived=True),
    )
    rows = tuple((label_name(area), now[area], then[area], change_of(now[area], then[area])) for area in _top(now))
    return Table("areas", t("Busiest areas"), headings, rows, chart="bars")


def _places(records: Sequence[Record]) -> Table:
    """Places that were named more than once, spelt alike but for spaces and width."""
    counts: Counter[tuple[str, str, str]] = Counter()
    spelt: dict[tuple[str, str, str], str] = {}
    for record in records:
        if record.place:
            key = (record.area or "", record.grid or "", _plain(record.place))
            spelt.setdefault(key, record.place)
            counts[key] += 1
    headings = (
        Heading("place", pick("Place", "地点"), wide=True),
        Heading("area", pick("Area", "村居")),
        Heading("grid", pick("Grid", "网格")),
        Heading("count", pick("count", "起数")),
    )
    repeated = Counter({key: count for key, count in counts.items() if count > 1})
    rows = tuple(
        (Private(spelt[key], "address"), label_name(key[0]), label_name(key[1]), repeated[key])
        for key in _top(repeated)
    )
    return Table("places", t("Busiest places"), headings, rows, listing=True)


def _hours(records: Sequence[Record]) -> Table:
    times = [record.occurred_at or record.reported_at for record in records]
    counts = Counter((when.hour // _BAND, when.weekday()) for when in times if isinstance(when, datetime))
    headings = (
        Heading("hours", pick("Hours", "时段")),
        *(Heading(english.lower(), pick(english, "周" + chinese)) for english, chinese in _DAYS),
        Heading("total", pick("all", "合计")),
    )
    rows: list[tuple[Cell, ...]] = []
    for band in range(24 // _BAND):
        row = [counts[band, day] for day in range(len(_DAYS))]
        rows.append((_band(band), *row, sum(row)))
    untimed = sum(not isinstance(when, datetime) for when in times)
    notes = (t("{count} without a time of day are not in it.", count=untimed),) if untimed else ()
    return Table("hours", t("Hours and weekdays"), headings, tuple(rows), notes, chart="hours")


def _band(band: int) -> str:
    return f"{band * _BAND:02d}:00-{band * _BAND + _BAND - 1:02d}:59"


def _series(records: Sequence[Record], before: Sequence[Record]) -> Table:
    """Runs of like cases: of one category and with a word in common, more than before, and most in no series yet."""
    now, then = (_by_category(part) for part in (records, before))
    headings = (
        Heading("category", pick("Category", "类别")),
        Heading("word", pick("in common", "共同点")),
        Heading("count", pick("count", "起数")),
        Heading("before", pick("before", "前期")),
        Heading("joined", pick("in a series", "已串并")),
        Heading("areas", pick("areas", "村居数")),
        Heading("hours", pick("mostly at", "多发时段")),
        Heading("number", pick("such as", "例如")),
    )
    found = [run for category, cases in now.items() for run in _runs(category, cases, now, then.get(category, ()))]
    found.sort(key=lambda row: (-int(str(row[2])), str(row[0])))
    note = t("These may be series: 'jingwu case series NUMBER --name NAME' joins cases to one.")
    return Table("series", t("Runs of like cases"), headings, tuple(found[:_MOST]), (note,), listing=True)


def _runs(
    category: str, cases: Sequence[Case], all_now: Mapping[str, Sequence[Case]], before: Sequence[Case]
) -> Iterable[tuple[Cell, ...]]:
    others = [case for name, each in all_now.items() if name != category for case in each]
    word = _shared_word(cases, others)
    alike = [case for case in cases if word in case.summary]
    earlier = sum(word in case.summary for case in before)
    joined = sum(bool(case.series) for case in alike)
    if len(alike) < _RUN or len(alike) <= earlier or joined * 2 > len(alike):
        return
    areas = len({case.area for case in alike if case.area})
    newest = alike[-1].number
    yield label_name(category), word or None, len(alike), earlier, joined, areas, _usual_hours(alike), newest


def _shared_word(cases: Sequence[Case], others: Sequence[Case]) -> str:
    """The word that most summaries of `cases` and few of the `others` have; no name, and '' where there is none."""
    counts = Counter(word for case in cases for word in _words(case))
    for word, count in sorted(counts.items(), key=lambda entry: (-entry[1], -len(entry[0]), entry[0])):
        if count < _RUN:
            break
        if sum(word in case.summary for case in others) * 10 <= len(others):
            return _whole(word, cases)
    return ""


def _whole(word: str, cases: Sequence[Case]) -> str:
    """The word with what stands beside it in nearly all of the summaries that have it: 藏室 as 储藏室."""
    texts = [text for text in map(_plain_summary, cases) if word in text]
    while len(word) < _LONGEST:
        beside = Counter(text[place - 1] + word for text in texts if (place := text.find(word)) > 0)
        beside.update(text[place : place + len(word) + 1] for text in texts if (place := text.find(word)) >= 0)
        longer, count = beside.most_common(1)[0]
        if count * 10 < len(texts) * 9 or len(longer) == len(word) or not all(map(_is_han, longer)):
            break
        word = longer
    return word


def _words(case: Case) -> set[str]:
    parts = _plain_summary(case).split()
    return {part[at : at + size] for part in parts for size in _WORD for at in range(len(part) - size + 1)}


def _plain_summary(case: Case) -> str:
    """A summary with spaces for punctuation, names and the names of places."""
    text = case.summary
    for known in (*(party.name for party in case.parties), case.area, case.place):
        text = text.replace(known, " ") if known else text
    return "".join(character if _is_han(character) else " " for character in text)


def _is_han(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK UNIFIED")


def _usual_hours(cases: Iterable[Case]) -> str:
    times: Iterable[When] = (case.occurred_at or case.reported_at for case in cases)
    bands = Counter(when.hour // _BAND for when in times if isinstance(when, datetime))
    return _band(bands.most_common(1)[0][0]) if bands else ""


def _by_category(records: Iterable[Record]) -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = {}
    for record in records:
        if isinstance(record, Case):
            found.setdefault(record.category or "", []).append(record)
    return found


def _top(counts: Counter[Key]) -> list[Key]:
    return sorted(counts, key=lambda key: (-counts[key], key))[:_MOST]


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
