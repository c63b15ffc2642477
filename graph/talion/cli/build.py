"""`talion build` and `talion add`: from articles to a graph."""

from collections import Counter

import click

from talion.build import Batch
from talion.build import add as add_articles
from talion.build import build as build_graph
from talion.cli.support.output import Progress, json_option, note, print_json
from talion.cli.support.reader_options import ReaderChoice, reader_options, say_dry_run
from talion.cli.support.stores import place, writing
from talion.cli.support.wording import counted
from talion.resources import seeds
from talion.store import Store, View


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@click.option("--force", is_flag=True, help="Also read articles that are not in English.")
@json_option
@reader_options
@click.pass_context
def build(
    ctx: click.Context, paths: tuple[str, ...], force: bool, as_json: bool, chosen: ReaderChoice
) -> None:
    """Build a graph from articles and their findings; without PATH, from the five seed articles.

    PATH is a text, an HTML page, a PDF, or a folder of them. Reviewed findings beside an article
    (article.json) take the place of the extractor's. What the store held is replaced, except for
    the decisions of persons and graphs that Talion has not written itself.

    \b
    Examples:
      talion build
      talion build articles/ more/one.html
      talion --store affair build articles/
      talion build articles/ --endpoint http://localhost:11434/v1 --model qwen3
    """
    if chosen.dry_run:
        say_dry_run(paths or (str(seeds()),), chosen.settings)
        return
    reader = chosen.reader()
    store = writing(ctx)
    with Progress("building", None) as tick:
        batch = build_graph(store, paths or None, force=force, tick=tick, reader=reader)
    _finish(ctx, store, batch, as_json=as_json)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--force", is_flag=True, help="Also read articles that are not in English.")
@json_option
@reader_options
@click.pass_context
def add(
    ctx: click.Context, paths: tuple[str, ...], force: bool, as_json: bool, chosen: ReaderChoice
) -> None:
    """Add articles to the graph; one of the same name is replaced.

    \b
    Examples:
      talion add today.txt
      talion add new-articles/
      cat page.html | talion add -
    """
    if chosen.dry_run:
        say_dry_run(paths, chosen.settings)
        return
    reader = chosen.reader()
    store = writing(ctx)
    with Progress("adding", None) as tick:
        batch = add_articles(store, paths, force=force, tick=tick, reader=reader)
    _finish(ctx, store, batch, as_json=as_json)


def _finish(ctx: click.Context, store: Store, batch: Batch, *, as_json: bool) -> None:
    """Report the result; exit with 1 where an article could not be used."""
    for said in batch.notes:
        note(f"note: {said}")
    for problem in batch.problems:
        note(f"talion: {problem}")
    if batch.replaced:
        names = ", ".join(batch.replaced[:3]) + (", …" if len(batch.replaced) > 3 else "")
        others = counted(len(batch.replaced), "article")
        note(f"{others} that the store held before left it: {names} (talion add keeps them)")
    if batch.after is not None:
        held = holdings(batch.after)
    else:
        with Progress("reading the store", None), store.view() as view:
            held = holdings(view)
    if as_json:
        print_json(
            {
                "store": place(ctx),
                "reviewed": batch.reviewed,
                "extracted": batch.extracted,
                "unchanged": batch.unchanged,
                "replaced": list(batch.replaced),
                "problems": [str(problem) for problem in batch.problems],
                **held,
            }
        )
    elif batch.articles:
        print_holdings(held)
        how = f"{batch.reviewed} with reviewed findings, {batch.extracted} extracted"
        if batch.unchanged:
            how += f"; {batch.unchanged} of them unchanged since they were read before"
        note(f"{counted(batch.articles, 'article')} ({how}) written to {place(ctx)}")
    else:
        note("nothing was written")
    ctx.exit(1 if batch.problems else 0)


def holdings(view: View) -> dict[str, object]:
    """Return what a graph holds: actors, articles, incidents, reports, responses by basis."""
    incidents = list(view.incidents())
    claims, contradictions = view.parted_claims()
    return {
        "articles": sum(1 for _ in view.publications()),
        "actors": dict(sorted(Counter(a.kind for a in view.acting()).items())),
        "incidents": dict(sorted(Counter(i.status for i in incidents).items())),
        "types": dict(Counter(i.type for i in incidents).most_common()),
        "reports": sum(len(i.reports) for i in incidents),
        "responses": dict(Counter(c.basis for c in claims if c.type == "in_response_to")),
        "precedents": sum(c.type == "precedent_of" for c in claims),
        "parts": sum(c.type == "part_of" for c in claims),
        "disputed": sum(bool(i.disputed) for i in incidents),
        "contradictions": len(contradictions),
    }


def print_holdings(held: dict[str, object]) -> None:
    """Print what a graph holds, a line for each kind of thing."""

    def total(name: str, noun: str) -> str:
        counts = held[name]
        assert isinstance(counts, dict)
        shown = ", ".join(f"{n} {what}" for what, n in counts.items())
        return _line(sum(counts.values()), noun) + (f" ({shown})" if shown else "")

    def number(name: str) -> int:
        value = held[name]
        assert isinstance(value, int)
        return value

    click.echo(_line(number("articles"), "article"))
    click.echo(total("actors", "actor"))
    click.echo(total("incidents", "incident"))
    disputed = counted(number("disputed"), "disputed incident")
    click.echo(f"{_line(number('reports'), 'report')} of them; {disputed}")
    click.echo(total("responses", "response"))
    parts = counted(number("parts"), "part of a coordinated action", "parts of coordinated actions")
    click.echo(f"{_line(number('precedents'), 'precedent')}; {parts}")
    if ruled_out := number("contradictions"):
        line = _line(ruled_out, "contradiction")
        click.echo(f"{line}: responses that the dates rule out; talion validate lists them")


def _line(number: int, noun: str) -> str:
    value, _, noun = counted(number, noun).partition(" ")
    return f"{value:>5}  {noun}"
