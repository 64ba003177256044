"""The program as cron runs it: by sh, with four variables, without a terminal, a locale or anything to read."""

import subprocess
import sys
from pathlib import Path

import pytest

JINGWU = Path(sys.executable).with_name("jingwu")
NOW = "2026-11-01 07:00"


def by_cron(line: str, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of a crontab in the environment that cron gives it, in a session of its own."""
    given = {"HOME": str(home), "LOGNAME": "desk", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin", **environment}
    return subprocess.run(
        ["/bin/sh", "-c", line], check=False, capture_output=True, stdin=subprocess.DEVNULL, env=given, cwd=home,
        start_new_session=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with an overdue dispute of October."""
    folder = tmp_path_factory.mktemp("cron") / "所"
    for words in (
        ("--now", "2026-10-01", "init", "--name", "青石镇派出所", "--yes"),
        ("--now", "2026-10-03", "dispute", "add", "--summary", "张三与李四争吵", "--category", "邻里",
         "--reported-at", "2026-10-03 09:30", "--party", "role=甲方,name=张三"),
    ):  # fmt: skip
        subprocess.run([JINGWU, "--ledger", folder, *words], check=True, capture_output=True)
    return folder


def test_last_months_summary_goes_to_standard_output_in_utf_8_and_nothing_else_is_said(
    station: Path, tmp_path: Path
) -> None:
    ended = by_cron(f"{JINGWU} --ledger '{station}' --now '{NOW}' --quiet summary last", tmp_path)
    assert (ended.returncode, ended.stderr) == (0, b"")
    text = ended.stdout.decode("utf-8")
    assert "青石镇派出所" in text
    assert "2026年10月" in text
    assert "\x1b" not in text
    assert list(tmp_path.iterdir()) == []


def test_without_a_home_and_with_the_c_locale_it_prints_the_same(station: Path, tmp_path: Path) -> None:
    line = f"{JINGWU} --ledger '{station}' --now '{NOW}' --quiet summary last"
    bare = subprocess.run(
        ["/usr/bin/env", "-i", "/bin/sh", "-c", line],
        check=False, capture_output=True, stdin=subprocess.DEVNULL, cwd=tmp_path, start_new_session=True,
    )  # fmt: skip
    assert bare.returncode == 0, bare.stderr
    assert bare.stdout == by_cron(line, tmp_path, LANG="C", LC_ALL="C").stdout == by_cron(line, tmp_path).stdout


def test_a_closed_standard_input_and_a_full_pipe_are_no_trouble(station: Path, tmp_path: Path) -> None:
    line = f"{JINGWU} --ledger '{station}' --now '{NOW}' --quiet summary last"
    assert by_cron(f"{line} <&-", tmp_path).returncode == 0
    assert by_cron(f"{line} | head -1", tmp_path).stderr == b""


def test_mail_comes_only_when_something_is_overdue(station: Path, tmp_path: Path) -> None:
    command = f"{JINGWU} --ledger '{station}' --quiet overdue --exit-code"
    quiet = by_cron(f"{command} --now 2026-10-03 || echo mail", tmp_path)
    assert (quiet.stdout, quiet.stderr) == (b"", b"")
    late = by_cron(f"{command} --now 2026-10-31 || echo mail", tmp_path)
    assert b"JF2610-0001" in late.stdout
    assert late.stdout.endswith(b"mail\n")


def test_exit_codes_tell_a_script_what_happened(station: Path, tmp_path: Path) -> None:
    codes = {
        f"--ledger '{station}' --now '{NOW}' summary last": 0,
        f"--ledger '{station}' --now '{NOW}' summary 2026-13": 2,
        f"--ledger '{station}' --now '{NOW}' summary 2026-12": 3,
        "--ledger /nowhere summary last": 3,
        "summary last": 3,
        f"--ledger '{station}' --now '{NOW}' freeze 2026-11": 6,
    }
    assert {words: by_cron(f"{JINGWU} {words}", tmp_path).returncode for words in codes} == codes


def test_a_month_is_frozen_and_printed_by_two_lines_of_a_crontab(station: Path, tmp_path: Path) -> None:
    command = f"{JINGWU} --ledger '{station}' --now '{NOW}' --quiet"
    frozen = by_cron(f"{command} freeze last && {command} summary last > last.txt", tmp_path)
    assert (frozen.returncode, frozen.stdout, frozen.stderr) == (0, b"", b"")
    assert "定稿" in (tmp_path / "last.txt").read_text("utf-8")
    again = by_cron(f"{command} freeze last", tmp_path)
    assert (again.returncode, again.stdout) == (6, b"")
    assert "2026-10" in again.stderr.decode()
    assert [path.name for path in tmp_path.iterdir()] == ["last.txt"]
