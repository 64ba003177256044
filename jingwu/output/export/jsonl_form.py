"""Records as JSON Lines: one object a line, as the ledger keeps it. The form for other programs."""

import json
from typing import BinaryIO

from jingwu.output.export.rows import Rows

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(rows: Rows, file: BinaryIO) -> None:
    """Write all records; those of a masked export say so."""
    told = {"masked": True} if rows.masked else {}
    file.writelines(_encode({"kind": kind, **told, **document}).encode() + b"\n" for kind, _, document in rows)
