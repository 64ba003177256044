"""The settings of a ledger, as they were parsed: reading TOML takes a short command longer than all else that it reads.

index/station holds the hash of station.toml and what its text says. Where the hash is another's, or the file is spoilt
or gone, the text is parsed; whoever writes the index writes this anew.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jingwu.settings import FILE_NAME, Settings, parse_toml, read_settings
from jingwu.store.digest import sha256
from jingwu.store.files import Access
from jingwu.store.head import FOLDER
from jingwu.store.index_files import Read, Stale, read_lines, write_lines

NAME = "station"
_DATE = "\tdate"
_START = 0


def read_station(folder: Path) -> Settings:
    """The settings of the ledger in `folder`; errors as of `settings.read_settings`."""
    return read_settings(folder, parse=partial(_parsed, folder))


def keep_station(folder: Path, access: Access) -> None:
    """Keep what station.toml says, where that is not kept yet; nothing where it cannot be. StorageFailure."""
    try:
        text = (folder / FILE_NAME).read_text("utf-8")
        if _kept(folder, text) is not None:
            return
        parsed = parse_toml(text)
        line = json.dumps(parsed, ensure_ascii=False, allow_nan=False, default=_written)
    except (OSError, ValueError, TypeError):
        return
    if _read(line) == parsed:
        write_lines(folder / FOLDER / NAME, _START, {_hash(text): line}, access)


def is_kept_wrong(folder: Path, read: Read) -> bool:
    """Whether what is kept of station.toml is not what it says; `read` gives the content of a file."""
    try:
        text = read(folder / FILE_NAME).decode("utf-8")
        _, lines = read_lines(folder / FOLDER / NAME, read)
        line = lines.get(_hash(text))
        return line is not None and _read(line) != parse_toml(text)
    except (OSError, Stale, ValueError):
        return False


def _parsed(folder: Path, text: str) -> Mapping[str, Any]:
    kept = _kept(folder, text)
    return parse_toml(text) if kept is None else kept


def _kept(folder: Path, text: str) -> Mapping[str, Any] | None:
    """What is kept of this text, if it is."""
    try:
        _, lines = read_lines(folder / FOLDER / NAME)
        line = lines.get(_hash(text))
        return None if line is None else _read(line)
    except (Stale, ValueError):
        return None


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _written(value: Any) -> dict[str, str]:
    """A date for JSON, which has none. TypeError for anything else."""
    if type(value) is date:
        return {_DATE: value.isoformat()}
    raise TypeError(type(value).__name__)


def _read(line: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(line, object_hook=_dated)
    return found


def _dated(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found[_DATE]) if _DATE in found else found
