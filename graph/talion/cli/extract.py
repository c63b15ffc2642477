"""`talion extract`: the findings of articles, in the codebook's JSON."""

from pathlib import Path

import click

from talion.build.extractions import ArticleExtraction, extract_files
from talion.cli.support.explanations import reasons
from talion.cli.support.findings_output import FindingsFolder, FindingsPrinter
from talion.cli.support.output import Progress, note, say, sentence
from talion.cli.support.reader_options import ReaderChoice, reader_options, say_dry_run
from talion.cli.support.wording import counted, finding_line, link_words
from talion.errors import ArticleError
from talion.ingest.metadata import Metadata


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="ARTICLE…")
@click.option("--out", metavar="DIR", help="Write DIR/ARTICLE.json for each article.")
@click.option("--explain", is_flag=True, help="Explain in words how each finding came about.")
@click.option("--published", metavar="DATE", help="The publication date (2018-03-26, 2018-03).")
@click.option("--publisher", metavar="NAME", help="Who published it.")
@click.option("--title", metavar="TEXT", help="Its title.")
@click.option("--url", metavar="URL", help="Where it was published.")
@click.option("--force", is_flag=True, help="Also read articles that are not in English.")
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
