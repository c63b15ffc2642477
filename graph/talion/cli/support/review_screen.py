"""The screen of `talion review`: the passage with its quote left, the finding right."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from talion.cli.support.output import console, plain
from talion.cli.support.wording import finding_line, sure_words
from talion.ingest.quotes import find_span
from talion.model.article import Article
from talion.model.findings import Finding, Link
from talion.review.editing import INCIDENT_SLOTS, LINK_SLOTS
from talion.review.walk import Item, Review, Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

#: What the ends of a link are called.
LINK_WORDS = {"source": "from", "target": "to"}


def show(walk: Review, number: str, foot: Iterable[str]) -> None:
    """Clear the screen and show the item in turn, how far the walk is, and some lines below."""
    from rich.console import Group
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    assert walk.key is not None
    item = walk.item(walk.key)
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(ratio=3)
    grid.add_column(ratio=2)
    grid.add_row(
        Panel(_passage(walk.article, item.quote), title="passage", title_align="left"),
        Panel(_slots(walk, item), title=walk.key, title_align="left"),
    )
    head = f"{walk.article.id} ({number})   {_progress(walk)}"
    lines = [Text(plain(line), style="dim") for line in foot if line]
    click.clear()
    console().print(Group(Text(plain(head), style="bold"), grid, *lines))


def _progress(walk: Review) -> str:
    said = [walk.verdict(key) for key in walk.keys]
    counts = f"{said.count(Verdict.ACCEPTED)} accepted, {said.count(Verdict.REJECTED)} rejected"
    return f"{walk.place + 1} of {len(said)}, {counts}"


def _slots(walk: Review, item: Item) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    slots = LINK_SLOTS if isinstance(item, Link) else INCIDENT_SLOTS
    for slot in slots[:-1]:  # the quote stands in the passage
        value = slot_text(item, slot) or "–"
        if slot in LINK_WORDS:
            end = walk.item(value)
            value = f"{value}  {finding_line(end)}" if isinstance(end, Finding) else value
        name = Text(LINK_WORDS.get(slot, slot), style="dim")
        table.add_row(name, Text(plain(value), overflow="fold"))
    if item.confidence is not None:
        table.add_row(Text("read", style="dim"), Text(sure_words(item.confidence)))
    verdict = walk.verdict(walk.key or "")
    table.add_row(Text("so far", style="dim"), Text(verdict or "not judged", style="bold"))
    return table


def slot_text(item: Item, slot: str) -> str:
    """Return a slot as it is shown and typed.

    >>> from talion.model.incident import Status
    >>> states = ("Peru", "Chile")
    >>> finding = Finding("e1", "expulsion", Status.REPORTED, states, ("Cuba",), 2, None, "")
    >>> [slot_text(finding, slot) for slot in ("agents", "count", "date")]
    ['Peru, Chile', '2', '']
    """
    value = getattr(item, slot)
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def _passage(article: Article, quote: str) -> "Text":
    """Return the paragraph of a quote, the quote standing out, between its two neighbours."""
    from rich.text import Text

    span = find_span(article.text, quote) if quote else None
    if span is None:
        return Text("(no words of the text carry it)", style="dim")
    first, last = article.passage(span.start, span.end)
    earlier = article.text[:first].rstrip().rpartition("\n")[2]
    later = article.text[last:].lstrip().partition("\n")[0]
    shown = Text(overflow="fold")
    for text, style in (
        (f"{earlier}\n\n" if earlier else "", "dim"),
        (article.text[first : span.start], ""),
        (span.text, "black on yellow"),
        (article.text[span.end : last], ""),
        (f"\n\n{later}" if later else "", "dim"),
    ):
        shown.append(plain(text), style=style)
    return shown
