"""Every error that the program raises on purpose: its words and its exit code."""

import errno
from typing import NamedTuple

from jingwu.language import t


class Problem(NamedTuple):
    """One thing that is wrong with what was given, and where.

    `message` and `hint` are words for the officer, without any value of a record in them: the value stands in
    `value`, and what prints the problem masks it by `mask` (see `records.fields.Column.mask`, and `rules.strays`).
    """

    message: str
    column: str = ""
    value: str = ""
    mask: str = "text"
    hint: str = ""
    file: str = ""
    row: int | None = None
    code: str = ""
    """The sort of it, which stays the same for programs: see `output.problems`."""
    record: str = ""
    """The number of the record that a row means and says otherwise, where no key says which it means."""


class JingwuError(Exception):
    """Base of all: `str(error)` is what the officer reads, `hint` what to do next."""

    exit_code = 70

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SumsDisagree(JingwuError):
    """Figures of a sheet that must add up do not: it is not printed."""

    exit_code = 1


class UsageError(JingwuError):
    """The command line itself is wrong."""

    exit_code = 2


class BadInput(JingwuError):
    """Something given is wrong; nothing was written. `problems` lists all of it."""

    exit_code = 3

    def __init__(
        self, problems: list[Problem], *, message: str = "", hint: str = "", warnings: list[Problem] | None = None
    ) -> None:
        super().__init__(message or t("Nothing was written: the input has {count} problem(s).", count=len(problems)))
        self.problems = problems
        self.warnings = warnings or []
        """What is odd besides, though it alone would not refuse."""
        self.hint = hint


class NoSuchLedger(JingwuError):
    """No ledger is where it was looked for."""

    exit_code = 3


class NoSuchRecord(JingwuError):
    """No record has this number."""

    exit_code = 5


class NotAllowed(JingwuError):
    """The record's state, or what was done since, does not allow this."""

    exit_code = 6


class LedgerBusy(JingwuError):
    """Another process holds the ledger."""

    exit_code = 7


class LedgerDamaged(JingwuError):
    """A file of the ledger is not what was written."""

    exit_code = 8


class StorageFailure(JingwuError):
    """The disk is full, a permission is missing, or a write failed."""

    exit_code = 9


def reason_of(error: OSError) -> tuple[str, str]:
    """Why the system refused, in plain words, and what to do about it ('' where that depends)."""
    access = (t("permission is missing"), t("Ask the ledger's owner, or check the folder's permissions."))
    reasons = {
        errno.ENOSPC: (t("the disk is full"), t("Free some space and try again; nothing that was stored is lost.")),
        errno.EDQUOT: (t("the disk quota is used up"), t("Free some space and try again.")),
        errno.EFBIG: (t("the file would be larger than allowed"), t("Ask the administrator to raise the limit.")),
        errno.EACCES: access,
        errno.EPERM: access,
        errno.EROFS: (t("the disk is read-only"), t("Mount it for writing, or use another ledger.")),
        errno.EIO: (t("the disk reports an error"), t("Do not go on with this disk: copy the ledger to another one.")),
        errno.ENOENT: (t("there is no such file or folder"), ""),
        errno.EISDIR: (t("it is a folder"), ""),
        errno.ENOTDIR: (t("a part of the path is no folder"), ""),
        errno.EEXIST: (t("it exists already"), ""),
        errno.ENAMETOOLONG: (t("the name is too long"), ""),
    }
    return reasons.get(error.errno or 0, (error.strerror or str(error), ""))


class Interrupted(JingwuError):
    """The officer, or the system, stopped it."""

    exit_code = 130


class Terminated(Interrupted):
    """The system asked it to end (SIGTERM)."""

    exit_code = 143


DONE = 0
ANSWER_IS_YES = 1
PARTLY_DONE = 4

# README's table of exit codes is compared with this one by a test.
EXIT_CODES: dict[int, str] = {
    DONE: "done",
    ANSWER_IS_YES: "a yes/no question was asked and the answer is yes (overdue found with --exit-code, check failed)",
    UsageError.exit_code: "the command line is wrong",
    BadInput.exit_code: "bad input, nothing written",
    PARTLY_DONE: "partly done (some rows rejected)",
    NoSuchRecord.exit_code: "no such record",
    NotAllowed.exit_code: "not allowed in this state",
    LedgerBusy.exit_code: "ledger busy",
    LedgerDamaged.exit_code: "ledger damaged",
    StorageFailure.exit_code: "disk or permission",
    JingwuError.exit_code: "a bug in jingwu",
    Interrupted.exit_code: "interrupted",
    Terminated.exit_code: "ended by the system (SIGTERM)",
}
