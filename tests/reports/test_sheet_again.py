"""Whole sheets of random months, counted a second time by the plain loops of tools/naive_sheet.py."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from tools.naive_sheet import Document, Naive, Station, percent, phases
from tools.random_lives import AREAS, CATEGORIES, OFFICERS, cut, random_records
from tools.sheets import sheet_of

from jingwu.dates import Period, last_day
from jingwu.records.codec import to_document
from jingwu.records.record import Record
from jingwu.reports.table import Cell, Change, Named, Rate, Table, figures_in
from jingwu.rules.clocks import OF_THE_REPORT, Clock, is_missed
from jingwu.rules.courses import clocks_of
from jingwu.rules.limits import limits_for
from jingwu.rules.status import status_of
from jingwu.settings import Settings

SETTINGS = Settings(
    name="青石镇派出所",
    officers=OFFICERS,
    areas=dict.fromkeys(AREAS, ()),
    categories={kind: tuple(filter(None, CATEGORIES)) for kind in ("case", "dispute", "hazard")},
    population=dict(zip(AREAS, (1200, 8, 34567), strict=False)),
    exempt=OFFICERS[2:],
    quotas={"households": 9, "visits": 4, "cards": 3, "patrols": 5, "settled": 8},
)
STATION = Station(AREAS, SETTINGS.population, OFFICERS, SETTINGS.exempt, SETTINGS.quotas)
LIMITS = limits_for(SETTINGS)
NOW = datetime(2027, 9, 1, 9)  # noqa: DTZ001 - times are Asia/Shanghai
PERIODS = (Period("2026-08", "2026-08"), Period("2026-10", "2026-10"), Period("2026-07", "2026-09"),
           Period("2026-06", "2026-12"))  # fmt: skip
LIMITED = ("overdue", "closed_late")


def exported(records: Sequence[Record]) -> list[Document]:
    """The records as a program would read them."""
    return [{**to_document(record), "kind": record.kind} for record in records]


def counted_again(records: Sequence[Record], period: Period) -> dict[str, Any]:
    """Every figure by its id; those of limits as somebody would have seen them at the time."""
    figures = Naive(exported(records), period.first, period.last, STATION).figures
    late = _late(records, period)
    for name in LIMITED:
        for kind in ("case", "dispute", "hazard", "request", "lead", "conduct", "total"):
            count = sum(late[name].values()) if kind == "total" else late[name].get(kind, 0)
            figures[f"kinds.{kind}.{name}"] = count
            if name == "overdue" and kind != "total":
                figures[f"compared.{kind}_overdue.month"] = count
    return figures


def _late(records: Sequence[Record], period: Period) -> dict[str, dict[str, int]]:
    """Kind to the matters that were overdue at the end, and to those that were closed late."""
    found: dict[str, dict[str, int]] = {name: {} for name in LIMITED}
    end = last_day(period.last)
    for record in records:
        if status_of(record) == "void":
            continue
        kind = record.kind
        for start, done in phases({**to_document(record), "kind": kind}):
            if start[:7] <= period.last < done[:7] and _missed_clocks(cut(record, end), end):
                found["overdue"][kind] = found["overdue"].get(kind, 0) + 1
            if period.first <= done[:7] <= period.last:
                closed = date.fromisoformat(done[:10])
                opened = date.fromisoformat(start[:10]) if start != to_document(record)["reported_at"] else date.min
                if _closed_late(record, closed, opened):
                    found["closed_late"][kind] = found["closed_late"].get(kind, 0) + 1
    return found


def _missed_clocks(record: Record, end: date) -> list[Clock]:
    return [clock for clock in clocks_of(record, LIMITS)
            if clock.stopped is None and is_missed(clock, end + timedelta(days=1))]  # fmt: skip


def _closed_late(record: Record, closed: date, opened: date) -> bool:
    """Whether a limit that began in this phase had been missed when it was closed."""
    clocks = [clock for clock in clocks_of(cut(record, closed), LIMITS) if clock.name not in OF_THE_REPORT]
    return any(is_missed(clock, closed) for clock in clocks if opened <= _day(clock.started) <= closed)


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _plain(cell: Any) -> Any:
    return (cell.part, cell.whole) if isinstance(cell, Rate) else cell


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period.first}-{period.last}")
@pytest.mark.parametrize("seed", range(3))
def test_every_figure_of_a_random_period_equals_a_second_count(seed: int, period: Period) -> None:
    records = random_records(seed, 700)
    this, before, last_year = (
        counted_again(records, each) for each in (period, period.before(period.length), period.before(12))
    )
    sheet = sheet_of(records, period, SETTINGS, NOW)
    seen = set()
    for figure in figures_in(sheet):
        column = figure.heading.name
        stem = figure.id.rpartition(".")[0]
        main = f"{stem}.{figure.table.headings[1].name}"
        zero = (0, 0) if isinstance(_cell(figure.row[1]), tuple) else 0
        if column in {"previous", "last_year"}:
            expected = (before if column == "previous" else last_year).get(main, zero)
        elif isinstance(figure.cell, Change):
            base = (before if column == "change" else last_year).get(main, zero)
            assert figure.cell.amount == percent(this.get(main, zero), base), figure.id
            continue
        else:
            seen.add(figure.id)
            expected = this.get(figure.id, (0, 0) if isinstance(figure.cell, Rate) else 0)
        assert _plain(figure.cell) == expected, figure.id
    missed = {name for name, value in this.items() if value and value != (0, 0)} - seen
    assert not missed
    assert {table.name for table in sheet.tables} == {"overdue", *(name.partition(".")[0] for name in this)}
    assert_overdue_listed(sheet.tables[-1], records, last_day(period.last))
    assert sheet.sentences == tuple(sentences((this, before, last_year)))


def sentences(counted: tuple[dict[str, Any], ...]) -> Iterator[str]:
    """What is said above the tables, in the words that the program uses."""

    def numbers(name: str) -> list[int]:
        return [each.get(name, 0) for each in counted]

    def changes(now: int, *bases: int) -> str:
        return "，".join(
            f"{name}{_moved(percent(now, base))}" for name, base in zip(("环比", "同比"), bases, strict=True)
        )

    found, settled = numbers("mediation.found.month"), counted[0]["mediation.settled.month"]
    rate = f"{(Decimal(settled) * 100 / found[0]).quantize(Decimal('0.1'), ROUND_HALF_UP)}%" if found[0] else "无化解率"
    yield (
        f"排查纠纷{found[0]}起（{changes(*found)}），其中化解{settled}起（{rate}），"
        f"稳控{counted[0]['mediation.steady.month']}起。"
    )
    filed, solved = numbers("solving.filed.month"), numbers("solving.solved.month")
    yield (
        f"立案{filed[0]}起（{changes(*filed)}）；破案{solved[0]}起（{changes(*solved)}），"
        f"其中48小时内{counted[0]['solving.solved_48h.month']}起。"
    )
    opened, overdue = numbers("kinds.total.open"), numbers("kinds.total.overdue")
    yield f"期末在办{opened[0]}件（{changes(*opened)}），其中超期{overdue[0]}件（{changes(*overdue)}）。"


def _moved(change: Decimal | None) -> str:
    if change is None:
        return "不可比"
    return f"{'上升' if change > 0 else '下降'}{abs(change)}%" if change else "持平"


def assert_overdue_listed(table: Table, records: Sequence[Record], end: date) -> None:
    """What was missed at the end stands in the list, each limit once; what was finished since may be left out."""
    listed = {(row[0], row[1].code) for row in table.rows if isinstance(row[1], Named)}
    assert len(listed) == len(table.rows)
    missed: set[tuple[Cell, str | int]] = set()
    for record in records:
        found = {(record.number, clock.name) for clock in _missed_clocks(cut(record, end), end)}
        is_void = status_of(record) == "void"
        missed |= set() if is_void else found
        if not is_void and cut(record, end) == record:
            assert found <= listed
    assert listed <= missed
    assert listed


def _cell(cell: Any) -> Any:
    return _plain(cell)


def test_the_random_lives_fill_nearly_every_figure() -> None:
    figures = counted_again(random_records(0, 2000), Period("2026-06", "2026-12"))
    empty = sorted(name for name, value in figures.items() if not value or value in {(0, 0), Decimal(0)})
    assert len(empty) < len(figures) / 10, empty
