"""Long commands end in words when the system or the officer stops them."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType

from jingwu.errors import Interrupted, Terminated
from jingwu.language import t


@contextmanager
def stopping() -> Iterator[None]:
    """SIGINT and SIGTERM end the block with Interrupted and Terminated, which say that nothing was written.

    To be entered before the session: what comes after a commit is held back until the session has told it. A signal
    that is ignored, as by a shell's background, stays so.
    """
    with ExitStack() as stack:
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(ValueError):  # not in the main thread, which alone is interrupted
                before = signal.getsignal(number)
                if before is not signal.SIG_IGN:
                    signal.signal(number, _stop)
                    stack.callback(signal.signal, number, before)
        yield


def _stop(number: int, _frame: FrameType | None) -> None:
    error = Terminated if number == signal.SIGTERM else Interrupted
    raise error(t("Interrupted; nothing was written."))
