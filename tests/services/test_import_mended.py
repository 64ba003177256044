"""Rows without a source key that were rejected beside their equals, and come in when they are mended."""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tools.mended import RUNS, bring_again

from jingwu.errors import BadInput, NotAllowed
from jingwu.output.details import record_details, record_document
from jingwu.output.masks import Masks
from jingwu.records.record import Record
from jingwu.rules.status import status_of
from jingwu.services.act import act
from jingwu.services.import_alike import without_id
from jingwu.services.import_records import ImportResult, import_files
from jingwu.services.rejected_books import FORMS
from jingwu.services.undo import undo
from jingwu.store import create_ledger, open_ledger
from jingwu.store.ledger import Ledger
from jingwu.store.memory_ledger import MemoryLedger

HEAD = "登记时间,摘要,类别,村居,甲方姓名,甲方电话"
GOOD = "2026-10-03 09:30,漏水,邻里,柳树村,张三,13900000000"
BAD = GOOD.replace("13900000000", "139")
Station = tuple[Ledger, datetime, Path]


@pytest.fixture(params=["memory", "folder"])
def station(request: pytest.FixtureRequest, ledger: MemoryLedger, now: datetime, tmp_path: Path) -> Station:
    if request.param == "memory":
        return ledger, now, tmp_path
    create_ledger(tmp_path / "ledger", ledger.settings)
    return open_ledger(tmp_path / "ledger"), now, tmp_path


def write(station: Station, *rows: str, name: str = "dispute.csv", head: str = HEAD) -> Path:
    path = station[2] / name
    path.write_text("\n".join((head, *rows)), "utf-8")
    return path


def bring(station: Station, *files: Path, update: bool = False, dry_run: bool = False) -> ImportResult:
    ledger, now, _ = station
    return import_files(ledger, files, by="李红", now=now, partial=True, update=update, dry_run=dry_run)


def rejected(station: Station, *rows: str) -> Path:
    """The mended file of what is rejected of these rows."""
    (path,) = bring(station, write(station, *rows)).rejects
    return mended(path)


def mended(path: Path, rows: int = -1) -> Path:
    """The file with its first rows mended, all of them for -1."""
    path.write_text(path.read_text("utf-8").replace(",139\n", ",13900000000\n", rows), "utf-8")
    return path


def otherwise(station: Station, path: Path, *, name: str = "dispute-other.csv") -> Path:
    """The same rows, each with another day."""
    return copied(station, path, "2026-10-03", "2026-10-04", name=name)


def copied(station: Station, path: Path, old: str, new: str, *, name: str = "dispute-other.csv") -> Path:
    copy = station[2] / name
    copy.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return copy


def live(station: Station) -> list[Record]:
    ledger = station[0]
    records = [record for month in ledger.months() for record in ledger.read_month(month)]
    return [record for record in records if status_of(record) != "void"]


def counts(result: ImportResult) -> tuple[int, int, int]:
    """Added; nothing new; listed for a person to look at."""
    return result.added, result.skipped, result.duplicate_count


def test_a_row_that_was_rejected_beside_its_equal_is_a_record_of_its_own_exactly_once(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD)
    assert bring(station, rejects, dry_run=True).added == 1
    assert bring(station, rejects).added == 1
    assert len(live(station)) == 2
    for _ in range(2):
        assert counts(bring(station, rejects)) == (0, 1, 0)
    rejects.write_text(rejects.read_text("utf-8") + "\n", "utf-8")
    assert counts(bring(station, rejects)) == (0, 1, 0)
    assert len(live(station)) == 2


@pytest.mark.parametrize("rows", [(BAD, BAD), (GOOD, BAD, BAD), (BAD, GOOD, BAD, GOOD)])
def test_all_that_were_rejected_are_records_of_their_own(station: Station, rows: tuple[str, ...]) -> None:
    rejects = rejected(station, *rows)
    head, *lines = rejects.read_text("utf-8").splitlines()
    single = [write(station, line, name=f"dispute-{place}.csv", head=head) for place, line in enumerate(lines)]
    for path in (*single[:1], rejects, *single[::-1], rejects):
        bring(station, path)
    assert len(live(station)) == len(rows)


def test_rejected_rows_of_which_each_is_mended_in_a_run_of_its_own_are_all_there(station: Station) -> None:
    (first,) = bring(station, write(station, BAD, BAD)).rejects
    first.write_text(first.read_text("utf-8").replace(",139\n", ",13900000000\n", 1), "utf-8")
    (second,) = bring(station, first).rejects
    assert (
        first.read_text("utf-8").splitlines()[2].split(",")[1]
        == second.read_text("utf-8").splitlines()[1].split(",")[1]
    )
    assert bring(station, mended(second)).added == 1
    assert counts(bring(station, mended(first)))[0] == 0
    assert bring(station, first, second).added == 0
    assert len(live(station)) == 2


@pytest.mark.parametrize("order", ["RF", "RRFF", "FR", "FFRR", "RFRF", "FRFR"])
@pytest.mark.parametrize("rows", [(GOOD, BAD), (BAD, GOOD), (BAD, BAD)])
def test_the_mended_file_itself_and_its_rejects_never_make_a_third_record_nor_lose_one(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, order: str, rows: tuple[str, ...]
) -> None:
    station = ledger, now, tmp_path
    rejects = rejected(station, *rows)
    whole = write(station, GOOD, GOOD, name="dispute-mended.csv")
    for place, letter in enumerate(order):
        result = bring(station, rejects if letter == "R" else whole)
        assert len(live(station)) == 2
        assert result.added == 0 or place == 0
        if letter == "R" and order[0] == "F":  # they may be these records, or others
            assert result.duplicate_count == len(rows) - rows.count(GOOD)


def test_both_files_in_one_run_make_no_third_record(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD)
    whole = write(station, GOOD, GOOD, name="dispute-mended.csv")
    for files in ((rejects, whole), (whole, rejects)):
        bring(station, *files)
        assert len(live(station)) == 2


@pytest.mark.parametrize("whole_is_first", [False, True])
def test_rejects_given_with_the_mended_file_that_came_in_before_add_nothing(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, *, whole_is_first: bool
) -> None:
    station = ledger, now, tmp_path
    rejects = rejected(station, GOOD, BAD)
    whole = write(station, GOOD, GOOD, name="dispute-mended.csv")
    bring(station, whole)
    files = (whole, rejects) if whole_is_first else (rejects, whole)
    assert counts(bring(station, *files)) == (0, 3, 1)


def test_the_same_rejects_given_twice_in_a_run_are_taken_once(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD)
    copy = rejects.with_name("dispute-copy.csv")
    copy.write_bytes(rejects.read_bytes())
    assert bring(station, rejects, copy).added == 1
    assert len(live(station)) == 2


def test_a_row_that_came_in_when_the_station_was_mended_and_not_the_row_is_not_added_again(
    ledger: MemoryLedger, now: datetime, tmp_path: Path
) -> None:
    station = ledger, now, tmp_path
    path = write(station, GOOD, GOOD.replace("邻里", "债务"))
    (rejects,) = bring(station, path).rejects
    categories = {"dispute": ("邻里", "物业", "债务")}
    ledger.settings = ledger.settings._replace(categories=categories)
    assert bring(station, path).added == 1
    assert counts(bring(station, rejects)) == (0, 1, 1)
    rejects.write_text(rejects.read_text("utf-8").replace("债务", "邻里"), "utf-8")
    assert counts(bring(station, rejects)) == (0, 1, 1)
    assert len(live(station)) == 2


@pytest.mark.parametrize("debt_is_first", [False, True])
def test_a_mended_row_is_that_of_its_file_where_the_station_is_mended_later(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, *, debt_is_first: bool
) -> None:
    station = ledger, now, tmp_path
    rows = [GOOD, GOOD.replace("邻里", "债务")]
    path = write(station, *rows[:: -1 if debt_is_first else 1])
    (rejects,) = bring(station, path).rejects
    rejects.write_text(rejects.read_text("utf-8").replace("债务", ""), "utf-8")
    assert bring(station, rejects).added == 1
    ledger.settings = ledger.settings._replace(categories={"dispute": ("邻里", "债务")})
    refused = bring(station, path)
    assert (refused.added, refused.skipped, refused.rejected) == (0, 1, 1)
    assert bring(station, path, update=True).updated == 1
    assert sorted(record.category or "" for record in live(station)) == sorted(["邻里", "债务"])


@pytest.mark.parametrize("rows", [(1, 0), (0, 1), (0, 1, 0), (1, 1, 0)])
@pytest.mark.parametrize("update", [False, True])
def test_a_file_that_comes_in_with_a_mapping_after_its_mended_rows_adds_nothing(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, rows: tuple[int, ...], *, update: bool
) -> None:
    station = ledger, now, tmp_path
    path = write(station, *((GOOD, GOOD.replace("邻里", "邻居"))[row] for row in rows))
    (rejects,) = bring(station, path).rejects
    rejects.write_text(rejects.read_text("utf-8").replace("邻居", "邻里"), "utf-8")
    assert bring(station, rejects).added == sum(rows)
    mapping = tmp_path / "dispute.toml"
    mapping.write_text('[values."类别"]\n"邻居" = "邻里"\n', "utf-8")
    result = import_files(ledger, [path], mapping=mapping, by="李红", now=now, update=update)
    assert (result.added, result.updated, result.skipped) == (0, 0, len(rows))


def test_after_an_undo_both_come_in_again(station: Station) -> None:
    ledger, now, _ = station
    path = write(station, GOOD, BAD)
    first = bring(station, path)
    rejects = mended(first.rejects[0])
    second = bring(station, rejects)
    undo(ledger, second.batch, by="李红", now=now)
    assert bring(station, rejects).added == 1
    undo(ledger, first.batch, by="李红", now=now)
    assert len(live(station)) == 1
    assert counts(bring(station, rejects)) == (0, 1, 0)
    assert bring(station, path).added == 1
    assert counts(bring(station, rejects)) == (0, 1, 0)
    assert len(live(station)) == 2


def test_the_rejects_of_a_run_that_added_nothing_serve_as_well(station: Station) -> None:
    path = write(station, GOOD, BAD)
    first, second = (bring(station, path).rejects[0] for _ in range(2))
    assert first.read_bytes() == second.read_bytes()
    assert bring(station, mended(second)).added == 1
    assert bring(station, mended(first)).added == 0
    assert len(live(station)) == 2


def test_where_an_equal_record_is_not_of_the_same_file_a_person_decides(station: Station) -> None:
    bring(station, write(station, GOOD, name="dispute-9.csv"))
    rejects = rejected(station, GOOD, BAD)
    assert counts(bring(station, rejects)) == (0, 1, 1)
    assert len(live(station)) == 1


def test_a_row_with_other_details_than_its_like_is_a_record_of_its_own_and_a_later_change_a_correction(
    station: Station,
) -> None:
    rejects = rejected(station, GOOD, BAD)
    rejects.write_text(rejects.read_text("utf-8").replace("邻里", "物业"), "utf-8")
    assert bring(station, rejects).added == 1
    rejects.write_text(rejects.read_text("utf-8").replace("物业", "邻里"), "utf-8")
    refused = bring(station, rejects)
    assert (refused.added, refused.rejected) == (0, 1)
    assert bring(station, rejects, update=True).updated == 1
    assert [record.category for record in live(station)] == ["邻里", "邻里"]


def test_an_id_that_was_copied_or_typed_is_no_reason_to_add_or_to_lose_a_row(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD)
    head, line = rejects.read_text("utf-8").splitlines()
    id_ = line.split(",")[1]
    copied = bring(station, write(station, line, line, name="dispute-copied.csv", head=head))
    assert (copied.added, copied.skipped) == (1, 1)
    assert counts(bring(station, rejects)) == (0, 1, 0)
    for other in ("", "17", "=1+1", "ffffffff-2"):
        path = write(station, line.replace(id_, other), name="dispute-typed.csv", head=head)
        assert counts(bring(station, path)) == (0, 1, 1)
    assert len(live(station)) == 2


FROM_JSON: dict[str, Callable[[list[dict[str, str]]], str]] = {
    "jsonl": lambda rows: "".join(f"{json.dumps(row)}\n" for row in rows),
    "json": json.dumps,
}


@pytest.mark.parametrize("form", ["csv", "tsv", *FORMS, *FROM_JSON])
def test_rejects_of_every_form_tell_which_rows_they_were(
    ledger: MemoryLedger, now: datetime, tmp_path: Path, form: str
) -> None:
    station = ledger, now, tmp_path
    head, good, bad = (line.split(",") for line in (HEAD, GOOD, BAD))
    path = tmp_path / f"dispute.{form}"
    if form in FORMS:
        path.write_bytes(FORMS[form].write([head, good, bad], by_old_macs=False))
    elif form in FROM_JSON:
        path.write_text(FROM_JSON[form]([dict(zip(head, row, strict=True)) for row in (good, bad)]), "utf-8")
    else:
        sign = "\t" if form == "tsv" else ","
        path.write_text("\n".join(sign.join(row) for row in (head, good, bad)), "utf-8")
    (rejects,) = bring(station, path).rejects
    assert rejects.suffix == f".{form}"
    if form in FORMS:
        from python_calamine import CalamineWorkbook

        with CalamineWorkbook.from_path(str(rejects)) as book:
            names, row = book.get_sheet_by_index(0).to_python()
        rejects.write_bytes(FORMS[form].write([names, [*row[:-1], "13900000000"]], by_old_macs=False))
    else:
        rejects.write_text(
            rejects.read_text("utf-8").replace('"139"', '"13900000000"').replace("139\n", "13900000000\n"), "utf-8"
        )
    assert [bring(station, rejects).added for _ in range(2)] == [1, 0]
    assert len(live(station)) == 2


def test_a_source_key_tells_a_row_apart_whatever_its_id(station: Station) -> None:
    head = f"来源编号,{HEAD}"
    (rejects,) = bring(station, write(station, f"A1,{GOOD}", f"A2,{BAD}", head=head)).rejects
    assert bring(station, mended(rejects)).added == 1
    assert counts(bring(station, rejects)) == (0, 1, 0)
    assert {record.source_key for record in live(station)} == {"A1", "A2"}


def test_a_changed_record_is_still_that_of_its_row(station: Station) -> None:
    ledger, now, _ = station
    rejects = rejected(station, GOOD, BAD)
    bring(station, rejects)
    number = live(station)[1].number
    act(ledger, number, "correct", {"field": "category", "value": "物业", "reason": "核实"}, by="李红", now=now)
    assert counts(bring(station, rejects)) == (0, 1, 0)


def test_two_files_of_one_run_that_say_the_same_kind_of_matter_prove_nothing(station: Station) -> None:
    path = write(station, GOOD, BAD)
    result = bring(station, path, write(station, GOOD, GOOD, name="dispute-mended.csv"))
    assert len(live(station)) == 2
    rejects = mended(result.rejects[0])
    assert counts(bring(station, rejects)) == (0, 1, 1)
    assert len(live(station)) == 2


def test_a_file_of_another_kind_in_the_run_does_not_matter(station: Station) -> None:
    case = write(station, "2026-10-03,失窃", name="case.csv", head="登记时间,摘要")
    (path,) = bring(station, write(station, GOOD, BAD), case).rejects
    assert bring(station, mended(path)).added == 1


def test_nothing_is_rejected_for_its_id(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD)
    import_files(station[0], [rejects], by="李红", now=station[1])
    with pytest.raises(BadInput):
        import_files(station[0], [write(station, BAD)], by="李红", now=station[1])


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.sampled_from([GOOD, BAD]), min_size=2, max_size=4),
    runs=st.lists(st.sampled_from(RUNS), max_size=6),
)
def test_whatever_comes_in_again_in_whatever_order_no_record_is_one_too_many_and_none_is_lost(
    now: datetime, rows: list[str], runs: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        station = MemoryLedger(), now, Path(folder)
        path = write(station, *rows)
        whole = write(station, *[GOOD] * len(rows), name="dispute-mended.csv")

        def take_back(_: ImportResult) -> None:
            with suppress(NotAllowed):
                undo(station[0], None, by="李红", now=now)

        def look() -> None:
            assert len(live(station)) <= len(rows)

        bring_again(
            runs,
            (path, whole),
            bring=partial(bring, station),
            mended=mended,
            otherwise=partial(otherwise, station),
            take_back=take_back,
            look=look,
        )
        assert len(live(station)) == len(rows)


def test_a_key_that_an_import_made_is_no_source_key_that_officers_read(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD)
    bring(station, rejects)
    keyed = write(station, f"K1,{GOOD}", name="dispute-keyed.csv", head=f"来源编号,{HEAD}")
    bring(station, keyed)
    shown = [
        record_details("dispute", {**record_document(record, "open", Masks(unmask=True)), "clocks": []})
        for record in live(station)
    ]
    texts = [str([section.lines for section in details.sections]) for details in shown]
    assert ["sha:" in text for text in texts] == [False] * 3
    assert ["K1" in text for text in texts] == [False, False, True]


@pytest.mark.parametrize("rows", [(BAD,), (GOOD, BAD), (BAD, BAD)])
def test_a_row_that_was_mended_in_two_ways_is_one_record_and_the_second_is_refused_by_its_number(
    station: Station, rows: tuple[str, ...]
) -> None:
    rejects = rejected(station, *rows)
    other = otherwise(station, rejects)
    assert bring(station, rejects).added == rows.count(BAD)
    for dry_run in (True, False):
        refused = bring(station, other, dry_run=dry_run)
        assert (refused.added, refused.updated, refused.rejected) == (0, 0, rows.count(BAD))
    problem = refused.problems[0]
    assert (problem.code, live(station)[-1].number.split("-")[0] in problem.message) == ("changed", True)
    assert problem.hint.endswith(without_id())
    assert len(live(station)) == len(rows)


def test_what_is_refused_as_mended_otherwise_keeps_its_id_and_is_refused_again(station: Station) -> None:
    rejects = rejected(station, BAD)
    other = otherwise(station, rejects)
    bring(station, rejects)
    (again,) = bring(station, other).rejects
    first, second = (path.read_text("utf-8").splitlines()[1].split(",")[1] for path in (rejects, again))
    assert first == second
    assert bring(station, again).rejected == 1
    assert len(live(station)) == 1


def test_with_update_a_row_that_was_mended_otherwise_becomes_a_correction(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD)
    other = otherwise(station, rejects)
    bring(station, rejects)
    assert bring(station, other, update=True).updated == 1
    assert sorted(record.reported_at.day for record in live(station)) == [3, 4]
    assert counts(bring(station, other)) == (0, 1, 0)
    assert bring(station, rejects).rejected == 1
    assert len(live(station)) == 2


@pytest.mark.parametrize("update", [False, True])
def test_a_copied_id_changes_no_other_matter(station: Station, *, update: bool) -> None:
    rejects = rejected(station, BAD)
    bring(station, rejects)
    other = otherwise(station, copied(station, rejects, "漏水", "丢猫", name="dispute-cat.csv"))
    assert bring(station, other, update=update).rejected == 1
    case = copied(station, rejects, "2026-10-03", "2026-10-04", name="request.csv")
    case.write_text(case.read_text("utf-8").replace("邻里", "求助"), "utf-8")
    assert bring(station, case, update=update).rejected == 1
    assert [record.summary for record in live(station)] == ["漏水"]
    without = other.read_text("utf-8").replace(other.read_text("utf-8").splitlines()[1].split(",")[1], "")
    other.write_text(without, "utf-8")
    assert bring(station, other).added == 1


def test_a_row_that_was_mended_otherwise_comes_in_when_the_first_was_undone(station: Station) -> None:
    rejects = rejected(station, BAD)
    other = otherwise(station, rejects)
    batch = bring(station, rejects).batch
    undo(station[0], batch, by="李红", now=station[1])
    assert bring(station, other).added == 1
    assert bring(station, rejects).rejected == 1
    assert [record.reported_at.day for record in live(station)] == [4]


def test_both_ways_in_one_run_are_one_record_whatever_the_files_are_called(station: Station) -> None:
    rejects = rejected(station, BAD)
    folder = station[2] / "other"
    folder.mkdir()
    other = otherwise(station, rejects).rename(folder / rejects.name)
    result = bring(station, rejects, other)
    assert (result.added, result.rejected) == (1, 1)
    assert bring(station, result.rejects[0]).rejected == 1


def test_a_mended_row_equal_to_another_record_is_still_that_of_its_own(station: Station) -> None:
    rejects = rejected(station, GOOD, BAD.replace("10-03", "10-05"))
    bring(station, rejects)
    other = copied(station, rejects, "10-05", "10-03")
    assert (bring(station, other).added, bring(station, other).rejected) == (0, 1)
    assert len(live(station)) == 2


def test_a_row_that_was_parted_in_two_under_one_id_is_two_records(station: Station) -> None:
    rejects = rejected(station, BAD)
    head, line = rejects.read_text("utf-8").splitlines()
    parted = write(station, line, line.replace("漏水", "丢猫"), name="dispute-parted.csv", head=head)
    assert bring(station, parted).added == 2
    assert bring(station, parted).added == 0
    assert len(live(station)) == 2
