"""Typer's messages about the command line, which it only has in English, in the current language."""

import re

import typer

from jingwu.language import pick, t

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

_ARGUMENTS = {
    "number": ("the record's number", "编号"),
    "files": ("the file", "文件"),
    "file": ("the file", "文件"),
    "folder": ("the folder", "文件夹"),
    "text": ("the text to look for", "要查找的文字"),
    "batch": ("the batch's number", "批次号"),
    "month": ("the month", "月份"),
    "figure": ("the figure", "项目"),
}


def in_words(error: typer.TyperException) -> str:
    """The message of a usage error."""
    message = error.format_message()
    for pattern, words in _FORMS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            values = found.groupdict()
            return t(words, **{**values, "name": _named(values["name"])}) if "name" in values else t(words)
    return t(_UNKNOWN, message=message)


def where_to_read(error: typer.TyperException) -> str:
    """Which page of help tells how the command is typed."""
    context = getattr(error, "ctx", None)
    if context is None or context.parent is None:
        return t("jingwu --help lists the commands.")
    return t("How it is typed: {command} --help", command=context.command_path)


def _named(name: str) -> str:
    """An argument as people call it; an option is called as it is typed."""
    words = _ARGUMENTS.get(name.lower())
    return pick(*words) if words else name
