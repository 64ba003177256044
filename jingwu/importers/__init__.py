"""Files in, rows of text out: a reader a form; mapping.py turns headings and cells into fields of a record.

Adding a reader: a module like `jsonl_reader.py` with a function that opens a path and returns a `rows.Source`, its
line in READERS, its tests in tests/importers. Rows that cannot be read are yielded with their `trouble`. A reader's
module is loaded when it first reads: `add --stdin` needs the package and none of them.
"""

from pathlib import Path

from jingwu.importers.rows import Asked, Reader, Row, Source


def _read_csv(path: Path, asked: Asked) -> Source:
    from jingwu.importers.csv_reader import read_csv

    return read_csv(path, asked)


def _read_jsonl(path: Path, asked: Asked) -> Source:
    from jingwu.importers.jsonl_reader import read_jsonl

    return read_jsonl(path, asked)


def _read_json(path: Path, asked: Asked) -> Source:
    from jingwu.importers.json_reader import read_json

    return read_json(path, asked)


def _read_workbook(path: Path, asked: Asked) -> Source:
    from jingwu.importers.workbooks import read_workbook

    return read_workbook(path, asked)


READERS: dict[str, Reader] = {
    "csv": _read_csv,
    "tsv": _read_csv,
    "txt": _read_csv,
    "jsonl": _read_jsonl,
    "json": _read_json,
    "xlsx": _read_workbook,
    "xls": _read_workbook,
    "ods": _read_workbook,
}
"""Form of a file, which is its suffix in lower case without the dot, to its reader."""

__all__ = ["READERS", "Asked", "Reader", "Row", "Source"]
