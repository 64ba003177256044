"""What an OpenDocument sheet says beside its values."""

from io import BytesIO

import pytest

from jingwu.importers.open_document import SheetFacts, sheet_facts
from jingwu.rules.cell_text import NOT_CALCULATED

SPACES = 'xmlns:o="urn:office" xmlns:t="urn:table" xmlns:c="urn:calcext"'


def facts(*rows: str, head: str = "") -> SheetFacts:
    table = f'<t:table t:name="一">{"".join(rows)}</t:table>'
    other = '<t:table t:name="二"><t:table-row><t:table-cell c:value-type="error"/></t:table-row></t:table>'
    return sheet_facts(BytesIO(f"{head}<o:x {SPACES}>{other}{table}{other}</o:x>".encode()), "一", most_errors=5)


def test_merged_cells_and_errors_have_their_places_after_rows_and_columns_that_stand_for_several() -> None:
    found = facts(
        '<t:table-row t:number-rows-repeated="3"><t:table-cell t:number-columns-repeated="9"/></t:table-row>',
        '<t:table-row><t:table-cell t:number-columns-repeated="2"/><t:table-cell t:number-rows-spanned="4"/>'
        '<t:covered-table-cell/><t:table-cell o:value-type="string" c:value-type="error"><p>#REF!</p></t:table-cell>'
        "</t:table-row>",
        '<t:table-row t:number-rows-repeated="2"><t:table-cell c:value-type="error"/></t:table-row>',
    )
    assert found.merged == [((3, 2), (6, 2))]
    assert found.errors == {(4, 4): "#REF!", (5, 0): "#N/A", (6, 0): "#N/A"}


def test_a_formula_without_a_value_is_one_that_nothing_calculated() -> None:
    row = (
        '<t:table-row><t:table-cell t:formula="of:=1+1"/><t:table-cell t:formula="of:=&quot;&quot;" '
        'o:value-type="string"/><t:table-cell/><t:table-cell t:formula="of:=[.X1]" c:value-type="error"/></t:table-row>'
    )
    assert facts(row).errors == {(1, 0): NOT_CALCULATED, (1, 3): "#N/A"}


def test_what_a_cell_covers_is_no_error() -> None:
    row = (
        '<t:table-row><t:table-cell t:number-columns-spanned="2"/><t:covered-table-cell c:value-type="error"/>'
        '<t:covered-table-cell t:formula="of:=1"/></t:table-row><t:table-row><t:table-cell/></t:table-row>'
    )
    assert facts(row).errors == {}


def test_of_very_many_errors_no_more_are_kept_than_are_of_use() -> None:
    row = '<t:table-row t:number-rows-repeated="1048576"><t:table-cell c:value-type="error"/></t:table-row>'
    assert len(facts(row, row).errors) == 6


@pytest.mark.parametrize("count", ["99999999999999999999", "-1", "2.5", ""])
def test_a_count_that_no_sheet_can_have_does_no_harm(count: str) -> None:
    found = facts(
        f'<t:table-row><t:table-cell t:number-columns-repeated="{count}" c:value-type="error"/></t:table-row>'
    )
    assert (1, 0) in found.errors


def test_entities_are_refused() -> None:
    with pytest.raises(ValueError, match="DOCTYPE"):
        facts(head='<!DOCTYPE x [<!ENTITY a "aaaa">]>')
