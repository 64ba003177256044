"""What `jingwu import` says is wrong, to whoever reads it at a terminal or in a mail."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result
from xlsxwriter import Workbook

from jingwu.cli import app

HEAD = "登记时间,摘要"
ODD = "a\nError: all is lost\r\x1bb"
SHOWN = "a␊Error: all is lost␍␛b"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    assert run(tmp_path / "ledger", "init", "--name", "所", "--yes").exit_code == 0
    return tmp_path / "ledger"


def run(ledger: Path, *words: str, stdin: str = "") -> Result:
    words = ("--ledger", str(ledger), "--now", "2026-11-03", "--lang", "en", *words)
    return CliRunner().invoke(app, words, input=stdin)


def imported(ledger: Path, text: str, *words: str, name: str = "a.csv") -> Result:
    path = ledger.parent / name
    path.write_text(text, "utf-8")
    return run(ledger, "import", str(path), "--kind", "dispute", *words)


def test_of_a_list_the_wrong_ones_are_named(ledger: Path) -> None:
    result = imported(ledger, f"{HEAD},标记\n2026-10-03,x,涉未成年人、某某、家暴，暴暴\n")
    assert result.exit_code == 3
    assert "This is not one of the choices. (某某, 暴暴)" in result.output
    assert "未成年人、" not in result.output


def test_a_list_beside_columns_of_its_own_is_parted_by_any_sign(ledger: Path) -> None:
    assert imported(ledger, f"{HEAD},标记,涉网\n2026-10-03,x,涉未成年人；家暴,是\n").exit_code == 0
    assert "minor; domestic violence; online" in run(ledger, "show", "jf2610-1").output.replace("_", " ")


def test_of_linked_numbers_the_wrong_one_is_named_and_the_import_goes_on(ledger: Path) -> None:
    assert imported(ledger, f"{HEAD}\n2026-10-03,x\n2026-10-03,y\n").exit_code == 0
    rows = "编号,事项,日期,关联编号\nJF2610-0001,关联,2026-10-20,JF2610-0002、JFX、110101199003077070\n"
    result = imported(ledger, f"{rows}JF2610-0001,回访,2026-10-39,\n")
    assert result.exit_code == 3
    assert "This is not a record number. (JFX, 110***********7070)" in result.output
    assert "row 3" in result.output


def test_a_kept_number_has_no_more_than_six_digits_behind_the_hyphen(ledger: Path) -> None:
    head = f"{HEAD},台账编号"
    result = imported(ledger, f"{head}\n2026-10-03,x,JF2610-1000000\n")
    assert result.exit_code == 3
    assert "more than six digits" in result.output
    assert imported(ledger, f"{head}\n2026-10-03,x,JF2610-999999\n").exit_code == 0
    assert "JF2610-0001" in run(ledger, "dispute", "add", "--summary", "x").output.replace("JF2611", "JF2610")
    assert imported(ledger, f"{HEAD}\n2026-10-04,y\n").exit_code == 0
    assert run(ledger, "show", "jf2610-1").exit_code == 0


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


@pytest.mark.parametrize("words", [(), ("--partial",), ("--dry-run",), ("--guess",), ("--sheet", "1"), ("--map", "no")])
@pytest.mark.parametrize("row", ["2026-10-03,x", "2026-10-39,x"])
def test_a_line_end_in_a_file_name_is_written_out(ledger: Path, words: tuple[str, ...], row: str) -> None:
    result = imported(ledger, f"{HEAD}\n{row}\n{row}\n", *words, name=f"{ODD}.csv")
    assert SHOWN in result.output or "no:" in result.output
    assert not any(line.startswith(("Error", "b")) for line in lines_of(result.output))
    assert "\r" not in result.output
    assert "\x1b" not in result.output


def test_a_mapping_file_for_such_a_name_can_be_read(ledger: Path) -> None:
    imported(ledger, f"{HEAD}\n2026-10-03,x\n2026-10-04,y\n", "--guess", name=f"{ODD}.csv")
    mapping = str(ledger.parent / f"{ODD}.map.toml")
    assert run(ledger, "import", str(ledger.parent / f"{ODD}.csv"), "--map", mapping).exit_code == 0


def test_a_template_for_such_a_name_is_told_on_one_line(ledger: Path) -> None:
    path = str(ledger.parent / f"{ODD}.csv")
    for _ in range(2):
        assert SHOWN in run(ledger, "import", "--template", "dispute", path).output


def test_notes_on_a_file_mask_what_its_name_says_of_persons(ledger: Path) -> None:
    result = imported(ledger, f"{HEAD}\n2026-10-03,x\n", name="张三13912345678.csv")
    assert "13912345678" not in result.output


def test_the_rows_of_another_month_are_not_taken_for_the_first_ones_because_they_are_counted_alike(
    ledger: Path,
) -> None:
    assert imported(ledger, f"编号,{HEAD}\n1,2026-10-03,漏水\n2,2026-10-03,噪声\n").exit_code == 0
    for words in ((), ("--update",)):
        result = imported(ledger, f"编号,{HEAD}\n1,2026-10-13,养狗\n", *words)
        assert result.exit_code == 3
        assert "is another matter" in result.output
        assert "'No.'" in result.output
    assert imported(ledger, f"序号,{HEAD}\n1,2026-10-13,养狗\n").exit_code == 0
    assert imported(ledger, f"编号,{HEAD}\n1,2026-10-03,漏水很大\n", "--update").exit_code == 0


def test_a_list_with_states_is_not_taken_for_an_export(ledger: Path) -> None:
    assert imported(ledger, f"{HEAD}\n2026-10-03,x\n").exit_code == 0
    assert run(ledger, "void", "jf2610-1", "--reason", "x").exit_code == 0
    path = str(ledger.parent / "list.csv")
    assert run(ledger, "list", "dispute", "--output", path).exit_code == 0
    assert run(ledger.parent / "other", "init", "--name", "所", "--yes").exit_code == 0
    result = run(ledger.parent / "other", "import", path, "--kind", "dispute")
    assert result.exit_code == 3
    assert "The state follows from what was done" in result.output


def test_what_is_rejected_of_standard_input_is_named_stdin_and_of_a_file_after_it(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = f"{HEAD}\n2026-02-30,漏水\n"
    path = tmp_path / "来件" / "纠纷.csv"
    path.parent.mkdir()
    path.write_text(bad, "utf-8")
    monkeypatch.chdir(tmp_path)
    words = ("import", "-", str(path), "--kind", "dispute", "--format", "csv", "--partial")
    for names in (["stdin.rejected.csv", "纠纷.rejected.csv"], ["stdin.rejected-2.csv", "纠纷.rejected-2.csv"]):
        result = run(ledger, *words, stdin=bad)
        assert result.exit_code == 4
        assert f"rejected is in {names[0]}:" in result.output
        assert f"rejected is in {path.with_name(names[1])}:" in result.output
        assert Path(names[0]).read_text("utf-8") == path.with_name(names[1]).read_text("utf-8")


def test_lines_that_are_no_records_are_told_to_scripts(ledger: Path) -> None:
    text = f"台账,\n{HEAD}\n2026-10-03,x\n\n合计,1\n2026-10-04,y\n填表人,王建国\n"
    result = imported(ledger, text, "--json")
    told = json.loads(result.stdout)["data"]["no_records"]
    assert [(entry["what"], entry["rows"], entry["count"]) for entry in told] == [
        ("titles", [1], 1), ("blank", [], 1), ("totals", [5], 1), ("notes", [7], 1),
    ]  # fmt: skip


def test_one_page_of_several_is_a_warning_which_refuses_if_warnings_do(ledger: Path) -> None:
    text = '{"hasMore": true, "data": [{"reported_at": "2026-10-03", "summary": "x"}]}'
    refused = imported(ledger, text, "--strict-warnings", name="a.json")
    assert (refused.exit_code, "a.json: It says that more rows follow" in refused.output) == (3, True)
    result = imported(ledger, text, "--json", name="a.json")
    assert "one page of several" in json.loads(result.stdout)["warnings"][0]


def test_likely_duplicates_and_skipped_lines_are_no_warnings(ledger: Path) -> None:
    head = "登记时间,摘要,甲方,地点"
    rows = "2026-10-03,为停车争吵,张三,柳树村1号\n2026-10-03,张三为停车与人争吵,张三,柳树村1号\n合计,2,,\n"
    result = imported(ledger, f"{head}\n{rows}", "--strict-warnings", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["data"]["duplicates"]


def test_the_names_of_a_shifted_row_are_masked_and_a_wrong_category_is_not(ledger: Path) -> None:
    head = "登记时间,摘要,类别,来源,风险等级"
    rows = "2026-10-03,x,邻里矛盾,110指令,高\n2026-10-03,x,张三,街上,高\n邻里,2026-10-03,110指令,李四光,阿布都\n"
    result = imported(ledger, f"{head}\n{rows}")
    assert result.exit_code == 3
    assert "(邻里矛盾)" in result.output
    assert all(masked in result.output for masked in ("(张*)", "(街*)", "(李**)", "(阿**)"))
    assert not any(name in result.output for name in ("张三", "李四", "阿布", "街上"))


def test_a_list_of_people_with_something_else_in_it_shows_no_name(ledger: Path) -> None:
    people: list[object] = [[{"name": "赵六"}, ["李四光"]], [{"王五": "甲方"}], [[{"name": "阿布都"}]]]
    rows = [{"reported_at": "2026-10-03", "summary": "x", "parties": parties} for parties in people]
    result = imported(ledger, "\n".join(map(json.dumps, rows)), "--partial", name="a.jsonl")
    assert result.exit_code == 4
    assert '(["李**"])' in result.output
    assert "(王*)" in result.output
    assert not any(name in result.output for name in ("赵六", "李四", "王五", "阿布"))
    assert "Fill in the column" not in result.output


def test_of_a_text_that_is_too_long_no_word_is_repeated(ledger: Path) -> None:
    result = imported(ledger, f"{HEAD}\n2026-10-03,张三与李四争吵{'，' * 4000}\n")
    assert result.exit_code == 3
    assert "at most 4000 characters" in result.output
    assert "张" not in result.output


REFUSED = f"{HEAD},类别,甲方\n2026-10-03,x,邻里,\n2026-10-39,y,邻里矛盾,\n2026-10-03,,张三,\n"


def test_a_refused_import_tells_scripts_its_problems_one_by_one(ledger: Path) -> None:
    result = imported(ledger, REFUSED, "--json")
    assert result.exit_code == 3
    told = json.loads(result.stdout)
    assert (told["jingwu"], told["command"]) == (1, "import")
    data = told["data"]
    assert (data["batch"], data["added"], data["rejected"], data["problem_count"]) == (None, 0, 2, 4)
    keys = ("file", "sheet", "row", "column", "value", "code")
    assert [tuple(problem[key] for key in keys) for problem in data["problems"]] == [
        ("a.csv", "", 3, "登记时间", "2026-10-39", "wrong_date"),
        ("a.csv", "", 3, "类别", "邻里矛盾", "not_listed"),
        ("a.csv", "", 4, "类别", "张*", "not_listed"),
        ("a.csv", "", 4, "摘要", "", "missing"),
    ]
    assert "Perhaps: 邻里" in data["problems"][1]["hint"]
    assert data["left_out"] == 0
    assert sorted((each["column"], each["count"]) for each in data["summary"]) == [
        ("摘要", 1),
        ("登记时间", 1),
        ("类别", 2),
    ]
    assert all(problem["message"] for problem in data["problems"])
    assert "Nothing was written" in result.stderr
    assert run(ledger, "list", "dispute", "--json").stdout == run(ledger, "list", "case", "--json").stdout


def test_scripts_are_told_how_many_problems_are_not_listed(ledger: Path) -> None:
    rows = "".join(f"2026-10-39,第{row}件\n" for row in range(250))
    data = json.loads(imported(ledger, f"{HEAD}\n{rows}", "--json").stdout)["data"]
    assert (data["problem_count"], len(data["problems"]), data["left_out"]) == (250, 200, 50)
    assert [(each["column"], each["count"]) for each in data["summary"]] == [("登记时间", 250)]


def test_rejected_rows_are_told_to_scripts_like_refused_ones(ledger: Path) -> None:
    refused = json.loads(imported(ledger, REFUSED, "--json").stdout)["data"]
    partly = imported(ledger, REFUSED, "--json", "--partial")
    data = json.loads(partly.stdout)["data"]
    assert (partly.exit_code, data["added"], data.keys()) == (4, 1, refused.keys())
    assert data["problems"] == refused["problems"]


def test_a_file_that_cannot_be_read_is_a_problem_for_scripts_too(ledger: Path) -> None:
    result = run(ledger, "import", str(ledger.parent / "none.csv"), "--json")
    (problem,) = json.loads(result.stdout)["data"]["problems"]
    assert (result.exit_code, problem["file"], problem["row"], problem["code"]) == (3, "none.csv", None, "other")


def test_a_problem_in_a_workbook_names_its_sheet(ledger: Path) -> None:
    path = ledger.parent / "a.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("十月")
        for row, cells in enumerate([HEAD.split(","), ["2026-10-39", "x"]]):
            sheet.write_row(row, 0, cells)
    result = run(ledger, "import", str(path), "--kind", "dispute", "--json")
    (problem,) = json.loads(result.stdout)["data"]["problems"]
    assert (problem["file"], problem["sheet"], problem["row"]) == ("a.xlsx", "十月", 2)


def test_warnings_that_refuse_are_told_to_scripts(ledger: Path) -> None:
    result = imported(ledger, f"{HEAD},甲方\n2026-10-03,x,张三等3人\n", "--json", "--strict-warnings")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["data"]["rejected"], len(told["warnings"])) == (3, 0, 1)
