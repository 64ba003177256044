"""station.toml: what a station decides for itself. Rows of one table, read by one loop."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from jingwu.errors import BadInput, LedgerDamaged, Problem
from jingwu.language import t

FILE_NAME = "station.toml"
CALENDAR_NAME = "calendar.json"
FORMAT = 1
DISPUTE_CATEGORIES = (
    "婚姻家庭", "邻里", "房屋宅基地", "合同", "生产经营", "损害赔偿", "山林土地", "征地拆迁",
    "环境污染", "劳动争议", "消费", "医疗", "道路交通事故", "物业", "其他",
)  # fmt: skip
"""The 15 types of the people's-mediation statistics."""


class StationDay(NamedTuple):
    """A day of the station's own calendar."""

    works: bool
    name: str = ""
    """What the notice calls it: 元旦."""


class Settings(NamedTuple):
    """A station's settings; an empty tuple of officers, areas or categories accepts any."""

    name: str = ""
    language: str = ""
    officers: tuple[str, ...] = ()
    areas: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Village or community (村居/社区) to its grids (网格)."""
    categories: Mapping[str, tuple[str, ...]] = MappingProxyType({"dispute": DISPUTE_CATEGORIES})
    """Record kind to its categories (类别)."""
    risks: tuple[str, ...] = ("高", "中", "低")
    """Risk levels, the highest first."""
    limits: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
    """Clock name ('request.reply') to what the station changes of it, for example {amount = 2}; and its own rows."""
    limit_lines: Mapping[str, int] = MappingProxyType({})
    """The line of station.toml on which each of these stands."""
    days: Mapping[date, StationDay] = MappingProxyType({})
    """The days of calendar.json: what the yearly notice says, over what the program knows."""
    quotas: Mapping[str, int] = MappingProxyType({"households": 10, "patrols": 2, "settled": 5})
    """What each officer does in a calendar month at least: households visited, patrols, problems settled."""
    population: Mapping[str, int] = MappingProxyType({})
    """Area to its residents, for cases per 10,000 of them."""
    basic_weight: Decimal = Decimal("0.5")
    """What an answer 'fairly satisfied' (基本满意) counts in the rate of satisfaction, from 0 to 1."""
    exempt: tuple[str, ...] = ()
    """Officers whose quota does not count (on leave)."""
    labels: Mapping[str, str] = MappingProxyType({})
    """Record kind to the name that the station prints over its column, for example {case = "破小案"}."""
    headings: Mapping[str, str] = MappingProxyType({})
    """Heading of the station's own import files to the field or known heading that it means."""
    masks: Mapping[str, str] = MappingProxyType({})
    """'id_number' to 'strict', 'default' or 'customary'."""
    warning_days: int = 3
    lock_seconds: float = 10.0
    group: bool = False
    """Files readable and writable by the folder's group (0660, 2770)."""
    network: bool = False
    """The ledger may be written to on a network disk."""


def parse_toml(text: str) -> Mapping[str, Any]:
    """What a text says. ValueError, that names the place, when it is no TOML."""
    import tomllib

    return tomllib.loads(text)


def read_settings(folder: Path, parse: Callable[[str], Mapping[str, Any]] = parse_toml) -> Settings:
    """The settings of the ledger in `folder`. BadInput names every wrong entry; LedgerDamaged when it is no TOML.

    `parse` makes of the text what `parse_toml` would.
    """
    path = folder / FILE_NAME
    try:
        data = parse(path.read_text("utf-8"))
    except ValueError as error:
        raise LedgerDamaged(
            t("{file} cannot be read: {reason}", file=path, reason=place_in_toml(error)),
            hint=t("Mend the line that is named, or put the file back from a backup."),
        ) from None
    try:
        settings = parse_settings(data, str(path))
    except BadInput as error:
        raise BadInput(_placed(error.problems, path.read_text("utf-8")), message=str(error)) from None
    if settings.limits:
        settings = settings._replace(limit_lines=_lines_of(path.read_text("utf-8"), settings.limits))
    calendar = folder / CALENDAR_NAME
    return settings._replace(days=read_days(calendar)) if calendar.is_file() else settings


def read_days(path: Path) -> dict[date, StationDay]:
    """The days of a station's calendar.json. LedgerDamaged when it is none."""
    import json

    try:
        rows = json.loads(path.read_bytes())
        return {
            date.fromisoformat(row["date"]): StationDay(not row["isOffDay"], str(row.get("name", ""))) for row in rows
        }
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerDamaged(
            t("{file} cannot be read: {reason}", file=path, reason=error),
            hint=t("Delete the file, then read the notice in again with: jingwu config calendar --import FILE"),
        ) from None


def _placed(problems: list[Problem], text: str) -> list[Problem]:
    """The problems with the lines on which the settings stand that they name."""
    lines = text.splitlines()

    def line_of(key: str) -> int | None:
        begins = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b").match
        return next((number for number, line in enumerate(lines, 1) if begins(line)), None)

    return [problem._replace(row=line_of(problem.column)) for problem in problems]


def _lines_of(text: str, names: Iterable[str]) -> dict[str, int]:
    lines = [line.partition("#")[0] for line in text.splitlines()]
    found: dict[str, int] = {}
    for name in names:
        number = next((number for number, line in enumerate(lines, 1) if f'{name}"' in line or f"{name}'" in line), 0)
        if number:
            found[name] = number
    return found


def place_in_toml(error: ValueError) -> str:
    """Where a file is no TOML, in words."""
    found = re.search(r"at line (\d+), column (\d+)", str(error))
    if found:
        return t("the mistake is in line {line}, at character {column}", line=found[1], column=found[2])
    return t("it is not in UTF-8") if isinstance(error, UnicodeDecodeError) else t("the mistake is at its end")


def parse_settings(data: Mapping[str, Any], file: str) -> Settings:
    """Settings from parsed TOML; `file` is named in errors. BadInput lists every wrong entry at once."""
    if data.get("format", FORMAT) != FORMAT:
        raise LedgerDamaged(
            t("{file} was written by another version of jingwu (format {format}).", file=file, format=data["format"]),
            hint=t("Install the newer jingwu; this one changes nothing here."),
        )
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in data.items():
        read = _READERS.get(key)
        try:
            if read is None:
                raise ValueError(t("There is no such setting."))
            values[key] = read(value)
        except (ValueError, TypeError, AttributeError) as error:
            message = str(error) if isinstance(error, ValueError) else t("This setting has the wrong form.")
            problems.append(Problem(message, column=key, file=file))
    if problems:
        raise BadInput(problems, message=t("The station's settings have {count} mistake(s).", count=len(problems)))
    values.pop("format", None)
    return Settings(**values)


def render_settings(settings: Settings) -> str:
    """The text of a new station.toml for `settings`."""

    def row(values: tuple[str, ...]) -> str:
        return "[" + ", ".join(_quote(value) for value in values) + "]"

    lines = [
        f"format = {FORMAT}",
        f"name = {_quote(settings.name)}",
        f"language = {_quote(settings.language or 'zh')}",
        *(f"{name} = true" for name in ("group", "network") if getattr(settings, name)),
        *([f"lock_seconds = {settings.lock_seconds}"] if settings.lock_seconds != Settings().lock_seconds else []),
        "",
        "# 空的名单不作限制 (an empty list accepts any name).",
        f"officers = {row(settings.officers)}",
        f"risks = {row(settings.risks)}",
        "",
        "# 村居 = [网格] (areas and their grids)",
        "[areas]",
        *(f"{_quote(area)} = {row(grids)}" for area, grids in settings.areas.items()),
        *_population_lines(settings.population),
        "",
        "[categories]",
        *(f"{kind} = {row(names)}" for kind, names in settings.categories.items()),
        "",
        "# 每名民警每月最低数 (what each officer does in a month at least)",
        "[quotas]",
        *(f"{name} = {number}" for name, number in settings.quotas.items()),
        "",
    ]
    return "\n".join(lines)


def _population_lines(population: Mapping[str, int]) -> list[str]:
    if not population:
        return []
    heading = "# 村居 = 人口，月报据此算每万人立案 (residents of each area)"
    return ["", heading, "[population]", *(f"{_quote(area)} = {count}" for area, count in population.items())]


def _quote(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _text(value: Any) -> str:
    if not isinstance(value, str) or re.search(r"[\x00-\x1f\x7f]", value):
        raise ValueError(t("A text on one line is expected here."))
    return value


def _names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(t("A list of names is expected here."))
    return tuple(_text(name) for name in value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(t("A number of zero or more is expected here."))
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(t("A whole number of zero or more is expected here."))
    return value


def _weight(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(t("A number from 0 to 1 is expected here."))
    return Decimal(str(value))


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(t("true or false is expected here."))
    return value


def _language(value: Any) -> str:
    if value not in {"zh", "en", ""}:
        raise ValueError(t("The language is zh or en."))
    return str(value)


def _table(read: Callable[[Any], Any]) -> Callable[[Any], Mapping[str, Any]]:
    return lambda value: {_text(key): read(entry) for key, entry in value.items()}


_READERS: dict[str, Callable[[Any], Any]] = {
    "format": int,
    "name": _text,
    "language": _language,
    "officers": _names,
    "areas": _table(_names),
    "categories": _table(_names),
    "risks": _names,
    "limits": _table(dict),
    "quotas": _table(_number),
    "population": _table(_count),
    "basic_weight": _weight,
    "exempt": _names,
    "labels": _table(_text),
    "headings": _table(_text),
    "masks": _table(_text),
    "warning_days": _number,
    "lock_seconds": _number,
    "group": _flag,
    "network": _flag,
}
