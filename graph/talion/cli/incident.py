"""`talion incident`: one incident, every report of it, and what it is linked to."""

from collections.abc import Iterable, Mapping
from typing import Any

import click

from talion.cli.support.contradictions import contradiction_facts, contradiction_lines
from talion.cli.support.note_lines import note_facts, print_notes
from talion.cli.support.output import json_option, print_json, say, sentence
from talion.cli.support.stores import reading
from talion.cli.support.wording import link_words, listed, sure_words
from talion.model.article import Article
from talion.model.claim import Basis, Claim
from talion.model.incident import Incident, Report
from talion.model.slot_quotes import SlotQuote, quotes_by_slot
from talion.store import View
from talion.store.id_lookup import find_incident
from talion.store.subgraph import subgraph


@click.command()
@click.argument("ref", metavar="INCIDENT")
@json_option
@click.pass_context
def incident(ctx: click.Context, ref: str, as_json: bool) -> None:
    """Show an incident with every report of it: the sentence, its source, date and differences.

    Responses that the dates rule out are shown apart, as contradictions.

    INCIDENT is its id, the beginning of it, or the id of one of its reports.

    \b
    Examples:
      talion incident 2020-12-10-expulsion-netherlands-russia
      talion incident 2020-12-10-moscow-times#e1
      talion incident 2020-12-10-moscow-times#e1 --json
    """
    with reading(ctx).view() as view:
        found = find_incident(view, ref)
        facts = _facts(view, found)
    if as_json:
        print_json(facts)
    else:
        _print(facts)


def _facts(view: View, it: Incident) -> dict[str, Any]:
    part = subgraph(view, [it.id])
    actors = {a.id: {"id": a.id, "name": a.name} for a in part.actors}
    labels = view.labels(i.id for i in part.incidents)
    articles = {a.id: a for a in part.articles}
    words = view.slot_quotes(it.reports)
    return {
        "id": it.id,
        "name": labels[it.id],
        "type": it.type,
        "status": it.status,
        "agents": [actors[a] for a in it.agents],
        "targets": [actors[a] for a in it.targets],
        "count": it.count,
        "date": it.date.edtf if it.date else None,
        "disputed": list(it.disputed),
        "confidence": it.confidence,
        "reports": [
            _report(r, articles[r.article], actors, words.get(r.id, ()))
            for r in part.reports
            if r.id in it.reports
        ],
        "claims": [
            {
                "type": kind,
                "relation": link_words(kind, forward=forward),
                "incident": {"id": other, "name": labels[other]},
                "evidence": [_evidence(claim, articles) for claim in claims],
            }
            for (kind, forward, other), claims in _linked(it, part.claims).items()
        ],
        "contradictions": contradiction_facts(view, part.contradictions, part),
        "notes": note_facts(view, [f"incident:{it.id}", *(f"claim:{c.id}" for c in part.claims)]),
    }


def _report(
    report: Report,
    article: Article,
    actors: Mapping[str, dict[str, str]],
    words: Iterable[SlotQuote],
) -> dict[str, Any]:
    return {
        "id": report.id,
        "publisher": article.publisher,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "quote": report.quote.text,
        "start": report.quote.start,
        "status": report.status,
        "agents": [actors[a] for a in report.agents],
        "targets": [actors[a] for a in report.targets],
        "count": report.count,
        "date": report.date.edtf if report.date else None,
        "confidence": report.confidence,
        "quotes": quotes_by_slot(words),
    }


def _linked(it: Incident, claims: Iterable[Claim]) -> dict[tuple[str, bool, str], list[Claim]]:
    """Return the claims by type, whether they start at the incident, and the incident linked."""
    linked: dict[tuple[str, bool, str], list[Claim]] = {}
    for claim in claims:
        forward = claim.source == it.id
        other = claim.target if forward else claim.source
        linked.setdefault((claim.type, forward, other), []).append(claim)
    return linked


def _evidence(claim: Claim, articles: Mapping[str, Article]) -> dict[str, Any]:
    article = articles.get(claim.article or "")
    return {
        "basis": claim.basis,
        "confidence": claim.confidence,
        "probability": claim.probability,
        "article": claim.article,
        "publisher": article.publisher if article else None,
        "quote": claim.quote.text if claim.quote else None,
    }


def _print(facts: dict[str, Any]) -> None:
    say(facts["name"], bold=True)
    say(
        f"  {', '.join(_known(facts['status'], sure_words(facts['confidence'])))}, id {facts['id']}"
    )
    if facts["disputed"]:
        say(f"  the reports disagree on {listed(facts['disputed'])}")
    for report in facts["reports"]:
        slots = [report["status"]]
        slots += [f"count {report['count']}"] if report["count"] is not None else []
        slots += _known(report["date"] or "undated", sure_words(report["confidence"]))
        source = report["publisher"] or report["id"].partition("#")[0]
        say(f"\n  {source}, {report['published'] or 'undated'}: {', '.join(slots)}")
        say(f"    {sentence(report['quote'])}")
        for slot, quotes in report["quotes"].items():
            say(f"    {slot}: {', '.join(map(sentence, quotes))}")
    for claim in facts["claims"]:
        say(f"\n  {claim['relation']} {claim['incident']['name']}")
        for evidence in claim["evidence"]:
            say(f"    {_basis(evidence)}")
    for contradiction in facts["contradictions"]:
        first, *others = contradiction_lines(contradiction)
        say(f"\n  contradiction: {first}")
        for line in others:
            say(f"  {line}")
    print_notes(facts["notes"])


def _basis(evidence: dict[str, Any]) -> str:
    if evidence["basis"] == Basis.INFERRED:
        return f"inferred, p = {evidence['probability']:.2f}"
    source = evidence["publisher"] or evidence["article"]
    quote = f": {sentence(evidence['quote'])}" if evidence["quote"] else ""
    sure = "".join(f", {words}" for words in _known(sure_words(evidence["confidence"])))
    return f"stated by {source}{sure}{quote}"


def _known(*words: str) -> list[str]:
    return [word for word in words if word]
