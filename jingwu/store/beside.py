"""Work on the files of a ledger that another process shares with this one, which does something else first."""

import os
import signal
from array import array
from collections.abc import Callable
from contextlib import suppress

MANY = 20_000
"""Records."""
_WIDTH = array("H").itemsize


def is_worth_it(records: int) -> bool:
    """Whether work on so many records is done sooner by two processes."""
    return records >= MANY and os.cpu_count() != 1


class Beside:
    """Pieces of work that another process may begin, and that are all done once `finish` has returned.

    The other process shares the hold on the ledger's lock: if this one is killed, nobody writes before that one, which
    looks for it before each piece, has ended too.
    """

    def __init__(self, work: Callable[[int], None], pieces: int) -> None:
        """`work` does one of so many pieces, and may do it twice: if another process fails, this one does them all."""
        self._work = work
        self._pieces = array("H", range(pieces))
        self._left = self._process = 0
        """The end of a pipe in which the pieces wait for whoever takes the next, and who shares it."""

    def begin(self) -> None:
        """Let another process begin, if it can be had."""
        from jingwu.forks import fork

        with suppress(OSError):  # there is no memory for another process, or there are too many
            self._left, filled = os.pipe()
            os.write(filled, self._pieces)
            os.close(filled)
            parent = os.getpid()
            self._process = fork(lambda: self._share(lambda: os.getppid() == parent))

    def finish(self) -> None:
        """Do what is left, and wait for what the other process does. It raises what the work raises."""
        if self._process:
            self._share(lambda: True)
            process, self._process = self._process, 0
            if os.waitpid(process, 0)[1] == 0:
                self._pieces = array("H")
        for piece in self._pieces:
            self._work(piece)
        self._pieces = array("H")
        self.end()

    def end(self) -> None:
        """Stop the other process, whatever it does."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0
        if self._left:
            os.close(self._left)
            self._left = 0

    def _share(self, goes_on: Callable[[], bool]) -> None:
        while goes_on() and (piece := os.read(self._left, _WIDTH)):
            self._work(*array("H", piece))
