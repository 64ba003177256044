"""Where things gather, when, and which cases may be one series."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tools.ledgers import BY, added, dispute

from jingwu.records.case import Case
from jingwu.records.record import Event, Party
from jingwu.reports.table import Named, Private, Sheet, Table
from jingwu.services.hotspots import find_hotspots
from jingwu.settings import Settings
from jingwu.store.memory_ledger import MemoryLedger

NOW = datetime(2026, 10, 31, 18)  # noqa: DTZ001 - times are Asia/Shanghai


@pytest.fixture
def ledger() -> MemoryLedger:
    return MemoryLedger(Settings(name="青石镇派出所"))


def theft(day: int, summary: str = "住户储藏室门锁被撬，白酒被盗", **values: Any) -> Case:
    reported = datetime(2026, 10, day, 9)  # noqa: DTZ001 - times are Asia/Shanghai
    return Case(**{"summary": summary, "category": "盗窃", "reported_at": reported, "entered_at": reported, **values})


def sheet_of(ledger: MemoryLedger, months: int = 1, kind: str = "") -> Sheet:
    return find_hotspots(ledger, months=months, kind=kind, now=NOW)


def table_of(sheet: Sheet, name: str) -> Table:
    return next(table for table in sheet.tables if table.name == name)


def rows(sheet: Sheet, name: str) -> list[dict[str, Any]]:
    table = table_of(sheet, name)
    return [dict(zip([heading.name for heading in table.headings], row, strict=True)) for row in table.rows]


def test_areas_stand_by_how_much_happened_beside_the_months_before(ledger: MemoryLedger) -> None:
    added(ledger, dispute(3, area="柳树村"), dispute(4, area="柳树村"), dispute(5, area="槐林村"), dispute(6, month=9))
    assert [(str(row["area"]), row["count"], row["before"]) for row in rows(sheet_of(ledger), "areas")] == [
        ("柳树村", 2, 0),
        ("槐林村", 1, 0),
    ]


def test_void_records_visits_and_other_kinds_than_the_one_asked_for_are_not_counted(ledger: MemoryLedger) -> None:
    void = Event(NOW, BY, "void", fields={"reason": "重复"})
    added(ledger, dispute(3, area="柳树村", events=(void,)), dispute(4, area="柳树村"), theft(5, area="槐林村"))
    assert [row["area"] for row in rows(sheet_of(ledger, kind="case"), "areas")] == ["槐林村"]
    assert {str(row["area"]): row["count"] for row in rows(sheet_of(ledger), "areas")} == {"柳树村": 1, "槐林村": 1}


def test_places_named_twice_are_listed_and_masked_by_output(ledger: MemoryLedger) -> None:
    added(ledger, dispute(3, place="集贸市场 3号"), dispute(4, place="集贸市场３号"), dispute(5, place="别处"))
    (row,) = rows(sheet_of(ledger), "places")
    assert (row["place"], row["count"]) == (Private("集贸市场 3号", "address"), 2)


def test_hours_and_weekdays_are_those_of_the_deed_and_records_without_a_time_are_told(ledger: MemoryLedger) -> None:
    night = datetime(2026, 10, 2, 23, 30)  # noqa: DTZ001 - times are Asia/Shanghai; a Friday
    added(ledger, theft(5, occurred_at=night), theft(6, reported_at=NOW.date(), entered_at=NOW))
    sheet = sheet_of(ledger)
    assert rows(sheet, "hours")[7] == {
        "hours": "21:00-23:59", "mon": 0, "tue": 0, "wed": 0, "thu": 0, "fri": 1, "sat": 0, "sun": 0, "total": 1,
    }  # fmt: skip
    assert table_of(sheet, "hours").notes == ("另有 1 条没有具体时间，未计入。",)


def test_forty_storage_room_thefts_are_told_as_what_may_be_a_series(ledger: MemoryLedger) -> None:
    named = Party(role="被侵害人", name="欧阳娜娜")
    added(ledger, *(theft(1 + day % 28, f"欧阳娜娜家储藏室被撬{day}", parties=(named,)) for day in range(40)))
    added(ledger, *(theft(3, f"路边{kind}被人偷走", category="扒窃") for kind in ("手机", "钱包", "耳机")))
    (row,) = rows(sheet_of(ledger), "series")
    assert (str(row["category"]), row["count"], row["before"], row["joined"]) == ("盗窃", 40, 0, 0)
    assert "储藏室" in row["word"]
    assert "欧阳" not in row["word"]
    assert row["hours"] == "09:00-11:59"
    assert row["number"].startswith("AJ2610-")


@pytest.mark.parametrize("values", [{"series": "储藏室系列"}, {"category": None, "summary": "甲"}])
def test_cases_that_are_joined_already_or_share_no_word_but_are_few_are_no_hint(
    ledger: MemoryLedger, values: dict[str, Any]
) -> None:
    added(ledger, *(theft(day, **values) for day in range(1, 5)))
    assert rows(sheet_of(ledger), "series") == []
    added(ledger, *(theft(day, series="储藏室系列") for day in range(1, 25)))
    assert rows(sheet_of(ledger), "series") == []


def test_no_more_than_in_the_months_before_is_no_hint(ledger: MemoryLedger) -> None:
    earlier = [theft(day, reported_at=theft(day).reported_at - timedelta(days=30)) for day in range(8, 16)]
    added(ledger, *earlier, *(theft(day) for day in range(8, 16)))
    assert rows(sheet_of(ledger), "series") == []


def test_the_months_before_are_taken_up_to_the_same_day(ledger: MemoryLedger) -> None:
    added(ledger, dispute(3, area="柳树村"), dispute(3, month=9, area="柳树村"), dispute(28, month=9, area="柳树村"))
    sheet = find_hotspots(ledger, months=1, kind="", now=NOW.replace(day=20))
    assert [row["before"] for row in rows(sheet, "areas")] == [1]


def test_an_empty_ledger_has_no_hotspots(ledger: MemoryLedger) -> None:
    sheet = sheet_of(ledger)
    assert [rows(sheet, name) for name in ("areas", "places", "series")] == [[], [], []]


def test_codes_stand_for_names_in_rows_without_one(ledger: MemoryLedger) -> None:
    added(ledger, dispute(3))
    (row,) = rows(sheet_of(ledger), "areas")
    assert isinstance(row["area"], Named)
    assert row["area"].code == ""
