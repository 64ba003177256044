"""Typer's messages about the command line, which it only has in English, in the current language."""

import re

import typer

from jingwu.language import t

_UNKNOWN = "The command line is wrong: {message}"
_FORMS: tuple[tuple[str, str], ...] = (
    (
        r"No such option:? '?(?P<name>[^ ']+)'? \(Possible options: (?P<near>.*)\)",
        "There is no option {name}; perhaps {near}.",
    ),
    (r"No such option:? '?(?P<name>[^ ']+)'?.*", "There is no option {name}."),
    (r"No such command '(?P<name>.*?)'\..*", "There is no command '{name}'."),
    (r"Missing argument '?(?P<name>[^'.]+)'?\..*", "{name} is missing."),
    (r"Missing option '?(?P<name>[^'.]+)'?\..*", "{name} is missing."),
    (r"Missing command\.", "Which command?"),
    (r"Option '?(?P<name>[^ ']+)'? requires an argument.*", "{name} needs a value."),
    (r"Option '?(?P<name>[^ ']+)'? does not take a value.*", "{name} takes no value."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<name>.*)\)", "Too much on the line: {name}"),
    (r"Invalid value for '?(?P<name>[^':]+)'?: .*not a valid int.*", "{name} is a whole number."),
    (r"Invalid value for '?(?P<name>[^':]+)'?: .*not in the range.*", "{name} is out of range."),
)


def in_words(error: typer.TyperException) -> str:
    """The message of a usage error."""
    message = error.format_message()
    for pattern, words in _FORMS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return t(words, **found.groupdict())
    return t(_UNKNOWN, message=message)
