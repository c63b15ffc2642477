"""Which values changed because some articles did: those that the articles describe."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from pyoxigraph import NamedNode

from talion.store import from_rdf, iris
from talion.store.closed_terms import ACTOR_CLASSES, CLAIM_CLASSES
from talion.store.kept_values import Changes
from talion.store.value_rows import ACTOR, CLAIM, OFFICE, PUBLICATION, REPORT
from talion.store.view import View
from talion.vocabulary import ID, TAL


def changed_values(before: View, now: View, articles: Collection[str]) -> Changes:
    """Return what changed of reports, claims, offices, publications and actors.

    `before` reads the state in which the articles were others, `now` that with the new ones. The
    claims of model runs are gone.

    >>> changed_values(view, view, []).come[REPORT]
    []
    """
    made = Changes()
    old, new = _described(before, articles), _described(now, articles)
    found = now.about(_of("report", new), (TAL.Report,))
    made.add(REPORT, _ids("report", old), from_rdf.reports(found))
    runs = {claim.id for claim in before.of_kind(CLAIM) if claim.run is not None}
    claims = now.about(_of("claim", new), CLAIM_CLASSES.values())
    made.add(CLAIM, {*_ids("claim", old), *runs}, from_rdf.claims_as_stored(claims))
    offices = now.about(_of("office", new), (TAL.Office,))
    made.add(OFFICE, _of("office", old), from_rdf.offices(offices))
    texts = now.articles(articles)
    made.add(PUBLICATION, articles, (replace(article, text="") for article in texts))
    decided = {
        from_rdf.iri_of("actor", ident)
        for decision in before.decisions()
        if decision.is_of_identity
        for ident in (decision.first, decision.second)
    }
    actors = {*_of("actor", old), *_of("actor", new), *decided}
    members = {actor.id: actor.memberships for actor in before.actors()}
    again = from_rdf.actors(now.about(sorted(actors), ACTOR_CLASSES.values()))
    made.add(
        ACTOR,
        _ids("actor", actors),
        (replace(actor, memberships=members.get(actor.id, ())) for actor in again),
    )
    return made


def _described(view: View, articles: Iterable[str]) -> set[str]:
    """Return the IRIs of what the graphs of some articles describe."""
    return {
        quad.subject.value
        for article in articles
        for quad in view.quads(iris.article_graph(article))
        if isinstance(quad.subject, NamedNode)
    }


def _of(kind: str, things: Iterable[str]) -> list[str]:
    return sorted(iri for iri in things if iri.startswith(f"{ID}{kind}/"))


def _ids(kind: str, things: Iterable[str]) -> set[str]:
    return {iris.ident(iri, kind) for iri in _of(kind, things)}
