"""What is kept of station.toml, so that it need not be parsed again."""

from datetime import date, datetime
from pathlib import Path

import pytest

from jingwu import settings
from jingwu.settings import Settings, read_settings
from jingwu.store import create_ledger, open_ledger
from jingwu.store.check import ERROR, check
from jingwu.store.files import access_for
from jingwu.store.index_files import read_lines, write_lines
from jingwu.store.repair import repair
from jingwu.store.station import keep_station, read_station

ENDS = '[limits."request.reply"]\nuntil = 2026-12-31\n[population]\n"柳树村" = 1200\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "所"
    create_ledger(folder, Settings(name="青石镇派出所", officers=("王建国",)))
    return folder


def test_the_settings_of_a_new_ledger_are_not_parsed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jingwu.store.station.parse_toml", None)
    assert read_station(folder) == read_settings(folder)


def test_a_day_in_the_settings_is_kept_as_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / settings.FILE_NAME
    path.write_text(path.read_text("utf-8") + ENDS, "utf-8")
    keep_station(folder, access_for(folder, group=False))
    monkeypatch.setattr("jingwu.store.station.parse_toml", None)
    assert read_station(folder).limits["request.reply"]["until"] == date(2026, 12, 31)
    assert read_station(folder) == read_settings(folder)


def test_a_changed_file_is_read_although_it_has_the_same_size_and_time(folder: Path) -> None:
    import os

    path = folder / settings.FILE_NAME
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace("王建国", "李为民"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert read_station(folder).officers == ("李为民",)


@pytest.mark.parametrize("spoilt", [b"", b"null", b"{}", b"\x00" * 300])
def test_a_spoilt_copy_is_not_believed(folder: Path, spoilt: bytes) -> None:
    path = folder / "index" / "station"
    data = path.read_bytes()
    path.write_bytes(spoilt or data[:-9] + b"!" + data[-8:])
    assert read_station(folder).officers == ("王建国",)
    path.unlink()
    assert read_station(folder).officers == ("王建国",)


def test_a_copy_that_says_something_else_is_found_and_made_anew(folder: Path) -> None:
    lines = read_lines(folder / "index" / "station")[1]
    wrong = {key: line.replace("王建国", "李为民") for key, line in lines.items()}
    write_lines(folder / "index" / "station", 0, wrong, access_for(folder, group=False))
    assert [finding.file for finding in check(open_ledger(folder))] == ["index/station"]
    repair(open_ledger(folder), by="王建国", now=datetime(2026, 11, 22, 9))  # noqa: DTZ001 - times are Asia/Shanghai
    assert read_station(folder).officers == ("王建国",)
    assert not [finding for finding in check(open_ledger(folder)) if finding.severity == ERROR]
