"""Text that a terminal may have."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwu.output.text import fit, flat, pad, visible, width_of, wrap

ANY_TEXT = st.text(st.characters(categories=None), max_size=60)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\x1b[31m红", "␛[31m红"),
        ("a\x00b\x07", "a␀b␇"),
        ("\x7f", "␡"),
        ("\x9b2J", "<U+009B>2J"),
        ("\u202eabc", "<U+202E>abc"),
        ("\u200d\u200f\ufeff\u00ad", "<U+200D><U+200F><U+FEFF><U+00AD>"),
        ("\ud800", "<U+D800>"),
        ("\U000e0001", "<U+E0001>"),
        ("\u0378", "<U+0378>"),
        ("a\nb\tc", "a␊b␉c"),
        ("𠮷野家 é　。", "𠮷野家 é　。"),
        ("\U0002ebf0", "\U0002ebf0"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_line_ends_stay_only_where_lines_are_allowed() -> None:
    assert visible("a\r\nb\u2028c", lines=True) == "a\nb\nc"
    assert flat("a\r\nb\nc") == "a b c"


@given(ANY_TEXT)
def test_nothing_dangerous_is_ever_left(text: str) -> None:
    left = {unicodedata.category(character) for character in visible(text) if ord(character) < 0x20000}
    assert not left & {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("张三", 4), ("e\u0301", 1), ("ａ！", 4), ("…·", 2), ("𠮷", 2), ("", 0), ("ｱ", 1)]
)
def test_a_chinese_character_takes_two_cells_and_a_combining_mark_none(text: str, cells: int) -> None:
    assert width_of(text) == cells


@given(ANY_TEXT.map(flat), st.integers(0, 30))
def test_a_cut_text_never_exceeds_its_width(text: str, width: int) -> None:
    assert width_of(fit(text, width)) <= width
    assert fit(text, width) == text or fit(text, width).endswith("…") or width == 0


def test_a_cut_text_says_so() -> None:
    assert fit("宅基地纠纷", 7) == "宅基地…"
    assert fit("宅基地纠纷", 10) == "宅基地纠纷"
    assert fit("宅基地", 0) == ""


def test_padding_counts_cells() -> None:
    assert pad("张三", 6) == "张三  "
    assert pad("张三", 6, right=True) == "  张三"


@given(ANY_TEXT.map(flat), st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert max(map(width_of, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_line_begins_neither_in_a_latin_word_nor_with_a_full_stop() -> None:
    assert wrap("see JF2610-0012 now", 14) == ["see", "JF2610-0012", "now"]
    assert wrap("已经劝开。再谈", 8) == ["已经劝", "开。再谈"]
    assert wrap("同比上升25.7%），其中", 14) == ["同比上升", "25.7%），其中"]
