"""What README shows is what happens. `python tests/test_readme.py` writes the blocks anew."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jingwu.errors import EXIT_CODES

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def environment() -> dict[str, str]:
    """As on a bare machine, but with jingwu on the path."""
    return {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LANG": "C.UTF-8"}


def transcript(block: str, folder: Path, language: str) -> str:
    """The block's commands with what they print now, on the one ledger of the page; exports hold for the next."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    mark = "--jingwu--next--"
    script = "\n".join(f"echo {mark}; {{ {command}\n}} 2>&1" for command in commands)
    ended = subprocess.run(
        ["sh"],
        input=f"export JINGWU_LEDGER=station JINGWU_LANG={language} JINGWU_BY=desk\n{script}",
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    printed = ended.stdout.split(mark + "\n")[1:]
    return "".join(f"$ {command}\n{output}" for command, output in zip(commands, printed, strict=True))


def blocks(readme: Path) -> list[str]:
    return BLOCK.findall(readme.read_text("utf-8"))


def shown(readme: Path, folder: Path) -> list[str]:
    """All blocks of a README, run in their order on one ledger."""
    language = "zh" if "zh" in readme.name else "en"
    return [transcript(block, folder, language) for block in blocks(readme)]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_console_block_prints_what_it_shows(readme: Path, tmp_path: Path) -> None:
    assert shown(readme, tmp_path) == blocks(readme)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_table_of_exit_codes_is_that_of_the_program(readme: Path) -> None:
    rows = dict(re.findall(r"^\| (\d+) \| (.+) \|$", readme.read_text("utf-8"), re.MULTILINE))
    assert {int(code) for code in rows} == set(EXIT_CODES)
    if readme.name == "README.md":
        assert {int(code): words for code, words in rows.items()} == EXIT_CODES


def test_the_first_command_ends_with_the_summary_of_october(tmp_path: Path) -> None:
    shutil.copytree(
        ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("records", "journal", "index", "lock")
    )
    (tmp_path / ".venv").symlink_to(sys.prefix)
    for _ in range(2):  # a second run finds everything there
        ended = subprocess.run(
            ["sh", "data/run.sh"], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr
        assert "青石镇派出所 2026年10月 月报" in ended.stdout


if __name__ == "__main__":
    for path in READMES:
        folder = Path(os.environ.get("TMPDIR", "/tmp")) / f"readme-{os.getpid()}-{path.name}"
        folder.mkdir()
        fresh = iter(shown(path, folder))
        path.write_text(BLOCK.sub(lambda _: f"```console\n{next(fresh)}```", path.read_text("utf-8")), "utf-8")  # noqa: B023 - used at once
        shutil.rmtree(folder)
