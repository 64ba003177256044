"""A month in every format, as it was looked at: `python tests/output/test_golden.py` writes the files again.

Texts are compared whole; of workbooks, Word documents and PDF what is read back from them.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from tools.golden import MONTH

from jingwu import language
from jingwu.output import WRITERS
from jingwu.output.masks import Masks
from jingwu.output.views import Frame

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(writer: str, **frame: Any) -> Any:
    """What a writer makes of the month."""
    return import_module(WRITERS[writer]).write(Masks().sheet(MONTH), Frame(command="summary", **frame))


def workbook(data: bytes) -> str:
    """All cells of a workbook."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return json.dumps(sheets, ensure_ascii=False, indent=1, default=str) + "\n"


def document(data: bytes) -> str:
    """All paragraphs of a Word document; the rows of its tables with bars between cells."""
    body = ET.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))[0]
    lines = []
    for element in body:
        if element.tag == f"{WORD}tbl":
            lines += [
                " | ".join("".join(cell.itertext()) for cell in row.iter(f"{WORD}tc"))
                for row in element.iter(f"{WORD}tr")
            ]
        else:
            lines.append("".join(element.itertext()))
    return "\n".join(lines) + "\n"


def pages(data: bytes) -> str:
    """All text of a PDF."""
    return "\n----\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages) + "\n"


FILES: dict[str, Callable[[], str]] = {
    "month.txt": lambda: made("plain"),
    "month.132.txt": lambda: made("plain", width=132, borders="box"),
    "month.ascii.txt": lambda: made("plain", borders="ascii"),
    "month.terminal.txt": lambda: made("terminal", width=100, colour=True),
    "month.md": lambda: made("markdown"),
    "month.html": lambda: made("html"),
    "month.csv": lambda: made("csv"),
    "month.json": lambda: made("json"),
    "month.xlsx.json": lambda: workbook(made("xlsx")),
    "month.docx.txt": lambda: document(made("docx")),
    "month.pdf.txt": lambda: pages(made("pdf")),
}


@pytest.mark.parametrize("name", FILES)
def test_the_month_is_written_as_it_was_looked_at(name: str) -> None:
    assert FILES[name]() == (GOLDEN / name).read_text("utf-8")


@pytest.mark.parametrize("writer", ["xlsx", "docx", "pdf"])
def test_the_same_sheet_is_the_same_file(writer: str) -> None:
    assert made(writer) == made(writer)


def test_a_file_bears_the_last_day_of_its_month_and_never_that_of_its_making() -> None:
    word = ZipFile(BytesIO(made("docx")))
    assert {entry.date_time for entry in word.infolist()} == {(2026, 10, 31, 0, 0, 0)}
    assert b"2026-10-31T00:00:00Z" in word.read("docProps/core.xml")
    excel = ZipFile(BytesIO(made("xlsx")))
    assert len({entry.date_time for entry in excel.infolist()}) == 1
    assert b"2026-10-31T00:00:00Z" in excel.read("docProps/core.xml")
    assert PdfReader(BytesIO(made("pdf"))).metadata["/CreationDate"] == "D:20261031000000Z"  # type: ignore[index] # it has some


if __name__ == "__main__":
    language.use("zh")
    GOLDEN.mkdir(exist_ok=True)
    for name, make in FILES.items():
        (GOLDEN / name).write_text(make(), "utf-8")
        sys.stdout.write(f"{name}\n")
