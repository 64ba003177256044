"""The ledger's folder: how one is made and opened, its modes, its volumes."""

import errno
import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tools.ledgers import BY, NOW, added, dispute, new_ledger, noted, settled, state_in

from jingwu import dates
from jingwu.errors import LedgerDamaged, NoSuchLedger, NotAllowed, StorageFailure
from jingwu.settings import FILE_NAME, Settings, render_settings
from jingwu.store import create_ledger, open_ledger
from jingwu.store.check import ERROR, check
from jingwu.store.files import access_for
from jingwu.store.volume import parse_volume


def modes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mode & 0o7777 for path in folder.rglob("*")}


def test_a_new_ledger_has_its_settings_and_is_for_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        ledger = create_ledger(tmp_path / "deep" / "ledger", Settings(name="青石镇派出所", language="zh"))
        added(ledger, settled(source_key="A"))
    finally:
        os.umask(before)
    assert open_ledger(tmp_path / "deep" / "ledger").settings.name == "青石镇派出所"
    assert set(modes(tmp_path / "deep" / "ledger").values()) == {0o600, 0o700}
    assert (tmp_path / "deep" / "ledger").stat().st_mode & 0o777 == 0o700


def test_a_group_ledger_is_open_to_the_group_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        added(create_ledger(tmp_path / "ledger", Settings(group=True)), dispute())
    finally:
        os.umask(before)
    assert set(modes(tmp_path / "ledger").values()) == {0o660, 0o2770}


def test_root_gives_what_it_writes_to_the_owner_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    status = tmp_path.stat()
    assert access_for(tmp_path, group=False).owner == (status.st_uid, status.st_gid)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert access_for(tmp_path, group=False).owner is None


def test_settings_that_are_there_already_are_kept(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(render_settings(Settings(name="柳树镇派出所")), "utf-8")
    assert create_ledger(tmp_path, Settings(name="别的")).settings.name == "柳树镇派出所"


def test_a_folder_that_is_a_ledger_or_was_one_is_refused_and_left_alone(tmp_path: Path) -> None:
    added(new_ledger(tmp_path), dispute())
    before = state_in(tmp_path)
    with pytest.raises(NotAllowed):
        new_ledger(tmp_path)
    assert state_in(tmp_path) == before
    for path in (tmp_path / "journal").iterdir():
        path.unlink()
    with pytest.raises(NotAllowed):
        new_ledger(tmp_path)


def test_a_folder_that_is_no_ledger_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoSuchLedger) as refusal:
        open_ledger(tmp_path)
    assert "init" in refusal.value.hint
    (tmp_path / FILE_NAME).write_text("format = 1\n", "utf-8")
    with pytest.raises(NoSuchLedger):
        open_ledger(tmp_path)


def test_a_lost_journal_is_not_taken_for_a_new_ledger(tmp_path: Path) -> None:
    added(new_ledger(tmp_path), dispute())
    for path in (tmp_path / "journal").iterdir():
        path.unlink()
    with pytest.raises(LedgerDamaged):
        open_ledger(tmp_path).months()
    (tmp_path / "journal").rmdir()
    with pytest.raises(LedgerDamaged):
        open_ledger(tmp_path)


def test_a_symlinked_file_of_the_ledger_is_replaced_at_its_target(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path / "ledger")
    added(ledger, dispute())
    volume = tmp_path / "ledger" / "records" / "2026-10.json"
    target = volume.rename(tmp_path / "elsewhere.json")
    volume.symlink_to(target)
    added(ledger, dispute(4))
    assert volume.is_symlink()
    assert "JF2610-0002" in target.read_text("utf-8")
    assert len(list(open_ledger(tmp_path / "ledger").read_month("2026-10"))) == 2


def test_a_symlinked_ledger_shares_the_lock_and_the_files(tmp_path: Path) -> None:
    new_ledger(tmp_path / "ledger")
    (tmp_path / "link").symlink_to(tmp_path / "ledger")
    added(open_ledger(tmp_path / "link"), dispute())
    assert state_in(tmp_path / "link") == state_in(tmp_path / "ledger")
    assert (tmp_path / "link").is_symlink()


def test_stock_tinydb_opens_a_volume_and_finds_every_record(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3, remark='},\n{"2":'), settled(4), dispute(3, month=9))
    volume = tmp_path / "records" / "2026-10.json"
    content = volume.read_bytes()
    with TinyDB(volume) as database:
        assert database.tables() == {"_meta", "dispute"}
        assert [row.doc_id for row in database.table("dispute")] == [1, 2]
        assert database.table("dispute").get(doc_id=2) == list(ledger.last_transaction(BY))[1].after
    assert volume.read_bytes() == content


def test_a_volume_is_readable_one_record_a_line(tmp_path: Path) -> None:
    added(new_ledger(tmp_path), dispute(3, summary="张三与李四争吵"), dispute(4))
    lines = (tmp_path / "records" / "2026-10.json").read_text("utf-8").splitlines()
    assert [line for line in lines if "张三与李四争吵" in line] == [lines[2]]
    assert len(lines) == 6


def test_what_was_not_changed_keeps_its_bytes(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3), dispute(4))
    path = tmp_path / "records" / "2026-10.json"
    before = path.read_bytes().splitlines()
    noted(ledger, "JF2610-0002")
    after = path.read_bytes().splitlines()
    assert before[2] == after[2]
    assert before[3] != after[3]


def test_the_months_file_of_the_journal_is_that_of_writing(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path)
    with ledger.begin("dispute add", by=BY, at=NOW.replace(year=2099, month=2)) as transaction:
        transaction.add(dispute())
    assert max(path.name for path in (tmp_path / "journal").iterdir()) == "2099-02.jsonl"
    assert [path.name for path in (tmp_path / "records").iterdir()] == ["2026-10.json"]


def test_a_clock_that_went_backwards_is_said_and_the_entry_kept_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = new_ledger(tmp_path)
    monkeypatch.setattr("jingwu.dates.now", lambda: NOW)
    with ledger.begin("dispute add", by=BY, at=NOW.replace(year=2099, month=2)) as transaction:
        transaction.add(dispute())
    assert ledger.warnings == []
    added(ledger, dispute(4))
    assert len(ledger.warnings) == 1
    assert [entry.at[:7] for entry in ledger.history()] == ["2099-02", "2026-11"]
    assert max(path.name for path in (tmp_path / "journal").iterdir()) == "2099-02.jsonl"


def test_each_line_of_the_journal_names_the_hash_of_the_one_before(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3), dispute(4))
    noted(ledger, "JF2610-0001")
    (path,) = (tmp_path / "journal").iterdir()
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["prev"] for line in lines] == ["", *(line["hash"] for line in lines[:-1])]
    assert [(line["part"], line["parts"]) for line in lines] == [(1, 1), (1, 2), (2, 2), (1, 1)]


def test_a_number_is_not_given_out_again_when_the_newest_record_is_gone(tmp_path: Path) -> None:
    new_ledger(tmp_path)
    added(open_ledger(tmp_path), dispute(3), dispute(4))
    path = tmp_path / "records" / "2026-10.json"
    volume = parse_volume(path.read_bytes(), path)
    del volume.read()["dispute"]["2"]
    path.write_bytes(volume.compose(volume.sequence))
    assert added(open_ledger(tmp_path), dispute(5)) == ["JF2610-0003"]


def test_numbers_go_on_after_9999(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3))
    path = tmp_path / "records" / "2026-10.json"
    volume = parse_volume(path.read_bytes(), path)
    volume.last["dispute"] = 9998
    path.write_bytes(volume.compose(volume.sequence))
    assert added(ledger, dispute(4), dispute(5)) == ["JF2610-9999", "JF2610-10000"]
    assert [card.number for card in ledger.live_cards()] == ["JF2610-0001", "JF2610-9999", "JF2610-10000"]
    assert ledger.get("JF2610-10000").number == "JF2610-10000"


def test_a_text_that_cannot_be_stored_is_refused_and_nothing_written(tmp_path: Path) -> None:
    from jingwu.errors import BadInput

    ledger = new_ledger(tmp_path)
    with pytest.raises(BadInput):
        added(ledger, dispute(3), dispute(4, summary="\ud800"))
    assert list(ledger.history()) == []


def test_names_of_files_and_users_that_are_no_utf8_are_kept(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path)
    name = os.fsdecode(b"\xca\xae\xd4\xc2 10.csv")
    with ledger.begin("import", by="\udcff", at=NOW, details={"file": name}) as transaction:
        transaction.add(dispute())
    (entry,) = ledger.last_transaction("\udcff")
    assert (entry.by, entry.details["file"]) == ("\udcff", name)
    assert state_in(tmp_path)["history"] == [entry._replace(clock="")]


def test_code_never_names_a_record_in_a_file_name(tmp_path: Path) -> None:
    added(new_ledger(tmp_path), dispute(3, source_key="K/../1"))
    names = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert all(re.fullmatch(r"\d{4}(-\d{2}(\.jsonl?)?)?|\d{2}|head|lock|station|station\.toml", name) for name in names)


def test_a_new_ledger_keeps_the_settings_that_it_was_made_with(tmp_path: Path) -> None:
    new_ledger(tmp_path / "ledger", Settings(group=True, network=True, lock_seconds=0.5))
    settings = open_ledger(tmp_path / "ledger").settings
    assert (settings.group, settings.network, settings.lock_seconds) == (True, True, 0.5)


def test_the_journal_says_when_it_really_was_where_the_time_was_typed(tmp_path: Path) -> None:
    ledger = new_ledger(tmp_path / "ledger")
    with ledger.begin("dispute add", by=BY, at=NOW.replace(year=2020)) as transaction:
        transaction.add(dispute())
    with ledger.begin("dispute add", by=BY, at=dates.now()) as transaction:
        transaction.add(dispute())
    typed, read = ledger.history()
    assert typed.at == "2020-11-22T09:30:00"
    assert abs(datetime.fromisoformat(typed.clock) - dates.now()) < timedelta(minutes=1)
    assert read.clock == ""


@pytest.mark.parametrize("how", ["killed", "full"])
def test_an_init_that_was_cut_off_at_any_call_or_refused_by_the_disk_may_be_repeated(tmp_path: Path, how: str) -> None:
    for call in range(1, 100):
        folder = tmp_path / str(call)
        child = os.fork()
        if not child:
            end = end_of_init(folder, call, how)
            os._exit(end)
        end = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert end in {0, 9, 137}, call
        with suppress(NotAllowed):  # it had come far enough
            new_ledger(folder)
        assert added(open_ledger(folder), dispute()) == ["JF2610-0001"], call
        assert [finding for finding in check(open_ledger(folder)) if finding.severity == ERROR] == [], call
        if end == 0:
            break
    assert 30 < call < 99


def end_of_init(folder: Path, call: int, how: str) -> int:
    """Make a ledger in a forked process in which the n-th call to the system is its last, or fails; the exit code."""
    left = [call]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def struck(*values: Any, **more: Any) -> Any:
            left[0] -= 1
            if not left[0] and how == "killed":
                os._exit(137)
            if not left[0]:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*values, **more)

        return struck

    for name in ("open", "write", "fsync", "rename", "mkdir", "fchmod", "chmod"):
        setattr(os, name, counted(getattr(os, name)))
    try:
        new_ledger(folder)
    except StorageFailure:
        return 9
    except BaseException:  # noqa: BLE001 - the parent sees that it is none of the ends that may be
        return 70
    return 137 if how == "full" and left[0] <= 0 else 0
