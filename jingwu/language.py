"""The one translation function; texts stand in the code in English, in locale/ in Chinese (中文)."""

import re
from collections.abc import Iterable
from pathlib import PurePath

LANGUAGES = ("zh", "en")

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_PICTURES = 0x2400

_language = "zh"
_catalogue: dict[str, str] | None = None


def use(language: str) -> None:
    """Speak `language` ('zh' or 'en') from now on."""
    global _language  # noqa: PLW0603 - one process speaks one language; everything else takes it from here
    _language = language if language in LANGUAGES else "zh"


def current() -> str:
    """'zh' or 'en'."""
    return _language


def t(text: str, /, **values: object) -> str:
    """`text` in the current language with `values` filled in; a text without an entry stays English.

    Paths are filled in on one line.
    """
    if _language == "zh":
        text = _chinese().get(text, text)
    if not values:
        return text
    return text.format(
        **{key: on_one_line(str(value)) if isinstance(value, PurePath) else value for key, value in values.items()}
    )


def pick(english: str, chinese: str) -> str:
    """The one of two names, standing side by side in a description, that the current language reads."""
    return chinese if _language == "zh" else english


def listed(words: Iterable[str]) -> str:
    """Several words as a list in a sentence."""
    return pick(", ", "、").join(words)


def on_one_line(name: str) -> str:
    """A file's name with its control characters written out (␊): nothing of it may pass for a line of a message."""
    return name if name.isprintable() else _CONTROLS.sub(_written_out, name)


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < ord(" ") else f"<U+{code:04X}>"


def _chinese() -> dict[str, str]:
    global _catalogue  # noqa: PLW0603 - loaded once, when the first Chinese text is asked for
    if _catalogue is None:
        from jingwu.locale.zh import CATALOGUE

        _catalogue = CATALOGUE
    return _catalogue
