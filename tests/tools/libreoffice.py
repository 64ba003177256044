"""LibreOffice, which opens files and saves them in other forms."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_PROGRAM = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(
    _PROGRAM is None and not os.environ.get("CI"),
    reason="LibreOffice is not installed: apt-get install libreoffice-calc",
)


def convert(files: Sequence[Path], form: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them in a form (or by a filter of its own), in `folder`."""
    assert _PROGRAM, "libreoffice-calc is missing"
    profile = f"-env:UserInstallation=file://{folder.parent}/profile"
    command = [_PROGRAM, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [folder / file.with_suffix(f".{form.partition(':')[0]}").name for file in files]
