"""Reading JSON Lines, hostile ones too."""

from decimal import Decimal
from pathlib import Path

import pytest

from jingwu.importers import READERS, Asked, Row


def rows_of(folder: Path, text: str, encoding: str = "utf-8") -> list[Row]:
    path = folder / "a.jsonl"
    path.write_bytes(text.encode(encoding))
    return list(READERS["jsonl"](path, Asked()).rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_each_line_is_a_row_numbered_by_its_line(tmp_path: Path, encoding: str) -> None:
    first, second = rows_of(tmp_path, '{"摘要": " 邻居漏水 ", "n": 1.10}\n\n{"摘要": "犬只扰邻"}\r\n', encoding)
    assert first == Row(1, ("摘要", "n"), ["邻居漏水", Decimal("1.10")])
    assert second == Row(3, ("摘要",), ["犬只扰邻"])


@pytest.mark.parametrize(
    "line",
    [
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1e999}',
        '{"a": 1, "a": 2}',
        '{"a": {"b": 1, "b": 1}}',
        '{"a": ' + "9" * 5000 + "}",
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a": "\\ud83d"}',
        '{"\\udc00": 1}',
        '{"a": 1',
        "[1]",
        "7",
        "null",
        '{"a": 1} {"a": 2}',
        "摘要,登记时间",
    ],
)
def test_a_hostile_line_is_in_trouble_and_the_next_is_read(tmp_path: Path, line: str) -> None:
    bad, good = rows_of(tmp_path, f'{line}\n{{"a": "\\u5f20\\ud83d\\ude00"}}\n')
    assert bad.number == 1
    assert bad.trouble
    assert good == Row(2, ("a",), ["张\U0001f600"])
