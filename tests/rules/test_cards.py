"""Cards: which records have one, what it says, and that its short form loses nothing."""

from dataclasses import replace

import pytest
from tools.lives import record_of, when

from jingwu.records.actions import ACTIONS
from jingwu.records.record import Event, Party, Record
from jingwu.rules.briefs import _PERSONAL, SUMMARY_LENGTH, beginning, card_document, card_of
from jingwu.rules.cards import Card, card_from
from jingwu.rules.courses import clocks_of
from jingwu.rules.life import life_of
from jingwu.rules.limits import limits_for
from jingwu.settings import Settings

LIMITS = limits_for(Settings())


def card(record: Record) -> Card | None:
    return card_of(record, clocks_of(record, LIMITS))


@pytest.mark.parametrize(
    ("kind", "life", "live"),
    [
        ("dispute", "2026-10-03", True),
        ("dispute", "2026-10-03 | 10-08 mediate:performed", True),  # the callback is left to do
        ("dispute", "2026-10-03 | 10-08 mediate:performed | 10-20 callback", False),
        ("dispute", "2026-10-03 | 10-08 mediate:referred", False),
        ("dispute", "2026-10-03 | 10-04 void", False),
        ("case", "2026-10-03 | 10-04 solve | 10-05 reply", True),
        ("case", "2026-10-03 | 10-04 solve | 10-05 close", True),  # the victim was not told
        ("case", "2026-10-03 | 10-04 solve | 10-05 reply | 10-06 close", False),
        ("visit", "2026-10-03", False),
        ("visit", "2026-10-03 promised_by=10-10", True),
        ("patrol", "2026-10-03", False),
    ],
)
def test_a_record_has_a_card_while_something_is_left_to_do(kind: str, life: str, live: bool) -> None:  # noqa: FBT001
    assert (card(record_of(kind, life, number="JF2610-0001")) is not None) == live


def test_a_card_says_who_answers_for_the_record_and_when_it_was_open() -> None:
    life = "2026-10-03 category=邻里 area=柳树村 risk=高 first_officer=李四 | 10-08 mediate:performed | 10-20 reopen"
    found = card(record_of("dispute", life, number="JF2610-0001"))
    assert found is not None
    assert (found.kind, found.status, found.category, found.area, found.risk) == (
        "dispute",
        "open",
        "邻里",
        "柳树村",
        "高",
    )
    assert found.officer == "李四"
    assert found.is_open
    assert found.open_spans == ((when("10-03"), when("10-08")), (when("10-20"), None))


def test_the_card_of_a_matter_that_is_done_is_not_open() -> None:
    found = card(record_of("dispute", "2026-10-03 | 10-08 mediate:performed", number="JF2610-0001"))
    assert found is not None
    assert not found.is_open


@pytest.mark.parametrize(
    ("kind", "number", "life"),
    [
        ("dispute", "JF2610-0001", "2026-10-03T09:30 risk=高 flags=minor,group | 10-08 mediate:failed | 10-09 steady"),
        ("case", "AJ2612-0001", "2026-12-10 confidential=yes | 12-12 pause reason=appraisal"),
        ("hazard", "YH2610-10001", "2026-10-03 deadline=11-03 | 10-08 assign | 10-09 rectify | 10-10 recheck:failed"),
        ("request", "SX2610-0001", "2026-10-03 | 10-05 resolve | 10-08 reopen"),
    ],
)
def test_the_short_form_of_a_card_reads_back_as_the_same_card(kind: str, number: str, life: str) -> None:
    import json

    record = replace(record_of(kind, life, number=number), parties=(Party(role="甲方", name="某"),), summary="某说")
    clocks = clocks_of(record, LIMITS)
    found = card_from(json.loads(json.dumps(card_document(record, clocks))))
    assert found == card(record)
    assert (found.kind, found.reported_at, found.risk) == (kind, record.reported_at, record.risk)
    assert (found.confidential, found.flags, found.names) == (record.confidential, record.flags, ("某",))
    assert (found.open_spans, found.clocks) == (life_of(record).spans, clocks)


def test_a_long_summary_is_cut_but_never_within_a_name_or_a_number() -> None:
    def brief(summary: str, *parties: Party) -> str:
        found = card(
            replace(record_of("dispute", "2026-10-03", number="JF2610-0001"), summary=summary, parties=parties)
        )
        assert found is not None
        return found.summary

    assert brief("长" * 200) == "长" * SUMMARY_LENGTH
    assert brief("长" * 55 + "电话13900001234后来和好") == "长" * 55 + "电话"
    assert brief("长" * 55 + "电话139 0000 1234后来") == "长" * 55 + "电话"
    name = Party(role="甲方", name="欧阳娜娜")
    assert brief("长" * 57 + "欧阳娜娜与邻居", name) == "长" * 57
    assert brief("长" * 56 + "欧阳娜娜与邻居", name) == "长" * 56 + "欧阳娜娜"
    assert brief("长" * 60 + "欧阳娜娜与邻居", name) == "长" * 60


def test_a_card_knows_what_of_the_people_may_stand_in_its_summary() -> None:
    parties = (
        Party(role="甲方", name="张三", phone="13900001234"),
        Party(role="乙方", name="李四", address="柳树村12号"),
    )
    events = (Event(when("10-05"), "王建国", "reply", fields={"person": "王五"}),)
    record = replace(record_of("dispute", "2026-10-03", number="JF2610-0001"), parties=parties, events=events)
    found = card(replace(record, summary="张三与王五争吵，柳树村12号"))
    assert found is not None
    assert set(found.names) == {"张三", "13900001234", "柳树村12号", "王五"}


def test_the_fields_of_events_that_name_people_are_those_of_the_table_of_actions() -> None:
    masked = {column.name for action in ACTIONS.values() for column in action.kept if column.mask in {"name", "phone"}}
    assert masked == set(_PERSONAL)


def test_the_beginning_of_an_english_text_ends_with_a_word_and_with_no_part_of_a_number() -> None:
    assert beginning("Noise at night by Dana Example", (), 24) == "Noise at night by Dana "
    assert beginning("Noise at night by Dana Example", ("dana example",), 24) == "Noise at night by "
    assert beginning("Call back 139 0000 0001 soon", (), 20) == "Call back "
