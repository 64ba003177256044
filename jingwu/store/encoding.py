"""Documents as JSON on one line: the same bytes stand in the journal and in the month's file."""

import json
from collections.abc import Callable
from typing import Any

# Documents are trees that the program has just built: looking for circles in them would take a fifth of the time.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().decode


Encode = Callable[[Any], bytes]


def encode(value: Any) -> bytes:
    """The JSON of a document in UTF-8, on one line. ValueError for NaN and for lone surrogates."""
    return _encode(value).encode()


def fast_encode() -> Encode:
    """`encode` for very many records, by orjson where it is installed: it takes a fifth of the time.

    It is not for other documents: orjson takes NaN for null. Loading it takes longer than a short command encodes.
    """
    try:
        import orjson
    except ImportError:  # the extra 'fast'
        return encode
    return orjson.dumps


def encode_names(value: Any) -> bytes:
    """The same for what names users and files: bytes of a name that are no UTF-8 stay as escapes and come back."""
    return _encode(value).encode("utf-8", "backslashreplace")


def decode(text: bytes | str) -> Any:
    """The document of a line. ValueError when it is no JSON."""
    return _decode(text.decode() if isinstance(text, bytes) else text)
