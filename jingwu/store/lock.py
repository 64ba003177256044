"""The lock of a ledger: flock on a file of its own that is never replaced or removed."""

import errno
import fcntl
import json
import os
import time
from contextlib import suppress
from pathlib import Path

from jingwu import dates
from jingwu.errors import LedgerBusy, StorageFailure, reason_of
from jingwu.language import listed, t
from jingwu.store.files import Access, failure, plain_failures

FILE_NAME = "lock"
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_LOCKS = Path("/proc/locks")
_PAUSE = 0.003
"""Seconds between two tries; the same for all: who waits long must not ask more rarely than who has just come."""
_MOST_HOLDER = 2000


class FolderLock:
    """Shared by readers, exclusive for a writer, held by a process; the system frees it when the process ends."""

    def __init__(self, folder: Path, seconds: float, access: Access, command: str) -> None:
        self.path = folder / FILE_NAME
        self._seconds = seconds
        self._access = access
        self._command = command
        self._descriptor: int | None = None
        self._is_writable = False

    def share(self) -> None:
        """Hold it as a reader; a folder that cannot be written to and has no lock is read without one. LedgerBusy."""
        self._open()
        if self._descriptor is not None:
            self._wait(fcntl.LOCK_SH)
            if self._is_writable:
                self._write_holder()

    def seize(self) -> None:
        """Hold it as the only one. LedgerBusy after the waiting limit; StorageFailure where nothing can be written."""
        self._open()
        if not self._is_writable:
            raise failure(OSError(errno.EACCES, ""), self.path)
        self._wait(fcntl.LOCK_EX)
        self._write_holder()

    def try_to_seize(self) -> bool:
        """Hold it as the only one if nobody else holds it; a shared hold is lost when this fails."""
        if not self._is_writable:
            return False
        return self._flock(fcntl.LOCK_EX)

    def release(self) -> None:
        """Let go of it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> None:
        if self._descriptor is not None:
            return
        try:
            self._descriptor = os.open(self.path, os.O_RDWR)
            self._is_writable = True
        except FileNotFoundError:
            self._create()
        except OSError as error:
            if error.errno not in _FORBIDDEN:
                raise failure(error, self.path) from error
            self._open_to_read()

    def _open_to_read(self) -> None:
        self._is_writable = False
        try:
            self._descriptor = os.open(self.path, os.O_RDONLY)
        except FileNotFoundError:
            return
        except OSError as error:
            raise failure(error, self.path) from error

    def _create(self) -> None:
        try:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            if error.errno not in _FORBIDDEN:
                raise failure(error, self.path) from error
            return
        self._is_writable = True
        with plain_failures(self.path):
            if self._access.owner is not None:
                os.fchown(self._descriptor, *self._access.owner)
            os.fchmod(self._descriptor, self._access.file_mode)

    def _wait(self, kind: int) -> None:
        end = time.monotonic() + self._seconds
        while not self._flock(kind):
            if time.monotonic() >= end:
                raise self._busy()
            time.sleep(_PAUSE)

    def _flock(self, kind: int) -> bool:
        if self._descriptor is None:
            return False
        try:
            fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            raise StorageFailure(
                t("{file} cannot be locked: {reason}.", file=self.path, reason=reason_of(error)[0]),
                hint=t("Keep the ledger on a disk of this machine."),
            ) from error
        return True

    def _write_holder(self) -> None:
        """For the message of those who wait, and for nothing else.

        Spaces cover what stood there before: cutting the file first made some file systems wait for the disk, which
        took a question longer than all its reading.
        """
        if self._descriptor is None:
            return
        holder = {
            "process": os.getpid(),
            "host": os.uname().nodename,
            "since": dates.show_when(dates.now()),
            "command": self._command,
        }
        data = json.dumps(holder, ensure_ascii=False).encode("utf-8", "replace")
        with suppress(OSError):
            os.pwrite(self._descriptor, data.ljust(min(os.fstat(self._descriptor).st_size, _MOST_HOLDER)), 0)

    def _busy(self) -> LedgerBusy:
        """The refusal; the lock's file says who took it last, the system who has it now."""
        holders = _processes_at(self._descriptor)
        self.release()
        hint = t("Try again in a moment; nothing was changed.")
        try:
            holder = json.loads(self.path.read_bytes()[:_MOST_HOLDER])
            is_last = not holders or holder["process"] in holders
            message = t(
                "The ledger is in use: '{command}' since {since}, process {process} on {host}.",
                command=holder["command"], since=holder["since"], process=holder["process"], host=holder["host"],
            )  # fmt: skip
        except (OSError, ValueError, KeyError, TypeError):
            is_last = False
        if not is_last:
            message = t("The ledger is in use by another process.")
            if holders:
                message = t("The ledger is in use by process {process}.", process=listed(map(str, holders)))
        return LedgerBusy(message, hint=hint)


def _processes_at(descriptor: int | None) -> list[int]:
    """Which processes of this machine hold the lock of a file; an empty list where the system does not tell."""
    if descriptor is None:
        return []
    status = os.fstat(descriptor)
    file = f"{os.major(status.st_dev):02x}:{os.minor(status.st_dev):02x}:{status.st_ino}"
    with suppress(OSError, ValueError, IndexError):
        rows = [line.split() for line in _LOCKS.read_text("ascii", "replace").splitlines()]
        return sorted({int(row[4]) for row in rows if row[1] == "FLOCK" and row[5] == file and int(row[4]) > 0})
    return []
