"""Linking names to actors: those in the gazetteer, and new ones."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from talion.errors import SidecarError
from talion.model.actor import Actor, ActorKind, slug
from talion.model.date import Date
from talion.model.findings import Findings, NamedActor
from talion.model.gazetteer import Gazetteer, NameUse

#: Annotators differ on which of these some actors are (a parliament's office, a central bank).
_ORGANIZATIONS = frozenset({ActorKind.ORGANIZATION, ActorKind.AGENCY})


@dataclass(frozen=True, slots=True)
class LinkedActors:
    """The actors that the names in one article stand for.

    `ids` maps each name that the findings use to an actor's id, `new` holds the actors among them
    that the gazetteer does not have.
    """

    ids: Mapping[str, str]
    new: tuple[Actor, ...]

    def all(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids for some names, each once, in their order."""
        return tuple(dict.fromkeys(self.ids[name] for name in names))


def link_actors(findings: Findings, at: Date | None, known: Gazetteer) -> LinkedActors:
    """Link every name in an article's findings to an actor, as of the date of publication.

    A listed actor is one of the gazetteer where that has its name for the same kind of actor (an
    organization may be listed as agency and the reverse), else a new actor. A name that is used
    but not listed must be one that the gazetteer has in any sense (`Moscow`, `Dutch`). Raises
    SidecarError for a name that is neither.

    >>> from talion.store.reference import gazetteer
    >>> listed = (NamedActor("Kremlin Watch", ActorKind.ORGANIZATION),)
    >>> linked = link_actors(Findings("a", None, listed, (), ()), None, gazetteer())
    >>> linked.ids, [actor.id for actor in linked.new]
    ({'Kremlin Watch': 'kremlin-watch'}, ['kremlin-watch'])
    """
    states = {a.name for a in findings.actors if a.type == ActorKind.COUNTRY}
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
    kinds = _ORGANIZATIONS if kind in _ORGANIZATIONS else {kind}
    for when in (at, None):  # a past state may be named after its end
        found = [
            sense.actor
            for sense in known.find(name, when)
            if sense.actor.kind in kinds and sense.use in (NameUse.NAME, NameUse.CODE)
        ]
        if found:
            return min(found, key=lambda a: (a.kind != kind, a.state not in homes))
    return None


def _known(name: str, at: Date | None, known: Gazetteer) -> Actor | None:
    """Return the actor that a name most plainly stands for, one of its time where there is one."""
    return known.actor(name, at) or known.actor(name)


def _new(
    named: NamedActor, at: Date | None, known: Gazetteer, others: Mapping[str, Actor]
) -> Actor:
    """Make an actor of a name that the gazetteer does not have.

    Its id depends on name and kind alone, so that all articles agree on it: the slug of the name
    without a leading "The", followed by the kind where another actor has that slug. A person with
    a single name always gets the kind, since companies and papers are named like that.
    """
    ident = slug(named.name).removeprefix("the-")
    taken = known.by_id(ident) is not None
    other = others.get(ident)
    alone = named.type == ActorKind.PERSON and "-" not in ident
    if taken or alone or (other is not None and other.kind != named.type):
        ident = f"{ident}-{named.type}"
    home = (
        _known(named.state, at, known) if named.state and named.type == ActorKind.AGENCY else None
    )
    return Actor(ident, named.name, named.type, state=home.id if home else None)
