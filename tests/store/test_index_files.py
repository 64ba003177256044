"""The form of the files of the index."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwu.rules.limits import limits_for
from jingwu.settings import Settings
from jingwu.store import index_files
from jingwu.store.delta import Delta
from jingwu.store.files import access_for
from jingwu.store.index import Index
from jingwu.store.index_files import Keys, Stale, body_of, entry_of_key, key_and_number, key_from, key_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.dictionaries(TEXTS, st.integers(1, 99_999)), st.lists(TEXTS))
@pytest.mark.parametrize("hashed", [hash, lambda _: 7])
def test_a_source_key_is_found_and_no_other(
    hashed: Callable[[bytes], int], numbers: dict[str, int], others: list[str]
) -> None:
    lines = {key_of("dispute", key): f"JF2610-{number:04d}" for key, number in numbers.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_files, "hash", hashed, raising=False)
        keys = Keys(body_of(lines))
        for line in [*lines, *(key_of("dispute", key) for key in others), "dispute ", ""]:
            assert keys.number(line) == lines.get(line, "")


@given(TEXTS)
def test_a_source_key_comes_back_from_its_entry(key: str) -> None:
    line, number = key_and_number(entry_of_key(key_of("case", key), "AJ2610-0001"))
    assert (key_from(line), number) == (key, "AJ2610-0001")


def test_a_file_with_a_line_that_is_no_entry_is_stale() -> None:
    with pytest.raises(Stale):
        Keys(b"dispute A\tJF2610-0001\nB")


def test_former_keys_that_are_taken_in_are_found_though_they_were_asked_for_before(tmp_path: Path) -> None:
    index = Index(tmp_path, access_for(tmp_path, group=False), {}, 0)
    assert index.former_numbers() == {}
    delta = Delta(limits_for(Settings()))
    delta.former["JF2610-0001"] = "dispute A\tdispute B"
    index.apply(delta, 1)
    assert index.former_numbers() == {"dispute A": ["JF2610-0001"], "dispute B": ["JF2610-0001"]}
