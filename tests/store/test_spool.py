"""What is put aside while a command runs."""

import errno
import stat
from pathlib import Path

import pytest

from jingwu.errors import StorageFailure
from jingwu.store import spool
from jingwu.store.spool import Spool


@pytest.mark.parametrize("limit", [1, 10, 1000])
def test_what_was_put_in_is_read_anywhere_from_memory_and_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(spool, "MOST_IN_MEMORY", limit)
    kept = Spool(tmp_path)
    pieces = [bytes([number]) * (number % 7) for number in range(100)]
    starts: list[int] = []
    for piece in pieces:
        starts.append(sum(map(len, pieces[: len(starts)])))
        kept.append(piece)
        assert kept.read(starts[0], len(pieces[0])) == pieces[0]
    assert [kept.read(start, len(piece)) for start, piece in zip(starts, pieces, strict=True)] == pieces
    kept.close()


def test_its_file_has_no_name_and_nobody_else_can_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "MOST_IN_MEMORY", 1)
    kept = Spool(tmp_path)
    kept.append("张三".encode())
    links = [link for link in Path("/proc/self/fd").iterdir() if str(tmp_path) in str(link.resolve())]
    assert list(tmp_path.iterdir()) == []
    assert [stat.S_IMODE(link.stat().st_mode) & 0o077 for link in links] == [0]
    kept.close()


def test_a_full_disk_is_said_in_plain_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(spool, "MOST_IN_MEMORY", 1)
    monkeypatch.setattr(spool, "TemporaryFile", full)
    with pytest.raises(StorageFailure, match=str(tmp_path)):
        Spool(tmp_path).append(b"a")
