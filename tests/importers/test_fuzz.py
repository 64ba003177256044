"""Whatever a file holds, an import of it ends in an import or a refusal; and nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.corpus import CASES
from tools.fuzzing import FORMS, import_once

SEEDS = [case.made() for case in CASES if not callable(case.content) and len(case.content) < 10_000]
BOOKS = [case.made() for case in CASES if case.name.startswith(("a sheet with a title", "merged cells"))]


@st.composite
def bent(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A file with a few pieces taken out, doubled, or replaced."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 16))
        piece = draw(st.binary(max_size=8) | st.just(bytes(data[at : at + length]) * 2))
        data[at : at + length] = piece
    return bytes(data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@settings(max_examples=300, deadline=timedelta(seconds=20))
@given(data=bent(SEEDS) | st.binary(max_size=200), form=st.sampled_from(FORMS))
def test_a_bent_text_ends_in_an_import_or_a_refusal(data: bytes, form: str, folder: Path) -> None:
    import_once(folder, data, form)


@settings(max_examples=40, deadline=timedelta(seconds=60))
@given(data=bent(BOOKS))
def test_a_bent_spreadsheet_ends_in_an_import_or_a_refusal(data: bytes, folder: Path) -> None:
    import_once(folder, data, "xlsx")
