"""Options by which a command reads articles with a reader of the user's choice."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from talion.cli.support.output import note
from talion.cli.support.wording import counted
from talion.errors import ArticleError
from talion.ingest.articles import read_articles
from talion.llm.article_language import with_language
from talion.llm.article_reading import next_step
from talion.llm.instruction import links_instruction, reading_instruction
from talion.llm.reader_settings import ReaderSettings, read_settings
from talion.readers.article_source import ArticleSource
from talion.readers.model_reader import model_settings
from talion.readers.reader_registry import set_up

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """What was chosen: the settings, and whether only to say what a run would send."""

    settings: ReaderSettings
    dry_run: bool

    def reader(self) -> ArticleSource | None:
        """Return the reader; None for the built-in rules. UsageError where it lacks something."""
        return set_up(self.settings, lambda said: note(f"note: {said}"))


_OPTIONS = (
    click.option("--reader", metavar="NAME", help="Who reads: rules (the default), llm or both."),
    click.option("--endpoint", metavar="URL", help="Where the model is: localhost:11434/v1."),
    click.option("--model", metavar="NAME", help="Which model reads."),
    click.option("--yes", is_flag=True, help="Allow that articles leave this machine."),
    click.option("--parallel", type=click.IntRange(1, 64), help="How many requests at once (4)."),
    click.option("--max-tokens", type=click.IntRange(1), help="The budget of tokens of this run."),
    click.option("--dry-run", is_flag=True, help="Only say what a model would be asked."),
    click.option("--show-prompt", is_flag=True, help="Print the instruction that a model gets."),
)


def reader_options(command: F) -> F:
    """Give a command the options of a reader; it gets a `ReaderChoice` as `chosen`.

    >>> made = click.command()(reader_options(lambda chosen: None))
    >>> [option.opts[0] for option in made.params][:3]
    ['--reader', '--endpoint', '--model']
    """

    @wraps(command)
    def wrapped(*args: Any, **given: Any) -> object:
        if given.pop("show_prompt"):
            click.echo(f"{reading_instruction()}\n\n---\n\n{links_instruction()}")
            return None
        dry_run = given.pop("dry_run")
        allow = ("*",) if given.pop("yes") else None
        names = ("reader", "endpoint", "model", "parallel", "max_tokens")
        options = {name: given.pop(name) for name in names}
        context = click.get_current_context()
        settings = read_settings(str(context.find_root().obj or "."))
        if options["reader"] is None and (options["endpoint"] or options["model"]):
            options["reader"] = "llm"
        chosen = ReaderChoice(settings.over(allow=allow, **options), dry_run)
        return command(*args, chosen=chosen, **given)

    changed: Any = wrapped
    for option in reversed(_OPTIONS):
        changed = option(changed)
    made: F = changed
    return made


def say_dry_run(paths: Iterable[str | Path], settings: ReaderSettings) -> None:
    """Say how many requests the first round takes, about how many tokens, and where they go."""
    asked = tokens = articles = 0
    for found in read_articles(paths):
        if isinstance(found, ArticleError):
            note(f"talion: {found}")
            continue
        step = next_step(with_language(found), model_settings(settings), lambda request: None)
        articles += 1
        asked += len(step.requests)
        tokens += sum(request.tokens for request in step.requests)
    click.echo(
        f"{counted(articles, 'article')}: {counted(asked, 'request')} to read them (about "
        f"{tokens:,} tokens), up to two more each for corrections and links; they go to "
        f"{settings.endpoint or 'no endpoint yet (--endpoint URL)'}"
    )
