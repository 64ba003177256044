"""A sheet that was frozen is read as it was."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwu.reports import table
from jingwu.reports.frozen import CLASSES, sheet_document, sheet_of
from jingwu.reports.table import Heading, Named, Private, Rate, Sheet, Table

WHEN = datetime(2026, 10, 3, 9, 30)  # noqa: DTZ001 - times are Asia/Shanghai
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
CELLS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    TEXTS,
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.dates(),
    st.datetimes(),
    st.builds(Rate, st.integers(0, 99), st.integers(0, 99)),
    st.builds(Named, TEXTS, TEXTS | st.integers()),
    st.builds(Private, TEXTS, st.sampled_from(["name", "text"]), st.tuples(TEXTS), st.booleans()),
)


@given(st.lists(CELLS))
def test_every_cell_comes_back_with_its_type(cells: list[Any]) -> None:
    headings = tuple(Heading(str(place), "列", wide=bool(place % 2)) for place in range(len(cells)))
    sheet = Sheet("monthly", "月报", (Table("kinds", "种类", headings, (tuple(cells),), ("注",)),), ("备注",))
    read = sheet_of(json.loads(json.dumps(sheet_document(sheet), ensure_ascii=False)))
    assert read == sheet
    (row,) = read.tables[0].rows
    assert [type(cell) for cell in row] == [type(cell) for cell in cells]
    assert [getattr(cell, "code", None) for cell in row] == [getattr(cell, "code", None) for cell in cells]


def test_all_that_a_sheet_is_made_of_can_be_kept() -> None:
    tuples = {name for name, value in vars(table).items() if hasattr(value, "_fields")}
    assert tuples - CLASSES.keys() <= {"Figure"}  # looked at, never part of a sheet


def test_a_field_that_a_later_sheet_has_besides_takes_its_default() -> None:
    document = {"is": "Table", "name": "kinds", "title": "", "headings": [], "rows": []}
    assert sheet_of({"is": "Sheet", "name": "s", "title": "t", "tables": [document]}).tables[0].notes == ()


@pytest.mark.parametrize("document", [None, [], {}, {"is": "Table"}, {"is": "Surprise"}, {"is": "Sheet", "more": 1}])
def test_what_is_no_sheet_is_refused(document: object) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        sheet_of(document)


def test_dates_and_amounts_are_kept_as_readable_text() -> None:
    cells = (date(2026, 10, 3), WHEN, Decimal("800.00"))
    headings = (Heading("a", "a"), Heading("b", "b"), Heading("c", "c"))
    (table_document,) = sheet_document(Sheet("s", "t", (Table("n", "t", headings, (cells,)),)))["tables"]
    assert table_document["rows"] == [
        [
            {"is": "date", "value": "2026-10-03"},
            {"is": "datetime", "value": "2026-10-03T09:30:00"},
            {"is": "Decimal", "value": "800.00"},
        ]
    ]
