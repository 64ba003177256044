"""Lists of record numbers."""

import pytest

from jingwu.store import roll
from jingwu.store.roll import Roll

NUMBERS = ["JF2610-0002", "AJ2610-0002", "JF2609-0001", "JF2610-12345"]


@pytest.mark.parametrize("are_alike", [False, True])
def test_each_number_stands_once_where_it_came_first(monkeypatch: pytest.MonkeyPatch, *, are_alike: bool) -> None:
    if are_alike:  # two numbers with the same hash are two all the same
        monkeypatch.setattr(roll, "hash", lambda value: value[1], raising=False)
    numbers = Roll()
    assert numbers.find("JF2610-0002") is None
    assert [numbers.note(number) for number in (*NUMBERS, *NUMBERS)] == [0, 1, 2, 3, 0, 1, 2, 3]
    assert (len(numbers), list(numbers)) == (4, NUMBERS)
    assert [numbers.find(number) for number in (*NUMBERS, "JF2610-0003")] == [0, 1, 2, 3, None]


def test_a_text_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="JF"):
        Roll().note("JF")


def test_numbers_are_found_by_their_months_and_in_the_order_of_the_volumes() -> None:
    numbers = Roll()
    for number in NUMBERS:
        numbers.note(number)
    assert {month: list(places) for month, places in numbers.by_month().items()} == {
        "2026-10": [0, 1, 3], "2026-09": [2],
    }  # fmt: skip
    assert [numbers[place] for place in numbers.ordered()] == [
        "JF2609-0001", "AJ2610-0002", "JF2610-0002", "JF2610-12345",
    ]  # fmt: skip
