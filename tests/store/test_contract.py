"""The contract of a ledger, a test a sentence, over every ledger there is."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import rmtree

import pytest
from tools.ledgers import BY, NOW, added, dispute, freeze, new_ledger, noted, settled, state_of

from jingwu.errors import NoSuchRecord, NotAllowed
from jingwu.records.case import Case
from jingwu.records.codec import to_document
from jingwu.records.record import Event
from jingwu.rules.counting import Figures
from jingwu.rules.limits import limits_for
from jingwu.settings import Settings
from jingwu.store import LEDGERS, open_ledger, spool
from jingwu.store.draft import Draft, draft_of, figures_of_drafts
from jingwu.store.ledger import Ledger, Transaction
from jingwu.store.memory_ledger import MemoryLedger
from jingwu.store.tinydb_ledger import TinyDBLedger

MAKERS: dict[str, Callable[[Path], Ledger]] = {
    "memory": lambda _: MemoryLedger(Settings(name="青石镇派出所")),
    "tinydb": lambda folder: new_ledger(folder / "ledger"),
}


@pytest.fixture(params=[*sorted(MAKERS), "spooled"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    if request.param == "spooled":  # as in an import that is too large for the memory
        monkeypatch.setattr(spool, "MOST_IN_MEMORY", 1)
        return MAKERS["tinydb"](tmp_path)
    return MAKERS[request.param](tmp_path)


def another(ledger: Ledger) -> Ledger:
    """The same ledger as another process has it open, which waits for nobody."""
    if not isinstance(ledger, TinyDBLedger):
        return ledger
    return open_ledger(ledger.folder, ledger.settings._replace(lock_seconds=0))


def test_every_ledger_of_the_registry_is_tested_here() -> None:
    assert sorted(MAKERS) == sorted(LEDGERS)


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    assert (ledger.months(), ledger.live_cards(), list(ledger.history()), ledger.warnings) == ([], [], [], [])
    assert (ledger.figures("2026-10"), list(ledger.read_month("2026-10"))) == ({}, [])


def test_a_frozen_sheet_is_what_was_frozen_until_it_is_thawed(ledger: Ledger) -> None:
    added(ledger, dispute(3, month=9))
    assert (ledger.frozen(), ledger.sheet("2026-09")) == ({}, None)
    freeze(ledger, "2026-09", {"zh": {"title": "九月"}, "figures": {}})
    assert ledger.frozen() == {"2026-09": 2}
    assert dict(ledger.sheet("2026-09") or {}) == {"zh": {"title": "九月"}, "figures": {}}
    freeze(ledger, "2026-09", {}, command="thaw", reason="印错")
    assert (ledger.frozen(), ledger.sheet("2026-09")) == ({}, None)
    frozen, thawed = [entry for entry in ledger.history() if entry.sheet]
    assert (frozen.sheet, frozen.number, frozen.after["figures"]) == ("2026-09", "", {})
    assert (thawed.command, thawed.details, thawed.after) == ("thaw", {"reason": "印错"}, {})
    assert next(ledger.last_transaction(BY)).command == "dispute add"


def test_a_freeze_that_fails_leaves_nothing(ledger: Ledger) -> None:
    def fail() -> dict[str, object]:
        raise NotAllowed("no")

    with pytest.raises(NotAllowed):
        ledger.freeze("2026-09", fail, command="freeze", by=BY, at=NOW, details={})
    assert (ledger.frozen(), list(ledger.history())) == ({}, [])


def test_months_that_were_changed_after_an_entry_are_named(ledger: Ledger) -> None:
    added(ledger, dispute(3, month=8), dispute(3, month=9))
    freeze(ledger, "2026-09", {"figures": {}})
    since = ledger.frozen()["2026-09"]
    assert ledger.changed_months(["2026-08", "2026-09"], since) == []
    added(ledger, dispute(4, month=9))
    assert "2026-09" in ledger.changed_months(["2026-08", "2026-09"], since)


def test_an_added_record_is_found_by_its_number_and_equals_what_was_added(ledger: Ledger) -> None:
    record = settled(3, source_key="K1", area="柳树村")
    (number,) = added(ledger, record)
    assert ledger.get(number) == replace(record, number=number, revision=1)


def test_add_gives_the_record_its_number_and_revision_1(ledger: Ledger) -> None:
    with ledger.begin("dispute add", by=BY, at=NOW) as transaction:
        stored = transaction.add(dispute())
    assert (stored.number, stored.revision) == ("JF2610-0001", 1)


def test_numbers_run_by_kind_and_month_of_registration(ledger: Ledger) -> None:
    case = Case(summary="盗窃", reported_at=dispute(4).reported_at)
    numbers = added(ledger, dispute(3), dispute(4), case, dispute(5, month=9))
    assert numbers == ["JF2610-0001", "JF2610-0002", "AJ2610-0001", "JF2609-0001"]
    assert added(ledger, dispute(6)) == ["JF2610-0003"]


def test_a_record_that_has_a_number_keeps_it_and_the_next_one_follows(ledger: Ledger) -> None:
    kept = replace(dispute(3), number="JF2610-0007")
    assert added(ledger, kept, dispute(4)) == ["JF2610-0007", "JF2610-0008"]
    assert added(ledger, dispute(5), replace(dispute(6), number="JF2610-0002")) == ["JF2610-0009", "JF2610-0002"]
    assert ledger.get("JF2610-0002").reported_at == dispute(6).reported_at


def test_a_number_set_apart_is_kept_and_the_next_ones_do_not_follow_it(ledger: Ledger) -> None:
    apart = replace(dispute(3), number="JF2610-999999")
    assert added(ledger, dispute(4), apart, dispute(5)) == ["JF2610-0001", "JF2610-999999", "JF2610-0002"]
    assert added(ledger, dispute(6)) == ["JF2610-0003"]
    with pytest.raises(NotAllowed):
        added(ledger, apart)


def test_where_there_is_no_room_below_numbers_go_on_behind_those_set_apart(ledger: Ledger) -> None:
    kept = [f"JF2610-{sequence}" for sequence in (899998, 900000, 900007)]
    first = added(ledger, *(replace(dispute(3), number=number) for number in kept), dispute(4), dispute(5))
    second = added(ledger, dispute(6), dispute(7))
    assert first[:4] == [*kept, "JF2610-899999"]
    assert len({*first, *second}) == len(first + second)
    assert [record.number for record in ledger.read_month("2026-10")] == sorted(first + second)


def test_a_number_is_never_given_to_a_second_record(ledger: Ledger) -> None:
    added(ledger, dispute(3))
    for again in (("JF2610-0001",), ("JF2610-0002", "JF2610-0002")):
        with pytest.raises(NotAllowed, match=again[0]):
            added(ledger, *(replace(dispute(4), number=number) for number in again))
    assert [record.number for record in ledger.read_month("2026-10")] == ["JF2610-0001"]


@pytest.mark.parametrize("number", ["JF2610-0002", "JF2609-0001", "AJ2610-0001", "nothing", ""])
def test_a_number_that_nobody_has_is_no_such_record(ledger: Ledger, number: str) -> None:
    added(ledger, dispute())
    with pytest.raises(NoSuchRecord):
        ledger.get(number)
    with pytest.raises(NoSuchRecord), ledger.begin("note", by=BY, at=NOW) as transaction:
        transaction.get(number)


def test_a_head_is_held_for_ever_and_another_is_not(ledger: Ledger) -> None:
    added(ledger, dispute())
    head = ledger.head()
    added(ledger, dispute())
    assert ledger.head() != head
    assert ledger.holds(head)
    assert ledger.holds(ledger.head()[:12])
    assert not ledger.holds("0123456789ab")


def test_months_are_those_of_registration_oldest_first(ledger: Ledger) -> None:
    added(ledger, dispute(3), dispute(3, month=8), dispute(3, month=9))
    assert ledger.months() == ["2026-08", "2026-09", "2026-10"]


def test_read_month_gives_records_by_kind_and_sequence_void_ones_too(ledger: Ledger) -> None:
    reported = dispute(4).reported_at
    added(ledger, dispute(9), dispute(1), Case(summary="盗窃", reported_at=reported), dispute(2, month=9))
    noted(ledger, "JF2610-0002", "void", reason="重复")
    assert [record.number for record in ledger.read_month("2026-10")] == ["AJ2610-0001", "JF2610-0001", "JF2610-0002"]
    assert [record.number for record in ledger.read_month("2026-10", "case")] == ["AJ2610-0001"]


def test_records_and_cards_of_a_month_come_by_sequence(ledger: Ledger) -> None:
    numbers = added(ledger, *(dispute() for _ in range(12)))
    assert [record.number for record in ledger.read_month("2026-10")] == numbers
    assert [card.number for card in ledger.live_cards()] == numbers


def test_read_matching_finds_a_text_anywhere_in_any_case_newest_month_first(ledger: Ledger) -> None:
    added(
        ledger, dispute(3, month=9, place="柳树村\u201cA\u201d栋"), dispute(3), dispute(4, remark='他说："a"\n柳树村"A')
    )
    assert [record.number for record in ledger.read_matching("柳树村")] == ["JF2610-0002", "JF2609-0001"]
    assert [record.number for record in ledger.read_matching('村"a')] == ["JF2610-0002"]


def test_a_card_is_there_while_something_is_left_to_do(ledger: Ledger) -> None:
    added(ledger, dispute(3, month=9), settled(3), dispute(4))
    assert [card.number for card in ledger.live_cards()] == ["JF2609-0001", "JF2610-0002"]
    noted(ledger, "JF2610-0002", "void", reason="重复")
    assert [card.number for card in ledger.live_cards()] == ["JF2609-0001"]


def test_figures_follow_the_records(ledger: Ledger) -> None:
    added(ledger, dispute(3, category="邻里"), settled(3, category="邻里"), dispute(3, month=9))
    assert ledger.figures("2026-10")["registered"] == {"dispute": 2}
    assert ledger.figures("2026-10")["closed"] == {"dispute": 1}
    noted(ledger, "JF2610-0002", "void", reason="重复")
    assert ledger.figures("2026-10")["registered"] == {"dispute": 1}
    assert "closed" not in ledger.figures("2026-10")
    assert ledger.figures("2026-09")["registered"] == {"dispute": 1}


def test_a_years_figures_are_those_of_its_months_in_one(ledger: Ledger) -> None:
    added(ledger, dispute(3, category="邻里"), settled(3, category="邻里"), dispute(3, month=9))
    assert ledger.figures("2026")["registered"] == {"dispute": 3}
    noted(ledger, "JF2610-0002", "void", reason="重复")
    assert ledger.figures("2026")["registered"] == {"dispute": 2}
    assert "closed" not in ledger.figures("2026")
    assert ledger.figures("2025") == {}
    noted(ledger, "JF2609-0001", "mediate", outcome="performed")
    assert ledger.figures("2026-09")["dispute_in_pending"] == {"": 1}
    assert ledger.figures("2026")["dispute_in_pending"] == {"邻里": 1}
    assert ledger.figures("2026")["dispute_in_settled"] == {"": 1}


def test_source_keys_are_found_again_by_kind(ledger: Ledger) -> None:
    odd = ["110\t甲", '"B"', "B", " ", "B\n"]
    added(ledger, *(dispute(3, source_key=key) for key in odd))
    assert ledger.source_keys("dispute", [*odd, "C"]) == {
        key: f"JF2610-{number:04d}" for number, key in enumerate(odd, 1)
    }
    assert ledger.source_keys("case", ["B"]) == {}


def test_a_void_record_frees_its_source_key(ledger: Ledger) -> None:
    added(ledger, dispute(3, source_key="A"))
    noted(ledger, "JF2610-0001", "void", reason="重复")
    assert ledger.source_keys("dispute", ["A"]) == {}
    added(ledger, dispute(3, source_key="A"))
    assert ledger.source_keys("dispute", ["A"]) == {"A": "JF2610-0002"}
    noted(ledger, "JF2610-0001")
    assert ledger.source_keys("dispute", ["A"]) == {"A": "JF2610-0002"}


def former_keys(ledger: Ledger, kind: str, keys: Iterable[str]) -> dict[str, list[str]]:
    with ledger.begin("import", by=BY, at=NOW) as transaction:
        return transaction.former_keys(kind, keys)


def test_the_source_key_of_what_was_made_void_by_hand_is_known_unless_that_is_undone(ledger: Ledger) -> None:
    added(ledger, dispute(3, source_key="A"), dispute(3, source_key="B"), dispute(3, source_key="C"), dispute(3))
    assert former_keys(ledger, "dispute", "ABC") == {}
    for number in "JF2610-0001", "JF2610-0002", "JF2610-0004":
        noted(ledger, number, "void", reason="错登")
    noted(ledger, "JF2610-0003", "void", reason="已撤销", batch=1)
    assert former_keys(ledger, "dispute", "ABCD") == {"A": ["JF2610-0001"], "B": ["JF2610-0002"]}
    assert former_keys(ledger, "case", "A") == {}
    noted(ledger, "JF2610-0002", "undo", command="void", batch=2)
    assert former_keys(ledger, "dispute", "AB") == {"A": ["JF2610-0001"]}
    assert ledger.source_keys("dispute", "AB") == {"B": "JF2610-0002"}


def test_the_source_keys_that_a_record_had_till_they_were_corrected_are_known(ledger: Ledger) -> None:
    (number,) = added(ledger, dispute(3, source_key="A"))
    for old, new in ("A", "B"), ("B", "C"), ("C", "B"):
        with ledger.begin("correct", by=BY, at=NOW) as transaction:
            record = transaction.get(number)
            event = Event(NOW, BY, "correct", fields={"field": "source_key", "old": old, "value": new, "reason": "错"})
            transaction.replace(replace(record, source_key=new, events=(*record.events, event)))
    assert former_keys(ledger, "dispute", "ABC") == {"A": [number], "C": [number]}
    assert ledger.source_keys("dispute", "ABC") == {"B": number}
    noted(ledger, number, "void", reason="错登")
    assert former_keys(ledger, "dispute", "ABC") == {"A": [number], "B": [number], "C": [number]}
    if isinstance(ledger, TinyDBLedger):
        rmtree(ledger.folder / "index")
    assert former_keys(another(ledger), "dispute", "ABC") == {"A": [number], "B": [number], "C": [number]}


def test_the_keys_of_void_records_are_found_again_without_an_index(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path / "ledger")
    added(ledger, dispute(3, source_key="A"), dispute(3, source_key="\tB"))
    noted(ledger, "JF2610-0001", "void", reason="错登")
    noted(ledger, "JF2610-0002", "void", reason="错登")
    rmtree(tmp_path / "ledger" / "index")
    anew = open_ledger(tmp_path / "ledger")
    assert former_keys(anew, "dispute", ["A", "\tB"]) == {"A": ["JF2610-0001"], "\tB": ["JF2610-0002"]}


def test_records_that_come_void_keep_their_keys_as_such(ledger: Ledger) -> None:
    void = Event(NOW, BY, "void", fields={"reason": "错登"})
    with ledger.prepare("import", by=BY, at=NOW) as transaction:
        transaction.add(dispute(3, source_key="A", events=(void,)))
        changed = transaction.add(dispute(4, source_key="B"))
        assert transaction.former_keys("dispute", "AB") == {"A": ["JF2610-0001"]}
        transaction.replace(replace(changed, events=(void,)))
        assert transaction.former_keys("dispute", "AB") == {"A": ["JF2610-0001"], "B": ["JF2610-0002"]}
        added(another(ledger), dispute(5))
    assert former_keys(ledger, "dispute", "AB") == {"A": ["JF2610-0002"], "B": ["JF2610-0003"]}


def test_a_former_key_that_was_stored_meanwhile_under_the_number_of_a_new_record_is_refused(ledger: Ledger) -> None:
    void = Event(NOW, BY, "void", fields={"reason": "错登"})
    with ledger.prepare("import", by=BY, at=NOW) as transaction:
        transaction.add(dispute(3, source_key="A"))
        added(another(ledger), dispute(5, source_key="B", events=(void,)))
        with pytest.raises(NotAllowed):
            transaction.former_keys("dispute", "B")


def test_of_what_changes_within_a_transaction_the_end_counts(ledger: Ledger) -> None:
    (stored,) = added(ledger, dispute(3, source_key="A"))
    void = Event(NOW, BY, "void", fields={"reason": "重复"})
    with ledger.begin("import", by=BY, at=NOW) as transaction:
        transaction.replace(replace(transaction.get(stored), events=(void,)))
        again = transaction.add(dispute(4, source_key="A", area="柳树村"))
        gone = transaction.add(dispute(5, source_key="B"))
        transaction.replace(replace(gone, events=(void,)))
        moved = transaction.add(dispute(6, source_key="C", area="柳树村"))
        transaction.replace(replace(moved, area="石桥村"))
    assert ledger.source_keys("dispute", "ABC") == {"A": again.number, "C": moved.number}
    assert {card.number: card.area for card in ledger.live_cards()} == {again.number: "柳树村", moved.number: "石桥村"}


def test_a_transaction_sees_its_own_changes(ledger: Ledger) -> None:
    with ledger.begin("dispute add", by=BY, at=NOW) as transaction:
        stored = transaction.add(dispute(source_key="A"))
        assert transaction.get(stored.number) == stored
        assert transaction.source_keys("dispute", ["A", "B"]) == {"A": stored.number}
        changed = transaction.replace(replace(stored, remark="改"))
        assert transaction.get(stored.number) == changed
    assert ledger.get(stored.number) == changed


def test_replace_stores_the_record_with_its_revision_one_higher(ledger: Ledger) -> None:
    added(ledger, dispute())
    stored = noted(ledger, "JF2610-0001")
    assert (stored.revision, ledger.get("JF2610-0001")) == (2, stored)


def test_replace_refuses_a_record_that_was_changed_meanwhile(ledger: Ledger) -> None:
    added(ledger, dispute())
    old = ledger.get("JF2610-0001")
    noted(ledger, "JF2610-0001")
    with pytest.raises(NotAllowed), ledger.begin("note", by=BY, at=NOW) as transaction:
        transaction.replace(old)


def test_a_column_that_was_emptied_is_empty(ledger: Ledger) -> None:
    added(ledger, dispute(remark="多余"))
    with ledger.begin("correct", by=BY, at=NOW) as transaction:
        transaction.replace(replace(transaction.get("JF2610-0001"), remark=None))
    assert ledger.get("JF2610-0001").remark is None


def test_nothing_is_stored_when_the_block_raises(ledger: Ledger) -> None:
    added(ledger, dispute(3, source_key="A"))
    before = state_of(ledger)

    def interrupted() -> None:
        with ledger.begin("dispute add", by=BY, at=NOW) as transaction:
            transaction.add(dispute(4, source_key="B"))
            transaction.replace(replace(transaction.get("JF2610-0001"), remark="改"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert state_of(ledger) == before
    assert added(ledger, dispute(4)) == ["JF2610-0002"]


def test_a_transaction_without_changes_leaves_nothing_in_the_journal(ledger: Ledger) -> None:
    with ledger.begin("import", by=BY, at=NOW):
        pass
    assert list(ledger.history()) == []


def test_the_journal_says_who_did_what_when_with_before_and_after(ledger: Ledger) -> None:
    added(ledger, dispute())
    changed = noted(ledger, "JF2610-0001", by="李红")
    first, second = ledger.history("JF2610-0001")
    assert (first.at, first.by, first.command, first.number) == (
        "2026-11-22T09:30:00",
        BY,
        "dispute add",
        changed.number,
    )
    assert (first.before, second.before) == (None, first.after)
    assert (second.by, second.after) == ("李红", to_document(changed))


def test_changes_of_one_command_share_its_number_and_its_details_stand_once(ledger: Ledger) -> None:
    with ledger.begin("import", by=BY, at=NOW, details={"file": "十月.csv"}) as transaction:
        transaction.add(dispute(3))
        transaction.add(dispute(4))
    added(ledger, dispute(5))
    entries = list(ledger.history())
    assert [(entry.sequence, entry.transaction) for entry in entries] == [(1, transaction.number), (2, 1), (3, 2)]
    assert [dict(entry.details) for entry in entries] == [{"file": "十月.csv"}, {}, {}]


def test_a_record_changed_twice_by_one_command_has_one_entry(ledger: Ledger) -> None:
    added(ledger, dispute())
    with ledger.begin("convert", by=BY, at=NOW) as transaction:
        transaction.replace(replace(transaction.get("JF2610-0001"), remark="一"))
        transaction.replace(replace(transaction.get("JF2610-0001"), remark="二"))
    _, entry = ledger.history()
    assert entry.before is not None
    assert ("remark" in entry.before, entry.after["remark"], entry.after["revision"]) == (False, "二", 3)


def test_history_of_one_record_holds_no_other(ledger: Ledger) -> None:
    added(ledger, dispute(3), dispute(4, remark="JF2610-0001"))
    noted(ledger, "JF2610-0002", "link", number=("JF2610-0001",), reason="同一当事人")
    assert [entry.sequence for entry in ledger.history("JF2610-0001")] == [1]
    assert [entry.sequence for entry in ledger.history("JF2610-0002")] == [2, 3]


def test_what_waits_while_a_command_runs_is_read_anywhere(ledger: Ledger) -> None:
    with closing(ledger.spool()) as waiting:
        starts = [waiting.append(text) for text in (b"first", b"", b"second")]
        assert [waiting.read(start, 5) for start in starts] == [b"first", b"secon", b"secon"]


def test_last_transaction_is_the_newest_of_that_person_that_changed_records(ledger: Ledger) -> None:
    assert list(ledger.last_transaction(BY)) == []
    added(ledger, dispute(3), dispute(4))
    added(ledger, dispute(5), by="李红")
    ledger.log("unmask", by=BY, at=NOW, details={"command": "export"})
    assert [entry.number for entry in ledger.last_transaction(BY)] == ["JF2610-0001", "JF2610-0002"]
    assert [entry.number for entry in ledger.last_transaction("李红")] == ["JF2610-0003"]
    assert list(ledger.last_transaction("赵强")) == []


def test_log_puts_a_line_in_the_journal_that_changes_no_record(ledger: Ledger) -> None:
    ledger.log("unmask", by=BY, at=NOW, details={"command": "export"})
    (entry,) = ledger.history()
    assert (entry.command, entry.number, entry.before, entry.after) == ("unmask", "", None, {})
    assert dict(entry.details) == {"command": "export"}
    assert added(ledger, dispute()) == ["JF2610-0001"]


def test_questions_may_be_asked_in_one_block(ledger: Ledger) -> None:
    added(ledger, dispute())
    with ledger.reading():
        assert len(ledger.live_cards()) == len(list(ledger.read_month("2026-10"))) == 1
        added(ledger, dispute(4))
        assert len(ledger.live_cards()) == 2


def test_both_ledgers_say_the_same_after_the_same_changes(tmp_path: Path) -> None:
    states = []
    for name, make in MAKERS.items():
        ledger = make(tmp_path / name)
        added(ledger, dispute(3, source_key="A"), settled(4, category="邻里"), dispute(9, month=9, source_key="B"))
        noted(ledger, "JF2609-0001", "mediate", outcome="performed")
        noted(ledger, "JF2610-0001", "void", reason="错")
        noted(ledger, "JF2610-0002", "reopen", reason="反复")
        added(ledger, dispute(12, source_key="A"))
        states.append(state_of(ledger))
    assert states[0] == states[1]


def test_what_is_prepared_is_stored_when_the_block_ends_and_others_write_meanwhile(ledger: Ledger) -> None:
    with ledger.prepare("import", by=BY, at=NOW, details={"file": "x"}) as transaction:
        transaction.add(dispute(3, source_key="A"))
        transaction.add(dispute(4, month=9, source_key="B"))
        assert added(another(ledger), dispute(5, source_key="C")) == ["JF2610-0001"]
        transaction.add(dispute(6, source_key="D"))
        assert transaction.source_keys("dispute", ["A", "E"]).keys() == {"A"}
    assert transaction.numbers == ["JF2610-0002", "JF2609-0001", "JF2610-0003"]
    assert [ledger.get(number).source_key for number in transaction.numbers] == ["A", "B", "D"]
    assert ledger.source_keys("dispute", "ABCD") == {
        "A": "JF2610-0002", "B": "JF2609-0001", "C": "JF2610-0001", "D": "JF2610-0003",
    }  # fmt: skip
    assert [card.number for card in ledger.live_cards()] == [
        "JF2609-0001", "JF2610-0001", "JF2610-0002", "JF2610-0003",
    ]  # fmt: skip
    entries = list(ledger.history(transaction=transaction.number))
    assert {entry.number for entry in entries} == set(transaction.numbers)
    assert entries[0].details == {"file": "x"}


def test_of_what_is_prepared_that_which_others_have_stored_meanwhile_is_left_out(ledger: Ledger) -> None:
    with ledger.prepare("import", by=BY, at=NOW) as transaction:
        for day, key in ((3, "A"), (4, "B"), (5, "C")):
            transaction.add(dispute(day, source_key=key))
        added(another(ledger), dispute(7, month=9, source_key="B"))
    assert transaction.numbers == ["JF2610-0001", "JF2610-0002"]
    assert [record.source_key for record in ledger.read_month("2026-10")] == ["A", "C"]
    assert ledger.source_keys("dispute", "ABC") == {"A": "JF2610-0001", "B": "JF2609-0001", "C": "JF2610-0002"}
    assert ledger.figures("2026-10")["registered"] == {"dispute": 2}


def test_what_was_changed_since_it_was_entered_stays_changed_when_it_gets_another_number(ledger: Ledger) -> None:
    with ledger.prepare("import", by=BY, at=NOW) as transaction:
        for day, key in ((3, "A"), (4, "B"), (5, "C")):
            transaction.add(dispute(day, source_key=key))
        for number in transaction.numbers[:2]:
            record = transaction.get(number)
            transaction.replace(replace(record, remark="changed", category="邻里", summary="改过的摘要"))
        added(another(ledger), dispute(7), dispute(8, source_key="B"))
    assert transaction.numbers == ["JF2610-0003", "JF2610-0004"]
    changed, other = (ledger.get(number) for number in transaction.numbers)
    assert (changed.source_key, changed.remark, changed.revision) == ("A", "changed", 2)
    assert (other.source_key, other.remark, other.revision) == ("C", None, 1)
    assert [card.summary for card in ledger.live_cards()][2:] == ["改过的摘要", other.summary]
    assert ledger.figures("2026-10")["dispute_found"] == {"": 3, "邻里": 1}
    assert ledger.source_keys("dispute", "ABC") == {"A": "JF2610-0003", "B": "JF2610-0002", "C": "JF2610-0004"}
    assert [entry.before for entry in ledger.history(transaction=transaction.number)] == [None, None]


def test_of_what_was_changed_since_it_was_entered_and_is_left_out_nothing_stays(ledger: Ledger) -> None:
    with ledger.prepare("import", by=BY, at=NOW) as transaction:
        made = transaction.add(dispute(3, month=8, source_key="A"))
        transaction.replace(replace(made, remark="changed"))
        transaction.add(dispute(4))
        added(another(ledger), dispute(7, month=9, source_key="A"))
    assert (transaction.numbers, ledger.months()) == (["JF2610-0001"], ["2026-09", "2026-10"])
    assert [card.number for card in ledger.live_cards()] == ["JF2609-0001", "JF2610-0001"]
    assert ledger.source_keys("dispute", "A") == {"A": "JF2609-0001"}


def link(transaction: Transaction, number: str, other: str) -> None:
    record = transaction.get(number)
    event = Event(NOW.date(), BY, "link", "", {"number": (other,)})
    transaction.replace(replace(record, events=(*record.events, event)))


def linked(ledger: Ledger, number: str) -> list[object]:
    return [event.fields["number"] for event in ledger.get(number).events]


def test_records_that_get_other_numbers_are_named_by_these(ledger: Ledger) -> None:
    (old,) = added(ledger, dispute(2, month=9))
    with ledger.prepare("import", by=BY, at=NOW) as transaction:
        new, third = (transaction.add(dispute(day)).number for day in (3, 4))
        for number, other in ((old, new), (new, old), (new, third), (third, new)):
            link(transaction, number, other)
        added(another(ledger), dispute(5))
    new, third = transaction.numbers
    assert (new, third) == ("JF2610-0002", "JF2610-0003")
    assert linked(ledger, old) == [(new,)]
    assert linked(ledger, new) == [(old,), (third,)]
    assert linked(ledger, third) == [(new,)]
    assert linked(ledger, "JF2610-0001") == []


def test_a_link_with_what_others_have_stored_meanwhile_is_refused(ledger: Ledger) -> None:
    (old,) = added(ledger, dispute(2, month=9))

    def link_with_what_others_store() -> None:
        with ledger.prepare("import", by=BY, at=NOW) as transaction:
            new = transaction.add(dispute(3, source_key="A")).number
            for number, other in ((old, new), (new, old)):
                link(transaction, number, other)
            added(another(ledger), dispute(3, source_key="A"))

    with pytest.raises(NotAllowed):
        link_with_what_others_store()
    assert linked(ledger, old) == []
    assert len(list(ledger.history())) == 2


def test_what_others_have_stored_meanwhile_is_never_taken_for_a_new_record_with_its_number(ledger: Ledger) -> None:
    def ask_when_both_have_the_number() -> None:
        with ledger.prepare("import", by=BY, at=NOW) as transaction:
            transaction.add(dispute(3, source_key="A"))
            assert added(another(ledger), dispute(4, source_key="B")) == transaction.numbers
            assert transaction.source_keys("dispute", "A") == {"A": "JF2610-0001"}
            transaction.source_keys("dispute", "B")

    with pytest.raises(NotAllowed):
        ask_when_both_have_the_number()
    assert [record.source_key for record in ledger.read_month("2026-10")] == ["B"]


def test_a_number_that_was_entered_in_the_same_transaction_is_taken(ledger: Ledger) -> None:
    with ledger.begin("import", by=BY, at=NOW) as transaction:
        for number in ("JF2610-0007", "JF2610-0003"):
            transaction.add(replace(dispute(3), number=number))
        with pytest.raises(NotAllowed, match="JF2610-0003"):
            transaction.add(replace(dispute(4), number="JF2610-0003"))
        assert transaction.add(dispute(5)).number == "JF2610-0008"
    assert [record.number for record in ledger.read_month("2026-10")] == ["JF2610-0003", "JF2610-0007", "JF2610-0008"]


def test_of_records_that_are_entered_together_no_two_have_one_number(ledger: Ledger) -> None:
    figures: dict[str, Figures] = {}
    limits = limits_for(ledger.settings)
    drafts = [
        draft_of(replace(dispute(day), number=number), limits, figures)
        for day, number in ((3, ""), (4, "JF2610-0007"), (5, ""), (6, "JF2610-0007"))
    ]
    with pytest.raises(NotAllowed, match="JF2610-0007"), ledger.begin("import", by=BY, at=NOW) as transaction:
        transaction.enter(drafts, figures)
    with ledger.begin("import", by=BY, at=NOW) as transaction:
        assert transaction.enter(drafts[:3], figures_of_drafts(drafts[:3], limits)) == [
            "JF2610-0001",
            "JF2610-0007",
            "JF2610-0008",
        ]


def test_a_draft_repeats_a_record_of_which_it_says_all_whoever_entered_it(ledger: Ledger) -> None:
    def draft(summary: str) -> Draft:
        later = replace(dispute(3), summary=summary, entered_by="李四", entered_at=NOW + timedelta(days=1))
        return draft_of(later, limits_for(ledger.settings), {})

    (number,) = added(ledger, replace(dispute(3), summary='说","summary":"的'))
    with ledger.begin("import", by=BY, at=NOW) as transaction:
        assert transaction.repeats(draft('说","summary":"的'), number)
        assert not transaction.repeats(draft("说的"), number)
        record = transaction.get(number)
        transaction.replace(replace(record, remark="备注"))
        assert not transaction.repeats(draft('说","summary":"的'), number)
        assert transaction.repeats(draft("新的"), transaction.add(replace(dispute(3), summary="新的")).number)
        with pytest.raises(NoSuchRecord):
            transaction.repeats(draft("说的"), "JF2610-0009")


def test_what_is_prepared_is_refused_when_a_record_that_it_changes_was_changed_meanwhile(ledger: Ledger) -> None:
    numbers = added(ledger, dispute(3), dispute(4))
    with ledger.prepare("import", by=BY, at=NOW) as transaction:
        transaction.replace(replace(transaction.get(numbers[0]), remark="prepared"))
        noted(another(ledger), numbers[1])
    assert ledger.get(numbers[0]).remark == "prepared"

    def change_the_same_record() -> None:
        with ledger.prepare("import", by=BY, at=NOW) as transaction:
            transaction.add(dispute(5))
            transaction.replace(replace(transaction.get(numbers[0]), remark="once more"))
            noted(another(ledger), numbers[0])

    with pytest.raises(NotAllowed, match=numbers[0]):
        change_the_same_record()
    assert ledger.get(numbers[0]).remark == "prepared"
    assert len(list(ledger.read_month("2026-10"))) == 2


def test_what_is_prepared_keeps_the_numbers_that_it_brought_unless_one_was_given_out_meanwhile(ledger: Ledger) -> None:
    with ledger.prepare("import", by=BY, at=NOW) as transaction:
        for record in (dispute(3), replace(dispute(4), number="JF2610-0005"), dispute(5)):
            transaction.add(record)
        added(another(ledger), dispute(7))
    assert transaction.numbers[1] == "JF2610-0005"
    assert len({*transaction.numbers, "JF2610-0001"}) == 4
    assert ledger.get("JF2610-0005").reported_at == dispute(4).reported_at

    def bring_a_number_that_is_given_out() -> None:
        with ledger.prepare("import", by=BY, at=NOW) as transaction:
            transaction.add(replace(dispute(3), number="JF2610-0008"))
            added(another(ledger), replace(dispute(7), number="JF2610-0008"))

    with pytest.raises(NotAllowed, match="JF2610-0008"):
        bring_a_number_that_is_given_out()
    assert len(list(ledger.read_month("2026-10"))) == 5


def test_what_is_prepared_is_given_up_when_the_block_raises(ledger: Ledger) -> None:
    def give_up() -> None:
        with ledger.prepare("import", by=BY, at=NOW) as transaction:
            transaction.add(dispute())
            raise KeyError

    with pytest.raises(KeyError):
        give_up()
    assert (ledger.months(), list(ledger.history())) == ([], [])
