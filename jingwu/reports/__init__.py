"""Reports: values in, a Table or a Sheet out; no files, no printing.

Adding one: a module here with one public function, and its line in REPORTS. Names of people and texts from records go
into Private cells, codes into Named ones; each table's notes name the date that it counts by.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

REPORTS: dict[str, str] = {
    "overdue": "overdue_table",
    "due": "due_table",
    "monthly": "monthly_sheet",
}
"""Report, which is also its module's name, to its function."""


def report(name: str) -> Callable[..., Any]:
    """The function of a report; its module is loaded when it is asked for. KeyError for an unknown one."""
    function: Callable[..., Any] = getattr(import_module(f"jingwu.reports.{name}"), REPORTS[name])
    return function
