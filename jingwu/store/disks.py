"""Which file system a ledger lies on: over a network, neither locks nor syncs are what they say."""

import os
from contextlib import suppress
from pathlib import Path

from jingwu.errors import StorageFailure
from jingwu.language import t

MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs",
    "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.rclone", "fuse.davfs",
})  # fmt: skip


def network_system(folder: Path) -> str:
    """The name of the network file system on which a folder lies; empty for a disk of this machine."""
    with suppress(OSError, ValueError, IndexError):
        number = folder.stat().st_dev
        device = f"{os.major(number)}:{os.minor(number)}"
        for line in MOUNTS.read_text("utf-8", "surrogateescape").splitlines():
            mount, _, source = line.partition(" - ")
            if mount.split(" ")[2] == device:
                name = source.split(" ")[0]
                return name if name in _NETWORK else ""
    return ""


def refuse_network(folder: Path, *, allowed: bool) -> None:
    """StorageFailure when a folder lies on a network file system and the settings do not allow it."""
    if allowed:
        return
    if name := network_system(folder):
        raise StorageFailure(
            t("{folder} lies on a network disk ({name}), where two machines may both hold the lock.",
              folder=folder, name=name),
            hint=t("Keep the ledger on a disk of this machine, or set network = true in station.toml."),
        )  # fmt: skip
