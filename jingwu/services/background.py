"""An iterator that works ahead in a process of its own: an import reads rows on one core while another stores them."""

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

from jingwu.errors import StorageFailure
from jingwu.language import t

Value = TypeVar("Value")


def work_ahead(make: Callable[[], Iterator[Value]]) -> Iterator[Value]:
    """What `make()` yields, made by a forked process; at most a pipe's worth of it waits for the caller.

    Values are pickled: what comes back is equal, not the same. What `make()` raises is raised here, by doing its work
    once more in this process. StorageFailure when the other process was killed.
    """
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        os.close(read_end)
        _work(make, write_end)
    os.close(write_end)
    whole = False
    try:
        with os.fdopen(read_end, "rb") as pipe, suppress(EOFError, pickle.UnpicklingError):
            received: tuple[Value, ...]
            while received := pickle.load(pipe):  # noqa: S301 - from our own other half
                yield received[0]
            whole = True
    finally:
        os.waitpid(child, 0)
    if not whole:
        for _ in make():
            pass
        raise StorageFailure(
            t("A part of the program was stopped by the system; nothing was written."),
            hint=t("Try again; if it happens again, the machine may lack memory."),
        )


def _work(make: Callable[[], Iterator[Value]], write_end: int) -> None:
    """The other process: it never returns, and says nothing; the first one does."""
    code = 1
    try:
        gc.freeze()  # pages that are shared with the first process stay shared
        with os.fdopen(write_end, "wb") as pipe:
            for value in make():
                pickle.dump((value,), pipe, pickle.HIGHEST_PROTOCOL)
            pickle.dump((), pipe)
        code = 0
    except BaseException:  # noqa: BLE001, S110 - the first process finds out and tells
        pass
    finally:
        os._exit(code)
