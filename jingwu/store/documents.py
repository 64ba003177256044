"""Documents of the volumes as records."""

from typing import TYPE_CHECKING

from jingwu.errors import NoSuchRecord, NotAllowed
from jingwu.language import t
from jingwu.store.damage import damaged

if TYPE_CHECKING:  # loaded when a record is looked at
    from jingwu.records.codec import Document
    from jingwu.records.record import Record
    from jingwu.rules.numbering import Place
    from jingwu.store.shelf import Shelf


def find_document(shelf: "Shelf", number: str) -> "Document":
    """The document with this full number. NoSuchRecord."""
    place = _place_in(shelf, number)
    found = shelf.tables(place.month).get(place.kind, place.sequence)
    if found is None:
        raise no_such_record(number)
    return found


def find_text(shelf: "Shelf", number: str) -> bytes:
    """The JSON of the document with this full number. NoSuchRecord."""
    place = _place_in(shelf, number)
    found = shelf.volume(place.month).text(place.kind, place.sequence)
    if found is None:
        raise no_such_record(number)
    return found


def _place_in(shelf: "Shelf", number: str) -> "Place":
    from jingwu.rules.numbering import place_of

    try:
        place = place_of(number)
    except ValueError:
        raise no_such_record(number) from None
    if not shelf.has(place.month):
        raise no_such_record(number)
    return place


def record_of(number: str, document: "Document") -> "Record":
    """The record of a stored document. LedgerDamaged when it is none."""
    from jingwu.records.codec import from_document
    from jingwu.rules.numbering import place_of

    try:
        return from_document(place_of(number).kind, document)
    except (ValueError, KeyError, TypeError, ArithmeticError):
        raise damaged(t("The record {number} is not what was written.", number=number)) from None


def no_such_record(number: str) -> NoSuchRecord:
    """The error for a number that no record has."""
    return NoSuchRecord(
        t("There is no record {number}.", number=number), hint=t("'jingwu find' looks for a text in all records.")
    )


def registered_meanwhile() -> NotAllowed:
    """The refusal of new records where others have stored one of them since, under a number that these have."""
    return NotAllowed(
        t("Somebody else has registered a matter of this import meanwhile."),
        hint=t("Try again in a moment; nothing was changed."),
    )
