"""Figures: small lives counted by hand, and random months counted once more by a naive loop."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tools.lives import record_of, when
from tools.sheets import indexed

from jingwu.dates import Period, month_before
from jingwu.errors import NotAllowed
from jingwu.records import WORKED, record_class
from jingwu.records.actions import ACTIONS
from jingwu.records.record import Event, Record
from jingwu.rules.briefs import card_of
from jingwu.rules.cohorts import COHORT_PARTS
from jingwu.rules.counting import Figures, merge
from jingwu.rules.courses import clocks_of
from jingwu.rules.figures import figures_of
from jingwu.rules.limits import limits_for
from jingwu.rules.numbering import make_number
from jingwu.rules.status import DONE, append_event, machine, status_of
from jingwu.settings import Settings

LIMITS = limits_for(Settings())


def counted(record: Record) -> dict[str, Figures]:
    return figures_of(record, clocks_of(record, LIMITS))


def flat(kind: str, life: str) -> set[str]:
    """Every figure of a life, as 'month figure label count'."""
    return {
        f"{month[5:]} {figure} {label} {count}"
        for month, figures in counted(record_of(kind, life)).items()
        for figure, labels in figures.items()
        for label, count in labels.items()
    }


def test_a_dispute_settled_in_the_next_month() -> None:
    life = (
        "2026-09-28 category=邻里 officer=李四 risk=高 source=screening averted=yes "
        "| 09-29 mediate:reached amount=800.50 perform_by=10-10 way=people form=written units=司法所 "
        "| 10-12 perform amount=800.50"
    )
    assert flat("dispute", life) == {
        "09 registered dispute 1",
        "09 dispute_found 邻里 1",
        "09 dispute_in_pending 邻里 1",
        "09 risk_found 高 1",
        "09 risk_in_pending 高 1",
        "09 dispute_source screening 1",
        "09 dispute_areas  1",
        "09 dispute_attempts reached 1",
        "09 dispute_way people 1",
        "09 dispute_joint  1",
        "09 dispute_agreed written 1",
        "09 dispute_amount 邻里 80050",
        "09 open_at_end dispute 1",
        "10 closed dispute 1",
        "10 closed_late dispute 1",
        "10 dispute_settled 邻里 1",
        "10 dispute_averted  1",
        "10 dispute_performed  1",
        "10 dispute_performed_late  1",
        "10 dispute_paid  80050",
        "10 dispute_moved 2026-09\t邻里\t高\tpending\tsettled 1",
        "10 officer_settled 李四 1",
    }


def test_a_dispute_still_open_counts_no_month_end_of_its_own() -> None:
    life = "2026-09-28 category=邻里 | 09-29 steady"
    assert flat("dispute", life) == {
        "09 registered dispute 1",
        "09 dispute_found 邻里 1",
        "09 dispute_in_steady 邻里 1",
        "09 risk_found  1",
        "09 risk_in_steady  1",
        "09 dispute_source  1",
        "09 dispute_areas  1",
        "09 dispute_steady 邻里 1",
    }


def test_a_case_from_filing_to_the_return_of_goods() -> None:
    life = (
        "2026-09-30T20:00 category=盗窃 area=柳树村 filed_at=10-01 loss=300 officer=李四 preventable=yes "
        "nature=security series=系列 | 10-02T19:00 solve caught=2 means=lead "
        "| 10-03 reply | 10-04 reply | 10-05 recover amount=120.5 | 11-03 return amount=100 | 11-04 close"
    )
    assert flat("case", life) == {
        "09 registered case 1",
        "09 open_at_end case 1",
        "10 case_filed 盗窃 1",
        "10 case_areas 柳树村 1",
        "10 case_loss 盗窃 30000",
        "10 case_preventable 盗窃 1",
        "10 case_nature security 1",
        "10 case_hours 3-20 1",
        "10 case_series 系列 1",
        "10 case_means lead 1",
        "10 case_caught_by_lead  2",
        "10 case_solved 盗窃 1",
        "10 case_solved_48h 盗窃 1",
        "10 case_caught 盗窃 2",
        "10 case_told 盗窃 1",
        "10 case_recovered 盗窃 12050",
        "10 open_at_end case 1",
        "10 officer_settled 李四 1",
        "11 case_returned 盗窃 10000",
        "11 closed case 1",
        "11 closed_late case 1",
    }


@pytest.mark.parametrize(
    ("reported", "solved", "within"),
    [
        ("10-03T09:30", "10-05T09:30", True),
        ("10-03T09:30", "10-05T09:31", False),
        ("10-03", "10-04", True),
        ("10-03", "10-05", False),
        ("10-03T09:30", "10-04", True),
        ("10-03T09:30", "10-05", False),
        ("10-03", "10-04T23:59", True),
    ],
)
def test_within_48_hours_is_said_only_when_it_is_certain(reported: str, solved: str, within: bool) -> None:  # noqa: FBT001
    figures = counted(record_of("case", f"2026-{reported} | {solved} solve"))["2026-10"]
    assert ("case_solved_48h" in figures) == within


def test_visits_and_patrols_count_for_their_officer() -> None:
    assert flat("visit", "2026-10-03 officer=李四 venue=kang households=3 cards=2 notices=1 opinions=好") == {
        "10 registered visit 1",
        "10 visit_count kang 1",
        "10 visit_households kang 3",
        "10 visit_cards kang 2",
        "10 visit_notices kang 1",
        "10 visit_opinions kang 1",
        "10 officer_visits 李四 1",
        "10 officer_households 李四 3",
        "10 officer_cards 李四 2",
    }
    assert flat("visit", "2026-10-03 first_officer=李四") >= {"10 officer_households 李四 1"}
    assert flat("patrol", "2026-10-03 officer=李四 means=foot") == {
        "10 registered patrol 1",
        "10 patrol_count foot 1",
        "10 officer_patrols 李四 1",
    }


@pytest.mark.parametrize(
    ("kind", "life"),
    [
        ("request", "2026-10-03 officer=李四 | 10-05 resolve"),
        ("request", "2026-10-03 officer=李四 | 10-05 explain content=好"),
        ("hazard", "2026-10-03 officer=李四 | 10-05 rectify | 10-06 recheck:passed | 10-07 close"),
        ("dispute", "2026-10-03 officer=李四 | 10-05 mediate:performed"),
        ("case", "2026-10-03 officer=李四 | 10-05 solve"),
    ],
)
def test_a_problem_settled_counts_for_the_officer_and_closing_it_adds_nothing(kind: str, life: str) -> None:
    assert counted(record_of(kind, life))["2026-10"]["officer_settled"] == {"李四": 1}


def test_a_transfer_leaves_what_was_settled_with_the_one_who_settled_it() -> None:
    life = (
        "2026-09-03 first_officer=李四 officer=王五 | 09-05 resolve | 10-02 reopen | 10-03 transfer officer=王五 "
        "| 10-05 resolve"
    )
    figures = counted(record_of("request", life))
    assert figures["2026-09"]["officer_settled"] == {"李四": 1}
    assert figures["2026-10"]["officer_settled"] == {"王五": 1}


def test_a_reopened_matter_is_carried_closed_and_counted_again() -> None:
    life = "2026-08-03 | 08-05 mediate:performed | 08-20 callback | 09-10 reopen | 10-08 mediate:performed"
    figures = counted(record_of("dispute", life))
    assert {month: set(found) & {"closed", "reopened", "open_at_end"} for month, found in figures.items()} == {
        "2026-08": {"closed"},
        "2026-09": {"reopened", "open_at_end"},
        "2026-10": {"closed"},
    }
    assert figures["2026-08"]["dispute_in_settled"] == {"": 1}


def test_an_overdue_month_end_counts_older_months_too() -> None:
    figures = counted(record_of("request", "2026-07-28 | 09-05 resolve"))
    assert figures["2026-07"]["overdue_at_end"] == figures["2026-08"]["overdue_at_end"] == {"request": 1}
    assert "overdue_at_end" not in figures["2026-09"]
    assert figures["2026-09"]["closed_late"] == {"request": 1}


def test_what_is_typed_after_its_month_is_a_late_entry_of_the_month_it_was_typed_in() -> None:
    record = record_of("patrol", "2026-09-28", entered_at=when("10-02T08:00"))
    assert counted(record)["2026-10"] == {"late": {"patrol": 1}}
    assert counted(record)["2026-09"]["entered_late"] == {"patrol": 1}
    assert "late" not in counted(record_of("patrol", "2026-09-28", entered_at=when("09-30T23:00")))["2026-09"]


def test_a_void_record_is_counted_as_void_and_nowhere_else() -> None:
    life = "2026-09-03 | 09-05 resolve | 10-02 callback satisfaction=basic | 10-03 void"
    assert counted(record_of("request", life)) == {"2026-09": {"void": {"request": 1}}}


def test_callbacks_count_by_answer_and_undone_ones_do_not() -> None:
    life = (
        "2026-09-03 | 09-05 resolve | 10-02 callback satisfaction=unreached | 10-03 callback satisfaction=satisfied "
        "| 10-04 callback satisfaction=basic | 10-04 undo"
    )
    assert counted(record_of("request", life))["2026-10"] == {
        "callback_unreached": {"request": 1},
        "callback_satisfied": {"request": 1},
    }


def test_a_correction_of_dates_that_lie_wrong_never_breaks_the_sum_of_a_month() -> None:
    figures = counted(record_of("request", "2026-10-03 | 09-28 resolve"))
    assert figures["2026-10"]["registered"] == figures["2026-10"]["closed"] == {"request": 1}


@pytest.mark.parametrize(
    ("kind", "life", "expected"),
    [
        ("hazard",
         "| 10-04 assign | 10-05 assign | 10-06 rectify | 10-07 recheck:failed | 10-08 rectify | 10-09 recheck:passed",
         {"found": 1, "assigned": 1, "rectified": 2, "failed": 1, "passed": 1}),
        ("hazard", "| 10-04 transfer unit=消防", {"found": 1, "transferred": 1}),
        ("request", "at_home=yes | 10-04 reply | 10-05 resolve manner=on_spot",
         {"found": 1, "on_spot": 1, "at_home": 1, "due": 1, "in_time": 1}),
        ("request", "| 10-20 reply | 10-21 resolve manner=by_date", {"found": 1, "by_date": 1, "due": 1}),
        ("request", "| 10-04 explain content=好", {"found": 1, "explained": 1, "due": 1, "in_time": 1}),
        ("lead", "| 10-04 verify:confirmed caught=2 | 10-05 convert to=case",
         {"found": 1, "confirmed": 1, "caught": 2, "to_case": 1}),
        ("lead", "| 10-04 verify:dismissed", {"found": 1, "dismissed": 1}),
        ("conduct", "| 10-04 rectify | 10-05 recheck:passed", {"found": 1, "rectified": 1, "passed": 1}),
    ],
)  # fmt: skip
def test_each_step_that_moves_a_matter_on_is_counted_by_its_date(
    kind: str, life: str, expected: dict[str, int]
) -> None:
    figures = counted(record_of(kind, f"2026-10-03 category=某 {life}"))["2026-10"]
    assert {
        name.removeprefix(f"{kind}_"): labels["某"] for name, labels in figures.items() if "某" in labels
    } == expected


@pytest.mark.parametrize(
    ("life", "paused"),
    [
        ("| 10-10 pause reason=appraisal | 12-05 resume", ["2026-10", "2026-11"]),
        ("| 10-10 pause reason=appraisal until=11-05", ["2026-10"]),
        ("| 10-10 pause reason=appraisal | 10-20 pause reason=hearing | 11-02 resume reason=appraisal | 12-01 resume",
         ["2026-10", "2026-11"]),
        ("| 10-10 pause reason=appraisal | 11-02 close", ["2026-10"]),
        ("| 10-10 pause reason=appraisal | 10-20 resume", []),
        ("| 10-10 pause reason=appraisal", []),
    ],
)  # fmt: skip
def test_a_pause_counts_at_the_end_of_each_month_that_it_outlasts(life: str, paused: list[str]) -> None:
    record = record_of("case", f"2026-10-03 {life}", number="AJ2610-0001")
    assert [month for month, figures in counted(record).items() if "paused_at_end" in figures] == paused
    card = card_of(record, clocks_of(record, LIMITS))
    stands = life == "| 10-10 pause reason=appraisal"
    assert (card is not None and card.paused == date(2026, 10, 10)) == stands


def test_merging_and_taking_away_leaves_nothing() -> None:
    into: Figures = {"registered": {"case": 2}}
    figures: Figures = {"registered": {"case": 1}, "case_filed": {"盗窃": 1}}
    merge(into, figures)
    assert into == {"registered": {"case": 3}, "case_filed": {"盗窃": 1}}
    merge(into, figures, -1)
    merge(into, {"registered": {"case": 2}}, -1)
    assert into == {}


# Random lives, counted once more.

CATEGORIES = ("邻里", "消费", None)
START = date(2026, 1, 1)


def random_record(chosen: random.Random, number: int) -> Record:
    kind = chosen.choice(WORKED)
    at = START + timedelta(days=chosen.randrange(200))
    record = record_class(kind)(
        summary="某事",
        number=make_number(kind, "2026-01", number),
        reported_at=at,
        category=chosen.choice(CATEGORIES),
        officer="李四",
    )
    for _ in range(chosen.randrange(7)):
        at += timedelta(days=chosen.randrange(40))
        record = _stepped(record, at, chosen)
    return record


def _stepped(record: Record, at: date, chosen: random.Random) -> Record:
    status = status_of(record)
    steps = sorted(step for state, step in machine(record.kind) if state == status and (step != "void" or at.day == 1))
    if not steps:
        return record
    action, _, value = chosen.choice(steps).partition(":")
    fields: dict[str, object] = {ACTIONS[action].variant: value} if value else {}
    if action == "extend":
        fields = {
            "clock": chosen.choice([limit.name for limit in LIMITS[record.kind]]),
            "days": chosen.randrange(1, 60),
        }
    try:
        return append_event(record, Event(at, "李四", action, fields=fields))
    except NotAllowed:  # a third mediation
        return record


def status_at(record: Record, month: str) -> str:
    """The state at a month's end, by cutting the events off."""
    events = tuple(event for event in record.events if f"{event.at:%Y-%m}" <= month)
    return status_of(replace(record, events=events))


def naive(records: Sequence[Record], month: str) -> dict[str, int]:
    """What the month's sheet must say of all kinds and of disputes, from the records themselves."""
    standing = [record for record in records if status_of(record) != "void"]
    begun = [record for record in standing if f"{record.reported_at:%Y-%m}" <= month]
    still = [record for record in begun if status_at(record, month) not in DONE]
    late = [record for record in still if _late(record, month)]
    found = [record for record in begun if record.kind == "dispute" and f"{record.reported_at:%Y-%m}" == month]
    return {
        "registered": sum(f"{record.reported_at:%Y-%m}" == month for record in begun),
        "open": len(still),
        "overdue": len(late),
        "found": len(found),
        "pending": sum(_pending(status_at(record, month)) for record in found),
    }


def _pending(status: str) -> bool:
    return status in {"open", "mediating", "agreed", "broken"}


def _late(record: Record, month: str) -> bool:
    """Whether a limit was over when the month ended, as somebody would have seen it then."""
    end = date.fromisoformat(f"{month_before(month, -1)}-01") - timedelta(days=1)
    events = tuple(event for event in record.events if event.at <= end)
    then = replace(record, events=events)
    return any(clock.stopped is None and clock.due <= end for clock in clocks_of(then, LIMITS) if clock.paused is None)


def summed(records: Sequence[Record]) -> tuple[dict[str, Figures], Callable[[str], tuple[int, int]]]:
    """The ledger's figures by month, and what the cards of open records add to a month's open and overdue."""
    months, cards = indexed(records, LIMITS)

    def of_cards(month: str) -> tuple[int, int]:
        from jingwu.reports.parts.spans import Span

        now = when("2030-01-01T00:00")
        seen = Span(Period(month, month), lambda _: {}, cards, now)  # type: ignore[arg-type] # a datetime, as it has a time
        return sum(map(seen.open, WORKED)), sum(map(seen.overdue, WORKED))

    return months, of_cards


@pytest.mark.parametrize("seed", range(8))
def test_random_months_equal_a_naive_recount(seed: int) -> None:
    chosen = random.Random(seed)
    records = [random_record(chosen, number) for number in range(120)]
    months, of_cards = summed(records)
    carried = 0
    for month in [f"2026-{number:02d}" for number in range(1, 13)] + ["2027-01", "2027-02", "2027-03"]:
        figures = months.get(month, {})
        sums = {figure: sum(labels.values()) for figure, labels in figures.items()}
        of_open, of_late = of_cards(month)
        expected = naive(records, month)
        open_at_end = sums.get("open_at_end", 0) + of_open
        assert sums.get("registered", 0) == expected["registered"]
        assert open_at_end == expected["open"]
        assert sums.get("overdue_at_end", 0) + of_late == expected["overdue"]
        assert carried + expected["registered"] + sums.get("reopened", 0) - sums.get("closed", 0) == open_at_end
        assert sums.get("dispute_found", 0) == expected["found"]
        assert sums.get("dispute_in_pending", 0) == expected["pending"]
        assert sum(sums.get(f"dispute_in_{part}", 0) for part in COHORT_PARTS) == expected["found"]
        carried = open_at_end


@pytest.mark.parametrize("seed", range(8))
def test_later_events_never_change_the_figures_of_earlier_months(seed: int) -> None:
    chosen = random.Random(seed + 100)
    for number in range(100):
        record = random_record(chosen, number)
        if status_of(record) == "void":
            continue
        for count in range(len(record.events)):
            before = replace(record, events=record.events[:count])
            month = f"{record.events[count].at:%Y-%m}"
            earlier, later = _settled_before(before, month), _settled_before(record, month)
            assert earlier == later, (record.events, month)


def _settled_before(record: Record, month: str) -> dict[str, Figures]:
    """The figures of the months before, but for open matters, which the reader may take from cards."""
    return {
        name: {figure: labels for figure, labels in figures.items() if not figure.endswith("_at_end")}
        for name, figures in counted(record).items()
        if name < month and set(figures) - {"open_at_end", "overdue_at_end", "paused_at_end"}
    }
