"""The power fails: whatever the disk kept of what was not synced, the ledger is whole and has what was acknowledged."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tools.calls import is_strace_there, record
from tools.commands import make_case
from tools.power import Recording

STATES = {"add": 5, "mediate": 5, "undo": 3, "freeze": 3}
"""Command to the states that are tried after each of its calls; of an import, so many in all:"""
OF_IMPORT = 10

Record = Callable[[str, object], None]

pytestmark = pytest.mark.skipif(not is_strace_there(), reason="processes cannot be traced here")


@pytest.mark.parametrize("name", [*STATES, "import"])
def test_whatever_the_disk_kept_the_ledger_is_whole(name: str, tmp_path: Path, record_property: Record) -> None:
    case = make_case(tmp_path, name)
    recorded = case.copy(tmp_path / "recorded")
    lines = record(recorded, case.words, whole=True)
    shutil.rmtree(recorded)
    recording = Recording(case.copy(recorded), lines)
    assert len(recording.steps) >= recording.acknowledged > 10
    chance = random.Random(name)
    all_ends = range(len(recording.steps) + 1)
    ends = (
        [end for end in all_ends for _ in range(STATES[name])]
        if name in STATES
        else chance.choices(all_ends, k=OF_IMPORT)
    )
    ends += [all_ends[-1]] * 10 * (name in STATES)  # after the last call the promise is the strictest
    for tried, end in enumerate(ends):
        folder = _rebuild(tmp_path / str(tried), recorded, recording.state(end, chance))
        case.assert_whole(folder, "stored" if end >= recording.acknowledged else "cut off", (end, tried))
        shutil.rmtree(folder)
    record_property("faults", f"{name}, power loss: {len(ends)} states over {len(recording.steps)} calls")


def _rebuild(folder: Path, like: Path, files: dict[Path, bytes]) -> Path:
    """A ledger's folder with these files and nothing else."""
    for path in (like, *(path for path in like.rglob("*") if path.is_dir())):
        (folder / path.relative_to(like)).mkdir(mode=0o700, parents=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o600)
    return folder
