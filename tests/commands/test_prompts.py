"""What an officer is asked on a terminal, and what is not asked in vain."""

import os
import pty
import subprocess
from pathlib import Path

import pytest
from commands.test_import import ENVIRONMENT, jingwu, shown

CHINESE = {**ENVIRONMENT, "JINGWU_LANG": "zh"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    subprocess.run(jingwu("init", "--yes"), cwd=tmp_path, env=CHINESE, check=True, capture_output=True)
    return tmp_path


def typed(folder: Path, answers: str, *words: str) -> tuple[int, str]:
    """The exit code and the screen of a command on a terminal, where these lines are typed."""
    master, slave = pty.openpty()
    os.write(master, answers.encode() + b"\x04")  # the end of input: nobody waits for an answer that is not there
    process = subprocess.Popen(
        jingwu("--now", "2026-10-20 10:00", *words), cwd=folder, env=CHINESE, stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    screen = shown(master)
    os.close(master)
    return process.wait(), screen


def test_a_record_and_its_actions_are_typed_in_answers_to_questions(folder: Path) -> None:
    code, screen = typed(folder, "两家争水\n邻理\n邻里\n明天\n昨天\n" + "\n" * 6, "dispute", "add")
    assert (code, "JF2610-0001" in screen, "是否指：邻里？" in screen) == (0, True, True)
    assert typed(folder, "", "request", "add", "--summary", "补办证明")[0] == 0
    code, screen = typed(folder, "答复\n2\n等待材料\n县公安局\n", "extend", "sx1")
    assert code == 0
    assert "时限 (答复" in screen


def test_nothing_is_asked_for_an_action_that_the_state_forbids(folder: Path) -> None:
    assert typed(folder, "", "dispute", "add", "--summary", "两家争水")[0] == 0
    code, screen = typed(folder, "", "dispute", "breach", "jf1")
    assert code == 6
    assert "违约情形" not in screen


def test_an_answer_that_is_required_is_asked_for_again_without_naming_an_option(folder: Path) -> None:
    code, screen = typed(folder, "\n楼道堆物\n" + "\n" * 9, "hazard", "add")
    assert code == 0
    assert "必填项未填。" in screen
    assert "--summary" not in screen
