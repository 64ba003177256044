"""Strange surroundings: whose files they are, where they lie, what they are called, what else lies beside them."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from tools.calls import PROGRAM
from tools.ledgers import added, dispute, new_ledger

from jingwu.errors import StorageFailure
from jingwu.settings import Settings
from jingwu.store import disks, open_ledger
from jingwu.store.check import check

ADD = ("--now", "2026-10-20", "dispute", "add", "--summary", "两家争吵", "--reported-at", "2026-10-03")
NOBODY = 65534
IS_ROOT = os.geteuid() == 0
Ended = subprocess.CompletedProcess[str]


def jingwu(folder: Path | bytes, *words: str | bytes, umask: int = -1, before: Sequence[str] = ()) -> Ended:
    """A run as cron would do it: no HOME, no locale, nothing of the caller."""
    command = [*before, PROGRAM, "--ledger", os.fsencode(folder), *words]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, errors="surrogateescape", umask=umask,
        env={"PATH": os.environ["PATH"]},
    )  # fmt: skip


def modes(folder: Path) -> set[tuple[bool, int]]:
    """Of all that lies in a folder: whether it is a folder, and its mode."""
    return {(path.is_dir(), path.stat().st_mode & 0o7777) for path in (folder, *folder.rglob("*"))}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o277])
def test_files_are_the_owners_only_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "ledger"
    assert jingwu(folder, "init", "--yes", umask=umask).returncode == 0
    assert jingwu(folder, *ADD, umask=umask).returncode == 0
    assert modes(folder) == {(True, 0o700), (False, 0o600)}


def test_files_of_a_groups_ledger_are_the_groups_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    new_ledger(folder, Settings(group=True))
    assert jingwu(folder, *ADD, umask=0o077).returncode == 0
    assert modes(folder) == {(True, 0o2770), (False, 0o660)}


def test_without_a_home_nothing_is_guessed(tmp_path: Path) -> None:
    for words, code in (("list", "dispute"), 3), (("init", "--yes"), 2):
        ended = subprocess.run(
            [PROGRAM, *words], check=False, capture_output=True, text=True, env={}, cwd=tmp_path, errors="replace"
        )
        assert (ended.returncode, ended.stdout) == (code, ""), ended.stderr
        assert "--ledger" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_symlinked_ledger_and_a_symlinked_file_are_changed_at_their_targets(tmp_path: Path) -> None:
    folder, link, elsewhere = tmp_path / "ledger", tmp_path / "link", tmp_path / "elsewhere.json"
    new_ledger(folder)
    link.symlink_to(folder)
    assert jingwu(link, *ADD).stdout == "JF2610-0001\n"
    volume = folder / "records" / "2026-10.json"
    volume.rename(elsewhere)
    volume.symlink_to(elsewhere)
    assert jingwu(link, *ADD).stdout == "JF2610-0002\n"
    assert volume.is_symlink()
    assert "JF2610-0002" in elsewhere.read_text("utf-8")
    assert jingwu(folder, "check").returncode == 0


def test_a_folder_that_one_may_only_read_is_read_and_a_change_refused_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    added(new_ledger(folder), dispute())
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if IS_ROOT else []
    shown = jingwu(folder, "show", "JF2610-0001", before=powerless)
    assert (shown.returncode, "JF2610-0001" in shown.stdout) == (0, True), shown.stderr
    refused = jingwu(folder, *ADD, before=powerless)
    assert (refused.returncode, refused.stdout) == (9, "")
    assert "权限" in refused.stderr
    assert modes(folder) == {(True, 0o500), (False, 0o400)}


@pytest.mark.skipif(not IS_ROOT, reason="only root can give files away")
def test_what_root_writes_in_a_users_ledger_belongs_to_the_user(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    new_ledger(folder)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    (folder / "lock").unlink()
    assert jingwu(folder, *ADD).returncode == 0
    assert jingwu(folder, "--now", "2099-02-03", "dispute", "add", "--summary", "x").returncode == 0
    assert {(path.stat().st_uid, path.stat().st_gid) for path in folder.rglob("*")} == {(NOBODY, NOBODY)}


def test_a_disk_that_is_really_full_refuses_the_change_and_keeps_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    new_ledger(folder)
    script = (
        'mount -t tmpfs -o size=100k tmpfs "$1" && cp -a "$2" "$1/l" && cd "$1" || exit 99\n'
        '"$3" --ledger l dispute add --summary first --reported-at 2026-10-03 || exit 98\n'
        "head -c 1000000 /dev/zero > filler 2>/dev/null\n"
        '"$3" --ledger l dispute add --summary second --reported-at 2026-10-03; code=$?; rm filler\n'
        '"$3" --ledger l check >&2 && "$3" --ledger l list dispute --json >&2; exit $code'
    )
    (tmp_path / "disk").mkdir()
    words = ["unshare", "-rm", "sh", "-c", script, "sh", str(tmp_path / "disk"), str(folder), PROGRAM]
    try:
        ended = subprocess.run(words, check=False, capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("there is no unshare")
    if ended.returncode in {1, 99} and "JF" not in ended.stdout:
        pytest.skip("nothing can be mounted here; faults injected by strace cover a full disk")
    assert (ended.returncode, ended.stdout) == (9, "JF2610-0001\n"), ended.stderr
    assert "磁盘已满" in ended.stderr
    assert ("first" in ended.stderr, "second" in ended.stderr) == (True, False)


@pytest.mark.parametrize("name", ["两 个 词".encode(), b"not \xff\xfe utf-8", b"new\nline", b"[red] $(x) 'q'"])
def test_folders_and_files_of_any_name_serve(tmp_path: Path, name: bytes) -> None:
    folder = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 - pathlib takes no bytes
    file = os.path.join(os.fsencode(tmp_path), name + b".csv")  # noqa: PTH118 - the same
    Path(os.fsdecode(file)).write_text("摘要,登记日期\n两家争吵,2026-10-03\n", "utf-8")
    assert jingwu(folder, "init", "--yes").returncode == 0
    assert jingwu(folder, *ADD).stdout == "JF2610-0001\n"
    assert jingwu(folder, "import", file, "--kind", "dispute").returncode == 0
    for words in (("history",), ("check",), ("show", "JF2610-0002")):
        ended = jingwu(folder, *words)
        assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr


@pytest.mark.parametrize("start", [[PROGRAM], [str(Path(PROGRAM).with_name("python")), "-m", "jingwu"]])
def test_files_called_like_modules_in_the_present_folder_are_not_imported(tmp_path: Path, start: list[str]) -> None:
    new_ledger(tmp_path / "ledger")
    names = "json typer tinydb datetime tomllib fcntl jingwu_settings rich hashlib subprocess textwrap difflib uuid"
    for name in names.split():
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a file of the folder was imported')")
    ended = subprocess.run(
        [*start, "--ledger", "ledger", *ADD], check=False, capture_output=True, text=True, cwd=tmp_path, env={}
    )
    assert (ended.returncode, ended.stdout) == (0, "JF2610-0001\n"), ended.stderr


def test_a_clock_that_went_backwards_is_said_and_the_change_stored(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    new_ledger(folder)
    assert jingwu(folder, "--now", "2099-02-03", "dispute", "add", "--summary", "x").returncode == 0
    ended = jingwu(folder, "dispute", "add", "--summary", "y", "--reported-at", "2026-01-03")
    assert (ended.returncode, ended.stdout) == (0, "JF2601-0001\n")
    assert "2099-02" in ended.stderr
    assert "2099-02" not in jingwu(folder, *ADD).stderr  # a time that is typed is no clock
    assert jingwu(folder, "check").returncode == 0


def test_what_was_set_aside_is_said_by_the_command_that_did_it(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    new_ledger(folder)
    (journal,) = (folder / "journal").iterdir()
    journal.write_bytes(journal.read_bytes() + b'{"seq":1,"tx"')
    ended = jingwu(folder, *ADD)
    assert ended.stdout == "JF2610-0001\n"
    assert "quarantine" in ended.stderr
    assert "quarantine" not in jingwu(folder, *ADD).stderr


def test_a_network_disk_is_written_to_only_when_the_settings_allow_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = new_ledger(tmp_path / "ledger")
    number = tmp_path.stat().st_dev
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"30 27 {os.major(number)}:{os.minor(number)} / /mnt rw shared:1 - nfs4 server:/x rw\n")
    monkeypatch.setattr(disks, "MOUNTS", mounts)
    with pytest.raises(StorageFailure, match="nfs4"):
        added(ledger, dispute())
    with pytest.raises(StorageFailure, match="nfs4"):
        new_ledger(tmp_path / "other")
    assert ledger.months() == []
    assert ["nfs4" in finding.message for finding in check(ledger)] == [True]
    assert added(open_ledger(tmp_path / "ledger", Settings(network=True)), dispute()) == ["JF2610-0001"]
    shutil.rmtree(tmp_path / "ledger")
