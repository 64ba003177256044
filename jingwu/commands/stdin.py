"""One JSON object on standard input, refused in words when it is anything else."""

import json
import sys
from typing import Any

from jingwu.errors import BadInput, Problem
from jingwu.language import t

_DEEPEST = 20


def read_object() -> dict[str, object]:
    """The object on standard input. BadInput when it is no JSON object in UTF-8, or says something twice."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError:
        raise _bad(t("It is not in UTF-8.")) from None
    except json.JSONDecodeError as error:
        raise _bad(t("It is not JSON: line {line}, column {column}.", line=error.lineno, column=error.colno)) from None
    except (ValueError, RecursionError) as error:
        words = str(error) if type(error) is ValueError and error.args[1:] == ("jingwu",) else t("It is not JSON.")
        raise _bad(words) from None
    if not isinstance(found, dict):
        raise _bad(t('One JSON object is expected: {{"summary": …}}.'))
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(t("A name stands twice in one object."), "jingwu")
    return found


def _constant(word: str) -> float:
    raise ValueError(t("{word} is no number.", word=word), "jingwu")


def _bad(message: str) -> BadInput:
    return BadInput([Problem(message, column=t("standard input"))])
