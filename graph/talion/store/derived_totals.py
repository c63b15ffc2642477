"""Totals in the graph: what each actor's incidents of a type, and those of a year, add up to.

SPARQL cannot find the greatest sum over incidents that surely differ, so the totals that the
ready-made questions ask for are written into the derived graph, made as everywhere else.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Store

from talion.model.date import Date
from talion.model.incident import Incident, Status
from talion.model.overlaps import Overlaps, Total
from talion.store import iris, to_rdf
from talion.store.reference import traits_of
from talion.vocabulary import RDF, TAL, XSD

#: A type of incidents, and the actor or the year whose incidents of that type are added up.
Key = tuple[str, str | int]


def total_keys(kind: str, agents: Iterable[str], date: Date | None) -> Iterator[Key]:
    """Yield the totals that an incident adds to: by actor, and by its year if that is sure.

    >>> list(total_keys("expulsion", ["italy"], Date("2021-03-31")))
    [('expulsion', 'italy'), ('expulsion', 2021)]
    """
    yield from ((kind, agent) for agent in agents)
    if date is not None and date.earliest.year == date.latest.year:
        yield kind, date.earliest.year


def totals_of(incidents: Iterable[Incident], overlaps: Overlaps) -> dict[Key, Total]:
    """Return what the reported incidents add up to, for every type that counts something.

    >>> from talion.store.read_overlaps import read_overlaps
    >>> totals = totals_of(view.incidents(), read_overlaps(view))
    >>> totals["expulsion", "netherlands"].least, totals["expulsion", 2018].different
    (23, 1)
    """
    groups: dict[Key, list[str]] = defaultdict(list)
    listed = [incident for incident in incidents if incident.status == Status.REPORTED]
    for incident in listed:
        for key in total_keys(incident.type, incident.agents, incident.date):
            groups[key].append(incident.id)
    counted = counted_types(listed)
    return {key: overlaps.total(ids) for key, ids in groups.items() if key[0] in counted}


def counted_types(incidents: Iterable[Incident]) -> set[str]:
    """Return the types that have totals: they count something, or a reported incident has a count.

    >>> "expulsion" in counted_types(view.incidents())
    True
    """
    return {
        i.type
        for i in incidents
        if i.status == Status.REPORTED and (i.count is not None or counts_something(i.type))
    }


def counts_something(kind: str) -> bool:
    """Whether the ontology says that incidents of a type have counts.

    >>> counts_something("expulsion"), counts_something("sanction")
    (True, False)
    """
    return traits_of(kind).counts is not None


def total_quads(totals: Mapping[Key, Total]) -> Iterator[Quad]:
    """Yield the statements of totals.

    >>> quads = list(total_quads({("expulsion", "italy"): Total(3, 2, 3, 2, 60, 108, 2)}))
    >>> [quad.object.value for quad in quads if quad.predicate == TAL.atLeast.node]
    ['60']
    """
    for (kind, about), total in sorted(totals.items(), key=str):
        node = total_node((kind, about))
        for prop, value in _pairs(kind, about, total):
            yield Quad(node, prop, value, iris.DERIVED_GRAPH)


def total_node(key: Key) -> NamedNode:
    """Return the IRI of a total.

    >>> total_node(("expulsion", 2018)).value.rpartition("/id/")[2]
    'total/expulsion/2018'
    """
    kind, about = key
    return iris.iri("total", kind, str(about))


def _pairs(kind: str, about: str | int, total: Total) -> Iterator[to_rdf.Pair]:
    yield RDF.type.node, TAL.Total.node
    yield TAL.incidentType.node, iris.incident_type(kind)
    if isinstance(about, int):
        yield TAL.year.node, Literal(f"{about:04}", datatype=XSD.gYear.node)
    else:
        yield TAL.actor.node, iris.iri("actor", about)
    numbers = [
        (TAL.incidents, total.incidents),
        (TAL.different, total.different),
        (TAL.reports, total.reports),
        (TAL.counted, total.counted),
        (TAL.counting, total.counting),
    ]
    if total.counted:
        numbers += [(TAL.atLeast, total.least), (TAL.upTo, total.most)]
    for prop, number in numbers:
        yield prop.node, to_rdf.whole(number)


def put_totals(store: Store, incidents: Iterable[Incident], overlaps: Overlaps) -> None:
    """Write the totals of a database's incidents in place of those that it has.

    >>> from talion.store.read_overlaps import read_overlaps
    >>> writer_store = Store()
    >>> put_totals(writer_store, view.incidents(), read_overlaps(view))
    >>> len({quad.subject for quad in writer_store}) > 10
    True
    """
    kind = TAL.Total.node
    for old in list(store.quads_for_pattern(None, RDF.type.node, kind, iris.DERIVED_GRAPH)):
        assert isinstance(old.subject, NamedNode)
        for quad in list(store.quads_for_pattern(old.subject, None, None, iris.DERIVED_GRAPH)):
            store.remove(quad)
    store.bulk_extend(total_quads(totals_of(incidents, overlaps)))
