"""Everything that people read has its Chinese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

import jingwu
from jingwu import language
from jingwu.cli import app
from jingwu.commands.kinds import _FORMS as FORMS
from jingwu.commands.words import _FORMS as WORDS
from jingwu.language import t
from jingwu.locale.zh import CATALOGUE

SOURCES = sorted(Path(jingwu.__file__).parent.rglob("*.py"))
HAN = re.compile("[\u4e00-\u9fff]")


def literals(path: Path) -> Iterator[str]:
    """The first arguments of t() that are literals."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def helps(command: TyperCommand | TyperGroup) -> Iterator[str]:
    """The English help of a command, of its options and of what stands under it.

    Options made from columns speak Chinese by their headings already.
    """
    if command.help:
        yield command.help
    for entry in command.params:
        text = getattr(entry, "help", None)
        if text and not HAN.search(text):
            yield text
    if isinstance(command, TyperGroup):
        context = typer.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert isinstance(below, TyperCommand | TyperGroup)
            yield from helps(below)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SOURCES[0].parent)))
def test_every_text_in_the_code_has_an_entry(path: Path) -> None:
    assert sorted({text for text in literals(path) if text not in CATALOGUE}) == []


def test_every_help_text_has_an_entry() -> None:
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    texts = {*helps(root), *FORMS.values(), *(text for _, text in WORDS)}
    assert sorted(text for text in texts if text not in CATALOGUE) == []


def test_no_entry_is_left_from_a_text_that_is_gone() -> None:
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    used = {text for path in SOURCES for text in literals(path)}
    used |= {*helps(root), *FORMS.values(), *(text for _, text in WORDS)}
    constants = {
        node.value
        for path in SOURCES
        if path.name != "zh.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(CATALOGUE) - used - constants) == []


@pytest.mark.parametrize("english", sorted(CATALOGUE), ids=lambda text: text[:40])
def test_an_entry_is_chinese_and_keeps_the_places_for_values(english: str) -> None:
    chinese = CATALOGUE[english]
    assert sorted(re.findall(r"\{\w*\}", english)) == sorted(re.findall(r"\{\w*\}", chinese))
    assert HAN.search(chinese) or not re.search("[A-Za-z]{3}", re.sub(r"\{\w*\}", "", english))


def test_texts_are_chinese_unless_english_is_chosen() -> None:
    english = "There is no such day."
    assert t(english) == CATALOGUE[english]
    language.use("en")
    assert t(english) == english
