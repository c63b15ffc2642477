"""`talion responses`: a model's answers in a file, through the gate."""

import re
from pathlib import Path

import click

from talion.build.extractions import ArticleExtraction
from talion.cli.support.findings_output import FindingsFolder, FindingsPrinter
from talion.cli.support.output import note
from talion.cli.support.wording import counted
from talion.errors import ArticleError, InputError, UsageError
from talion.llm.article_reading import ReadingStep, next_step
from talion.llm.batch_files import BatchState, read_replies, request_lines
from talion.llm.model_request import ModelReply, ModelRequest
from talion.llm.reader_settings import read_settings
from talion.llm.to_extraction import to_extraction
from talion.model.article import Article
from talion.store.atomic_write import save

_ROUND = re.compile(r"^(?P<stem>.*?)(?:-\d+)?$")


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="RESPONSES…")
@click.option(
    "--requests", "asked", metavar="FILE",
    help="The first file of requests; requests.jsonl beside the answers where none is given.",
)  # fmt: skip
@click.option("--out", metavar="DIR", help="Write DIR/ARTICLE.json for each article.")
@click.option("--refused", is_flag=True, help="List what the gate refused, and why.")
def responses(files: tuple[str, ...], asked: str | None, out: str | None, refused: bool) -> None:
    """Take a model's answers to `talion requests`, each checked against its article.

    Prints the findings as `talion extract` does. What has to be asked again or next (what the gate
    refused, with its reasons; links; what was not answered) is written to requests-2.jsonl,
    requests-3.jsonl and so on; answer it and give the answers to the same command. The findings
    are usable at every step. The answers are also kept where `talion build --reader llm` looks
    for those of the same model, so that it asks nothing again.

    \b
    Examples:
      talion responses responses.jsonl --out findings/
      talion responses responses-2.jsonl --out findings/
      talion responses responses.jsonl --requests batch/requests.jsonl --refused
    """
    base = _base(asked, Path(files[0]))
    state = BatchState.beside(base)
    articles, settings = state.articles(), state.settings()
    replies = state.replies()
    problems = sum(_take(Path(file), replies) for file in files)
    state.keep(replies)

    kept = read_settings(str(click.get_current_context().find_root().obj or ".")).replies()

    def lookup(request: ModelRequest) -> ModelReply | None:
        reply = replies.get(request.custom_id)
        if reply is not None and kept.find(request.key) is None:
            kept.keep(request.key, reply)
        return reply

    steps = [(article, next_step(article, settings, lookup)) for article in articles]
    problems += _print(steps, out, refused=refused)
    _ask_next(base, steps)
    click.get_current_context().exit(1 if problems else 0)


def _base(asked: str | None, first: Path) -> Path:
    """Return the first file of requests of a batch."""
    if asked is not None:
        path = Path(asked)
        found = _ROUND.match(path.stem)
        whole = path.with_name(f"{found['stem']}{path.suffix}") if found else path
        return path if BatchState.beside(path).folder.is_dir() else whole
    states = sorted(first.absolute().parent.glob("*.state"))
    if len(states) > 1 and first.with_name("requests.state") not in states:
        names = ", ".join(f"{state.stem}.jsonl" for state in states)
        raise UsageError(f"{first}: answers which of {names}? Name it: --requests FILE")
    only = states[0] if len(states) == 1 else first.with_name("requests.state")
    return only.with_suffix(".jsonl")


def _take(file: Path, replies: dict[str, ModelReply]) -> int:
    """Add the answers of a file; return how many of its lines hold none."""
    problems = 0
    for line in read_replies(file):
        if line.reply is None:
            note(f"talion: {InputError(file, line.problem)}")
            problems += 1
        else:
            replies[line.ident] = line.reply
    return problems


def _print(steps: list[tuple[Article, ReadingStep]], out: str | None, *, refused: bool) -> int:
    """Print or write the findings there are; return how many articles have none to show."""
    folder = FindingsFolder(Path(out)) if out else None
    printer = None if folder else FindingsPrinter(single=len(steps) == 1)
    problems = 0
    for article, step in steps:
        result = ArticleExtraction(article, to_extraction(article, step.admission))
        if step.unread:
            problems += 1
            note(f"talion: {ArticleError(article.id, step.unread[0])}")
        if folder and isinstance(done := folder.write(result), ArticleError):
            problems += 1
            note(f"talion: {done}")
        if printer:
            printer.print(result)
        for each in step.admission.refused if refused else ():
            note(f"refused: {article.id}, {each.words}")
    if printer:
        printer.close()
    if folder:
        incidents = counted(folder.incidents, "incident")
        note(f"findings on {counted(folder.written, 'article')} ({incidents}) written to {out}")
    return problems


def _ask_next(base: Path, steps: list[tuple[Article, ReadingStep]]) -> None:
    """Write what has to be asked next, under the next number."""
    made = [request for _, step in steps for request in step.requests]
    if not made:
        note("nothing more to ask: the reading is complete")
        return
    number = 2
    while (path := base.with_name(f"{base.stem}-{number}{base.suffix}")).exists():
        number += 1
    save(path, request_lines(made))
    waiting = sum(not step.is_final for _, step in steps)
    note(f"{counted(len(made), 'request')} on {counted(waiting, 'article')} written to {path}")
