"""Work in other processes."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jingwu.errors import StorageFailure
from jingwu.importers.background import Exhausted, Limits, share_out, work_ahead

LIMITS = Limits(memory=1 << 30, seconds=10)


def assert_no_process_is_left() -> None:
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_is_made_ahead_arrives_in_order_from_another_process() -> None:
    def make() -> Iterator[tuple[int, int]]:
        yield from ((number, os.getpid()) for number in range(1000))

    values = list(work_ahead(make, LIMITS))
    assert [number for number, _ in values] == list(range(1000))
    assert {process for _, process in values}.isdisjoint({os.getpid()})


def test_a_process_under_limits_that_breaks_is_exhausted_and_never_at_its_end() -> None:
    def make() -> Iterator[int]:
        yield 1
        raise ValueError("so")

    with pytest.raises(Exhausted):
        list(work_ahead(make, LIMITS))
    assert_no_process_is_left()


def test_a_caller_that_stops_early_leaves_no_process_behind() -> None:
    def make() -> Iterator[bytes]:
        while True:
            yield bytes(100_000)

    values = work_ahead(make, LIMITS)
    assert next(values) == bytes(100_000)
    values.close()  # type: ignore[attr-defined] # a generator, as it is written
    assert_no_process_is_left()


def test_shared_work_is_done_by_all_processes_and_comes_back_in_order() -> None:
    def work(number: int) -> tuple[int, int]:
        time.sleep(0.002 * (number % 3))
        return number * number, os.getpid()

    values = list(share_out(work, range(200), 3))
    assert [square for square, _ in values] == [number * number for number in range(200)]
    processes = {process for _, process in values}
    assert len(processes) == 3
    assert os.getpid() not in processes
    assert_no_process_is_left()


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4])
def test_fewer_pieces_of_work_than_processes_are_done_too(count: int) -> None:
    assert list(share_out(str, range(count), 3)) == [str(number) for number in range(count)]


def test_work_and_answers_may_be_larger_than_a_pipe() -> None:
    pieces = [bytes([number]) * 3_000_000 for number in range(6)]
    assert list(share_out(lambda piece: piece + piece, pieces, 2)) == [piece + piece for piece in pieces]


def test_what_shared_work_raises_is_raised_here() -> None:
    def work(number: int) -> int:
        if number == 7:
            raise ValueError(f"so {number}")
        return number

    with pytest.raises(ValueError, match="so 7"):
        list(share_out(work, range(20), 2))
    assert_no_process_is_left()


def test_a_process_that_was_killed_is_an_error_and_never_an_end() -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if number == 5 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(StorageFailure):
        list(share_out(work, range(20), 2))
    assert_no_process_is_left()


def test_a_caller_of_shared_work_that_stops_early_leaves_no_process_behind() -> None:
    values = share_out(bytes, range(1000), 2)
    next(values)
    values.close()  # type: ignore[attr-defined] # a generator, as it is written
    assert_no_process_is_left()


def test_what_the_giver_of_work_raises_is_raised_and_no_process_is_left() -> None:
    def given() -> Iterator[int]:
        yield from range(5)
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        list(share_out(str, given(), 2))
    assert_no_process_is_left()


def test_a_process_that_is_interrupted_when_it_begins_does_nothing_of_what_the_first_one_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fork, strayed = os.fork, tmp_path / "strayed"

    def interrupted() -> int:
        process = fork()
        if not process:
            signal.raise_signal(signal.SIGINT)
        return process

    monkeypatch.setattr(os, "fork", interrupted)
    for values in (share_out(str, range(4), 2), work_ahead(lambda: iter(range(4)), LIMITS)):
        try:
            list(values)
        except KeyboardInterrupt:  # the other process goes on as if it were this one
            strayed.touch()
            os._exit(1)
        except (StorageFailure, Exhausted):
            assert_no_process_is_left()
    assert not strayed.exists()
