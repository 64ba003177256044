"""What an import says of bad and odd rows, and the file of rejected rows."""

import csv
import json
import stat
from datetime import datetime
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from jingwu.errors import BadInput
from jingwu.services.import_records import ImportResult, import_files
from jingwu.store.memory_ledger import MemoryLedger

HEAD = "登记时间,摘要,类别,村居"
GOOD = "2026-10-03 09:30,漏水,邻里,柳树村"
BAD = "2026-02-30,漏水,邻理,柳树村"
SHORT = "2026-10-04,缺格"


@pytest.fixture
def ledger(ledger: MemoryLedger) -> MemoryLedger:
    areas = {**ledger.settings.areas, "石桥村": ("石桥村一网格",)}
    ledger.settings = ledger.settings._replace(areas=areas)
    return ledger


def write(folder: Path, *lines: str, name: str = "dispute.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def bring(
    ledger: MemoryLedger, now: datetime, *files: Path, strict: bool = False, partial: bool = True
) -> ImportResult:
    return import_files(ledger, files, by="李红", now=now, partial=partial, strict=strict)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_rejected_rows_stand_in_a_file_that_is_imported_when_mended(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, encoding: str
) -> None:
    path = write(tmp_path, HEAD, GOOD, BAD, SHORT, encoding=encoding)
    result = bring(ledger, now, path)
    (rejects,) = result.rejects
    assert rejects == tmp_path / "dispute.rejected.csv"
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
    head, bad, short = rejects.read_bytes().decode(encoding).splitlines()
    assert head == f"未导入原因,未导入编号,{HEAD}"
    assert bad.endswith(f",{BAD}")
    assert "类别" in bad
    assert "登记时间" in bad
    assert short.endswith(f",{SHORT}")
    again = bring(ledger, now, rejects)
    assert (again.added, again.rejected) == (0, 2)
    assert again.rejects == [tmp_path / "dispute.rejected-2.csv"]
    assert again.rejects[0].read_bytes().decode(encoding).splitlines()[0] == head
    mended = f"{head}\r\n{bad}\r\n{short},,".replace("02-30", "02-28").replace("邻理", "邻里")
    rejects.write_bytes(mended.encode(encoding))
    assert (bring(ledger, now, rejects).added, len(ledger.records)) == (2, 3)


def test_a_file_that_is_there_is_never_written_over(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, BAD)
    names = [bring(ledger, now, path).rejects[0].name for _ in range(2)]
    assert names == ["dispute.rejected.csv", "dispute.rejected-2.csv"]


def test_what_is_rejected_again_is_numbered_after_the_first_file(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    path = write(tmp_path, HEAD, BAD)
    names = []
    for _ in range(3):
        (path,) = bring(ledger, now, path).rejects
        names.append(path.name)
    assert names == ["dispute.rejected.csv", "dispute.rejected-2.csv", "dispute.rejected-3.csv"]


def test_files_of_one_run_that_would_be_named_alike_are_all_kept(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    path = write(tmp_path, HEAD, BAD)
    first = write(tmp_path, HEAD, BAD, name="dispute.rejected.csv")
    first = first.rename(tmp_path / "dispute.rejected-7.csv")
    (tmp_path / "里").mkdir()
    result = bring(ledger, now, path, first, tmp_path / "里" / ".." / "dispute.csv")
    assert [rejects.name for rejects in result.rejects] == [
        "dispute.rejected.csv", "dispute.rejected-2.csv", "dispute.rejected-3.csv",
    ]  # fmt: skip
    assert all(len(rejects.read_text("utf-8").splitlines()) == 2 for rejects in result.rejects)


def test_a_very_long_name_is_cut(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, BAD, name=f"{'纠纷' * 41}.csv")
    (rejects,) = bring(ledger, now, path).rejects
    assert rejects.name == f"{'纠纷' * 33}.rejected.csv"
    assert bring(ledger, now, rejects).rejected == 1


def test_lines_of_json_are_rejected_as_lines_of_json(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    row = {"摘要": "漏水", "登记时间": "2026-02-30", "金额": 12.5}
    path = write(tmp_path, json.dumps(row), name="dispute.jsonl")
    (rejects,) = bring(ledger, now, path).rejects
    written = json.loads(rejects.read_text("utf-8"))
    assert written.pop("未导入原因")
    assert written.pop("未导入编号").endswith("-1")
    assert written == row


def test_rows_of_a_spreadsheet_are_rejected_as_a_spreadsheet(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "dispute.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("十月")
        for number, line in enumerate(("十月纠纷台账", HEAD, GOOD, BAD)):
            sheet.write_row(number, 0, line.split(","))
    result = bring(ledger, now, path)
    assert {(problem.file, problem.row) for problem in result.problems} == {("dispute.xlsx[十月]", 4)}
    (rejects,) = result.rejects
    assert rejects.name == "dispute.rejected.xlsx"
    again = bring(ledger, now, rejects)
    assert (again.rejected, {problem.column for problem in again.problems}) == (1, {"登记时间", "类别"})


def test_a_cell_that_a_spreadsheet_would_obey_is_guarded(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, BAD.replace("漏水", "=1+1"))
    (rejects,) = bring(ledger, now, path).rejects
    assert ",'=1+1," in rejects.read_text("utf-8")


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ((f"{HEAD},天气", f"{GOOD},晴"), (1, "天气")),
        (("纠纷台账,,,,", "", f"{HEAD},天气", f"{GOOD},", f"{GOOD},晴"), (3, "天气")),
        (("登记时间,摘要,甲方,,天气", ",,姓名,电话,", "2026-10-03,漏水,张三,,晴"), (1, "天气")),
        (("登记时间,摘要,甲方,,", ",,姓名,电话,绰号", "2026-10-03,漏水,张三,,老三"), (2, "甲方绰号")),
        ((f"{HEAD},社区", f"{GOOD},"), (1, "社区")),
        (("登记时间,摘要,,类别", "2026-10-03,漏水,晴,"), (1, "")),
    ],
)
def test_what_is_wrong_with_a_heading_names_its_row(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, lines: tuple[str, ...], place: tuple[int, str]
) -> None:
    (problem,) = bring(ledger, now, write(tmp_path, *lines)).problems
    assert (problem.row, problem.column) == place


def test_numbers_of_json_are_rejected_as_the_numbers_that_they_were(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    row = '{"登记时间": "2026-02-30", "金额": 0.10, "x": [1e3, {"y": 12345678901234567.25}], "z": null}'
    for name, form in (("dispute.jsonl", "{}"), ("a.dispute.json", "[{}]")):
        (rejects,) = bring(ledger, now, write(tmp_path, form.replace("{}", row), name=name)).rejects
        written = rejects.read_text("utf-8")
        assert all(text in written for text in ('"金额": 0.10,', '[1E+3, {"y": 12345678901234567.25}], "z": null}'))


def test_an_array_of_json_is_rejected_as_an_array(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    rows = [{"summary": text, "reported_at": day} for text, day in (("漏水", "2026-10-03"), ("停电", "2026-02-30"))]
    path = write(tmp_path, json.dumps([*rows, rows[1]]), name="dispute.json")
    (rejects,) = bring(ledger, now, path).rejects
    assert rejects == tmp_path / "dispute.rejected.json"
    assert [row["summary"] for row in json.loads(rejects.read_text("utf-8"))] == ["停电", "停电"]
    mended = write(tmp_path, rejects.read_text("utf-8").replace("02-30", "02-28"), name="mended.dispute.json")
    assert bring(ledger, now, mended).added == 2


@pytest.mark.parametrize("by_old_macs", [False, True])
def test_days_that_a_spreadsheet_counts_stay_days(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, *, by_old_macs: bool
) -> None:
    path = tmp_path / "dispute.xlsx"
    with Workbook(path, {"date_1904": by_old_macs}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([("摘要", "登记日期", "金额"), ("漏水", 44000, 100), ("争吵", 44001, "许多")]):
            sheet.write_row(number, 0, row)
    (rejects,) = bring(ledger, now, path).rejects
    again = bring(ledger, now, rejects)
    assert (again.rejected, {problem.column for problem in again.problems}) == (1, {"金额"})


@pytest.mark.parametrize("sign", [";", "\t"])
def test_the_sign_between_the_cells_stays(ledger: MemoryLedger, now: datetime, tmp_path: Path, sign: str) -> None:
    path = write(tmp_path, *(line.replace(",", sign) for line in (HEAD, GOOD, BAD)))
    (rejects,) = bring(ledger, now, path).rejects
    assert rejects.read_text("utf-8").splitlines()[0] == sign.join(("未导入原因", "未导入编号", *HEAD.split(",")))


def test_nothing_is_left_where_nothing_was_stored(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    path = write(tmp_path, HEAD, GOOD, BAD)
    import_files(ledger, [path], by="李红", now=now, partial=True, dry_run=True)
    with pytest.raises(BadInput):
        bring(ledger, now, path, partial=False)
    assert list(tmp_path.iterdir()) == [path]
    assert ledger.records == {}


def test_what_is_odd_is_a_warning_with_its_row_and_column(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    case = write(
        tmp_path, "登记时间,摘要,立案日期,追赃日期,追回金额,返还日期,返还金额,非本所管辖",
        "2026-10-04 09:00,失窃,2026-10-03,2026-10-05,100,2026-10-06,200,", "2026-10-04,失窃,,,,,,是", name="case.csv",
    )  # fmt: skip
    dispute = write(
        tmp_path, f"{HEAD},网格,家暴,调解日期,调解结果",
        f"{GOOD},石桥村一网格,是,2026-10-05,已履行", f"{GOOD},柳树村一网格,是,2026-10-05,稳控",
    )  # fmt: skip
    result = bring(ledger, now, case, dispute)
    assert (result.added, result.problem_count) == (4, 0)
    assert [(problem.file, problem.row, problem.column) for problem in result.warnings] == [
        ("case.csv", 2, "立案日期"), ("case.csv", 2, "退赃"), ("case.csv", 3, "登记时间"),
        ("dispute.csv", 2, "网格"), ("dispute.csv", 2, "调解"),
    ]  # fmt: skip


def test_warnings_refuse_where_they_are_to(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEAD},网格", f"{GOOD},石桥村一网格")
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, path, strict=True)
    assert [problem.column for problem in refusal.value.problems] == ["网格"]
    assert ledger.records == {}


def test_where_warnings_refuse_the_wrong_rows_are_told_in_the_same_run(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    path = write(tmp_path, f"{HEAD},网格", f"{GOOD},石桥村一网格", f"{BAD},")
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, path, strict=True)
    assert {problem.row for problem in refusal.value.problems} == {2, 3}


def test_a_refusal_says_the_warnings_too(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEAD},网格", f"{GOOD},石桥村一网格", f"{BAD},")
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, path, partial=False)
    assert [problem.row for problem in refusal.value.problems] == [3, 3]
    assert [problem.row for problem in refusal.value.warnings] == [2]


def test_problems_are_summed_up_by_sort_where_there_are_many(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    result = bring(ledger, now, write(tmp_path, HEAD, *[BAD] * 4, *["2026-02-30,漏水,,"] * 2))
    title, *sorts = result.left_out()
    assert title == "合计："
    assert [line.split()[0] for line in sorts] == ["6", "4"]
    assert "登记时间" in sorts[0]


def test_many_files_are_told_of_in_one_line(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    files = [write(tmp_path, HEAD, GOOD, name=f"dispute-{number}.csv") for number in range(7)]
    (note,) = bring(ledger, now, *files).notes()
    assert "7" in note
    assert len(bring(ledger, now, *files[:2]).notes()) == 2


def test_a_heading_that_only_the_mapping_names_is_told(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    mapping = write(tmp_path, "[columns]", 'Day = "reported_at"', 'Dya = "occurred_at"', name="m.toml")
    path = write(tmp_path, "Day,摘要", "2026-10-03,漏水")
    result = import_files(ledger, [path], mapping=mapping, by="李红", now=now)
    assert any("Dya" in note for note in result.notes())


def test_every_rejected_row_has_a_reason_though_a_heading_is_told_once(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    rows = (f"{HEAD},天气", f"{GOOD},晴", "2026-10-05,吵架,邻里,柳树村,雨")
    (rejects,) = bring(ledger, now, write(tmp_path, *rows)).rejects
    lines = rejects.read_text("utf-8").splitlines()
    assert len(lines) == 3
    assert all(line.partition(",")[0] for line in lines)


def test_a_single_row_without_headings_is_refused_and_not_taken_for_headings(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, write(tmp_path, GOOD), partial=False)
    assert [problem.row for problem in refusal.value.problems] == [1]
    assert bring(ledger, now, write(tmp_path, HEAD), partial=False).rows == 0


def test_a_spreadsheet_that_is_neither_one_nor_text_is_not_to_be_saved_as_text(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "dispute.xlsx"
    path.write_bytes(bytes(range(255, 127, -1)) * 8)
    with pytest.raises(BadInput) as refusal:
        bring(ledger, now, path)
    assert ".xlsx" in refusal.value.problems[0].hint


def test_a_row_whose_quotation_marks_do_not_match_is_kept_as_it_stands(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    broken = '2026-10-04,"他说"滚"然后走",物业,柳树村'
    (rejects,) = bring(ledger, now, write(tmp_path, HEAD, GOOD, broken, GOOD)).rejects
    (head, (reason, _, *cells)) = csv.reader(rejects.read_text("utf-8").splitlines())
    assert head[0] == "未导入原因"
    assert "引号" in reason
    assert cells == [broken]
    assert bring(ledger, now, rejects).rejected == 1


@pytest.mark.parametrize("form", ["[{},{},{}]", "[ {} ,\n{},\n {} ]\n", "{}\n{}\n{}"])
@pytest.mark.parametrize("first", ["2026-10-03", "2026-02-30"])
def test_of_an_array_that_breaks_the_rest_is_kept_as_it_stands_and_comes_in_when_mended(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, form: str, first: str
) -> None:
    rows = [json.dumps({"登记时间": day, "摘要": f"漏水{day}"}) for day in (first, "2026-10-04", "2026-10-05")]
    broken = rows[1].replace("}", ",}")
    path = write(tmp_path, form.format(rows[0], broken, rows[2]), name="dispute.json")
    result = bring(ledger, now, path)
    (rejects,) = result.rejects
    assert rejects.suffix == ".json"
    text = rejects.read_text("utf-8")
    assert text.rstrip().endswith(path.read_text("utf-8").partition(broken)[2].strip())
    assert bring(ledger, now, rejects).added == 0
    rejects.write_text(text.replace(",}", "}").replace("02-30", "02-28"), "utf-8")
    again = bring(ledger, now, rejects, partial=False)
    assert (result.added + again.added, again.rejected) == (3, 0)


@pytest.mark.parametrize("text", ["[{0}", "[{0},]", "[{0}] x", "[{0} {0}]", "[", ""])
def test_whatever_breaks_in_an_array_its_rejects_are_refused_again_or_empty(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, text: str
) -> None:
    good = '{"登记时间": "2026-10-03", "摘要": "漏水"}'
    (rejects,) = bring(ledger, now, write(tmp_path, text.replace("{0}", good), name="dispute.json")).rejects
    assert bring(ledger, now, rejects).added == 0


def test_a_line_that_is_no_json_is_kept_as_it_stands_and_comes_in_when_mended(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    assert bring(ledger, now, write(tmp_path, "{}", name="dispute.jsonl")).rejected == 1
    (tmp_path / "dispute.rejected.jsonl").unlink()
    good, broken = '{"登记时间": "2026-10-03", "摘要": "漏水"}', '{"登记时间": "2026-10-04", "摘要": "争吵",}'
    (rejects,) = bring(ledger, now, write(tmp_path, good, broken, name="dispute.jsonl")).rejects
    reason, line = rejects.read_text("utf-8").splitlines()
    assert list(json.loads(reason)) == ["未导入原因"]
    assert line == broken
    rejects.write_text(f"{reason}\n{broken.replace(',}', '}')}\n", "utf-8")
    again = bring(ledger, now, rejects, partial=False)
    assert (again.added, again.rejected) == (1, 0)
