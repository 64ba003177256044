"""Writing so that nothing is lost: files replaced whole, lines appended, each step synced; failures in plain words."""

import errno
import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from jingwu.errors import StorageFailure, reason_of
from jingwu.language import t

TEMPORARY = ".new"
"""What a file that is not yet in its place is called: one name, so that what a crash leaves is written over."""

_NO_SUCH_STEP = {errno.EINVAL, errno.ENOTSUP}


class Access(NamedTuple):
    """Modes of everything in a ledger's folder, whatever the umask is, and whom root gives it to."""

    file_mode: int
    folder_mode: int
    owner: tuple[int, int] | None


def access_for(folder: Path, *, group: bool) -> Access:
    """The access of a ledger in `folder`; `group` opens it to the folder's group."""
    owner = None
    if os.geteuid() == 0:
        status = folder.stat()
        owner = (status.st_uid, status.st_gid)
    return Access(0o660, 0o2770, owner) if group else Access(0o600, 0o700, owner)


@contextmanager
def plain_failures(path: Path) -> Iterator[None]:
    """Turns the system's errors into a StorageFailure that says what to do about `path`."""
    try:
        yield
    except OSError as error:
        raise failure(error, path) from error


def failure(error: OSError, path: Path) -> StorageFailure:
    """The error of the system in plain words."""
    reason, hint = reason_of(error)
    return StorageFailure(
        t("{file} cannot be used: {reason}.", file=path, reason=reason),
        hint=hint or t("Check the disk and the folder."),
    )


class Replacement:
    """New content of a file, on the disk beside it; `replace` puts it in its place, `discard` takes it away."""

    def __init__(self, path: Path, data: bytes | None, access: Access, *, durable: bool = True) -> None:
        """Writes (and, if `durable`, syncs) the content. StorageFailure; then nothing has changed.

        With None for it, it is written elsewhere, by another Replacement.
        """
        self.path = path
        self._target = Path(os.path.realpath(path))
        self._temporary = self._target.with_name(self._target.name + TEMPORARY)
        if data is None:
            return
        try:
            with plain_failures(path):
                self._write(data, access, durable=durable)
        except StorageFailure:
            self.discard()
            raise

    @property
    def folder(self) -> Path:
        """The folder that has to be synced once the file is in its place."""
        return self._target.parent

    def replace(self) -> None:
        """Put the content in its place. StorageFailure; then the old content stands."""
        with plain_failures(self.path):
            self._temporary.rename(self._target)

    def discard(self) -> None:
        """Take the content away again."""
        with suppress(OSError):
            self._temporary.unlink()

    def _write(self, data: bytes, access: Access, *, durable: bool) -> None:
        descriptor = open_new(self._temporary)
        try:
            write_all(descriptor, data)
            _adopt(descriptor, self._target, access)
            if durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)


class Removal:
    """A file that is to go, in the place of a Replacement."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = Path(os.path.realpath(path)).parent

    def replace(self) -> None:
        """Take the file away, if it is there. StorageFailure."""
        with plain_failures(self.path):
            self.path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Leave it."""


def write_file(path: Path, data: bytes, access: Access) -> None:
    """Replace a file whole, so that a crash leaves the old content or the new. StorageFailure."""
    replacement = Replacement(path, data, access)
    try:
        replacement.replace()
    except StorageFailure:
        replacement.discard()
        raise
    sync_folder(replacement.folder)


def write_new(path: Path, data: bytes) -> None:
    """Write a file outside the ledger that appears whole or not at all. StorageFailure.

    Its mode is not touched once it is made: a stick's file system may have none.
    """
    temporary = path.with_name(path.name + TEMPORARY)
    with plain_failures(path):
        descriptor = open_new(temporary)
        try:
            with suppress(OSError):  # a stick's file system may have none
                fcntl.flock(descriptor, fcntl.LOCK_EX)  # says that somebody is at work on it
            write_all(descriptor, data)
            os.fsync(descriptor)
            temporary.rename(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        finally:
            os.close(descriptor)
    sync_folder(path.parent)


def append(
    path: Path, chunks: Iterable[bytes], size: int, access: Access, before_last: Callable[[], None] = lambda: None
) -> int:
    """Append to a file of `size` bytes (0: it may be missing) and sync it; its size now.

    `before_last` is done before the last chunk is written. StorageFailure, or what it raises; then the file is cut
    back to what it was.
    """
    target = Path(os.path.realpath(path))
    with plain_failures(path):
        is_new = not target.exists()
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        try:
            last = b""
            for chunk in chunks:
                write_all(descriptor, last)
                last = chunk
            before_last()
            write_all(descriptor, last)
            if is_new:
                _grant(descriptor, access.file_mode, access.owner)
            os.fsync(descriptor)
            if is_new:
                _sync(target.parent)
            return os.fstat(descriptor).st_size
        except BaseException:
            with suppress(OSError):
                os.ftruncate(descriptor, size)
                os.fsync(descriptor)
            raise
        finally:
            os.close(descriptor)


def cut(path: Path, size: int) -> None:
    """Cut a file to its first `size` bytes and sync it. StorageFailure."""
    with plain_failures(path):
        descriptor = os.open(path, os.O_WRONLY)
        try:
            os.ftruncate(descriptor, size)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(path: Path, access: Access) -> None:
    """Make a folder, with those above it, unless it is there. StorageFailure."""
    with plain_failures(path):
        if path.is_dir():
            return
        made = [path, *(above for above in path.parents if not above.exists())]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700)
        if access.owner is not None:
            os.chown(path, *access.owner)
        path.chmod(access.folder_mode)
        for folder in made:
            _sync(folder.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder safe. StorageFailure says that what was written is not safe yet."""
    try:
        _sync(path)
    except OSError as error:
        raise StorageFailure(
            t(
                "{file} was written, but the disk does not confirm that it is safe: {reason}.",
                file=path,
                reason=reason_of(error)[0],
            ),
            hint=t("Do not go on with this disk: copy the ledger to another one."),
        ) from error


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`; the system may take it in pieces."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def open_new(path: Path) -> int:
    """A descriptor of a new file that only its owner can read; what a crash left there is written over."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    try:
        return os.open(path, flags, 0o600)
    except FileExistsError:
        path.unlink()  # what a crash left
        return os.open(path, flags, 0o600)


def _adopt(descriptor: int, target: Path, access: Access) -> None:
    """Give a new file the mode and owner of the one that it replaces, or those of the ledger."""
    mode, owner = access.file_mode, access.owner
    with suppress(FileNotFoundError):
        old = target.stat()
        mode, owner = old.st_mode & 0o7777, (old.st_uid, old.st_gid)
    _grant(descriptor, mode, owner)


def _grant(descriptor: int, mode: int, owner: tuple[int, int] | None) -> None:
    new = os.fstat(descriptor)
    if owner is not None and owner != (new.st_uid, new.st_gid):
        with suppress(PermissionError):  # only root may give a file away; the group may be one's own
            os.fchown(descriptor, *owner)
    os.fchmod(descriptor, mode)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_STEP:  # the file system has no such step
            raise
    finally:
        os.close(descriptor)
