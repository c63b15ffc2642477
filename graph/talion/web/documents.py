"""Parts of a graph as the page reads them: the documents of docs/page-data.md."""

from collections.abc import Iterable, Sequence
from typing import Any

from talion.model.claim import ClaimType
from talion.render.page_contents import blocs, page_data
from talion.render.page_data import PageData, document, note_rows
from talion.render.type_families import TypeFamily, group_of
from talion.render.vis_network import pyvis_network
from talion.store.index import Index, Neighbourhood, Slice, Tie
from talion.store.noted import noted
from talion.store.read_overlaps import overlaps_of
from talion.store.reference import gazetteer
from talion.store.subgraph import Subgraph, subgraph
from talion.store.view import View

#: What a page of a large store opens with: actors, and the latest incidents of the busiest.
ACTORS, INCIDENTS = 40, 300
#: The pairs that answered each other most, and the most acts that it opens with for their sake.
PAIRS, ACTS = 16, 1200


def opening(view: View, index: Index, *, whole: bool, summary: dict[str, Any]) -> dict[str, Any]:
    """Return what a page opens with: all of a small store, the busiest actors of a large one."""
    found = _shown(page_data(view)) if whole else _ranked(view, index, summary["types"])
    found["document"] |= {"total": summary["incidents"], "notes": note_rows(noted(view))}
    return found


def _shown(data: PageData, asked: Iterable[str] | None = None) -> dict[str, Any]:
    """Return a part as the page takes it: its document, and its network placed by pyvis.

    Incidents beside those asked for are but ends of their claims: `ends` says which.
    """
    network = pyvis_network(data)
    wanted = None if asked is None else set(asked)
    ends = [] if wanted is None else [i.id for i in data.incidents if i.id not in wanted]
    return {
        "document": document(data) | ({"ends": ends} if ends else {}),
        "network": {"nodes": network.nodes, "edges": network.edges, "options": network.options},
    }


def _ranked(view: View, index: Index, types: Iterable[str]) -> dict[str, Any]:
    """Return the first page of a large store: the pairs that answered each other most.

    All their hostile acts are there, as long as there is room; then the latest incidents of the
    busiest actors. `types` are those of the whole store.
    """
    hostile = tuple(t.id for t in view.types(types) if group_of(t) != TypeFamily.TALK)
    ranked, wanted = [], dict.fromkeys(index.latest_among(ACTORS, INCIDENTS))
    for pair in index.most_answering(hostile, PAIRS) if hostile else ():
        between = Slice(hostile, actors=pair[:1], partners=pair[1:])
        found = index.incidents(between, ACTS)
        if found.total > len(found.ids) or len(wanted) + found.total > ACTS:
            break
        ranked.append(list(pair))
        wanted |= dict.fromkeys(found.ids)
    actors = index.busiest(ACTORS)
    shown = _shown(_page(view, subgraph(view, list(wanted), actors), types), wanted)
    shown["document"]["ranked"] = ranked
    return shown


def _page(view: View, part: Subgraph, types: Iterable[str] = ()) -> PageData:
    overlaps = overlaps_of(
        part.incidents,
        part.reports,
        actors=(*part.actors, *gazetteer()),  # those of the ontology with their memberships
        offices=view.offices(),
        decisions=view.splits(),
        parts=((c.source, c.target) for c in part.claims if c.type == ClaimType.PART),
        tables=view.tables(),
    )
    ids = [incident.id for incident in part.incidents]
    return PageData(
        actors=part.actors,
        blocs=blocs(part.actors, {a.id: a for a in gazetteer()}, least=1),
        incidents=part.incidents,
        reports=part.reports,
        claims=part.claims,
        contradictions=part.contradictions,
        overlaps=tuple(overlaps.pairs(ids)),
        included=tuple(overlaps.included(ids)),
        glosses=view.glosses(report.id for report in part.reports),
        slot_quotes=view.slot_quotes(report.id for report in part.reports),
        articles=part.articles,
        types=view.types({*types, *(i.type for i in part.incidents)}),
    )


def part(view: View, ids: Sequence[str], actors: Iterable[str] = ()) -> dict[str, Any]:
    """Return the part with some incidents and actors.

    >>> found = part(view, ["2020-12-10-expulsion-netherlands-russia"])
    >>> [row["count"] for row in found["document"]["incidents"] if row["type"] == "expulsion"][0]
    2
    """
    return _shown(_page(view, subgraph(view, ids, actors)), ids)


def neighbourhood(
    view: View, index: Index, actor: str, which: Slice, *, partners: int, incidents: int
) -> dict[str, Any] | None:
    """Return the part with an actor's neighbourhood, and how much is left out; None if unknown.

    `ties` counts every incident; the document's own incidents are the latest of them.
    """
    found = index.neighbourhood(actor, which, partners=partners, incidents=incidents)
    if found is None:
        return None
    near = {actor, *(a for tie in found.ties for a in (tie.agent, tie.target))}
    return {
        "actor": actor,
        **part(view, found.incidents, near),
        "ties": [tie_row(tie) for tie in found.ties],
        "capped": _capped(found),
    }


def _capped(found: Neighbourhood) -> dict[str, Any]:
    """Return how much of a neighbourhood is shown, and how much there is."""
    return {
        "partners": {"shown": found.shown, "total": found.partners},
        "incidents": {"shown": len(found.incidents), "total": found.acts},
        "capped": found.shown < found.partners or len(found.incidents) < found.acts,
    }


def tie_row(tie: Tie) -> dict[str, Any]:
    """Return a tie as JSON.

    >>> tie_row(Tie("italy", "iran", "threat", 2, None, None))["count"]
    2
    """
    return {
        "source": tie.agent,
        "target": tie.target,
        "type": tie.type,
        "count": tie.acts,
        "first": tie.first and tie.first.isoformat(),
        "last": tie.last and tie.last.isoformat(),
    }
