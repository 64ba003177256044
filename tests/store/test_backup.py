"""A backup equals its ledger to the byte; one that is not whole restores nothing."""

import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from tools.ledgers import BY, NOW, added, dispute, files_in, new_ledger, noted, settled, state_in

from jingwu.errors import BadInput, JingwuError, LedgerDamaged, NotAllowed, StorageFailure
from jingwu.settings import Settings
from jingwu.store import archive, open_ledger
from jingwu.store.backup import Made, make_backup, restore_backup
from jingwu.store.check import check


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ledger = new_ledger(tmp_path / "ledger")
    added(ledger, dispute(3, source_key="A"), settled(4), dispute(3, month=9))
    noted(ledger, "JF2610-0001")
    return tmp_path / "ledger"


def made(folder: Path, target: Path, *, minutes: int = 0, keep: int = 0) -> Made:
    return make_backup(open_ledger(folder), target, by=BY, now=NOW + timedelta(minutes=minutes), seal=None, keep=keep)


def test_a_restored_ledger_is_the_same_to_the_byte_and_goes_on(folder: Path, tmp_path: Path) -> None:
    backup = made(folder, tmp_path / "一.zip").file
    restored = tmp_path / "restored"
    restored.mkdir()  # an empty folder is as good as none
    restore_backup(backup.read_bytes(), backup, restored)
    assert files_in(restored) == files_in(folder)
    assert state_in(restored) == state_in(folder)
    assert check(open_ledger(restored)) == []
    assert added(open_ledger(restored), dispute(9)) == ["JF2610-0003"]
    assert backup.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ledger", "restored", "一.zip"]


def test_the_stations_own_calendar_comes_back_too(folder: Path, tmp_path: Path) -> None:
    (folder / "calendar.json").write_text('[{"date": "2026-10-12", "name": "x", "isOffDay": true}]', "utf-8")
    backup = made(folder, tmp_path / "a.zip").file
    restore_backup(backup.read_bytes(), backup, tmp_path / "restored")
    assert files_in(tmp_path / "restored") == files_in(folder)
    assert open_ledger(tmp_path / "restored").settings.days == open_ledger(folder).settings.days != {}


def test_an_empty_ledger_and_one_of_a_group_come_back_too(tmp_path: Path) -> None:
    new_ledger(tmp_path / "ledger", Settings(name="所", group=True))
    backup = made(tmp_path / "ledger", tmp_path / "a.zip").file
    restore_backup(backup.read_bytes(), backup, tmp_path / "b")
    assert files_in(tmp_path / "b") == files_in(tmp_path / "ledger")
    assert check(open_ledger(tmp_path / "b")) == []
    assert (tmp_path / "b").stat().st_mode & 0o7777 == 0o2770


def test_a_backup_is_of_one_state_while_others_write(folder: Path, tmp_path: Path) -> None:
    def write() -> None:
        for day in range(1, 13):
            added(open_ledger(folder), dispute(day), dispute(day, month=9))

    writer = Thread(target=write)
    writer.start()
    backups = [made(folder, tmp_path / f"{number}.zip").file for number in range(6)]
    writer.join()
    for backup in backups:
        restored = backup.with_suffix("")
        restore_backup(backup.read_bytes(), backup, restored)  # which checks it
        counts = [len(list(open_ledger(restored).read_month(month, "dispute"))) for month in ("2026-09", "2026-10")]
        assert counts[1] == counts[0] + 1


def test_nothing_is_written_over(folder: Path, tmp_path: Path) -> None:
    backup = made(folder, tmp_path / "a.zip").file
    before = files_in(tmp_path)
    with pytest.raises(NotAllowed):
        made(folder, tmp_path / "a.zip")
    with pytest.raises(NotAllowed):
        made(folder, folder / "a.zip")
    with pytest.raises(NotAllowed):
        made(folder, tmp_path / "no such folder" / "a.zip")
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for place in (folder, tmp_path, tmp_path / "file", tmp_path / "link", tmp_path / "no such folder" / "x"):
        with pytest.raises(NotAllowed):
            restore_backup(backup.read_bytes(), backup, place)
    assert files_in(tmp_path) == before | {"file": b""}


def test_a_ledger_that_is_not_whole_is_not_backed_up_and_the_newest_backup_is_named(
    folder: Path, tmp_path: Path
) -> None:
    backup = made(folder, tmp_path / "good.zip").file
    path = folder / "records" / "2026-09.json"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(LedgerDamaged) as refusal:
        made(folder, tmp_path / "bad.zip")
    assert str(backup) in refusal.value.hint
    with pytest.raises(LedgerDamaged) as refusal:
        open_ledger(folder).get("JF2609-0001")
    assert str(backup) in refusal.value.hint
    backup.unlink()
    with pytest.raises(LedgerDamaged) as refusal:
        open_ledger(folder).get("JF2609-0001")
    assert str(backup) not in refusal.value.hint
    assert not (tmp_path / "bad.zip").exists()


def test_a_tampered_line_of_the_journal_is_not_backed_up(folder: Path, tmp_path: Path) -> None:
    (journal,) = (folder / "journal").iterdir()
    journal.write_bytes(journal.read_bytes().replace("4日".encode(), "8日".encode(), 1))
    with pytest.raises(LedgerDamaged):
        made(folder, tmp_path / "bad.zip")


def test_no_more_than_so_many_of_its_own_backups_are_kept(folder: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    other = new_ledger(tmp_path / "other")
    make_backup(other, shelf, by=BY, now=NOW, seal=None)
    newer = made(folder, shelf, minutes=99).file
    first, second = made(folder, shelf).file, made(folder, shelf).file
    assert (newer.name < first.name, second.name[:-4]) == (False, f"{first.name[:-4]}-2")
    false = shelf / first.name.replace(".zip", "-3.zip")
    false.write_bytes(b"not a backup")
    (shelf / "notes.txt").write_bytes(b"")
    before = set(shelf.iterdir())
    third = made(folder, shelf, minutes=1, keep=2)
    assert third.removed == [first]
    assert set(shelf.iterdir()) == (before | {third.file}) - set(third.removed)
    assert {newer, false, third.file} <= set(shelf.iterdir())


def test_a_backup_that_cannot_be_written_leaves_nothing(folder: Path) -> None:
    with pytest.raises(StorageFailure):
        made(folder, Path("/proc/a.zip"))


def packed(content: dict[str, bytes], **manifest: object) -> bytes:
    """A zip as an attacker would make it: the manifest fits the files."""
    from hashlib import sha256

    told = {name: {"size": len(data), "sha256": sha256(data).hexdigest()} for name, data in content.items()}
    head = {"format": 1, "made_at": "2026-11-22T09:30", "ledger": "0", "files": told, **manifest}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in {**content, archive.MANIFEST: json.dumps(head).encode()}.items():
            target.writestr(name, data)
    return buffer.getvalue()


def content_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist() if name != archive.MANIFEST}


def tampered(data: bytes) -> dict[str, bytes]:
    return {
        name: text.replace("4日".encode(), "8日".encode(), 1) if name.startswith("journal/") else text
        for name, text in content_of(data).items()
    }


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "something else": lambda _: b"PK\x03\x04 and so on",
    "cut": lambda data: data[:-100],
    "cut in the middle": lambda data: data[: len(data) // 2],
    "no manifest": lambda _: packed({})[:10],
    "no settings": lambda _: packed({"journal/2026-11.jsonl": b""}),
    "settings alone": lambda _: packed({"station.toml": b"format = 1\n"}),
    "a file more": lambda data: packed({**content_of(data), "extra.txt": b"x"}),
    "a path upwards": lambda data: packed({**content_of(data), "records/../../evil": b"x"}),
    "an absolute path": lambda data: packed({**content_of(data), "/tmp/evil": b"x"}),
    "a control character": lambda data: packed({**content_of(data), "sheets/a\nb": b"x"}),
    "a tampered journal": lambda data: packed(tampered(data)),
    "another hash": lambda data: packed(content_of(data), files={}),
    "a bomb": lambda data: packed({**content_of(data), "sheets/zeros": bytes(50_000_000)}),
    "a strange manifest": lambda data: packed(content_of(data), files=[1, 2]),
}


@pytest.mark.parametrize("how", HOSTILE)
def test_what_is_no_whole_backup_is_refused_in_words_and_nothing_is_written(
    folder: Path, tmp_path: Path, how: str
) -> None:
    backup = made(folder, tmp_path / "a.zip").file
    before = files_in(tmp_path)
    with pytest.raises(BadInput) as refusal:
        restore_backup(HOSTILE[how](backup.read_bytes()), backup, tmp_path / "restored")
    assert "a.zip" in str(refusal.value)
    assert (files_in(tmp_path), (tmp_path / "restored").exists()) == (before, False)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_backup_of_a_newer_format_says_to_install_the_newer_program(folder: Path, tmp_path: Path) -> None:
    backup = made(folder, tmp_path / "a.zip").file
    with pytest.raises(LedgerDamaged, match="2"):
        restore_backup(packed(content_of(backup.read_bytes()), format=2), backup, tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


def test_no_flipped_bit_of_a_backup_brings_another_ledger_back(folder: Path, tmp_path: Path) -> None:
    backup = made(folder, tmp_path / "a.zip").file
    data = backup.read_bytes()
    expected = archive.Archive(data, backup)
    content = {name: expected.read(name) for name in expected.names}
    places = random.Random(1)  # the same places in every run
    for _ in range(150):
        spoilt = bytearray(data)
        spoilt[places.randrange(len(data))] ^= 1 << places.randrange(8)
        try:
            read = archive.Archive(bytes(spoilt), backup)
            read.verify()
        except JingwuError:
            continue
        assert {name: read.read(name) for name in read.names} == content


KILLED = """
import os, sys
from pathlib import Path
from jingwu.store import backup, files
from tools.ledgers import BY, NOW
from jingwu.store import open_ledger
calls = int(sys.argv[1])
def counted(real):
    def call(*values, **more):
        global calls
        calls -= 1
        if not calls:
            os._exit(137)
        return real(*values, **more)
    return call
os.fsync, os.rename = counted(os.fsync), counted(os.rename)
if sys.argv[2] == "restore":
    backup.restore_backup(Path(sys.argv[3]).read_bytes(), Path(sys.argv[3]), Path(sys.argv[4]))
else:
    backup.make_backup(open_ledger(Path(sys.argv[3])), Path(sys.argv[4]), by=BY, now=NOW, seal=None)
"""


def killed(at: int, *words: object) -> int:
    """A process that ends at its n-th sync or rename; its exit code."""
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root}:{root / 'tests'}"}
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(at), *map(str, words)], check=False, env=environment
    ).returncode


@pytest.mark.parametrize("at", [1, 3, 9, 15])
def test_what_a_restore_that_was_killed_leaves_is_cleared_by_the_next(folder: Path, tmp_path: Path, at: int) -> None:
    backup = made(folder, tmp_path / "a.zip").file
    there = {path.name for path in tmp_path.iterdir()}
    assert killed(at, "restore", backup, tmp_path / "restored") == 137
    assert not (tmp_path / "restored").exists()
    assert {path.name for path in tmp_path.iterdir()} > there
    restore_backup(backup.read_bytes(), backup, tmp_path / "restored")
    assert {path.name for path in tmp_path.iterdir()} == there | {"restored"}
    assert files_in(tmp_path / "restored") == files_in(folder)


def test_what_a_backup_that_was_killed_leaves_is_cleared_by_the_next(folder: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    backups.mkdir()
    left = 0
    for at in range(1, 20):
        if killed(at, "backup", folder, backups) == 0:
            break
        left += any(path.name.endswith(".new") for path in backups.iterdir())
        assert [path for path in backups.iterdir() if path.suffix == ".zip" and not path.read_bytes()] == []
    assert left == 1
    assert [path for path in backups.iterdir() if path.name.endswith(".new")] == []
    assert check(open_ledger(folder)) == []
