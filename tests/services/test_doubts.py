"""What is odd though allowed is said by the commands too."""

from datetime import datetime

import pytest

from jingwu.services.act import act
from jingwu.services.register import register
from jingwu.store.memory_ledger import MemoryLedger


@pytest.mark.parametrize(
    ("raw", "column"),
    [
        ({"filed_at": "2026-10-02"}, "立案时间"),
        ({"occurred_at": "2026-01-02"}, "发生时间"),
        ({"reported_at": "2026-10-03", "elsewhere": "是"}, "登记时间"),
        ({}, ""),
    ],
)
def test_a_registration_that_is_odd_is_stored_with_a_warning(
    ledger: MemoryLedger, now: datetime, raw: dict[str, str], column: str
) -> None:
    given = {"summary": "失窃", "reported_at": "2026-10-03 09:00", **raw}
    record = register(ledger, "case", given, by="李红", now=now)
    assert ledger.get(record.number).summary == "失窃"
    assert [warning.partition("：")[0] for warning in ledger.warnings] == [column] * bool(column)


def test_an_action_warns_once_of_what_it_makes_odd(ledger: MemoryLedger, now: datetime) -> None:
    given = {"summary": "争吵", "reported_at": "2026-10-03 09:00", "flags": ["domestic_violence"]}
    number = register(ledger, "dispute", given, by="李红", now=now).number
    assert ledger.warnings == []
    act(ledger, number, "mediate", {"outcome": "performed", "at": "2026-10-04 10:00"}, by="李红", now=now)
    assert len(ledger.warnings) == 1
    assert "家庭暴力" in ledger.warnings[0]
    act(ledger, number, "note", {"content": "已回访"}, by="李红", now=now)
    assert len(ledger.warnings) == 1
