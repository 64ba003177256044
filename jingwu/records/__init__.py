"""The kinds of record. Adding one: a module like `hazard.py` here, its line in KINDS, its states in rules/status.py.

A kind's module is loaded when that kind is handled, not before: eight of them cost as much as starting Python.
"""

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:  # a list of what is overdue needs the names of kinds, not their columns
    from jingwu.records.record import Record

KINDS: dict[str, str] = {
    "case": "Case",
    "dispute": "Dispute",
    "hazard": "Hazard",
    "request": "Request",
    "lead": "Lead",
    "conduct": "Conduct",
    "visit": "Visit",
    "patrol": "Patrol",
}
"""Kind, which is also its module's name, to its class."""

WORKED = ("case", "dispute", "hazard", "request", "lead", "conduct")
"""The kinds that are worked on until they are done; a visit or a patrol is done when it is registered."""

PREFIXES: dict[str, str] = {
    "AJ": "case",
    "JF": "dispute",
    "YH": "hazard",
    "SX": "request",
    "XS": "lead",
    "XJ": "conduct",
    "ZF": "visit",
    "XL": "patrol",
}
"""Prefix of a number to its kind; a test compares it with the classes."""

NAMES: dict[str, tuple[str, str]] = {
    "case": ("Cases", "小案件"),
    "dispute": ("Disputes", "小纠纷"),
    "hazard": ("Hazards", "小隐患"),
    "request": ("Requests", "小事情"),
    "lead": ("Leads", "小苗头、线索"),
    "conduct": ("Conduct", "警务小节"),
    "visit": ("Visits", "走访"),
    "patrol": ("Patrols", "巡逻"),
}
"""Kind to its English and Chinese name; a test compares it with the classes."""


def record_class(kind: str) -> "type[Record]":
    """The dataclass of `kind`. KeyError for an unknown one."""
    found = _CLASSES.get(kind)
    if found is None:
        found = _CLASSES[kind] = cast("type[Record]", getattr(import_module(f"jingwu.records.{kind}"), KINDS[kind]))
    return found


_CLASSES: "dict[str, type[Record]]" = {}
