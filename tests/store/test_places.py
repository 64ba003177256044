"""Many keys in a few bytes each."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingwu.store import places as module
from jingwu.store.places import Places


@pytest.fixture(params=[4, 256, module.FEW], autouse=True, scope="module")
def few(request: pytest.FixtureRequest) -> Iterator[None]:
    """Keys are kept in one way while they are few, and in another when they are many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FEW", request.param)
        yield


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-3000, 3000), max_size=4000))
def test_a_key_has_the_place_at_which_it_came_first(keys: list[int]) -> None:
    places, first = Places(), dict[int, int]()
    for key in keys:
        assert places.find(key) == first.get(key)
        assert places.note(key) == first.setdefault(key, len(first))
        assert len(places) == len(first)


def test_as_many_keys_as_an_import_has_are_found_again() -> None:
    places = Places()
    keys = [hash(f"dispute 110-{number}") for number in range(20_000)]
    assert [places.note(key) for key in keys] == list(range(20_000))
    assert [places.find(key) for key in keys] == list(range(20_000))
    assert places.find(hash("dispute 110-20000")) is None
