"""Graphs of a few reports, written as values: no article is read for them."""

from collections.abc import Iterable

from talion.build.resolution import decisions_by_people, resolve_reports
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.incident import Report, Span, Status
from talion.model.record import Origin, Record
from talion.store import Store

Row = tuple[str, str, str, str | None, int | None]
"""A finding: its id, source and target as `uk ru`, its type, its date, its count."""

_NAMES = {
    "uk": "united-kingdom",
    "ru": "russia",
    "us": "united-states",
    "nl": "netherlands",
    "nato": "nato",
}


def record(
    article: str, rows: Iterable[Row], links: str = "", published: str | None = None
) -> Record:
    """An article's findings; a link is written `e2<e1` (response), `e2+e1` (part of)."""
    reports, text = [], ""
    for ident, sides, kind, when, count in rows:
        words = f"{ident}: {sides} {kind} {when} {count}"
        start = len(text)
        text += f"{words}\n"
        one, other = (tuple(_NAMES[s] for s in side.split("/") if s) for side in sides.split())
        date = Date(when) if when else None
        quote = Span(words, start, start + len(words))
        reports.append(
            Report(
                f"{article}#{ident}", article, kind, Status.REPORTED, one, other, count, date, quote
            )
        )
    claims = []
    for number, link in enumerate(links.split(), 1):
        kind = ClaimType.RESPONSE if "<" in link else ClaimType.PART
        source, target = link.replace("+", "<").split("<")
        quote = Span(text[:2], 0, 2)
        ends = f"{article}#{source}", f"{article}#{target}"
        claims.append(Claim(f"{article}#l{number}", kind, *ends, Basis.STATED, article, quote))
    about = Article(article, text, publisher=article.title(), published=published)
    mentions = sorted({a for r in reports for a in (*r.agents, *r.targets)})
    return Record(about, Origin.REVIEWED, tuple(mentions), (), (), tuple(reports), tuple(claims))


def put(store: Store, *records: Record) -> Store:
    """Write articles into a store and resolve all reports."""
    with store.writer() as writer:
        writer.put_reference()
        writer.put_records(list(records))
        resolve_reports(writer, decisions_by_people(writer.view()))
    return store
