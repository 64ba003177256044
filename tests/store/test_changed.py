"""The changed records of a transaction."""

import tracemalloc
from pathlib import Path

import pytest

from jingwu.store import places, spool
from jingwu.store.changed import Changed
from jingwu.store.spool import Spool

JSON, CARD = b'{"number":"","summary":"%b"}' % ("争吵" * 200).encode(), b'["card"]'


def test_the_first_state_before_and_the_last_after_are_kept_in_the_order_of_the_first_changes(tmp_path: Path) -> None:
    changed = Changed(Spool(tmp_path))
    changed.put("JF2610-0002", b"b2", b"a2", b"")
    changed.put("JF2609-0001", b"b1", b"a1", b"c1")
    changed.put("JF2610-0002", b"a2", b"a2 again", b"c2")
    assert list(changed.texts()) == [("JF2610-0002", b"b2", b"a2 again"), ("JF2609-0001", b"b1", b"a1")]
    assert list(changed.befores()) == [("JF2610-0002", b"b2"), ("JF2609-0001", b"b1")]
    assert (changed.after("JF2610-0002"), changed.after("JF2610-0001")) == (b"a2 again", None)
    october = changed.months()["2026-10"]
    assert changed.rows(october) == {"dispute": {2: b"a2 again"}}
    assert changed.cards(october) == {"JF2610-0002": "c2"}


def test_what_was_dropped_is_there_no_more_until_it_is_put_again(tmp_path: Path) -> None:
    changed = Changed(Spool(tmp_path))
    for number in ("JF2610-0001", "JF2610-0002"):
        changed.put(number, b"", b"a", b"c")
    changed.drop("JF2610-0001")
    assert (len(changed), list(changed), "JF2610-0001" in changed) == (1, ["JF2610-0002"], False)
    assert [number for number, _, _ in changed.texts()] == [number for number, _ in changed.befores()] == list(changed)
    assert changed.cards(changed.months()["2026-10"]) == {"JF2610-0002": "c"}
    changed.drop("JF2610-0002")
    assert changed.months() == {}
    changed.put("JF2610-0002", b"", b"a", b"")
    changed.put("JF2610-0001", b"", b"again", b"")
    assert (len(changed), changed.after("JF2610-0001")) == (2, b"again")
    assert changed.rows(changed.months()["2026-10"]) == {"dispute": {1: b"again", 2: b"a"}}


def test_a_changed_record_takes_a_few_bytes_of_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "MOST_IN_MEMORY", 1 << 16)
    monkeypatch.setattr(places, "FEW", 1 << 10)
    room = Spool(tmp_path)
    changed = Changed(room)
    tracemalloc.start()
    try:
        for number in range(1, 10_001):
            changed.put(f"JF2610-{number:04d}", JSON, JSON, CARD)
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        room.close()
    assert taken < 10_000 * 100
