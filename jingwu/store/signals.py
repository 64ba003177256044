"""Interruptions, which are held back from a commit to its acknowledgement, so that the exit code matches the state."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

_telling: list[ExitStack] = []
"""What ends with the run, where there is one that tells an officer what was stored."""


@contextmanager
def told_at_the_end() -> Iterator[None]:
    """A run that says what it stored: what a commit in it holds back comes too late, and is not raised any more.

    The number is printed and the exit code is that of success: whoever runs the command again after an error would
    register everything twice.
    """
    with ExitStack() as stack:
        _telling.append(stack)
        try:
            yield
        finally:
            _telling.remove(stack)


@contextmanager
def signals_held(*, until_told: bool = False) -> Iterator[list[int]]:
    """Keep interruptions back until the block ends: it is given those that came, and they are raised after it.

    `until_told` keeps them back, once the block has succeeded, until the end of a run that tells what was stored.
    By handlers, not by the thread's mask: a signal that another thread takes would interrupt this one all the same.
    """
    import signal

    caught: list[int] = []
    with ExitStack() as stack:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_IGN:  # under nohup, or in a shell's background
                continue
            with suppress(ValueError):  # in a thread beside the main one, which is never interrupted
                before = signal.signal(number, lambda number, _: caught.append(number))
                stack.callback(signal.signal, number, before)
        try:
            yield caught
        except BaseException:
            stack.close()
            _raise_signals(caught)
            raise
        if until_told and _telling:
            _telling[-1].push(stack.pop_all())
            return
    _raise_signals(caught)


def _raise_signals(numbers: list[int]) -> None:
    import signal

    for number in numbers:
        signal.raise_signal(number)
