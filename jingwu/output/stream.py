"""Standard output and error as this run writes to them: encoding, broken pipes, full disks."""

from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Streams:
    """The two streams of a run."""

    out: TextIO | None
    err: TextIO | None
