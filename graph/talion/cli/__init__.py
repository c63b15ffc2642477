"""The command line: options, one library call, one way to print."""

from importlib import import_module

import click

from talion.cli.support.extras import missing
from talion.errors import TalionError

#: Every command and where it is; a command is imported when it is called, so help stays quick.
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("talion.cli.build:build", "Build a graph from articles and their findings."),
    "add": ("talion.cli.build:add", "Add articles to the graph."),
    "query": ("talion.cli.query:query", "Ask the graph: a ready-made question, or SPARQL."),
    "actor": ("talion.cli.actor:actor", "Tell what the graph knows of an actor."),
    "incident": ("talion.cli.incident:incident", "Tell an incident with all its reports."),
    "chains": ("talion.cli.chains:chains", "Follow chains of answers, with the sentences."),
    "ledger": ("talion.cli.ledger:ledger", "Balance what two sides did to each other."),
    "silences": ("talion.cli.unanswered:silences", "List acts whose answer is missing."),
    "precedents": (
        "talion.cli.precedents:precedents",
        "Find earlier acts like one, and what came.",
    ),
    "waves": ("talion.cli.waves:waves", "Find many states that act together, and the answers."),
    "events": ("talion.cli.events:events", "Make a table of events from ICEWS, GDELT or CSV."),
    "load": ("talion.cli.load:load", "Load tables of events into the store, by the million."),
    "replies": ("talion.cli.replies:replies", "Tell what every act answers, and how surely."),
    "fit": ("talion.cli.fit:fit", "Fit the reply model to events."),
    "motifs": ("talion.cli.motifs:motifs", "Count how three acts of a pair follow each other."),
    "browse": ("talion.cli.browse:browse", "Write one page to browse, offline."),
    "network": ("talion.cli.network:network", "Measure the network of actors."),
    "serve": ("talion.cli.serve:serve", "Serve the graph as a local web app, with SPARQL."),
    "export": ("talion.cli.export:export", "Write the graph as TriG, GraphML, GEXF, JSON, CSV."),
    "import": ("talion.cli.export:import_", "Read TriG that export wrote."),
    "extract": ("talion.cli.extract:extract", "Take the findings out of articles, as JSON."),
    "review": ("talion.cli.review:review", "Walk an article's findings: accept, reject, edit."),
    "evaluate": ("talion.cli.evaluate:evaluate", "Score findings against a careful reader's."),
    "merge": ("talion.cli.merge:merge", "Decide that two reports tell of one incident."),
    "split": ("talion.cli.merge:split", "Decide that two reports tell of two incidents."),
    "decisions": ("talion.cli.merge:decisions", "List who decided what is one incident, and why."),
    "validate": ("talion.cli.validate:validate", "Hold the graph against its shapes."),
}


class Lazy(click.Group):
    """A group that imports a command only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by their sentences in the table, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error of ours becomes its line and its exit code."""
        try:
            return self._invoke(ctx)
        except TalionError as error:
            click.echo(f"talion: {error}", err=True)
            ctx.exit(error.exit_code)

    def _invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ModuleNotFoundError as error:
            told = missing(error)
            if told is None:
                raise
            raise told from error


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
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
    """Find chains of tit-for-tat in the news: who answered whom, how surely, how long after.

    \b
    Examples:
      talion build                     the graph of the five seed articles
      talion build articles/           of your own
      talion chains                    who answered whom, with the sentences
      talion query who-expelled-whom   a ready-made question
      talion browse --html page.html   one page to browse, offline
    """
    ctx.obj = store
