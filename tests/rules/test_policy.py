"""The policy table: what each row of the law makes of a life, what a station changes and adds, and what is refused."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from zlib import crc32

import pytest
from tools.lives import record_of, when

from jingwu.dates import write_when
from jingwu.errors import BadInput, NotAllowed
from jingwu.rules.clock_names import CLOCK_NAMES, TABLE, use_labels
from jingwu.rules.clocks import clock_name, law_of, next_due, state_of
from jingwu.rules.courses import clocks_of, limit_of
from jingwu.rules.limits import LIMITS, limits_for
from jingwu.rules.status import append_event
from jingwu.settings import Settings, read_settings


@pytest.fixture(autouse=True)
def _the_programs_own_names() -> Iterator[None]:
    yield
    use_labels({})


# kind, life, clock, due, state on 2026-07-01
ROWS = [
    ("case", "2026-03-02T08:00 filed_at=2026-03-03T08:00", "accept", "2026-03-03T08:00", "met"),
    ("case", "2026-03-02T08:00 filed_at=2026-03-03T08:01", "accept", "2026-03-03T08:00", "met_late"),
    ("case", "2026-03-02T08:00 filed_at=2026-03-05T09:00 hard=yes", "accept", "2026-03-05", "met"),
    ("case", "2026-03-02T08:00 elsewhere=yes | 2026-03-02T20:00 transfer:unit", "pass_on", "2026-03-03T08:00", "met"),
    ("case", "2026-03-02T08:00 elsewhere=yes", "tell_reporter", "2026-03-03T08:00", "overdue"),
    ("case", "2026-03-02 occurred_at=2025-09-02", "pursuit", "2026-03-02", "met"),
    ("case", "2026-03-03 occurred_at=2025-09-02", "pursuit", "2026-03-02", "met_late"),
    ("case", "2026-05-02 | 05-05 goods:seized", "seizure", "2026-06-04", "overdue"),
    ("case", "2026-05-02 | 05-05 goods:seized | 05-09 goods:seized | 06-01 goods:released", "seizure", "2026-06-04",
     "met"),
    ("case", "2026-05-02 | 05-05 goods:seized | 06-01 extend clock=seizure days=30", "seizure", "2026-07-06",
     "running"),
    ("case", "2026-05-02 | 05-05 goods:seized | 05-10 pause reason=appraisal | 05-20 resume", "seizure", "2026-06-15",
     "overdue"),
    ("case", "2026-05-02 | 05-05T10:00 goods:seized | 05-06T09:00 goods:deposited", "deposit", "2026-05-06T10:00",
     "met"),
    ("case", "2026-05-02 | 05-05 goods:unrelated", "unrelated", "2026-05-08", "overdue"),
    ("case", "2026-05-02 | 05-05 goods:preserved | 05-12 goods:seized", "preserve", "2026-05-12", "met"),
    ("case", "2026-05-02 | 05-05 goods:noticed", "claim", "2026-11-05", "running"),
    ("dispute", "2026-03-02 confirming=yes | 03-05 mediate:reached | 04-04 confirm", "confirm", "2026-04-04", "met"),
    ("visit", "2026-03-02 handling=by_date", "reply", "2026-03-05", "overdue"),
    ("visit", "2026-03-02 handling=by_date promised_by=03-09", "reply", "2026-03-09", "overdue"),
    ("visit", "2026-03-02 handling=reported promised_by=03-09 | 03-08 reply", "reply", "2026-03-09", "met"),
    ("request", "2026-03-02 procedure=petition", "petition", "2026-05-06", "overdue"),
    ("request", "2026-03-02 procedure=petition | 03-10 reply", "petition_tell", "2026-03-17", "met"),
    ("request", "2026-03-02 procedure=petition source=handover", "petition_object", "2026-03-09", "overdue"),
    ("request", "2026-05-11 procedure=id_card", "id_card", "2026-07-10", "running"),
    # how a clock ends without being met
    ("dispute", "2026-06-01 | 06-02 transfer:unit", "mediate", "2026-06-04", "cancelled"),
    ("dispute", "2026-06-01 | 06-02 void", "mediate", "2026-06-04", "cancelled"),
    # a broken agreement was not performed in time
    ("dispute", "2026-06-01 | 06-02 mediate:reached perform_by=06-20 | 06-05 breach", "perform", "2026-06-20",
     "cancelled"),
    ("dispute", "2026-06-01 | 06-20 void", "mediate", "2026-06-04", "missed"),
    # pauses: what the version of the law knows, closed ones, overlapping ones once
    ("case", "2026-06-01 | 06-05 pause reason=hearing | 06-10 resume", "handle", "2026-07-06", "running"),
    ("case", "2025-12-01 | 2025-12-05 pause reason=hearing | 2025-12-10 resume", "handle", "2025-12-31", "overdue"),
    ("case", "2026-06-01 | 06-05 pause reason=appraisal until=2026-06-15", "handle", "2026-07-13", "running"),
    ("case", "2026-06-01 | 06-05 pause reason=appraisal until=2026-06-15 | 06-10 pause reason=hearing until=2026-06-20",
     "handle", "2026-07-16", "running"),
    ("case", "2026-06-01 | 06-05 pause reason=appraisal | 06-08 pause reason=hearing | 06-10 resume reason=appraisal",
     "handle", "2026-07-01", "paused"),
    # extensions beyond what the law knows move nothing
    ("case", "2025-12-01 | 2025-12-05 extend clock=handle days=30 | 2025-12-06 extend clock=handle days=30", "handle",
     "2026-01-30", "overdue"),
    ("case", "2025-12-01 law=2025 | 2025-12-05 extend clock=handle days=30 | 2025-12-06 extend clock=handle days=30",
     "handle", "2026-03-02", "overdue"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "life", "name", "due", "state"), ROWS)
def test_a_row_of_the_law_makes_this_clock(kind: str, life: str, name: str, due: str, state: str) -> None:
    clock = next(
        clock for clock in clocks_of(record_of(kind, life), limits_for(Settings())) if clock.name == f"{kind}.{name}"
    )
    assert (write_when(clock.due), state_of(clock, when("07-01"), 3)) == (due, state)


def test_the_version_of_the_law_is_that_of_the_filing_and_names_its_basis() -> None:
    limits = limits_for(Settings())
    for life, version in (("2025-12-31", "2012"), ("2026-01-01", "2025"), ("2025-12-31 filed_at=2026-01-01", "2025")):
        record = record_of("case", life)
        handle = next(clock for clock in clocks_of(record, limits) if clock.name == "case.handle")
        row = limit_of(record, handle, limits)
        assert row is not None
        assert (law_of(record), row.law) == (version, version)
        assert f"({version})" in row.basis_chinese


def test_every_row_names_law_version_and_article_or_says_that_it_is_practice() -> None:
    for limit in LIMITS.values():
        agreed = "本所" in limit.basis_chinese or "期限" in limit.basis_chinese or "稳控" in limit.basis_chinese
        assert agreed or "第" in limit.basis_chinese or "意见(2015)" in limit.basis_chinese, limit.key


def _plain(value: object) -> object:
    """A value of a row in one order: sets have none."""
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    return [_plain(part) for part in value] if isinstance(value, tuple) else str(value)


def test_the_index_is_made_anew_when_the_table_changes() -> None:
    rows = [_plain(limit[:-1]) for limit in LIMITS.values()]
    assert f"{crc32(repr(rows).encode()):08x}" == TABLE


def test_every_row_has_a_name_and_every_name_a_row() -> None:
    assert {limit.name for limit in LIMITS.values()} == set(CLOCK_NAMES)


def test_the_next_due_is_the_earliest_and_no_clock_replaces_another() -> None:
    limits = limits_for(Settings())
    clocks = clocks_of(record_of("dispute", "2026-02-09 | 02-12 mediate:failed"), limits)
    running = [clock.name for clock in clocks if clock.stopped is None]
    first = next_due(clocks)
    assert running == ["dispute.second", "dispute.handle"]
    assert first is not None
    assert first.name == "dispute.second"


def lived(text: str) -> Any:
    whole = record_of("dispute", text)
    record = whole.changed(events=())
    for event in whole.events:
        record = append_event(record, event)
    return record


@pytest.mark.parametrize(
    "life",
    [
        "2026-03-02 | 03-03 mediate:failed | 03-05 mediate:failed | 03-06 mediate:reached",
        "2026-03-02 | 03-03 mediate:reached | 03-08 breach | 03-10 mediate:reached | 03-12 breach | 03-13 mediate:failed",  # noqa: E501 - one life
        "2026-03-02 | 03-03 mediate:failed | 03-05 mediate:failed | 03-06 mediate:performed",
    ],
)
def test_a_third_mediation_is_refused_in_words(life: str) -> None:
    with pytest.raises(NotAllowed, match="已调解两次"):
        lived(life)


@pytest.mark.parametrize(
    "life",
    [
        "2026-03-02 | 03-03 mediate:failed | 03-05 mediate:reached | 03-06 mediate:performed",
        "2026-03-02 | 03-03 mediate:failed | 03-05 mediate:failed | 03-06 mediate:referred",
        "2026-03-02 | 03-03 mediate:failed | 03-05 mediate:failed | 03-06 steady",
        "2026-03-02 way=people | 03-03 mediate:failed | 03-05 mediate:failed | 03-06 mediate:reached",
        "2026-03-02 | 03-03 mediate:failed | 03-05 mediate:performed | 03-06 reopen | 03-07 mediate:failed",
    ],
)
def test_two_mediations_and_what_ends_them_are_allowed(life: str) -> None:
    assert lived(life).events


def due_of(kind: str, life: str, name: str, limits: dict[str, Any]) -> list[str]:
    clocks = clocks_of(record_of(kind, life), limits_for(Settings(limits=limits)))
    return [write_when(clock.due) for clock in clocks if clock.name == name]


def test_a_station_adds_a_row_of_its_own_with_its_own_name() -> None:
    own = {"label": "贵重物品回访", "starts": ["solve"], "stops": ["callback"], "amount": 5, "outlasts": True}
    limits = {"case.jewels": {**own, "where": {"category": ["首饰盗窃"]}}}
    life = "2026-03-02 category={} | 03-05 solve"
    assert due_of("case", life.format("首饰盗窃"), "case.jewels", limits) == ["2026-03-10"]
    use_labels(limits)
    assert clock_name("case.jewels") == "贵重物品回访"
    assert due_of("case", life.format("扒窃"), "case.jewels", limits) == []


def test_a_promise_changes_from_a_day_on() -> None:
    limits = {
        "request.reply": {"until": date(2026, 4, 30)},
        "request.reply@2026-05": {"amount": 2, "from": date(2026, 5, 1)},
    }
    assert due_of("request", "2026-04-30", "request.reply", limits) == ["2026-05-03"]
    assert due_of("request", "2026-05-01", "request.reply", limits) == ["2026-05-03"]


def test_promises_by_service_category_and_risk_and_visits_every_so_many_days() -> None:
    limits = {"request.service": {"by_service": {"开具证明": 1}, "by_category": {"户籍办理": 10}}}
    assert due_of("request", "2026-03-02 service=开具证明", "request.service", limits) == ["2026-03-03"]
    assert due_of("request", "2026-03-02 category=户籍办理", "request.service", limits) == ["2026-03-12"]
    assert due_of("request", "2026-03-02", "request.service", limits) == []
    visits = due_of(
        "dispute", "2026-03-02 | 03-03 steady | 03-08 reply", "dispute.steady", {"dispute.steady": {"amount": 7}}
    )
    assert visits == ["2026-03-10", "2026-03-15"]
    assert due_of(
        "case", "2026-03-02 risk=高 | 03-05 solve", "case.callback", {"case.callback": {"by_risk": {"高": 2}}}
    ) == ["2026-03-07"]


def test_a_wrong_row_is_refused_with_its_place_in_the_file(tmp_path: Any) -> None:
    (tmp_path / "station.toml").write_text(
        'format = 1\nname = "某所"\n\n[limits."request.reply"]\namount = "two"\n\n[limits."case.own"]\nlabel = "某"\n'
        'amount = 3\n\n[limits."case.late"]\nlabel = "某"\nstarts = ["solved"]\namount = 3\nfrom = "2026-01-01"\n',
        "utf-8",
    )
    with pytest.raises(BadInput) as raised:
        limits_for(read_settings(tmp_path))
    assert [(problem.column, problem.row, problem.file) for problem in raised.value.problems] == [
        ("limits.request.reply.amount", 4, "station.toml"),
        ("limits.case.own", 7, "station.toml"),
        ("limits.case.late.starts", 11, "station.toml"),
        ("limits.case.late.from", 11, "station.toml"),
    ]
