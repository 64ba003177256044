"""The fictional station: the same everywhere, plausible, and fit for the importer."""

import hashlib
import json
import runpy
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from jingwu.dates import moment
from jingwu.importers.headings import find_target
from jingwu.records import KINDS, record_class
from jingwu.services.demo import HEADINGS, SETTINGS, demo_months, generate_month, write_month, write_station
from jingwu.services.demo.making import make_demo
from jingwu.services.demo.people import check_digit
from jingwu.settings import read_settings
from jingwu.store import open_ledger

Month = dict[str, list[dict[str, str]]]

ROOT = Path(__file__).resolve().parents[2]
UNTIL = date(2026, 11, 5)


@pytest.fixture(scope="module")
def months() -> dict[str, Month]:
    return {month: generate_month(month, until=UNTIL) for month in demo_months("2026-10")}


def test_a_month_is_the_same_on_every_machine_and_python() -> None:
    month = generate_month("2026-10", until=UNTIL, scale=0.14)
    text = json.dumps(month, ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "007c590ecca87bcf"


def test_another_seed_gives_other_rows() -> None:
    assert generate_month("2026-10", until=UNTIL, seed=1) != generate_month("2026-10", until=UNTIL, seed=2)


def test_a_later_until_adds_to_a_life_and_changes_nothing() -> None:
    early, late = (generate_month("2026-10", until=until) for until in (date(2026, 10, 15), date(2026, 12, 31)))
    for kind, rows in early.items():
        assert len(rows) < len(late[kind])
        later = {row["来源编号"]: row for row in late[kind]}
        for row in rows:
            assert {name: text for name, text in row.items() if text}.items() <= later[row["来源编号"]].items()


def test_a_year_has_about_ten_thousand_rows_mostly_visits_and_requests(months: dict[str, Month]) -> None:
    assert len(months) == 13
    year = Counter(dict.fromkeys(KINDS, 0))
    for month in list(months)[1:]:
        year.update({kind: len(rows) for kind, rows in months[month].items()})
    assert 9_700 < year.total() < 10_300
    order = [kind for kind, _ in year.most_common()]
    assert order == ["visit", "request", "dispute", "patrol", "hazard", "case", "lead", "conduct"]


def test_months_differ_so_that_comparisons_are_not_flat(months: dict[str, Month]) -> None:
    disputes = [len(month["dispute"]) for month in months.values()]
    assert max(disputes) - min(disputes) > 20
    assert len(months["2025-10"]["case"]) != len(months["2026-10"]["case"])


def test_source_keys_are_unique(months: dict[str, Month]) -> None:
    keys = [row["来源编号"] for month in months.values() for rows in month.values() for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("kind", KINDS)
def test_the_importer_knows_every_heading(kind: str) -> None:
    assert [heading for heading in HEADINGS[kind] if find_target(kind, heading)[0] is None] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_life_goes_forwards_from_registration_to_the_last_known_day(kind: str, months: dict[str, Month]) -> None:
    headings = [step.at[0] for step in record_class(kind).steps]
    for month, rows in ((month, rows) for month, kinds in months.items() for rows in [kinds[kind]]):
        for row in rows:
            assert row["登记时间"].startswith(month)
            life = [row["登记时间"], *(row[heading] for heading in headings if row.get(heading))]
            assert all(before <= after for before, after in pairwise(life)), row
            assert life[-1] <= f"{UNTIL} 23:59"
            assert row.get("发生时间", "") <= row["登记时间"]


def test_some_matters_are_open_and_overdue_and_most_are_done(months: dict[str, Month]) -> None:
    requests = [row for month in months.values() for row in month["request"]]
    done = [row for row in requests if row["解决日期"] or row["解释日期"] or row["移交日期"]]
    slow = [row for row in requests if _days(row["登记时间"], row["回复日期"] or f"{UNTIL} 00:00") > 3]
    assert 0.95 < len(done) / len(requests) < 1
    assert 0.02 < len(slow) / len(requests) < 0.1


def test_no_more_is_returned_than_was_recovered_and_no_more_recovered_than_was_lost(months: dict[str, Month]) -> None:
    for row in (row for month in months.values() for row in month["case"]):
        loss, recovered, returned = (float(row[name] or 0) for name in ("损失价值", "追回金额", "返还金额"))
        assert returned <= recovered <= loss


def test_thefts_happen_at_night(months: dict[str, Month]) -> None:
    thefts = [row for month in months.values() for row in month["case"] if row["类别"] == "电动车盗窃"]
    hours = {datetime.fromisoformat(row["发生时间"]).hour for row in thefts}
    assert len(thefts) > 100
    assert hours <= {22, 23, 0, 1, 2, 3, 4}


def test_id_numbers_have_valid_check_digits_and_belong_to_no_place(months: dict[str, Month]) -> None:
    numbers = _cells(months, "身份证号")
    assert len(numbers) > 1000
    for number in numbers:
        assert number.startswith("9901")
        assert check_digit(number[:17]) == number[17]
        assert date(1940, 1, 1) < date(int(number[6:10]), int(number[10:12]), int(number[12:14])) < date(2014, 1, 1)


def test_a_check_digit_is_that_of_the_standard() -> None:
    assert check_digit("11010519491231002") == "X"  # GB 11643's own example


def test_phones_are_plainly_fictional(months: dict[str, Month]) -> None:
    phones = _cells(months, "电话")
    assert len(phones) > 1000
    assert all(phone.startswith(("139000", "138000")) and len(phone) == 11 for phone in phones)


def test_names_of_officers_areas_and_categories_are_those_of_the_station(months: dict[str, Month]) -> None:
    for kind, rows in ((kind, rows) for month in months.values() for kind, rows in month.items()):
        assert {row["责任民警"] for row in rows} <= set(SETTINGS.officers)
        assert {row["类别"] for row in rows} <= set(SETTINGS.categories[kind])
        assert all(row["网格"] in SETTINGS.areas[row["村居"]] for row in rows)


def test_officers_on_leave_miss_their_quota(months: dict[str, Month]) -> None:
    households: Counter[str] = Counter()
    for row in months["2026-10"]["visit"]:
        households[row["责任民警"]] += int(row["走访户数"])
    short = [officer for officer in SETTINGS.officers if households[officer] < SETTINGS.quotas["households"]]
    assert 1 <= len(short) <= 3


def test_the_station_has_eighteen_areas_and_47_grids_and_its_file_reads_back(tmp_path: Path) -> None:
    write_station(tmp_path)
    assert read_settings(tmp_path)._replace(limit_lines={}) == SETTINGS
    assert len(SETTINGS.areas) == 18
    assert sum(len(grids) for grids in SETTINGS.areas.values()) == 47


def test_files_come_in_the_encodings_of_other_systems(tmp_path: Path) -> None:
    paths = {path.name: path for path in write_month(tmp_path, "2026-10", until=UNTIL, scale=0.05)}
    assert len(paths) == len(KINDS)
    assert paths["dispute-2026-10.csv"].read_bytes().startswith(b"\xef\xbb\xbf")
    assert paths["case-2026-10.csv"].read_text("gb18030").startswith("来源编号,登记时间")
    with pytest.raises(UnicodeDecodeError):
        paths["case-2026-10.csv"].read_text("utf-8")
    assert json.loads(paths["visit-2026-10.jsonl"].read_text("utf-8").splitlines()[0])["来源编号"]


def test_the_files_of_data_are_what_the_script_writes(tmp_path: Path) -> None:
    runpy.run_path(str(ROOT / "tests" / "tools" / "write_sample.py"))["write_sample"](tmp_path)
    written = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert len(written) == 1 + len(KINDS)
    for name, content in written.items():
        assert (ROOT / "data" / name).read_bytes() == content, name


def test_the_demo_is_a_ledger_of_thirteen_whole_months_and_nothing_in_it_lies_ahead(tmp_path: Path) -> None:
    now = datetime.fromisoformat("2026-11-03 09:00")
    result = make_demo(tmp_path / "demo", now=now)
    ledger = open_ledger(tmp_path / "demo")
    assert ledger.months() == [*demo_months("2026-10"), "2026-11"]
    assert (result.rejected, result.added) == (0, sum(len(list(ledger.read_month(month))) for month in ledger.months()))
    times = [moment(event.at) for record in ledger.read_month("2026-10") for event in record.events]
    assert max(times) < now


def _cells(months: dict[str, Month], ending: str) -> set[str]:
    rows = (row for month in months.values() for rows in month.values() for row in rows)
    return {text for row in rows for name, text in row.items() if name.endswith(ending) and text}


def _days(start: str, end: str) -> int:
    return (datetime.fromisoformat(end).date() - datetime.fromisoformat(start).date()).days
