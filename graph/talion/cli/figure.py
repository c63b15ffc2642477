"""`talion figure`: an exchange, a chain or a wave as a figure fit to publish."""

import re

import click

from talion.cli.support.filters import confidence_option, date_option
from talion.cli.support.output import Progress, note
from talion.cli.support.stores import reading
from talion.cli.support.suggestions import Choice
from talion.errors import UsageError
from talion.model.date import Date
from talion.render.figures.figure_request import FigureLook

_KINDS = ("exchange", "chain", "wave")
_SIZE = re.compile(r"(\d{1,5})[x×](\d{1,5})")


def _size(ctx: click.Context, param: click.Parameter, value: str) -> tuple[int, int]:
    found = _SIZE.fullmatch(value)
    if not found:
        raise click.BadParameter(f"'{value}' is not a size; write 700x420", ctx, param)
    return int(found[1]), int(found[2])


@click.command()
@click.argument("kind", type=Choice(_KINDS), metavar="KIND")
@click.argument("which", nargs=-1, metavar="WHICH…")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False),
    help="The file to write, .svg or .png (twice the size).",
)
@click.option("--title", default="", help="The title, instead of the one that it finds.")
@click.option("--note", "words", default="", help="A note below the drawing.")
@click.option(
    "--size",
    default="700x420",
    show_default=True,
    metavar="WxH",
    callback=_size,
    help="Width and height in pixels, from 480x320 to 1200x800.",
)
@click.option("--dark", is_flag=True, help="Light on dark.")
@date_option("--since", "Leave out what was surely before this date, and what has no date.")
@date_option("--until", "Leave out what was surely after this date, and what has no date.")
@click.option(
    "--min-probability",
    "probability",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="The least probability of an inferred response.",
)
@confidence_option
@click.pass_context
def figure(
    ctx: click.Context,
    kind: str,
    which: tuple[str, ...],
    output: str,
    title: str,
    words: str,
    size: tuple[int, int],
    dark: bool,
    since: Date | None,
    until: Date | None,
    probability: float,
    min_confidence: float,
) -> None:
    """Draw an exchange, a chain or a wave fit to publish: with title, finding, legend and sources.

    KIND is exchange, with the names of two sides after it; or chain or wave, with the number that
    talion chains or talion waves gives it. It is the figure that the page shows, with text as text.

    \b
    Examples:
      talion figure exchange Netherlands Russia -o netherlands-russia.svg
      talion figure chain 1 -o chain.png --title "How it began"
      talion figure wave 1 -o wave.svg --size 1000x600 --note "As of May 2022."
    """
    from talion.render.figures.figure_file import check_ending, write_figure
    from talion.render.figures.store_figures import FigureScope, chain_of, exchange_of, wave_of

    check_ending(output)
    look = FigureLook(*size, dark=dark, title=title, note=words)
    scope = FigureScope(since, until, min_confidence, probability)
    with Progress("drawing", None), reading(ctx).view() as view:
        if kind == _KINDS[0]:
            if len(which) != 2:
                raise UsageError(f"an exchange has two sides, not {len(which)}")
            svg = exchange_of(view, *which, look, scope)
        else:
            numbered = chain_of if kind == _KINDS[1] else wave_of
            svg = numbered(view, _number(kind, which), look, scope)
    note(f"wrote {write_figure(svg, output)}")


def _number(kind: str, which: tuple[str, ...]) -> int:
    """Return the number of a chain or a wave; the first where none is given."""
    if len(which) > 1 or not all(text.isdecimal() and int(text) for text in which):
        given = " ".join(which)
        raise UsageError(f"a {kind} is given by its number, 1 for the first, not by '{given}'")
    return int(which[0]) if which else 1
