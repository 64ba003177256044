"""Numbers, as kept and as typed."""

from datetime import date

import pytest

from jingwu.errors import UsageError
from jingwu.rules.numbering import make_number, parse_number, place_of

TODAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("JF2610-0012", "JF2610-0012"),
        ("jf12", "JF2610-0012"),
        ("jf2609-12", "JF2609-0012"),
        ("ｊｆ２６０９－１２", "JF2609-0012"),
        (" AJ7 ", "AJ2610-0007"),
        ("zf2610-12345", "ZF2610-12345"),
    ],
)
def test_a_number_may_be_typed_short_in_any_case_and_full_width(typed: str, number: str) -> None:
    assert parse_number(typed, today=TODAY) == number


@pytest.mark.parametrize("typed", ["", "12", "QQ12", "jf", "jf2613-1", "jf-1", "JF2610-0012x", "jf1234567890123"])
def test_what_is_no_number_is_refused_with_the_form(typed: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_number(typed, today=TODAY)
    assert "JF2610-0012" in refusal.value.hint


def test_a_number_tells_where_its_record_stands() -> None:
    assert place_of("YH2601-10007") == ("2026-01", "hazard", 10007)
    assert make_number(*("hazard", "2026-01", 10007)) == "YH2601-10007"


@pytest.mark.parametrize("text", ["", "JF2600-0001", "JF2613-0001", "QQ2610-0001", "JF26100001", "JF2610-x"])
def test_a_text_that_is_no_full_number_has_no_place(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the class is the contract
        place_of(text)
