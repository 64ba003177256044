"""Real commands, killed at each call to the system or refused by the disk: all or nothing, and never twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tools.calls import FAULTS, command, is_strace_there, points, run, strike
from tools.commands import COMMANDS, Case, make_case
from tools.forked import shim, try_faults

ENDS = {0: "stored", 9: "refused", -9: "cut off", 137: "cut off"}
Record = Callable[[str, object], None]

traced = pytest.mark.skipif(not is_strace_there(), reason="processes cannot be traced here")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return make_case(tmp_path_factory.mktemp("add"), "add")


@pytest.mark.skipif(shim() is None, reason="there is no compiler")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_fault_at_any_call_leaves_all_or_nothing(name: str, tmp_path: Path, record_property: Record) -> None:
    for how, (tried, there) in try_faults(name, tmp_path).items():
        assert tried == there > 3 or (name == "import" and there > tried > 15)
        record_property("faults", f"{name}, {how} at each call: {tried} of {there} points")


@traced
@pytest.mark.parametrize("how", FAULTS)
def test_a_fault_at_any_call_of_the_program_as_it_is_installed_leaves_all_or_nothing(
    case: Case, how: str, tmp_path: Path, record_property: Record
) -> None:
    found = points(case.copy(tmp_path / "recorded"), case.words)
    for place, point in enumerate(found):
        copy = case.copy(tmp_path / str(place))
        ended = strike(copy, case.words, point, how)
        assert ended.returncode in ENDS, (point, ended.stderr)
        assert (ended.returncode in {-9, 137}) == (how == "kill"), (point, ended.stderr)
        assert (ended.stdout == "JF2610-0003\n") == (ended.returncode == 0), point
        case.assert_whole(copy, ENDS[ended.returncode], point)
    assert len(found) > 20
    record_property("faults", f"add, {how} at each call to the system (strace): {len(found)} points")


def test_a_write_that_is_cut_short_at_the_limit_of_a_files_size_leaves_all_or_nothing(
    case: Case, tmp_path: Path, record_property: Record
) -> None:
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
    record_property("faults", f"add, writes cut short (RLIMIT_FSIZE): {len(limits)} limits")
