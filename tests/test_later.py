"""What is loaded when it is first used."""

import subprocess
import sys

from jingwu.later import SELDOM, TAKEN


def _python(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)


def test_a_run_does_not_load_what_it_does_not_need() -> None:
    told = _python("-X", "importtime", "-m", "jingwu", "--version").stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines()}
    assert "typer" in loaded
    assert loaded.isdisjoint({*SELDOM, *TAKEN})


def test_what_was_put_off_is_the_module_itself_once_it_is_used() -> None:
    told = _python(
        "-c",
        "import sys; from jingwu.later import load_later, typer_is_loaded; load_later()\n"
        "import subprocess; from textwrap import dedent; from difflib import get_close_matches as near\n"
        "print(subprocess.run([sys.executable, '-c', 'print(1)'], capture_output=True).stdout, dedent('  a'))\n"
        "print(type(subprocess).__name__, sys.modules['subprocess'] is subprocess, subprocess.__spec__.name)\n"
        "from urllib.parse import quote_from_bytes, unquote; print(unquote('%41'), quote_from_bytes(b' '))\n"
        "print(near('abd', ['abc', 'xyz'])); typer_is_loaded()\n"
        "from shutil import copyfile, get_terminal_size; from urllib.parse import quote; from pathlib import Path\n"
        "print(get_terminal_size.__module__, quote('é'), Path('/é').as_uri())\n"
        "import ast, inspect, json.encoder\n"
        "print(inspect.getsource(json.encoder.JSONEncoder)[:17], ast.parse('1').body[0].value.value)\n"
        "from difflib import SequenceMatcher; from uuid import UUID; from gettext import gettext, ngettext\n"
        "print(SequenceMatcher.__name__, UUID(int=1).int, gettext('a'), ngettext('b', 'c', 2))",
    ).stdout
    assert told.splitlines() == [
        "b'1\\n' a", "module True subprocess", "A %20",
        "['abc']", "shutil %C3%A9 file:///%C3%A9", "class JSONEncoder 1",
        "SequenceMatcher 1 a c",
    ]  # fmt: skip


def test_a_fault_still_prints_where_it_is_for_a_developer() -> None:
    told = _python(
        "-c",
        "import jingwu.__main__, traceback\n"
        "try: jingwu.__main__.run.nothing\n"
        "except AttributeError: traceback.print_exc()",
    ).stderr
    assert "AttributeError" in told
