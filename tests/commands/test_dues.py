"""why, overdue, due and export as officers, scripts and cron type them."""

import json
import re
import stat
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from jingwu.cli import app
from jingwu.output.text import width_of

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs jingwu on a ledger with a dispute, whose mediation failed, and a request."""
    folder = tmp_path / "所"

    def call(*words: str, code: int = 0, now: str = "2026-02-26 18:00") -> Result:
        result = CliRunner().invoke(app, ["--ledger", str(folder), "--now", now, *words])
        assert result.exit_code == code, result.output
        return result

    call("init", "--name", "青石镇派出所", "--yes")
    call("dispute", "add", "--summary", "张三与李四为宅基地边界争吵", "--officer", "王建国", "--area", "柳树村",
         "--reported-at", "2026-02-12", "--party", "role=甲方,name=张三", now="2026-02-12 12:00")  # fmt: skip
    call("dispute", "mediate", "jf2602-1", "--outcome", "failed", "--at", "2026-02-25 15:00")
    call("request", "add", "--summary", "求助", "--reported-at", "2026-02-22 09:00", "--officer", "李红")
    return call


def data(result: Result) -> Any:
    return json.loads(result.stdout)["data"]


def events_of(text: str) -> dict[str, Any]:
    """UID to event, in the order of the file."""
    return {str(event["uid"]): event for event in Calendar.from_ical(text).walk("VEVENT")}


KEYS = [
    "name", "started", "due", "stopped", "state", "days_over", "estimated", "paused", "label", "started_by", "amount",
    "unit", "date_set", "stretches", "pauses", "extensions", "stopped_by", "law", "basis",
]  # fmt: skip


def test_why_tells_each_day_that_counts_in_words(run: Run) -> None:
    shown = run("why", "jf2602-1").stdout
    for words in ("2026-02-14  第 2 天  调休上班", "2026-02-15 至 2026-02-23  春节放假  9 天", "程序规定第185条"):
        assert words in shown
    assert all(width_of(line) <= 80 for line in shown.splitlines())
    english = run("--lang", "en", "why", "jf2602-1", "handle").stdout
    assert "First mediation" not in english
    assert "days 1 to 30" in english
    assert all(width_of(line) <= 80 for line in english.splitlines())


def test_the_keys_of_why_are_a_promise(run: Run) -> None:
    told = data(run("why", "jf2602-1", "首次调解", "--json"))
    assert list(told) == ["number", "kind", "clocks"]
    (clock,) = told["clocks"]
    assert list(clock) == KEYS
    assert list(clock["stretches"][0]) == ["what", "first", "last", "counted", "reason"]
    assert (clock["started_by"], clock["stopped_by"], clock["due"]) == ("reported_at", "mediate:failed", "2026-02-24")


def test_pauses_and_extensions_of_why_have_their_keys_and_are_masked(run: Run) -> None:
    run("pause", "jf2602-1", "--reason", "appraisal")
    run("extend", "jf2602-1", "--clock", "handle", "--days", "30", "--reason", "张三住院", "--approver", "分局")
    shown = run("why", "jf2602-1", "handle").stdout
    assert "张*住院" in shown
    assert "鉴定" in shown
    (clock,) = data(run("why", "jf2602-1", "dispute.handle", "--json"))["clocks"]
    assert list(clock["extensions"][0]) == [
        "at", "days", "months", "approver", "document", "reason", "granted", "ignored",
    ]  # fmt: skip
    lasting = {"first": "2026-02-26T18:00", "last": None, "reason": "appraisal"}
    assert clock["pauses"] == [{**lasting, "length": 0, "parts": [lasting]}]
    assert (clock["state"], clock["paused"]) == ("paused", "2026-02-26T18:00")
    assert "自 2026-02-26 18:00 起中止计时" in run("show", "jf2602-1").stdout


def test_pauses_that_overlap_are_all_named_and_their_days_left_out_once(run: Run) -> None:
    case = run("case", "add", "--summary", "某事", "--reported-at", "2026-01-05").stdout.strip()
    run("pause", case, "--reason", "appraisal", "--at", "2026-01-08", "--until", "2026-01-15")
    run("pause", case, "--reason", "hearing", "--at", "2026-01-12")
    run("resume", case, "--reason", "hearing", "--at", "2026-01-18")
    shown = run("why", case, "handle").stdout
    for words in ("2026-01-09 至 2026-01-12  鉴定  4 天", "2026-01-13 至 2026-01-15  鉴定、听证  3 天",
                  "2026-01-16 至 2026-01-18  听证  3 天", "重叠部分只扣除一次：共 10 天"):  # fmt: skip
        assert words in shown
    (clock,) = data(run("why", case, "handle", "--json"))["clocks"]
    (pause,) = clock["pauses"]
    assert (pause["reason"], pause["length"], len(pause["parts"])) == ("appraisal+hearing", 10, 2)
    assert clock["due"] == "2026-02-14"


def test_a_report_that_waits_to_be_filed_is_overdue_after_24_hours_and_late_when_it_is_filed(run: Run) -> None:
    case = run("case", "add", "--summary", "某事", "--reported-at", "2026-02-24 09:00", "--pending").stdout.strip()
    (late,) = data(run("overdue", "--kind", "case", "--json"))
    assert (late["clock"], late["due"]) == ("case.accept", "2026-02-25T09:00")
    assert "办案期限" not in run("why", case).stdout
    assert "尚待立案" in run("correct", case, "--field", "filed_at", "--value", "2026-02-25", "--reason", "误",
                          code=3).stderr  # fmt: skip
    run("case", "file", case, "--at", "2026-02-26 10:00")
    assert re.search("止于 +2026-02-26 10:00  立案", run("why", case, "accept").stdout)
    handle = next(clock for clock in data(run("show", case, "--json"))["clocks"] if clock["name"] == "case.handle")
    assert (handle["started"], handle["due"]) == ("2026-02-26T10:00", "2026-03-30")
    assert "已经立案" in run("case", "file", case, code=6).stderr
    assert "不能又是待立案" in run("case", "add", "--summary", "某事", "--pending", "--filed-at", "2026-02-24",
                            "--reported-at", "2026-02-24", code=3).stderr  # fmt: skip


def test_an_act_found_after_six_months_is_flagged(run: Run) -> None:
    words = ("case", "add", "--summary", "某事", "--occurred-at", "2025-08-20", "--reported-at")
    assert "追究时效" not in run(*words, "2026-02-20").stderr
    flagged = run(*words, "2026-02-21")
    assert "请核查是否已过追究时效" in flagged.stderr
    assert "已过追究时效，请核查" in run("why", flagged.stdout.strip(), "pursuit").stdout


def test_a_claim_of_goods_is_extended_by_months_and_a_case_by_days(run: Run) -> None:
    case = run("case", "add", "--summary", "某事", "--reported-at", "2025-08-30").stdout.strip()
    run("case", "goods", case, "--step", "noticed", "--at", "2025-08-31")
    granted = ("--reason", "失主在外", "--approver", "县公安局", "--at", "2026-02-26")
    assert "按月延长" in run("extend", case, "--clock", "claim", "--days", "90", *granted, code=6).stderr
    assert "3 个月" in run("extend", case, "--clock", "claim", "--months", "4", *granted, code=6).stderr
    assert "延长多少" in run("extend", case, "--clock", "claim", *granted, code=3).stderr
    run("extend", case, "--clock", "claim", "--months", "3", *granted)
    (clock,) = data(run("why", case, "claim", "--json"))["clocks"]
    assert (clock["due"], clock["extensions"][0]["granted"]) == ("2026-05-31", 3)
    assert "延长 3 个月" in run("why", case, "claim").stdout
    open_case = run("case", "add", "--summary", "某事", "--reported-at", "2026-02-20").stdout.strip()
    assert "按日延长" in run("extend", open_case, "--clock", "handle", "--months", "1", *granted, code=6).stderr


def test_a_clock_is_not_paused_twice_nor_resumed_when_nothing_stands_still(run: Run) -> None:
    assert "无须恢复" in run("resume", "jf2602-1", code=6).stderr
    run("pause", "jf2602-1", "--reason", "appraisal")
    assert "已因鉴定中止" in run("pause", "jf2602-1", "--reason", "appraisal", code=6).stderr
    assert "没有时限因此原因" in run("resume", "jf2602-1", "--reason", "hearing", code=6).stderr
    run("resume", "jf2602-1")
    assert "无须恢复" in run("resume", "jf2602-1", code=6).stderr


def test_an_unknown_clock_is_refused_with_those_that_are_known(run: Run) -> None:
    assert "handle" in run("why", "jf2602-1", "reply", code=2).stderr
    assert "request.callback" in run("overdue", "--clock", "callback", code=2).stderr
    assert "request.reply" in run("overdue", "--clock", "没有", code=2).stderr
    run("overdue", "--sort", "age", code=2)


def test_show_names_what_is_due_next(run: Run) -> None:
    assert data(run("show", "jf2602-1", "--json"))["next_due"]["name"] == "dispute.second"
    assert "最近到期" in run("show", "jf2602-1").stdout


def test_overdue_is_narrowed_sorted_and_counted(run: Run) -> None:
    (late,) = data(run("overdue", "--json"))
    assert (late["number"], late["clock"], late["days_over"]) == ("SX2602-0001", "request.reply", 1)
    assert data(run("overdue", "--clock", "second", "--json")) == []
    both = data(run("overdue", "--within", "30", "--sort", "officer", "--json"))
    assert [row["officer"] for row in both] == ["李红", "王建国", "王建国"]
    grouped = run("overdue", "--within", "30", "--sort", "officer").stdout
    assert "王建国：2 条" in grouped
    assert "共 1 件、1 项时限超期。" in grouped
    run("overdue", "--exit-code", code=1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_name_of_a_clock_is_never_cut(run: Run, language: str) -> None:
    shown = run("--lang", language, "overdue", "--within", "60").stdout
    assert all(width_of(line) <= 80 for line in shown.splitlines())
    words = ["调解不成后办理"] if language == "zh" else ["Handle after", "failed", "mediation"]
    assert all(word in shown for word in words)


def test_cron_hears_nothing_when_nothing_is_due(run: Run) -> None:
    quiet = run("overdue", "--officer", "王建国", "--quiet", "--exit-code")
    assert quiet.output == ""
    assert run("due", "--officer", "王建国", "--within", "1", "--quiet").output == ""
    assert run("overdue", "--quiet").stdout


def test_due_lists_by_day_and_prints_a_month(run: Run) -> None:
    assert [row["clock"] for row in data(run("due", "--json"))] == ["dispute.second", "dispute.handle"]
    assert data(run("due", "--calendar", "2026-03", "--json")) == data(run("due", "--json"))
    month = run("due", "--calendar", "2026-03").stdout
    assert "27 (1)" in month
    assert "JF2602-0001 调解不成后办理" in month
    assert all(width_of(line) <= 80 for line in month.splitlines())


def test_a_calendar_file_holds_each_due_masked_and_under_a_name_that_stays(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "due.ics"
    run("export", "--ics", "--output", str(target))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    events = events_of(target.read_text("utf-8"))
    handle = events["JF2602-0001-dispute.handle-2026-02-25T15:00@jingwu"]
    assert handle["dtstart"].dt == date(2026, 3, 27)
    assert str(handle["summary"]) == "JF2602-0001 调解不成后办理 张*与李四为宅基地边界争吵"
    run("extend", "jf2602-1", "--clock", "handle", "--days", "30", "--reason", "难", "--approver", "分局")
    run("export", "--ics", "--output", str(target))
    moved = events_of(target.read_text("utf-8"))
    assert moved.keys() == events.keys()
    assert moved[str(handle["uid"])]["dtstart"].dt == date(2026, 4, 27)


def test_a_limit_in_hours_is_an_hour_of_shanghai(run: Run, tmp_path: Path) -> None:
    settings = tmp_path / "所" / "station.toml"
    settings.write_text(
        settings.read_text("utf-8") + '[limits]\n"request.reply" = {amount = 24, unit = "hours"}\n', "utf-8"
    )
    run("request", "add", "--summary", "深夜求助", "--reported-at", "2026-02-26 17:30")
    shown = run("export", "--ics", "--clock", "request.reply").stdout
    starts = [event["dtstart"] for event in events_of(shown).values()]
    assert str(starts[-1].dt) == "2026-02-27 17:30:00+08:00"
    assert isinstance(starts[-1].dt, datetime)
    assert starts[-1].params["TZID"] == "Asia/Shanghai"


def test_without_the_extra_one_line_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert "jingwu[calendar]" in run("export", "--ics", code=2).stderr


def test_the_same_time_gives_the_same_bytes(run: Run) -> None:
    for words in (("why", "jf2602-1"), ("overdue",), ("due", "--calendar", "2026-03"), ("export", "--ics")):
        assert run(*words).stdout == run(*words).stdout


def test_programs_read_where_each_clock_stands_and_whether_it_is_estimated(run: Run) -> None:
    rows = data(run("overdue", "--within", "30", "--json"))
    assert [(row["state"], row["estimated"]) for row in rows] == [
        ("overdue", False), ("running", False), ("running", False),
    ]  # fmt: skip
    soon = data(run("due", "--json", now="2026-03-03 09:00"))
    assert [row["state"] for row in soon] == ["due_soon", "running"]
    case = run("case", "add", "--summary", "某事", "--reported-at", "2026-12-10", now="2026-12-10 09:00").stdout.strip()
    rows = data(run("overdue", "--kind", "case", "--json", now="2027-03-01 09:00"))
    assert [(row["number"], row["estimated"]) for row in rows] == [(case, True)]


def test_a_past_month_calls_what_fell_due_on_its_last_day_over(run: Run) -> None:
    run("request", "add", "--summary", "求助", "--reported-at", "2026-02-25")
    shown = run("summary", "2026-02", now="2026-03-05 09:00").stdout
    assert "当天超期" in shown
    assert "今天到期" not in shown


def test_an_extension_is_told_with_the_name_of_its_clock(run: Run) -> None:
    run("extend", "jf2602-1", "--clock", "handle", "--days", "30", "--reason", "难", "--approver", "分局")
    for command in ("show", "history"):
        shown = "".join(run(command, "jf2602-1").stdout.split())
        assert "时限：调解不成后办理" in shown
        assert "dispute.handle" not in shown
    assert "合计    30 天；延长 30 天" in run("why", "jf2602-1", "handle").stdout


def test_an_officer_that_nothing_has_is_answered_with_the_nearest(run: Run) -> None:
    assert "王建国" in run("overdue", "--officer", "王建").stdout
    assert "柳树村" in run("overdue", "--area", "柳村").stdout


def test_where_no_record_has_an_officer_none_is_proposed(tmp_path: Path) -> None:
    def call(*words: str) -> str:
        return CliRunner().invoke(app, ["--ledger", str(tmp_path / "所"), *words]).stdout

    call("init", "--yes")
    call("request", "add", "--summary", "求助")
    assert call("overdue", "--officer", "欧阳").endswith("没有“欧阳”。\n")


@pytest.mark.parametrize(
    ("by", "state", "words"), [("2026-03-20", "cancelled", "另行终结"), ("2026-03-01", "missed", "超期未完成")]
)
def test_a_broken_agreement_was_never_performed(run: Run, by: str, state: str, words: str) -> None:
    now = "2026-03-03 12:00"
    run("dispute", "mediate", "jf2602-1", "--outcome", "reached", "--perform-by", by)
    run("dispute", "breach", "jf2602-1", "--reason", "retracted", now=now)
    (clock,) = data(run("why", "jf2602-1", "perform", "--json", now=now))["clocks"]
    assert clock["state"] == state
    assert words in run("why", "jf2602-1", "perform", now=now).stdout
    (line,) = [line for line in run("show", "jf2602-1", now=now).stdout.splitlines() if "履行协议  " in line]
    assert "2026-03-03 12:00 终结" in line


def test_a_limit_without_extensions_is_said_to_have_none(run: Run) -> None:
    run("dispute", "add", "--summary", "争吵")
    why = ("--days", "3", "--reason", "忙", "--approver", "县公安局")
    assert "“首次调解”不能延长。" in run("extend", "jf2602-2", "--clock", "mediate", *why, code=6).stderr


def test_why_tells_who_set_another_version_of_the_law_and_why(run: Run) -> None:
    run("case", "add", "--summary", "打架", "--reported-at", "2025-12-20", now="2025-12-20 12:00")
    assert "适用法律" not in run("why", "aj2512-1", "handle").stdout
    run("--by", "王建国", "correct", "aj2512-1", "--field", "law", "--value", "2025", "--reason", "法制审核意见")
    told = "".join(line.strip() for line in run("why", "aj2512-1", "handle").stdout.splitlines())
    assert "治安管理处罚法(2025)，未按立案日期确定；原因：法制审核意见；2026-02-26 18:00  王建国" in told


def test_a_number_of_days_or_a_month_beyond_the_calendar_is_refused(run: Run) -> None:
    run("overdue", "--within", "-1", code=2)
    run("due", "--within", "99999999", code=2)
    run("due", "--calendar", "9999-12", code=2)


def test_a_failed_mediation_says_what_both_are_to_be_told(run: Run) -> None:
    again = run("dispute", "mediate", "jf2602-1", "--outcome", "failed", "--at", "2026-02-26")
    assert "提起民事诉讼" in again.stderr


def test_a_limit_that_the_station_changed_names_the_station_as_its_basis(run: Run, tmp_path: Path) -> None:
    settings = tmp_path / "所" / "station.toml"
    rows = '[limits]\n"request.reply" = {amount = 2}\n"dispute.second" = {amount = 5}\n'
    settings.write_text(settings.read_text("utf-8") + rows, "utf-8")
    assert "依据    本所承诺" in run("why", "sx2602-1", "reply").stdout
    assert "依据    本所规定；未另作规定的：程序规定第183条" in run("why", "jf2602-1", "second").stdout


def test_a_day_of_the_stations_own_notice_is_told_by_its_name(run: Run, tmp_path: Path) -> None:
    notice = tmp_path / "notice.csv"
    notice.write_text("2026-02-27,元旦,放假\n2026-03-02,停电,放假\n", "utf-8")
    run("config", "calendar", "--import", str(notice))
    shown = run("why", "jf2602-1", "second").stdout
    for words in ("2026-02-27  元旦放假  1 天", "2026-03-02  停电  1 天"):
        assert words in shown


def test_what_stands_still_says_so_where_its_due_is_listed(run: Run) -> None:
    run("pause", "jf2602-1", "--reason", "appraisal")
    for words in (("due",), ("export", "--ics")):
        assert run(*words).stdout.count("中止计时") == 1


def test_the_calendar_of_a_year_that_is_not_published_says_so(run: Run) -> None:
    assert "2027年放假安排未录入" in run("due", "--calendar", "2027-05").stdout
    assert "未录入" not in run("due", "--calendar", "2026-05").stdout


def test_a_limit_in_hours_that_ran_out_today_is_over_today_and_not_by_no_days(run: Run) -> None:
    words = ("case", "add", "--summary", "某事", "--pending", "--reported-at", "2026-02-25 09:00")
    case = run(*words).stdout.strip()
    assert "今天到期" in run("why", case, now="2026-02-26 08:00").stdout
    assert "今天超期" in run("why", case, now="2026-02-26 09:01").stdout


def test_all_options_of_overdue_go_together(run: Run) -> None:
    options = ("--kind", "request", "--officer", "李红", "--clock", "答复", "--within", "60", "--sort", "area")
    shown = run("overdue", *options, "--exit-code", code=1).stdout
    assert "SX2602-0001" in shown
    assert "（无）：1 条" in shown
    assert [row["state"] for row in data(run("overdue", *options, "--json", "--quiet"))] == ["overdue"]
    assert data(run("overdue", *options, "--area", "柳树村", "--exit-code", "--json")) == []


def test_each_day_of_a_calendar_that_rests_on_an_estimate_is_marked(run: Run) -> None:
    run("dispute", "add", "--summary", "年底争吵", "--reported-at", "2026-12-30 09:00", now="2026-12-30 10:00")
    shown = run("due", "--calendar", "2027-01", now="2026-12-30 10:00").stdout
    assert " 2 休*" in shown
    assert "首次调解*" in shown
    assert "*" not in run("due", "--calendar", "2026-05").stdout
