"""What commands print with."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from tools.shown import CLOCKS, DISPUTE, HOSTILE, NOW, PHONE, SHEET, TABLE, Terminal, err, make, out

from jingwu import language
from jingwu.errors import BadInput, NoSuchRecord, Problem
from jingwu.output import make_show
from jingwu.output.stream import Streams, Unprintable, open_streams
from jingwu.records.codec import to_document
from jingwu.records.record import Event
from jingwu.settings import Settings
from jingwu.store.ledger import Entry


class Refusing(io.StringIO):
    """A stream that takes nothing."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def write(self, _text: str, /) -> int:
        raise self.error


def _data(text: str) -> object:
    return json.loads(text)["data"]


def test_results_go_to_standard_output_and_warnings_to_standard_error() -> None:
    show = make()
    show.table("overdue", TABLE, ["日历未公布"])
    show.sheet("summary", SHEET)
    assert "日历未公布" in err(show)
    assert "日历未公布" not in out(show)
    assert "张*电话139****1234"[:8] in out(show)


def test_in_json_warnings_stand_in_the_envelope() -> None:
    show = make(json=True)
    show.table("overdue", TABLE, ["日历未公布"])
    assert json.loads(out(show))["warnings"] == ["日历未公布"]
    assert err(show) == ""


def test_quiet_drops_messages_but_neither_warnings_nor_errors() -> None:
    show = make(quiet=True)
    show.message("已登记")
    show.warning("小心")
    show.error(NoSuchRecord("没有这条记录", hint="查一查编号"))
    assert err(show).splitlines()[-2:] == ["没有这条记录", "查一查编号"]
    assert "小心" in err(show)
    assert "已登记" not in err(show)


def test_corrected_flags_are_named_and_not_shown_as_they_are_kept() -> None:
    show = make()
    fields = {"field": "flags", "old": '["online", "domestic_violence"]', "value": '["online"]', "reason": "核实"}
    show.record("show", replace(DISPUTE, events=(Event(NOW, "王", "correct", "", fields),)), "open", now=NOW)
    assert "涉网；家暴 -> 涉网" in out(show)
    assert "online" not in out(show)


def test_a_corrected_yes_is_told_in_words() -> None:
    show = make()
    fields = {"field": "confidential", "old": "True", "reason": "核实"}
    show.record("show", replace(DISPUTE, events=(Event(NOW, "王", "correct", "", fields),)), "open", now=NOW)
    assert "保密：是 -> 否" in out(show)


def test_a_new_number_stands_alone_on_its_line() -> None:
    show = make()
    show.number("add", "JF2610-0012")
    assert out(show) == "JF2610-0012\n"
    in_json = make(json=True)
    in_json.number("add", "JF2610-0012")
    assert _data(out(in_json)) == {"number": "JF2610-0012"}


def test_a_plain_result_is_data_in_json_and_its_text_else() -> None:
    show = make()
    show.data("import", {"added": 3}, "新增 3")
    show.data("undo", {"numbers": []})
    assert out(show) == "新增 3\n"


def test_every_problem_is_told_with_its_place_and_its_value_masked() -> None:
    show = make()
    language.use("en")
    problems = [
        Problem("too short", column="电话", value=PHONE, mask="phone", hint="11 digits", file="a.csv", row=12),
        Problem("unknown", column="姓名", value="张三", mask="name"),
        Problem("odd", value=f"见{PHONE}\x1b"),
    ]
    show.error(BadInput(problems))
    lines = err(show).splitlines()[1:]
    assert lines[0] == "  a.csv, row 12, column 电话: too short (139****1234) 11 digits"
    assert lines[1] == "  column 姓名: unknown (张*)"
    assert lines[2] == "  odd (见139****1234␛)"
    show.problems(problems[1:2])
    assert err(show).splitlines()[-1] == lines[1]


def test_a_record_as_json_is_its_document_with_kind_status_and_clocks() -> None:
    show = make(json=True)
    show.record("show", DISPUTE, "agreed", CLOCKS, now=NOW)
    data = _data(out(show))
    assert isinstance(data, dict)
    assert set(data) == {"kind", "status", "clocks", "next_due", *to_document(DISPUTE)}
    assert (data["kind"], data["status"]) == ("dispute", "agreed")
    assert list(data["clocks"][0]) == [
        "name", "started", "due", "stopped", "state", "days_over", "estimated", "paused"
    ]  # fmt: skip
    assert (data["clocks"][0]["state"], data["clocks"][0]["days_over"]) == ("overdue", 5)


def test_a_list_as_json_holds_documents_and_as_text_a_line_each() -> None:
    show = make(json=True)
    show.records("list", "dispute", [DISPUTE])
    (document,) = json.loads(out(show))["data"]
    assert (document["number"], document["status"]) == ("JF2610-0012", "agreed")
    show = make()
    show.records("list", "", [DISPUTE, DISPUTE])
    assert out(show).count("JF2610-0012  2026-10-03") == 2
    show = make(json=True)
    show.records("list", "dispute", [])
    assert _data(out(show)) == []


def test_a_taken_back_event_says_so() -> None:
    language.use("en")
    show = make()
    show.record("show", replace(DISPUTE, events=(*DISPUTE.events, Event(NOW, "王", "undo"))), "agreed", now=NOW)
    assert out(show).count("(undone)") == 1
    assert "Satisfaction: satisfied" in out(show)


def test_history_tells_what_changed_by_column() -> None:
    before = to_document(replace(DISPUTE, category="合同", events=()))
    note = Event(date(2026, 10, 6), "王建国", "note", "", {"content": "再看"})
    after = to_document(replace(DISPUTE, events=(note,)))
    first = Entry(1, 1, "2026-10-03T09:40:00", "王建国", "dispute add", DISPUTE.number, None, before)
    show = make()
    show.entries("history", [first, first._replace(before=before, after=after, command="note")])
    assert "2026-10-03 09:40:00  王建国  批次 1  JF2610-0012  登记" in out(show)
    assert "备注：内容：再看；类别：合同->邻里" in "".join(out(show).split())


def test_history_of_a_command_that_changed_no_record_is_shown() -> None:
    looked = Entry(7, 7, "2026-10-03T09:40:00", "王建国", "show", "", None, {}, {"unmask": True})
    show = make()
    show.entries("history", [looked])
    assert "王建国  批次 7  show" in out(show)
    in_json = make(json=True)
    in_json.entries("history", [looked])
    assert json.loads(out(in_json))["data"][0]["details"] == {"unmask": True}


def test_a_reader_that_has_gone_is_no_error_but_a_number_is_not_lost() -> None:
    show = make()._replace(streams=Streams(Refusing(BrokenPipeError()), io.StringIO()))
    show.table("overdue", TABLE)
    show.number("add", "JF2610-0012")
    assert "JF2610-0012" in err(show)


@pytest.mark.parametrize("stream", [Refusing(OSError(28, "No space left on device")), None])
def test_a_full_disk_or_a_closed_output_is_told_with_the_number_that_was_stored(stream: io.StringIO | None) -> None:
    show = make()._replace(streams=Streams(stream, io.StringIO()))
    with pytest.raises(Unprintable) as caught:
        show.number("add", "JF2610-0012")
    assert "JF2610-0012" in caught.value.hint
    assert caught.value.exit_code == 9


def test_where_standard_error_takes_nothing_the_run_goes_on() -> None:
    make()._replace(streams=Streams(None, Refusing(OSError(5, "x")))).warning("小心")


def test_a_terminal_gets_drawn_tables_and_no_colour_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    show = make_show(Settings(), stdout=Terminal(), stderr=io.StringIO())
    assert (show.tty, show.writer, show.colour) == (True, "terminal", True)
    show.table("overdue", TABLE)
    assert "\x1b[" in out(show)
    monkeypatch.setenv("NO_COLOR", "1")
    show = make_show(Settings(), stdout=Terminal(), stderr=io.StringIO())
    assert (show.writer, show.colour) == ("terminal", False)


def test_a_simple_terminal_or_a_pipe_gets_plain_text_in_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "200")
    assert make_show(Settings(), stdout=Terminal(), stderr=io.StringIO()).writer == "plain"
    show = make_show(Settings(), stdout=io.StringIO(), stderr=io.StringIO())
    assert (show.tty, show.writer, show.width) == (False, "plain", 80)


def _stream(encoding: str, errors: str = "strict") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors)


@pytest.mark.parametrize(
    ("given", "asked", "chosen"),
    [
        ("ascii", "", ("utf-8", "backslashreplace")),
        ("gbk", "", ("gb18030", "backslashreplace")),
        ("gbk", "gbk", ("gbk", "backslashreplace")),
        ("ascii", "ascii:strict", ("ascii", "backslashreplace")),
        ("utf-8", "", ("utf-8", "backslashreplace")),
    ],
)
def test_chinese_survives_each_locale(
    given: str, asked: str, chosen: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", asked)
    stream = _stream(given)
    open_streams(stream, None).write_result("张三𠮷\ud800\n")
    assert (stream.encoding, stream.errors) == chosen


PROGRAM = """
import sys
from jingwu.output import make_show
from jingwu.reports.table import Heading, Table
from jingwu.settings import Settings
text = sys.argv[1].encode().decode("unicode_escape")
show = make_show(Settings(), json="--json" in sys.argv)
show.table("list", Table("t", "\\u6807\\u9898", (Heading("a", "\\u7532"),), ((text,),)), ["\\u8b66"])
"""


def _run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", PROGRAM, HOSTILE.encode("unicode_escape").decode(), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"LC_ALL": "C"}, "utf-8"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "utf-8"),
        ({"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "gbk"}, "gbk"),
        ({"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "latin-1:strict"}, "latin-1"),
    ],
)
@pytest.mark.parametrize("arguments", [(), ("--json",)])
def test_no_locale_brings_a_traceback(environment: dict[str, str], encoding: str, arguments: tuple[str, ...]) -> None:
    done = _run(environment, *arguments)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    text = done.stdout.decode(encoding)
    assert "[/]" in text
    assert "\x1b" not in text
    if arguments:
        assert json.loads(text)["data"] == [{"a": HOSTILE}]


def test_a_reader_that_closes_the_pipe_sees_no_complaint() -> None:
    command = f"{sys.executable} -c '{PROGRAM}' x | true"
    done = subprocess.run(["bash", "-c", command], env={"LC_ALL": "C.UTF-8"}, capture_output=True, check=False)
    assert b"Error" not in done.stderr


def test_a_full_device_ends_in_words_and_without_a_second_complaint() -> None:
    wrapped = PROGRAM.replace("show.table(", "from jingwu.output.stream import Unprintable\ntry:\n  show.table(")
    wrapped += "except Unprintable as error:\n  show.error(error)\n  sys.exit(error.exit_code)\n"
    command = [sys.executable, "-c", wrapped, "x"]
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device, not a path to build
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env={"LC_ALL": "C.UTF-8"}, check=False)
    assert done.returncode == 9
    assert b"Exception ignored" not in done.stderr


def test_rich_is_not_loaded_without_a_terminal() -> None:
    program = PROGRAM + "sys.exit('rich' in sys.modules)\n"
    done = subprocess.run([sys.executable, "-c", program, "x"], capture_output=True, check=False)
    assert done.returncode == 0
