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

TAKEN = {"difflib": "get_close_matches", "gettext": "gettext", "uuid": "UUID"}
"""Module to the one name that Typer takes out of it, to call it where a command line is wrong, or never."""


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
        _load(self)
        return getattr(self, name)


def _calling(module: str, name: str) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        found = import_module(module)
        if isinstance(found, _Later):
            _load(found)
        return getattr(found, name)(*args, **named)

    return call


def _load(module: ModuleType) -> None:
    spec = PathFinder.find_spec(module.__name__)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"No module named {module.__name__!r}", name=module.__name__)
    module.__class__ = ModuleType
    vars(module).update(vars(module_from_spec(spec)))
    spec.loader.exec_module(module)
