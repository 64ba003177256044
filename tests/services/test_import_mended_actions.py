"""Rows of actions that were rejected beside their equals, and come in when they are mended."""

from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tools.mended import RUNS, bring_again

from jingwu.errors import NotAllowed
from jingwu.output.details import record_details, record_document
from jingwu.output.masks import Masks
from jingwu.records.record import Event
from jingwu.rules.status import effective_events, status_of
from jingwu.services.import_alike import without_id
from jingwu.services.import_records import ImportResult, import_files
from jingwu.services.register import register
from jingwu.services.undo import undo
from jingwu.store import create_ledger, open_ledger
from jingwu.store.check import check
from jingwu.store.ledger import Ledger
from jingwu.store.memory_ledger import MemoryLedger

HEAD = "编号,事项,日期,追回金额"
GOOD = "aj2610-1,追回,2026-10-05,100"
BAD = GOOD.replace(",100", ",许多")
Station = tuple[Ledger, datetime, Path]


def begun(ledger: Ledger, now: datetime, folder: Path) -> Station:
    register(ledger, "case", {"summary": "失窃", "reported_at": "2026-10-03"}, by="李红", now=now)
    return ledger, now, folder


@pytest.fixture(params=["memory", "folder"])
def station(request: pytest.FixtureRequest, ledger: MemoryLedger, now: datetime, tmp_path: Path) -> Station:
    if request.param == "memory":
        return begun(ledger, now, tmp_path)
    create_ledger(tmp_path / "ledger", ledger.settings)
    return begun(open_ledger(tmp_path / "ledger"), now, tmp_path)


def write(station: Station, *rows: str, name: str = "actions.csv", head: str = HEAD) -> Path:
    path = station[2] / name
    path.write_text("\n".join((head, *rows)), "utf-8")
    return path


def bring(station: Station, *files: Path) -> ImportResult:
    return import_files(station[0], files, by="李红", now=station[1], partial=True)


def mended(path: Path, rows: int = -1) -> Path:
    """The file with its first rows mended, all of them for -1."""
    path.write_text(path.read_text("utf-8").replace(",许多\n", ",100\n", rows), "utf-8")
    return path


def rejected(station: Station, *rows: str) -> Path:
    """The mended file of what is rejected of these rows."""
    (path,) = bring(station, write(station, *rows)).rejects
    return mended(path)


def otherwise(path: Path, old: str = "2026-10-05", new: str = "2026-10-06") -> Path:
    """The same rows, each with another day."""
    copy = path.with_name("actions-other.csv")
    copy.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return copy


def done(station: Station) -> list[Event]:
    return [event for event in effective_events(station[0].get("AJ2610-0001")) if event.action == "recover"]


def counts(result: ImportResult) -> tuple[int, int, int]:
    """Done; nothing new; listed for a person to look at."""
    return result.updated, result.skipped, result.duplicate_count


def test_an_action_that_was_rejected_beside_its_equal_is_done_exactly_once(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD)
    assert counts(bring(station, rejects)) == (1, 0, 0)
    for _ in range(2):
        assert counts(bring(station, rejects)) == (0, 1, 0)
    assert len(done(station)) == 2
    assert isinstance(station[0], MemoryLedger) or check(station[0]) == []


@pytest.mark.parametrize("rows", [(BAD, BAD), (GOOD, BAD, BAD), (BAD, GOOD, BAD, GOOD)])
def test_all_that_were_rejected_are_done(station: Station, rows: tuple[str, ...]) -> None:
    path = write(station, *rows)
    (rejects,) = bring(station, path).rejects
    for number in (1, -1):
        bring(station, mended(rejects, number))
    for again in (rejects, path):
        assert bring(station, again).updated == 0
    assert len(done(station)) == len(rows)


@pytest.mark.parametrize("order", ["RF", "RRFF", "FR", "FFRR", "RFRF"])
@pytest.mark.parametrize("rows", [(GOOD, BAD), (BAD, GOOD), (BAD, BAD)])
def test_the_mended_file_itself_and_its_rejects_do_nothing_twice(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, order: str, rows: tuple[str, ...]
) -> None:
    station = begun(ledger, now, tmp_path)
    rejects = rejected(station, *rows)
    whole = write(station, GOOD, GOOD, name="actions-mended.csv")
    for letter in order:
        result = bring(station, rejects if letter == "R" else whole)
        assert len(done(station)) == 2
        if letter == "R" and order[0] == "F":
            assert result.duplicate_count == rows.count(BAD)


def test_an_action_without_an_id_that_was_rejected_before_is_never_passed_over_in_silence(station: Station) -> None:
    bring(station, write(station, GOOD))
    result = bring(station, write(station, f"金额有误,{GOOD}", name="mended.csv", head=f"未导入原因,{HEAD}"))
    assert counts(result) == (0, 1, 1)
    assert "AJ2610-0001" in result.duplicates[0].message


def test_a_mended_action_that_says_otherwise_later_is_refused(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD)
    bring(station, rejects)
    rejects.write_text(rejects.read_text("utf-8").replace(",100\n", ",90\n"), "utf-8")
    result = bring(station, rejects)
    assert (result.updated, result.rejected) == (0, 1)
    assert result.problems[0].hint.endswith(without_id())


def test_an_id_that_was_copied_within_a_file_counts_once(station: Station) -> None:
    rejects = rejected(station, BAD)
    head, line = rejects.read_text("utf-8").splitlines()
    path = write(station, line, line, name="copied.csv", head=head)
    assert bring(station, path).updated == 2
    assert counts(bring(station, path)) == (0, 2, 1)
    copy = write(station, line, name="copied-again.csv", head=head)
    assert bring(station, rejects, copy).updated == 0
    assert len(done(station)) == 2


def test_after_an_undo_both_are_done_again(station: Station) -> None:
    ledger, now, _ = station
    path = write(station, GOOD, BAD)
    (rejects,) = bring(station, path).rejects
    second = bring(station, mended(rejects))
    undo(ledger, second.batch, by="李红", now=now)
    assert len(done(station)) == 1
    assert bring(station, rejects).updated == 1
    assert len(done(station)) == 2


def test_the_id_goes_with_the_record_and_no_officer_reads_it(station: Station) -> None:
    bring(station, rejected(station, GOOD, BAD))
    record = station[0].get("AJ2610-0001")
    document = record_document(record, status_of(record), Masks(unmask=True))
    assert [event.get("rejected_id", "")[8:] for event in document["events"]] == ["", "-3"]
    shown = record_details("case", {**document, "clocks": []})
    assert not any("-3" in str(line) for section in shown.sections for line in section.lines if "2610" not in str(line))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.sampled_from([GOOD, BAD]), min_size=2, max_size=4),
    runs=st.lists(st.sampled_from(RUNS), max_size=6),
)
def test_whatever_comes_in_again_in_whatever_order_nothing_is_done_once_too_often_or_lost(
    now: datetime, rows: list[str], runs: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        station = begun(MemoryLedger(), now, Path(folder))
        path = write(station, *rows)
        whole = write(station, *[GOOD] * len(rows), name="actions-mended.csv")

        def take_back(result: ImportResult) -> None:
            with suppress(NotAllowed):
                undo(station[0], result.batch or 0, by="李红", now=now)

        def look() -> None:
            assert len(done(station)) <= len(rows)

        bring_again(
            runs,
            (path, whole),
            bring=partial(bring, station),
            mended=mended,
            otherwise=otherwise,
            take_back=take_back,
            look=look,
        )
        assert len(done(station)) == len(rows)


@pytest.mark.parametrize("in_one_run", [False, True])
def test_an_action_is_not_done_to_another_record_as_well_when_its_row_is_mended_otherwise(
    station: Station, *, in_one_run: bool
) -> None:
    ledger, now, _ = station
    register(ledger, "case", {"summary": "被骗", "reported_at": "2026-10-04"}, by="李红", now=now)
    rejects = rejected(station, BAD)
    other = otherwise(rejects, "aj2610-1", "aj2610-2")
    if not in_one_run:
        assert bring(station, rejects).updated == 1
    result = bring(station, rejects, other)
    assert (result.updated, result.rejected) == (int(in_one_run), 1)
    assert "AJ2610-0001" in result.problems[0].message
    assert not ledger.get("AJ2610-0002").events


def test_an_action_that_was_undone_may_be_done_to_another_record(station: Station) -> None:
    ledger, now, _ = station
    register(ledger, "case", {"summary": "被骗", "reported_at": "2026-10-04"}, by="李红", now=now)
    rejects = rejected(station, BAD)
    undo(ledger, bring(station, rejects).batch, by="李红", now=now)
    assert bring(station, otherwise(rejects, "aj2610-1", "aj2610-2")).updated == 1
    assert (bring(station, rejects).updated, len(done(station))) == (0, 0)
