"""Records become documents and come back equal."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwu.records import KINDS, NAMES, PREFIXES, record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.codec import from_document, to_document
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Event, Party, Record

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MINUTES = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(  # noqa: DTZ001 - times are Asia/Shanghai
    lambda moment: moment.replace(second=0, microsecond=0)
)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
AMOUNTS = st.decimals(Decimal(0), Decimal(10) ** 9, places=2)


def values_of(column: Column) -> st.SearchStrategy[object]:
    """Values as they are after validation."""
    if column.type == "parties":
        return st.lists(parties(), min_size=1, max_size=3).map(tuple)
    if column.type in {"choice", "choices"}:
        codes = st.sampled_from(sorted(column.choices))
        return codes if column.type == "choice" else st.lists(codes, min_size=1, unique=True).map(tuple)
    found: dict[str, st.SearchStrategy[object]] = {
        "when": st.one_of(DAYS, MINUTES),
        "date": DAYS,
        "money": AMOUNTS,
        "integer": st.integers(0, 1000),
        "yes": st.just(value=True),
        "numbers": st.lists(st.sampled_from(["AJ2610-0001", "JF2610-0002"]), min_size=1, unique=True).map(tuple),
    }
    return found.get(column.type, TEXTS)


@st.composite
def parties(draw: st.DrawFn) -> Party:
    return Party(**{column.name: draw(values_of(column)) for column in columns_of(Party)})  # type: ignore[arg-type] # drawn by column


@st.composite
def events(draw: st.DrawFn) -> Event:
    action = draw(st.sampled_from(sorted(ACTIONS)))
    columns = [column for column in ACTIONS[action].kept if draw(st.booleans())]
    fields = {column.name: draw(values_of(column)) for column in columns}
    return Event(draw(st.one_of(DAYS, MINUTES)), draw(TEXTS), action, draw(st.one_of(st.just(""), TEXTS)), fields)


@st.composite
def records(draw: st.DrawFn, kind: str) -> Record:
    columns = [column for column in columns_of(record_class(kind)) if column.required or draw(st.booleans())]
    values = {column.name: draw(values_of(column)) for column in columns}
    return record_class(kind)(
        number=f"{record_class(kind).prefix}2610-0001",
        revision=draw(st.integers(1, 99)),
        entered_at=draw(MINUTES),
        entered_by=draw(TEXTS),
        events=tuple(draw(st.lists(events(), max_size=4))),
        **values,  # type: ignore[arg-type] # drawn by column
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_each_kind_survives_its_document_and_the_text_of_json(kind: str) -> None:
    @given(records(kind))
    def survives(record: Record) -> None:
        document = json.loads(json.dumps(to_document(record), ensure_ascii=False))
        assert from_document(kind, document) == record

    survives()


def test_a_document_leaves_out_what_is_not_set() -> None:
    record = record_class("visit")(summary="入户走访", reported_at=date(2026, 10, 3), number="ZF2610-0001", revision=1)
    assert set(to_document(record)) == {"number", "revision", "entered_by", "summary", "reported_at"}


def test_a_document_of_something_else_is_refused() -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_document("visit", {"number": "ZF2610-0001", "surprise": 1})


def test_the_tables_of_prefixes_and_names_agree_with_the_classes() -> None:
    classes = [record_class(kind) for kind in KINDS]
    assert {found.prefix: found.kind for found in classes} == PREFIXES
    assert {found.kind: found.chinese for found in classes} == {kind: chinese for kind, (_, chinese) in NAMES.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_stands_for_two_columns_of_a_kind(kind: str) -> None:
    columns = columns_of(record_class(kind))
    headings = [heading for column in columns for heading in (column.name, *column.aliases)]
    headings += [heading for step in record_class(kind).steps for heading in step.at]
    headings += [heading for step in record_class(kind).steps for names in step.fields.values() for heading in names]
    assert sorted(heading for heading in headings if headings.count(heading) > 1) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_steps_of_an_import_name_actions_and_fields_that_exist(kind: str) -> None:
    for step in record_class(kind).steps:
        assert kind in ACTIONS[step.action].kinds
        assert set(step.fields) <= {column.name for column in ACTIONS[step.action].columns}
