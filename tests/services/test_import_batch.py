"""What goes between the processes of an import arrives as it was."""

import pickle
from collections.abc import Sequence

import pytest

from jingwu.errors import Problem
from jingwu.importers import Row
from jingwu.importers.action_rows import ActionRow
from jingwu.rules.cell_dates import Numeric
from jingwu.services.import_batch import Batch, Done, Made, Rejected, Rows
from jingwu.store.draft import Draft

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


DRAFT = Draft("dispute", "2026-10", "", "A-1", (), b',"summary":"a"}', b'","open"]')
MADE = Made(2, DRAFT, "A-1", "来源编号", (7, -8))
OTHER = Made(
    3,
    Draft("visit", "2026-09", "ZF2609-0001", "", ("A", "B"), b"", b""),
    "sha:0",
    None,
    None,
    ("保密",),
    ("minor",),
    "0-3",
)._replace(is_late=True)
DONE = Done(4, ActionRow(NAMES, NAMES, ["漏水", "12"], "note", "JF2610-0001", "", "dispute"), "0-4")


@pytest.mark.parametrize(
    "said",
    [[MADE], [MADE, OTHER], [MADE, MADE._replace(row=3)], [MADE, MADE], [DONE], [MADE, DONE, OTHER], []],
    ids=["one", "unlike", "like", "the same", "action", "both", "none"],
)
def test_what_a_batch_came_to_arrives_as_it_was(said: list[Made | Done]) -> None:
    sent = Batch(1, "十月", 5, said, figures={"2026-10": {"registered": {"dispute": 1}}}, mended=True)
    sent.rejected.append(Rejected(5, [], [Problem("错", row=5)]))
    arrived = pickle.loads(pickle.dumps(sent))
    assert arrived == sent
    assert list(map(type, arrived.said)) == list(map(type, said))
    assert [type(each.draft) for each in arrived.said if isinstance(each, Made)] == [Draft] * sent.made()
