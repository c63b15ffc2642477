"""`talion requests`: the requests by which any model can read articles, in a file."""

from pathlib import Path

import click

from talion.cli.support.output import note
from talion.cli.support.wording import counted
from talion.errors import ArticleError, OutputError
from talion.ingest.articles import read_articles
from talion.llm.article_language import with_language
from talion.llm.article_reading import next_step
from talion.llm.batch_files import BatchState, request_lines
from talion.llm.model_request import ModelRequest, ModelSettings
from talion.model.article import Article
from talion.store.atomic_write import save


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARTICLE…")
@click.option(
    "-o", "--out", metavar="FILE", default="requests.jsonl", show_default=True,
    help="Where to write them, one a line.",
)  # fmt: skip
@click.option(
    "--model",
    default="model",
    show_default=True,
    help="The model's name, as it goes into the requests.",
)
@click.option("--no-schema", is_flag=True, help="Do not ask for structured output by JSON schema.")
def requests(paths: tuple[str, ...], out: str, model: str, no_schema: bool) -> None:
    """Write the requests by which a language model reads each ARTICLE, without sending anything.

    The file has the batch form of OpenAI's API, which many services take. `talion responses` takes
    the answers, and writes what has to be asked again to requests-2.jsonl and so on. The articles
    are kept beside the file, in requests.state.

    \b
    Examples:
      talion requests articles/ -o requests.jsonl
      talion requests articles/ -o requests.jsonl --model gpt-4.1
      talion responses responses.jsonl --out findings/
    """
    articles: list[Article] = []
    problems = 0
    for found in read_articles(paths, note=lambda said: note(f"note: {said}")):
        if isinstance(found, ArticleError):
            note(f"talion: {found}")
            problems += 1
        else:
            articles.append(with_language(found))
    settings = ModelSettings(model, structured=not no_schema)
    made: list[ModelRequest] = []
    for article in articles:
        made += next_step(article, settings, lambda request: None).requests
    target = Path(out)
    if made:
        _write(target, made, articles, settings)
        tokens = sum(request.tokens for request in made)
        note(
            f"{counted(len(made), 'request')} on {counted(len(articles), 'article')} (about "
            f"{tokens:,} tokens) written to {target}"
        )
    click.get_current_context().exit(1 if problems or not made else 0)


def _write(
    target: Path, made: list[ModelRequest], articles: list[Article], settings: ModelSettings
) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(target.parent, error.strerror or str(error)) from None
    BatchState.beside(target).begin(articles, settings)
    save(target, request_lines(made))
