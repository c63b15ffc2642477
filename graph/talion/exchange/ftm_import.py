"""FollowTheMoney entities into a store: people, companies and organizations become actors.

An entity is an actor that the store has if it is that of an earlier export, has its Wikidata
identifier, or its name; else it is a new one. What an actor has no place for is kept under
FollowTheMoney's own names; entities of other schemata are left out, by name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from talion.errors import InputError
from talion.exchange.follow_the_money import ACTOR_PREFIX
from talion.exchange.import_format import ImportFormat, ImportOutcome
from talion.json_reading import parsed_json
from talion.model.actor import Actor, ActorKind, slug
from talion.model.gazetteer import Gazetteer, NameUse
from talion.store import iris
from talion.store.rdf_reading import imported_graph
from talion.store.reference import wikidata_ids
from talion.store.to_rdf import actor_pairs
from talion.vocabulary import FTM_NS, OWL, WIKIDATA_NS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import IO

    from talion.store.writer import Writer

#: The schemata that are actors, and the kinds that one of them may be; a new one is the first.
_KINDS: Mapping[str, tuple[ActorKind, ...]] = {
    "Person": (ActorKind.PERSON,),
    "Company": (ActorKind.ORGANIZATION,),
    "Organization": (ActorKind.ORGANIZATION, ActorKind.AGENCY),
    "PublicBody": (
        ActorKind.AGENCY,
        ActorKind.COUNTRY,
        ActorKind.ORGANIZATION,
        ActorKind.MISSION,
    ),
}
#: Properties that an actor has a place for.
_NAMES = ("name", "alias", "previousName")
_PLACED = frozenset({*_NAMES, "country", "wikidataId", "parent"})


@dataclass(frozen=True, slots=True)
class FtmEntity:
    """One entity of a file, and its line."""

    id: str
    schema: str
    properties: Mapping[str, Sequence[str]]
    line: int

    def all(self, *names: str) -> list[str]:
        """Return the values of some properties, each once."""
        return list(dict.fromkeys(v for name in names for v in self.properties.get(name, ())))


@dataclass(frozen=True, slots=True)
class ImportedFtm:
    """The entities of a file."""

    name: str
    entities: Sequence[FtmEntity]

    @property
    def whole(self) -> bool:
        """It never is a whole graph."""
        return False

    def write(self, writer: Writer) -> ImportOutcome:
        """Write the actors among the entities into a graph that is called after the file."""
        graph = imported_graph(self.name)
        writer.complete_reference()
        writer.drop_graphs([graph.value])
        with_names = [e for e in self.entities if e.schema in _KINDS and e.all(*_NAMES)]
        left_out = tuple(self._left_out())
        if not with_names:
            reason = f"holds no {' or '.join(_KINDS)} with a name"
            raise InputError(self.name, f"{reason}: {'; '.join(left_out) or 'it is empty'}")
        linked = _Linking(Gazetteer(writer.view().actors()))
        found = [(entity, linked.actor(entity)) for entity in with_names]
        quads = [quad for entity, actor in found for quad in _quads(entity, actor, linked, graph)]
        writer.load_quads(quads)
        kinds = Counter(str(actor.kind) for _, actor in found)
        if linked.known:
            kinds["already known"] = linked.known
        kept = Counter(q.predicate.value for q in quads if q.predicate.value.startswith(FTM_NS))
        names = {iri.removeprefix(FTM_NS): number for iri, number in kept.most_common()}
        return ImportOutcome(len(quads), (graph.value,), dict(kinds), names, left_out)

    def _left_out(self) -> Iterator[str]:
        others = Counter(e.schema for e in self.entities if e.schema not in _KINDS)
        for schema, number in others.most_common():
            yield f"{schema} {number:,} (only {', '.join(_KINDS)} are read)"
        for entity in self.entities:
            if entity.schema in _KINDS and not entity.all(*_NAMES):
                yield f"line {entity.line}: {entity.schema} '{entity.id}' has no name"


class _Linking:
    """Finds or makes the actor of each entity."""

    def __init__(self, known: Gazetteer) -> None:
        self._gazetteer = known
        self._made: dict[str, str] = {}
        self.known = 0

    def actor(self, entity: FtmEntity) -> Actor:
        """Return the actor that an entity is; a new one where the store has none."""
        found = self._stored(entity)
        if found is not None:
            self.known += 1
            return found
        made = self._new(entity)
        self._gazetteer.add(made)
        self._made[made.id] = entity.id
        return made

    def state(self, entity: FtmEntity) -> str | None:
        """Return the state of the first of an entity's countries that is known."""
        for code in entity.all("country"):
            senses = self._gazetteer.find(code.upper())
            for sense in senses:
                if sense.use is NameUse.CODE and sense.actor.kind is ActorKind.COUNTRY:
                    return sense.actor.id
        return None

    def _stored(self, entity: FtmEntity) -> Actor | None:
        kinds = _KINDS[entity.schema]
        exported = self._gazetteer.by_id(entity.id.removeprefix(ACTOR_PREFIX))
        if entity.id.startswith(ACTOR_PREFIX) and exported and exported.kind in kinds:
            return exported
        for item in entity.all("wikidataId"):
            same = self._gazetteer.by_id(wikidata_ids().get(item, ""))
            if same is not None and same.kind in kinds:
                return same
        for sense in self._gazetteer.find(entity.all("name", "alias")[0]):
            other = self._made.get(sense.actor.id, entity.id)
            if sense.use is NameUse.NAME and sense.actor.kind in kinds and other == entity.id:
                return sense.actor
        return None

    def _new(self, entity: FtmEntity) -> Actor:
        """Return a new actor; its id says its kind, and then the entity's, where one is taken."""
        first, *others = entity.all(*_NAMES)
        kind = _KINDS[entity.schema][0]
        plain = slug(first).removeprefix("the-")
        alone = kind is ActorKind.PERSON and "-" not in plain
        ids = (plain, f"{plain}-{kind}", f"{plain}-{slug(entity.id)}")
        ident = next(i for i in ids[alone:] if self._gazetteer.by_id(i) is None or i == ids[-1])
        state = self.state(entity) if kind is ActorKind.AGENCY else None
        return Actor(ident, first, kind, tuple(others), state=state)


def _quads(entity: FtmEntity, actor: Actor, linked: _Linking, graph: NamedNode) -> Iterator[Quad]:
    """Yield what a file says of an actor: in the ontology's words, the rest in its own."""
    node = iris.iri("actor", actor.id)
    others = tuple(name for name in entity.all(*_NAMES) if name != actor.name)
    yield from (Quad(node, p, o, graph) for p, o in actor_pairs(replace(actor, names=others)))
    for item in entity.all("wikidataId"):
        if item[:1] == "Q" and item[1:].isdecimal():
            yield Quad(node, OWL.sameAs.node, NamedNode(WIKIDATA_NS + item), graph)
    yield Quad(node, NamedNode(f"{FTM_NS}id"), Literal(entity.id), graph)
    placed_country = actor.state is not None and actor.state == linked.state(entity)
    for name, values in sorted(entity.properties.items()):
        if name not in _PLACED or (name == "country" and not placed_country) or name == "parent":
            prop = NamedNode(f"{FTM_NS}{entity.schema}:{name}")
            yield from (Quad(node, prop, Literal(value), graph) for value in values)


def read_entities(file: IO[bytes], name: str) -> ImportedFtm:
    """Return the entities of a file, one a line; InputError with the line for what is none.

    >>> import io
    >>> line = b'{"id": "p1", "schema": "Person", "properties": {"name": ["Ann Example"]}}'
    >>> [entity.schema for entity in read_entities(io.BytesIO(line), "people.ftm").entities]
    ['Person']
    """
    found = []
    for number, line in enumerate(file, 1):
        if line.strip():
            found.append(_entity(line, name, number))
    return ImportedFtm(name, found)


def _entity(line: bytes, name: str, number: int) -> FtmEntity:
    place = f"line {number}"
    try:
        read: Any = parsed_json(line)
    except ValueError as error:
        raise InputError(name, f"is not JSON: {error}", place) from error
    properties = read.get("properties") if isinstance(read, dict) else None
    if not isinstance(properties, dict) or not all(
        isinstance(read.get(key), str) and read[key] for key in ("id", "schema")
    ):
        raise InputError(name, "is no entity with 'id', 'schema' and 'properties'", place)
    lists = {
        key: [str(v).strip() for v in (values if isinstance(values, list) else [values])]
        for key, values in properties.items()
    }
    kept = {key: [v for v in values if v] for key, values in lists.items()}
    return FtmEntity(read["id"], read["schema"], kept, number)


#: FollowTheMoney.
FORMAT = ImportFormat(
    "ftm", "FollowTheMoney entities, one a line", (".ftm", ".ftm.json", ".ijson"), read_entities
)
