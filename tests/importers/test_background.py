"""An iterator that works in a process of its own."""

import os
import signal
from collections.abc import Iterator

import pytest

from jingwu.errors import StorageFailure
from jingwu.importers.background import work_ahead


def test_its_values_arrive_in_order_from_another_process() -> None:
    def make() -> Iterator[tuple[int, int]]:
        yield from ((number, os.getpid()) for number in range(1000))

    values = list(work_ahead(make))
    assert [number for number, _ in values] == list(range(1000))
    assert {process for _, process in values}.isdisjoint({os.getpid()})


def test_what_it_raises_is_raised_here() -> None:
    def make() -> Iterator[int]:
        yield 1
        raise ValueError("so")

    with pytest.raises(ValueError, match="so"):
        list(work_ahead(make))


def test_a_process_that_was_killed_is_an_error_and_never_an_end() -> None:
    here = os.getpid()

    def make() -> Iterator[int]:
        yield 1
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(StorageFailure):
        list(work_ahead(make))


def test_a_caller_that_stops_early_leaves_no_process_behind() -> None:
    def make() -> Iterator[bytes]:
        while True:
            yield bytes(100_000)

    values = work_ahead(make)
    assert next(values) == bytes(100_000)
    values.close()  # type: ignore[attr-defined] # a generator, as it is written
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
