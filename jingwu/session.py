"""What a command is given: the ledger, the present, who acts, and how to print. Built once a run."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jingwu import dates, language
from jingwu.errors import BadInput, LedgerDamaged, NoSuchLedger, Problem, UsageError
from jingwu.language import pick, t
from jingwu.rules.clock_names import use_labels
from jingwu.settings import FILE_NAME, Settings

if TYPE_CHECKING:  # `jingwu --help` starts without the ledger and without what prints
    from jingwu.output.show import Show
    from jingwu.store.ledger import Ledger


class Options(NamedTuple):
    """The global options, as typed."""

    ledger: str = ""
    lang: str = ""
    now: str = ""
    by: str = ""
    json: bool = False
    quiet: bool = False
    unmask: bool = False
    ledgers: tuple[str, ...] = ()
    """All ledgers that were named; `ledger` is the first."""


class Session(NamedTuple):
    """One run of the program on one ledger."""

    ledger: "Ledger"
    now: datetime
    by: str
    show: "Show"
    folder: Path

    @property
    def settings(self) -> Settings:
        """The station's settings."""
        return self.ledger.settings


@contextmanager
def running(options: Options, command: str) -> Iterator[Session]:
    """A run of a command: warnings are printed after it too, also when it fails or is interrupted.

    What interrupts it after it has stored something comes too late: see `store.signals.told_at_the_end`.
    """
    from jingwu.store.signals import told_at_the_end

    with told_at_the_end():
        session = open_session(options, command)
        told = len(session.ledger.warnings)
        try:
            yield session
        finally:
            for warning in session.ledger.warnings[told:]:
                session.show.warning(warning)


def open_session(options: Options, command: str) -> Session:
    """The session of this run; `command` is named to those who wait for the ledger. Errors of ledger and options."""
    from jingwu.store import open_ledger
    from jingwu.store.station import read_station

    folder = find_folder(options)
    settings = read_station(folder)
    use_labels(settings.limits)
    now = present(options)
    by = acting(options, settings)
    show = plain_show(options, settings)
    ledger = open_ledger(folder, settings, command=command)
    for warning in ledger.warnings:
        show.warning(warning)
    if options.unmask:
        ledger.log("unmask", by=by, at=now, details={"command": command})
    return Session(ledger, now, by, show, folder)


def plain_show(options: Options, settings: Settings) -> "Show":
    """How this run prints; commands without a ledger use it with default settings."""
    from jingwu.output import make_show

    return make_show(settings, json=options.json, quiet=options.quiet, unmask=options.unmask)


def present(options: Options) -> datetime:
    """--now, or the clock. A day without a time counts with its last minute. UsageError when it is no date."""
    if not options.now:
        return dates.now()
    try:
        when = dates.parse_when(options.now, today=dates.now().date())
    except ValueError as error:
        raise UsageError(pick(f"--now: {error}", f"--now：{error}")) from None
    return when if isinstance(when, datetime) else datetime.combine(when, time(23, 59))


def acting(options: Options, settings: Settings) -> str:
    """Who acts: --by, JINGWU_BY, or the user of the machine. BadInput when --by names nobody of the station."""
    given = options.by or os.environ.get("JINGWU_BY", "")
    if not given:
        return _user_name()
    if settings.officers and given not in settings.officers:
        from jingwu.rules.suggestions import name_suggested

        hint = name_suggested(given, settings.officers)
        message = t("The station's settings do not know this name.")
        raise BadInput([Problem(message, column="--by", value=given, hint=hint)])
    return given


def find_folder(options: Options) -> Path:
    """The ledger's folder: --ledger, JINGWU_LEDGER, the nearest above the present folder, the user's own.

    NoSuchLedger, naming where it was looked for, when none is there.
    """
    named = options.ledger or os.environ.get("JINGWU_LEDGER", "")
    if named:
        folder = Path(named)
        if (folder / FILE_NAME).is_file():
            return folder
        if (folder / "journal").is_dir():
            raise LedgerDamaged(
                t("{file} is missing.", file=folder / FILE_NAME),
                hint=t("Put it back from a backup; the records are there."),
            )
        if folder.exists():
            message = t("{folder} is not a ledger: it holds no {file}.", folder=folder, file=FILE_NAME)
        else:
            message = t("There is no ledger at {folder}.", folder=folder)
        raise NoSuchLedger(message, hint=t("Make one with: jingwu --ledger {folder} init", folder=folder))
    for folder in (here := Path.cwd(), *here.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    home = home_folder(os.environ)
    if home is not None and (home / FILE_NAME).is_file():
        return home
    raise NoSuchLedger(
        t("No ledger was found here, in the folders above, or in your own data folder."),
        hint=t("Name one with --ledger FOLDER or JINGWU_LEDGER, or make one with: jingwu init"),
    )


def home_folder(environment: Mapping[str, str]) -> Path | None:
    """The user's own data folder; None when the environment names no home (cron, env -i)."""
    if environment.get("XDG_DATA_HOME"):
        return Path(environment["XDG_DATA_HOME"]) / "jingwu"
    if environment.get("HOME"):
        return Path(environment["HOME"]) / ".local" / "share" / "jingwu"
    return None


def choose_language(options: Options) -> None:
    """Speak --lang, JINGWU_LANG, the ledger's language, English under an English locale, or Chinese."""
    chosen = options.lang or os.environ.get("JINGWU_LANG", "") or _ledger_language(options) or _locale_language()
    if chosen not in language.LANGUAGES:
        raise UsageError(t("The language is zh or en."))
    language.use(chosen)


def _ledger_language(options: Options) -> str:
    """The ledger's language, read without parsing the file: a broken file is reported later, in some language."""
    try:
        text = (find_folder(options) / FILE_NAME).read_text("utf-8")
    except (OSError, ValueError, NoSuchLedger):
        return ""
    for line in text.splitlines():
        name, found, value = line.partition("=")
        if found and name.strip() == "language":
            return value.strip().strip("\"'") if value.strip().strip("\"'") in language.LANGUAGES else ""
        if line.startswith("["):
            break
    return ""


def _locale_language() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "en" if value.startswith("en") else "zh"
    return "zh"


def _user_name() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
