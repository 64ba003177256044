"""Modules that Typer names and a run seldom needs: each is loaded when something of it is used first.

Start-up is the product, and these took a seventh of it. An `import` finds a module that is empty; what is asked of it
first fills it, and from then on it is the module. `from … import` asks at once; so what Typer takes that way is a
function that loads its module when it is called. (Python 3.15 has imports of this kind: PEP 810.)
"""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any

SELDOM = (
    "ast", "bz2", "fnmatch", "ipaddress", "linecache", "lzma", "ntpath", "platform", "shellingham", "subprocess",
    "textwrap", "tokenize",
)  # fmt: skip
"""Imported by Typer and by what it imports: inspect, pathlib, shutil, traceback, urllib.parse."""

TAKEN = {
    "difflib": "get_close_matches",
    "gettext": "gettext",
    "shutil": "get_terminal_size",
    "urllib.parse": "quote_from_bytes",
    "uuid": "UUID",
}
"""Module to the one name that Typer or pathlib takes out of it, to call it where a command line is wrong, or never."""

DERIVED = {"ast": "NodeVisitor"}
"""Module to the one class of it from which inspect, before Python 3.13, derives one that finds the text of a class."""


def load_later() -> None:
    """Let all these modules be loaded later; those that are there already stay."""
    for name in (*SELDOM, *TAKEN):
        sys.modules.setdefault(name, _Later(name))


def typer_is_loaded() -> None:
    """From now on, whoever takes a name out of one of the modules in TAKEN gets what stands there."""
    for name in TAKEN:
        if isinstance(sys.modules.get(name), _Later):
            del sys.modules[name]


class _Later(ModuleType):
    """A module that is not loaded yet."""

    def __getattr__(self, name: str) -> Any:
        """What is asked of it."""
        module = self.__name__
        if module in TAKEN:
            if name == "__path__":  # `from … import` asks whether it is a package
                raise AttributeError(name)
            if name == TAKEN[module]:
                return _calling(module, name)
        if name == DERIVED.get(module):
            return _deriving(module, name)
        _load(self)
        return getattr(self, name)


def _deriving(module: str, name: str) -> type:
    """A class whose methods are those of the module's class, which is loaded when one of them is asked for."""

    def attribute(self: object, wanted: str) -> Any:
        return getattr(getattr(_loaded(module), name), wanted).__get__(self)

    return type(name, (), {"__getattr__": attribute})


def _calling(module: str, name: str) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        return getattr(_loaded(module), name)(*args, **named)

    return call


def _loaded(name: str) -> ModuleType:
    module = import_module(name)
    if isinstance(module, _Later):
        _load(module)
    return module


def _load(module: ModuleType) -> None:
    package = module.__name__.rpartition(".")[0]
    spec = PathFinder.find_spec(module.__name__, import_module(package).__path__ if package else None)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"No module named {module.__name__!r}", name=module.__name__)
    module.__class__ = ModuleType
    vars(module).update(vars(module_from_spec(spec)))
    spec.loader.exec_module(module)
