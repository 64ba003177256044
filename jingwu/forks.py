"""Another process of this program, as the system makes it: a copy of this one that does one thing and ends."""

import gc
import os
import signal
from collections.abc import Callable, Iterable
from typing import NoReturn

_INTERRUPTIONS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def fork(work: Callable[[], None]) -> int:
    """Start a process that does this and ends, with 0 if it did it; its id. OSError.

    Interruptions wait until it can end by them: until then they would take it back into what called this.
    """
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTIONS)
    try:
        process = os.fork()
        if not process:
            _end_after(work, held)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
    return process


def _end_after(work: Callable[[], None], held: Iterable[int]) -> NoReturn:
    """The other process: it never returns, and says nothing; the first one does."""
    code = 1
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        gc.freeze()  # pages that are shared with the first process stay shared
        work()
        code = 0
    except BaseException:  # noqa: BLE001, S110 - the first process finds out and tells
        pass
    finally:
        os._exit(code)
