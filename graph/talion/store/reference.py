"""The shipped reference data as values: the gazetteer of actors, the incident types.

Read with pyoxigraph's own parser, which takes milliseconds where rdflib's takes seconds.
"""

from collections.abc import Iterator
from functools import cache

from pyoxigraph import Quad, RdfFormat, parse

from talion.model.gazetteer import Gazetteer
from talion.model.incident import IncidentType
from talion.model.type_traits import Apart, Counts, DoneTo, Nature, SideName, TypeTraits
from talion.resources import ontology_file
from talion.store import from_rdf
from talion.store.facts import Facts, gather
from talion.vocabulary import NS, TYPES_NS

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


def parse_ontology(name: str) -> Iterator[Quad]:
    """Yield the statements of one Turtle file of the ontology."""
    yield from parse(ontology_file(name).read_bytes(), format=RdfFormat.TURTLE)


def _facts(name: str) -> Facts:
    """Return what one file says of each subject, in the file's order."""
    return gather((q.subject, q.predicate, q.object) for q in parse_ontology(name))


@cache
def gazetteer() -> Gazetteer:
    """Return all actors of `ontology/actors.ttl`; shared, so nobody adds to it."""
    return Gazetteer(from_rdf.actors(_facts("actors.ttl")))


@cache
def incident_types() -> tuple[IncidentType, ...]:
    """Return the incident types of `ontology/incident-types.ttl`, in the file's order."""
    return tuple(
        incident_type(iri, about)
        for iri, about in _facts("incident-types.ttl").items()
        if NS + "IncidentType" in about.get(_TYPE, ())
    )


@cache
def _by_id() -> dict[str, IncidentType]:
    return {kind.id: kind for kind in incident_types()}


@cache
def traits_of(kind: str) -> TypeTraits:
    """Return the traits of an incident type; those of a plain measure where nothing is known."""
    known = _by_id().get(kind)
    return known.traits if known is not None else TypeTraits()


def deed(kind: str, count: int | None, label: str | None = None) -> str:
    """Return what was done, and to how many, in the ontology's words: `expulsion of 10`.

    `label` names a type that the ontology does not have; without it, its id does.
    """
    known = _by_id().get(kind)
    if known is not None:
        return known.deed(count)
    name = label or kind.replace("_", " ")
    return name if count is None else f"{name} of {count}"


def incident_type(iri: str, about: dict[str, list[str]]) -> IncidentType:
    """Return the incident type that facts tell of."""
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
        one=next(iter(about.get(NS + "one", ())), None),
        several=next(iter(about.get(NS + "several", ())), None),
        traits=_traits(about),
    )


def _traits(about: dict[str, list[str]]) -> TypeTraits:
    """Return the traits that facts state; a value outside its closed set is a ValueError."""

    def values(term: str) -> list[str]:
        return about.get(NS + term, [])

    def one(term: str) -> str | None:
        return next(iter(values(term)), None)

    def is_true(term: str) -> bool:
        return one(term) in ("true", "1")

    def other_type(term: str) -> str | None:
        iri = one(term)
        return None if iri is None else iri.removeprefix(TYPES_NS)

    counts = one("counts")
    return TypeTraits(
        nature=Nature(one("nature") or Nature.MEASURE),
        done_to=DoneTo(one("doneTo") or DoneTo.STATE),
        counts=None if counts is None else Counts(counts),
        apart_by=frozenset(map(Apart, values("apartBy"))),
        hosts=frozenset(map(SideName, values("host"))),
        distributive=is_true("distributive"),
        coordinated=is_true("coordinated"),
        mutual=is_true("mutual"),
        removes=is_true("removes"),
        covert=is_true("covert"),
        on_behalf=is_true("onBehalf"),
        name_before=SideName(one("nameBefore") or SideName.AGENT),
        threatened_as=other_type("threatenedAs"),
        of_diplomats=other_type("ofDiplomats"),
    )
