"""Reading comma- and tab-separated files."""

from pathlib import Path

import pytest

from jingwu.errors import BadInput
from jingwu.importers import READERS, Asked, Row

TEXT = "摘要,登记时间\n邻居漏水,2026-10-03\n犬只扰邻,2026-10-04\n"


def rows_of(folder: Path, content: str | bytes, name: str = "a.csv") -> list[Row]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(READERS[path.suffix[1:]](path, Asked()).rows)


def refusal(folder: Path, content: bytes) -> tuple[int | None, str]:
    with pytest.raises(BadInput) as refused:
        rows_of(folder, content)
    problem = refused.value.problems[0]
    assert problem.file == "a.csv"
    return problem.row, problem.message


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 BOM"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_the_encoding_is_found_and_said(tmp_path: Path, encoding: str, shown: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.encode(encoding))
    source = READERS["csv"](path, Asked())
    assert source.encoding == shown
    assert [list(row.cells) for row in source.rows] == [["邻居漏水", "2026-10-03"], ["犬只扰邻", "2026-10-04"]]


@pytest.mark.parametrize("guard", ['="007"', "'=007"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
@pytest.mark.parametrize("above", [0, 20])
def test_guards_are_taken_off_in_every_encoding_wherever_they_stand(
    tmp_path: Path, encoding: str, guard: str, above: int
) -> None:
    content = "摘要,部位\n" + f"邻里,{'旧' * 30_000}\n" * above + f"争吵,{guard}\n"
    rows = rows_of(tmp_path, content.encode(encoding))
    assert rows[-1].cells == ["争吵", guard.strip("'").removeprefix('="').removesuffix('"')]


def test_a_character_that_only_gb18030_has_decides_at_the_end_of_the_file(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, ("a,b\n" + "x,y\n" * 300_000).encode() + "㐂,镕\n".encode("gb18030"))
    assert rows[-1].cells == ["㐂", "镕"]


def test_damaged_utf8_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    content = TEXT.encode() + b"\xe9,2026-10-05\n"
    assert refusal(tmp_path, content)[0] == 4


def test_bytes_of_no_encoding_are_refused_with_their_line(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"a,b\n1,2\n\xff\xff,3\n")[0] == 3


def test_utf16_without_its_mark_is_refused_in_words(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(tmp_path, TEXT.encode("utf-16-le"))[1]


def test_a_cut_utf16_file_is_refused(tmp_path: Path) -> None:
    refusal(tmp_path, TEXT.encode("utf-16")[:-1])


def test_rows_count_as_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, 'a,b\n"two\nlines",1\n\n , \nlast,2\n')
    assert [(row.number, list(row.cells)) for row in rows] == [(2, ["two\nlines", "1"]), (5, ["last", "2"])]


def test_a_tab_separates_where_the_headings_show_it(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "a\tb\n1,5\t2\n", "a.tsv")[0].cells == ["1,5", "2"]
    assert rows_of(tmp_path, "a\tb\n1,5\t2\n", "a.csv")[0].cells == ["1,5", "2"]


def test_a_row_of_another_length_is_in_trouble_and_the_next_is_read(tmp_path: Path) -> None:
    short, long, good, ended = rows_of(tmp_path, "a,b\n1\n1,2,3\n1,2\n1,2,,\n")
    assert (short.number, bool(short.trouble)) == (2, True)
    assert (long.number, bool(long.trouble)) == (3, True)
    assert not good.trouble
    assert not ended.trouble


def test_a_wrong_quotation_mark_is_said_of_its_row_and_the_next_is_read(tmp_path: Path) -> None:
    bad, good = rows_of(tmp_path, 'a,b\n"x"y,1\n3,4\n')
    assert (bad.number, bool(bad.trouble)) == (2, True)
    assert good.cells == ["3", "4"]


def test_a_quotation_mark_that_is_never_closed_is_said_of_the_row_that_opens_it(tmp_path: Path) -> None:
    good, bad = rows_of(tmp_path, 'a,b\n1,2\n"x,1\n3,4\n5,6\n')
    assert good.cells == ["1", "2"]
    assert (bad.number, bool(bad.trouble)) == (3, True)


def test_an_endless_cell_is_said_in_words(tmp_path: Path) -> None:
    (row,) = rows_of(tmp_path, "a,b\n" + "x" * 200_000 + ",1\n")
    assert row.trouble


@pytest.mark.parametrize("content", ["", "\n\n", " , ,\n"])
def test_a_file_without_headings_is_in_trouble(tmp_path: Path, content: str) -> None:
    (row,) = rows_of(tmp_path, content)
    assert row.trouble


def test_headings_alone_are_no_rows(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "摘要,类别\r\n") == []
