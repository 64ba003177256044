"""Taking commands back."""

from datetime import datetime

import pytest

from jingwu.errors import NotAllowed
from jingwu.records.record import Record
from jingwu.rules.status import status_of
from jingwu.services.act import act
from jingwu.services.register import register
from jingwu.services.undo import undo
from jingwu.store.ledger import Ledger


def added(ledger: Ledger, now: datetime, by: str = "李红", **more: object) -> Record:
    raw = {"summary": "争吵", "reported_at": "2026-10-03", **more}
    return register(ledger, "dispute", raw, by=by, now=now)


def test_undo_takes_back_the_last_command_of_this_user_only(ledger: Ledger, now: datetime) -> None:
    mine, other = added(ledger, now), added(ledger, now, by="王建国")
    undo(ledger, None, by="李红", now=now)
    assert status_of(ledger.get(mine.number)) == "void"
    assert status_of(ledger.get(other.number)) == "open"


def test_an_action_is_taken_back_with_the_columns_that_it_changed(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now, category="邻里").number
    raw = {"field": "category", "value": "物业", "reason": "错"}
    act(ledger, number, "correct", raw, by="李红", now=now)
    undo(ledger, None, by="李红", now=now)
    record = ledger.get(number)
    assert (record.category, status_of(record), record.revision) == ("邻里", "open", 3)
    assert [event.action for event in record.events] == ["correct", "undo"]


def test_the_state_before_is_the_state_after_undo(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    act(ledger, number, "mediate", {"outcome": "performed"}, by="李红", now=now)
    undo(ledger, None, by="李红", now=now)
    assert status_of(ledger.get(number)) == "open"
    act(ledger, number, "mediate", {"outcome": "reached"}, by="李红", now=now)
    assert status_of(ledger.get(number)) == "agreed"


def test_undo_is_refused_where_later_changes_stand_on_it(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    act(ledger, number, "note", {"content": "已联系"}, by="王建国", now=now)
    with pytest.raises(NotAllowed):
        undo(ledger, None, by="李红", now=now)
    assert status_of(ledger.get(number)) == "open"


def test_a_conversion_is_taken_back_on_both_records(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    _, made = act(ledger, number, "convert", {"to": "case"}, by="李红", now=now)
    undo(ledger, None, by="李红", now=now)
    assert status_of(ledger.get(number)) == "open"
    assert status_of(ledger.get(made.number)) == "void"


def test_a_batch_is_named_by_its_number_in_the_history(ledger: Ledger, now: datetime) -> None:
    first, second = added(ledger, now), added(ledger, now)
    batch = next(iter(ledger.history(first.number))).transaction
    undo(ledger, batch, by="王建国", now=now)
    assert status_of(ledger.get(first.number)) == "void"
    assert status_of(ledger.get(second.number)) == "open"


def test_an_undo_is_not_taken_back_and_nothing_is_nothing(ledger: Ledger, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        undo(ledger, None, by="李红", now=now)
    added(ledger, now)
    undo(ledger, None, by="李红", now=now)
    with pytest.raises(NotAllowed):
        undo(ledger, None, by="李红", now=now)


def test_a_source_key_is_free_again_after_undo(ledger: Ledger, now: datetime) -> None:
    first = added(ledger, now, source_key="110-7")
    undo(ledger, None, by="李红", now=now)
    assert added(ledger, now, source_key="110-7").number != first.number
