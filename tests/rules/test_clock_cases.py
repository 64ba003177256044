"""The table of clocks worked out by hand, in Chinese for a lawyer to check (clock_cases.md), against the program."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from tools.lives import record_of

from jingwu.dates import read_when, show_when
from jingwu.records.record import Record
from jingwu.rules.clocks import Clock, clock_name, days_over, state_of
from jingwu.rules.courses import courses_of
from jingwu.rules.explaining import stretches_of, to_count
from jingwu.rules.limits import limits_for
from jingwu.settings import Settings

KINDS = {
    "案件": "case", "纠纷": "dispute", "隐患": "hazard", "求助": "request", "线索": "lead", "问题": "conduct",
    "走访": "visit",
}  # fmt: skip
TRAITS = {
    "人民调解": "way=people", "高风险": "risk=高", "刑事": "nature=criminal", "非本所管辖": "elsewhere=yes",
    "疑难": "hard=yes", "待立案": "pending=yes",
}  # fmt: skip
STEPS = {
    "调解未达成": "mediate:failed", "调解达成协议": "mediate:reached", "当场履行": "mediate:performed",
    "履行": "perform", "反悔": "breach reason=retracted", "办结": "close", "重新办理": "reopen", "作废": "void",
    "破案": "solve", "答复": "reply", "解决": "resolve", "回访": "callback", "排除": "verify:dismissed",
    "落实责任": "assign", "整改": "rectify", "复查不合格": "recheck:failed", "复查合格": "recheck:passed",
    "决定立案": "file", "招领公告": "goods:noticed",
    "稳控": "steady", "移送": "transfer unit=某单位", "鉴定开始": "pause reason=appraisal",
    "鉴定结束": "resume reason=appraisal", "听证开始": "pause reason=hearing", "听证结束": "resume reason=hearing",
}  # fmt: skip
DATES = {"case": "", "hazard": "deadline", "request": "promised_by", "lead": "verify_by", "conduct": "deadline"}
OF_STEPS = {"mediate:reached": "perform_by", "steady": "next_visit", "assign": "deadline"}
STATES = {
    "在办": "running", "临期": "due_soon", "超期": "overdue", "按时": "met", "迟": "met_late", "暂停": "paused",
    "终止": "cancelled",
}  # fmt: skip
DAY = r"\d{4}-\d\d-\d\d"


class Case(NamedTuple):
    """A row of the table."""

    number: str
    matter: str
    facts: str
    clock: str
    started: str
    limit: str
    due: str
    state: str
    reasoning: str


def cases() -> list[Case]:
    text = (Path(__file__).parent / "clock_cases.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line[:1] == "|"]
    return [Case(*row) for row in rows if row[0].isdigit()]


def life_of(case: Case) -> Record:
    """The record that a row tells of."""
    name, _, traits = case.matter.rstrip("）").partition("（")
    kind = KINDS[name]
    facts = [fact.split(" ") for fact in case.facts.split("；")]
    first = "T".join(facts[0][:-1])
    fields = [f"{DATES[kind]}={trait[2:]}" if trait.startswith("期限") else TRAITS[trait] for trait in
              traits.split("，") if trait]  # fmt: skip
    events = []
    for *at, what in facts:
        if what == "立案":
            fields.append(f"filed_at={'T'.join(at)}")
        elif what != "登记":
            events.append(f"{'T'.join(at)} {step_of(what, case.clock)}")
    return record_of(kind, " | ".join([" ".join([first, *fields]), *events]))


def step_of(what: str, clock: str) -> str:
    found = re.fullmatch(rf"延长(\d+)(日|个月)|(\w+?)(?:（({DAY})）)?", what)
    assert found, what
    if found[1]:
        name = next(name for names in CLOCKS.values() for name in names if clock_name(name) == clock)
        measure = "days" if found[2] == "日" else "months"
        return f"extend clock={name.partition('.')[2]} {measure}={found[1]} reason=案情复杂 approver=分局"
    step = STEPS[found[3]]
    return f"{step} {OF_STEPS[step]}={found[4]}" if found[4] else step


CLOCKS = {kind: [limit.name for limit in limits] for kind, limits in limits_for(Settings()).items()}


def clock_of(case: Case, record: Record) -> Clock | None:
    clocks = [course.clock for course in courses_of(record, limits_for(Settings()))]
    return next((clock for clock in reversed(clocks) if clock_name(clock.name) == case.clock), None)


def test_there_are_enough_and_each_has_its_own_number() -> None:
    numbers = [int(case.number) for case in cases()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 60
    assert all(case.reasoning and case.limit for case in cases())


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.number}-{case.clock}")
def test_the_program_agrees_with_the_hand(case: Case) -> None:
    clock = clock_of(case, life_of(case))
    if case.due == "无":
        assert clock is None
        return
    assert clock is not None
    assert show_when(clock.started) == case.started
    assert show_when(clock.due) + ("？" if clock.estimated else "") == case.due
    at, _, words = case.state.partition("：")
    found = re.fullmatch(r"(\D+?)(\d+)?日?", words)
    assert found, words
    now = read_when(at.replace(" ", "T"))
    assert state_of(clock, now, 3) == STATES[found[1]]
    if found[2]:
        assert days_over(clock, now) == int(found[2])


@pytest.mark.parametrize("case", [case for case in cases() if case.due != "无"], ids=lambda case: case.number)
def test_the_days_that_are_told_add_up_to_the_limit(case: Case) -> None:
    for course in courses_of(life_of(case), limits_for(Settings())):
        stretches = stretches_of(course)
        if stretches and course.limit.unit != "hours":
            assert stretches[-1].counted == to_count(course)
            assert stretches[-1].last == course.due
