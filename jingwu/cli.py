"""The program `jingwu`: global options, the list of commands, the one error boundary."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from jingwu import __version__
from jingwu.commands.building import LazyGroup, Loader, build_command
from jingwu.errors import DONE, Interrupted, JingwuError, StorageFailure, UsageError, reason_of
from jingwu.language import listed, t
from jingwu.session import Options, choose_language

COMMANDS: dict[str, str] = {
    "case": "kinds:kind_group",
    "dispute": "kinds:kind_group",
    "hazard": "kinds:kind_group",
    "request": "kinds:kind_group",
    "lead": "kinds:kind_group",
    "conduct": "kinds:kind_group",
    "visit": "kinds:kind_group",
    "patrol": "kinds:kind_group",
    "reply": "kinds:action_command",
    "callback": "kinds:action_command",
    "extend": "kinds:action_command",
    "pause": "kinds:action_command",
    "resume": "kinds:action_command",
    "transfer": "kinds:action_command",
    "link": "kinds:action_command",
    "correct": "kinds:action_command",
    "note": "kinds:action_command",
    "close": "kinds:action_command",
    "reopen": "kinds:action_command",
    "void": "kinds:action_command",
    "show": "records:show",
    "history": "records:history",
    "why": "records:why",
    "list": "records:list_",
    "find": "records:find",
    "overdue": "reports:overdue",
    "due": "reports:due",
    "export": "export:export",
    "summary": "reports:summary",
    "freeze": "freezing:freeze",
    "hotspots": "spots:hotspots",
    "trend": "spots:trend",
    "quota": "reports:quota",
    "import": "intake:import_",
    "undo": "records:undo",
    "check": "station:check",
    "config": "config:config_group",
    "backup": "backups:backup",
    "restore": "backups:restore",
    "init": "station:init",
    "demo": "station:demo",
}
"""Command to its module in jingwu.commands and its function; those of `kinds` make the command from its name."""

_FLAGS = ("--json", "--quiet", "--unmask")
_VALUES = ("--ledger", "--lang", "--today", "--now", "--by")


def _loader(name: str, place: str) -> Loader:
    module, _, function = place.partition(":")

    def load() -> TyperCommand | TyperGroup:
        found = getattr(import_module(f"jingwu.commands.{module}"), function)
        return found(name) if module in {"kinds", "config"} else build_command(name, found)

    return load


def _elsewhere() -> dict[str, str]:
    """The actions that are typed under their kind."""
    from jingwu.records.actions import ACTIONS

    own = {name: action.kinds for name, action in ACTIONS.items() if action.own_group}
    return {name: listed(f"jingwu {kind} {name}" for kind in kinds) for name, kinds in own.items()}


class Root(LazyGroup):
    """`jingwu` itself. Global options are understood wherever they stand; every error ends here."""

    loaders = {name: _loader(name, place) for name, place in COMMANDS.items()}  # noqa: RUF012 - a table, never changed

    def hint_for(self, path: str, name: str) -> str:
        """As in every group; actions of a kind are found there."""
        self.elsewhere = _elsewhere()
        return super().hint_for(path, name)

    def invoke(self, ctx: Any) -> Any:
        """As in every group; Typer would end an interrupted command without a word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise _told(error) from None

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> Any:  # type: ignore[override] # Typer's own has more names
        """Run and exit with the code of errors.EXIT_CODES."""
        words = _hoisted(list(sys.argv[1:] if args is None else args))
        extra |= {"prog_name": "jingwu", "standalone_mode": False}
        sys.exit(_run(lambda: super(Root, self).main(args=words, **extra), words))


app = typer.Typer(cls=Root, add_completion=False, rich_markup_mode=None)


def _print_version(asked: bool) -> None:  # noqa: FBT001 - Typer's signature
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    ledger: Annotated[
        list[str],
        typer.Option("--ledger", help="The ledger's folder (else JINGWU_LEDGER, or here); several for summary."),
    ] = [],  # noqa: B006 - Typer's way to say that there may be none
    lang: Annotated[str, typer.Option("--lang", help="zh or en.")] = "",
    now: Annotated[str, typer.Option("--now", "--today", help="Run as if it were this time: 2026-10-31 18:00.")] = "",
    by: Annotated[str, typer.Option("--by", help="The officer who acts (else JINGWU_BY, or your user name).")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No messages, only results and errors.")] = False,
    unmask: Annotated[bool, typer.Option("--unmask", help="Show names and numbers in full; it is logged.")] = False,
    version: Annotated[  # noqa: ARG001 - its callback does the work before a command is looked for
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Jingwu keeps a police station's ledger of small affairs."""
    if len(ledger) > 1 and ctx.invoked_subcommand != "summary":
        raise UsageError(t("Several ledgers are taken by summary only."), hint=t("Give one --ledger."))
    ctx.obj = Options("".join(ledger[:1]), lang, now, by, json, quiet, unmask, tuple(ledger))


def main() -> int:
    """Run the program with the command line of this process; its exit code."""
    try:
        typer.main.get_command(app).main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else DONE
    return DONE


def _hoisted(words: list[str]) -> list[str]:
    """The command line with the global options in front, so that `show jf12 --json` and `--json show jf12` are one."""
    front: list[str] = []
    rest: list[str] = []
    queue = iter(words)
    for word in queue:
        if word == "--":
            rest += [word, *queue]
        elif word in _FLAGS or (word.partition("=")[0] in _VALUES and "=" in word):
            front.append(word)
        elif word in _VALUES:
            front += [word, *[value for value in [next(queue, None)] if value is not None]]
        else:
            rest.append(word)
    return front + rest


def _option(words: list[str], name: str) -> str:
    for place, word in enumerate(words):
        if word == name:
            return "".join(words[place + 1 : place + 2])
        if word.startswith(name + "="):
            return word.partition("=")[2]
    return ""


def _run(program: Callable[[], object], words: list[str]) -> int:
    """The exit code of a run; what went wrong is said on standard error."""
    try:
        choose_language(Options(ledger=_option(words, "--ledger"), lang=_option(words, "--lang")))
        code = program()
    except BrokenPipeError:
        return DONE  # whoever read the output has seen enough
    except Exception as error:  # noqa: BLE001 - the one place: an officer must never see a traceback
        told = _told(error)
    except KeyboardInterrupt as error:
        told = _told(error)
    else:
        return code if isinstance(code, int) else DONE
    from jingwu.output import make_show
    from jingwu.settings import Settings

    make_show(Settings(), unmask="--unmask" in words).error(told)
    return told.exit_code


def _told(error: BaseException) -> JingwuError:
    """What an officer is told of an error."""
    if isinstance(error, JingwuError):
        return error
    if isinstance(error, typer.TyperException):
        from jingwu.commands.words import in_words, where_to_read

        return UsageError(in_words(error), hint=where_to_read(error))
    if isinstance(error, KeyboardInterrupt | typer.Abort):
        return Interrupted(t("Interrupted; nothing more was done."))
    if isinstance(error, OSError):
        reason, hint = reason_of(error)
        return StorageFailure(t("The system refused: {reason}.", reason=reason), hint=hint)
    if isinstance(error, MemoryError):
        message = t("The machine lacks memory for this. The ledger holds all that was confirmed.")
        return StorageFailure(message, hint=t("Close other programs and try again; a large file can be divided."))
    return _bug(error)


def _bug(error: BaseException) -> JingwuError:
    """What is said of an error that nobody foresaw: where, but none of the values it may carry."""
    import traceback

    if os.environ.get("JINGWU_DEBUG"):
        traceback.print_exc()
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{type(error).__name__} {last.filename.rpartition('/')[2]}:{last.lineno}"
    return JingwuError(
        t("This is a fault in jingwu itself ({place}). The ledger holds all that was confirmed.", place=place),
        hint=t("Please report it with this line; JINGWU_DEBUG=1 prints the details for a developer."),
    )
