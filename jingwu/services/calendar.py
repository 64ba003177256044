"""The station's own calendar: days off and on from the yearly notice, kept in calendar.json of the ledger's folder."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from jingwu.dates import parse_date
from jingwu.errors import BadInput, Problem, reason_of
from jingwu.importers import READERS, Asked, Row
from jingwu.language import t
from jingwu.reports.table import Heading, Table
from jingwu.rules.workdays import Calendar
from jingwu.settings import CALENDAR_NAME, read_days
from jingwu.store.files import access_for, write_file
from jingwu.store.ledger import Ledger


class Day(NamedTuple):
    """A day that the notice names."""

    on: date
    name: str
    is_off: bool


_DATE = ("date", "日期", "day", "时间")
_NAME = ("name", "名称", "节日", "节假日", "假日", "说明")
_OFF = ("isoffday", "is_off_day", "off", "类型", "安排", "是否放假", "放假", "休班")
_YES = frozenset({"true", "1", "yes", "y", "是"})
_NO = frozenset({"false", "0", "no", "n", "否"})
"""Answers to a heading that asks whether the day is off."""
_OFF_WORDS = frozenset({"off", "holiday", "放假", "休", "休息", "假", "节假日"})
_ON_WORDS = frozenset({"work", "workday", "working", "上班", "班", "调休", "补班", "工作日"})
"""These say it under any heading."""


class Taken(NamedTuple):
    """What a notice brought: how many days are new, how many corrected, and of its years those known now or not."""

    added: int
    changed: int
    known: list[int]
    unknown: list[int]


def import_days(ledger: Ledger, folder: Path, file: Path, *, by: str, now: datetime) -> Taken:
    """Add the days of a notice to the station's calendar.

    The file is CSV (date, name, off or working day) or the community's JSON ({"days": [{"date", "name", "isOffDay"}]}
    or the bare list). BadInput names every row that cannot be read; nothing is written then.
    """
    days = _read(file, now.date())
    known = {day.on: day for day in stored_days(folder)}
    added = sum(day.on not in known for day in days)
    changed = sum(day.on in known and known[day.on].is_off != day.is_off for day in days)
    known |= {day.on: day for day in days}
    rows = [{"date": day.on.isoformat(), "name": day.name, "isOffDay": day.is_off} for _, day in sorted(known.items())]
    text = "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"
    details = {"file": file.name, "sha256": sha256(file.read_bytes()).hexdigest(), "added": added, "changed": changed}
    ledger.log("config calendar", by=by, at=now, details=details)
    write_file(folder / CALENDAR_NAME, text.encode(), access_for(folder, group=ledger.settings.group))
    calendar = Calendar(read_days(folder / CALENDAR_NAME))
    years = sorted({day.on.year for day in days})
    unknown = [year for year in years if not calendar.is_published(year)]
    return Taken(added, changed, [year for year in years if year not in unknown], unknown)


def stored_days(folder: Path) -> list[Day]:
    """The days of the station's calendar, by date; none when there is no file. LedgerDamaged when it is spoilt."""
    path = folder / CALENDAR_NAME
    if not path.is_file():
        return []
    return [Day(on, day.name, not day.works) for on, day in sorted(read_days(path).items())]


def calendar_table(folder: Path, year: int = 0) -> Table:
    """The station's own days, of one year or all."""
    days = [day for day in stored_days(folder) if not year or day.on.year == year]
    headings = (Heading("date", t("Date")), Heading("name", t("Name")), Heading("off", t("Off or working day")))
    rows = tuple((day.on, day.name, t("off") if day.is_off else t("working day")) for day in days)
    return Table("calendar", t("The station's own days: {count}", count=len(days)), headings, rows)


def _read(file: Path, today: date) -> list[Day]:
    try:
        entries = list(_of_json(file) if file.suffix.lower() == ".json" else _of_table(file))
    except OSError as error:
        raise _refused(file, t("The file cannot be read: {reason}", reason=reason_of(error)[0])) from None
    except ValueError:
        raise _refused(file, t("This is not the JSON of a calendar.")) from None
    days: list[Day] = []
    problems: list[Problem] = []
    for number, entry in entries:
        try:
            days.append(_day_of(entry, today))
        except ValueError as error:
            problems.append(Problem(str(error), file=file.name, row=number))
    if problems:
        raise BadInput(problems)
    if not days:
        raise _refused(file, t("The file names no day."))
    return days


def _refused(file: Path, message: str) -> BadInput:
    hint = t("Wanted are a date, a name, and whether it is off: 2027-01-01,元旦,放假")
    return BadInput([Problem(message, file=file.name, hint=hint)])


def _of_json(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Entries with their place in the list. ValueError."""
    data = json.loads(file.read_bytes())
    found = data.get("days") if isinstance(data, dict) else data
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise ValueError(file.name)
    for number, entry in enumerate(found, 1):
        yield number, {str(key).lower(): value for key, value in entry.items()}


def _of_table(file: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Entries with their row, of a table with headings or, where the first cell is a date, without."""
    reader = READERS.get(file.suffix.lower()[1:], READERS["csv"])
    for number, row in enumerate(reader(file, Asked(headless=True)).rows):
        if row.names and _is_date(row.names[0]):
            if number == 0:
                yield 1, _unheaded(row.names)
            if list(row.cells) != list(row.names):  # they are the same where the file has one line only
                yield row.number, _unheaded(row.cells)
        elif row.trouble:
            yield row.number, {"trouble": row.trouble}
        else:
            yield row.number, _headed(row)


def _headed(row: Row) -> dict[str, Any]:
    return {name.strip().lower(): cell for name, cell in zip(row.names, row.cells, strict=False)}


def _unheaded(cells: Iterable[object]) -> dict[str, Any]:
    return dict(zip(("date", "name", "off"), cells, strict=False))


def _word(cell: object) -> str:
    return str(cell).strip().lower()


def _is_date(text: str) -> bool:
    return text[:4].isdigit()


def _day_of(entry: Mapping[str, Any], today: date) -> Day:
    if "trouble" in entry:
        raise ValueError(str(entry["trouble"]))
    try:
        on = parse_date(str(_cell(entry, _DATE)), today=today)
    except ValueError:
        raise ValueError(t("A date is expected here: 2027-01-01.")) from None
    return Day(on, str(_cell(entry, _NAME) or "")[:40], _is_off(entry))


def _cell(entry: Mapping[str, Any], names: Iterable[str]) -> object:
    return next((entry[name] for name in names if name in entry), None)


def _is_off(entry: Mapping[str, Any]) -> bool:
    answer = _word(_cell(entry, _OFF))
    if answer in _YES | _NO:
        return answer in _YES
    for word in (answer, *map(_word, entry.values())):
        if word in _OFF_WORDS | _ON_WORDS:
            return word in _OFF_WORDS
    raise ValueError(t("Say whether the day is off (放假) or a working day (上班)."))
