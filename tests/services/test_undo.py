"""Taking commands back."""

from datetime import datetime
from pathlib import Path

import pytest
from tools.ledgers import dispute

from jingwu.errors import NotAllowed
from jingwu.records.record import Event, Record
from jingwu.rules.status import is_taken_back, status_of
from jingwu.services.act import act
from jingwu.services.import_records import import_files
from jingwu.services.register import register
from jingwu.services.undo import undo
from jingwu.settings import Settings
from jingwu.store import create_ledger
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


def test_the_beginning_of_the_ledger_is_no_command_to_take_back(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    with pytest.raises(NotAllowed, match="0"):
        undo(ledger, 0, by="李红", now=now)
    assert status_of(ledger.get(number)) == "open"


def test_an_undo_is_not_taken_back_and_nothing_is_nothing(ledger: Ledger, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        undo(ledger, None, by="李红", now=now)
    added(ledger, now)
    undo(ledger, None, by="李红", now=now)
    with pytest.raises(NotAllowed):
        undo(ledger, None, by="李红", now=now)


@pytest.mark.parametrize(("batch", "words"), [(999, "没有批次 999"), (1, "批次 1 没有改动记录")])
def test_a_batch_that_is_not_there_or_changed_no_record_is_named(tmp_path: Path, batch: int, words: str) -> None:
    ledger, now = create_ledger(tmp_path, Settings()), datetime(2026, 10, 20)  # noqa: DTZ001 - Asia/Shanghai
    ledger.log("unmask", by="李红", at=now, details={})
    with pytest.raises(NotAllowed, match=words) as refusal:
        undo(ledger, batch, by="李红", now=now)
    assert "jingwu history" in refusal.value.hint


def test_a_source_key_is_free_again_after_undo(ledger: Ledger, now: datetime) -> None:
    first = added(ledger, now, source_key="110-7")
    undo(ledger, None, by="李红", now=now)
    assert added(ledger, now, source_key="110-7").number != first.number


def batch_of(ledger: Ledger, number: str) -> int:
    """The number of the last command that changed a record."""
    return list(ledger.history(number))[-1].transaction


def test_a_command_under_later_changes_is_refused_by_their_name_until_they_are_taken_back(
    ledger: Ledger, now: datetime
) -> None:
    number = added(ledger, now).number
    registered = batch_of(ledger, number)
    act(ledger, number, "note", {"content": "来电询问"}, by="王建国", now=now)
    noted = batch_of(ledger, number)
    with pytest.raises(NotAllowed, match=rf"{number}.*（批次 {noted}）"):
        undo(ledger, registered, by="李红", now=now)
    undo(ledger, noted, by="李红", now=now)
    undo(ledger, registered, by="李红", now=now)
    assert status_of(ledger.get(number)) == "void"


def test_a_record_that_was_voided_by_hand_is_not_taken_back_with_its_batch(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    registered = batch_of(ledger, number)
    act(ledger, number, "void", {"reason": "重复登记"}, by="李红", now=now)
    with pytest.raises(NotAllowed, match="作废"):
        undo(ledger, registered, by="李红", now=now)


def test_what_was_taken_back_is_not_taken_back_again(ledger: Ledger, now: datetime) -> None:
    number = added(ledger, now).number
    registered = batch_of(ledger, number)
    undo(ledger, registered, by="李红", now=now)
    with pytest.raises(NotAllowed, match=rf"{registered}.*{batch_of(ledger, number)}"):
        undo(ledger, registered, by="李红", now=now)
    with pytest.raises(NotAllowed):
        undo(ledger, batch_of(ledger, number), by="李红", now=now)


def test_a_command_that_changed_no_record_has_nothing_to_take_back(ledger: Ledger, now: datetime) -> None:
    ledger.log("unmask", by="李红", at=now, details={"command": "list"})
    (entry,) = ledger.history()
    with pytest.raises(NotAllowed):
        undo(ledger, entry.transaction, by="李红", now=now)


def test_a_void_record_does_not_come_back_when_it_was_registered_again(ledger: Ledger, now: datetime) -> None:
    first = added(ledger, now, source_key="110-7").number
    act(ledger, first, "void", {"reason": "错"}, by="李红", now=now)
    voided = batch_of(ledger, first)
    second = added(ledger, now, source_key="110-7").number
    with pytest.raises(NotAllowed, match=second):
        undo(ledger, voided, by="李红", now=now)


def test_a_whole_import_is_taken_back_in_one_command(ledger: Ledger, now: datetime, tmp_path: Path) -> None:
    file = tmp_path / "纠纷.csv"
    rows = [f"第{day}号纠纷,邻里,2026-{month}-{day:02d}" for day in range(1, 11) for month in ("09", "10")]
    file.write_text("\n".join(["摘要,类别,登记日期", *rows]), "utf-8")
    result = import_files(ledger, [file], kind="dispute", by="李红", now=now)
    taken = undo(ledger, result.batch, by="王建国", now=now)
    assert taken == [f"JF26{month}-{number:04d}" for month in ("09", "10") for number in range(1, 11)]
    assert {status_of(ledger.get(number)) for number in taken} == {"void"}
    assert ledger.live_cards() == []
    assert len({entry.transaction for entry in ledger.history()}) == 2


def test_a_record_that_came_void_with_its_batch_is_taken_back_with_it(ledger: Ledger, now: datetime) -> None:
    void = Event(now, "李红", "void", fields={"reason": "重复登记"})
    with ledger.begin("import", by="李红", at=now) as both:
        numbers = [both.add(dispute(day, events=events)).number for day, events in ((3, (void,)), (4, ()))]
    assert undo(ledger, both.number, by="李红", now=now) == numbers
    assert [status_of(ledger.get(number)) for number in numbers] == ["void", "void"]
    assert all(is_taken_back(ledger.get(number)) for number in numbers)
    with pytest.raises(NotAllowed, match="已由批次"):
        undo(ledger, both.number, by="李红", now=now)


def test_a_record_that_came_as_taken_back_stays_so(ledger: Ledger, now: datetime) -> None:
    void = Event(now, "李红", "void", fields={"reason": "已撤销：导入", "batch": 7})
    with ledger.begin("import", by="李红", at=now) as alone:
        number = alone.add(dispute(5, events=(void,))).number
    with pytest.raises(NotAllowed, match=number):
        undo(ledger, alone.number, by="李红", now=now)
