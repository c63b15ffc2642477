"""Contradictions in words and as JSON: what a source says, and the reports that rule it out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from talion.cli.support.output import sentence
from talion.model.claim import Basis, Claim
from talion.model.contradiction import came_before, conflict
from talion.model.incident import Incident
from talion.store import View
from talion.store.subgraph import Subgraph, subgraph


def all_contradictions(view: View) -> list[dict[str, Any]]:
    """Return every contradiction of a graph as plain values.

    >>> all_contradictions(view)
    []
    """
    found = view.parted_claims()[1]
    ends = list(dict.fromkeys(end for c in found for end in (c.source, c.target)))
    return contradiction_facts(view, found, subgraph(view, ends)) if found else []


def contradiction_facts(view: View, found: Iterable[Claim], part: Subgraph) -> list[dict[str, Any]]:
    """Return contradictions as plain values: the claim, and both incidents with their reports.

    `part` holds the incidents at both ends.

    >>> contradiction_facts(view, [], subgraph(view, []))
    []
    """
    found = list(found)
    if not found:
        return []
    labels = view.labels(i.id for i in part.incidents)
    incidents = {i.id: i for i in part.incidents}
    publishers = {a.id: a.publisher for a in part.articles}

    def end(incident: Incident) -> dict[str, Any]:
        return {
            "id": incident.id,
            "name": labels[incident.id],
            "date": incident.date.edtf if incident.date else None,
            "reports": [
                {
                    "id": report.id,
                    "publisher": publishers.get(report.article),
                    "date": report.date.edtf if report.date else None,
                    "quote": report.quote.text,
                }
                for report in part.reports
                if report.id in incident.reports
            ],
        }

    steps = _conflicts(view, found, incidents)
    names = view.labels({ident for path in steps.values() for ident in path} - labels.keys())
    return [
        {
            "claim": claim.id,
            "basis": claim.basis,
            "probability": claim.probability,
            "article": claim.article,
            "publisher": publishers.get(claim.article or ""),
            "quote": claim.quote.text if claim.quote else None,
            "response": end(incidents[claim.source]),
            "antecedent": end(incidents[claim.target]),
            "conflict": [
                {"id": ident, "name": (labels | names)[ident]} for ident in steps.get(claim.id, ())
            ],
        }
        for claim in found
    ]


def _conflicts(
    view: View, found: Iterable[Claim], incidents: Mapping[str, Incident]
) -> dict[str, list[str]]:
    """Return, by claim, the incidents with whose dates a response is impossible, in order.

    There are none for a response that its own date and its antecedent's rule out.
    """
    joint = [
        c for c in found if not came_before(incidents[c.source].date, incidents[c.target].date)
    ]
    if not joint:
        return {}
    allowed, dates = list(view.claims()), {i.id: i.date for i in view.incidents()}
    return {claim.id: conflict(claim, allowed, dates) for claim in joint}


def contradiction_lines(facts: dict[str, Any]) -> Iterator[str]:
    """Yield a contradiction in lines: what responds to what, who says so, who dates it how.

    >>> ends = [{"name": f"Expulsion in {year}", "reports": []} for year in (2018, 2020)]
    >>> facts = {"response": ends[0], "antecedent": ends[1], "conflict": [], "basis": "inferred",
    ...          "probability": 0.5,
    ...          "publisher": "Reuters", "article": "a1", "quote": None}
    >>> list(contradiction_lines(facts))[1]
    '  cannot respond to Expulsion in 2020, which came later'
    """
    yield facts["response"]["name"]
    if facts["conflict"]:
        yield f"  cannot respond to {facts['antecedent']['name']} if the other responses hold:"
        yield "    " + " ← ".join(step["name"] for step in facts["conflict"])
    else:
        yield f"  cannot respond to {facts['antecedent']['name']}, which came later"
    source = facts["publisher"] or facts["article"]
    if facts["basis"] == Basis.INFERRED:
        yield f"  inferred, p = {facts['probability']:.2f}"
    else:
        quote = f": {sentence(facts['quote'])}" if facts["quote"] else ""
        yield f"  stated by {source}{quote}"
    for end in (facts["response"], facts["antecedent"]):
        for report in end["reports"]:
            if report["date"]:
                by = report["publisher"] or report["id"].partition("#")[0]
                yield f"  dated {report['date']} by {by}: {sentence(report['quote'])}"
