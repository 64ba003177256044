"""Encrypted backups, and what is said where the extra is missing."""

import re
import sys
from pathlib import Path

import pyrage
import pytest
from tools.ledgers import BY, NOW, added, dispute, new_ledger, state_in

from jingwu.errors import BadInput, NotAllowed, StorageFailure, UsageError
from jingwu.services import sealing
from jingwu.services.backups import back_up, restore
from jingwu.store import open_ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    added(new_ledger(tmp_path / "ledger"), dispute(3, summary="张三与李四"))
    return tmp_path / "ledger"


def secret(tmp_path: Path, text: str) -> str:
    path = tmp_path / "secret"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_backup_is_encrypted_with_a_passphrase(folder: Path, tmp_path: Path) -> None:
    file = back_up(open_ledger(folder), tmp_path, by=BY, now=NOW, encrypt=secret(tmp_path, "正确的口令 horse\n")).file
    assert file.name.endswith("-20261122-0930.zip.age")
    assert b"station.toml" not in file.read_bytes()
    with pytest.raises(BadInput, match="加密"):
        restore(file, tmp_path / "restored")
    with pytest.raises(BadInput, match="打不开"):
        restore(file, tmp_path / "restored", decrypt=secret(tmp_path, "错的"))
    assert not (tmp_path / "restored").exists()
    restore(file, tmp_path / "restored", decrypt=secret(tmp_path, "正确的口令 horse"))
    assert state_in(tmp_path / "restored") == state_in(folder)


def _harder(file: Path) -> Path:
    """The backup, as if a far faster machine had encrypted it: age looks at that before the passphrase."""
    file.write_bytes(re.sub(rb"(-> scrypt \S+) \d+\n", rb"\1 60\n", file.read_bytes(), count=1))
    return file


def test_a_backup_that_would_take_too_long_to_open_does_not_blame_the_passphrase(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "sleep", lambda _: None)
    passphrase = secret(tmp_path, "正确的口令")
    file = _harder(back_up(open_ledger(folder), tmp_path, by=BY, now=NOW, encrypt=passphrase).file)
    with pytest.raises(BadInput, match="太慢或太忙"):
        restore(file, tmp_path / "restored", decrypt=passphrase)
    assert not (tmp_path / "restored").exists()


def test_a_backup_opens_though_the_machine_is_too_busy_at_first(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passphrase = secret(tmp_path, "正确的口令")
    file = back_up(open_ledger(folder), tmp_path, by=BY, now=NOW, encrypt=passphrase).file
    good = file.read_bytes()
    hard = _harder(file).read_bytes()
    read = iter([hard, hard, good])
    decrypt = pyrage.passphrase.decrypt
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda _, passphrase: decrypt(next(read), passphrase))
    monkeypatch.setattr(sealing, "sleep", lambda _: None)
    restore(file, tmp_path / "restored", decrypt=passphrase)
    assert state_in(tmp_path / "restored") == state_in(folder)


def test_a_backup_is_encrypted_for_a_recipient(folder: Path, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    file = tmp_path / "a.zip.age"
    back_up(open_ledger(folder), file, by=BY, now=NOW, encrypt=str(identity.to_public()))
    other = pyrage.x25519.Identity.generate()
    with pytest.raises(BadInput):
        restore(file, tmp_path / "restored", decrypt=secret(tmp_path, str(other)))
    spoilt = tmp_path / "spoilt.age"
    spoilt.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(BadInput):
        restore(spoilt, tmp_path / "restored", decrypt=secret(tmp_path, str(identity)))
    restore(file, tmp_path / "restored", decrypt=secret(tmp_path, f"# created: today\n{identity}\n"))
    assert state_in(tmp_path / "restored") == state_in(folder)


@pytest.mark.parametrize("given", ["age1nonsense", "ssh-rsa nonsense", "no-such-file"])
def test_a_wrong_recipient_or_file_is_refused_before_anything_is_done(folder: Path, tmp_path: Path, given: str) -> None:
    with pytest.raises(BadInput):
        back_up(open_ledger(folder), tmp_path / "a.age", by=BY, now=NOW, encrypt=given)
    with pytest.raises(BadInput):
        back_up(open_ledger(folder), tmp_path / "a.age", by=BY, now=NOW, encrypt=secret(tmp_path, "\n"))
    assert [entry.command for entry in open_ledger(folder).history()] == ["dispute add"]


def test_a_missing_extra_is_one_line_that_says_what_to_install(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    with pytest.raises(UsageError, match=r"jingwu\[crypt\]"):
        back_up(open_ledger(folder), tmp_path / "a.age", by=BY, now=NOW, encrypt=secret(tmp_path, "x"))


def test_a_file_that_is_not_there_or_a_place_that_is_taken_is_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageFailure):
        restore(tmp_path / "none.zip", tmp_path / "restored")
    with pytest.raises(NotAllowed):
        restore(tmp_path / "none.zip", folder)
