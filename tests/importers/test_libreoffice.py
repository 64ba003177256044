"""Files that LibreOffice wrote come in as the workbook that they were made of."""

from datetime import date, datetime
from pathlib import Path

import pytest
from tools.corpus.workbooks import book
from tools.libreoffice import convert, needs_libreoffice

from jingwu.errors import BadInput, Problem
from jingwu.importers.opening import open_source
from jingwu.services.import_records import ImportResult, import_files
from jingwu.store.memory_ledger import MemoryLedger

FORMS = {"xlsx": "xlsx", "xls": "xls", "ods": "ods", "csv": "csv:Text - txt - csv (StarCalc):44,34,85,1"}
"""Form to what LibreOffice calls it; 85 is GB18030."""
NOW = datetime(2026, 11, 3, 9)  # noqa: DTZ001 - Asia/Shanghai
HEAD = (
    ("青石镇派出所矛盾纠纷台账",),
    ("登记时间", "摘要", "类别", "甲方", None, None, "涉及金额", "家暴"),
    (None, None, None, "姓名", "身份证号", "联系电话"),
)
MERGED = ((0, 0, 0, 7), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5), (1, 6, 2, 6), (1, 7, 2, 7))
ROWS = (
    (datetime(2026, 10, 3, 9, 30), "漏水，\n很大", "邻里", "张三", "11010119900307707X", 13900000000, 800.5, True),  # noqa: DTZ001
    (date(2026, 10, 4), "噪声“很吵”", "物业", "李四", "110101900307707", "13900000001", 0.1 + 0.2, False),
    (),
    ("2026年10月5日下午3点半", "占道", "邻里", "王　五", None, None, 12000, None),
)
DAY = (("2026-10-06", "漏水", "邻里", "张三"), (None, "噪声", "物业", "李四"), (None, "占道", None, "王五"))
FOOT = (("合计", None, None, None, None, None, 12801), (), ("填表人：李红",))


def converted(folder: Path, books: dict[str, bytes]) -> None:
    """Each workbook in each form, in a folder a form."""
    for name, content in books.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    files = sorted(folder.glob("*.xlsx"))
    for form, filter_ in FORMS.items():
        convert(files, filter_, folder / form)


def bring(ledger: MemoryLedger, path: Path) -> ImportResult:
    return import_files(ledger, [path], kind="dispute", by="李红", now=NOW)


def refusal(path: Path) -> Problem:
    with pytest.raises(BadInput) as refused:
        bring(MemoryLedger(), path)
    return refused.value.problems[0]


@needs_libreoffice
def test_each_form_comes_in_as_the_same_records(tmp_path: Path) -> None:
    rows = (*HEAD, *ROWS, *FOOT)
    head, row = ("登记时间", "摘要", "甲方", "甲方身份证号"), ("2026-10-03", "漏水", "张三")
    converted(
        tmp_path,
        {
            "whole": book({"十月": rows}, merged=MERGED),
            "old": book({"十月": rows}, merged=MERGED, epoch_1904=True),
            "lost": book({"十月": (head, (*row, 110101199003077070))}),
            "day": book({"十月": (HEAD[1][:4], *DAY)}, merged=((1, 0, 3, 0), (2, 2, 3, 2))),
            "wrong": book({"十月": (head, (*row, "=NA()"))}),
        },
    )
    ledger = MemoryLedger()
    assert bring(ledger, tmp_path / "whole.xlsx").added == 3
    for form in FORMS:
        for name in ("whole", "old"):
            result = bring(ledger, tmp_path / form / f"{name}.{form}")
            assert (result.added, result.skipped, result.rows) == (0, 3, 3), (form, name)
            assert any("1" in note and "表头" in note for note in result.notes())
        lost = refusal(tmp_path / form / f"lost.{form}")
        assert (lost.row, lost.column) == (2, "甲方身份证号")
        assert "Excel" in lost.message
        wrong = refusal(tmp_path / form / f"wrong.{form}")
        assert (wrong.row, wrong.column) == (2, "甲方身份证号")
        assert "错误值" in wrong.message
    assert bring(ledger, tmp_path / "day.xlsx").added == 3
    for form in ("xlsx", "xls", "ods"):
        result = bring(ledger, tmp_path / form / f"day.{form}")
        assert (result.added, result.skipped) == (0, 3), form
    assert open_source(tmp_path / "csv" / "whole.csv").encoding == "GB18030"
    (tmp_path / "xls" / "whole.xls").rename(tmp_path / "named.xlsx")
    named = open_source(tmp_path / "named.xlsx")
    assert (named.encoding, len(list(named.rows))) == ("xls", 3)
    assert any("xls" in note.words for note in named.notes)
