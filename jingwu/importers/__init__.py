"""Files in, rows of text out: a reader a form; mapping.py turns headings and cells into fields of a record.

Adding a reader: a module like `jsonl_reader.py` with a function that opens a path and returns a `rows.Source`, its
line in READERS, its tests in tests/importers. Rows that cannot be read are yielded with their `trouble`.
"""

from jingwu.importers.csv_reader import read_csv
from jingwu.importers.json_reader import read_json
from jingwu.importers.jsonl_reader import read_jsonl
from jingwu.importers.rows import Asked, Reader, Row, Source
from jingwu.importers.workbooks import read_workbook

READERS: dict[str, Reader] = {
    "csv": read_csv,
    "tsv": read_csv,
    "txt": read_csv,
    "jsonl": read_jsonl,
    "json": read_json,
    "xlsx": read_workbook,
    "xls": read_workbook,
    "ods": read_workbook,
}
"""Form of a file, which is its suffix in lower case without the dot, to its reader."""

__all__ = ["READERS", "Asked", "Reader", "Row", "Source"]
