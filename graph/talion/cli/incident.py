"""`talion incident`: one incident, every report of it, and what it answers."""

from typing import Any

import click

from talion.cli.support.output import json_option, print_json, say, sentence
from talion.cli.support.stores import reading
from talion.model.claim import Claim
from talion.model.incident import Incident, Report
from talion.store import View
from talion.store.lookup import find_incident
from talion.store.subgraph import subgraph

_WORDS = {
    ("in_response_to", True): "answers",
    ("in_response_to", False): "was answered by",
    ("precedent_of", True): "is a precedent of",
    ("precedent_of", False): "has the precedent",
    ("part_of", True): "is part of",
    ("part_of", False): "has the part",
}


@click.command()
@click.argument("ref", metavar="INCIDENT")
@json_option
@click.pass_context
def incident(ctx: click.Context, ref: str, as_json: bool) -> None:
    """Tell INCIDENT with every report of it: the sentence, who says so, when, and how it differs.

    INCIDENT is its id, or that of one of its reports.

    \b
    Examples:
      talion incident 2020-12-10-expulsion-netherlands-russia
      talion incident 2020-12-10-moscow-times#e1
      talion incident 2020-12-10-moscow-times#e1 --json
    """
    with reading(ctx).view() as view:
        found = find_incident(view, ref)
        told = _told(view, found)
    if as_json:
        print_json(told)
    else:
        _print(told)


def _told(view: View, it: Incident) -> dict[str, Any]:
    part = subgraph(view, [it.id])
    names = {a.id: a.name for a in part.actors}
    labels = view.labels(i.id for i in part.incidents)
    reports = [r for r in part.reports if r.id in it.reports]
    articles = {a.id: a for a in part.articles}

    def report(told: Report) -> dict[str, Any]:
        article = articles[told.article]
        return {
            "id": told.id,
            "publisher": article.publisher,
            "title": article.title,
            "published": article.published,
            "url": article.url,
            "quote": told.quote.text,
            "start": told.quote.start,
            "status": told.status,
            "agents": [names[a] for a in told.agents],
            "targets": [names[a] for a in told.targets],
            "count": told.count,
            "date": told.date.edtf if told.date else None,
        }

    claims: dict[tuple[str, str], list[Claim]] = {}
    for found in part.claims:
        forward = found.source == it.id
        other = found.target if forward else found.source
        claims.setdefault((_WORDS[found.type, forward], other), []).append(found)

    def basis(told: Claim) -> dict[str, Any]:
        source = articles.get(told.article or "")
        return {
            "basis": told.basis,
            "probability": told.probability,
            "article": told.article,
            "publisher": source.publisher if source else None,
            "quote": told.quote.text if told.quote else None,
        }

    return {
        "id": it.id,
        "title": labels[it.id],
        "type": it.type,
        "status": it.status,
        "agents": [names[a] for a in it.agents],
        "targets": [names[a] for a in it.targets],
        "count": it.count,
        "date": it.date.edtf if it.date else None,
        "disputed": list(it.disputed),
        "reports": [report(r) for r in reports],
        "claims": [
            {
                "relation": relation,
                "incident": other,
                "title": labels[other],
                "because": [basis(c) for c in found],
            }
            for (relation, other), found in claims.items()
        ],
    }


def _print(told: dict[str, Any]) -> None:
    say(told["title"], bold=True)
    say(f"  {told['status']}, id {told['id']}")
    if told["disputed"]:
        say(f"  its reports disagree on: {', '.join(told['disputed'])}")
    for report in told["reports"]:
        slots = [report["status"]]
        slots += [f"count {report['count']}"] if report["count"] is not None else []
        slots += [report["date"] or "no date"]
        source = report["publisher"] or report["id"].partition("#")[0]
        say(f"\n  {source}, {report['published'] or 'undated'}: {', '.join(slots)}")
        say(f"    {sentence(report['quote'])}")
    for claim in told["claims"]:
        say(f"\n  {claim['relation']} {claim['title']}")
        for because in claim["because"]:
            say(f"    {_because(because)}")


def _because(told: dict[str, Any]) -> str:
    if told["basis"] == "inferred":
        return f"inferred, probability {told['probability']:.2f}"
    source = told["publisher"] or told["article"]
    return f"stated by {source}: {sentence(told['quote'])}" if told["quote"] else f"by {source}"
