"""Rejected rows go to LibreOffice and back."""

from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

from tools.corpus.workbooks import book
from tools.libreoffice import convert, needs_libreoffice

from jingwu.services.import_records import import_files
from jingwu.store.memory_ledger import MemoryLedger

COUNTED = date(2026, 10, 5) - date(1899, 12, 30)
YEARS = date(1904, 1, 1) - date(1899, 12, 30)
ROWS = (
    ("摘要", "登记时间", "发案时间", "损失金额", "类别"),
    ("“储藏室”失窃\n香烟两条  <全部>", datetime(2026, 10, 3, 9, 30), date(2026, 10, 2), 700.5, "盗窃"),  # noqa: DTZ001
    ("'=1+1", datetime(2026, 10, 5, 23, 59), COUNTED, 0.1 + 0.2, "偷盗"),  # noqa: DTZ001
    ("007", "2026年10月6日", None, None, "偷盗"),
)


@needs_libreoffice
def test_what_is_rejected_is_mended_there_and_comes_in(ledger: MemoryLedger, now: datetime, tmp_path: Path) -> None:
    sources = [write(tmp_path / "1900年案件.xlsx", 0), write(tmp_path / "1904年案件.xlsx", YEARS.days)]
    given = [path for form in ("xls", "ods") for path in convert(sources, form, tmp_path / "受理")]
    result = import_files(MemoryLedger(ledger.settings), given, by="李红", now=now, partial=True)
    names = [f"{path.stem}.rejected{path.suffix}" for path in given]
    assert [path.name for path in result.rejects] == names
    for form in ("xls", "ods"):
        rejects = [path for path in result.rejects if path.suffix == f".{form}"]
        for opened in convert(rejects, "ods", tmp_path / form):
            fresh = MemoryLedger(ledger.settings)
            again = import_files(fresh, [mended(opened)], by="李红", now=now)
            assert (again.added, again.problem_count) == (2, 0)
            told = [(record.summary, record.reported_at, record.occurred_at) for record in fresh.records.values()]
            assert told == [
                ("=1+1", datetime(2026, 10, 5, 23, 59), date(2026, 10, 5)),  # noqa: DTZ001
                ("007", date(2026, 10, 6), None),
            ]


def write(path: Path, fewer: int) -> Path:
    """A workbook that counts so many days fewer: 0 for one from 1900."""
    rows = [[(COUNTED.days - fewer) if cell is COUNTED else cell for cell in row] for row in ROWS]
    path.write_bytes(book({"十月": rows}, epoch_1904=fewer > 0))
    return path


def mended(path: Path) -> Path:
    """The .ods without its mistakes."""
    good = path.with_stem(f"{path.stem}改好")
    with ZipFile(path) as given, ZipFile(good, "w") as archive:
        for part in given.infolist():
            archive.writestr(part, given.read(part).replace("偷盗".encode(), "盗窃".encode()))
    return good
