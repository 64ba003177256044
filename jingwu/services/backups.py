"""Back a ledger up, and bring it back."""

from datetime import datetime
from pathlib import Path

from jingwu.errors import BadInput
from jingwu.language import t
from jingwu.store.backup import SEALED, Made, make_backup, refuse_to_overwrite, restore_backup
from jingwu.store.files import plain_failures
from jingwu.store.ledger import Ledger


def back_up(ledger: Ledger, target: Path, *, by: str, now: datetime, encrypt: str = "", keep: int = 0) -> Made:
    """As store.backup.make_backup; `encrypt` is a recipient of age or a file with a passphrase, '' for neither."""
    from jingwu.services.sealing import sealer

    seal = sealer(encrypt) if encrypt else None
    return make_backup(ledger, target, by=by, now=now, seal=seal, keep=keep)


def restore(file: Path, folder: Path, *, decrypt: str = "") -> None:
    """As store.backup.restore_backup; `decrypt` is the file with the passphrase or identity of an encrypted one."""
    refuse_to_overwrite(folder)
    with plain_failures(file):
        data = file.read_bytes()
    if data.startswith(SEALED):
        if not decrypt:
            raise BadInput(
                [],
                message=t("{file} is encrypted.", file=file),
                hint=t("Give the file with the passphrase or key: --decrypt FILE"),
            )
        from jingwu.services.sealing import unseal

        data = unseal(data, Path(decrypt))
    restore_backup(data, file, folder)
