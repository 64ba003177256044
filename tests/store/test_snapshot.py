"""A long look at a ledger is of one moment, and nobody has to wait for it."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools.ledgers import added, dispute, new_ledger, noted, settled, state_in

from jingwu.settings import Settings
from jingwu.store import open_ledger
from jingwu.store.archive import pack
from jingwu.store.backup import restore_backup
from jingwu.store.check import Check, check
from jingwu.store.snapshot import Snapshot
from jingwu.store.tinydb_ledger import TinyDBLedger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ledger = new_ledger(tmp_path / "ledger", Settings(lock_seconds=0))  # nobody waits for anybody
    added(ledger, dispute(3, source_key="A"), settled(4), dispute(3, month=9))
    return tmp_path / "ledger"


def others_write(folder: Path) -> None:
    """A change of a record, new ones in an old month and in a new one, and one that needs its card no more."""
    ledger = open_ledger(folder)
    noted(ledger, "JF2610-0001")
    noted(ledger, "JF2609-0001", "void", reason="错")
    added(ledger, dispute(5), dispute(6, month=8, source_key="B"))


@pytest.fixture
def ledger(folder: Path) -> TinyDBLedger:
    opened = open_ledger(folder)
    assert isinstance(opened, TinyDBLedger)
    return opened


def test_a_check_that_takes_long_holds_nobody_up_and_sees_one_moment(folder: Path, ledger: TinyDBLedger) -> None:
    with ledger.snapshot() as snapshot:
        assert list(Check(ledger, snapshot).run()) == []
        others_write(folder)
        assert list(Check(ledger, snapshot).run()) == []
    assert check(ledger) == []


def test_a_backup_that_takes_long_holds_nobody_up_and_is_of_one_moment(
    folder: Path, ledger: TinyDBLedger, tmp_path: Path
) -> None:
    before = state_in(folder)
    with ledger.snapshot() as snapshot:
        others_write(folder)
        data, _ = pack(snapshot, "2026-11-22T10:00", "x")
    restore_backup(data, tmp_path / "a.zip", tmp_path / "restored")
    assert state_in(tmp_path / "restored") == before
    assert check(open_ledger(tmp_path / "restored")) == []
    assert state_in(folder) != before


@pytest.fixture
def _few_files() -> Iterator[None]:
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (150, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)


@pytest.mark.usefixtures("_few_files")
def test_a_ledger_may_have_more_files_than_a_process_usually_has_open(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    (folder / "index").mkdir(parents=True)
    paths = [folder / "index" / f"{number}" for number in range(300)]
    for path in paths:
        path.write_text(path.name)
    with Snapshot(folder) as snapshot:
        assert [snapshot.read(path).decode() for path in paths] == [path.name for path in paths]
