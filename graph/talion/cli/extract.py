"""`talion extract`: the findings of articles, in the codebook's JSON."""

from pathlib import Path

import click

from talion.build.extractions import ArticleExtraction, extract_files
from talion.cli.support.explanations import reasons
from talion.cli.support.findings_output import FindingsFolder, FindingsPrinter
from talion.cli.support.output import Progress, note, say, sentence
from talion.cli.support.reader_options import ReaderChoice, reader_options, say_dry_run
from talion.cli.support.wording import counted, finding_line, link_words
from talion.errors import ArticleError, UsageError
from talion.ingest.articles import read_articles
from talion.ingest.metadata import Metadata
from talion.readers.article_source import ArticleSource
from talion.readers.model_reader import ModelReader
from talion.readers.probe import probe, summary


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARTICLE…")
@click.option("--out", metavar="DIR", help="Write DIR/ARTICLE.json for each article.")
@click.option("--explain", is_flag=True, help="Explain in words how each finding came about.")
@click.option("--published", metavar="DATE", help="The publication date (2018-03-26, 2018-03).")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--title", metavar="TEXT", help="Its title.")
@click.option("--url", metavar="URL", help="Where it was published.")
@click.option("--force", is_flag=True, help="Also read articles that are not in English.")
@click.option(
    "--probe",
    "arrangements",
    type=click.IntRange(1, 20),
    metavar="N",
    help="Read with N other orders and labels of a model's instruction, too, and say how much the"
    " findings depend on them.",
)
@reader_options
def extract(
    paths: tuple[str, ...],
    out: str | None,
    explain: bool,
    published: str | None,
    publisher: str | None,
    title: str | None,
    url: str | None,
    force: bool,
    arrangements: int | None,
    chosen: ReaderChoice,
) -> None:
    """Extract from each ARTICLE who did what to whom, when and how many, with the sentence.

    ARTICLE is a text, an HTML page, a PDF, a folder of them, or - for standard input. The output
    is the codebook's JSON: an object for one article, a list for several. An article that cannot
    be read is reported on stderr, the others are extracted, and the exit code is 1.

    \b
    Examples:
      talion extract article.txt
      talion extract article.html --explain
      talion extract articles/ --out findings/
      cat article.txt | talion extract - --published 2018-03-26
      talion extract articles/ --endpoint http://localhost:11434/v1 --model qwen3 --out findings/
    """
    if chosen.dry_run:
        say_dry_run(paths, chosen.settings)
        return
    reader = chosen.reader()
    if arrangements is not None:
        _probe(paths, reader, arrangements)
        return
    facts = Metadata(publisher, title, published, url)
    writer = FindingsFolder(Path(out)) if out else None
    printer = None if writer or explain else FindingsPrinter(single=_one_article(paths))
    problems = found = 0
    with Progress("reading", None) as tick:
        for result in extract_files(paths, facts=facts, force=force, note=_note, reader=reader):
            done = (
                writer.write(result) if writer and isinstance(result, ArticleExtraction) else result
            )
            tick(found := found + 1)
            if isinstance(done, ArticleError):
                problems += 1
                note(f"talion: {done}")
                continue
            problems += _empty(done)
            if explain:
                _explain(done)
            elif printer:
                printer.print(done)
    if printer:
        printer.close()
    if writer:
        incidents = counted(writer.incidents, "incident")
        note(f"findings on {counted(writer.written, 'article')} ({incidents}) written to {out}")
    click.get_current_context().exit(1 if problems else 0)


def _probe(paths: tuple[str, ...], reader: ArticleSource | None, arrangements: int) -> None:
    """Say how much the findings of a model depend on the arrangement of its instruction."""
    if not isinstance(reader, ModelReader):
        raise UsageError("--probe needs a language model: --reader llm --endpoint URL --model NAME")
    articles = []
    for found in read_articles(paths):
        if isinstance(found, ArticleError):
            note(f"talion: {found}")
        else:
            articles.append(found)
    probed = []
    for each in probe(reader, articles, arrangements):
        probed.append(each)
        one = summary([each])
        for reason in each.unread:
            note(f"talion: {each.article}: {reason}")
        say(f"{each.article}: {one.stable} of {one.total} incidents stand in every reading")
    found_in = summary(probed)
    say(
        f"{counted(found_in.articles, 'article')}, {counted(arrangements, 'other arrangement')}:"
        f" agreement (F1) {found_in.incidents:.2f} on incidents, {found_in.links:.2f} on links;"
        f" {found_in.stable} of {found_in.total} incidents do not depend on labels and order"
    )


def _note(text: str) -> None:
    note(f"note: {text}")


def _one_article(paths: tuple[str, ...]) -> bool:
    return len(paths) == 1 and not Path(paths[0]).is_dir()


def _empty(reading: ArticleExtraction) -> bool:
    """Report an article without any incident; whether it is one."""
    if reading.extraction.findings.incidents:
        return False
    note(f"talion: {ArticleError(reading.article.id, 'no incident found')}")
    return True


def _explain(reading: ArticleExtraction) -> None:
    """Print how each finding came about, and what was not resolved."""
    extraction = reading.extraction
    because = {e.finding: e for e in extraction.explanations}
    say(f"{reading.article.id}, published {reading.article.published or 'on an unknown date'}")
    for finding in extraction.findings.incidents:
        say(f"\n  {finding.id}  {finding_line(finding)}", bold=True)
        say(f"      {sentence(finding.quote)}")
        if why := because.get(finding.id):
            say(f"      (characters {why.start} to {why.end} of the article)", dim=True)
            for name, words in reasons(why):
                say(f"      {name:8} {words}", hang=9)
    for link in extraction.findings.links:
        say(f"\n  {link.source} {link_words(link.type)} {link.target}", bold=True)
        say(f"      {sentence(link.quote)}")
    if extraction.unresolved:
        say("\n  not resolved:")
    for left in extraction.unresolved:
        say(f"    “{left.trigger}” ({left.type.replace('_', ' ')}): {left.reason.words}")
        say(f"      {sentence(left.quote)}")
    if extraction.left_out:
        say("\n  not read, being no part of the story:")
    for passage in extraction.left_out:
        say(f"    {sentence(passage.text)}")
    say()
