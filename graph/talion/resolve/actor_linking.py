"""From the names in an article to actors: those that the gazetteer knows, and new ones."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from talion.errors import SidecarError
from talion.model.actor import Actor, ActorKind, slug
from talion.model.date import Date
from talion.model.findings import Findings, NamedActor
from talion.model.gazetteer import Gazetteer, NameUse

#: Readers differ on which of these a body is (a parliament's office, a central bank).
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.AGENCY})


@dataclass(frozen=True, slots=True)
class LinkedActors:
    """Whom the names of one article stand for.

    `ids` gives the actor's id for each name the findings use, `new` the actors among them that
    the gazetteer does not know.
    """

    ids: Mapping[str, str]
    new: tuple[Actor, ...]

    def all(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids for some names, each once, in their order."""
        return tuple(dict.fromkeys(self.ids[name] for name in names))


def link_actors(findings: Findings, at: Date | None, known: Gazetteer) -> LinkedActors:
    """Resolve every name of an article's findings, as of its publication.

    A listed actor is one of the gazetteer when that has its name for the same kind of actor (a
    body may be listed as organization or agency alike), else a new actor. A name that is used but
    not listed must be one that the gazetteer knows in any sense (`Moscow`, `Dutch`). Raises
    SidecarError for one that is neither.
    """
    states = {a.name for a in findings.actors if a.type is ActorKind.COUNTRY}
    homes = {
        s.id for s in (_listed(name, ActorKind.COUNTRY, at, known, ()) for name in states) if s
    }
    ids: dict[str, str] = {}
    new: dict[str, Actor] = {}
    for named in findings.actors:
        actor = _listed(named.name, named.type, at, known, homes)
        if actor is None:
            actor = _new(named, at, known, new)
            new[actor.id] = actor
        ids.setdefault(named.name, actor.id)
    for name, place in _used(findings):
        if name not in ids:
            found = _known(name, at, known)
            if found is None:
                reason = f"'{name}' is neither among the file's actors nor a known name"
                raise SidecarError(f"{findings.article}.json", reason, place)
            ids[name] = found.id
    return LinkedActors(ids, tuple(new.values()))


def _used(findings: Findings) -> Iterable[tuple[str, str]]:
    """Yield each name that an incident or an office uses, and where."""
    for incident in findings.incidents:
        for name in (*incident.agents, *incident.targets):
            yield name, f"incident {incident.id}"
    for actor in findings.actors:
        if actor.state:
            yield actor.state, f"actor {actor.name}"


def _listed(
    name: str, kind: ActorKind, at: Date | None, known: Gazetteer, homes: Collection[str]
) -> Actor | None:
    """Return the gazetteer's actor of that name and kind; one of the article's states first."""
    kinds = _BODIES if kind in _BODIES else {kind}
    for when in (at, None):  # a past state may be told of after its end
        found = [
            sense.actor
            for sense in known.find(name, when)
            if sense.actor.kind in kinds and sense.use in (NameUse.NAME, NameUse.CODE)
        ]
        if found:
            return min(found, key=lambda a: (a.kind != kind, a.state not in homes))
    return None


def _known(name: str, at: Date | None, known: Gazetteer) -> Actor | None:
    """Return the actor that a name most plainly stands for, of its time where there is one."""
    return known.actor(name, at) or known.actor(name)


def _new(
    named: NamedActor, at: Date | None, known: Gazetteer, others: Mapping[str, Actor]
) -> Actor:
    """Make an actor of a name that nobody knows.

    Its id depends on name and kind alone, so that all articles agree on it: the slug of the name
    without its "The", and the kind behind it where the slug would be somebody else's. A person of
    one name always has it, for companies and papers are named like that.
    """
    ident = slug(named.name).removeprefix("the-")
    taken = known.by_id(ident) is not None
    other = others.get(ident)
    alone = named.type is ActorKind.PERSON and "-" not in ident
    if taken or alone or (other is not None and other.kind != named.type):
        ident = f"{ident}-{named.type}"
    home = (
        _known(named.state, at, known) if named.state and named.type is ActorKind.AGENCY else None
    )
    return Actor(ident, named.name, named.type, state=home.id if home else None)
