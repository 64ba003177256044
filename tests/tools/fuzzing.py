"""One import of bytes that may be anything, for the tests that make them up; by itself, for a while, with atheris.

python tests/tools/fuzzing.py [-max_total_time=SECONDS] [CORPUS FOLDER] feeds it what reaches new code.
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

    with tempfile.TemporaryDirectory() as folder:

        def test(data: bytes) -> None:
            import_once(Path(folder), data[1:], FORMS[data[0] % len(FORMS)] if data else FORMS[0])

        atheris.instrument_all()
        atheris.Setup(sys.argv, test)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
