"""A backup's file: a zip of a ledger's files and a manifest with the size and hash of each. No compressed trick passes.

manifest.json: {"format":1,"made_at":…,"ledger":…,"files":{"journal/2026-10.jsonl":{"size":…,"sha256":…},…}}
"""

import re
import struct
import zlib
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from jingwu.errors import BadInput
from jingwu.language import t
from jingwu.settings import CALENDAR_NAME, FILE_NAME
from jingwu.store.damage import newer
from jingwu.store.encoding import decode, encode
from jingwu.store.files import TEMPORARY, plain_failures
from jingwu.store.snapshot import Snapshot

FORMAT = 1
MANIFEST = "manifest.json"
PARTS = ("records", "journal", "index", "sheets", "quarantine")
"""The folders of a ledger that a backup holds whole; the lock is nothing that could be lost."""
FILES = (FILE_NAME, CALENDAR_NAME)
"""The files beside them."""

_NAME = re.compile(rf"{'|'.join(map(re.escape, FILES))}|(?:{'|'.join(PARTS)})(?:/(?!\.\.?(?:/|$))[^/\\]+)+")
_MOST_RATIO = 100
"""Each line of the journal holds a hash, which does not shrink: a ledger becomes some 10 times smaller, no more."""
_CHUNK = 1 << 20
_UNREADABLE = (
    BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError,
    TypeError, AttributeError, OverflowError, OSError,
)  # fmt: skip
"""What zipfile and the manifest's readers raise over content that is not what `pack` made."""


def pack(snapshot: Snapshot, made_at: str, ledger: str) -> tuple[bytes, int]:
    """The backup of a ledger as it was at one moment, and how many files it holds.

    `ledger` tells backups of one ledger from those of another. StorageFailure.
    """
    files: dict[str, dict[str, Any]] = {}
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, path in _files_of(snapshot):
            with plain_failures(path):
                data = snapshot.read(path)
            files[name] = {"size": len(data), "sha256": sha256(data).hexdigest()}
            _put(archive, name, data)
        manifest = {"format": FORMAT, "made_at": made_at, "ledger": ledger, "files": files}
        _put(archive, MANIFEST, encode(manifest))
    return buffer.getvalue(), len(files)


class Archive:
    """A backup that is being read. Every error is BadInput, in words, or LedgerDamaged for a newer format."""

    def __init__(self, data: bytes, path: Path) -> None:
        """`path` is named in errors."""
        self._path = path
        try:
            self._zip = ZipFile(BytesIO(data))
            self._members = {info.filename: info for info in self._zip.infolist()}
            declared = sum(info.file_size for info in self._zip.infolist())
            if len(self._members) != len(self._zip.infolist()) or declared > _MOST_RATIO * len(data):
                raise ValueError(declared)
            self.manifest: dict[str, Any] = decode(self._content(MANIFEST))
            version = self.manifest["format"]
            if version == FORMAT:
                self.ledger = str(self.manifest["ledger"])
                self.made_at = str(self.manifest["made_at"])
                self.names = sorted(self.manifest["files"])
        except _UNREADABLE:
            raise self._refusal() from None
        if version != FORMAT:
            raise newer(path, version)

    def verify(self) -> None:
        """Compare every file with the manifest, and its name with those that a ledger has."""
        if {*self.names, MANIFEST} != self._members.keys() or FILE_NAME not in self.names:
            raise self._refusal()
        for name in self.names:
            self.read(name)

    def read(self, name: str) -> bytes:
        """The content of a file, as the manifest says that it is."""
        try:
            said = self.manifest["files"][name]
            data = self._content(name)
            is_said = len(data) == said["size"] and sha256(data).hexdigest() == said["sha256"]
        except _UNREADABLE:
            raise self._refusal(name) from None
        if not is_said or not _NAME.fullmatch(name) or not name.isprintable():
            raise self._refusal(name)
        return data

    def _content(self, name: str) -> bytes:
        """In pieces, so that a file is never larger in memory than it says it is."""
        info = self._members[name]
        pieces = []
        left = info.file_size
        with self._zip.open(info) as file:
            while piece := file.read(min(_CHUNK, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise ValueError(name)
                pieces.append(piece)
        return b"".join(pieces)

    def _refusal(self, name: str = "") -> BadInput:
        if name:
            message = t("{file} is damaged, or was changed: '{name}' in it is not what was backed up.",
                        file=self._path, name=name)  # fmt: skip
        else:
            message = t("{file} is no whole backup of jingwu: it is cut, damaged, or something else.", file=self._path)
        return BadInput([], message=message, hint=t("Nothing was written. Take another backup."))


def _files_of(snapshot: Snapshot) -> Iterator[tuple[str, Path]]:
    for folder in ("", *PARTS):
        for path in snapshot.files(folder):
            name = path.relative_to(snapshot.folder).as_posix()
            if not name.endswith(TEMPORARY) and _NAME.fullmatch(name) and name.isprintable():
                yield name, path


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    info = ZipInfo(name)
    info.external_attr = 0o600 << 16
    archive.writestr(info, data, ZIP_DEFLATED, 1)
