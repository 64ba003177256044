"""One import of bytes that may be anything, for the tests that make them up; by itself, for a while, with atheris.

PYTHONPATH=tests python tests/tools/fuzzing.py [-max_total_time=SECONDS] bends the corpus towards code not yet reached.
"""

import sys
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jingwu.errors import BadInput
from jingwu.services.import_records import import_files
from jingwu.store.memory_ledger import MemoryLedger

FORMS = ("csv", "tsv", "jsonl", "json")
_SMALL = 2000
NOW = datetime(2026, 11, 3, 9)  # noqa: DTZ001 - Asia/Shanghai


def import_once(folder: Path, data: bytes, form: str) -> None:
    """A dry run of an import; a refusal is as good as a success, and anything else is an error of the program."""
    path = folder / f"dispute.{form}"
    path.write_bytes(data)
    with suppress(BadInput):
        result = import_files(MemoryLedger(), [path], by="李红", now=NOW, dry_run=True)
        assert result.rejected == 0
        assert result.added + result.skipped == result.rows


def main() -> None:
    """Run until the time is over; exits with an error, and keeps the bytes, when the program breaks."""
    import atheris
    from tools.corpus import CASES

    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for number, case in enumerate(CASES):
            form = case.file.rpartition(".")[2]
            if form in FORMS and isinstance(case.content, bytes) and len(case.content) < _SMALL:
                (seeds / str(number)).write_bytes(bytes([FORMS.index(form)]) + case.content)

        def test(data: bytes) -> None:
            import_once(Path(folder), data[1:], FORMS[data[0] % len(FORMS)] if data else FORMS[0])

        for form in FORMS:  # what is loaded later is not watched
            import_once(Path(folder), b"", form)
        atheris.instrument_all()
        atheris.Setup([*sys.argv, str(seeds)], test)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
