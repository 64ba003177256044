"""`check` finds what is wrong and changes nothing."""

import os
from pathlib import Path

import pytest
from tools.ledgers import added, dispute, files_in, new_ledger, noted, settled

from jingwu.store import open_ledger
from jingwu.store.check import ERROR, WARNING, Finding, check
from jingwu.store.memory_ledger import MemoryLedger
from jingwu.store.volume import parse_volume


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ledger = new_ledger(tmp_path)
    added(ledger, dispute(3, source_key="A"), settled(4), dispute(3, month=9))
    noted(ledger, "JF2610-0001", "link", number=("JF2609-0001",), reason="同一当事人")
    noted(ledger, "JF2609-0001", "void", reason="错")
    ledger.log("unmask", by="王建国", at=ledger.get("JF2610-0001").events[0].at, details={})  # type: ignore[arg-type]
    return tmp_path


def found(folder: Path) -> list[Finding]:
    before = files_in(folder)
    findings = check(open_ledger(folder))
    assert files_in(folder) == before
    return findings


def test_a_whole_ledger_has_nothing_wrong(folder: Path) -> None:
    assert found(folder) == []


def test_a_ledger_in_memory_has_no_files() -> None:
    assert check(MemoryLedger()) == []


def test_a_flipped_bit_is_found_in_every_file_of_records(folder: Path) -> None:
    for name in ("2026-09", "2026-10"):
        path = folder / "records" / f"{name}.json"
        content = path.read_bytes()
        path.write_bytes(content[:-50] + bytes([content[-50] ^ 1]) + content[-49:])
        assert f"records/{name}.json" in [finding.file for finding in found(folder)]
        path.write_bytes(content)


def test_a_flipped_bit_is_found_anywhere_in_the_journal(folder: Path) -> None:
    (path,) = (folder / "journal").iterdir()
    content = path.read_bytes()
    for place in range(0, len(content), 97):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert any(finding.severity == ERROR for finding in found(folder)), place


def test_a_volume_that_says_other_than_the_journal_is_found_by_record(folder: Path) -> None:
    path = folder / "records" / "2026-10.json"
    volume = parse_volume(path.read_bytes(), path)
    volume.write({"dispute": {**volume.read()["dispute"], "2": {"": b'{"number":"JF2610-0002"}'}}})
    path.write_bytes(volume.compose(volume.sequence))
    assert "JF2610-0002" in [finding.record for finding in found(folder)]


def test_a_record_that_only_the_journal_has_is_found(folder: Path) -> None:
    path = folder / "records" / "2026-10.json"
    volume = parse_volume(path.read_bytes(), path)
    volume.write({"dispute": {"1": volume.read()["dispute"]["1"]}})
    path.write_bytes(volume.compose(volume.sequence))
    assert ("records/2026-10.json", "JF2610-0002") in [(finding.file, finding.record) for finding in found(folder)]


@pytest.mark.parametrize("how", ["gone", "empty", "cut", "older"])
def test_a_volume_that_is_not_the_journals_is_one_finding_whatever_was_in_it(folder: Path, how: str) -> None:
    path = folder / "records" / "2026-09.json"
    old = path.read_bytes()
    added(open_ledger(folder), *(dispute(4, month=9) for _ in range(30)))
    added(open_ledger(folder), dispute(5))
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "cut": path.read_bytes()[:-200], "older": old}[how])
    (finding,) = found(folder)
    assert (finding.file, finding.record, finding.severity) == ("records/2026-09.json", "", ERROR)


def test_what_a_crash_kept_from_a_volume_is_no_error(folder: Path) -> None:
    path = folder / "records" / "2026-10.json"
    old, head = path.read_bytes(), (folder / "index" / "head").read_bytes()
    added(open_ledger(folder), dispute(5))
    path.write_bytes(old)
    (folder / "index" / "head").write_bytes(head)
    (finding,) = found(folder)
    assert (finding.file, finding.severity) == ("records/2026-10.json", WARNING)
    assert len(list(open_ledger(folder).read_month("2026-10"))) == 3
    assert found(folder) == []


def test_a_tampered_line_of_the_journal_is_found_and_named_once(folder: Path) -> None:
    (path,) = (folder / "journal").iterdir()
    path.write_bytes(path.read_bytes().replace("4日".encode(), "8日".encode(), 1))
    (finding,) = found(folder)
    assert finding.severity == ERROR
    assert finding.file == f"journal/{path.name}"
    assert "3" in finding.message
    assert path.name not in finding.message


def test_a_record_under_another_number_is_found(folder: Path) -> None:
    path = folder / "records" / "2026-10.json"
    volume = parse_volume(path.read_bytes(), path)
    tables = volume.read()
    volume.write({"dispute": {**tables["dispute"], "7": tables["dispute"]["1"]}})
    path.write_bytes(volume.compose(volume.sequence))
    assert "JF2610-0007" in [finding.record for finding in found(folder)]


def test_an_index_that_says_other_than_the_records_is_found(folder: Path) -> None:
    from jingwu.store.head import read_head
    from jingwu.store.index import Index

    head = read_head(folder)
    assert head is not None
    index = Index(folder, open_ledger(folder)._reading.access, dict(head.files), head.tip.sequence)  # type: ignore[attr-defined] # noqa: SLF001 - only a broken program writes this
    delta = open_ledger(folder)._reading.delta()  # type: ignore[attr-defined] # noqa: SLF001 - the same
    delta.figures = {"2026-10": {"registered": {"dispute": 1}}}
    index.apply(delta, head.tip.sequence + 1)
    index.save(head)
    assert [finding.file for finding in found(folder)] == ["index/figures/2026", "index/figures/2026-10"]


def test_a_link_that_leads_nowhere_is_found(folder: Path) -> None:
    noted(open_ledger(folder), "JF2610-0002", "link", number=("JF2601-0001",), reason="同一当事人")
    (finding,) = found(folder)
    assert (finding.record, finding.severity) == ("JF2610-0002", WARNING)
    assert "JF2601-0001" in finding.message


def test_files_that_others_can_read_are_found(folder: Path) -> None:
    (folder / "records" / "2026-10.json").chmod(0o644)
    folder.chmod(0o755)
    assert [(finding.file, finding.severity) for finding in found(folder)] == [
        (".", WARNING),
        ("records/2026-10.json", WARNING),
    ]


def test_what_a_crash_left_is_found_and_is_no_error(folder: Path) -> None:
    (folder / "records" / "2026-10.json.new").write_bytes(b"half")
    (folder / "records" / "2026-10.json.new").chmod(0o600)
    (journal,) = (folder / "journal").iterdir()
    with journal.open("ab") as file:
        file.write(b'{"seq":')
    assert {(finding.file, finding.severity) for finding in found(folder)} == {
        ("records/2026-10.json.new", WARNING),
        (f"journal/{journal.name}", WARNING),
    }


def test_check_works_where_nothing_can_be_opened(folder: Path) -> None:
    for path in (folder / "journal").iterdir():
        path.unlink()
    assert any(finding.severity == ERROR for finding in found(folder))
    assert os.listdir(folder / "journal") == []  # noqa: PTH208 - names
