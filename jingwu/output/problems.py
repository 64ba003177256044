"""What is wrong with rows, for programs: where, the value masked, a code that stays the same, and words."""

from collections.abc import Mapping, Sequence

from jingwu.errors import Problem
from jingwu.output.masks import Masks
from jingwu.output.text import flat
from jingwu.rules.strays import judged

CODES: dict[str, str] = {
    "missing": "a value is required",
    "unknown_column": "a heading, or a key, is not known",
    "column_twice": "two columns mean the same",
    "not_listed": "the value is in no list of the station, or none of the choices",
    "wrong_date": "no date, or none that can be",
    "wrong_order": "a date before or after what it cannot be before or after",
    "wrong_amount": "no amount of yuan",
    "wrong_number": "no whole number, or out of its bounds",
    "wrong_answer": "neither yes nor no",
    "wrong_id_number": "no identity number",
    "wrong_phone": "no telephone number",
    "wrong_text": "a text that is too long, or holds what no text can",
    "wrong_people": "no people",
    "wrong_record_number": "no record number",
    "unreadable_row": "the row itself cannot be read",
    "unknown_kind": "it cannot be told which kind of record it is",
    "no_such_record": "the record is not there",
    "not_allowed": "the state of the record does not allow it",
    "void": "the record was made void and the row says otherwise",
    "changed": "the record is there and says otherwise; --update corrects it",
    "otherwise": "what was done is there with other details",
    "same_key": "another row, or another matter, has the same key",
    "duplicate": "perhaps registered already, for a person to decide",
    "other": "anything else",
}
"""What the `code` of a problem says. Programs rely on these."""


def problem_documents(
    problems: Sequence[Problem], sheets: Mapping[str, tuple[str, str]], masks: Masks
) -> list[dict[str, object]]:
    """The problems, masked; `sheets` tells file and sheet of what is named by both."""
    return [_document(problem, sheets, masks) for problem in judged(problems)]


def _document(problem: Problem, sheets: Mapping[str, tuple[str, str]], masks: Masks) -> dict[str, object]:
    file, sheet = sheets.get(problem.file, (problem.file, ""))
    return {
        "file": masks.value(file, "text"),
        "sheet": sheet,
        "row": problem.row,
        "column": problem.column,
        "value": masks.value(problem.value, problem.mask or "text"),
        "code": problem.code or "other",
        "message": masks.value(flat(problem.message), "text"),
        "hint": masks.value(flat(problem.hint), "text"),
    }
