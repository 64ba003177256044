"""From plain functions to Typer commands, each built only when it is asked for.

Building all of them costs more than running one.

Help is laid out here, in the current language and with the true width of Chinese, because Typer does neither.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from jingwu.errors import UsageError
from jingwu.language import listed, pick, t
from jingwu.session import Options, Session, running

Loader = Callable[[], TyperCommand | TyperGroup]


class Command(TyperCommand):
    """A command whose help speaks the current language."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override] # Typer's own type is private
        """Write the help page."""
        formatter.write(_page(ctx.command_path, self, []))


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and builds one when it is asked for."""

    loaders: Mapping[str, Loader] = {}
    elsewhere: Mapping[str, str] = {}
    """Commands that are looked for here and stand in another group, with what to type."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override] # noqa: ARG002 - as above; Typer's signature
        """The names, in the order of the table."""
        return list(self.loaders)

    def get_command(  # type: ignore[override] # as above
        self,
        ctx: typer.Context,
        cmd_name: str,
    ) -> TyperCommand | TyperGroup | None:
        """The command of this name, built now. UsageError says what is near, or where the command stands."""
        loader = self.loaders.get(cmd_name)
        if loader is None and not cmd_name.startswith("-"):
            raise UsageError(
                t("There is no command '{name}'.", name=cmd_name), hint=self.hint_for(ctx.command_path, cmd_name)
            )
        return loader() if loader else None

    def hint_for(self, path: str, name: str) -> str:
        """What to type instead of a command that is not in this group, whose own name is `path`."""
        from difflib import get_close_matches

        if name in self.elsewhere:
            return t("It is typed: {command}", command=self.elsewhere[name])
        near = get_close_matches(name, self.loaders, cutoff=0.5)
        if near:
            return t("Perhaps: {names}.", names=listed(near))
        return t("How it is typed: {command} --help", command=path)

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override] # as above
        """Read the group's own options; with nothing typed at all the help page is shown."""
        if not args:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(UsageError.exit_code)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override] # as above
        """Write the help page."""
        rows = [(name, _first_line(loader())) for name, loader in self.loaders.items()]
        formatter.write(_page(ctx.command_path, self, rows))


def build_command(name: str, function: Callable[..., Any]) -> TyperCommand:
    """The Typer command of a function; its docstring is the help."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=Command, help=function.__doc__)(function)
    command = typer.main.get_command(app)
    if not isinstance(command, TyperCommand):
        raise TypeError(name)
    return command


def build_group(name: str, text: str, loaders: Mapping[str, Loader]) -> LazyGroup:
    """A group of commands; `text` is its help, in English."""
    group = LazyGroup(name=name, help=text, rich_markup_mode=None)
    group.loaders = loaders
    return group


def with_parameters(function: Callable[..., Any], parameters: Sequence[inspect.Parameter]) -> Callable[..., Any]:
    """`function`, which takes a context and keywords, presenting these parameters to Typer."""
    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    function.__signature__ = inspect.Signature([context, *parameters])  # type: ignore[attr-defined] # what inspect reads
    function.__annotations__ = {entry.name: entry.annotation for entry in (context, *parameters)}
    return function


def option(name: str, spelling: str, text: str, *, kind: Any = str, default: Any = "") -> inspect.Parameter:
    """An option as a parameter; `text` is its help, in the current language."""
    described = typer.Option(default, spelling, help=text, show_default=False)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=described, annotation=kind)


def argument(name: str, shown: str, text: str) -> inspect.Parameter:
    """A required argument as a parameter; `shown` is what usage calls it."""
    described = typer.Argument(..., metavar=shown, help=text, show_default=False)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=described, annotation=str)


def session_of(ctx: typer.Context) -> Session:
    """The session of the command that runs; when it ends, however it does, what the ledger had to say is said."""
    session = ctx.with_resource(running(options_of(ctx), ctx.command_path.partition(" ")[2]))
    if not isinstance(session, Session):
        raise TypeError(type(session))
    return session


def sessions_of(ctx: typer.Context) -> Iterator[Session]:
    """The session of each ledger that was named, opened when its turn comes; they end with the command."""
    options = options_of(ctx)
    for ledger in options.ledgers:
        session = ctx.with_resource(running(options._replace(ledger=ledger), ctx.command_path.partition(" ")[2]))
        if not isinstance(session, Session):
            raise TypeError(type(session))
        yield session


def options_of(ctx: typer.Context) -> Options:
    """The global options of this run."""
    found = ctx.find_root().obj
    if not isinstance(found, Options):
        raise TypeError(type(found))
    return found


def _first_line(command: TyperCommand | TyperGroup) -> str:
    return t(_help_text(command)).partition("\n")[0]


def _help_text(command: TyperCommand | TyperGroup) -> str:
    return inspect.cleandoc(command.help or "")


def _page(path: str, command: TyperCommand | TyperGroup, commands: list[tuple[str, str]]) -> str:
    arguments = [entry for entry in command.params if entry.param_type_name == "argument"]
    options = [entry for entry in command.params if entry.param_type_name == "option"]
    words = [path, *map(_shown, arguments)]
    words += [t("COMMAND …")] if commands else [t("[OPTIONS]")]
    blocks = [t("Usage: {line}", line=" ".join(words)), t(_help_text(command))]
    rows = [(_shown(entry), _text(entry)) for entry in arguments]
    blocks += _block(t("Arguments"), rows)
    blocks += _block(t("Options"), [(_spelling(entry), _text(entry)) for entry in options] + [_HELP()])
    blocks += _block(t("Commands"), commands)
    if not commands:
        blocks.append(t("Options for every command (--ledger, --json, --by …): jingwu --help"))
    return "\n\n".join(blocks) + "\n"


def _HELP() -> tuple[str, str]:  # noqa: N802 - a row that must be translated when it is shown
    return "--help", t("Show this page.")


def _shown(entry: Any) -> str:
    name = entry.metavar or entry.name.upper()
    return name if entry.required else f"[{name}]"


def _text(entry: Any) -> str:
    return t(getattr(entry, "help", None) or "")


def _spelling(entry: Any) -> str:
    names = ", ".join(entry.opts)
    return names if entry.is_flag else f"{names} {entry.metavar or t('VALUE')}"


def _block(title: str, rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    from jingwu.output.text import pad, width_of

    width = min(max(width_of(name) for name, _ in rows), 32) + 2
    return ["\n".join([title + pick(":", "："), *(f"  {pad(name, width)}{text}".rstrip() for name, text in rows)])]
