"""Masks of names, numbers and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.shown import ID_NUMBER, PHONE, TABLE

from jingwu.output.masks import HIDDEN, Masks, mask_address, mask_birth, mask_id, mask_name, mask_phone, mask_text
from jingwu.reports.table import Private
from jingwu.settings import Settings

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)
DIGITS = "0123456789"


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张*"), ("欧阳娜娜", "欧***"), ("John", "J***"), ("张", "*"), ("阿依古丽·买买提", "阿*******")],
)
def test_a_name_keeps_its_first_character(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("form", "masked"),
    [
        ("default", "110***********1234"),
        ("strict", "****************34"),
        ("customary", "110101********1234"),
    ],
)
def test_an_id_number_shows_as_much_as_the_station_asks_for(form: str, masked: str) -> None:
    assert mask_id(ID_NUMBER, form) == masked
    assert Masks.of(Settings(masks={"id_number": form})).value(ID_NUMBER, "id_number") == masked


def test_an_unknown_form_of_mask_is_the_default() -> None:
    assert Masks.of(Settings(masks={"id_number": "none"})).id_number == "default"


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13900001234", "139****1234"),
        ("0571-87654321", "0571-******21"),
        ("010-12345678", "010-******78"),
        ("057187654321", "0571******21"),
        ("87654321", "******21"),
        ("139 0000 1234", "139******1234"),
        ("+8613900001234", "+86*******1234"),
        ("110", "**0"),
    ],
)
def test_a_phone_keeps_its_start_and_end(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("青石镇柳树村12号", "青石镇柳树村***"),
        ("朝阳社区3栋2单元501", "朝阳社区***"),
        ("柳树村", "柳树村"),
        ("人民路12号", "人民路***"),
        ("浙江省杭州市西湖区文三路", "浙江省杭州市***"),
        ("5号楼", "***"),
    ],
)
def test_an_address_ends_at_the_village_and_never_shows_a_house(address: str, masked: str) -> None:
    assert mask_address(address) == masked


def test_a_name_beside_a_number_is_not_shown() -> None:
    assert mask_phone("13900000001张三丰") == "139*******1***"
    assert mask_phone("柳树村12号张三") == "*" * 8
    assert mask_id("11010519491231002X张三丰") == "110******************"
    assert mask_id("110105194912310021Ann") == "110**************1***"
    assert mask_id("E12345678") == "******678"


def test_of_a_birth_date_the_year_is_shown() -> None:
    assert (mask_birth("1990-03-07"), mask_birth("三月")) == ("1990", "****")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"电话{PHONE}。", "电话139****1234。"),
        ("电话139-0000-1234", "电话139******1234"),
        ("电话１３９００００１２３４", "电话１３９****１２３４"),
        (f"证{ID_NUMBER}，", "证110***********1234，"),
        ("证11010119900307123X", "证110***********123X"),
        ("证110101900307123", "证110********7123"),
        ("座机0571-87654321", "座机0571-******21"),
        ("卡6222020200112233445", "卡62***************45"),
        ("电话8613900001234", "电话86*********34"),
        ("2026-10-03 09:30 损失800元，JF2610-0012", "2026-10-03 09:30 损失800元，JF2610-0012"),
        ("张三、张 三、张三丰", "张*、张**、张**"),
        ("JOHN SMITH said", "J********* said"),
    ],
)
def test_a_text_hides_the_people_and_numbers_in_it(text: str, masked: str) -> None:
    assert mask_text(text, ("张三", "张三丰", "John Smith")) == masked


def test_the_longest_name_is_masked_first() -> None:
    assert mask_text("欧阳娜娜和欧阳", ("欧阳", "欧阳娜娜")) == "欧***和欧*"


@given(st.lists(CHINESE, min_size=1, max_size=4), st.text("的和，。 打0123456789", max_size=30))
def test_no_name_is_left_in_a_text(names: list[str], between: str) -> None:
    text = between.join(names) + between
    assert not [name for name in names if name in mask_text(text, names)]


@given(st.text(DIGITS, min_size=9, max_size=20), st.text("电话：是x ，", max_size=5))
def test_no_long_number_is_left_in_a_text(number: str, around: str) -> None:
    assert number not in mask_text(around + number + around)


def test_without_masks_everything_is_shown() -> None:
    masks = Masks(unmask=True)
    assert masks.value("张三", "name", hidden=True) == "张三"
    assert masks.cell(Private("张三", "name")) == "张三"


def test_of_something_hidden_nothing_is_shown_but_that_it_is_there() -> None:
    assert Masks().value("张三", "name", hidden=True) == HIDDEN
    assert Masks().value("", "name", hidden=True) == ""


def test_a_masked_table_has_no_private_cell() -> None:
    cells = [cell for row in Masks().table(TABLE).rows for cell in row]
    assert not [cell for cell in cells if isinstance(cell, Private)]
    assert "张*电话139****1234" in cells
    assert HIDDEN in cells
