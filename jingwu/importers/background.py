"""An iterator that works in a process of its own: ahead of its caller, and where it must be, under limits.

An import reads rows on one core while another stores them; a spreadsheet is opened where nothing it does can harm.
"""

import gc
import os
import pickle
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple, TypeVar

from jingwu.errors import StorageFailure
from jingwu.language import t

Value = TypeVar("Value")


class Limits(NamedTuple):
    """What the other process may use."""

    memory: int
    """Bytes, with those of the program itself."""
    seconds: int
    """Of computing."""


class Exhausted(Exception):
    """The other process reached one of its limits, or broke."""


def work_ahead(make: Callable[[], Iterator[Value]], limits: Limits | None = None) -> Iterator[Value]:
    """What `make()` yields, made by a forked process; at most a pipe's worth of it waits for the caller.

    Values are pickled: what comes back is equal, not the same. What `make()` raises is raised here, by doing its work
    once more in this process. StorageFailure when the other process was killed. With `limits` its work is never done
    here, and whatever ends it is Exhausted.
    """
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        os.close(read_end)
        _work(make, write_end, limits)
    os.close(write_end)
    whole = False
    try:
        with os.fdopen(read_end, "rb") as pipe, suppress(EOFError, pickle.UnpicklingError):
            received: tuple[Value, ...]
            while received := pickle.load(pipe):  # noqa: S301 - from our own other half
                yield received[0]
            whole = True
    finally:
        if limits and not whole:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not whole and limits:
        raise Exhausted
    if not whole:
        for _ in make():
            pass
        raise StorageFailure(
            t("A part of the program was stopped by the system; nothing was written."),
            hint=t("Try again; if it happens again, the machine may lack memory."),
        )


def _work(make: Callable[[], Iterator[Value]], write_end: int, limits: Limits | None) -> None:
    """The other process: it never returns, and says nothing; the first one does."""
    code = 1
    try:
        gc.freeze()  # pages that are shared with the first process stay shared
        if limits:
            _limit(limits)
        with os.fdopen(write_end, "wb") as pipe:
            for value in make():
                pickle.dump((value,), pipe, pickle.HIGHEST_PROTOCOL)
            pickle.dump((), pipe)
        code = 0
    except BaseException:  # noqa: BLE001, S110 - the first process finds out and tells
        pass
    finally:
        os._exit(code)


def _limit(limits: Limits) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a library cries when it breaks is not for officers
    for number in (signal.SIGABRT, signal.SIGSEGV):
        signal.signal(number, signal.SIG_DFL)
    wanted = {resource.RLIMIT_AS: limits.memory, resource.RLIMIT_CPU: limits.seconds, resource.RLIMIT_CORE: 0}
    for limited, value in wanted.items():
        _, hard = resource.getrlimit(limited)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limited, (most, most))
