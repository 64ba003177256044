"""What is loaded when it is first used."""

import subprocess
import sys

from jingwu.later import SELDOM


def _python(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)


def test_a_run_does_not_load_what_it_does_not_need() -> None:
    told = _python("-X", "importtime", "-m", "jingwu", "--version").stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    needed_by_inspect = {"ast"} if sys.version_info < (3, 13) else set()
    assert "typer" in loaded
    assert loaded.isdisjoint({*SELDOM, "difflib", "gettext", "uuid"} - needed_by_inspect)


def test_what_was_put_off_is_the_module_itself_once_it_is_used() -> None:
    told = _python(
        "-c",
        "import sys; from jingwu.later import load_later, typer_is_loaded; load_later()\n"
        "import subprocess; from textwrap import dedent; from difflib import get_close_matches as near\n"
        "print(subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True).stdout, dedent('  a'))\n"
        "print(type(subprocess).__name__, sys.modules['subprocess'] is subprocess, subprocess.__spec__.name)\n"
        "print(near('abd', ['abc', 'xyz'])); typer_is_loaded()\n"
        "from difflib import SequenceMatcher; from uuid import UUID; from gettext import gettext, ngettext\n"
        "print(SequenceMatcher.__name__, UUID(int=1).int, gettext('a'), ngettext('b', 'c', 2))",
    ).stdout
    assert told.splitlines() == ["b'1\\n' a", "module True subprocess", "['abc']", "SequenceMatcher 1 a c"]


def test_a_fault_still_prints_where_it_is_for_a_developer() -> None:
    told = _python(
        "-c",
        "import jingwu.__main__, traceback\n"
        "try: jingwu.__main__.run.nothing\n"
        "except AttributeError: traceback.print_exc()",
    ).stderr
    assert "AttributeError" in told
