"""The shipped reference data as values: the gazetteer of actors, the incident types.

Read with pyoxigraph's own parser, which takes milliseconds where rdflib's takes seconds.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from talion.model.actor import Actor, Membership
from talion.model.date import Date
from talion.model.gazetteer import Gazetteer
from talion.model.incident import IncidentType
from talion.resources import ontology_file
from talion.vocabulary import ID, NS, TYPES_NS

_KINDS = {
    NS + k.capitalize(): k for k in ("country", "organization", "agency", "person", "mission")
}
_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_SKOS = "http://www.w3.org/2004/02/skos/core#"

Facts = dict[str, dict[str, list[str]]]


def parse_ontology(name: str) -> Iterator[Quad]:
    """Yield the statements of one Turtle file of the ontology."""
    yield from parse(ontology_file(name).read_bytes(), format=RdfFormat.TURTLE)


def _facts(name: str) -> Facts:
    """Return subject -> property -> values of one file, in the file's order."""
    facts: Facts = defaultdict(lambda: defaultdict(list))
    for quad in parse_ontology(name):
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        facts[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return facts


def _id(iri: str) -> str:
    return iri.removeprefix(ID + "actor/")


def _date(values: list[str] | None) -> Date | None:
    return Date(values[0]) if values else None


def actors_of(facts: Facts) -> Iterator[Actor]:
    """Yield the actors among facts about them, with their memberships."""
    memberships: dict[str, list[Membership]] = defaultdict(list)
    for about in facts.values():
        if NS + "Membership" in about.get(_RDF_TYPE, ()):
            member = _id(about[NS + "member"][0])
            memberships[member].append(
                Membership(
                    member,
                    _id(about[NS + "organization"][0]),
                    _date(about.get(NS + "since")),
                    _date(about.get(NS + "until")),
                )
            )
    for iri, about in facts.items():
        kinds = [_KINDS[t] for t in about.get(_RDF_TYPE, ()) if t in _KINDS]
        if kinds:
            yield _actor(iri, kinds[0], about, tuple(memberships[_id(iri)]))


def _actor(
    iri: str, kind: str, about: dict[str, list[str]], memberships: tuple[Membership, ...]
) -> Actor:
    def texts(*properties: str) -> tuple[str, ...]:
        return tuple(v for p in properties for v in about.get(p, ()))

    def one(prop: str) -> str | None:
        values = about.get(NS + prop)
        return _id(values[0]) if values else None

    labels = about.get(_LABEL) or about.get(_SKOS + "prefLabel") or [_id(iri)]
    return Actor(
        id=_id(iri),
        name=labels[0],
        kind=kind,
        names=texts(_SKOS + "altLabel"),
        demonyms=texts(NS + "demonym"),
        capitals=texts(NS + "capital"),
        metonyms=texts(NS + "metonym"),
        codes=texts(NS + "iso2", NS + "iso3", NS + "code"),
        state=one("belongsTo"),
        since=_date(about.get(NS + "since")),
        until=_date(about.get(NS + "until")),
        successor=one("succeededBy"),
        memberships=memberships,
    )


@cache
def gazetteer() -> Gazetteer:
    """Return all actors of `ontology/actors.ttl`; shared, so nobody adds to it."""
    return Gazetteer(actors_of(_facts("actors.ttl")))


@cache
def incident_types() -> tuple[IncidentType, ...]:
    """Return the incident types of `ontology/incident-types.ttl`, in the file's order."""
    return tuple(
        _incident_type(iri, about)
        for iri, about in _facts("incident-types.ttl").items()
        if NS + "IncidentType" in about.get(_RDF_TYPE, ())
    )


def _incident_type(iri: str, about: dict[str, list[str]]) -> IncidentType:
    implied = about.get(NS + "implies")
    return IncidentType(
        id=iri.removeprefix(TYPES_NS),
        label=about[_SKOS + "prefLabel"][0],
        definition=about[_SKOS + "definition"][0],
        severity=float(about[NS + "severity"][0]),
        relation=implied[0].removeprefix(NS) if implied else None,
        verbs=tuple(about.get(NS + "verb", ())),
        nouns=tuple(about.get(NS + "noun", ())),
        phrases=tuple(about.get(NS + "phrase", ())),
        cameo=tuple(about.get(NS + "cameo", ())),
        plover=tuple(about.get(NS + "plover", ())),
    )
