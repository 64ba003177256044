"""The one translation function; texts stand in the code in English, in locale/ in Chinese (中文)."""

from collections.abc import Iterable

LANGUAGES = ("zh", "en")

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
    """`text` in the current language with `values` filled in; a text without an entry stays English."""
    if _language == "zh":
        text = _chinese().get(text, text)
    return text.format(**values) if values else text


def pick(english: str, chinese: str) -> str:
    """The one of two names, standing side by side in a description, that the current language reads."""
    return chinese if _language == "zh" else english


def listed(words: Iterable[str]) -> str:
    """Several words as a list in a sentence."""
    return pick(", ", "、").join(words)


def _chinese() -> dict[str, str]:
    global _catalogue  # noqa: PLW0603 - loaded once, when the first Chinese text is asked for
    if _catalogue is None:
        from jingwu.locale.zh import CATALOGUE

        _catalogue = CATALOGUE
    return _catalogue
