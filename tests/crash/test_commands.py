"""Real commands, killed at each call to the system or refused by the disk: all or nothing, and never twice."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.calls import FAULTS, command, is_strace_there, points, run, strike
from tools.commands import Case, make_case

SMALL = ("add", "mediate", "undo")
SAMPLE = 6
"""Points of the import that are tried, for each fault; its first and last among them."""
ENDS = {0: "stored", 9: "refused", -9: "cut off", 137: "cut off"}
Record = Callable[[str, object], None]

pytestmark = pytest.mark.skipif(not is_strace_there(), reason="processes cannot be traced here")


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    return {name: make_case(tmp_path_factory.mktemp(name), name) for name in (*SMALL, "import")}


def try_points(case: Case, how: str, folder: Path, sample: int = 0) -> tuple[int, int]:
    """Strike at each point, or at a sample; how many were tried, and how many there are."""
    found = points(case.copy(folder / "recorded"), case.words)
    chosen = found
    if sample:
        chosen = [found[0], *random.Random(f"{case.name} {how}").sample(found[1:-1], sample - 2), found[-1]]
    for place, point in enumerate(chosen):
        copy = case.copy(folder / str(place))
        ended = strike(copy, case.words, point, how)
        assert ended.returncode in ENDS, (point, ended.stderr)
        assert (ended.returncode in {-9, 137}) == (how == "kill"), (point, ended.stderr)
        assert case.name != "add" or (ended.stdout == "JF2610-0003\n") == (ended.returncode == 0), point
        case.assert_whole(copy, ENDS[ended.returncode], point)
    return len(chosen), len(found)


@pytest.mark.parametrize("how", FAULTS)
@pytest.mark.parametrize("name", SMALL)
def test_a_fault_at_any_call_leaves_all_or_nothing(
    cases: dict[str, Case], name: str, how: str, tmp_path: Path, record_property: Record
) -> None:
    tried, there = try_points(cases[name], how, tmp_path)
    assert tried == there > 20
    record_property("faults", f"{name}, {how} at each call: {tried} of {there} points")


@pytest.mark.parametrize("how", FAULTS)
def test_a_fault_at_a_call_of_an_import_leaves_all_rows_or_none(
    cases: dict[str, Case], how: str, tmp_path: Path, record_property: Record
) -> None:
    tried, there = try_points(cases["import"], how, tmp_path, SAMPLE)
    record_property("faults", f"import, {how}: {tried} of {there} points")


@pytest.mark.parametrize("name", SMALL)
def test_a_write_that_is_cut_short_at_the_limit_of_a_files_size_leaves_all_or_nothing(
    cases: dict[str, Case], name: str, tmp_path: Path, record_property: Record
) -> None:
    case = cases[name]
    changed = case.ledger.with_name("changed")
    sizes = {path.stat().st_size for path in changed.rglob("*") if path.is_file()}
    limits = sorted({limit for size in sizes for limit in (size // 2, size - 1, size)})
    for limit in limits:
        copy = case.copy(tmp_path / str(limit))
        # Nothing is compiled meanwhile: Python keeps a file of bytecode that was cut short, and fails on it ever after.
        no_bytecode = ["env", "PYTHONDONTWRITEBYTECODE=1"]
        ended = run(["prlimit", f"--fsize={limit}", *no_bytecode, *command(copy, case.words)])
        assert ended.returncode in {0, 9}, ended.stderr
        case.assert_whole(copy, ENDS[ended.returncode], limit)
    record_property("faults", f"{name}, writes cut short (RLIMIT_FSIZE): {len(limits)} limits")
