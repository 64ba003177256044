"""The fictional station's months as import files, in the forms that other systems export."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jingwu.services.demo.generate import HEADINGS, SEED, Rows, generate_month


class _Form(NamedTuple):
    suffix: str
    encoding: str
    newline: str


_EXCEL = _Form("csv", "utf-8-sig", "\r\n")
_OLD = _Form("csv", "gb18030", "\r\n")
_PLAIN = _Form("csv", "utf-8", "\n")
_LINES = _Form("jsonl", "utf-8", "\n")
_FORMS = {
    "case": _OLD, "dispute": _EXCEL, "hazard": _PLAIN, "request": _PLAIN, "lead": _OLD, "conduct": _EXCEL,
    "visit": _LINES, "patrol": _LINES,
}  # fmt: skip


def write_month(folder: Path, month: str, *, until: date, seed: int = SEED, scale: float = 1.0) -> list[Path]:
    """Write the import files of a month into `folder`, one a kind: case-2026-10.csv. See `generate_month`."""
    folder.mkdir(parents=True, exist_ok=True)
    months = generate_month(month, until=until, seed=seed, scale=scale)
    return [_write(folder, kind, month, rows) for kind, rows in months.items()]


def _write(folder: Path, kind: str, month: str, rows: Rows) -> Path:
    form = _FORMS[kind]
    path = folder / f"{kind}-{month}.{form.suffix}"
    with path.open("w", encoding=form.encoding, newline="") as file:
        if form is _LINES:
            filled = ({name: text for name, text in row.items() if text} for row in rows)
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in filled)
        else:
            writer = csv.DictWriter(file, HEADINGS[kind], lineterminator=form.newline)
            writer.writeheader()
            writer.writerows(rows)
    return path
