"""Files in, rows of text out: a reader a suffix; mapping.py turns headings and cells into fields of a record.

Adding a reader: a module like `jsonl_reader.py` with a function that opens a path and returns a `rows.Source`, its
line in READERS, its tests in tests/importers. Rows that cannot be read are yielded with their `trouble`.
"""

from collections.abc import Callable
from pathlib import Path

from jingwu.importers.csv_reader import read_csv
from jingwu.importers.jsonl_reader import read_jsonl
from jingwu.importers.rows import Row, Source

READERS: dict[str, Callable[[Path], Source]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".jsonl": read_jsonl,
}
"""Suffix, in lower case, to its reader."""

__all__ = ["READERS", "Row", "Source"]
