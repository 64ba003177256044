"""What a row says, beside what was done to its record already."""

from jingwu.errors import Problem
from jingwu.language import pick, t
from jingwu.records.actions import ACTIONS, ROW_ID, action_heading
from jingwu.records.record import Event, Record
from jingwu.services.import_alike import without_id
from jingwu.services.import_changes import is_same
from jingwu.services.import_held import Held


def find_done(said: Event, before: list[Event]) -> Event | None:
    """The event by which it was done before this run; each stands for one row, as two equal ones may both be true."""
    return next((event for event in before if is_same(said, event)), None)


def id_of(event: Event) -> str:
    """The id of the rejected row that an event came from, else ''."""
    return str(event.fields.get(ROW_ID.name, ""))


def is_otherwise(said: Event, there: Event) -> bool:
    """Whether a row says another sum of what was done at the same time: to add it would count it twice."""
    sums = [column.name for column in ACTIONS[said.action].columns if column.type == "money"]
    both = [(said.fields[name], there.fields[name]) for name in sums if name in said.fields and name in there.fields]
    return is_alike(said, there) and any(one != other for one, other in both)


def is_alike(said: Event, there: Event) -> bool:
    """Whether both are the same action at the same time."""
    return is_same(said._replace(fields={}), there)


def refusal(record: Record, there: Event) -> Problem:
    """That something was done already, as an event says otherwise."""
    what = action_heading(there.action)
    message = t("{number} has this already, with other details: {what}.", number=record.number, what=what)
    hint = t("What was done is not changed by an import: put it right by hand.")
    return Problem(message, hint=hint, code="otherwise")


def of_same_row(record: Record, there: Event) -> Problem:
    """The refusal of a row by which something was done already, when it was mended otherwise."""
    what = action_heading(there.action)
    message = t("{number} has this from the same row, which said otherwise: {what}.", number=record.number, what=what)
    hint = t("What was done is not changed by an import: put it right by hand.")
    return Problem(message, hint=f"{hint}{pick(' ', '')}{without_id()}", code="otherwise")


def done_already(number: str) -> Problem:
    """What is told of a mended row that says what was done; nobody knows whether it was done twice."""
    message = t("{number} has this already; nothing was added.", number=number)
    return Problem(message, hint=t("What was done once more is entered by hand."), code="duplicate")


def with_ids_last(rows: list[Held]) -> list[Held]:
    """The rows of a record: what others do may be theirs that have an id."""
    return sorted(rows, key=lambda held: held.is_told) if any(held.is_told for held in rows) else rows
