"""One JSON object on standard input, refused in words when it is anything else."""

import sys

from jingwu.errors import BadInput, Problem
from jingwu.importers.jsonl_reader import parse_object
from jingwu.language import t


def read_object() -> dict[str, object]:
    """The object on standard input. BadInput when it is no JSON object in UTF-8, or says something twice."""
    try:
        return parse_object(sys.stdin.buffer.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        message = t("It is not in UTF-8.")
    except ValueError as error:
        message = str(error)
    raise BadInput([Problem(message, column=t("standard input"))])
