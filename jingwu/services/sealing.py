"""Encryption of backups with age. The only module that imports pyrage, which comes with the extra 'crypt'."""

from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

from jingwu.errors import BadInput, UsageError, reason_of
from jingwu.language import t

_RECIPIENTS = {"age1": "x25519", "ssh-": "ssh"}
"""Beginning of a recipient to the module of pyrage that reads it."""
_IDENTITY = "AGE-SECRET-KEY-"


def sealer(secret: str) -> Callable[[bytes], bytes]:
    """What encrypts, for a recipient (age1…, ssh-…) or with the passphrase in a file. UsageError, BadInput."""
    pyrage = _pyrage()
    for beginning, module in _RECIPIENTS.items():
        if secret.startswith(beginning):
            try:
                recipient = getattr(pyrage, module).Recipient.from_str(secret)
            except pyrage.RecipientError:
                raise BadInput([], message=t("This is no recipient of age: {text}", text=secret)) from None
            return lambda data: bytes(pyrage.encrypt(data, [recipient]))
    passphrase = _first_line(Path(secret))
    return lambda data: bytes(pyrage.passphrase.encrypt(data, passphrase))


def unseal(data: bytes, secret: Path) -> bytes:
    """The content of an encrypted backup; the file holds a passphrase or an identity of age. UsageError, BadInput."""
    pyrage = _pyrage()
    line = _first_line(secret)
    try:
        if line.startswith(_IDENTITY):
            return bytes(pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(line)]))
        return _with_passphrase(pyrage, data, line)
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise BadInput(
            [],
            message=t("The backup does not open: the passphrase or key is another one, or the file is damaged."),
            hint=t("Nothing was written."),
        ) from None


def _with_passphrase(pyrage: Any, data: bytes, passphrase: str) -> bytes:
    """The content, or DecryptError. BadInput when it would take much longer than it took to encrypt it.

    How long is guessed anew each time from a few milliseconds of computing, which a busy machine may interrupt.
    """
    for _ in range(_GUESSES):
        try:
            return bytes(pyrage.passphrase.decrypt(data, passphrase))
        except pyrage.DecryptError as error:
            if _TOO_LONG not in str(error):
                raise
            sleep(_PAUSE)
    raise BadInput(
        [],
        message=t("This machine is too slow, or too busy, to open the backup with its passphrase."),
        hint=t("Nothing was written. Try again, or on another machine."),
    )


_TOO_LONG = "Excessive work"
_GUESSES, _PAUSE = 20, 0.2
"""In seconds."""


def _first_line(path: Path) -> str:
    """The first line that is no comment: files of identities begin with some."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error)[0] if isinstance(error, OSError) else t("it is not in UTF-8")
        raise BadInput([], message=t("{file} cannot be read: {reason}", file=path, reason=reason)) from None
    for line in lines:
        if line.strip() and not line.startswith("#"):
            return line.strip()
    raise BadInput([], message=t("{file} holds no passphrase.", file=path))


def _pyrage() -> Any:
    try:
        import pyrage
    except ImportError:
        raise UsageError(t("Encryption needs the extra 'crypt': pip install 'jingwu[crypt]'")) from None
    return pyrage
