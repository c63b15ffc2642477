"""What a spreadsheet can ask of an actor: its properties and their values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from talion.model.actor import ActorKind
from talion.store import iris
from talion.store.closed_terms import ACTOR_CLASSES
from talion.store.query import values as values_clause
from talion.store.reference import relation_labels
from talion.vocabulary import NS, OWL, PREFIXES, SKOS, TAL, WIKIDATA_NS, XSD, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talion.store import View

_ALL = frozenset(ActorKind)
_STATES = frozenset({ActorKind.COUNTRY})


@dataclass(frozen=True, slots=True)
class ActorProperty:
    """A property of actors.

    `kinds` are those that have it, `of_actors` tells that its values are actors. One that `counts`
    is the number of things that refer to the actor by the term, else a value is what the term
    leads to.
    """

    id: str
    name: str
    term: Term
    kinds: frozenset[ActorKind] = _ALL
    of_actors: bool = False
    counts: bool = False


@cache
def properties() -> tuple[ActorProperty, ...]:
    """Return all properties, those of the ontology by its labels.

    >>> [p.id for p in properties()][:3]
    ['alias', 'wikidata', 'iso2']
    """
    labels = relation_labels()

    def own(
        term: Term, kinds: frozenset[ActorKind] = _ALL, *, actors: bool = False
    ) -> ActorProperty:
        name = term.removeprefix(NS)
        return ActorProperty(name, labels[name], term, kinds, actors)

    return (
        ActorProperty("alias", "other name", SKOS.altLabel),
        ActorProperty("wikidata", "Wikidata item", OWL.sameAs),
        own(TAL.iso2, _STATES),
        own(TAL.iso3, _STATES),
        own(TAL.code),
        own(TAL.cowNumber, _STATES),
        own(TAL.gwNumber, _STATES),
        own(TAL.cameoGroup),
        own(TAL.demonym, _STATES),
        own(TAL.capital, _STATES),
        own(TAL.belongsTo, actors=True),
        own(TAL.memberOf, actors=True),
        own(TAL.succeededBy, actors=True),
        own(TAL.since),
        own(TAL.until),
        ActorProperty("incidents-as-agent", "incidents as agent", TAL.agent, counts=True),
        ActorProperty("incidents-as-target", "incidents as target", TAL.target, counts=True),
    )


def property_of(ident: str) -> ActorProperty | None:
    """Return the property of an id; None for an unknown one.

    >>> property_of("iso2").name
    'ISO 3166-1 alpha-2 code'
    """
    return next((each for each in properties() if each.id == ident), None)


def properties_of_type(ident: str) -> list[ActorProperty]:
    """Return the properties that actors of a type have, all for a type that is not known.

    >>> "iso2" in [p.id for p in properties_of_type("Person")]
    False
    """
    kind = next((k for k in ActorKind if type_id(k) == ident), None)
    return [each for each in properties() if kind is None or kind in each.kinds]


def type_id(kind: ActorKind) -> str:
    """Return the id of a kind of actors as a type: the local name of its class.

    >>> type_id(ActorKind.COUNTRY)
    'Country'
    """
    return ACTOR_CLASSES[kind].removeprefix(NS)


def types() -> list[dict[str, str]]:
    """Return all types as the protocol writes them, the general one first.

    >>> types()[0]
    {'id': 'Actor', 'name': 'actor'}
    """
    ids = (TAL.Actor.removeprefix(NS), *map(type_id, ActorKind))
    return [{"id": ident, "name": relation_labels()[ident]} for ident in ids]


def values(view: View, ids: Iterable[str], asked: ActorProperty) -> dict[str, list[dict[str, Any]]]:
    """Return the values of a property of some actors, as the protocol writes them.

    >>> values(view, ["russia", "aivd"], property_of("iso2"))
    {'russia': [{'str': 'RU'}], 'aivd': []}
    >>> values(view, ["aivd"], property_of("belongsTo"))
    {'aivd': [{'id': 'netherlands', 'name': 'Netherlands'}]}
    """
    wanted = list(dict.fromkeys(ids))
    nodes = [iris.iri("actor", ident).value for ident in wanted]
    subjects = values_clause("a", nodes)
    if asked.counts:
        text = f"SELECT ?a (COUNT(DISTINCT ?i) AS ?v) {{ {subjects} ?i {asked.term.n3} ?a ."
        text += f" ?i a {TAL.Incident.n3} }} GROUP BY ?a"
    else:
        text = f"SELECT DISTINCT ?a ?v ?n {{ {subjects} ?a {asked.term.n3} ?v ."
        text += " OPTIONAL { ?v rdfs:label ?n } }"
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = view.query(text) if wanted else ()
    for row in rows if isinstance(rows, QuerySolutions) else ():
        name = None if asked.counts else row["n"]
        found[str(getattr(row["a"], "value", ""))].append(_written(row["v"], name))
    return {
        ident: sorted(found.get(node, [{"int": 0}] if asked.counts else []), key=str)
        for ident, node in zip(wanted, nodes, strict=True)
    }


def _written(value: object, name: object) -> dict[str, Any]:
    """Return a value as an actor, a whole number, or text."""
    if isinstance(value, Literal):
        if value.datatype.value == XSD.integer:
            return {"int": int(value.value)}
        return {"str": value.value}
    assert isinstance(value, NamedNode)
    if value.value.startswith(PREFIXES["actor"]):
        ident = iris.ident(value.value, "actor")
        return {"id": ident, "name": name.value if isinstance(name, Literal) else ident}
    return {"str": value.value.removeprefix(WIKIDATA_NS)}


def texts(found: Sequence[dict[str, Any]]) -> set[str]:
    """Return what values are compared by: text, number, id and name of an actor, folded.

    >>> sorted(texts([{"id": "russia", "name": "Russia"}, {"int": 3}]))
    ['3', 'russia']
    """
    return {str(part).casefold() for value in found for part in value.values()}
