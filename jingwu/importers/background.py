"""Work in processes of its own: beside this one, and where it must be, under limits.

An import looks at rows on all cores while one process stores them; a spreadsheet is opened where nothing it does can
harm.
"""

import fcntl
import os
import pickle
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO, Generic, NamedTuple, TypeVar

from jingwu.errors import StorageFailure
from jingwu.forks import fork
from jingwu.language import t

Given = TypeVar("Given")
Value = TypeVar("Value")

_PIPE = 1 << 20
"""Bytes that may wait in a pipe, where the system allows so many."""


class Limits(NamedTuple):
    """What the other process may use."""

    memory: int
    """Bytes, with those of the program itself."""
    seconds: int
    """Of computing."""


class Exhausted(Exception):
    """The other process reached one of its limits, or broke."""


def work_ahead(make: Callable[[], Iterator[Value]], limits: Limits) -> Iterator[Value]:
    """What `make()` yields, made by a forked process under limits; at most a pipe's worth of it waits for the caller.

    Values are pickled: what comes back is equal, not the same. Exhausted, whatever ended the other process early.
    """
    read_end, write_end = _pipe()

    def work() -> None:
        os.close(read_end)
        _yield_to(make, write_end, limits)

    child = fork(work)
    os.close(write_end)
    whole = False
    try:
        with os.fdopen(read_end, "rb") as pipe, suppress(EOFError, pickle.UnpicklingError):
            received: tuple[Value, ...]
            while received := pickle.load(pipe):  # noqa: S301 - from our own other half
                yield received[0]
            whole = True
    finally:
        if not whole:
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if not whole:
        raise Exhausted


def share_out(work: Callable[[Given], Value], given: Iterable[Given], processes: int) -> Iterator[Value]:
    """What `work` makes of each of the given values, in their order, by so many forked processes.

    Each works on one value while the next is got and the last is used. Values are pickled: what comes back is equal,
    not the same. What `work` raises is raised here, by doing it once more in this process. StorageFailure when a
    process was killed.
    """
    workers: list[_Worker[Given, Value]] = []
    try:
        for _ in range(processes):
            workers.append(_Worker(work, workers))
        count = 0
        for value in given:
            worker = workers[count % processes]
            answers = [worker.answer()] if count >= processes else []
            worker.ask(value)
            count += 1
            yield from answers
        for place in range(max(0, count - processes), count):
            yield workers[place % processes].answer()
    finally:
        for worker in workers:
            worker.end()


class _Worker(Generic[Given, Value]):
    """A forked process that does one piece of work after the other, as it is asked."""

    def __init__(self, work: Callable[[Given], Value], others: "list[_Worker[Given, Value]]") -> None:
        """`others` were forked before, and are none of its business."""
        asked_end, ask_end = _pipe()
        answer_end, answered_end = _pipe()
        self._work = work
        self._asked: Given
        self._ask = os.fdopen(ask_end, "wb")
        self._answer = os.fdopen(answer_end, "rb")

        def serve() -> None:
            for worker in (self, *others):
                worker.leave()
            _serve(work, os.fdopen(asked_end, "rb"), os.fdopen(answered_end, "wb"))

        self._process = fork(serve)
        os.close(asked_end)
        os.close(answered_end)

    def ask(self, value: Given) -> None:
        """Give it work; it has none."""
        self._asked = value
        with suppress(BrokenPipeError):  # whoever waits for the answer is told
            pickle.dump(value, self._ask, pickle.HIGHEST_PROTOCOL)
            self._ask.flush()

    def answer(self) -> Value:
        """What it made of it."""
        try:
            made: Value = pickle.load(self._answer)  # noqa: S301 - from our own other half
        except (EOFError, pickle.UnpicklingError):
            self._work(self._asked)
            raise StorageFailure(
                t("A part of the program was stopped by the system; nothing was written."),
                hint=t("Try again; if it happens again, the machine may lack memory."),
            ) from None
        return made

    def end(self) -> None:
        """Stop it, whatever it does."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        self.leave()

    def leave(self) -> None:
        """Close this process's ends of its pipes."""
        with suppress(OSError):  # what was being asked when it broke
            self._ask.close()
        self._answer.close()


def _pipe() -> tuple[int, int]:
    read_end, write_end = os.pipe()
    with suppress(OSError):
        fcntl.fcntl(write_end, fcntl.F_SETPIPE_SZ, _PIPE)
    return read_end, write_end


def _serve(work: Callable[[Given], Value], asked: BinaryIO, answered: BinaryIO) -> None:
    """Work on what is asked until nobody asks any more."""
    while True:
        made = work(pickle.load(asked))  # noqa: S301 - from our own other half
        pickle.dump(made, answered, pickle.HIGHEST_PROTOCOL)
        answered.flush()


def _yield_to(make: Callable[[], Iterator[Value]], write_end: int, limits: Limits) -> None:
    _limit(limits)
    with os.fdopen(write_end, "wb") as pipe:
        for value in make():
            pickle.dump((value,), pipe, pickle.HIGHEST_PROTOCOL)
        pickle.dump((), pipe)


def _limit(limits: Limits) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what a library cries when it breaks is not for officers
    for number in (signal.SIGABRT, signal.SIGSEGV):
        signal.signal(number, signal.SIG_DFL)
    wanted = {resource.RLIMIT_AS: limits.memory, resource.RLIMIT_CPU: limits.seconds, resource.RLIMIT_CORE: 0}
    for limited, value in wanted.items():
        _, hard = resource.getrlimit(limited)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limited, (most, most))
