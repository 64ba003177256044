"""Whatever is printed of a record, by whatever way, says nothing of its people."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.shown import CLOCKS, CONFIDENTIAL, DISPUTE, ID_NUMBER, NOW, PHONE, SECRETS, make, out

from jingwu.output.documents import mask_document
from jingwu.output.masks import HIDDEN, Masks
from jingwu.output.show import Show
from jingwu.records import KINDS, record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.codec import to_document
from jingwu.records.fields import Column, columns_of
from jingwu.records.record import Event, Party, Record
from jingwu.store.ledger import Entry

NAME, OTHER = "诸葛铁蛋", "上官翠花"
TOLD = f"{NAME}的电话是{PHONE}，证号{ID_NUMBER}，{OTHER}在场"


def _value(column: Column) -> object:
    """A value that tells of the people wherever a column can."""
    given_value: dict[str, object] = {"yes": True, "integer": 3, "when": date(2026, 10, 3), "date": date(1990, 3, 7)}
    by_mask = {"name": OTHER, "phone": PHONE, "id_number": ID_NUMBER, "address": f"{NAME}家12号"}
    if column.type in {"text", "line"}:
        return by_mask.get(column.mask, "柳树村" if column.listed else TOLD)
    if column.type in {"choice", "choices"}:
        code = next(iter(column.choices))
        return code if column.type == "choice" else ("online",)
    return given_value.get(column.type)


def _party() -> Party:
    values = {column.name: _value(column) for column in columns_of(Party)} | {"name": NAME, "role": "当事人"}
    return Party(**values)  # type: ignore[arg-type] # made by their columns


def _full(kind: str) -> Record:
    """A record of a kind with every column set, and an event of each of its actions."""
    described = record_class(kind)
    values = {column.name: _value(column) for column in columns_of(described)}
    values |= {"parties": (_party(), Party(role="见证人", name=OTHER)), "confidential": False}
    events = tuple(
        Event(date(2026, 10, 4), "王建国", action.name, TOLD, _fields(action.kept))
        for action in ACTIONS.values()
        if kind in action.kinds
    )
    prefix = described.prefix
    return described(number=f"{prefix}2610-0001", events=events, **values)  # type: ignore[arg-type] # made by their columns


def _fields(columns: tuple[Column, ...]) -> dict[str, object]:
    fields = {column.name: _value(column) for column in columns}
    return {name: value for name, value in fields.items() if value is not None}


def _everything_printed(show: Show, record: Record) -> str:
    document = to_document(record)
    show.record("show", record, "open", (), now=NOW)
    show.records("list", record.kind, [record])
    entry = Entry(1, 1, "2026-10-04T10:00:00", "王建国", "note", record.number, None, document)
    older = {**document, "events": [], "summary": f"{NAME}来了"}
    show.entries("history", [entry, entry._replace(before=older)])
    return "".join(out(show).split())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["plain", "json", "terminal"])
def test_a_record_with_every_column_tells_nothing_of_its_people(kind: str, mode: str) -> None:
    show = make(json=mode == "json", writer="terminal" if mode == "terminal" else "plain")
    printed = _everything_printed(show, _full(kind))
    assert not [secret for secret in (NAME, OTHER, PHONE, ID_NUMBER, "12号", "1990-03-07T") if secret in printed]


@pytest.mark.parametrize("mode", ["plain", "json"])
def test_the_sample_record_tells_nothing_of_its_people(mode: str) -> None:
    printed = _everything_printed(make(json=mode == "json"), DISPUTE)
    assert not [secret for secret in (*SECRETS, "赵钱孙", "13800005678") if secret in printed]


@pytest.mark.parametrize("mode", ["plain", "json"])
def test_with_masks_off_all_is_shown(mode: str) -> None:
    printed = _everything_printed(make(json=mode == "json", unmask=True), CONFIDENTIAL)
    assert not [secret for secret in ("张三", ID_NUMBER, PHONE, "欧阳娜娜", "赵钱孙") if secret not in printed]


@pytest.mark.parametrize("record", [CONFIDENTIAL, replace(DISPUTE, flags=("minor",))])
def test_of_a_secret_record_or_a_minor_texts_people_and_place_are_hidden(record: Record) -> None:
    document = mask_document("dispute", to_document(record), Masks())
    assert document["summary"] == document["place"] == HIDDEN
    assert document["parties"][1] == {"role": "乙方", "name": HIDDEN, "phone": HIDDEN, "born": HIDDEN}
    assert document["events"][1]["person"] == document["events"][0]["note"] == HIDDEN
    assert document["category"] == "邻里"


def test_a_record_that_was_secret_before_a_change_stays_hidden_in_the_history() -> None:
    entry = Entry(1, 1, "2026-10-04T10:00:00", "王", "correct", DISPUTE.number, to_document(CONFIDENTIAL), {})
    show = make(json=True)
    show.entries("history", [entry._replace(after=to_document(DISPUTE))])
    (shown,) = json.loads(out(show))["data"]
    assert shown["after"]["summary"] == shown["before"]["summary"] == HIDDEN


def test_a_year_of_birth_is_never_shown_beside_an_id_number() -> None:
    first, second = mask_document("dispute", to_document(DISPUTE), Masks())["parties"]
    assert (first["born"], second["born"]) == ("****", "1985")


def test_an_officer_keeps_his_name_though_a_party_has_the_same() -> None:
    document = mask_document("dispute", to_document(replace(DISPUTE, officer="张三")), Masks())
    assert document["officer"] == "张三"


def _correction(field: str, old: Any, new: Any) -> dict[str, Any]:
    fields = {"field": field, "old": old, "value": new, "reason": "笔误"}
    record = replace(DISPUTE, events=(Event(NOW, "王建国", "correct", "", fields),))
    event: dict[str, Any] = mask_document("dispute", to_document(record), Masks())["events"][0]
    return event


def test_a_corrected_place_is_masked_as_a_place() -> None:
    assert _correction("place", "人民路12号", "柳树村3组8号")["value"] == "柳树村***"


def test_corrected_people_are_masked_as_people_and_their_old_names_in_texts_too() -> None:
    old = json.dumps([{"role": "甲方", "name": "张三疯"}], ensure_ascii=False)
    event = _correction("parties", old, "x")
    assert json.loads(event["old"]) == [{"role": "甲方", "name": "张**"}]
    assert event["value"] == HIDDEN
    fields = {"field": "parties", "old": old, "reason": "张三疯不在场"}
    record = replace(DISPUTE, parties=(), events=(Event(NOW, "王建国", "correct", "", fields),))
    assert mask_document("dispute", to_document(record), Masks())["events"][0]["reason"] == "张**不在场"


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


@settings(max_examples=40)
@given(HAN, st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True))
def test_no_name_phone_or_id_number_of_a_party_is_ever_printed(name: str, phone: str, identity: str) -> None:
    person = Party(role="乙", name=name, phone=phone, id_number=identity, address=f"{name}家{phone}")
    told = f"{name}{phone}，{identity}{name}"
    record = replace(DISPUTE, summary=told, parties=(person,), place=told, unit=told, remark=told, events=())
    record = replace(record, events=(Event(NOW, "王", "reply", told, {"person": name, "content": told}),))
    document = mask_document("dispute", to_document(record), Masks())
    printed = json.dumps([document["summary"], document["parties"], document["place"], document["unit"],
                          document["remark"], document["events"]], ensure_ascii=False)  # fmt: skip
    assert not [secret for secret in (name, phone, identity) if secret in printed]


def test_clocks_and_events_are_told_in_words() -> None:
    show = make()
    show.record("show", DISPUTE, "agreed", CLOCKS, now=NOW)
    printed = out(show)
    assert "调解：调解结果：达成协议；协议金额：800.00" in printed
    assert "满意度：满意" in printed
    assert "2026-10-05        李卫东" in printed
