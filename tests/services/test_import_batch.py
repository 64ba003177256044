"""What goes between the processes of an import arrives as it was."""

import pickle
from collections.abc import Sequence

import pytest

from jingwu.importers import Row
from jingwu.rules.cell_dates import Numeric
from jingwu.services.import_batch import Rows

NAMES = ("摘要", "金额")


@pytest.mark.parametrize(
    "rows",
    [
        [Row(2, NAMES, ["漏水", "12"]), Row(4, NAMES, ["", "多\n行"])],
        [Row(2, NAMES, ["漏\x1f水", "12"]), Row(3, NAMES, ["噪声", "7"])],
        [Row(2, NAMES, ["漏水", "12", ""]), Row(3, NAMES, ["噪声"], "这一行有 1 个单元格，标题有 2 个。")],
        [Row(2, NAMES, ["漏水", Numeric("45000")], "", "十月"), Row(3, NAMES, ["噪声", None], "", "十月")],
        [Row(2, NAMES, ["漏水", "12"], "", "十月"), Row(2, NAMES, ["噪声", "7"], "", "十一月")],
        [Row(1, NAMES, ["漏水", 12]), Row(2, ("summary",), [["a", {"b": 1}]])],
        [Row(2, (), [])],
    ],
    ids=["texts", "separator", "trouble", "spreadsheet", "sheets", "json", "empty"],
)
def test_rows_arrive_as_they_were(rows: Sequence[Row]) -> None:
    sent = Rows(0, NAMES, list(rows))
    arrived = pickle.loads(pickle.dumps(sent))
    assert arrived == sent
    assert [list(map(type, row.cells)) for row in arrived.rows] == [list(map(type, row.cells)) for row in rows]
