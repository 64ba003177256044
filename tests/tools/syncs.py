"""What is synced and renamed inside a folder, in order."""

import os
from pathlib import Path

import pytest


def name_of(descriptor: int) -> Path:
    """The file or folder that a descriptor is of."""
    return Path(f"/proc/self/fd/{descriptor}").readlink()


def recorded(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """What is synced and renamed from now on: 'sync NAME', 'name NAME', relative to a folder."""
    done: list[str] = []
    real_fsync, real_rename = os.fsync, os.rename

    def fsync(descriptor: int) -> None:
        done.append(f"sync {name_of(descriptor).relative_to(folder)}")
        real_fsync(descriptor)

    def rename(old: Path, new: Path) -> None:
        done.append(f"name {Path(new).relative_to(folder)}")
        real_rename(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "rename", rename)
    return done
