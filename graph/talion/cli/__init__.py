"""The command line: options, one library call, one way to print."""

import errno
import logging
import sys
from importlib import import_module

import click

from talion.cli.commands import COMMANDS, RENAMED, SECTIONS
from talion.cli.support.extras import missing
from talion.cli.support.garbage import collected_rarely
from talion.cli.support.output import warnings_as_notes
from talion.cli.support.suggestions import did_you_mean
from talion.errors import OutputError, TalionError, UsageError

_SILENT = logging.NullHandler()

__all__ = ["COMMANDS", "main"]


class CommandTable(click.Group):
    """A group that imports a command only when it is called, so help and completion stay quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        return [*COMMANDS]  # `list` is a command's module here

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; UsageError with the nearest names."""
        name = args[0]
        if name in RENAMED:
            raise UsageError(f"'{name}' is now called '{RENAMED[name]}': talion {RENAMED[name]}")
        if name not in COMMANDS and not name.startswith("-"):
            hint = did_you_mean(name, (*COMMANDS, *RENAMED), RENAMED)
            hint = hint or "; talion --help lists the commands"
            raise UsageError(f"there is no command '{name}'{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by section with their sentences, importing none."""
        width = max(map(len, COMMANDS))
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(name.ljust(width), text) for name, (_, text) in commands.items()]
                )

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error of ours becomes its line and its exit code."""
        # what libraries log about damaged files says nothing about which; our own lines do
        logging.getLogger().addHandler(_SILENT)
        try:
            return self._invoke(ctx)
        except TalionError as error:
            click.echo(f"talion: {error}", err=True)
            ctx.exit(error.exit_code)

    def _invoke(self, ctx: click.Context) -> object:
        try:
            with collected_rarely(), warnings_as_notes():
                done = super().invoke(ctx)
            sys.stdout.flush()
            return done
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise OutputError("output", (error.strerror or str(error)).lower()) from error
        except ModuleNotFoundError as error:
            extra = missing(error)
            if extra is None:
                raise
            raise extra from error


@click.group(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store",
    metavar="DIR",
    envvar="TALION_STORE",
    default="talion-store",
    show_default=True,
    help="The store to read or write (or TALION_STORE).",
)
@click.version_option(None, "--version", package_name="talion")
@click.pass_context
def main(ctx: click.Context, store: str) -> None:
    """Find chains of tit-for-tat in the news: who responded to whom, how surely, and how soon.

    \b
    Examples:
      talion build                     build the graph of the five seed articles
      talion build articles/           build one from your own
      talion chains                    who responded to whom, with the sentences
      talion query who-expelled-whom   ask a ready-made question
      talion browse --html page.html   write one page to browse offline
    """
    ctx.obj = store
