"""A file that is not what was written is refused, named, and left as it is; what is derived is made again."""

import json
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.ledgers import NOW, added, dispute, new_ledger, noted, settled, state_in

from jingwu.errors import LedgerDamaged
from jingwu.store import open_ledger
from jingwu.store.check import check
from jingwu.store.ledger import Ledger

VOLUME = "records/2026-10.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3, source_key="A"), settled(4), dispute(3, month=9))
    noted(ledger, "JF2610-0001")
    return tmp_path


def read_all(folder: Path) -> None:
    list(open_ledger(folder).read_month("2026-10"))


def twice(content: bytes) -> bytes:
    row = content.splitlines(keepends=True)[2]
    return content.replace(row, row + row)


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "null": lambda _: b"null",
    "an empty object": lambda _: b"{}",
    "cut": lambda content: content[: len(content) // 2],
    "cut by one": lambda content: content[:-1],
    "longer": lambda content: content + b"\n",
    "a record twice": twice,
    "without a hash": lambda content: re.sub(rb',"sha256":"\w+"', b"", content),
    "zeros": lambda content: bytes(len(content)),
    "written by another program": lambda content: json.dumps(json.loads(content)).encode(),
    "another month's": lambda content: content.replace(b"2026-10", b"2026-11"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_volume_is_refused_named_and_left_as_it_is(folder: Path, how: str) -> None:
    path = folder / VOLUME
    content = SPOILT[how](path.read_bytes())
    path.write_bytes(content)
    with pytest.raises(LedgerDamaged) as refusal:
        read_all(folder)
    assert "2026-10.json" in str(refusal.value)
    assert "check" in refusal.value.hint
    with pytest.raises(LedgerDamaged):
        added(open_ledger(folder), dispute(5))
    assert path.read_bytes() == content


def test_every_flipped_bit_of_a_volume_is_noticed(folder: Path) -> None:
    path = folder / VOLUME
    content = path.read_bytes()
    places = random.Random(1)  # the same places in every run
    for _ in range(300):
        spoilt = bytearray(content)
        spoilt[places.randrange(len(content))] ^= 1 << places.randrange(8)
        path.write_bytes(spoilt)
        with pytest.raises(LedgerDamaged):
            read_all(folder)
    path.write_bytes(content)
    read_all(folder)


def test_a_volume_of_a_newer_format_says_to_install_the_newer_program(folder: Path) -> None:
    path = folder / VOLUME
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":2'))
    with pytest.raises(LedgerDamaged, match="2"):
        read_all(folder)


def test_a_volume_that_is_gone_is_missed(folder: Path) -> None:
    (folder / VOLUME).unlink()
    with pytest.raises(LedgerDamaged, match=r"2026-10\.json"):
        open_ledger(folder).get("JF2610-0001")
    with pytest.raises(LedgerDamaged):
        added(open_ledger(folder), dispute(5))


def test_a_volume_that_is_gone_is_missed_without_the_index_too(folder: Path) -> None:
    added(open_ledger(folder), dispute(5, month=9))
    (folder / VOLUME).unlink()
    (folder / "index" / "head").unlink()
    with pytest.raises(LedgerDamaged, match=r"2026-10\.json"):
        open_ledger(folder).get("JF2610-0001")


def test_an_older_copy_of_a_volume_is_noticed(folder: Path) -> None:
    old = (folder / VOLUME).read_bytes()
    noted(open_ledger(folder), "JF2610-0001")
    added(open_ledger(folder), dispute(5, month=9))
    (folder / VOLUME).write_bytes(old)
    with pytest.raises(LedgerDamaged, match=r"2026-10\.json"):
        read_all(folder)
    (folder / "index" / "head").unlink()
    with pytest.raises(LedgerDamaged, match=r"2026-10\.json"):
        read_all(folder)


def test_a_journal_that_is_shorter_than_the_records_is_noticed(folder: Path) -> None:
    (path,) = (folder / "journal").iterdir()
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    for name in ("present", "missing"):
        with pytest.raises(LedgerDamaged):
            open_ledger(folder).months()
        if name == "present":
            (folder / "index" / "head").unlink()
    assert path.read_bytes() == b"".join(lines[:-1])


def test_damage_in_the_middle_of_the_journal_names_the_line_and_changes_nothing(folder: Path) -> None:
    (path,) = (folder / "journal").iterdir()
    spoilt = path.read_bytes().replace("3日".encode(), "8日".encode(), 1)
    path.write_bytes(spoilt)
    (folder / "index" / "head").unlink()
    with pytest.raises(LedgerDamaged) as refusal:
        open_ledger(folder).months()
    assert path.name in str(refusal.value)
    assert "2" in str(refusal.value).removeprefix(str(path))
    assert path.read_bytes() == spoilt


def test_damage_to_the_last_line_of_what_was_acknowledged_is_no_torn_line(folder: Path) -> None:
    (path,) = (folder / "journal").iterdir()
    content = path.read_bytes()
    path.write_bytes(content[:-200] + b"?" + content[-199:])
    (folder / "index" / "head").unlink()
    with pytest.raises(LedgerDamaged):
        added(open_ledger(folder), dispute(5))
    assert path.read_bytes() != content


@pytest.mark.parametrize("how", ["removed", "empty", "cut", "flipped"])
@pytest.mark.parametrize("name", ["head", "cards/2026-10", "figures/2026-10", "figures/2026", "keys"])
def test_a_spoilt_file_of_the_index_is_made_again(folder: Path, name: str, how: str) -> None:
    expected = state_in(folder)
    path = next((folder / "index" / "keys").iterdir()) if name == "keys" else folder / "index" / name
    content = path.read_bytes()
    if how == "removed":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "cut": content[:-9], "flipped": content[:-9] + b"?" + content[-8:]}[how])
    assert state_in(folder) == expected
    assert state_in(folder) == expected
    added(open_ledger(folder), dispute(9))
    assert open_ledger(folder).figures("2026-10")["registered"] == {"dispute": 3}


@pytest.mark.parametrize("name", ["cards/2026-10", "figures/2026-10", "figures/2026", "keys"])
def test_an_older_copy_of_a_file_of_the_index_is_made_again(folder: Path, name: str) -> None:
    ledger = open_ledger(folder)
    path = next((folder / "index" / "keys").iterdir()) if name == "keys" else folder / "index" / name
    old = path.read_bytes()
    noted(ledger, "JF2610-0001", "void", reason="错")
    expected = state_in(folder)
    path.write_bytes(old)
    assert state_in(folder) == expected


def test_another_limit_in_the_settings_makes_the_index_anew(folder: Path) -> None:
    before = open_ledger(folder).live_cards()[1].clocks[0]
    with (folder / "station.toml").open("a", encoding="utf-8") as file:
        file.write('[limits."dispute.mediate"]\namount = 9\n')
    after = open_ledger(folder).live_cards()[1].clocks[0]
    assert (before.name, after.name) == ("dispute.mediate", "dispute.mediate")
    assert after.due > before.due


def test_an_index_of_another_journal_is_not_believed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    added(new_ledger(other), dispute(20))
    (other / "index" / "head").replace(folder / "index" / "head")
    assert open_ledger(folder).figures("2026-10")["registered"] == {"dispute": 2}
    assert len(list(open_ledger(folder).read_month("2026-10"))) == 2


def test_a_last_line_that_was_acknowledged_and_changes_no_record_is_missed_too(folder: Path) -> None:
    ledger = open_ledger(folder)
    ledger.log("unmask", by="王建国", at=NOW, details={})
    (path,) = (folder / "journal").iterdir()
    content = path.read_bytes()
    for spoilt in (content[:-1], content[:-3] + b"?" + content[-2:]):
        path.write_bytes(spoilt)
        with pytest.raises(LedgerDamaged):
            added(open_ledger(folder), dispute(5))
        assert path.read_bytes() == spoilt


QUESTIONS: tuple[Callable[[Ledger], object], ...] = (
    lambda ledger: ledger.live_cards(),
    lambda ledger: ledger.figures("2026-10"),
    lambda ledger: ledger.months(),
)


@pytest.mark.parametrize("ask", QUESTIONS, ids=["overdue", "summary", "months"])
def test_a_volume_that_is_gone_or_changed_is_noticed_by_what_reads_the_index_alone(
    folder: Path, ask: Callable[[Ledger], object]
) -> None:
    volume = folder / "records" / "2026-10.json"
    content = volume.read_bytes()
    ask(open_ledger(folder))
    volume.unlink()
    with pytest.raises(LedgerDamaged, match=r"2026-10\.json"):
        ask(open_ledger(folder))
    volume.write_bytes(content.replace("纠纷".encode(), "争吵".encode()))
    with pytest.raises(LedgerDamaged, match=r"2026-10\.json"):
        ask(open_ledger(folder))
    volume.write_bytes(content)  # put back from a backup: another file, and as good
    volume.chmod(0o600)
    ask(open_ledger(folder))
    head = (folder / "index" / "head").read_bytes()
    ask(open_ledger(folder))
    assert (folder / "index" / "head").read_bytes() == head
    assert check(open_ledger(folder)) == []


def test_a_copy_of_a_ledger_is_as_good_whatever_its_files_times_are(folder: Path, tmp_path: Path) -> None:
    before = state_in(folder)
    copy = tmp_path.with_name(f"{tmp_path.name}-copy")
    shutil.copytree(folder, copy, copy_function=shutil.copyfile)
    assert state_in(copy) == before
