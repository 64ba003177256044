"""The commands as officers and scripts type them."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from jingwu.cli import COMMANDS, app
from jingwu.errors import EXIT_CODES
from jingwu.records import KINDS

Run = Callable[..., Result]
ADD = (
    "dispute", "add", "--summary", "张三与李四为宅基地边界争吵，电话13900000000", "--category", "邻里",
    "--area", "柳树村", "--officer", "王建国",
    "--reported-at", "2026-10-03 09:30",
    "--party", "role=甲方,name=张三,phone=13900000000",
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs jingwu on a new ledger, on the evening of 20 October 2026."""
    folder = tmp_path / "所"

    def call(*words: str, stdin: str = "", code: int = 0, now: str = "2026-10-20 18:00") -> Result:
        result = CliRunner().invoke(app, ["--ledger", str(folder), "--now", now, *words], input=stdin)
        assert result.exit_code == code, result.output
        return result

    call("init", "--name", "青石镇派出所", "--yes")
    return call


def data(result: Result, command: str) -> Any:
    """What the one JSON object on standard output holds."""
    envelope = json.loads(result.stdout)
    assert set(envelope) == {"jingwu", "command", "data", "warnings"}
    assert (envelope["jingwu"], envelope["command"]) == (1, command)
    return envelope["data"]


def test_adding_prints_the_number_alone_on_a_line(run: Run) -> None:
    assert run(*ADD).stdout == "JF2610-0001\n"
    assert run(*ADD, "--source-key", "K").stdout == run(*ADD, "--source-key", "K").stdout == "JF2610-0002\n"


def test_global_options_are_understood_wherever_they_stand(run: Run) -> None:
    run(*ADD, "--by", "李红")
    shown = data(run("show", "jf1", "--json"), "show")
    assert shown["entered_by"] == "李红"
    assert shown == data(run("--json", "show", "ｊｆ１"), "show")


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_each_kind_is_added_from_a_json_object_and_shown(run: Run, kind: str) -> None:
    number = run(kind, "add", "--stdin", stdin='{"summary": "某事", "reported_at": "2026-10-03"}').stdout.strip()
    assert data(run("show", number, "--json"), "show")["kind"] == kind
    assert [entry["number"] for entry in data(run("list", kind, "--json"), "list")] == [number]
    assert number in run("show", number).stdout


@pytest.mark.parametrize(
    "stdin",
    ["", "[]", "{", '{"summary": NaN}', '{"summary": "a", "summary": "b"}', '{"summary": "\\ud800"}', '{"summary": 1e',
     '{"a":' * 3000, '{"surprise": 1}'],
)  # fmt: skip
def test_what_is_no_object_on_standard_input_is_refused_in_words(run: Run, stdin: str) -> None:
    result = run("case", "add", "--stdin", stdin=stdin, code=3)
    assert "Traceback" not in result.output
    assert data(run("list", "--json"), "list") == []


def test_the_life_of_a_dispute_from_registration_to_the_file(run: Run) -> None:
    run(*ADD)
    run("dispute", "mediate", "jf1", "--outcome", "reached", "--at", "2026-10-05 15:00", "--by", "王建国",
        "--amount", "800", "--perform-by", "2026-10-20")  # fmt: skip
    run("dispute", "perform", "jf1", "--at", "2026-10-19")
    run("callback", "jf1", "--satisfaction", "满意")
    run("close", "jf1")
    shown = data(run("show", "jf1", "--json"), "show")
    assert shown["status"] == "closed"
    assert [event["action"] for event in shown["events"]] == ["mediate", "perform", "callback", "close"]
    assert "王建国" in run("history", "jf1").stdout


def test_a_refusal_says_what_is_possible_and_exits_with_6(run: Run) -> None:
    run(*ADD)
    result = run("close", "jf1", code=6)
    assert "调解" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "jf99"), 5),
        (("show", "qq1"), 2),
        (("lst",), 2),
        (("list", "disputs"), 2),
        (("list", "--colour"), 2),
        (("show",), 2),
        (("summary", "2026-13"), 2),
        (("summary", "2026-11"), 3),
        (("case", "add", "--summary", "x", "--loss", "-5"), 3),
        (("case", "add"), 3),
        (("undo",), 6),
        (("import", "missing.csv"), 3),
        (("--lang", "fr", "check"), 2),
        (("--now", "someday", "check"), 2),
    ],
)
def test_what_goes_wrong_has_its_exit_code_and_chinese_words(run: Run, words: tuple[str, ...], code: int) -> None:
    result = run(*words, code=code)
    assert result.stdout == ""
    assert any("\u4e00" <= letter <= "\u9fff" for letter in result.stderr)
    assert "Traceback" not in result.stderr


def test_names_and_numbers_are_masked_in_everything_unless_asked_for_and_then_it_is_logged(run: Run) -> None:
    run(*ADD)
    for words in (("show", "jf1"), ("list", "dispute"), ("history", "jf1"), ("find", "13900000000"), ("overdue",)):
        for form in ((), ("--json",)):
            printed = run(*words, *form).output
            assert "张三" not in printed
            assert "13900000000" not in printed
    assert "张三" in run("show", "jf1", "--unmask").stdout
    assert "查看未打码信息" in run("history").stdout


def test_a_wrong_id_number_is_masked_in_the_error_too(run: Run) -> None:
    result = run("case", "add", "--summary", "x", "--party", "name=张三,id_number=110101199003078516", code=3)
    assert "110101199003078516" not in result.output


def test_overdue_lists_what_is_late_and_says_so_by_its_exit_code_when_asked(run: Run) -> None:
    assert data(run("overdue", "--json"), "overdue") == []
    run("request", "add", "--summary", "开具证明", "--reported-at", "2026-10-05", "--officer", "王建国")
    late = data(run("overdue", "--json"), "overdue")
    assert [(entry["number"], entry["officer"]) for entry in late] == [("SX2610-0001", "王建国")]
    run("overdue", "--exit-code", code=1)
    run("request", "resolve", "sx1", "--manner", "on_spot")
    run("overdue", "--exit-code")


def test_a_summary_counts_what_was_registered_and_done(run: Run) -> None:
    run(*ADD)
    run("dispute", "mediate", "jf1", "--outcome", "performed", "--at", "2026-10-05")
    sheet = data(run("summary", "2026-10", "--json"), "summary")
    assert json.dumps(sheet, ensure_ascii=False).count("邻里") >= 1
    assert "青石镇派出所" in run("summary", "2026-10").stdout


def test_a_summary_says_of_which_records_a_figure_consists(run: Run) -> None:
    run(*ADD)
    rows = data(run("summary", "2026-10", "--explain", "disputes.total.found", "--json"), "summary")
    assert [row["number"] for row in rows] == ["JF2610-0001"]
    assert "kinds" in data(run("summary", "--from", "2026-09", "--to", "2026-10", "--json"), "summary")
    assert data(run("quota", "2026-10", "--json"), "quota") == []
    run("summary", "2026-10", "--from", "2026-09", code=2)


def test_the_head_under_a_sheet_is_still_held_or_not(run: Run) -> None:
    run(*ADD)
    head = data(run("summary", "2026-10", "--json"), "summary")["head"]
    assert len(head) == 12
    run("check", "--against", head)
    assert "0123456789ab" in run("check", "--against", "0123456789ab", code=1).stdout
    run("check", "--against", "01234", code=3)


def test_converting_prints_the_new_number(run: Run) -> None:
    number = run("lead", "add", "--summary", "有人夜间撬锁", "--reported-at", "2026-10-03").stdout.strip()
    run("lead", "verify", number, "--result", "confirmed")
    assert run("lead", "convert", number, "--to", "case").stdout == "AJ2610-0001\n"


def test_undo_and_history_speak_of_the_same_batch(run: Run) -> None:
    run(*ADD, "--by", "李红")
    batch = data(run("history", "--json"), "history")[-1]["transaction"]
    run("undo", str(batch))
    assert data(run("show", "jf1", "--json"), "show")["status"] == "void"


@pytest.mark.parametrize("part", ["records", "journal"])
def test_a_file_of_a_newer_jingwu_asks_for_it_and_not_for_a_repair(run: Run, tmp_path: Path, part: str) -> None:
    run(*ADD)
    run("backup", str(tmp_path / "backup.zip"))
    (path,) = (tmp_path / "所" / part).iterdir()
    path.write_bytes(path.read_bytes().replace(b'"format":1,', b'"format":2,', 1))
    told = run("check", code=1).stderr
    assert "安装新版" in told
    assert "--repair" not in told
    assert "backup.zip" not in told


def test_a_repair_says_once_that_a_clock_went_backwards(run: Run, tmp_path: Path) -> None:
    run(*ADD, now="2099-02-03")
    (path,) = (tmp_path / "所" / "records").iterdir()
    path.unlink()
    told = CliRunner().invoke(app, ["--ledger", str(tmp_path / "所"), "check", "--repair"])  # by the true clock
    assert told.exit_code == 0, told.output
    assert told.output.count("2099-02，") == 1


def test_scripts_read_what_was_wrong_with_which_row(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "dispute.csv"
    path.write_text("摘要,登记时间,编号\n漏水,2026-13-03,1\n争吵,2026-10-03,2\n", "utf-8")
    told = data(run("--json", "import", str(path), "--partial", code=4), "import")
    problem = {"file": "dispute.csv", "sheet": "", "row": 2, "column": "登记时间", "value": "2026-13-03"}
    assert told["problems"] == [{**problem, "code": "wrong_date", "message": "没有这一天。", "hint": ""}]


@pytest.mark.parametrize("mode", [(), ("--json",)])
def test_numbers_of_persons_are_masked_wherever_a_rejected_row_is_told(
    run: Run, tmp_path: Path, mode: tuple[str, ...]
) -> None:
    path = tmp_path / "done.csv"
    path.write_text("编号,事项,日期\n11010119900307707X,答复,2026-10-03\n13912345678,答复,2026-10-03\n", "utf-8")
    told = run(*mode, "import", str(path), "--partial", code=4).output
    assert "这不是台账编号" in told
    assert not {"11010119900307707X", "13912345678"} & set(re.findall(r"\w{11,}", told))


@pytest.mark.parametrize("encoding", ["GB18030", "UTF-16"])
@pytest.mark.parametrize(("cell", "option"), [("2026-13-01", "--dry-run"), ("2026-10-03", "--strict-warnings")])
def test_a_refused_file_says_which_encoding_was_found(
    run: Run, tmp_path: Path, encoding: str, cell: str, option: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"摘要,登记时间,发生时间\n失窃,{cell},2026-01-03\n".encode(encoding))
    assert f"a.csv：{encoding}" in run("import", str(path), "--kind", "case", option, code=3).stderr


def test_a_new_ledger_checks_out_and_a_damaged_one_is_told(run: Run, tmp_path: Path) -> None:
    run(*ADD)
    run("check")
    volume = tmp_path / "所" / "records" / "2026-10.json"
    volume.write_text(volume.read_text("utf-8").replace("邻里", "物业"), "utf-8")
    result = run("show", "jf1", code=8)
    assert "2026-10.json" in result.stderr


def test_a_folder_that_is_no_ledger_and_a_missing_one_are_told_apart(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        result = CliRunner().invoke(app, ["--ledger", str(folder), "list"])
        assert result.exit_code == 3
        assert "init" in result.stderr


def test_help_is_chinese_or_english_and_names_every_command() -> None:
    chinese = CliRunner().invoke(app, ["--help"])
    english = CliRunner().invoke(app, ["--lang", "en", "--help"])
    assert (chinese.exit_code, english.exit_code) == (0, 0)
    assert "警务" in chinese.stdout or "台账" in chinese.stdout
    for name in (*COMMANDS, *KINDS, "reply", "close"):
        assert f"  {name} " in english.stdout
    assert "--outcome" in CliRunner().invoke(app, ["dispute", "mediate", "--help"]).stdout


def test_too_little_memory_is_said_in_words(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("jingwu.services.import_records.read_layout", fail)
    refused = run("import", str(tmp_path / "dispute.csv"), code=9).stderr
    assert "内存不足" in refused
    assert "故障" not in refused


def test_every_exit_code_stands_in_one_table() -> None:
    assert sorted(EXIT_CODES) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 70, 130, 143]


def test_the_yearly_notice_is_read_in_and_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notice.csv").write_text("2027-01-01,元旦,放假\n2027-10-01,国庆节,放假\n", "utf-8")
    read = data(run("config", "calendar", "--import", str(tmp_path / "notice.csv"), "--json"), "config calendar")
    assert read == {"added": 2, "changed": 0, "known_years": [2027]}
    assert "国庆节" in run("config", "calendar", "--year", "2027").stdout
    assert "国庆节" not in run("config", "calendar", "--year", "2028").stdout
    (tmp_path / "part.csv").write_text("2028-01-01,元旦,放假\n2028-01-02,元旦,放假\n", "utf-8")
    assert "仍按周末推算" in run("config", "calendar", "--import", str(tmp_path / "part.csv")).stderr
    refused = run("config", "calendar", "--import", str(tmp_path / "none.csv"), code=3).stderr
    assert "没有这个文件或文件夹" in refused
    assert "No such" not in refused


@pytest.mark.parametrize(
    "rows",
    ["2027-02-06,春节,上班\n", "date,name,type\n2027-02-06,春节,上班\n", "日期,名称,是否放假\n2027-02-06,春节,否\n"],
)
def test_a_notice_says_off_or_on_under_any_heading_or_none(run: Run, tmp_path: Path, rows: str) -> None:
    (tmp_path / "notice.csv").write_text(rows, "utf-8")
    run("config", "calendar", "--import", str(tmp_path / "notice.csv"))
    assert [day["off"] for day in data(run("config", "calendar", "--json"), "config calendar")] == ["上班"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show",), ("缺少 编号", "jingwu show --help")),
        (("import",), ("缺少 文件", "jingwu import --help")),
        (("zzz",), ("没有“zzz”这个命令", "jingwu --help")),
        (("dispute", "zzz"), ("没有“zzz”这个命令", "jingwu dispute --help")),
        (("disput",), ("dispute",)),
    ],
)
def test_a_wrong_command_line_is_told_in_words_and_where_its_form_is_explained(
    run: Run, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    told = run(*words, code=2).stderr
    assert all(part in told for part in said)


def test_the_option_that_is_missing_is_named_as_it_is_typed(run: Run) -> None:
    run(*ADD)
    assert "--to" in run("link", "jf1", code=3).stderr


def test_without_a_terminal_no_ledger_is_made_in_a_place_that_nobody_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JINGWU_LEDGER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    refused = CliRunner().invoke(app, ["init"])
    assert refused.exit_code == 2
    assert "--ledger" in refused.stderr
    assert list(tmp_path.iterdir()) == []
    assert CliRunner().invoke(app, ["init", "--yes"]).exit_code == 0
    assert (tmp_path / "jingwu" / "station.toml").is_file()


def test_each_wrong_setting_of_the_station_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "所" / "station.toml"
    path.write_text('warning_days = "x"\n' + path.read_text("utf-8") + '[[limits]]\n"request.reply" = 3\n', "utf-8")
    told = run("overdue", code=3).stderr
    last = len(path.read_text("utf-8").splitlines()) - 1
    assert "第 1 行、“warning_days”栏" in told
    assert f"第 {last} 行、“limits”栏" in told
