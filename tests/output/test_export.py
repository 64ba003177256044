"""What is exported in any form, and imported, is the same again."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jingwu import language
from jingwu.importers.planning import compile_plan
from jingwu.output.export import FORMS, form
from jingwu.output.export.columns import headings_of
from jingwu.output.export.rows import Rows
from jingwu.output.masks import Masks
from jingwu.records import KINDS, record_class
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Event, Party, Record
from jingwu.services.export import read_records
from jingwu.services.import_records import import_files
from jingwu.store.memory_ledger import MemoryLedger

NOW = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001 - times are Asia/Shanghai
ODD = "=+-@＝＋－＠'\"\\,，;；、\n[{}]_x0041&<>张三 1０aＡ\u202e\ufeff\U0002a6d6"
TEXTS = st.text(st.sampled_from(ODD), min_size=1, max_size=12).map(lambda text: text.strip() or "空")
HALF = {ord("０"): "0", ord("Ａ"): "A", ord("－"): "-"}
LINES = TEXTS.map(lambda text: (" ".join(text.split()) or "空").translate(HALF))  # as any command stores a line
NAMES = LINES.map(lambda text: text.replace(" ", ""))  # no command stores 张 三 otherwise than as 张三
MOMENTS = st.datetimes(datetime(1900, 1, 1), NOW).map(lambda when: when.replace(second=0, microsecond=0))  # noqa: DTZ001
MIDNIGHTS = st.dates(date(1900, 1, 1), NOW.date()).map(lambda day: datetime(day.year, day.month, day.day))  # noqa: DTZ001
PHONES = ("13900000000", "+8613900000000", "0631-5550100")


def values_of(column: Column) -> st.SearchStrategy[Any]:
    """Values that a column may have."""
    if column.mask in {"phone", "id_number"}:
        return st.sampled_from(PHONES if column.mask == "phone" else ("990107196910230582", "370602760307001"))
    if column.mask == "name" or column.listed == "officers":
        return NAMES
    if column.type in {"text", "line"}:
        return TEXTS if column.type == "text" else LINES
    if column.type in {"choice", "choices"}:
        codes = st.lists(st.sampled_from(list(column.choices)), min_size=1, unique=True).map(tuple)
        return codes if column.type == "choices" else codes.map(lambda found: found[0])
    made: dict[str, st.SearchStrategy[Any]] = {
        "when": st.one_of(st.dates(date(1900, 1, 1), NOW.date()), MOMENTS, MIDNIGHTS),
        "date": st.dates(date(1900, 1, 1), date(2099, 12, 31)),
        "money": st.decimals(0, 10**12 - 1, places=2),
        "integer": st.integers(column.minimum, column.limit),
        "yes": st.booleans(),
        "parties": st.lists(PEOPLE, min_size=1, max_size=3).map(tuple),
    }
    return made[column.type]


@st.composite
def filled(draw: st.DrawFn, /, described: type, chosen: st.SearchStrategy[bool], **given: Any) -> Any:
    """A record or a person with some of its columns."""
    columns = [column for column in columns_of(described) if column.name not in given]
    values = {column.name: draw(values_of(column)) for column in columns if column.required or draw(chosen)}
    return described(**values, **given)


ROLES = st.sampled_from(["甲方", "乙方", "当事人", "见证人", "报案人", "反映人", "求助人", "邻居", "=1"])
PEOPLE = st.tuples(ROLES, NAMES).flatmap(lambda named: filled(Party, st.booleans(), role=named[0], name=named[1]))
RARELY = st.sampled_from([True, False, False])


@st.composite
def records(draw: st.DrawFn, /) -> dict[str, Record]:
    """Some records of one month, by number; each with a note."""
    found: dict[str, Record] = {}
    for place, kind in enumerate(draw(st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=4)), 1):
        described = record_class(kind)
        reported = date(2026, 10, place)
        number = f"{described.prefix}2610-{place:04d}"
        event = Event(reported, draw(LINES), "note", draw(st.sampled_from(["", "说明"])), {"content": draw(TEXTS)})
        made = draw(
            filled(
                described, RARELY, reported_at=reported, number=number, entered_at=NOW, entered_by="王", events=(event,)
            )
        )
        if made.source_key:  # no two records of a kind have the same
            made = made.changed(source_key=f"{made.source_key}{place}"[-100:])
        found[number] = made
    return found


def exported(ledger: MemoryLedger, name: str, path: Path) -> bytes:
    with path.open("wb") as file:
        form(name)(Rows(lambda: read_records(ledger), Masks(unmask=True)), file)
    return path.read_bytes()


@pytest.mark.parametrize("name", FORMS)
@given(given_records=records(), spoken=st.sampled_from(language.LANGUAGES))
@settings(max_examples=20, deadline=None)
def test_any_record_comes_back_and_is_exported_the_same(
    name: str, given_records: dict[str, Record], spoken: str
) -> None:
    language.use(spoken)
    before, after = MemoryLedger(), MemoryLedger()
    before.records |= given_records
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"out.{name}"
        written = exported(before, name, path)
        import_files(after, [path], by="李红", now=NOW)
        assert exported(after, name, path) == written
    assert after.records == {number: record.changed(revision=1) for number, record in given_records.items()}


@pytest.mark.parametrize("spoken", language.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_import_knows_every_heading_of_an_export(kind: str, spoken: str) -> None:
    language.use(spoken)
    own = compile_plan(tuple(headings_of([kind])), kind)
    assert (own.unknown, own.twice) == ([], [])
    assert compile_plan(tuple(headings_of(KINDS)), kind).twice == []
