"""Clocks (时限) of a record, computed from its events and the table of limits."""

from typing import NamedTuple

from jingwu.dates import When


class Clock(NamedTuple):
    """One limit that runs, or ran, on a record."""

    name: str
    """kind.what: request.reply"""
    started: When
    due: When
    """A date is over when the day has ended, a time at that minute."""
    stopped: When | None
    """When what was due was done (or no longer had to be); None while it runs."""
    estimated: bool = False
    """The due date falls into a year whose working days are not published: counted by weekends only."""
