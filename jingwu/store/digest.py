"""SHA-256 for the ledger's own files, at the least cost to a short command."""

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Protocol


class Digest(Protocol):
    """A hash object, as hashlib makes it."""

    def update(self, data: bytes, /) -> None:
        """Go on with more data."""
        ...

    def hexdigest(self) -> str:
        """The hash of all data so far."""
        ...


def sha256(data: bytes = b"") -> Digest:
    """The hash object of some data, to which more may be added."""
    return sha256_maker()(data)


def sha256_maker() -> Callable[[bytes], Digest]:
    """What makes hash objects: asked for once, where there are many to make.

    OpenSSL's is five times as fast, but loading it takes longer than a short command needs to hash all it reads. So it
    is used only where something else has loaded hashlib already, as imports, backups and checks do.
    """
    if "hashlib" not in sys.modules:
        for module in ("_sha2", "_sha256"):  # CPython's own: from 3.12, and before
            try:
                found: Callable[[bytes], Digest] = import_module(module).sha256
            except ImportError:
                continue
            return found
    from hashlib import sha256 as fast

    return fast
